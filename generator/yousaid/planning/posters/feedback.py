"""The Friends and Family Test (FFT) on posters: the newest month in a line, and the share of good answers over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from yousaid.figures.fft import ANSWERS, fft_series, whole_per_cent
from yousaid.model.edition import Edition, FftFigures, VisiblePlace
from yousaid.model.story import Measure
from yousaid.planning.posters.facts import month_end, month_of
from yousaid.planning.posters.records import FftLine

_GOOD: Final = frozenset({"very_good", "good"})
_LINE_MONTHS: Final = 11
TOGETHER: Final = "fft_series_together"
"""The label of a chart for which places are added up."""


class _Month(Struct, frozen=True):
    """Answers of one month, or year."""

    period: str
    total: int
    positive: int
    """Good and very good, in whole per cent."""
    all_positive: bool
    places: tuple[str, ...] = ()
    """The places whose answers are added up in it; none when it is somebody's own figure."""


def months_of_place(place: str, edition: Edition) -> tuple[_Month, ...]:
    """Return the months of a place whose figures are large enough to be shown, newest first."""
    figures = ((one.period, one.fft) for one in edition.summaries if one.place == place and one.fft is not None)
    return tuple(
        _Month(period, fft.total.value, fft.positive, fft.all_positive)
        for period, fft in figures
        if fft.positive is not None and fft.total.value is not None
    )


def months_together(edition: Edition) -> tuple[_Month, ...]:
    """Return the months of the whole organisation, newest first. Nothing else in the program adds places up.

    They are its own figures, where it has any: what it says of itself is never replaced by a sum. Otherwise they are
    the sum of the places that show theirs, and say so. Of a place and those that belong to it, only the highest with
    figures counts, so that nobody counts twice. There is no sum in a month in which one of them hides a count, or
    rounds: it would be wrong, and the count could be worked out.
    """
    own = months_of_place("", edition)
    if own or any(one.fft is not None and not one.place for one in edition.summaries):
        return own
    by_period: dict[str, dict[str, FftFigures]] = {}
    for summary in edition.summaries:
        if summary.fft is not None:
            by_period.setdefault(summary.period, {})[summary.place] = summary.fft
    parents = {place.id: place.parent for place in edition.places}
    return tuple(_summed(by_period, parents))


def _summed(by_period: dict[str, dict[str, FftFigures]], parents: dict[str, str]) -> Iterator[_Month]:
    for period, places in sorted(by_period.items(), reverse=True):
        counted = {place: fft for place, fft in places.items() if not _above(place, parents) & places.keys()}
        figures = counted.values()
        # a sum of places of which each had too few answers for a share has too few as well
        if all(_adds_up(fft) for fft in figures) and any(fft.positive is not None for fft in figures):
            total, good = (sum(_sum_of(fft, keys) for fft in figures) for keys in (frozenset(ANSWERS), _GOOD))
            yield _Month(period, total, whole_per_cent(good, total), good == total, tuple(sorted(counted)))


def _above(place: str, parents: dict[str, str]) -> set[str]:
    """Return the places that a place belongs to, directly and through others."""
    above: set[str] = set()
    while (place := parents.get(place, "")) and place not in above:
        above.add(place)
    return above


def _adds_up(fft: FftFigures) -> bool:
    """Tell whether every count is shown as it is: none hidden, none rounded."""
    hidden = any(answer.count.value is None for answer in fft.answers)
    return not hidden and fft.total.value == _sum_of(fft, frozenset(ANSWERS))


def _sum_of(fft: FftFigures, keys: frozenset[str]) -> int:
    return sum(answer.count.value or 0 for answer in fft.answers if answer.key in keys)


def fft_line(months: Iterable[_Month], today: date) -> FftLine | None:
    """Return the newest month in a line, unless it is older than 12 months."""
    oldest = month_of(month_end(today, -_LINE_MONTHS))
    for month in months:
        if month.period >= oldest:
            tenths = (month.positive + 5) // 10
            return FftLine(
                period=month.period,
                total=month.total,
                all_positive=month.all_positive,
                positive=month.positive,
                tenths=tenths,
                places=len(month.places),
            )
    return None


def over_time(months: Iterable[_Month], edition: Edition, place: VisiblePlace | None = None) -> Measure | None:
    """Return the share of good answers over the last months, or None when there is no month.

    Where places are added up, these are the months in which they were the same places as in the newest: a share that
    moves because others answered says nothing. The name is then that of the label that says so.
    """
    every = tuple(months)
    same = [one for one in every if one.places == every[0].places]
    points = [(one.period, one.positive, one.total) for one in same]
    name = TOGETHER if every and every[0].places else ""
    return fft_series(points, name, edition.charts.fft_target, place.fft_rebase if place else ())
