"""The fonts of posters: those that are installed, those of the organisation, and which letters they have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

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
_INVISIBLE: Final = frozenset("\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""Characters that steer the layout and have no shape: joiners, breaks, directions."""


_SIGN: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|.[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]+(?:\u200d.[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
    "|[\u2190-\u2bff\U0001f000-\U0001faff](?:\u200d.[\ufe0f\U0001f3fb-\U0001f3ff]*)+|.",
    re.DOTALL,
)
"""What people see as one sign: flags, skin tones, families, keycaps; else a character."""


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
    file: Path
    number: int
    """Which of the file's faces it is; the first is 0."""
    family: str
    is_upright: bool


def installed_fonts() -> Fonts:
    """Return the fonts that are installed with the program."""
    found = {family: tuple(_package_files(family)) for family in INSTALLED}
    return _fonts(tuple(family for family, paths in found.items() if paths), sum(found.values(), ()))


def fonts_with(own: Iterable[Path], first: str = "") -> Fonts:
    """Return the installed fonts and then the organisation's own, from these files; one family can go first.

    Raises FontUnusable when a file is no font.
    """
    given = tuple(own)
    families = sorted({family for file in given for family in families_in(file)})
    installed = installed_fonts()
    order = dict.fromkeys([*([first] if first in families else []), *installed.families, *families])
    return _fonts(tuple(order), (*installed.files, *given))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files in a folder and its folders, in order; none when there is no such folder."""
    return tuple(sorted(file for file in folder.rglob("*") if file.suffix.lower() in _KINDS and file.is_file()))


def families_in(file: Path) -> tuple[str, ...]:
    """Return the families in a font file. Raises FontUnusable when it is no font."""
    faces = _faces_of(file)
    for face in faces:  # a font whose letters cannot be read is none
        _letters_of_face(face)
    return tuple(dict.fromkeys(face.family for face in faces))


def missing_letters(texts: Iterable[str], fonts: Fonts) -> tuple[str, ...]:
    """Return the characters that no font has in all its weights, each once, in the order in which they come.

    An emoji of several characters, such as a flag or a hand with a skin tone, is one.
    """
    left = tuple(dict.fromkeys(sign for text in texts for sign in _SIGN.findall(text) if sign not in _INVISIBLE))
    for family in fonts.families:
        if left:  # a font is only read when the ones before it do not have all
            known = _letters_of(family, fonts.files)
            left = tuple(sign for sign in left if any(ord(one) not in known for one in sign if one not in _INVISIBLE))
    return left


@cache
def _letters_of(family: str, files: tuple[Path, ...]) -> frozenset[int]:
    """Return every code point that all upright faces of a family can show."""
    faces = [face for file in files for face in _faces_of(file) if face.family == family and face.is_upright]
    found = [_letters_of_face(face) for face in faces]
    return found[0].intersection(*found[1:]) if found else frozenset()


def by_script(letters: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return letters under the name of their script, such as Bengali; emoji and signs under nothing."""
    from fontTools import unicodedata as scripts  # noqa: PLC0415 - 40 ms that most builds do not need

    found: dict[str, tuple[str, ...]] = {}
    for letter in letters:
        code = scripts.script(letter[0])
        name = "" if code in {"Zyyy", "Zinh", "Zzzz"} else scripts.script_name(code)
        found[name] = (*found.get(name, ()), letter)
    return found


def describe(letter: str) -> str:
    """Return a character with its Unicode name and number, to be named in a message."""
    numbers = " ".join(f"U+{ord(one):04X}" for one in letter)
    return f"“{letter}” ({unicodedata.name(letter[0], 'no name').capitalize()}, {numbers})"


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
    return _read_faces(file, *_state(file))


def _letters_of_face(face: _Face) -> frozenset[int]:
    return _read_letters(face, *_state(face.file))


def _state(file: Path) -> tuple[int, int]:
    """Return what changes when a file does, so that the preview reads it again."""
    state = file.stat()
    return state.st_size, state.st_mtime_ns


@cache
def _digest_of(file: Path, _size: int, _changed: int) -> bytes:
    return sha256(file.read_bytes()).digest()


@cache
def _read_faces(file: Path, size: int, _changed: int) -> tuple[_Face, ...]:
    """Return the faces of a font file. Raises FontUnusable."""
    with _opened(file, size) as fonts:
        return tuple(
            _Face(file, number, str(font["name"].getBestFamilyName()), not font["OS/2"].fsSelection & 1)
            for number, font in enumerate(fonts)
        )


@cache
def _read_letters(face: _Face, size: int, _changed: int) -> frozenset[int]:
    """Return every code point that a face can show. Raises FontUnusable."""
    with _opened(face.file, size) as fonts:
        return frozenset(fonts[face.number].getBestCmap())


@contextmanager
def _opened(file: Path, size: int) -> Iterator[Sequence[TTFont]]:
    """Open a font file of so many bytes and give its faces. Raises FontUnusable, also for a fault while it is read."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # noqa: PLC0415 - as above

    try:
        with file.open("rb") as stream:
            is_collection = stream.read(4) == b"ttcf"
            stream.seek(0)
            fonts = TTCollection(stream, lazy=True).fonts if is_collection else [TTFont(stream, lazy=True)]
            if any(part.offset + part.length > size for font in fonts for part in font.reader.tables.values()):
                raise TTLibError("its end is missing")
            yield fonts
    except Exception as fault:  # a broken file breaks the library in many ways
        raise FontUnusable(str(fault) or type(fault).__name__) from fault
