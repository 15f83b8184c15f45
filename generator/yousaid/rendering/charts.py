"""Charts as shapes: where on a drawing the points, lines and words of a series go. Colours are the style sheet's."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct

from yousaid.figures.spc import FEWEST, Spc, judge
from yousaid.model.site import Charts
from yousaid.model.story import Measure, Rebase
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


class Marker(Struct, frozen=True):
    """A point of the series; `kind` says what it is, and so its shape."""

    x: float
    y: float
    kind: str


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
    """The `points` of the line through all figures."""
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
    return judge(
        [point.value for point in measure.series],
        charts.spc,
        screened=charts.screened,
        better=measure.better,
        target=measure.target,
        starts=[periods.index(one.period) for one in _rebased(measure)],
    )


def _rebased(measure: Measure) -> tuple[Rebase, ...]:
    """Return where new limits begin."""
    later = {point.period for point in measure.series[1:]}
    return tuple(one for one in measure.rebase if one.period in later)


def _drawn(measure: Measure, spc: Spc, charts: Charts, frame: Frame) -> Chart:
    values = [point.value for point in measure.series]
    edges = [edge for one in spc.segments for edge in (one.upper, one.lower)]
    shown = [*values, *edges, *([measure.target] if measure.target is not None else [])]
    low, high = min(shown), max(shown)
    room = (high - low or abs(high) or 1) * _ROOM
    low, high = low - room, high + room

    def across(number: float) -> float:
        return round(_LEFT + (frame.width - _LEFT - _RIGHT) * number / (len(values) - 1), 1)

    def down(value: float) -> float:
        return round(_TOP + (frame.height - _TOP - _BOTTOM) * (high - value) / (high - low), 1)

    return Chart(
        id=blake2b(msgspec.msgpack.encode(measure), digest_size=4).hexdigest(),
        width=frame.width,
        height=frame.height,
        left=_LEFT,
        right=frame.width - _RIGHT,
        foot=frame.height - 8,
        path=" ".join(f"{across(number):g},{down(value):g}" for number, value in enumerate(values)),
        markers=tuple(
            Marker(across(number), down(value), str(spc.variations[number])) for number, value in enumerate(values)
        ),
        limits=tuple(
            Limits(
                across(max(0, one.first - 0.5)),
                across(min(len(values) - 1, one.last + 0.5)),
                down(one.mean),
                down(one.upper),
                down(one.lower),
            )
            for one in spc.segments
        ),
        ticks=tuple(Tick(down(value), value) for value in _round_values(low, high)),
        target=None if measure.target is None else down(measure.target),
        first=measure.series[0].period,
        last=measure.series[-1].period,
        finding=str(spc.now),
        assurance=str(spc.assurance or ""),
        side=str(spc.side or ""),
        profile=str(charts.spc),
        rebased=_rebased(measure),
    )


def _round_values(low: float, high: float) -> list[float]:
    """Return 3 to 6 round values between the two, such as 40, 50, 60."""
    step = 10.0 ** len(str(int(high - low)))
    for part in (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000):
        first = int(low // (step / part)) + 1
        values = [number * step / part for number in range(first, int(high // (step / part)) + 1)]
        if len(values) >= 3:
            return values
    return [low, high]
