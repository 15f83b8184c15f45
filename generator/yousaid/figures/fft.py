"""Friends and Family Test (FFT) figures.

Source: NHS England's FFT pipeline. Positive is very good and good, negative is poor and very poor, each as a whole
per cent of all six answers: "neither" and "don't know" stay in the denominator.
"""

from __future__ import annotations

from typing import Final

from yousaid.figures.suppression import gives_away, hidden_counts, is_small
from yousaid.model.edition import Count, FftAnswer, FftFigures
from yousaid.model.feedback import FftCounts
from yousaid.model.site import Suppression

ANSWERS: Final = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")
"""The six answers, in the order of the question."""

_PAIRS: Final = ((0, 1), (3, 4), (2, 5))
"""Answers whose sums a reader can work out from the percentages: positive, negative, the rest."""


def fft_figures(counts: FftCounts, suppression: Suppression) -> FftFigures:
    """Return what an audience with this suppression may see of the counts."""
    values = tuple(int(getattr(counts, key)) for key in ANSWERS)
    total = sum(values)
    enough = total >= max(suppression.min_responses, 1)
    hidden = hidden_counts(values, _PAIRS, suppression.rule)
    total_hidden = is_small(total, suppression.rule) or gives_away([values[at] for at in hidden])
    if total_hidden:
        hidden = frozenset(range(len(values)))
    positive = whole_per_cent(values[0] + values[1], total) if enough else None
    negative = whole_per_cent(values[3] + values[4], total) if enough else None
    answers = tuple(
        FftAnswer(key, Count(None), None)
        if at in hidden
        else FftAnswer(key, Count(value), whole_per_cent(value, total) if enough else None)
        for at, (key, value) in enumerate(zip(ANSWERS, values, strict=True))
    )
    return FftFigures(
        answers=answers,
        total=Count(None if total_hidden else total),
        positive=positive,
        negative=negative,
        tenths=None if positive is None else (positive + 5) // 10,
        eligible=counts.eligible,
    )


def whole_per_cent(part: int, total: int) -> int:
    """Return part as a whole per cent of total, halves rounded up. Total must be over 0."""
    return (200 * part + total) // (2 * total)
