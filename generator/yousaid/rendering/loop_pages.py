"""The page “Is the loop closed?”: its figures, its lists, and what staff say."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from yousaid.figures.loop import Silence, lines_of, loop_of
from yousaid.model.states import PosterKind
from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Plan
from yousaid.rendering.loop_words import line_words
from yousaid.rendering.names import Linker, Names
from yousaid.rendering.posters.pages import poster_links


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
        "asked": tuple(asked),
        "poster_links": poster_links(plan.sheets, PosterKind.BOARD, "", names.labels, link),
    }


def _row(silence: Silence, name: str, href: str = "") -> SilenceRow:
    return SilenceRow(name=name, href=href, last=silence.last, months=silence.heard, count=sum(silence.heard))
