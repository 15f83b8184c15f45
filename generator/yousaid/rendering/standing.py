"""Where things stand, month by month, as shapes: a column for each month, a block in it for each status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from yousaid.figures.days import last_months
from yousaid.model.edition import VisibleStory
from yousaid.model.states import Status
from yousaid.planning.addresses import HEARD
from yousaid.rendering.charts import Tick

WIDTH: Final = 360
HEIGHT: Final = 210
MONTHS: Final = 12
_LEFT: Final = 34
_RIGHT: Final = 4
_TOP: Final = 22
_BOTTOM: Final = 30
_ROOM: Final = (WIDTH - _LEFT - _RIGHT) / MONTHS
"""The room of a month."""
_FILLED: Final = 0.72
"""How much of it the column takes."""
_MOST_TICKS: Final = 5


class Block(Struct, frozen=True, kw_only=True):
    """What has one status in one month."""

    status: str
    y: float
    height: float


class Column(Struct, frozen=True, kw_only=True):
    """A month."""

    month: str
    x: float
    middle: float
    top: float
    """How far down the column starts."""
    total: int
    counts: tuple[int, ...]
    """How many things have each status, in step with the drawing's `statuses`."""
    blocks: tuple[Block, ...]
    """From the bottom up; a status with nothing has none."""


class Standing(Struct, frozen=True, kw_only=True):
    """How many things have which status, by the month of their story, ready to draw."""

    width: int
    height: int
    left: int
    right: int
    foot: int
    """How far down the words under the drawing stand."""
    column: float
    """How wide each column is."""
    statuses: tuple[str, ...]
    """The statuses that occur, in the order in which their blocks stand on each other."""
    totals: tuple[int, ...]
    """How many things have each, in step with `statuses`."""
    columns: tuple[Column, ...]
    """The last 12 months, the oldest first."""
    ticks: tuple[Tick, ...]


def standing_of(stories: Iterable[VisibleStory], today: date) -> Standing | None:
    """Return the drawing of the last 12 months, or None when nothing stands in them.

    Each action counts as one thing, and so does a story about which nothing is decided yet.
    """
    months = last_months(today, MONTHS)
    things = Counter((one.month, status) for one in stories if one.month in months for status in _things(one))
    totals = Counter[str]()
    for (_, status), count in things.items():
        totals[status] += count
    statuses = tuple(str(status) for status in (*Status, HEARD) if totals[status])
    if not statuses:
        return None
    counts = {month: tuple(things[month, status] for status in statuses) for month in months}
    ticks = _whole_values(max(sum(one) for one in counts.values()))
    scale = (HEIGHT - _TOP - _BOTTOM) / ticks[-1]
    return Standing(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        foot=HEIGHT - 8,
        column=round(_ROOM * _FILLED, 1),
        statuses=statuses,
        totals=tuple(totals[status] for status in statuses),
        columns=tuple(_column(month, number, counts[month], statuses, scale) for number, month in enumerate(months)),
        ticks=tuple(Tick(_down(value, scale), value) for value in ticks),
    )


def _things(story: VisibleStory) -> tuple[str, ...]:
    return tuple(str(action.status) for action in story.actions) or ((HEARD,) if story.waiting else ())


def _column(month: str, number: int, counts: Sequence[int], statuses: Sequence[str], scale: float) -> Column:
    blocks = []
    below = 0
    for status, count in zip(statuses, counts, strict=True):
        if count:
            top = _down(below + count, scale)
            blocks.append(Block(status=status, y=top, height=round(_down(below, scale) - top, 1)))
        below += count
    return Column(
        month=month,
        x=round(_LEFT + _ROOM * (number + (1 - _FILLED) / 2), 1),
        middle=round(_LEFT + _ROOM * (number + 0.5), 1),
        top=_down(below, scale),
        total=below,
        counts=tuple(counts),
        blocks=tuple(blocks),
    )


def _down(value: float, scale: float) -> float:
    return round(HEIGHT - _BOTTOM - value * scale, 1)


def _whole_values(most: int) -> list[int]:
    """Return round whole numbers from nothing up to `most` or the next above it: things are not counted in halves."""
    step = 1
    while most > step * (_MOST_TICKS - 1):
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return [step * number for number in range(-(-most // step) + 1)]
