"""Posters as pages show them: links, the register, and the page with a poster's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from yousaid.model.states import PosterKind
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.rendering.charts import POSTER, draw
from yousaid.rendering.names import Linker
from yousaid.rendering.phrases import fill
from yousaid.rendering.posters import Sheet
from yousaid.rendering.qr import qr_code
from yousaid.rendering.views import PosterLink, PosterRow

REGISTER_COLUMNS: Final = (
    "number",
    "title",
    "place",
    "month",
    "size",
    "sheet",
    "sheets",
    "replace_after",
    "html",
    "pdf",
)
"""The columns of the poster register."""


def poster_links(
    sheets: Iterable[Sheet], kind: PosterKind, about: str, labels: Mapping[str, str], link: Linker
) -> tuple[PosterLink, ...]:
    """Return the posters about one story or place, to open or print."""
    return tuple(
        PosterLink(_label(sheet, labels), link(Kind.POSTER, sheet.name), link(Kind.POSTER_PDF, sheet.name))
        for sheet in sheets
        if sheet.poster.kind is kind and sheet.poster.about == about
    )


def poster_rows(sheets: Iterable[Sheet], link: Linker) -> tuple[PosterRow, ...]:
    """Return a row for each sheet, for the list of posters."""
    return tuple(
        PosterRow(
            title=sheet.words.heading,
            place=sheet.poster.place,
            month=sheet.words.month,
            size=sheet.poster.format.size.upper(),
            sheet=sheet.number,
            sheets=sheet.of,
            html=link(Kind.POSTER, sheet.name),
            pdf=link(Kind.POSTER_PDF, sheet.name),
            number=sheet.poster.number,
            replace_after=sheet.poster.replace_after,
        )
        for sheet in sheets
    )


def register_rows(plan: Plan) -> list[dict[str, object]]:
    """Return a row of the register for each sheet; `html` and `pdf` are paths inside the site."""
    return [
        {
            "number": sheet.poster.number,
            "title": sheet.words.heading,
            "place": sheet.poster.place,
            "month": sheet.poster.month,
            "size": str(sheet.poster.format.size),
            "sheet": sheet.number,
            "sheets": sheet.of,
            "replace_after": sheet.poster.replace_after.isoformat(),
            "html": address(Kind.POSTER, sheet.name),
            "pdf": address(Kind.POSTER_PDF, sheet.name),
        }
        for sheet in plan.sheets
    ]


def contents_of_poster(sheet: Sheet, link: Linker) -> tuple[str, str, dict[str, Any]]:
    """Return heading, description and variables of the page with a sheet's words."""
    poster = sheet.poster
    words = sheet.words
    both = (words, words.second) if words.second else (words,)
    variables = {
        "poster": poster,
        "names_lang": _lang(poster.own.code, poster.own.direction) if poster.own.code != words.language else Markup(""),
        "langs": tuple(_lang(one.language, one.direction) if words.second else Markup("") for one in both),
        "sheet": sheet,
        "drawing": draw(poster.over_time, poster.charts, POSTER) if sheet.words.chart and poster.over_time else None,
        "qr": qr_code(poster.address) if poster.address else None,
        "pdf": link(Kind.POSTER_PDF, sheet.name),
    }
    return sheet.words.title, sheet.words.heading, variables


def _lang(code: str, direction: str) -> Markup:
    """Return what an element says whose words are not in the language of the page."""
    return Markup(' lang="{}" dir="{}"').format(code, direction)


def _label(sheet: Sheet, labels: Mapping[str, str]) -> str:
    size = sheet.poster.format.size.upper()
    return size if sheet.of == 1 else f"{size}, {fill(labels['posters_sheet'], n=sheet.number, of=sheet.of)}"
