"""How wide each photo is made."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

WIDTHS: Final = (480, 960, 1600)
"""The widths in pixels that pages choose from: a phone, a phone with a fine screen or a tablet, a desktop."""


class Picture(Struct, frozen=True):
    """An image file: its size in pixels, the right way up."""

    file: str
    width: int
    height: int


def widths_for(picture: Picture) -> tuple[int, ...]:
    """Return the widths to make, smallest first; none is wider than the file itself."""
    return tuple(sorted({min(width, picture.width) for width in WIDTHS}))
