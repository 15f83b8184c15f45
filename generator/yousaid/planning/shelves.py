"""Stories sorted onto shelves: by place, theme, status and month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct

from yousaid.model.edition import Edition, VisiblePlace, VisibleStory, VisibleSummary
from yousaid.model.states import PlaceKind, ReportKind
from yousaid.planning.addresses import HEARD

Stories = tuple[VisibleStory, ...]
_T = TypeVar("_T")

"""The places where people work, rather than buildings."""


class Shelves(Struct, frozen=True, kw_only=True):
    """The stories and summaries of one edition, each list in the edition's order."""

    places: dict[str, Stories]
    """By place id; a site also holds the stories of the places that belong to it."""
    themes: dict[str, Stories]
    """By theme id."""
    statuses: dict[str, Stories]
    """By status slug, or "heard" for stories about which nothing is decided yet."""
    months: dict[str, Stories]
    """By month, newest first; "" for stories without one comes last."""
    summaries: dict[str, tuple[VisibleSummary, ...]]
    """By place id; "" for the whole organisation."""


def shelves_of(edition: Edition) -> Shelves:
    """Return the edition's stories, shelved."""
    within = {place.id: _within(place, edition) for place in edition.places}
    months = _shelve(edition.stories, lambda story: (story.month,))
    return Shelves(
        places=_shelve(edition.stories, lambda story: within.get(story.place, ())),
        themes=_shelve(edition.stories, lambda story: story.themes),
        statuses=_shelve(edition.stories, lambda story: story.statuses or ((HEARD,) if story.waiting else ())),
        months={month: months[month] for month in sorted(months, reverse=True)},
        summaries=_shelve(edition.summaries, lambda summary: (summary.place,)),
    )


def has_my_ward(place: VisiblePlace, edition: Edition) -> bool:
    """Return whether the place has a page under “my ward, my feedback”."""
    return ReportKind.MY_WARD in edition.reports and place.kind.is_ward


def _within(place: VisiblePlace, edition: Edition) -> tuple[str, ...]:
    """Return the ids on whose shelves a story of this place stands: its own and those of the sites above it."""
    by_id = {one.id: one for one in edition.places}
    found = [place.id]
    above = by_id.get(place.parent)
    while above is not None and above.id not in found:
        if above.kind is PlaceKind.SITE:
            found.append(above.id)
        above = by_id.get(above.parent)
    return tuple(found)


def _shelve(things: Iterable[_T], keys: Callable[[_T], Iterable[str]]) -> dict[str, tuple[_T, ...]]:
    shelves: dict[str, list[_T]] = {}
    for thing in things:
        for key in dict.fromkeys(keys(thing)):
            shelves.setdefault(key, []).append(thing)
    return {key: tuple(held) for key, held in shelves.items()}
