"""Posters as pages show them: links, the register, and the page with a poster's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from yousaid.model.states import Orientation, PosterKind, Variant
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.planning.posters.records import Format
from yousaid.rendering.charts import POSTER, draw
from yousaid.rendering.names import Linker
from yousaid.rendering.phrases import fill
from yousaid.rendering.posters.press import Sheet
from yousaid.rendering.qr import qr_code
from yousaid.rendering.views import PosterLink, PosterRow, PrintRunRow

_VARIANTS: Final = {
    Variant.LARGE_PRINT: "paper_large_print",
    Variant.BLACK_AND_WHITE: "paper_black_and_white",
    Variant.PRINT_SHOP: "paper_print_shop",
    Variant.NO_IMAGE: "paper_no_image",
}
"""The labels of variants."""

REGISTER_COLUMNS: Final = (
    "number",
    "title",
    "kind",
    "place",
    "place_id",
    "month",
    "size",
    "orientation",
    "variant",
    "languages",
    "edition",
    "sheet",
    "sheets",
    "digest",
    "made_on",
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


def poster_rows(sheets: Iterable[Sheet], labels: Mapping[str, str], link: Linker) -> tuple[PosterRow, ...]:
    """Return a row for each sheet, for the contact sheet."""
    return tuple(
        PosterRow(
            title=sheet.words.heading,
            kind=str(sheet.poster.kind),
            place=sheet.poster.place,
            month=sheet.words.month,
            format=_format(sheet.poster.format, labels),
            languages=tuple(tongue.code for tongue in sheet.poster.tongues),
            sheet=sheet.number,
            sheets=sheet.of,
            html=link(Kind.POSTER, sheet.name),
            pdf=link(Kind.POSTER_PDF, sheet.name),
            thumbnail=link(Kind.POSTER_THUMBNAIL, sheet.name),
            is_wide=sheet.poster.format.orientation is Orientation.LANDSCAPE,
            number=sheet.poster.number,
            replace_after=sheet.poster.replace_after,
        )
        for sheet in sheets
    )


def run_rows(plan: Plan, link: Linker) -> tuple[PrintRunRow, ...]:
    """Return a row for each print run: those of a place, then those of a paper."""
    runs = [output.subject for output in plan.outputs if output.kind is Kind.PRINT_RUN]
    return tuple(
        PrintRunRow(
            about=run.about,
            place=run.place,
            volume=run.volume,
            sheets=len(run.sheets),
            href=link(Kind.PRINT_RUN, run.name),
        )
        for run in sorted(runs, key=lambda run: not run.place)
    )


def register_rows(plan: Plan) -> list[dict[str, object]]:
    """Return a row of the register for each sheet; `html` and `pdf` are paths inside the site.

    `digest` is of all that the sheet is made from: it is the same on every machine, and another when a word changes.
    """
    return [
        {
            "number": sheet.poster.number,
            "title": sheet.words.heading,
            "kind": str(sheet.poster.kind),
            "place": sheet.poster.place,
            "place_id": sheet.poster.place_id,
            "month": sheet.poster.month,
            "size": str(sheet.poster.format.size),
            "orientation": str(sheet.poster.format.orientation),
            "variant": str(sheet.poster.format.variant),
            "languages": " ".join(tongue.code for tongue in sheet.poster.tongues),
            "edition": sheet.poster.audience,
            "sheet": sheet.number,
            "sheets": sheet.of,
            "digest": sheet.key[:12],
            "made_on": plan.edition.today.isoformat(),
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
    paper = _format(sheet.poster.format, labels)
    languages = [tongue.code for tongue in sheet.poster.tongues]
    spoken = "" if languages == [sheet.poster.own.code] else f" ({', '.join(languages)})"
    part = f", {fill(labels['posters_sheet'], n=sheet.number, of=sheet.of)}" if sheet.of > 1 else ""
    return f"{paper}{spoken}{part}"


def _format(form: Format, labels: Mapping[str, str]) -> str:
    """Return paper, orientation and variant in words: "A4 landscape, large print"."""
    parts = [form.size.upper()]
    if form.orientation is Orientation.LANDSCAPE:
        parts.append(labels["paper_landscape"])
    turned = " ".join(parts)
    variant = form.variant
    return turned if variant is Variant.STANDARD else f"{turned}, {labels[_VARIANTS[variant]]}"
