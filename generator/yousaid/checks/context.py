"""What every check is handed beside the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from yousaid.model.story import Origin
from yousaid.problems import Problem

Keys = tuple["str | int", ...]
"""The way to a value in a file: ("quotes", 0, "consent")."""


class Context(Struct, frozen=True):
    """The day, and how to point at a value in a file."""

    today: date
    where: Callable[[Origin, Keys, str], tuple[int, int, str]]
    """Returns line, column and the line's text for a value, or for words in it."""

    def problem(self, code: str, origin: Origin, keys: Keys, message: str, hint: str, *, words: str = "") -> Problem:
        """Return a problem that points at a value, or at words in it."""
        line, column, excerpt = self.where(origin, keys, words)
        return Problem(
            code=code,
            message=message,
            hint=hint,
            path=origin.path,
            line=line,
            column=column,
            excerpt=excerpt,
            item=origin.index,
        )
