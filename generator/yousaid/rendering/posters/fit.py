"""How the pairs of a poster are shared out over sheets, by what the layout measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import compress, islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.planning.posters.records import Pair

_WORD: Final = re.compile(r"(?:^ *(?:-|\d+\.) )?\S+", re.MULTILINE)
"""A word, with the mark of its list before it."""


class Part(Struct, frozen=True):
    """What a sheet is of its poster."""

    number: int
    of: int
    figures: bool
    """Whether the figures may stand on it: they stand on one sheet only."""


class Needed(Struct, frozen=True, kw_only=True):
    """How tall all is in the smallest type, in points."""

    room: float
    """What the pairs of one sheet of several may take together."""
    figures: float
    """The figures; 0 when there are none."""
    gap: float
    """What stands between two pairs."""
    pairs: tuple[tuple[float, float], ...]
    """Each pair, stacked and side by side."""


class Fit(Struct, frozen=True, kw_only=True):
    """What the layout says of itself. Lengths are in points."""

    size: float
    """The type size of the body: the largest that fits, or the smallest there is."""
    arrangement: str
    """stack: an answer stands below what was said, and one language below the other. side: they stand side by side."""
    figures: bool
    """Whether there was room for the figures."""
    charted: bool
    """Whether there was room for the chart without making the type smaller than aimed at."""
    quoted: bool
    """Whether there was room for the quotation."""
    target: float
    """The type size of the body that is aimed at."""
    floor: float
    """The smallest type size of the body."""
    needed: Needed | None = None
    """When it does not fit: what it takes to share it out."""

    @property
    def fits(self) -> bool:
        """Whether all of it fits."""
        return self.needed is None


Pairs = tuple[Pair, ...]
Measure = Callable[[Pairs, Part], Fit]


class Share(Struct, frozen=True):
    """The pairs of one sheet, and how they fit there."""

    pairs: Pairs
    part: Part
    fit: Fit


class TooLong(Struct, frozen=True):
    """A pair that no sheet can hold, even alone."""

    pair: Pair
    limit: int
    """The most of its words that would fit."""
    floor: float
    """The type size at which they would, in points: the smallest."""


def share_out(pairs: Pairs, measure: Measure) -> tuple[tuple[Share, ...], tuple[TooLong, ...]]:
    """Return the fewest sheets that hold the pairs in their order, as evenly filled as can be, and what fits on none.

    One sheet is kept to as long as its type need not be smaller than the smallest. No pair is ever broken.
    """
    only = Part(1, 1, figures=True)
    whole = measure(pairs, only)
    needed = whole.needed
    if needed is None:
        return (Share(pairs, only, whole),), ()
    short = [min(height) <= needed.room for height in needed.pairs]
    rest = tuple(compress(pairs, short))
    needed = replace(needed, pairs=tuple(compress(needed.pairs, short)))
    # A poster of one pair was measured as it is: what did not fit there fits on no sheet.
    shares = _shares(rest, needed, measure) if len(pairs) > 1 else ()
    held = {pair.slug for share in shares for pair in share.pairs}
    part = Part(1, min(2, len(pairs)), figures=False)
    lost = tuple(pair for pair in pairs if pair.slug not in held)
    return shares, tuple(TooLong(pair, words_that_fit(pair, part, measure), whole.floor) for pair in lost)


def words_that_fit(pair: Pair, part: Part, measure: Measure) -> int:
    """Return how many words of a pair that is too long would fit on a sheet of its own, as measured."""
    low, high = 0, count_words(pair)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if measure((cut(pair, middle),), part).fits else (low, middle)
    return low


def count_words(pair: Pair) -> int:
    """Return how many words people wrote in the pair, in its longer language; its title is not counted."""
    texts = [pair.you_said, pair.difference, pair.made_with, pair.route.text if pair.route else ""]
    texts += [text for action in pair.actions for text in (action.text, action.why, action.instead)]
    here = sum(len(_WORD.findall(text)) for text in texts)
    return max(here, count_words(pair.also)) if pair.also else here


def cut(pair: Pair, words: int) -> Pair:
    """Return the pair with its first words only, in the order in which they are read, in each of its languages."""
    left = words

    def take(text: str) -> str:
        nonlocal left
        taken = list(islice(_WORD.finditer(text), left))
        left -= len(taken)
        return text[: taken[-1].end()] if taken else ""

    return replace(
        pair,
        you_said=take(pair.you_said),
        actions=tuple(
            replace(action, text=take(action.text), why=take(action.why), instead=take(action.instead))
            for action in pair.actions
        ),
        difference=take(pair.difference),
        made_with=take(pair.made_with),
        also=cut(pair.also, words) if pair.also else None,
        route=replace(pair.route, text=take(pair.route.text)) if pair.route else None,
    )


def _shares(pairs: Pairs, needed: Needed, measure: Measure) -> tuple[Share, ...]:
    """Return the sheets for pairs of which each fits on one; a sheet that does not hold what it should is left out."""
    if not pairs:
        return ()
    groups = split(_with_figures(needed), needed.room, needed.gap)
    shares: list[Share] = []
    for number, (first, last) in enumerate(groups, 1):
        part = Part(number, len(groups), figures=not any(share.fit.figures for share in shares))
        shares.append(Share(pairs[first:last], part, measure(pairs[first:last], part)))
    return tuple(share for share in shares if share.fit.fits)


def _with_figures(needed: Needed) -> list[tuple[float, float]]:
    """Return the pairs' heights with the figures above the first, unless there is no room for both on one sheet."""
    first, *rest = needed.pairs
    with_figures = (first[0] + needed.figures, first[1] + needed.figures)
    return [with_figures if min(with_figures) <= needed.room else first, *rest]


def split(heights: Sequence[tuple[float, float]], room: float, gap: float) -> list[tuple[int, int]]:
    """Return the fewest stretches of neighbours that each stay within the room, the fullest as low as can be.

    The work grows with the number of heights and no faster: halving finds the smallest load that does.
    """
    groups, most = _fill(heights, room, gap)
    count = len(groups)
    low, high = max((min(one) for one in heights), default=0.0), most
    while low < (middle := (low + high) / 2) < high:
        tried, load = _fill(heights, min(middle, room), gap)
        if len(tried) == count and load <= middle:
            groups, high = tried, load
        else:
            low = middle
    tried, load = _fill(heights, min(low, room), gap)
    return tried if len(tried) == count and load <= low else groups


def _fill(heights: Sequence[tuple[float, float]], room: float, gap: float) -> tuple[list[tuple[int, int]], float]:
    """Return the stretches that come of filling one sheet after the other, and how tall the tallest is.

    A stretch stands in the arrangement that makes it lower.
    """
    groups: list[tuple[int, int]] = []
    first, stacked, beside, most, load = 0, 0.0, 0.0, 0.0, 0.0
    for at, (one, other) in enumerate(heights):
        fuller = min(stacked + one, beside + other) + gap * (at - first)
        if at > first and fuller > room:
            groups.append((first, at))
            first, stacked, beside, fuller = at, 0.0, 0.0, min(one, other)
        stacked, beside, load = stacked + one, beside + other, fuller
        most = max(most, load)
    return [*groups, (first, len(heights))], most
