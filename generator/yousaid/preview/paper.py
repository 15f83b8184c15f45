"""A poster as it comes out of the printer: the PDF itself, drawn, with the edges that no printer reaches."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Final

from yousaid.preview.files import find

PREFIX: Final = "/-/paper"
_POINTS_PER_MM: Final = 72 / 25.4
_DOTS_PER_INCH: Final = 96
_NO_INK: Final = 5
"""The edge that an office printer does not reach, in millimetres."""
_FURTHER: Final = 3
"""A screen is looked at from half a metre: a third of the size is what the eye has from 1.5 metres."""
_drawing: Final = Lock()
"""PDFium draws for one thread at a time."""


def paper_of(root: Path, address: str) -> str:
    """Return the address of the page that shows a poster on paper, or nothing when the address is no poster's."""
    stem = address.removesuffix(".html")
    is_poster = stem != address and "/posters/" in stem and find(root, f"{stem}.pdf") is not None
    return f"{PREFIX}{stem}.html" if is_poster else ""


def answer(root: Path, address: str) -> tuple[str, bytes] | None:
    """Return the file name and bytes of the page, or of its picture; None when there is no such poster."""
    stem, dot, ending = address.removeprefix(PREFIX).rpartition(".")
    file = find(root, f"{stem}.pdf") if dot else None
    if file is None or "/posters/" not in stem or ending not in {"png", "html"}:
        return None
    picture, width, height = _picture(file)
    return ("paper.png", picture) if ending == "png" else ("paper.html", _page(stem, width, height).encode())


def _picture(file: Path) -> tuple[bytes, float, float]:
    """Return the first page of a PDF as PNG, with its width and height in millimetres."""
    import pypdfium2  # noqa: PLC0415 - slow to load, and seldom wanted

    with _drawing:
        document = pypdfium2.PdfDocument(file.read_bytes())
        page = document[0]
        width, height = (side / _POINTS_PER_MM for side in page.get_size())
        image = page.render(scale=_DOTS_PER_INCH / 72).to_pil()
        document.close()
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue(), width, height


def _page(stem: str, width: float, height: float) -> str:
    picture = escape(f"{PREFIX}{stem}.png")
    name = escape(stem.rpartition("/")[2])
    wide, tall = f"{width:.0f}", f"{height:.0f}"
    inner = f'x="{_NO_INK}" y="{_NO_INK}" width="{width - 2 * _NO_INK:.1f}" height="{height - 2 * _NO_INK:.1f}"'
    small = [round(side / 25.4 * _DOTS_PER_INCH / _FURTHER) for side in (width, height)]
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name} on paper</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/-/preview.css"></head>
<body class="yousaid-paper"><main>
<h1>{name} on paper</h1>
<p><a href="{escape(stem)}.html">Back to its web page</a></p>
<p>The paper is {wide} by {tall} mm. This is the PDF that you print.</p>
<p><label><input type="checkbox" id="edges" checked> Show the 5 mm that no office printer reaches</label></p>
<p><label><input type="checkbox" id="grey"> Show it in black and white</label></p>
<h2>The sheet</h2>
<svg class="sheet" viewBox="0 0 {width:.1f} {height:.1f}" role="img" aria-label="The poster on its paper">
<image href="{picture}" width="{width:.1f}" height="{height:.1f}"/><rect class="edge" {inner}/></svg>
<h2>From 1.5 metres</h2>
<p>Look at your screen from about half a metre. This is how large the poster is from 1.5 metres.</p>
<img class="far" src="{picture}" width="{small[0]}" height="{small[1]}" alt="The poster as it looks from 1.5 metres">
</main></body></html>
"""
