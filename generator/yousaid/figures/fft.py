"""Friends and Family Test (FFT) figures.

Source: NHS England's FFT pipeline. Positive is very good and good, negative is poor and very poor, each as a whole
per cent of all six answers: "neither" and "don't know" stay in the denominator.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from yousaid.figures.hiding import Hiding
from yousaid.figures.suppression import rounded
from yousaid.model.edition import Count, FftAnswer, FftFigures
from yousaid.model.feedback import FftCounts
from yousaid.model.site import Suppression
from yousaid.model.states import Better
from yousaid.model.story import Measure, Point, Rebase

ANSWERS: Final = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")
"""The six answers, in the order of the question."""
CHART_MONTHS: Final = 36
"""How many months with a share of good answers a chart over time has at most."""


def values_of(counts: FftCounts) -> tuple[int, ...]:
    """Return the six counts in the order of the question."""
    return tuple(int(getattr(counts, key)) for key in ANSWERS)


def figures_of(counts: FftCounts, hiding: Hiding, suppression: Suppression) -> FftFigures:
    """Return what is shown of a table of which this is hidden."""
    values = values_of(counts)
    total = sum(values)
    enough = total >= max(suppression.min_responses, 1) and not hiding.whole

    def share(part: int) -> int | None:
        return whole_per_cent(part, total) if enough else None

    positive = share(values[0] + values[1])
    hidden = hiding.answers
    return FftFigures(
        answers=tuple(
            FftAnswer(key, Count(None), None)
            if at in hidden
            else FftAnswer(key, Count(rounded(value, suppression)), share(value))
            for at, (key, value) in enumerate(zip(ANSWERS, values, strict=True))
        ),
        total=Count(None if hiding.whole else rounded(total, suppression)),
        positive=positive,
        negative=None if hiding.negative else share(values[3] + values[4]),
        tenths=None if positive is None else (positive + 5) // 10,
        all_positive=enough and values[0] + values[1] == total,
        eligible=None if hiding.whole or counts.eligible is None else rounded(counts.eligible, suppression),
        responded=whole_per_cent(total, counts.eligible) if enough and counts.eligible else None,
    )


def fft_series(
    months: Iterable[tuple[str, int | None, int | None]],
    name: str,
    target: float | None,
    rebase: tuple[Rebase, ...] = (),
) -> Measure | None:
    """Return the share of good answers over time; None when no month has one.

    `months` are a period, whole per cent and how many people answered; months with too few answers are left out.
    Only the last `CHART_MONTHS` of them are kept, so that pages, posters and files tell of the same. `rebase` are
    months from which new limits begin.
    """
    points = sorted(
        (period, positive, total)
        for period, positive, total in months
        if positive is not None and total is not None and len(period) == len("2026-10")
    )
    if not points:
        return None
    series = tuple(Point(*one) for one in points[-CHART_MONTHS:])
    return Measure(name=name, unit="%", series=series, better=Better.HIGHER, target=target, rebase=rebase)


def whole_per_cent(part: int, total: int) -> int:
    """Return part as a whole per cent of total, halves rounded up. Total must be over 0."""
    return (200 * part + total) // (2 * total)
