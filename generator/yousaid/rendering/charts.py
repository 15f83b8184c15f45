"""Charts as shapes: where on a drawing the points, lines and words of a series go. Colours are the style sheet's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from math import gcd
from typing import Final

import msgspec
from msgspec import Struct

from yousaid.figures.spc import FEWEST, TOO_FEW, Assurance, Spc, Variation, judge, within
from yousaid.model.site import Charts
from yousaid.model.states import Better
from yousaid.model.story import Measure, Point, Rebase
from yousaid.rendering.environment import Provided


class Frame(Struct, frozen=True):
    """The size of a drawing, in units of its own."""

    width: int
    height: int


PAGE: Final = Frame(360, 210)
"""On a page: type of 13 units is still read on a phone."""
POSTER: Final = Frame(520, 140)
"""On A3 paper: type of 12 units is 18 points."""
_LEFT: Final = 46
_RIGHT: Final = 12
_TOP: Final = 12
_BOTTOM: Final = 30
_ROOM: Final = 0.08
"""The white above and below the figures, as a share of their range."""
_RECENT: Final = 12
"""How many of the newest figures can speak against what the limits say of a target."""
_COUNTED: Final = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "call", "people", "patient", "visit", "fall", "answer")
)
"""Units of what can be counted, and so cannot be less than nothing."""


SENTENCES: Final = (
    *(str(one) for one in Variation),
    *("flat", "last_common", "one_stands_out", "stand_out", "trial", "trial_one"),
    *("gap_month", "gaps_months", "gap_year", "gaps_years", "every_months", "every_years", "missed_once", "missed"),
)
"""What can be said about a chart: each is a label after `chart_`."""


class Marker(Struct, frozen=True):
    """A point of the series; `kind` says what it is, and so its shape."""

    x: float
    y: float
    kind: str
    joined: bool
    """Whether the line leads to it from the point before: not over a gap."""


class Limits(Struct, frozen=True):
    """A stretch of the drawing with its own mean and limits."""

    x1: float
    x2: float
    mean: float
    upper: float
    lower: float


class Tick(Struct, frozen=True):
    """A value on the upright axis."""

    y: float
    value: float


class Said(Struct, frozen=True, kw_only=True):
    """A sentence about a chart: the label after `chart_`, and what is filled in."""

    key: str
    n: int = 0
    """How many figures, months or years."""
    out: int = 0
    """How many of the figures stand out."""
    month: str = ""
    """The month or year that it is about."""


class Chart(Struct, frozen=True, kw_only=True):
    """A series of figures over time, ready to draw."""

    id: str
    """What tells this drawing from others on its page."""
    width: int
    height: int
    left: int
    right: int
    foot: int
    """How far down the words under the drawing stand."""
    path: str
    """The line through the figures, with a gap where a month has none: the `d` of an SVG path."""
    markers: tuple[Marker, ...]
    limits: tuple[Limits, ...]
    ticks: tuple[Tick, ...]
    target: float | None
    """How far down the line of the target is."""
    first: str
    last: str
    """The months of the first and the last figure."""
    finding: str
    """What the figures say: common, improvement, concern or special."""
    assurance: str
    """Whether the target is met as things go: pass, fail, hit-and-miss, or nothing."""
    side: str
    """Where the last figure is out of the ordinary: high, low, or nothing."""
    profile: str
    """The rules it was judged by."""
    rebased: tuple[Rebase, ...]
    """Where new limits begin, and why."""
    says: tuple[Said, ...]
    """What the latest figure says, what the whole series says, and limits that rest on too few figures."""
    gaps: tuple[Said, ...]
    """How many months, or years, between the first and the last have no figure."""


class Charter(Provided):
    """Draws the measures of one edition."""

    def __init__(self, charts: Charts) -> None:
        self._charts = charts

    def __call__(self, measure: Measure) -> Chart | None:
        """Return the chart of a measure's series, or None when it has too few figures: 2 years are no trend."""
        return draw(measure, self._charts, PAGE)


def draw(measure: Measure, charts: Charts, frame: Frame) -> Chart | None:
    """Return the chart of a measure's series in a frame, or None when it has too few figures."""
    spc = charted(measure, charts)
    return None if spc is None else _drawn(measure, spc, charts, frame)


def charted(measure: Measure, charts: Charts) -> Spc | None:
    """Return what a measure's series says, or None when it has too few figures."""
    if len(measure.series) < FEWEST:
        return None
    periods = [point.period for point in measure.series]
    spc = judge(
        [point.value for point in measure.series],
        charts.spc,
        screened=charts.screened,
        better=measure.better,
        target=measure.target,
        starts=[periods.index(one.period) for one in _rebased(measure)],
    )
    return within(spc, *_bounds(measure))


def _bounds(measure: Measure) -> tuple[float | None, float | None]:
    """Return the least and the most that the figures can be; None where nobody can tell."""
    values = [point.value for point in measure.series]
    unit = measure.unit.casefold().split()
    is_share = " ".join(unit).startswith(("%", "per cent", "percent")) and not {"point", "points"}.intersection(unit)
    least = (
        0 if (is_share or _COUNTED.intersection(word.removesuffix("s") for word in unit)) and min(values) >= 0 else None
    )
    return least, (100 if is_share and max(values) <= 100 else None)


def _rebased(measure: Measure) -> tuple[Rebase, ...]:
    """Return where new limits begin."""
    later = {point.period for point in measure.series[1:]}
    return tuple(one for one in measure.rebase if one.period in later)


def _drawn(measure: Measure, spc: Spc, charts: Charts, frame: Frame) -> Chart:
    values = [point.value for point in measure.series]
    slots, step = slots_of(measure.series)
    least, most = _bounds(measure)
    edges = [edge for one in spc.segments for edge in (one.upper, one.lower)]
    shown = [*values, *edges, *([measure.target] if measure.target is not None else [])]
    low, high = min(shown), max(shown)
    room = (high - low or abs(high) or 1) * _ROOM
    low, high = low - room, high + room

    def across(slot: float) -> float:
        return round(_LEFT + (frame.width - _LEFT - _RIGHT) * slot / slots[-1], 1)

    def down(value: float) -> float:
        return round(_TOP + (frame.height - _TOP - _BOTTOM) * (high - value) / (high - low), 1)

    markers = tuple(
        Marker(across(slot), down(value), str(kind), joined=number > 0 and slot - slots[number - 1] == 1)
        for number, (slot, value, kind) in enumerate(zip(slots, values, spc.variations, strict=True))
    )
    return Chart(
        id=blake2b(msgspec.msgpack.encode(measure), digest_size=4).hexdigest(),
        width=frame.width,
        height=frame.height,
        left=_LEFT,
        right=frame.width - _RIGHT,
        foot=frame.height - 8,
        path="".join(f"{'L' if one.joined else 'M'}{one.x:g} {one.y:g}" for one in markers),
        markers=markers,
        limits=tuple(
            Limits(
                across(max(0, slots[one.first] - 0.5)),
                across(min(slots[-1], slots[one.last] + 0.5)),
                down(one.mean),
                down(one.upper),
                down(one.lower),
            )
            for one in spc.segments
        ),
        ticks=tuple(
            Tick(down(value), value)
            for value in _round_values(low, high)
            if (least is None or value >= least) and (most is None or value <= most)
        ),
        target=None if measure.target is None else down(measure.target),
        first=measure.series[0].period,
        last=measure.series[-1].period,
        finding=str(spc.now),
        assurance=_assurance(measure, spc),
        side=str(spc.side or ""),
        profile=str(charts.spc),
        rebased=_rebased(measure),
        says=tuple(_sentences(measure, spc)),
        gaps=tuple(_gaps(slots, step, by_year=len(measure.series[0].period) == len("2026"))),
    )


def slots_of(series: Sequence[Point]) -> tuple[list[int], int]:
    """Return at which step of time each figure stands, from 0 on, and how many months or years a step has.

    A step is as long as the shortest time that goes into all that lie between two figures: 3 months for quarters.
    """
    times = [12 * int(year) + int(month) if month else int(year) for year, month in map(_parts, series)]
    step = gcd(*(after - before for before, after in pairwise(times))) or 1
    return [(time - times[0]) // step for time in times], step


def _parts(point: Point) -> tuple[str, str]:
    year, _, month = point.period.partition("-")
    return year, month


def _assurance(measure: Measure, spc: Spc) -> str:
    """Return what the limits say of the target, unless one of the latest figures says otherwise."""
    if spc.assurance is None or measure.target is None:
        return ""
    latest = [point.value for point in measure.series[spc.segments[-1].first :]][-_RECENT:]
    met = {one >= measure.target if measure.better is Better.HIGHER else one <= measure.target for one in latest}
    if (spc.assurance is Assurance.FAIL and True in met) or (spc.assurance is Assurance.PASS and False in met):
        return str(Assurance.HIT_AND_MISS)
    return str(spc.assurance)


def _sentences(measure: Measure, spc: Spc) -> Iterator[Said]:
    """Yield a sentence about the latest figure, one about the whole where figures stand out, and cautions."""
    if not spc.standing_out:
        yield Said(key="common" if len({point.value for point in measure.series}) > 1 else "flat")
    else:
        yield Said(key="last_common" if spc.now is Variation.COMMON else f"{spc.now}")
        key = "one_stands_out" if spc.standing_out == 1 else "stand_out"
        yield Said(key=key, out=spc.standing_out, n=len(measure.series))
    for one in spc.segments:
        if (points := one.last - one.first + 1) < TOO_FEW:
            key = "trial" if points > 1 else "trial_one"
            yield Said(key=key, n=points, month=measure.series[one.first].period)


def _gaps(slots: Sequence[int], step: int, *, by_year: bool) -> Iterator[Said]:
    """Yield how many steps have no figure, and how long a step is when it is not one month or year."""
    missing = slots[-1] + 1 - len(slots)
    unit = "years" if by_year else "months"
    if step > 1:
        yield Said(key=f"every_{unit}", n=step)
        if missing:
            yield Said(key="missed_once" if missing == 1 else "missed", n=missing)
    elif missing:
        yield Said(key=f"gap_{unit.removesuffix('s')}" if missing == 1 else f"gaps_{unit}", n=missing)


def _round_values(low: float, high: float) -> list[float]:
    """Return 3 to 6 round values between the two, such as 40, 50, 60."""
    step = 10.0 ** len(str(int(high - low)))
    for part in (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000):
        first = int(low // (step / part)) + 1
        values = [number * step / part for number in range(first, int(high // (step / part)) + 1)]
        if len(values) >= 3:
            return values
    return [low, high]
