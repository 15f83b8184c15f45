"""Read and check: the library that may go on, and every problem of every file."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from yousaid.checks.context import Context
from yousaid.checks.every import check_library, check_together, without
from yousaid.model.library import Library
from yousaid.pipeline.texts import check_texts
from yousaid.problems import Problem, sort_problems
from yousaid.reading.library import read_library
from yousaid.reading.positions import where
from yousaid.reading.trial import Trial


def read_and_check(
    content: Path, today: date, jobs: int = 1, trial: Trial | None = None
) -> tuple[Library | None, tuple[Problem, ...]]:
    """Return the library without what an error holds back (None when there is none), and all problems of reading it.

    What laying out posters and planning pages finds is not among them: `look_over` has all.
    """
    reading = read_library(content, jobs, trial)
    if reading.library is None:
        return None, reading.problems
    context = Context(today, partial(where, reading.library))
    found = (*check_library(reading.library, context), *check_texts(reading.library))
    left = without(reading.library, found)
    told = check_together(left, context)
    return without(left, told), sort_problems((*reading.problems, *found, *told))
