"""QR codes: the bars for print and the path for pages show the same code."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from tests.posters.paper import qr_codes
from yousaid.rendering.qr import QUIET, qr_code

ADDRESS = "https://ys.example.nhs.uk/places/willow.html"


def drawn(bars: list[tuple[int, int, int]], size: int) -> Image.Image:
    """Return bars as a picture with 8 dots for each module."""
    image = Image.new("L", (size, size), 255)
    for column, row, length in bars:
        image.paste(0, (column, row, column + length, row + 1))
    return image.resize((size * 8, size * 8), Image.Resampling.NEAREST)


@pytest.mark.parametrize("address", [ADDRESS, "https://x.nhs.uk/w7", ADDRESS * 4])
def test_bars_and_path_can_be_scanned(address: str) -> None:
    """A scanner reads the address from either drawing, with 4 modules of white around it."""
    code = qr_code(address)
    bars = [(column + QUIET, row + QUIET, length) for column, row, length in code.runs]
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
    assert [tuple(map(int, bar)) for bar in found] == bars
    (scanned,) = qr_codes(drawn(bars, code.size))
    assert scanned.text == address
    assert code.size == code.modules + 2 * QUIET


def test_a_code_stands_a_smudge() -> None:
    """Level M: the code is read although a tenth of it is covered."""
    code = qr_code(ADDRESS)
    image = drawn([(column + QUIET, row + QUIET, length) for column, row, length in code.runs], code.size)
    side = image.width
    image.paste(255, (side // 2, side // 2, side // 2 + side // 5, side // 2 + side // 5))
    assert [found.text for found in qr_codes(image)] == [ADDRESS]


def test_bars_are_whole_runs() -> None:
    """Neighbouring modules are one bar, so that no hairline shows between them."""
    runs = qr_code(ADDRESS).runs
    ends = {(row, column + length) for column, row, length in runs}
    assert not ends & {(row, column) for column, row, _ in runs}
