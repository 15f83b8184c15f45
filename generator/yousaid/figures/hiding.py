"""Which Friends and Family Test (FFT) counts of one audience are hidden, over all places and months at once.

Source of the rule: NHS England's published FFT tables. Counts of 1 to 4 are hidden, with others where they could be
worked out: in the same table, from the table of the site above, or from that of the year.

It is assumed that readers know more than any page says: every total that is not hidden, and for each pair of answers
whose sum stands behind a percentage (very good and good, poor and very poor, neither and don't know) that sum, exactly.
So no percentage, rounded figure, response rate or “about 9 in 10” can tell them anything new. They also know this rule.

- A pair with a small count in it is hidden whole, even where the other count is 0: the sum then has more than one way.
- A place above others (a site, or the whole organisation) shows a pair only when, of the places directly under it, none
  hides that pair, or so many that each could still be more than one number; and the same holds below each of them.
- A place where 1 to 4 people answered is hidden whole, total and percentages too. Under a place that shows its total,
  the next smallest are hidden with it until the sum gives none of them away.
- A year hides what any of its months hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from yousaid.figures.suppression import SMALLEST_SHOWN

PAIRS: Final = ((0, 1), (3, 4), (2, 5))
"""Answers whose sums readers can work out from the percentages: positive, negative, the rest."""
_YEAR: Final = len("2025")

Key = tuple[str, str]
"""A place's id ("" for the whole organisation) and a period."""


class Hiding(Struct, frozen=True):
    """What one table of answers hides."""

    whole: bool = False
    """Whether all of it is hidden: the total, every count and every percentage."""
    pairs: frozenset[int] = frozenset()
    """The pairs that are hidden: positions in `PAIRS`."""

    @property
    def answers(self) -> frozenset[int]:
        """The answers whose counts are hidden, by position."""
        return frozenset(at for number, pair in enumerate(PAIRS) if self.whole or number in self.pairs for at in pair)


def hidings(tables: Mapping[Key, Sequence[int]], parents: Mapping[str, str], smallest: int) -> dict[Key, Hiding]:
    """Return what each table of six counts hides.

    `parents` are the places that places belong to; the whole organisation is above all. `smallest` is the smallest
    count other than 0 that is shown; 5 in NHS England's tables.
    """
    periods: dict[str, dict[str, Sequence[int]]] = {}
    for (place, period), counts in tables.items():
        periods.setdefault(period, {})[place] = counts
    found: dict[Key, Hiding] = {}
    months: dict[Key, list[Hiding]] = {}
    for period in sorted(periods, key=lambda one: (len(one) == _YEAR, one)):  # a year after its months
        below = {place: months.get((place, period), []) for place in periods[period]}
        for place, hiding in _Period(periods[period], parents, smallest, below).hidings().items():
            found[place, period] = hiding
            months.setdefault((place, period[:_YEAR]), []).append(hiding)
    return found


class _Period:
    """The tables of one month or year, with the places in the order from the lowest to those above them."""

    def __init__(
        self,
        tables: Mapping[str, Sequence[int]],
        parents: Mapping[str, str],
        smallest: int,
        months: Mapping[str, Sequence[Hiding]],
    ) -> None:
        self._tables = tables
        self._smallest = smallest
        self._children: dict[str, list[str]] = {place: [] for place in tables}
        depths: dict[str, int] = {}
        for place in sorted(tables):
            above = list(_above(place, parents))
            depths[place] = len(above)
            nearest = next((one for one in above if one in tables), None)
            if nearest is not None:
                self._children[nearest].append(place)
        self._upwards = sorted(tables, key=lambda place: (-depths[place], place))
        self._totals = {place: sum(counts) for place, counts in tables.items()}
        self._by_month = {place: {pair for one in every for pair in one.pairs} for place, every in months.items()}
        self._whole = {place for place in tables if 0 < self._totals[place] < smallest}
        self._whole |= {place for place, every in months.items() if any(one.whole for one in every)}

    def hidings(self) -> dict[str, Hiding]:
        """Return what the table of each place hides."""
        for place in self._upwards:
            self._protect_totals(place)
        hidden = {pair: self._hidden(pair) for pair in range(len(PAIRS))}
        return {
            place: Hiding(place in self._whole, frozenset(pair for pair, places in hidden.items() if place in places))
            for place in self._upwards
        }

    def _protect_totals(self, place: str) -> None:
        """Hide more of the tables under a place until their sum gives no total of 1 to 4 away; else hide its own."""
        children = self._children[place]
        if place in self._whole or not self._whole.intersection(children):
            return
        # the total of a place that shows everything under it can be worked out from below, so hiding it hides nothing
        more = [one for one in children if one not in self._whole and not self._can_be_added_up(one)]
        while not self._totals_are_safe(children):
            if not more:
                self._whole.add(place)
                return
            lowest = min(self._totals[one] for one in more)
            # all that are equally low: which of them was taken would tell readers something
            self._whole.update(one for one in more if self._totals[one] == lowest)
            more = [one for one in more if one not in self._whole]

    def _can_be_added_up(self, place: str) -> bool:
        return bool(self._children[place]) and not self._whole.intersection(self._children[place])

    def _totals_are_safe(self, children: Sequence[str]) -> bool:
        """Tell whether each hidden total could be more than one number, for somebody who knows their sum."""
        shown = [self._totals[one] for one in children if one not in self._whole]
        hidden = [self._totals[one] for one in children if one in self._whole]
        # while only small totals are hidden, readers know that they are small
        largest = self._smallest - 1
        if max(hidden) > largest:
            largest = min(shown, default=max(hidden))
        return _are_ambiguous([range(1, largest + 1)] * len(hidden), hidden)

    def _hidden(self, pair: int) -> set[str]:
        """Return the places whose table hides a pair."""
        hidden = {
            place
            for place in self._tables
            if place in self._whole or pair in self._by_month[place] or self._is_small(place, pair, self._smallest)
        }
        for place in self._upwards:
            below = [one for one in self._children[place] if one in hidden]
            if place not in hidden and below and not self._may_show(pair, below):
                hidden.add(place)
        return hidden

    def _may_show(self, pair: int, below: Sequence[str]) -> bool:
        """Tell whether a place may show a pair that these places directly under it hide.

        What is hidden for another reason than a small count is no cover: other readers may see it.
        """
        if any(self._children[one] for one in below):
            return False
        for smallest in {SMALLEST_SHOWN, self._smallest}:
            small = [one for one in below if one not in self._whole and self._is_small(one, pair, smallest)]
            ways = [self._ways(one, pair, smallest) for one in small]
            if not _are_ambiguous(ways, [self._tables[one][PAIRS[pair][0]] for one in small]):
                return False
        return not any(pair in self._by_month[one] for one in below)

    def _is_small(self, place: str, pair: int, smallest: int) -> bool:
        return any(0 < self._tables[place][at] < smallest for at in PAIRS[pair])

    def _ways(self, place: str, pair: int, smallest: int) -> list[int]:
        """Return what the first count of a hidden pair could be, for somebody who knows the pair's sum."""
        total = sum(self._tables[place][at] for at in PAIRS[pair])
        first, second = range(1, smallest), range(total - smallest + 1, total)
        return sorted(one for one in {*first, *second} if 0 <= one <= total)


def _above(place: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the places above a place, the nearest first; the whole organisation is the last."""
    seen = {place}
    while place:
        place = parents.get(place, "")
        if place in seen:
            return
        seen.add(place)
        yield place


def _are_ambiguous(ways: Sequence[Sequence[int]], true: Sequence[int]) -> bool:
    """Tell whether each of some numbers could be more than one, for somebody who knows their sum.

    `ways` are what each could be. Sets of possible sums are kept as the bits of whole numbers.
    """
    total = sum(true)
    before = [1]
    for one in ways:
        before.append(_plus(before[-1], one))
    after = 1
    for number in range(len(ways) - 1, -1, -1):
        missing = _mirrored(after, total)  # what the numbers before must add up to, when this one is 0
        if sum(1 for one in ways[number] if one <= total and before[number] & (missing >> one)) < 2:
            return False
        after = _plus(after, ways[number])
    return True


def _mirrored(sums: int, total: int) -> int:
    """Return what is missing from each sum to the total."""
    width = total + 1
    return int(f"{sums & ((1 << width) - 1):0{width}b}"[::-1], 2)


def _plus(sums: int, ways: Iterable[int]) -> int:
    """Return the sums that come about when one more number is added."""
    found = 0
    for one in ways:
        found |= sums << one
    return found
