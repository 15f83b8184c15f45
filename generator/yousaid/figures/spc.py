"""Statistical process control (SPC): whether a series is steady, or something changed it.

An XmR chart as Making Data Count draws it: the mean, and limits at 2.66 times the average moving range on either side.
Two profiles of rules are in use and differ in detail. `mdc` is the Making Data Count tool as its team described it in
2023 (shift of 7, trend of 6, two of three beyond two sigma); `nhsrplotthedots` is the R package NHSRplotthedots 0.2.2
(shift of 7, trend of 7, two of three between two and three sigma). The package also screens moving ranges.

All of it is worked out in whole numbers, from the decimals that people wrote: in binary, 0.9 thirteen times over has a
mean that is not 0.9, and a series in which nothing ever changed would lie on one side of its own average.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.states import Better, SpcProfile

FEWEST: Final = 13
"""The fewest points for which limits are shown and anything is claimed (Making Data Count, 2023)."""

TOO_FEW: Final = 12
"""Fewer points than this make trial limits: what is said from them is said with a caution (NHSRplotthedots)."""

_LIMIT: Final = 266
"""From the average moving range to the limits, in hundredths: 3 / 1.128."""
_UNUSUAL_RANGE: Final = 3267
"""A moving range of so many thousandths of the average is left out when ranges are screened, once."""
_SHIFT: Final = 7


class Side(StrEnum):
    """Where a special cause shows: above or below what was usual."""

    HIGH = "high"
    LOW = "low"


class Variation(StrEnum):
    """What a point says."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    SPECIAL = "special"
    """A change, where neither direction is better."""


class Assurance(StrEnum):
    """Whether the target is met, as things go now."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    HIT_AND_MISS = "hit-and-miss"


class Segment(Struct, frozen=True):
    """A stretch of points with limits of its own; `last` is its last point. Numbers count from 0."""

    first: int
    last: int
    mean: float
    lower: float
    upper: float


class Spc(Struct, frozen=True, kw_only=True):
    """A series, judged."""

    segments: tuple[Segment, ...]
    variations: tuple[Variation, ...]
    """What each point says."""
    side: Side | None
    """Where the last point's special cause shows; None when there is none."""
    assurance: Assurance | None
    """None without a target, or where neither direction is better."""

    @property
    def now(self) -> Variation:
        """What the last point says: the variation of the whole chart."""
        return self.variations[-1]

    @property
    def standing_out(self) -> int:
        """How many points say that something changed."""
        return sum(one is not Variation.COMMON for one in self.variations)


class _Lines(Struct, frozen=True):
    """A segment in whole numbers: every number is what it means times `scale`."""

    first: int
    last: int
    scale: int
    own: tuple[int, ...]
    """The values of its points."""
    mean: int
    width: int
    """From the mean to a limit; 3 goes into it."""

    def rounded(self) -> Segment:
        """Return it for those who draw and tell it."""
        lines = (self.mean, self.mean - self.width, self.mean + self.width)
        return Segment(self.first, self.last, *(line / self.scale for line in lines))


Signals = tuple[Side | None, ...]
"""The side of the special cause that a rule finds at each point."""


def judge(
    values: Sequence[float],
    profile: SpcProfile,
    *,
    screened: bool = False,
    better: Better | None = None,
    target: float | None = None,
    starts: Iterable[int] = (),
) -> Spc:
    """Return what a series of at least 2 values says. New limits begin at each of the points in `starts`.

    `screened` leaves unusually large moving ranges out of the average.
    """
    whole, unit = _whole([*values, *([] if target is None else [target])])
    edges = sorted({0, *(start for start in starts if 0 < start < len(values)), len(values)})
    lines = [_lines(whole, unit, first, end, screened=screened) for first, end in pairwise(edges)]
    found = [signals for one in lines for signals in _signals(one, profile)]
    variations = tuple(_variation(sides, better, profile) for sides in found)
    last = next((side for side in found[-1] if side and _meaning(side, better) is variations[-1]), None)
    return Spc(
        segments=tuple(one.rounded() for one in lines),
        variations=variations,
        side=last,
        assurance=None if target is None else _assurance(lines[-1], better, whole[-1] * (lines[-1].scale // unit)),
    )


def within(spc: Spc, least: float | None, most: float | None) -> Spc:
    """Return the series with no limit beyond what the figures can be; what its points say stays."""
    segments = tuple(
        replace(
            one,
            lower=one.lower if least is None else max(one.lower, least),
            upper=one.upper if most is None else min(one.upper, most),
        )
        for one in spc.segments
    )
    return replace(spc, segments=segments)


def _whole(values: Sequence[float]) -> tuple[list[int], int]:
    """Return the decimals that somebody wrote as whole numbers, and how many of them make 1."""
    written = [Decimal(str(value)) for value in values]
    places = max(0, *(-int(one.as_tuple().exponent) for one in written))
    return [int(one.scaleb(places)) for one in written], 10**places


def _lines(whole: Sequence[int], unit: int, first: int, end: int, *, screened: bool) -> _Lines:
    own = whole[first:end]
    ranges = [abs(after - before) for before, after in pairwise(own)] or [0]
    if screened:
        most = _UNUSUAL_RANGE * sum(ranges)
        ranges = [one for one in ranges if one * 1000 * len(ranges) < most] or [0]
    # the mean divides by the number of points, the limits by the number of ranges, 100 and, for two sigma, by 3
    more = 300 * len(own) * len(ranges)
    width = 3 * _LIMIT * len(own) * sum(ranges)
    mean = 300 * len(ranges) * sum(own)
    return _Lines(first, end - 1, unit * more, tuple(one * more for one in own), mean, width)


def _signals(lines: _Lines, profile: SpcProfile) -> Iterator[tuple[Side | None, ...]]:
    """Yield, for each point of a segment, what each rule says, the rule that counts most first."""
    if profile is SpcProfile.MDC:
        rules = (_outside(lines), _shift(lines), _trend(lines, 6), _two_of_three(lines, beyond=True))
    else:
        rules = (_outside(lines), _trend(lines, 7), _two_of_three(lines, beyond=False), _shift(lines))
    return zip(*rules, strict=True)


def _outside(lines: _Lines) -> Signals:
    return tuple(_side(one - lines.mean) if abs(one - lines.mean) > lines.width else None for one in lines.own)


def _shift(lines: _Lines) -> Signals:
    """Find runs strictly on one side of the mean; a point on the mean ends a run."""
    return _runs([_side(one - lines.mean) for one in lines.own], _SHIFT)


def _trend(lines: _Lines, points: int) -> Signals:
    """Find runs of rises or falls; so many points make one, the first of them included. Equal neighbours end it."""
    steps = [_side(after - before) for before, after in pairwise(lines.own)]
    marked: list[Side | None] = [None] * len(lines.own)
    for at, side in enumerate(_runs(steps, points - 1)):
        if side:
            marked[at] = marked[at] or side
            marked[at + 1] = side
    return tuple(marked)


def _runs(sides: Sequence[Side | None], fewest: int) -> Signals:
    """Keep the sides that stand in a run of at least so many alike."""
    kept: list[Side | None] = []
    start = 0
    for at in range(1, len(sides) + 1):
        if at == len(sides) or sides[at] is not sides[start]:
            kept += [sides[start] if at - start >= fewest else None] * (at - start)
            start = at
    return tuple(kept)


def _two_of_three(lines: _Lines, *, beyond: bool) -> Signals:
    """Find two of three neighbours near or beyond a limit, all three on one side; only the near ones are marked."""
    away = [one - lines.mean for one in lines.own]
    near = [lines.width * 2 // 3 < abs(one) and (beyond or abs(one) <= lines.width) for one in away]
    marked: list[Side | None] = [None] * len(away)
    for at in range(len(away) - 2):
        sides = {_side(one) for one in away[at : at + 3]}
        close = [number for number in range(at, at + 3) if near[number]]
        if len(sides) == 1 and len(close) >= 2:
            for number in close:
                marked[number] = next(iter(sides))
    return tuple(marked)


def _side(difference: int) -> Side | None:
    return Side.HIGH if difference > 0 else Side.LOW if difference < 0 else None


def _meaning(side: Side, better: Better | None) -> Variation:
    if better is None:
        return Variation.SPECIAL
    good = Side.HIGH if better is Better.HIGHER else Side.LOW
    return Variation.IMPROVEMENT if side is good else Variation.CONCERN


def _variation(sides: Iterable[Side | None], better: Better | None, profile: SpcProfile) -> Variation:
    """Return what the rules that found something say together: in `mdc` improvement wins, else the first rule does."""
    meanings = [_meaning(side, better) for side in sides if side]
    if not meanings:
        return Variation.COMMON
    if profile is SpcProfile.MDC and Variation.IMPROVEMENT in meanings:
        return Variation.IMPROVEMENT
    return meanings[0]


def _assurance(lines: _Lines, better: Better | None, target: int) -> Assurance | None:
    if better is None:
        return None
    if lines.width == 0 and target == lines.mean:
        return Assurance.PASS  # it has never been anything else, so it was never missed
    if abs(target - lines.mean) <= lines.width:
        return Assurance.HIT_AND_MISS
    met = target < lines.mean if better is Better.HIGHER else target > lines.mean
    return Assurance.PASS if met else Assurance.FAIL
