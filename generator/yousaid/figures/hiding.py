"""Which Friends and Family Test (FFT) counts of one audience are hidden, over all its places, periods and editions.

Source of the rule: NHS England's published FFT tables. Counts of 1 to 4 are hidden, with others where they could be
worked out. Here they are also protected where NHS England's tables are not: against the table of the hospital or year
around them, against the people whom no table shows, and against what earlier editions showed.

It is assumed that readers know more than any page says. Of a table that is not hidden whole they know exactly how many
people answered, and how many of them said very good or good: so no percentage, rounded figure, response rate or “about
9 in 10” can tell them anything new. They also know this rule, and which tables there are.

What one table hides:

- Where 1 to 4 people answered, or 1 to 4 said very good or good: everything.
- The others divide into poor or very poor, and neither or don't know. Where 1 to 4 said poor or very poor, that
  division is hidden, with the negative percentage and the counts of all four. So it is where the others are 1 to 4 in
  all: else a division that is hidden would tell of a single one of them what they said.
- Two counts whose sum is known (very good and good; poor and very poor; neither and don't know) are both hidden when
  one of them is 1 to 4, even where the other is 0: the sum then has more than one way.

What tables hide for each other is in `_System`. A table here is a region (see `regions`), and the people around its
parts that no part holds are one more part, which nobody sees but by taking away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from yousaid.figures.ambiguity import are_ambiguous
from yousaid.figures.regions import YEAR, Arrangement, Counts, Key, Region, Why, Withheld, arrange
from yousaid.figures.suppression import SMALLEST_SHOWN

PAIRS: Final = ((0, 1), (3, 4), (2, 5))
"""Answers that are hidden together: positive, negative, the rest."""
POSITIVE: Final = 0
DIVISION: Final = 3
"""Beside the pairs: how those who said neither very good nor good divide into negative and the rest."""
NAMES: Final = ("positive", "negative", "rest", "division")
"""What the layers are called where they are written down."""
ALL: Final = "all"
LAYERS: Final = range(4)
"""What a table can hide by itself: the counts of each pair, and the division."""


class Hiding(Struct, frozen=True):
    """What one table of answers hides."""

    whole: bool = False
    """Whether all of it is hidden: the total, every count and every percentage."""
    layers: frozenset[int] = frozenset()
    """What else is hidden: positions in `PAIRS`, and `DIVISION`."""

    @property
    def answers(self) -> frozenset[int]:
        """The answers whose counts are hidden, by position."""
        return frozenset(at for layer, pair in enumerate(PAIRS) if self.whole or layer in self.layers for at in pair)

    @property
    def negative(self) -> bool:
        """Whether it is hidden how many said poor or very poor."""
        return self.whole or DIVISION in self.layers


class Published(Struct, frozen=True):
    """What an earlier edition showed of one table."""

    key: Key
    counts: Counts
    hiding: Hiding


def names_of(hiding: Hiding) -> tuple[str, ...]:
    """Return what a table hides, in words to write down."""
    return (ALL,) if hiding.whole else tuple(NAMES[layer] for layer in sorted(hiding.layers))


def named(names: Iterable[str]) -> Hiding:
    """Return what a table hides that was written down. Raises ValueError for other words."""
    every = frozenset(names)
    if ALL in every:
        return Hiding(whole=True)
    return Hiding(layers=frozenset(NAMES.index(one) for one in every))


class Hidden(Struct, frozen=True):
    """What is hidden of all tables of one audience."""

    hidings: dict[Key, Hiding]
    """What each table hides."""
    withheld: tuple[Withheld, ...]
    """The tables that are hidden whole for no small number of their own."""


def hidings(
    tables: Mapping[Key, Sequence[int]],
    parents: Mapping[str, str],
    smallest: int,
    published: Iterable[Published] = (),
) -> Hidden:
    """Return what each table of six counts hides.

    `parents` are the places that places belong to; the whole organisation is above all. `smallest` is the smallest
    count other than 0 that is shown; 5 in NHS England's tables. Where it is more, what 5 would hide is hidden as well,
    so that a stricter and a laxer site give nothing away together. `published` is what earlier editions showed: what
    they hid stays hidden, what they showed covers nothing any more, and where figures were put right since, the others
    are held against both the old and the new.
    """
    known = tuple((key, tuple(counts)) for key, counts in sorted(tables.items()))
    return _hidings(known, tuple(sorted(parents.items())), smallest, tuple(published))


@lru_cache(maxsize=16)
def _hidings(
    known: tuple[tuple[Key, Counts], ...],
    above: tuple[tuple[str, str], ...],
    smallest: int,
    earlier: tuple[Published, ...],
) -> Hidden:
    """Return what each table hides. Checks and editions of one build ask the same."""
    parents = dict(above)
    left = dict(known)
    withheld = {
        one.key: Withheld(one.key, Why.CHANGED, one.key)
        for one in earlier
        if one.key in left and _changed_by_few(one, left[one.key], smallest)
    }
    changed = frozenset(withheld)
    while True:
        systems, found = _systems(left, parents, smallest, earlier, changed)
        if not found:
            break
        # what is withheld is not there for readers, so nothing need be hidden for its sake
        withheld |= found
        left = {key: counts for key, counts in left.items() if key not in found}
    left = {key: counts for key, counts in left.items() if key not in withheld}
    every = [system.hidings() for system in systems]
    hidden = {key: Hiding(whole=True) for key in withheld}
    years = {(place, period[:YEAR]) for place, period in withheld}
    for key in left:
        seen = [one[key] for one in every if key in one]
        if key in years:
            seen.append(Hiding(whole=True))
        hidden[key] = Hiding(any(one.whole for one in seen), frozenset(layer for one in seen for layer in one.layers))
    return Hidden(hidden, tuple(withheld[key] for key in sorted(withheld)))


def _systems(
    tables: Mapping[Key, Counts],
    parents: Mapping[str, str],
    smallest: int,
    earlier: tuple[Published, ...],
    changed: frozenset[Key],
) -> tuple[list[_System], dict[Key, Withheld]]:
    """Return the systems that all must be safe in, and the tables that must be withheld before they are."""
    out = {(one.key, one.counts) for one in earlier if not one.hiding.whole}
    now, *before = (
        arrange(view, parents, frozenset(key for key, counts in view.items() if (key, counts) in out))
        for view in _views(tables, earlier)
    )
    rests = _known_rests((now, *before), earlier)
    systems = [
        _System(arrangement, least, earlier, rests)
        for arrangement in (now, *before)
        for least in sorted({SMALLEST_SHOWN, smallest})
    ]
    withheld = {one.key: one for one in now.withheld}
    for arrangement in before:
        for one in arrangement.withheld:
            withheld.setdefault(one.key, Withheld(one.key, Why.EARLIER, one.other))
    for system in systems:
        system.hide(changed)
        system.protect_totals()
        withheld |= {one.key: one for one in system.withheld}
    return systems, {key: one for key, one in withheld.items() if key in tables}


def _changed_by_few(before: Published, now: Counts, smallest: int) -> bool:
    """Tell whether a number that was shown differs by few people from what it is now."""
    if before.hiding.whole:
        return False
    shown = [range(6), (0, 1), *([at] for at in range(6) if at not in before.hiding.answers)]
    if not before.hiding.negative:
        shown.append((3, 4))
    return any(0 < abs(sum(now[at] - before.counts[at] for at in answers)) < smallest for answers in shown)


def _known_rests(
    arrangements: Iterable[Arrangement], published: Iterable[Published]
) -> dict[tuple[Key, Counts], frozenset[int]]:
    """Return the rests that could be worked out in an earlier edition, each with the layers that could not."""
    shown = {(one.key, one.counts): one.hiding for one in published if not one.hiding.whole}
    found: dict[tuple[Key, Counts], frozenset[int]] = {}
    for region in (one for arrangement in arrangements for one in arrangement.regions if one.rest is not None):
        every = [shown.get((one.key, one.counts)) for one in (region, *region.parts)]
        if region.rest is not None and None not in every:
            hidden = frozenset(layer for one in every if one is not None for layer in one.layers)
            found[region.key, region.rest] = hidden & found.get((region.key, region.rest), hidden)
    return found


def _views(now: Mapping[Key, Counts], published: Sequence[Published]) -> list[dict[Key, Counts]]:
    """Return the tables as they are; and, where earlier editions had others, with those in their stead."""
    older: dict[Key, list[Counts]] = {}
    for one in published:
        if one.counts != now.get(one.key) and one.counts not in older.setdefault(one.key, []):
            older[one.key].append(one.counts)
    most = max(map(len, older.values()), default=0)
    return [dict(now), *({**now, **{key: every[min(at, len(every) - 1)] for key, every in older.items() if every}}
                   for at in range(most))]  # fmt: skip


class _System:
    """All tables of an audience as one system.

    - A table shows a layer that tables directly inside it hide only when each of those could still be more than one
      number; and never when one of those has tables inside it, or hides the layer for another reason.
    - Where a table inside is hidden whole, the next smallest are hidden with it until the sum gives none of them away;
      where that cannot be had, the table around them is withheld.
    - A year hides what its months and its remainder hide.
    """

    def __init__(
        self,
        arrangement: Arrangement,
        smallest: int,
        published: Iterable[Published],
        rests: Mapping[tuple[Key, Counts], frozenset[int]],
    ) -> None:
        self._smallest = smallest
        self._all = arrangement
        self._rests = rests
        """Rests that could be worked out in an earlier edition, with the layers that could not."""
        counts = arrangement.tables
        self._known: dict[Key, Hiding] = {}
        """What earlier editions hid of tables that are as they were; what they showed is known for good."""
        for one in published:
            if counts.get(one.key) == one.counts:
                before = self._known.get(one.key, one.hiding)
                self._known[one.key] = Hiding(before.whole and one.hiding.whole, before.layers & one.hiding.layers)
        self._mended = {one.key for one in published if not one.hiding.whole and counts.get(one.key) != one.counts}
        """Tables of which an earlier edition showed other counts."""
        self._whole = {region.key for region in self._all.regions if self._is_whole(region.counts)}
        self._whole |= {region.key for region in self._all.regions if self._was_hidden(region)}
        self._whole -= {region.key for region in self._all.regions if self._was_shown(region)}
        self._tainted: dict[Key, bool] = {}
        self._layers: dict[int, set[Key]] = {}
        self.withheld: list[Withheld] = []
        """The tables that are withheld for others."""

    def hide(self, keys: Iterable[Key]) -> None:
        """Hide tables whole for a reason of their own."""
        for key in (one for one in keys if not self._is_out(one)):
            self._whole |= {key, (key[0], key[1] + "*")}.intersection(one.key for one in self._all.regions)

    def protect_totals(self) -> None:
        """Hide the totals that would give others away, or withhold those that give them away."""
        for region in self._all.regions:
            self._protect(region)

    def hidings(self) -> dict[Key, Hiding]:
        """Return what each table hides, after the totals are protected."""
        for layer in (DIVISION, *range(len(PAIRS))):
            self._layers[layer] = self._hidden(layer)
        shown = {region.table: self._hiding(region) for region in self._all.regions}
        for year, months in self._all.months.items():
            every = [shown[year], *(shown[month] for month in months)]
            shown[year] = Hiding(
                any(one.whole for one in every), frozenset(layer for one in every for layer in one.layers)
            )
        return shown

    def _hiding(self, region: Region) -> Hiding:
        return Hiding(
            region.key in self._whole or self._is_whole(region.counts),
            frozenset(
                layer for layer in LAYERS if region.key in self._layers[layer] or self._is_small(region.counts, layer)
            ),
        )

    def _is_whole(self, counts: Counts) -> bool:
        """Tell whether a table is hidden whole on its own account."""
        return 0 < sum(counts) < self._smallest or 0 < counts[0] + counts[1] < self._smallest

    def _was_hidden(self, region: Region) -> bool:
        return region.table in self._known and self._known[region.table].whole

    def _was_shown(self, region: Region) -> bool:
        return self._is_out(region.table)

    def _is_out(self, key: Key) -> bool:
        return key in self._known and not self._known[key].whole

    def _was_mended(self, region: Region) -> bool:
        """Tell whether a table or anything inside it was published with other counts."""
        if region.key not in self._tainted:
            inside = any(self._was_mended(part) for part in region.parts)
            self._tainted[region.key] = inside or region.table in self._mended
        return self._tainted[region.key]

    def _protect(self, region: Region) -> None:
        """Hide more of the tables in a region until their sum gives none of them away; else withhold what it is of."""
        hidden = [one for one in region.parts if one.key in self._whole]
        if region.key in self._whole:
            self._keep_hidden(region)
        if region.key in self._whole or (not hidden and region.rest is None):
            return
        while not self._totals_are_safe(region):
            more = [] if self._was_mended(region) else self._covers(region)
            if not more:
                if self._was_shown(region):
                    # it is out, and to take it back would only tell why; what came since can be left out
                    new = (month for month in self._all.months.get(region.table, ()) if not self._is_out(month))
                    self.withheld += (Withheld(month, Why.GIVES_AWAY, region.table) for month in new)
                    return
                self._whole.add(region.key)
                other = hidden[0].table if hidden else region.table
                self.withheld.append(Withheld(region.table, Why.GIVES_AWAY, other))
                return
            lowest = min(sum(one.counts) for one in more)
            # all that are equally low: which of them was taken would tell readers something
            for one in more:
                if sum(one.counts) == lowest:
                    self._whole.add(one.key)
                    self._keep_hidden(one)

    def _covers(self, region: Region) -> list[Region]:
        """Return the parts that can be hidden for others.

        What shows everything inside it can be worked out from there, so hiding it would hide nothing. Only where there
        is no other way, it is hidden with some of that.
        """
        free = [
            one
            for one in region.parts
            if one.key not in self._whole and any(one.counts) and not self._was_shown(one)  # nobody covers nobody
        ]
        closed = [one for one in free if not self._can_be_added_up(one)]
        return closed or [one for one in free if self._covers(one)]

    def _keep_hidden(self, region: Region) -> None:
        """See that what is hidden is not shown by all that is inside it, which may have come in a later edition."""
        if self._is_whole(region.counts) or not self._can_be_added_up(region):
            return
        more = self._covers(region)
        if more:
            lowest = min(sum(one.counts) for one in more)
            for one in more:
                if sum(one.counts) == lowest:
                    self._whole.add(one.key)
                    self._keep_hidden(one)
        else:
            self._whole.remove(region.key)

    def _can_be_added_up(self, region: Region) -> bool:
        return bool(region.parts) and region.rest is None and not any(one.key in self._whole for one in region.parts)

    def _totals_are_safe(self, region: Region) -> bool:
        """Tell whether each hidden total could be more than one number, for somebody who knows their sum."""
        known = [one for one in region.parts if one.key not in self._whole]
        if len(known) < len(region.parts) and self._was_mended(region):
            return False  # of what was put right, readers know more than is looked at here
        if self._is_whole(region.without(known)):
            return False  # all that is hidden is as good as a table of its own
        hidden = [sum(one.counts) for one in region.parts if one.key in self._whole]
        if not hidden:
            return True
        shown = [sum(one.counts) for one in known if any(one.counts)]
        # while only small totals are hidden, readers know that they are small
        largest = self._smallest - 1
        if max(hidden, default=0) > largest:
            largest = min(shown, default=max(hidden))
        ways = [range(1, largest + 1)] * len(hidden)
        total = sum(hidden)
        if region.rest is not None and (region.key, region.rest) not in self._rests:
            total += sum(region.rest)
            ways.append(range(1, total + 1))
        return are_ambiguous(ways, total)

    def _hidden(self, layer: int) -> set[Key]:
        """Return the regions that hide a layer."""
        hidden: set[Key] = set()
        for region in self._all.regions:
            known = self._known.get(region.table)
            if known is not None and not known.whole and layer not in known.layers:
                if not self._may_show(region, layer, hidden):
                    hidden.update(self._coverable(region, layer))  # it is out, so what is inside it must be careful
                continue
            if (
                region.key in self._whole
                or (known is not None and layer in known.layers)
                or self._is_small(region.counts, layer)
                or (layer in {1, 2} and region.key in self._layers[DIVISION])
                or not self._may_show(region, layer, hidden)
            ):
                hidden.add(region.key)
        return hidden

    def _coverable(self, region: Region, layer: int) -> Iterator[Key]:
        """Yield all inside a region whose layer was never shown."""
        for part in region.parts:
            known = self._known.get(part.table)
            if known is None or known.whole or layer in known.layers:
                yield part.key
                yield from self._coverable(part, layer)

    def _may_show(self, region: Region, layer: int, hidden: set[Key]) -> bool:
        """Tell whether a region may show a layer although some of what is directly inside it hides that."""
        below = [one for one in region.parts if one.key in hidden]
        if not region.parts or (not below and region.rest is None):
            return True
        if self._is_small(region.without(one for one in region.parts if one.key not in hidden), layer):
            return False  # all that is hidden is as good as a table of its own
        if below and (layer in {1, 2} or any(one.parts for one in below) or self._was_mended(region)):
            return False
        counted = [one for one in below if one.key not in self._whole]
        if not below:
            return True
        rest = region.rest if len(counted) == len(below) else None  # beside what is hidden whole, it is not known
        if not all(self._is_small(one.counts, layer) for one in counted):
            return False  # it is hidden for another reason, so others may see it: no cover
        ways: list[Sequence[int]] = []
        total = 0
        for one in counted:
            first, second = _divided(one.counts, layer)
            ways.append(_ways(first + second, layer, self._smallest))
            total += first
        if rest is not None and layer in self._rests.get((region.key, rest), LAYERS):
            first, second = _divided(rest, layer)
            ways.append(range(first + second + 1))
            total += first
        return are_ambiguous(ways, total)

    def _is_small(self, counts: Counts, layer: int) -> bool:
        """Tell whether a table hides a layer on its own account."""
        smallest = self._smallest
        negative, rest = _divided(counts, DIVISION)
        if layer != POSITIVE and (0 < negative < smallest or 0 < negative + rest < smallest):
            return True
        return layer != DIVISION and any(0 < count < smallest for count in _divided(counts, layer))


def _divided(counts: Counts, layer: int) -> tuple[int, int]:
    """Return the two numbers of a layer."""
    if layer == DIVISION:
        return counts[3] + counts[4], counts[2] + counts[5]
    first, second = PAIRS[layer]
    return counts[first], counts[second]


def _ways(total: int, layer: int, smallest: int) -> Sequence[int]:
    """Return what the first of two hidden numbers could be, for somebody who knows their sum and why it is hidden."""
    if layer == DIVISION:
        return range(total + 1) if total < smallest else range(1, smallest)
    first, second = range(1, smallest), range(total - smallest + 1, total)
    return sorted(one for one in {*first, *second} if 0 <= one <= total)
