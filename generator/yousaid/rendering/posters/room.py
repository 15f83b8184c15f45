"""How many more words a story's poster has room for: measured, as the poster itself is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from msgspec import Struct
from msgspec.structs import replace

from yousaid.planning.posters.records import Format, Pair
from yousaid.rendering.posters.fit import Fit, count_words, cut

_FIRST_STEP = 8


class Room(Struct, frozen=True, kw_only=True):
    """The room on one paper for one story."""

    slug: str
    title: str
    format: Format
    said: int
    """The words of “you said”."""
    did: int
    """The words of all else: what was done, why not, what is different."""
    target: float
    """The type size that is aimed at, in points."""
    left_at_target: int
    """How many more words fit in type of that size; below 0, how many are too many."""
    floor: float
    """The smallest type size, in points."""
    left_at_floor: int
    """The same in type of the smallest size."""


def room_for(pair: Pair, form: Format, measure: Callable[[Pair], Fit]) -> Room:
    """Return the room for a pair; `measure` lays it out alone on the paper."""
    words = count_words(pair)
    fits: dict[int, Fit] = {}

    def fit_of(count: int) -> Fit:
        if count not in fits:
            fits[count] = measure(with_words(pair, count))
        return fits[count]

    here = fit_of(words)
    at_target = _most(words, lambda count: fit_of(count).fits and fit_of(count).size >= here.target)
    at_floor = _most(max(words, at_target), lambda count: fit_of(count).fits)
    said = len(pair.you_said.split())
    return Room(
        slug=pair.slug,
        title=pair.title,
        format=form,
        said=said,
        did=words - said,
        target=here.target,
        left_at_target=at_target - words,
        floor=here.floor,
        left_at_floor=at_floor - words,
    )


def with_words(pair: Pair, count: int) -> Pair:
    """Return the pair with so many words: its first, or all and then its own again at the end of the last action."""
    more = count - count_words(pair)
    if more <= 0:
        return cut(pair, count)
    own = [pair.you_said, *(action.text for action in pair.actions), pair.difference]
    added = " ".join(islice(cycle(" ".join(own).split() or ["words"]), more))
    if not pair.actions:
        return replace(pair, you_said=f"{pair.you_said} {added}".strip())
    last = pair.actions[-1]
    return replace(pair, actions=(*pair.actions[:-1], replace(last, text=f"{last.text} {added}")))


def _most(start: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number for which it fits, looked for from `start` in steps that double; 0 when none does."""
    step = _FIRST_STEP
    if fits(start):
        low, high = start, start + step
        while fits(high):
            step *= 2
            low, high = high, high + step
    else:
        low, high = max(0, start - step), start
        while low > 0 and not fits(low):
            step *= 2
            low, high = max(0, low - step), low
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
