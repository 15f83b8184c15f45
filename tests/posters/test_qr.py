"""QR codes: the drawing, which is the same in print and on pages, can be scanned."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from tests.posters.paper import qr_codes
from yousaid.rendering.qr import QUIET, QrCode, qr_code

ADDRESS = "https://ys.example.nhs.uk/places/willow.html"


def bars_of(code: QrCode) -> list[tuple[int, int, int]]:
    """Return the column, row and length of each bar of the path, which has nothing else in it."""
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", code.path)
    assert "".join(f"M{column} {row}h{length}v1H{column}z" for column, row, length in bars) == code.path
    return [(int(column), int(row), int(length)) for column, row, length in bars]


def drawn(code: QrCode) -> Image.Image:
    """Return the code as a picture with 8 dots for each module."""
    image = Image.new("L", (code.size, code.size), 255)
    for column, row, length in bars_of(code):
        image.paste(0, (column, row, column + length, row + 1))
    return image.resize((code.size * 8, code.size * 8), Image.Resampling.NEAREST)


@pytest.mark.parametrize("address", [ADDRESS, "https://x.nhs.uk/w7", ADDRESS * 4])
def test_a_code_can_be_scanned(address: str) -> None:
    """A scanner reads the address from the drawing, which has 4 modules of white on each side."""
    code = qr_code(address)
    (scanned,) = qr_codes(drawn(code))
    assert scanned.text == address
    assert code.size == code.modules + 2 * QUIET
    columns = {at for column, _, length in bars_of(code) for at in (column, column + length)}
    rows = {row for _, row, _ in bars_of(code)}
    assert (min(columns), max(columns)) == (QUIET, QUIET + code.modules)
    assert (min(rows), max(rows) + 1) == (QUIET, QUIET + code.modules)


def test_a_code_stands_a_smudge() -> None:
    """Level M: the code is read although a tenth of it is covered."""
    image = drawn(qr_code(ADDRESS))
    side = image.width
    image.paste(255, (side // 2, side // 2, side // 2 + side // 5, side // 2 + side // 5))
    assert [found.text for found in qr_codes(image)] == [ADDRESS]


def test_bars_are_whole_runs() -> None:
    """Neighbouring modules are one bar, so that no hairline shows between them."""
    bars = bars_of(qr_code(ADDRESS))
    ends = {(row, column + length) for column, row, length in bars}
    assert not ends & {(row, column) for column, row, _ in bars}
