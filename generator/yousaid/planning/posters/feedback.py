"""The Friends and Family Test (FFT) on posters: the newest month in a line, and the share of good answers over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from yousaid.figures.fft import fft_series, whole_per_cent
from yousaid.model.edition import Edition, FftFigures, VisiblePlace
from yousaid.model.story import Measure
from yousaid.planning.posters.facts import month_end, month_of
from yousaid.planning.posters.records import FftLine

_GOOD: Final = frozenset({"very_good", "good"})
_LINE_MONTHS: Final = 11


class _Month(Struct, frozen=True):
    """Answers of one month, or year."""

    period: str
    total: int
    positive: int
    """Good and very good, in whole per cent."""
    all_positive: bool


def months_of_place(place: str, edition: Edition) -> tuple[_Month, ...]:
    """Return the months of a place whose figures are large enough to be shown, newest first."""
    figures = ((one.period, one.fft) for one in edition.summaries if one.place == place and one.fft is not None)
    return tuple(
        _Month(period, fft.total.value, fft.positive, fft.all_positive)
        for period, fft in figures
        if fft.positive is not None and fft.total.value is not None
    )


def months_together(edition: Edition) -> tuple[_Month, ...]:
    """Return the months of all places taken together, newest first.

    A place that others belong to is left out where they have figures of their own, so that nobody counts twice. So is a
    month in which a count is hidden: without it the sum would be wrong, and with it the count could be worked out.
    """
    by_period: dict[str, dict[str, FftFigures]] = {}
    for summary in edition.summaries:
        if summary.fft is not None:
            by_period.setdefault(summary.period, {})[summary.place] = summary.fft
    parents = {place.id: place.parent for place in edition.places}
    return tuple(_summed(by_period, parents))


def _summed(by_period: dict[str, dict[str, FftFigures]], parents: dict[str, str]) -> Iterator[_Month]:
    for period, places in sorted(by_period.items(), reverse=True):
        above = {parents.get(place, "") for place in places}
        counts = [
            (answer.key in _GOOD, answer.count.value)
            for place, fft in places.items()
            if place not in above
            for answer in fft.answers
        ]
        known = [(is_good, value) for is_good, value in counts if value is not None]
        total = sum(value for _, value in known)
        if total and len(known) == len(counts):
            good = sum(value for is_good, value in known if is_good)
            yield _Month(period, total, whole_per_cent(good, total), good == total)


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
            )
    return None


def over_time(months: Iterable[_Month], edition: Edition, place: VisiblePlace | None = None) -> Measure | None:
    """Return the share of good answers over the last months, or None when there is no month."""
    points = [(one.period, one.positive, one.total) for one in months]
    return fft_series(points, "", edition.charts.fft_target, place.fft_rebase if place else ())
