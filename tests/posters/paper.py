"""What is really on a printed sheet, measured in the PDF."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import zxingcpp
from msgspec import Struct
from PIL import Image
from pypdfium2 import raw

POINTS_PER_MM = 72 / 25.4


class Glyph(Struct, frozen=True):
    """One visible letter: its size in points, and its box from the lower left corner of the paper."""

    letter: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


def first_page(data: bytes) -> pdfium.PdfPage:
    """Return the first page; the file has no other."""
    document = pdfium.PdfDocument(data)
    assert len(document) == 1
    return document[0]


def glyphs(data: bytes) -> Iterator[Glyph]:
    """Return every visible letter of the only page."""
    page = first_page(data)
    text = page.get_textpage()
    matrix = raw.FS_MATRIX()
    edges = [ctypes.c_double() for _ in range(4)]
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code <= 32 or raw.FPDFText_IsGenerated(text, at):
            continue
        raw.FPDFText_GetMatrix(text, at, matrix)
        size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        raw.FPDFText_GetCharBox(text, at, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        yield Glyph(chr(code), size, left, bottom, right, top)


def plain_words(text: str) -> list[str]:
    """Return the words of a text, without the breaks that only the layout needs."""
    return re.sub("[\u200b\u2060\ufeff]", "", text).split()


def words_on(data: bytes) -> list[str]:
    """Return the words of the only page, in the order of the file."""
    return plain_words(first_page(data).get_textpage().get_text_range().replace("\ufffe", ""))


def picture(data: bytes, dots_per_inch: int = 100) -> Image.Image:
    """Return the only page as a grey picture."""
    return first_page(data).render(scale=dots_per_inch / 72).to_pil().convert("L")


def qr_codes(image: Image.Image) -> list[zxingcpp.Barcode]:
    """Return the QR codes that a scanner reads on a picture."""
    return [code for code in zxingcpp.read_barcodes(image) if "QR" in str(code.format)]
