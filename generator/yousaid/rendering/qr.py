"""QR codes as SVG paths, for print and for the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

QUIET: Final = 4
"""The modules of white that a code needs on each side (ISO/IEC 18004)."""


class QrCode(Struct, frozen=True, kw_only=True):
    """A QR code as black bars."""

    modules: int
    """How many modules one side has, without the quiet zone."""
    size: int
    """How many modules one side has with the quiet zone: the width and height of the drawing."""
    path: str
    """All the bars, as the `d` of an SVG path in a drawing of `size` by `size`."""


@lru_cache(maxsize=256)
def qr_code(address: str) -> QrCode:
    """Return the code of a web address, at level M: readable when a seventh of it is dirty or torn."""
    import segno  # noqa: PLC0415 - not every build makes posters

    code = segno.make_qr(address, error="m", boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    runs = ((row + QUIET, *run) for row, modules in enumerate(rows) for run in _runs(modules))
    bars = (f"M{column} {row}h{length}v1H{column}z" for row, column, length in runs)
    return QrCode(modules=len(rows), size=len(rows) + 2 * QUIET, path="".join(bars))


def _runs(modules: bytes) -> Iterator[tuple[int, int]]:
    """Yield the dark stretches of one row: the column, with the quiet zone, and the length."""
    column = QUIET
    for dark in modules.split(b"\x00"):
        if dark:
            yield column, len(dark)
        column += len(dark) + 1
