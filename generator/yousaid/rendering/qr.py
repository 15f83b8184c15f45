"""QR codes as shapes, for print and for the page."""

from __future__ import annotations

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
    runs: tuple[tuple[int, int, int], ...]
    """Every bar: column, row and length, counted without the quiet zone."""
    path: str
    """The same as the `d` of an SVG path in a drawing of `size` by `size`."""


@lru_cache(maxsize=256)
def qr_code(address: str) -> QrCode:
    """Return the code of a web address, at level M: readable when a seventh of it is dirty or torn."""
    import segno  # noqa: PLC0415 - not every build makes posters

    code = segno.make_qr(address, error="m", boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    runs = tuple(run for row, modules in enumerate(rows) for run in _runs(row, modules))
    bars = (f"M{column + QUIET} {row + QUIET}h{length}v1h-{length}z" for column, row, length in runs)
    return QrCode(modules=len(rows), size=len(rows) + 2 * QUIET, runs=runs, path="".join(bars))


def _runs(row: int, modules: bytes) -> list[tuple[int, int, int]]:
    """Return the dark stretches of one row."""
    runs: list[tuple[int, int, int]] = []
    column = 0
    for dark in modules.split(b"\x00"):
        if dark:
            runs.append((column, row, len(dark)))
        column += len(dark) + 1
    return runs
