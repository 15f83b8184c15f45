"""How many stories and summaries speak of each theme, as shapes. The order is the register's, never that of size."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import Final

from msgspec import Struct

from yousaid.figures.days import last_months
from yousaid.model.edition import Edition

WIDTH: Final = 360
MONTHS: Final = 12
_BAR: Final = 12
_LINE: Final = 18
"""The height of a line of words."""
_GAP: Final = 12
_LETTERS: Final = 40
"""The letters that a line holds on a phone, where the type is larger."""
_COUNT: Final = 44
"""The room at the end of a bar for its number."""


class SpokenBar(Struct, frozen=True, kw_only=True):
    """One theme."""

    name: str
    lines: tuple[str, ...]
    """Its name, cut into lines that fit."""
    y: float
    """How far down its first line stands."""
    bar: float
    """How far down its bar starts."""
    width: float
    stories: int
    summaries: int
    count: int
    """Both together."""


class Spoken(Struct, frozen=True, kw_only=True):
    """What the stories and summaries of the last 12 months are about, ready to draw."""

    width: int
    height: int
    thick: int
    """How high each bar is."""
    line: int
    """How far apart lines of words are."""
    first: str
    last: str
    """The first and the last of the months."""
    bars: tuple[SpokenBar, ...]
    """The themes that anything speaks of, in the order of the register."""


def spoken_of(edition: Edition) -> Spoken | None:
    """Return the drawing of the last 12 months, or None when nothing has a theme."""
    months = last_months(edition.today, MONTHS)
    stories = Counter(theme for one in edition.stories if one.month in months for theme in set(one.themes))
    summaries = Counter(
        theme for one in edition.summaries if one.period in months for theme in {said.theme for said in one.heard}
    )
    most = max((stories + summaries).values(), default=0)
    if not most:
        return None
    bars = []
    down = _LINE
    for theme in edition.themes:
        count = stories[theme.id] + summaries[theme.id]
        if count:
            lines = tuple(wrap(theme.name, _LETTERS, break_on_hyphens=False))
            bar = down + (len(lines) - 1) * _LINE + 6
            bars.append(
                SpokenBar(
                    name=theme.name,
                    lines=lines,
                    y=down,
                    bar=bar,
                    width=round((WIDTH - _COUNT) * count / most, 1),
                    stories=stories[theme.id],
                    summaries=summaries[theme.id],
                    count=count,
                )
            )
            down = bar + _BAR + _GAP + _LINE
    return Spoken(
        width=WIDTH,
        height=down - _LINE,
        thick=_BAR,
        line=_LINE,
        first=months[0],
        last=months[-1],
        bars=tuple(bars),
    )
