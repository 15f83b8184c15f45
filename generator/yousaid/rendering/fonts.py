"""The fonts of posters: where their files are, and which letters they have."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from msgspec import Struct

_PACKAGES: Final = ("fontpkg_arimo", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""Characters that steer the layout and have no shape: joiners, soft breaks, directions."""


class FontSet(Struct, frozen=True, kw_only=True):
    """Fonts to set posters with; a letter that the first does not have is taken from the next."""

    families: tuple[str, ...]
    folders: tuple[str, ...]
    """The folders that hold the files. A path of this machine: never part of a key."""
    digest: str
    """A digest of the files' bytes."""
    letters: frozenset[int]
    """Every code point that one of them can show."""

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the characters that no font has, each once, in the order in which they come."""
        found = (letter for text in texts for letter in text)
        return tuple(dict.fromkeys(one for one in found if ord(one) not in self.letters and one not in _INVISIBLE))


@lru_cache(maxsize=1)
def poster_fonts() -> FontSet:
    """Return the fonts that are installed with the program."""
    folders = [Path(str(files(package))) / "files" for package in _PACKAGES]
    upright = [file for folder in folders for file in sorted(folder.glob("*.ttf")) if "Italic" not in file.name]
    letters: set[int] = set()
    digest = sha256()
    for file in upright:
        data = file.read_bytes()
        letters |= read_letters(data)
        digest.update(data)
    return FontSet(
        families=("Arimo", "Noto Sans", "Noto Sans Arabic"),
        folders=tuple(str(folder) for folder in folders),
        digest=digest.hexdigest(),
        letters=frozenset(letters),
    )


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
