"""Months of feedback summaries: nobody can have heard anything in a month that has not come."""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context
from yousaid.model.library import Library
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary of a month or year after today's."""
    today = context.today.isoformat()
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
