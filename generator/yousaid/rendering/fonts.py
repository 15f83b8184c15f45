"""The fonts of posters: where their files are, and which letters they have."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

_PACKAGES: Final = ("fontpkg_arimo", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""Characters that steer the layout and have no shape: joiners, soft breaks, directions."""


FAMILIES: Final = ("Arimo", "Noto Sans", "Noto Sans Arabic")
"""The fonts of posters. A letter that the first does not have is taken from the next."""


@cache
def font_files() -> tuple[Path, ...]:
    """Return the files of the fonts, which are installed with the program. Posters have no italics."""
    folders = [Path(str(files(package))) / "files" for package in _PACKAGES]
    return tuple(file for folder in folders for file in sorted(folder.glob("*.ttf")) if "Italic" not in file.name)


@cache
def fonts_digest() -> str:
    """Return a digest over the bytes of the fonts."""
    return sha256(b"".join(sha256(file.read_bytes()).digest() for file in font_files())).hexdigest()


@cache
def known_letters() -> frozenset[int]:
    """Return every code point that one of the fonts can show."""
    return frozenset().union(*(read_letters(file.read_bytes()) for file in font_files()))


def missing_letters(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that no font has, each once, in the order in which they come."""
    known = known_letters()
    found = dict.fromkeys(letter for text in texts for letter in text)
    return tuple(letter for letter in found if ord(letter) not in known and letter not in _INVISIBLE)


def describe(letter: str) -> str:
    """Return a character with its Unicode name and number, to be named in a message."""
    return f"“{letter}” ({unicodedata.name(letter, 'no name').capitalize()}, U+{ord(letter):04X})"


def read_letters(data: bytes) -> frozenset[int]:
    """Return the code points that a TrueType file has a shape for.

    Raises ValueError when the file has no Unicode character map.
    """
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    letters: set[int] = set()
    readable = False
    for index in range(count):
        platform, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * index)
        (layout,) = struct.unpack_from(">H", data, start + offset)
        if platform in (0, 3) and layout in (4, 12):
            readable = True
            letters.update(_segments(data, start + offset) if layout == 4 else _groups(data, start + offset))
    if not readable:
        message = "the font has no Unicode character map"
        raise ValueError(message)
    return frozenset(letters)


def _table(data: bytes, name: bytes) -> int:
    """Return where a table of the font file starts."""
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == name:
            return int(offset)
    message = f"the font has no table {name.decode()}"
    raise ValueError(message)


def _segments(data: bytes, at: int) -> Iterable[int]:
    """Read a map of format 4: runs of code points below U+10000, some of them with holes."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    size = double // 2
    ends = struct.unpack_from(f">{size}H", data, at + 14)
    starts = struct.unpack_from(f">{size}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{size}H", data, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{size}H", data, offsets_at)
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset == 0:
                glyph = code + delta
            else:
                (glyph,) = struct.unpack_from(">H", data, offsets_at + 2 * index + offset + 2 * (code - first))
            if glyph & 0xFFFF:
                yield code


def _groups(data: bytes, at: int) -> Iterable[int]:
    """Read a map of format 12: runs of any code points."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    for index in range(count):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * index)
        yield from range(first if glyph else first + 1, last + 1)
