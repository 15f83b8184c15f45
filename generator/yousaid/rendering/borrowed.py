"""Words that a language borrows from English because the theme has none in it: said as English, in its direction.

A label stands in a hundred places of the templates, in text and in attributes. So a borrowed one is marked when it is
handed out, and when the page is done, the marks in text become an element that says the language, and the others go.
"""

from __future__ import annotations

import re
from typing import Final

_START: Final = "\ufdd0"
_END: Final = "\ufdd1"
_MARKS: Final = re.compile(f"[{_START}{_END}]")
_NO_TEXT: Final = re.compile(
    r"<(?P<tag>title|script|style|option|textarea|svg)\b.*?</(?P=tag)>|<!--.*?-->|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
_ELEMENT: Final = '<span lang="en" dir="ltr">'

LISTS: Final = ("month_names", "day_months")
"""Labels that hold several words, of which one is taken."""


def borrowed(word: str) -> str:
    """Return an English word, marked."""
    return f"{_START}{word}{_END}" if word else word


def spoken(page: str) -> str:
    """Return a page whose marked words say that they are English."""
    if _START not in page:
        return page
    pieces: list[str] = []
    at = 0
    for found in _NO_TEXT.finditer(page):
        pieces += (_said(page[at : found.start()]), _unmarked(found[0]))
        at = found.end()
    return "".join([*pieces, _said(page[at:])])


def _said(text: str) -> str:
    return text.replace(_START, _ELEMENT).replace(_END, "</span>")


def _unmarked(piece: str) -> str:
    """Return a tag, or an element that holds no other, without marks; a drawing with English words says so."""
    if _START in piece and piece.startswith("<svg"):
        piece = piece.replace("<svg", '<svg lang="en"', 1)
    return _MARKS.sub("", piece)
