"""The content folder on disk: which files are read, which are left alone, and which are refused."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from yousaid.problems import Problem
from yousaid.reading import copies
from yousaid.reading.words import show

_DROPPINGS: Final = re.compile(
    r"""\..*                                       # hidden files: .DS_Store, ._x.md, .~lock.x#, .x.swp
      | ~\$.* | ~.*\.tmp | .*\.(?:tmp|temp|bak|swp|swo|orig|rej|crdownload|part|partial) | .*~ | \#.*\#
      | (?:eh)?thumbs(?:_vista)?\.db | desktop\.ini | icon\r | (?-i:[0-9A-F]{8})""",
    re.IGNORECASE | re.VERBOSE,
)
"""What systems, editors and office programs leave in a folder. It is nobody's text."""
_DROPPED_FOLDERS: Final = re.compile(
    r"\..*|__macosx|@eadir|\$recycle\.bin|#recycle|system volume information|nppbackup", re.IGNORECASE
)
_READ_ONLY: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_YAML: Final = (".yaml", ".yml")
RECORD: Final = "published-figures.csv"
"""The record of the figures that earlier editions showed."""
TABLES: Final = (".csv", ".tsv", ".xlsx", ".xlsm")
"""The endings of tables."""
READ: Final = {"stories": (".md", *_YAML, *TABLES), "feedback": (".md", *_YAML, *TABLES), "pages": (".md",)}
"""The folders whose files are read, and the endings of those that are."""

_HINTS: Final = {
    ".docx": "This is a Word document. Copy its text into a .md file.",
    ".doc": "This is a Word document. Copy its text into a .md file.",
    ".odt": "This is a document of a word processor. Copy its text into a .md file.",
    ".pdf": "Copy its text into a .md file.",
    ".txt": "If it belongs to the site, give it the ending .md and put front matter at its top.",
    ".markdown": "Give it the ending .md.",
    ".csv": "Tables go into the feedback folder, and tables of pairs into the stories folder.",
    ".xlsx": "Tables go into the feedback folder, and tables of pairs into the stories folder.",
    ".xls": "Open it in Excel and save it as an Excel workbook (.xlsx).",
    ".ods": "Open it and save it as an Excel workbook (.xlsx).",
    ".jpg": "Pictures go into the images folder.",
    ".jpeg": "Pictures go into the images folder.",
    ".png": "Pictures go into the images folder.",
    ".webp": "Pictures go into the images folder.",
}


class File(Struct, frozen=True):
    """A file that is to be read."""

    path: str
    """From the content folder, with `/`, in NFC."""
    disk: str

    @property
    def is_table(self) -> bool:
        """Whether it is a table, and not text."""
        return self.path.casefold().endswith(TABLES)


class Folder(Struct, frozen=True):
    """What the content folder holds, in the order of the paths."""

    settings: File | None
    places: File | None
    stories: tuple[File, ...]
    feedback: tuple[File, ...]
    pages: tuple[File, ...]
    images: dict[str, Path]
    published: File | None
    """The record of what earlier editions showed."""
    problems: tuple[Problem, ...]


def look_through(content: Path) -> Folder:
    """Return the files of a content folder. Links are never followed."""
    problems: list[Problem] = []
    read = {name: tuple(_readable(content, name, problems)) for name in READ}
    images = _walk(content / "images", "images", problems)
    problems += _copied_folders(content)
    return Folder(
        _one_of(content, "site", problems),
        _one_of(content, "places", problems),
        read["stories"],
        read["feedback"],
        read["pages"],
        {path.name: path for path in (Path(file.disk) for file in images if file.path.count("/") == 1)},
        _record(content, problems),
        tuple(problems),
    )


def _record(content: Path, problems: list[Problem]) -> File | None:
    """Return the record of published figures; a problem for each file that seems to be another."""
    for entry in _entries(str(content), "", []):
        if entry.name != RECORD and entry.name.casefold().startswith(RECORD.partition(".")[0]):
            message = f"This file is not read: only {RECORD} is."
            hint = "Look which of the two is newer. Keep that one, under this name, and delete the other."
            problems.append(Problem(code="YS109", path=entry.name, message=message, hint=hint))
    path = content / RECORD
    if os.path.lexists(path) and _may_read(RECORD, path.lstat(), problems):
        return File(RECORD, str(path))
    return None


def _copied_folders(content: Path) -> Iterator[Problem]:
    """Yield a problem for each folder whose name is a copy's of one that is read."""
    for entry in _entries(str(content), "", []):
        own = copies.original(entry.name)
        if own != entry.name and own in {*READ, "images"} and entry.is_dir(follow_symlinks=False):
            message = f"Nothing in this folder is read: only the folder {own} is."
            hint = f"Put what is right in it into {own}, and move this folder out of the content folder."
            yield Problem(code="YS109", path=entry.name, message=message, hint=hint)


def _one_of(content: Path, name: str, problems: list[Problem]) -> File | None:
    """Return site.yaml or site.yml; a problem when there are both."""
    found = [content / (name + ending) for ending in _YAML if os.path.lexists(content / (name + ending))]
    if len(found) > 1:
        message = f"There are both {found[0].name} and {found[1].name}."
        problems.append(Problem(code="YS503", path=found[1].name, message=message, hint="Keep one of the two."))
    named = [path.name for path in found]
    others = _alike(content, name)
    made = [one for one in others if copies.original(copies.COMPUTER.sub("", one.rpartition(".")[0])) == name]
    if named and made:
        problems.append(copies.problem_of((named[0], *made), "file"))
    for path in others if not named else [one for one in others if one not in made]:
        message = f"This file is not read: only {name}.yaml is."
        hint = f"Put what is right in it into {name}.yaml, and move this file out of the content folder."
        problems.append(Problem(code="YS109", path=path, message=message, hint=hint))
    good = [path for path in found if _may_read(path.name, path.lstat(), problems)]
    return File(good[0].name, str(good[0])) if good else None


def _alike(content: Path, name: str) -> list[str]:
    """Return the names of files that seem to be copies of site.yaml or site.yml, or what it was before."""
    entries = [entry.name for entry in _entries(str(content), "", [])]
    starts_alike = re.compile(rf"{name}(?![a-z]).*\.ya?ml", re.IGNORECASE).fullmatch
    alike = (one for one in entries if starts_alike(copies.original(one.rpartition(".")[0]) + ".yml"))
    return sorted(one for one in alike if one.casefold().endswith(_YAML) and one not in {name + end for end in _YAML})


def _readable(content: Path, name: str, problems: list[Problem]) -> Iterator[File]:
    """Yield the files of one folder that are read; a warning for each other one."""
    for file in _walk(content / name, name, problems):
        ending = file.path[file.path.rfind(".") :].casefold()
        if ending in READ[name]:
            yield file
        else:
            endings = " and ".join(one for one in READ[name] if one not in {".yml", ".tsv", ".xlsm"})
            message = f"This file is not read: in {name}, only files that end in {endings} are."
            hint = _HINTS.get(ending, "Move it out of this folder if it does not belong here.")
            problems.append(Problem(code="YS109", path=file.path, message=message, hint=hint))


def _walk(folder: Path, prefix: str, problems: list[Problem]) -> list[File]:
    """Return all files in a folder and in its folders, by path."""
    if not os.path.lexists(folder) or not _may_read(prefix, folder.lstat(), problems, folder=True):
        return []
    found: dict[str, File] = {}
    waiting = [(str(folder), prefix)]
    while waiting:
        place, start = waiting.pop()
        for entry in _entries(place, start, problems):
            path = unicodedata.normalize("NFC", f"{start}/{entry.name}")
            if not path.isprintable() and any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in path):
                shown = path.encode("utf-8", "replace").decode("utf-8")
                message = "The name of this file holds letters that cannot be read."
                problems.append(Problem(code="YS104", path=shown, message=message, hint="Give it another name."))
            elif path in found:
                message = f"Two files here have the name {show(entry.name)}, written with different codes."
                problems.append(Problem(code="YS503", path=path, message=message, hint="Rename or delete one of them."))
            elif entry.is_dir(follow_symlinks=False) and not _is_junction(entry.stat(follow_symlinks=False)):
                waiting.append((entry.path, path))
            elif _may_read(path, entry.stat(follow_symlinks=False), problems):
                found[path] = File(path, entry.path)
    return [found[path] for path in sorted(found)]


def _entries(folder: str, path: str, problems: list[Problem]) -> Iterable[os.DirEntry[str]]:
    """Return what lies in a folder, without what programs hide there."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(cannot_open(path, error))
        return []
    return [entry for entry in entries if not _is_dropping(entry)]


def _is_dropping(entry: os.DirEntry[str]) -> bool:
    """Tell whether a system or a program left this here, and no person."""
    kind = _DROPPED_FOLDERS if entry.is_dir(follow_symlinks=False) else _DROPPINGS
    return kind.fullmatch(entry.name) is not None


def _is_junction(status: os.stat_result) -> bool:
    """Tell whether this is a link between folders, as Windows makes them."""
    return getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _may_read(path: str, status: os.stat_result, problems: list[Problem], *, folder: bool = False) -> bool:
    """Tell whether this is an ordinary file, or an ordinary folder; a problem when it is not."""
    if stat.S_ISLNK(status.st_mode) or _is_junction(status):
        message = "This is a link to somewhere else. It is not followed, so that nothing is published by accident."
        problems.append(Problem(code="YS105", path=path, message=message, hint="Put the file itself here."))
        return False
    wanted = stat.S_ISDIR if folder else stat.S_ISREG
    if not wanted(status.st_mode):
        what = "folder" if folder else "file"
        problems.append(Problem(code="YS104", path=path, message=f"This is not a {what}.", hint=f"Put a {what} here."))
        return False
    return True


def cannot_open(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not give out."""
    reason = error.strerror or type(error).__name__
    message = f"This cannot be opened: {reason[:1].lower()}{reason[1:]}."
    hint = "Close it in other programs, and make sure that you may read it."
    return Problem(code="YS104", path=path, message=message, hint=hint)


def open_bytes(file: File) -> BinaryIO:
    """Return the file, open for reading its bytes. Raises OSError; a link is never followed."""
    return os.fdopen(os.open(file.disk, _READ_ONLY), "rb")


def read_bytes(file: File, cap: int) -> bytes | Problem:
    """Return the bytes of a file, or the problem when it cannot be opened or is longer than `cap` bytes."""
    try:
        handle = os.open(file.disk, _READ_ONLY)
        try:
            raw = os.read(handle, cap + 1)
            while raw and len(raw) <= cap and (more := os.read(handle, cap + 1 - len(raw))):
                raw += more
        finally:
            os.close(handle)
    except OSError as error:
        return cannot_open(file.path, error)
    if len(raw) > cap:
        size = f"{cap // (1024 * 1024)} MB"
        return Problem(code="YS103", path=file.path, message=f"This file is larger than {size}.", hint="Split it.")
    return raw
