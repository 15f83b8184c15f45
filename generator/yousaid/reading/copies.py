"""Copies of a file that a computer or a person made: OneDrive's, Windows's, and those of other programs.

A copy may bring back words that were withdrawn from its original, and nothing in the files says which of the two is
right: a file's time is no part of what it says. So none of them is used until a person has decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from yousaid.problems import Problem
from yousaid.reading.words import show

_COPY: Final = (
    "copy|copi|copie|copia|cópia|còpia|kopie|kopia|kopi|kopija|kopio|kopya|kópia|kópie|másolat|afrit|koopia"
    "|копия|копія|копие|αντίγραφο|نسخة|نسخ|کاپی|کپی|העתק|副本|コピー|복사본|प्रतिलिपि"
)
_MADE: Final = re.compile(
    rf"""(?: [ ]?\(\d{{1,3}}\)                                             # x (1), x(1)
       | [ ]-[ ](?:{_COPY})(?:[ ]\(\d{{1,3}}\))?                           # x - Copy (2)
       | [ ]copy(?:[ ]\d{{1,3}})?                                          # x copy 2
       | [ ]?\([^()]*(?:conflict|konflikt|conflit|conflicto|conflitto)[^()]*\)   # x (Ann's conflicted copy 2026-11-20)
       | [ ]-[ ][^/]*conflicted[ ]copy[^/]*
       | [ ]?[^ /]+['’]s[ ]conflicted[ ]copy[^/]*
       | [._-]conflict[-_]?\d[\w-]*                                        # x_conflict-20261120-101010
       | \.sync-conflict-\d[\w-]*                                          # Syncthing
       | -(?:laptop|desktop)-(?=[a-z]*\d)[a-z0-9]{{3,15}}(?:-\d{{1,2}})?   # OneDrive: the computer's name
       | -(?-i:(?:LAPTOP|DESKTOP)-[A-Z0-9]{{3,15}})(?:-\d{{1,2}})?
       | -(?-i:PC-?\d{{1,4}}|WIN-[A-Z0-9]{{6,15}})(?:-\d{{1,2}})?
       )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""What programs put behind the name of a copy, and people hardly ever."""
_BEFORE: Final = re.compile(
    rf"(?:(?:{_COPY})(?: \(\d{{1,3}}\))? (?:of|de|di|von|van|av|af|o|з) )(?=\S)|(?:{_COPY}) - (?=\S)", re.IGNORECASE
)
"""What programs put in front of it."""
COMPUTER: Final = re.compile(r"(?:-(?=[A-Z0-9]*[A-Z])[A-Z0-9]+){1,4}(?:-\d{1,2})?\Z")
"""A computer's name, as OneDrive adds it; and perhaps any other name in capitals."""
_ODD: Final = re.compile(
    r"[ ._-]*(?:back-?up|bak|old|orig|original|save|saved|previous|copy|copie|kopie|vorher)\Z|[ ]\d{1,3}\Z"
    rf"|{COMPUTER.pattern}"
    r"|-[^ /]*(?:MacBook|iMac|Surface|ThinkPad|Laptop|Desktop)[^/]*\Z"
)
"""What may be put behind it too, but is a word or a number as well: only beside a file that says the same."""
_IS_NOUN: Final = re.compile(r"(?<! -) copy\Z", re.IGNORECASE)
"""“Hard copy” is a name as good as any, unless “hard” stands beside it."""
_CODE: Final = re.compile(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\Z")
_SAID: Final = re.compile(r"(?:- +)?(?:title|you_said|we_did|summary|text) *:(.*)|(?![\w ]+:)(.*)", re.DOTALL)
_FEWEST: Final = 12
"""The fewest letters of a line that two files do not share by chance."""
_MOST: Final = 12
"""How many names one message lists."""


class _Name(Struct, frozen=True):
    """A file's name, taken apart."""

    path: str
    folder: str
    stem: str
    """The name without ending, and without what was put in front of it or behind it."""
    is_copy: bool
    """Whether something was."""


def original(stem: str) -> str:
    """Return the name without an ending that this one is a copy's of, as programs name copies; else the name itself."""
    before = None
    while before != stem:
        before = stem
        stem = _MADE.sub("", _BEFORE.sub("", stem, count=1)).rstrip() or before
        if (code := _CODE.search(stem)) is not None and (inner := _MADE.sub("", stem[: code.start()])):
            stem = inner + stem[code.start() :]
    return stem


def groups(paths: Iterable[str], texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the files that are copies of each other: each group with the original, if it is there, first.

    `texts` holds what could be read of them. Names that only may be a copy's count where the files say the same.
    """
    names = [_named(path) for path in paths]
    same: dict[str, list[_Name]] = {}
    for name in names:
        same.setdefault(name.stem.casefold(), []).append(name)
    found = {}
    for alike in same.values():
        for group in _made_alike(alike, texts) if any(name.is_copy for name in alike) else ():
            found[group[0]] = group
    for group in _odd(names, same, texts):
        found[group[0]] = tuple(dict.fromkeys([*found.get(group[0], ()), *group]))
    return [found[first] for first in sorted(found)]


def _named(path: str) -> _Name:
    folder, _, name = path.rpartition("/")
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    folders = "/".join(original(part) for part in folder.split("/"))
    own = original(stem if ending else name)
    return _Name(path, folders, own, own != stem or folders != folder)


def _made_alike(alike: Sequence[_Name], texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the copies among files of one name: with their original, or with each other where they say the same."""
    copies = [name for name in alike if name.is_copy]
    plain = [name for name in alike if not name.is_copy]
    beside = [name for name in plain if any(name.folder == copy.folder for copy in copies)] or plain
    if beside:
        yield tuple(name.path for name in (*beside, *copies))
    elif len(copies) > 1:
        first = _said(texts.get(copies[0].path, ""))
        rest = [name.path for name in copies[1:] if first & _said(texts.get(name.path, ""))]
        if rest:
            yield (copies[0].path, *rest)


def _odd(
    names: Sequence[_Name], same: Mapping[str, Sequence[_Name]], texts: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Yield an original with a file whose name goes on with what may be a copy's mark, and that says the same."""
    for name in names:
        code = _CODE.search(name.stem)
        inner, end = (name.stem[: code.start()], code[0]) if code else (name.stem, "")
        for stem in dict.fromkeys([*_shorter(inner, end), *_shorter(name.stem, "")]):
            for other in same.get(stem.casefold(), ()):
                shared = _said(texts.get(name.path, "")) & _said(texts.get(other.path, ""))
                is_number = inner[len(stem) - len(end) :].strip().isdigit()
                if other is not name and len(shared) > int(is_number):
                    yield (other.path, name.path)


def _shorter(stem: str, end: str) -> Iterator[str]:
    """Yield the name without each mark that may be a copy's."""
    if stem.casefold().startswith(("copy-of-", "copy_of_")):
        yield stem[8:] + end
    for at in range(1, len(stem)):
        if stem[at] in " ._-" and _ODD.fullmatch(stem, at):
            yield stem[:at] + end


def _said(text: str) -> set[str]:
    """Return the lines of a file that somebody wrote, and not those that many files share, such as its audiences."""
    lines = (_SAID.fullmatch(line.strip()) for line in text.split("\n"))
    said = (" ".join((found[1] or found[2] or "").split()).casefold() for found in lines if found)
    return {line for line in said if len(line) >= _FEWEST}


def problem_of(group: Sequence[str], noun: str) -> Problem:
    """Return the problem of copies. `noun` says what one of them is: "story"."""
    first, others = group[0], group[1:]
    listed = ", ".join(show(path) for path in others[:_MOST])
    if len(others) > _MOST:
        listed += f" and {len(others) - _MOST} more"
    one = len(others) == 1
    names = f"{listed} {'is a copy' if one else 'are copies'} of this {noun}, going by the name."
    message = f"{names} {'Neither is' if one else 'None is'} used, so that nothing that was withdrawn comes back."
    name = PurePosixPath(first)
    wanted = original(name.stem) + name.suffix
    hint = f"Keep the right one under the name {wanted}, and delete the other{'' if one else 's'}."
    if noun != "file":
        hint += f" If one of them is another {noun}, give it a name of its own."
    return Problem(code="YS130", path=first, message=message, hint=hint)


def odd_name(path: str) -> Problem | None:
    """Return the hint about a file with a copy's name and no original, or None when the name is not a copy's."""
    name = PurePosixPath(path)
    wanted = original(name.stem)
    if wanted == name.stem or _IS_NOUN.search(name.stem):
        return None
    message = f"The name of this file is a copy's, but there is no {wanted}{name.suffix}. It is used as it is."
    return Problem(code="YS131", path=path, message=message, hint=f"Rename it to {wanted}{name.suffix}.")
