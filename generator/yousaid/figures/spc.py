"""Statistical process control (SPC): whether a series is steady, or something changed it.

An XmR chart as Making Data Count draws it: the mean, and limits at 2.66 times the average moving range on either side.
Two profiles of rules are in use and differ in detail. `mdc` is the Making Data Count tool as its team described it in
2023 (shift of 7, trend of 6, two of three beyond two sigma); `nhsrplotthedots` is the R package NHSRplotthedots 0.2.2
(shift of 7, trend of 7, two of three between two and three sigma). The package also screens moving ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import Final

from msgspec import Struct

from yousaid.model.states import Better, SpcProfile

FEWEST: Final = 13
"""The fewest points for which limits are shown and anything is claimed (Making Data Count, 2023)."""

_LIMIT: Final = 2.66
"""From the average moving range to the limits: 3 / 1.128."""
_UNUSUAL_RANGE: Final = 3.267
"""A moving range of so many times the average is left out when ranges are screened, once."""
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
    edges = sorted({0, *(start for start in starts if 0 < start < len(values)), len(values)})
    segments = tuple(_segment(values, first, end, screened=screened) for first, end in pairwise(edges))
    found = [signals for segment in segments for signals in _signals(values, segment, profile)]
    variations = tuple(_variation(sides, better, profile) for sides in found)
    last = next((side for side in found[-1] if side and _meaning(side, better) is variations[-1]), None)
    return Spc(segments=segments, variations=variations, side=last, assurance=_assurance(segments[-1], better, target))


def _segment(values: Sequence[float], first: int, end: int, *, screened: bool) -> Segment:
    own = values[first:end]
    mean = fmean(own)
    ranges = [abs(after - before) for before, after in pairwise(own)]
    average = fmean(ranges) if ranges else 0.0
    if screened:
        average = fmean([one for one in ranges if one < _UNUSUAL_RANGE * average] or [average])
    return Segment(first, end - 1, mean, mean - _LIMIT * average, mean + _LIMIT * average)


def _signals(values: Sequence[float], segment: Segment, profile: SpcProfile) -> Iterator[tuple[Side | None, ...]]:
    """Yield, for each point of a segment, what each rule says, the rule that counts most first."""
    own = values[segment.first : segment.last + 1]
    if profile is SpcProfile.MDC:
        rules = (_outside(own, segment), _shift(own, segment), _trend(own, 6), _two_of_three(own, segment, beyond=True))
    else:
        rules = (
            _outside(own, segment),
            _trend(own, 7),
            _two_of_three(own, segment, beyond=False),
            _shift(own, segment),
        )
    return zip(*rules, strict=True)


def _outside(own: Sequence[float], segment: Segment) -> Signals:
    return tuple(Side.HIGH if one > segment.upper else Side.LOW if one < segment.lower else None for one in own)


def _shift(own: Sequence[float], segment: Segment) -> Signals:
    """Find runs strictly on one side of the mean; a point on the mean ends a run."""
    return _runs([_side(one - segment.mean) for one in own], _SHIFT)


def _trend(own: Sequence[float], points: int) -> Signals:
    """Find runs of rises or falls; so many points make one, the first of them included. Equal neighbours end it."""
    steps = [_side(after - before) for before, after in pairwise(own)]
    marked: list[Side | None] = [None] * len(own)
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


def _two_of_three(own: Sequence[float], segment: Segment, *, beyond: bool) -> Signals:
    """Find two of three neighbours near or beyond a limit, all three on one side; only the near ones are marked."""
    far = (segment.upper - segment.mean) * 2 / 3
    near: Callable[[float], bool] = (
        (lambda one: abs(one - segment.mean) > far)
        if beyond
        else (lambda one: abs(one - segment.mean) > far and segment.lower <= one <= segment.upper)
    )
    marked: list[Side | None] = [None] * len(own)
    for at in range(len(own) - 2):
        sides = {_side(one - segment.mean) for one in own[at : at + 3]}
        close = [number for number in range(at, at + 3) if near(own[number])]
        if len(sides) == 1 and len(close) >= 2:
            for number in close:
                marked[number] = next(iter(sides))
    return tuple(marked)


def _side(difference: float) -> Side | None:
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


def _assurance(segment: Segment, better: Better | None, target: float | None) -> Assurance | None:
    if target is None or better is None:
        return None
    if segment.lower <= target <= segment.upper:
        return Assurance.HIT_AND_MISS
    met = target < segment.lower if better is Better.HIGHER else target > segment.upper
    return Assurance.PASS if met else Assurance.FAIL
