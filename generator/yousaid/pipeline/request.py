"""What somebody asks of a build, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from yousaid.model.site import Site
from yousaid.output.records import Changes
from yousaid.planning.plan import Plan
from yousaid.planning.posters.wishes import Wishes
from yousaid.problems import Problem, Severity, did_you_mean
from yousaid.reading.trial import Trial


class Request(Struct, frozen=True, kw_only=True):
    """What somebody asks a build to do."""

    content: Path
    output: Path
    today: date
    audiences: tuple[str, ...] = ()
    """The ids of the audiences to build; empty for all."""
    strict: bool = False
    """Build nothing when there is an error."""
    jobs: int = 1
    """How many processes may work."""
    wishes: Wishes | None = None
    """Which posters are wanted, in a folder of their own; None for whole sites."""
    trial: Trial | None = None
    """A table that is looked at as if it lay in the content folder."""


class NoSuchAudience(Exception):  # noqa: N818 - it says what happened
    """An audience was asked for that is not in site.yaml; the message says which ones are."""


def check_audiences(asked: Iterable[str], site: Site) -> None:
    """Raise `NoSuchAudience` when one of these ids is not that of an audience of the site."""
    known = [audience.id for audience in site.audiences]
    for one in asked:
        if one not in known:
            raise NoSuchAudience(f"There is no audience “{one}”. {did_you_mean(one, known)}")


class AudienceReport(Struct, frozen=True, kw_only=True):
    """What one audience gets."""

    id: str
    name: str
    folder: str
    stories: int
    pages: int
    posters: int
    skipped: dict[str, int]
    """Why stories meant for it are not shown, and how many: draft, embargoed, expired, withdrawn."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What a build did."""

    problems: tuple[Problem, ...]
    audiences: tuple[AudienceReport, ...] = ()
    plans: tuple[Plan, ...] = ()
    changes: Changes | None = None
    """What was written; None when nothing was."""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return count_errors(self.problems)


class Progress(Protocol):
    """Somebody who is told how far a build has come."""

    def step(self, name: str, of: int = 0) -> None:
        """Hear that a step begins, and of how many parts it is."""

    def advance(self, by: int = 1) -> None:
        """Hear that parts of the step are done."""


def count_errors(problems: tuple[Problem, ...]) -> int:
    """Return how many of the problems are errors."""
    return sum(problem.severity is Severity.ERROR for problem in problems)
