"""What looks like a fence, wherever it stands: two or more colons, or signs like them, before the name of an audience.

A fence that is not quite right would show to all what was meant for few. So this looks at a text as a tired person
does: small and full-width letters are one, and what lies between the signs and the name (blanks, signs that cannot be
seen, brackets, marks of Markdown, HTML) does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from html import unescape
from typing import Final

from msgspec import Struct

_ONE: Final = "ː˸։׃؛܃܄܅܆܇܈܉ःঃਃઃଃஃఃಃഃඃး፡።፣፤፥፦᛬᠃᠄᠅᠉៖ះ༔᭝⁏⁚⁖⁝⁞⋮∶⠅⠆⡁⦂⦙⸪⸫⸵ꓽ꛴꞉ꫵ︓︔︙︰﹔﹕：；¦┆┇┊┋╎╏"
_TWO: Final = "∷∺⁘⁙⁛⸬⫶⩴≔"
_LETTERS: Final = str.maketrans("аеорсухіјѕткмһԁοαρτικνɑı", "aeopcyxijstkmhdoaptiknai")
"""Cyrillic, Greek and other letters that look like ours."""
_SIGNS: Final = str.maketrans(dict.fromkeys(_ONE, ":") | dict.fromkeys(_TWO, "::"))
_CONTROLS: Final = dict.fromkeys({*range(0x20), 0x7F} - {ord(one) for one in "\t\n\v\f\r"})
"""Signs of no width, such as Word's optional hyphen."""
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me", "Cc"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5")

_SIGN: Final = re.compile(f"[:;&<{_ONE}{_TWO}]")
_NEAR: Final = re.compile(rf"[:;{_ONE}][\W_]{{0,60}}(?:[:;{_ONE}]|\]\()|[{_TWO}<]|&#?\w")
"""What any text that looks like a fence holds, unless its sign is the first thing on a line."""
_WORD: Final = re.compile(r"[^\W_]")
_REFERENCE: Final = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_ALIGNED: Final = frozenset(" \t>|:-")
"""What the line under the headings of a table is made of: its colons say how columns are aligned."""
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|-->")
_TARGET: Final = re.compile(r"\]\([^()]*\)")
_MARKS: Final = re.compile(r"[\\*_~`\[\]]")

_THREE: Final = re.compile(r"(?=[;\W_]{0,10}:)[:;](?:[^\w\n:;]|_){0,4}[:;](?:[^\w\n:;]|_){0,4}[:;]")
"""Three signs in a row, of which one at least is a colon, mean nothing in any text."""
_AT_START: Final = re.compile(
    r"^(?:[^\w\n:;]|_)*(?:[0-9]+(?:[^\w\n:;]|_)+){0,4}(?::[ \t\\]*[:;]|;[ \t\\]*:)", re.MULTILINE
)
_TWO_AND_WORD: Final = re.compile(r"[:;](?:[^\w:;]|_){0,5}[:;][\W_]{0,40}([^\W_]{4,})")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_CLOSE: Final = 0.8
_NO_NAMES: Final = "(?!)"


class Names(Struct, frozen=True):
    """The audiences, as a fence may name them."""

    ids: frozenset[str] | None = None
    """Their ids, which a fence names; None when they could not be read."""
    others: frozenset[str] = frozenset()
    """What they are called on pages, which somebody may write instead."""


NO_NAMES: Final = Names()


class Lookalike(Struct, frozen=True):
    """Where in a text something looks like a fence."""

    line: int
    """The line in the text; 0 is the first."""
    column: int
    """The column; 1 is the first."""


def find_lookalikes(text: str, names: Names) -> Iterator[Lookalike]:
    """Yield each line on which something looks like a fence."""
    if _may_hold_one(text):
        pattern = _Patterns.of(names)
        plain = _fold("\n".join("" if _is_aligning(line) else line for line in text.split("\n")))
        bare = _MARKS.sub("", _TARGET.sub("]", _TAG.sub(_breaks_of, plain)))
        lines = {line for form in dict.fromkeys((plain, bare)) for line in pattern.lines(form)}
        written = text.split("\n")
        for line in sorted(lines):
            yield Lookalike(line, _column(written[line]) if line < len(written) else 1)


def _may_hold_one(text: str) -> bool:
    """Return whether a closer look is worth its time."""
    for found in _SIGN.finditer(text):
        at = found.start()
        if _NEAR.match(text, at) or _WORD.search(text, text.rfind("\n", 0, at) + 1, at) is None:
            return True
    return False


class _Patterns:
    """What is looked for, for some names of audiences."""

    def __init__(self, names: Names) -> None:
        every = (names.ids or frozenset()) | names.others
        folded = {" ".join(re.findall(r"[^\W_]+", _fold(name))) for name in every} - {""}
        self._first = sorted({word for name in folded if len(word := name.split()[0]) > 3})
        name = "|".join(re.escape(one).replace(r"\ ", r"[\W_]+") for one in sorted(folded))
        name = f"(?:{name or _NO_NAMES})(?![^\\W_])"
        between = r"(?:(?:for|only)[\W_]{1,5}){0,2}"
        self._named = re.compile(rf"[:;](?:[^\w:;]|_){{0,40}}[:;][\W_]{{0,40}}{between}{name}")
        self._alone = re.compile(rf"{name}(?: {name})*")

    @staticmethod
    @lru_cache(maxsize=8)
    def of(names: Names) -> _Patterns:
        """Return the patterns for these names."""
        return _Patterns(names)

    def lines(self, text: str) -> Iterator[int]:
        """Yield the numbers of the lines on which something is found; the same may come again."""
        for pattern in (_THREE, _AT_START, self._named):
            for found in pattern.finditer(text):
                yield _line_of(text, found)
        for found in _TWO_AND_WORD.finditer(text):
            if get_close_matches(found[1][:40], self._first, 1, _CLOSE):
                yield _line_of(text, found)
        for number, line in enumerate(text.split("\n")):
            if ":" in line and self._alone.fullmatch(_NOT_WORDS.sub(" ", line).strip()):
                yield number


def _is_aligning(line: str) -> bool:
    return "-" in line and _ALIGNED.issuperset(line) and "::" not in line.replace(" ", "")


def _line_of(text: str, found: re.Match[str]) -> int:
    lead = len(found[0]) - len(found[0].lstrip())
    return text.count("\n", 0, found.start() + lead)


def _breaks_of(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _fold(text: str) -> str:
    """Return the text in small plain letters, with a colon for each sign like one, and with its line breaks."""
    for _ in range(3):
        if "&" not in text:
            break
        text = _REFERENCE.sub(lambda found: unescape(found[0]).replace("\n", " "), text)
    text = text.translate(_CONTROLS)
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFKD", text.translate(_SIGNS)).translate(_SIGNS).casefold()
    seen = (one for one in composed if one in {"\n", "\t"} or _is_seen(one))
    return "".join(seen).translate(_LETTERS)


def _is_seen(one: str) -> bool:
    return one.isascii() or (unicodedata.category(one) not in _UNSEEN and one not in _FILLERS)


def _column(line: str) -> int:
    """Return the column of the first sign on the line."""
    return next((at for at, one in enumerate(line, 1) if one in ":;&" or one in _ONE or one in _TWO), 1)
