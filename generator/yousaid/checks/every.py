"""Every check, run over a library."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from yousaid.checks import addresses, answers, consent, contacts, dates, days, few, giveaways, periods, withheld
from yousaid.checks.context import Context
from yousaid.model.library import Library
from yousaid.problems import Problem, Severity

CHECKS: Final = (
    addresses.check,
    answers.check,
    consent.check,
    contacts.check,
    dates.check,
    days.check,
    periods.check,
    few.check,
)
"""The checks of records by themselves; each yields problems and changes nothing."""


def check_library(library: Library, context: Context) -> tuple[Problem, ...]:
    """Return what the checks of records found."""
    return tuple(problem for check in CHECKS for problem in check(library, context))


def check_together(library: Library, context: Context) -> tuple[Problem, ...]:
    """Return what figures tell about each other, of a library without what is held back for another reason."""
    found = tuple(giveaways.check(library, context))
    return (*found, *withheld.check(without(library, found), context))


def without(library: Library, problems: tuple[Problem, ...]) -> Library:
    """Return the library without the records that an error is about."""
    held = {(problem.path, problem.item) for problem in problems if problem.severity is Severity.ERROR}
    if not held:
        return library
    return replace(
        library,
        stories=tuple(one for one in library.stories if (one.origin.path, one.origin.index) not in held),
        summaries=tuple(one for one in library.summaries if (one.origin.path, one.origin.index) not in held),
        pages=tuple(one for one in library.pages if (one.origin.path, one.origin.index) not in held),
    )
