"""Every check, run over a library."""

from __future__ import annotations

from typing import Final

from yousaid.checks import addresses, answers, consent, dates, days, few, giveaways, periods, withheld
from yousaid.checks.context import Context
from yousaid.model.library import Library
from yousaid.problems import Problem

CHECKS: Final = (
    addresses.check,
    answers.check,
    consent.check,
    dates.check,
    days.check,
    periods.check,
    giveaways.check,
    withheld.check,
    few.check,
)
"""The checks; each yields problems and changes nothing."""


def check_library(library: Library, context: Context) -> tuple[Problem, ...]:
    """Return what all checks found."""
    return tuple(problem for check in CHECKS for problem in check(library, context))
