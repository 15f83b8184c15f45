"""Builds of small projects, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from yousaid.pipeline.build import build
from yousaid.pipeline.request import Outcome, Request

TODAY = date(2026, 11, 23)


class Silence:
    """Somebody who does not want to hear how far a build has come."""

    def step(self, name: str, of: int = 0) -> None:
        """Hear nothing."""

    def advance(self, by: int = 1) -> None:
        """Hear nothing."""


def build_site(content: Path, output: Path | None = None, today: date = TODAY, **asked: object) -> Outcome:
    """Build a project, into `site` beside its content unless another folder is named."""
    request = Request(content=content, output=output or content.parent / "site", today=today, **asked)
    return build(request, Silence())
