"""Tables of counts arranged by what lies inside what: wards in their hospital, months in their year, in any mixture.

A table is about a place and a period, and so about a set of answers. One table lies inside another when its place does
and its period does. A reader can take what lies inside away from what is around it. So each table has parts, the
largest tables inside it, and a rest: what no part holds, such as a ward that this audience does not see.

A year is taken apart first: what its own months leave over is a table of its own here, with the period `2025*`. What
that reader knows of the year is then what they know of its months and of this remainder.

Two tables may also cross, such as the months of a hospital and the year of a ward. Where the ward's own months are not
there, nothing tells what the two share, and so nothing could be proved. Then the year is withheld. So is a table that
holds less than what lies inside it: one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from msgspec import Struct, field

YEAR: Final = len("2025")

Key: TypeAlias = tuple[str, str]
"""A place's id ("" for the whole organisation) and a period."""
Counts: TypeAlias = tuple[int, ...]


class Why(StrEnum):
    """Why a table is withheld that hides nothing on its own account."""

    LESS = "less"
    """It holds less than the tables inside it."""
    CROSSES = "crosses"
    """It is a year, and a place above has months that this place lacks."""
    EARLIER = "earlier"
    """It does not fit what an earlier edition showed."""
    CHANGED = "changed"
    """An earlier edition showed it with 1 to 4 people more or fewer."""
    GIVES_AWAY = "gives away"
    """It would give a small number inside it away."""


class Withheld(Struct, frozen=True):
    """A table that is withheld, and the table that it is withheld for."""

    key: Key
    why: Why
    other: Key


class Region(Struct):
    """A table, or what a year's own months leave over of it."""

    key: Key
    counts: Counts
    parts: list[Region] = field(default_factory=list)
    """The largest tables inside it."""
    rest: Counts | None = None
    """What no part holds; None when that is nothing, or when there are no parts."""

    @property
    def table(self) -> Key:
        """The table that people see, which this is or is a remainder of."""
        return self.key[0], self.key[1].rstrip("*")

    def without(self, parts: Iterable[Region]) -> Counts:
        """Return what it holds beside some of its parts."""
        return _minus(self.counts, [part.counts for part in parts])


class Arrangement(Struct, frozen=True):
    """All tables, each with its parts."""

    tables: dict[Key, Counts]
    """The tables that are left."""
    regions: list[Region]
    """What lies inside comes before what is around it."""
    months: dict[Key, list[Key]]
    """The months of the same place, of each year."""
    withheld: list[Withheld]
    """The tables that were left out."""


def arrange(
    tables: Mapping[Key, Sequence[int]], parents: Mapping[str, str], known: Collection[Key] = ()
) -> Arrangement:
    """Return the tables with what lies inside each; those that cross or hold too little are left out.

    `parents` are the places that places belong to; the whole organisation is above all. What is `known` is out already,
    so what does not fit it is left out in its stead.
    """
    kept = {key: tuple(counts) for key, counts in sorted(tables.items())}
    above = {place: list(places_above(place, parents)) for place, _ in kept}
    withheld: list[Withheld] = []
    while True:
        regions, months, wrong = _regions(kept, above, known)
        if not wrong:
            return Arrangement(kept, regions, months, withheld)
        withheld += wrong
        for one in wrong:
            kept.pop(one.key, None)


def places_above(place: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the places above a place, the nearest first; the whole organisation is the last."""
    seen = {place}
    while place:
        place = parents.get(place, "")
        if place in seen:
            return
        seen.add(place)
        yield place


def _regions(
    kept: Mapping[Key, Counts], above: Mapping[str, Sequence[str]], known: Collection[Key]
) -> tuple[list[Region], dict[Key, list[Key]], list[Withheld]]:
    months: dict[Key, list[Key]] = {key: [] for key in kept if len(key[1]) == YEAR}
    for key in kept:
        if len(key[1]) != YEAR and (key[0], key[1][:YEAR]) in months:
            months[key[0], key[1][:YEAR]].append(key)
    wrong: list[Withheld] = []
    found: dict[Key, Region] = {}
    for key, counts in kept.items():
        if key not in months:
            found[key] = Region(key, counts)
            continue
        left = _minus(counts, [kept[month] for month in months[key]])
        found[key[0], key[1] + "*"] = Region((key[0], key[1] + "*"), left)
        if min(left) < 0:
            wrong += _too_little(key, months[key], known)
        elif any(left) and (other := _crossed(key, kept, above[key[0]])) is not None:
            first, second = (other, key) if key in known and other not in known else (key, other)
            wrong.append(Withheld(first, Why.CROSSES, second))
    if wrong:
        return [], months, wrong
    depths: dict[Key, int] = {}
    for region in found.values():
        around = _around(region, found, above[region.key[0]])
        depths[region.key] = len(above[region.key[0]]) * 2 + (not region.key[1].endswith("*"))
        if around is not None:
            around.parts.append(region)
    for region in found.values():
        if region.parts:
            left = _minus(region.counts, [part.counts for part in region.parts])
            region.rest = left if any(left) else None
            if min(left) < 0:
                wrong += _too_little(region.table, [part.table for part in region.parts], known)
    ordered = sorted(found.values(), key=lambda one: (-depths[one.key], one.key))
    return ordered, months, wrong


def _too_little(key: Key, parts: Sequence[Key], known: Collection[Key]) -> list[Withheld]:
    """Return what is left out where a table holds less than its parts: it, or what is new in it when it is out."""
    new = [Withheld(part, Why.LESS, key) for part in parts if part not in known] if key in known else []
    return new or [Withheld(key, Why.LESS, parts[0])]


def _crossed(year: Key, kept: Mapping[Key, Counts], above: Sequence[str]) -> Key | None:
    """Return a month that a place above has and this place lacks, or None."""
    for place in above:
        for number in range(1, 13):
            month = f"{year[1]}-{number:02}"
            if (place, month) in kept and (year[0], month) not in kept:
                return place, month
    return None


def _around(region: Region, found: Mapping[Key, Region], above: Sequence[str]) -> Region | None:
    """Return the smallest region that a region lies inside."""
    period = region.key[1]
    remainder = period[:YEAR] + "*"
    for place in above:
        if (same := found.get((place, period))) is not None:
            return same
        whole = found.get((place, remainder))
        if whole is not None and (any(whole.counts) or any(region.counts)):
            return whole
    return None


def _minus(counts: Counts, parts: Sequence[Counts]) -> Counts:
    return tuple(one - sum(other) for one, *other in zip(counts, *parts, strict=True))
