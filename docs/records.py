"""Writes the page of docs/ about the records that templates get."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import date
from enum import EnumMeta
from types import NoneType
from typing import Final, Literal, get_args, get_origin

import msgspec

from yousaid.figures import loop
from yousaid.model import edition, look, site, story
from yousaid.planning.posters import records as planned
from yousaid.rendering import (
    changes,
    charts,
    data_pages,
    groups,
    loop_pages,
    loop_words,
    qr,
    spoken,
    standing,
    views,
)
from yousaid.rendering.posters import press as posters
from yousaid.rendering.posters import words as poster_words
from yousaid.rendering.screens import press as slides
from yousaid.rendering.screens import words as slide_words

RECORDS: Final = (
    (
        "The audience's site",
        (
            edition.Edition,
            site.Organisation,
            site.Contact,
            site.Brand,
            site.Route,
            site.Language,
            site.Accessibility,
            site.Posters,
            site.Charts,
        ),
    ),
    ("A theme's settings", (look.ThemeSettings, look.Colours, look.SiteType, look.PosterType, look.PaperType)),
    ("The page", (views.PageInfo, views.MenuItem, views.Alternate)),
    (
        "A story",
        (
            edition.VisibleStory,
            edition.VisibleAction,
            edition.VisibleHeard,
            edition.VisibleQuote,
            edition.VisiblePhoto,
            edition.VisibleTranslation,
            story.Checked,
            story.Measure,
            story.Point,
            story.Rebase,
            story.MadeWith,
            story.Factor,
            story.Cycle,
            edition.Count,
        ),
    ),
    (
        "A story on its page",
        (views.StoryWords, views.ActionText, story.ActionWords, views.ShownPhoto, views.Source, views.PosterLink),
    ),
    ("A chart", (charts.Chart, charts.Marker, charts.Said, charts.Limits, charts.Tick)),
    (
        "Other charts",
        (
            changes.Change,
            changes.ChangeBar,
            standing.Standing,
            standing.Column,
            standing.Block,
            spoken.Spoken,
            spoken.SpokenBar,
        ),
    ),
    (
        "Is the loop closed?",
        (
            loop.Loop,
            loop.Share,
            loop.Days,
            loop.OpenConcern,
            loop.Slip,
            loop.Silence,
            loop.Line,
            loop_words.LineWords,
            loop_pages.SilenceRow,
            groups.GroupTable,
            groups.GroupRow,
            edition.VisibleGroup,
        ),
    ),
    ("The figures as files", (data_pages.DataTable, data_pages.DataColumn)),
    ("My ward, my feedback", (views.Concern, views.Step, views.Idea)),
    ("Lists", (views.Counted, views.Group, views.ItemAction, views.Nearby)),
    (
        "Places, themes and feedback",
        (
            edition.VisiblePlace,
            site.Theme,
            edition.VisibleSummary,
            edition.VisibleTheme,
            views.FftMonth,
            edition.FftFigures,
            edition.FftAnswer,
        ),
    ),
    ("Other pages", (edition.VisiblePage, edition.Withdrawn)),
    (
        "On a poster",
        (
            views.PosterRow,
            views.PrintRunRow,
            posters.Sheet,
            poster_words.SheetWords,
            poster_words.ChartWords,
            poster_words.PairWords,
            poster_words.Answer,
            poster_words.ActionWords,
            poster_words.Note,
            planned.Poster,
            planned.Format,
            planned.Tongue,
            planned.Pair,
            planned.PosterAction,
            planned.PosterQuote,
            planned.FftLine,
            planned.Format,
            planned.Tongue,
            qr.QrCode,
        ),
    ),
    ("On a screen", (views.ScreenLink, views.SlideLink, slides.Slide, slide_words.SlideWords)),
)
"""The records that templates get."""

_PLAIN_TYPES: Final = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    NoneType: "none",
}


def theme_records() -> Iterator[str]:
    """Yield the page, piece by piece."""
    yield "# Every record that templates get\n\n"
    yield "For theme authors. [Making a theme](themes.md) says which template gets which record.\n\n"
    yield "A field that may be none, such as a date, must be asked for before it is used. A text may be empty.\n"
    for title, records in RECORDS:
        yield f"\n## {title}\n"
        for record in records:
            yield from _table(record)


def field_notes(record: type[msgspec.Struct]) -> dict[str, str]:
    """Return the sentence under each field of a record, read from its source."""
    body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(record))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - a class's source is a class
    notes: dict[str, str] = {}
    name = ""
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
            notes[name] = ""
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            notes[name] = inspect.cleandoc(str(node.value.value))
            name = ""
    return notes


def _table(record: type[msgspec.Struct]) -> Iterator[str]:
    notes = field_notes(record)
    yield f"\n### {_name_of(record)}\n\n{inspect.cleandoc(record.__doc__ or '')}\n\n"
    yield "| Field | Holds | What it is |\n| --- | --- | --- |\n"
    for field in msgspec.structs.fields(record):
        yield f"| `{field.name}` | {_in_words(field.type)} | {notes[field.name]} |\n"


def _in_words(kind: object) -> str:
    """Return what a field holds, in words, with a link to each record."""
    inner = tuple(one for one in get_args(kind) if one is not Ellipsis)
    match get_origin(kind):
        case None:
            return _in_one_word(kind)
        case origin if origin is Literal:
            return " or ".join(f"`{one}`" for one in inner)
        case origin if origin is dict:
            return "texts by key"
        case origin if origin in (tuple, frozenset):
            return "list of " + " and ".join(dict.fromkeys(_in_words(one) for one in inner))
    return " or ".join(_in_words(one) for one in inner)


def _in_one_word(kind: object) -> str:
    if isinstance(kind, EnumMeta):
        return "one of " + ", ".join(f"`{one.value}`" for one in kind)
    if kind in _PLAIN_TYPES:
        return _PLAIN_TYPES[kind]
    name = _name_of(kind)
    return f"[{name}](#{name.lower().replace(' ', '-')})"


def _name_of(record: object) -> str:
    """Return a record's name; of the two ActionWords, that of the poster is told apart."""
    return "ActionWords on a poster" if record is poster_words.ActionWords else getattr(record, "__name__", str(record))
