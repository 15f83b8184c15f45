"""Months of feedback summaries: nobody can have heard anything in a month that has not come.

The FFT question changed on 1 April 2020. Answers to the two questions are never put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yousaid.checks.context import Context
from yousaid.model.library import Library
from yousaid.problems import Problem

_NEW_QUESTION: Final = "2020-04"
_NEW_YEAR: Final = "2021"
"""The first whole year of the new question."""


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary of a month or year after today's."""
    today = context.today.isoformat()
    for summary in library.summaries:
        if summary.fft is not None and summary.period < (_NEW_QUESTION if "-" in summary.period else _NEW_YEAR):
            yield context.problem(
                "YS608",
                summary.origin,
                ("period",),
                f"In {summary.period}, people answered another question: whether they would recommend us.",
                "Take these counts out. The old figures can stand under “measures”, with a name of their own.",
            )
    for summary in library.summaries:
        if summary.period > today[: len(summary.period)]:
            place = f" for {summary.place}" if summary.place else ""
            yield context.problem(
                "YS607",
                summary.origin,
                ("period",),
                f"These are figures{place} of {summary.period}, and that has not come yet.",
                "Look whether the day and the month have changed places, or whether the year is right.",
            )
