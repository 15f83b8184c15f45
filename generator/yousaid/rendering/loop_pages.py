"""The page “Is the loop closed?”: its figures, its lists, and what staff say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from yousaid.figures.loop import Silence, lines_of, loop_of
from yousaid.model.states import PosterKind
from yousaid.model.story import Measure
from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Plan
from yousaid.rendering.loop_words import line_words
from yousaid.rendering.names import Linker, Names
from yousaid.rendering.poster_pages import poster_links


class SilenceRow(Struct, frozen=True, kw_only=True):
    """One row of the map of silence."""

    name: str
    href: str
    """The page of the place; nothing for a source or a group."""
    last: str
    """The last month in which anything was heard, as 2026-10; nothing when never."""
    months: tuple[bool, ...]
    """Whether anything was heard in each month, the oldest first."""
    count: int
    """In how many of them."""


class GroupRow(Struct, frozen=True):
    """The figures of one group of staff, in step with the table's periods."""

    name: str
    values: tuple[float | None, ...]


class GroupTable(Struct, frozen=True, kw_only=True):
    """A question to staff, answered by groups of staff."""

    name: str
    unit: str
    periods: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    source: str


def loop_variables(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:
    """Return what the page is made from."""
    loop = loop_of(plan.edition)
    asked = [one for summary in plan.shelves.summaries.get("", ()) for one in summary.measures if one.loop]
    return {
        "closing": loop,
        "lines": tuple(line_words(line, names.labels) for line in lines_of(loop)),
        "silent_places": tuple(_row(one, one.name, link(Kind.PLACE, one.key)) for one in loop.places),
        "silent_sources": tuple(_row(one, names.labels[f"source_{one.key.replace('-', '_')}"]) for one in loop.sources),
        "silent_groups": tuple(_row(one, one.name) for one in loop.groups),
        "asked": tuple(one for one in asked if not one.staff_group),
        "asked_by_group": tuple(_group_tables(asked)),
        "poster_links": poster_links(plan.sheets, PosterKind.BOARD, "", names.labels, link),
    }


def _row(silence: Silence, name: str, href: str = "") -> SilenceRow:
    return SilenceRow(name=name, href=href, last=silence.last, months=silence.heard, count=sum(silence.heard))


def _group_tables(measures: Iterable[Measure]) -> list[GroupTable]:
    """Return a table for each question, in the order of the groups; nobody is ranked."""
    questions: dict[tuple[str, str], list[Measure]] = {}
    for one in measures:
        if one.staff_group:
            questions.setdefault((one.name, one.unit), []).append(one)
    tables = []
    for (name, unit), every in questions.items():
        series: Mapping[str, Mapping[str, float]] = {
            one.staff_group: {point.period: point.value for point in one.series} for one in every
        }
        periods = tuple(sorted({period for values in series.values() for period in values}))
        rows = tuple(GroupRow(group, tuple(map(values.get, periods))) for group, values in series.items())
        sources = dict.fromkeys(one.source for one in every if one.source)
        tables.append(GroupTable(name=name, unit=unit, periods=periods, rows=rows, source="; ".join(sources)))
    return tables
