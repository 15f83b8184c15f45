"""Before and after as shapes: two bars from one zero, so that their lengths can be compared."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final, Literal

import msgspec
from msgspec import Struct

from yousaid.model.story import Measure

WIDTH: Final = 360
_BAR: Final = 20
_WORDS: Final = 20
"""The height that the words above a bar take."""
_GAP: Final = 10


class ChangeBar(Struct, frozen=True, kw_only=True):
    """One of the two bars, with the words above it."""

    when: Literal["before", "after"]
    value: float
    x: float
    y: float
    width: float


class Change(Struct, frozen=True, kw_only=True):
    """A measure before and after, ready to draw."""

    id: str
    """What tells this drawing from others on its page."""
    width: int
    height: int
    bar: int
    """How high each bar is."""
    zero: float
    """How far to the right nothing is: at the start, unless a value is negative."""
    whole: bool
    """Whether the width of the drawing is 100%, and so worth an outline."""
    bars: tuple[ChangeBar, ...]
    """Before, then after."""


def change_of(measure: Measure) -> Change | None:
    """Return the drawing of a measure, or None when it was not taken both before and after."""
    if measure.before is None or measure.after is None:
        return None
    low, high = min(0.0, measure.before, measure.after), max(0.0, measure.before, measure.after)
    whole = measure.unit == "%" and low == 0 and high <= 100
    span = 100.0 if whole else (high - low) or 1.0

    def length(value: float) -> float:
        return round(WIDTH * abs(value) / span, 1)

    zero = length(low)
    ends: tuple[tuple[Literal["before", "after"], float], ...] = (("before", measure.before), ("after", measure.after))
    return Change(
        id=blake2b(msgspec.msgpack.encode(measure), digest_size=4).hexdigest(),
        width=WIDTH,
        height=2 * (_WORDS + _BAR) + _GAP + 1,
        bar=_BAR,
        zero=zero,
        whole=whole,
        bars=tuple(
            ChangeBar(
                when=when,
                value=value,
                x=round(zero - length(value), 1) if value < 0 else zero,
                y=_WORDS + number * (_WORDS + _BAR + _GAP),
                width=length(value),
            )
            for number, (when, value) in enumerate(ends)
        ),
    )
