"""The fonts of posters: those that are installed, those of the organisation, and which letters they have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from msgspec import Struct

INSTALLED: Final = {
    "Arimo": "fontpkg_arimo",
    "Noto Sans": "fontpkg_noto_sans",
    "Noto Sans Arabic": "fontpkg_noto_sans_arabic",
    "Hind Siliguri": "fontpkg_hind_siliguri",
    "Noto Sans Tamil": "fontpkg_noto_sans_tamil",
    "Noto Sans Thai": "fontpkg_noto_sans_thai",
    "Noto Sans SC": "pylopdf_fonts_zh_cn",
}
"""The families that can be installed, each with its package. The first 3 always are, the others come as extras."""

EXTRAS: Final = {"Bengali": "bengali", "Tamil": "tamil", "Thai": "thai", "Han": "chinese"}
"""The scripts whose fonts are extras of the program, by the name that Unicode gives them."""

_KINDS: Final = frozenset({".ttf", ".otf", ".ttc"})
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""Characters that steer the layout and have no shape: joiners, soft breaks, directions."""


class Fonts(Struct, frozen=True, kw_only=True):
    """The fonts that posters are set in. Small, and can be sent to another process."""

    families: tuple[str, ...]
    """A letter that the first does not have is taken from the next."""
    files: tuple[Path, ...]
    """Their files, and those of their italics."""
    digest: str
    """A digest over the families and the bytes of the files."""


class FontUnusable(Exception):  # noqa: N818 - it says what happened
    """A file that is no font; the message says why."""


class _Face(Struct, frozen=True):
    family: str
    upright: bool
    letters: frozenset[int]


def installed_fonts() -> Fonts:
    """Return the fonts that are installed with the program."""
    found = {family: tuple(_package_files(family)) for family in INSTALLED}
    return _fonts(tuple(family for family, paths in found.items() if paths), sum(found.values(), ()))


def fonts_with(own: Iterable[Path], first: str = "") -> Fonts:
    """Return the installed fonts and then the organisation's own, from these files; one family can go first.

    Raises FontUnusable when a file is no font.
    """
    given = tuple(own)
    families = sorted({face.family for file in given for face in _faces_of(file)})
    installed = installed_fonts()
    order = dict.fromkeys([*([first] if first in families else []), *installed.families, *families])
    return _fonts(tuple(order), (*installed.files, *given))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files in a folder and its folders, in order; none when there is no such folder."""
    return tuple(sorted(file for file in folder.rglob("*") if file.suffix.lower() in _KINDS and file.is_file()))


def families_in(file: Path) -> tuple[str, ...]:
    """Return the families in a font file. Raises FontUnusable when it is no font."""
    return tuple(dict.fromkeys(face.family for face in _faces_of(file)))


def missing_letters(texts: Iterable[str], fonts: Fonts) -> tuple[str, ...]:
    """Return the characters that no font has, each once, in the order in which they come."""
    known = known_letters(fonts)
    found = dict.fromkeys(letter for text in texts for letter in text)
    return tuple(letter for letter in found if ord(letter) not in known and letter not in _INVISIBLE)


@cache
def known_letters(fonts: Fonts) -> frozenset[int]:
    """Return every code point that the fonts can show, in each weight that is there."""
    found: dict[str, frozenset[int]] = {}
    for face in (face for file in fonts.files for face in _faces_of(file) if face.upright):
        found[face.family] = found.get(face.family, face.letters) & face.letters
    return frozenset().union(*(found.get(family, frozenset()) for family in fonts.families))


def by_script(letters: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return letters under the name of their script, such as Bengali. Emoji and signs stand each under itself."""
    from fontTools import unicodedata as scripts  # noqa: PLC0415 - 40 ms that most builds do not need

    found: dict[str, tuple[str, ...]] = {}
    for letter in letters:
        code = scripts.script(letter)
        name = letter if code in {"Zyyy", "Zinh", "Zzzz"} else scripts.script_name(code)
        found[name] = (*found.get(name, ()), letter)
    return found


def describe(letter: str) -> str:
    """Return a character with its Unicode name and number, to be named in a message."""
    return f"“{letter}” ({unicodedata.name(letter, 'no name').capitalize()}, U+{ord(letter):04X})"


def _package_files(family: str) -> Iterator[Path]:
    if find_spec(INSTALLED[family]) is None:
        return
    stem = family.replace(" ", "")
    for file in font_files(Path(str(files(INSTALLED[family])))):
        if file.name.startswith((f"{stem}-", f"{stem}[", f"{stem}.")):
            yield file


def _fonts(families: tuple[str, ...], paths: tuple[Path, ...]) -> Fonts:
    digest = sha256("\0".join(families).encode())
    for path in paths:
        digest.update(_digest_of(path, *_state(path)))
    return Fonts(families=families, files=paths, digest=digest.hexdigest())


def _faces_of(file: Path) -> tuple[_Face, ...]:
    return _read(file, *_state(file))


def _state(file: Path) -> tuple[int, int]:
    """Return what changes when a file does, so that the preview reads it again."""
    state = file.stat()
    return state.st_size, state.st_mtime_ns


@cache
def _digest_of(file: Path, _size: int, _changed: int) -> bytes:
    return sha256(file.read_bytes()).digest()


@cache
def _read(file: Path, size: int, _changed: int) -> tuple[_Face, ...]:
    """Return the faces of a font file. Raises FontUnusable."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # noqa: PLC0415 - as above

    try:
        with file.open("rb") as stream:
            is_collection = stream.read(4) == b"ttcf"
            stream.seek(0)
            faces = TTCollection(stream, lazy=True).fonts if is_collection else [TTFont(stream, lazy=True)]
            if any(part.offset + part.length > size for face in faces for part in face.reader.tables.values()):
                raise TTLibError("its end is missing")
            return tuple(
                _Face(
                    str(face["name"].getBestFamilyName()),
                    not face["OS/2"].fsSelection & 1,
                    frozenset(face.getBestCmap()),
                )
                for face in faces
            )
    except Exception as fault:  # a broken file breaks the library in many ways
        raise FontUnusable(str(fault) or type(fault).__name__) from fault
