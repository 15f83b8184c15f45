"""A value that cannot be taken, on its way to the report that knows where it stands."""

from __future__ import annotations

from typing import Final


class RefusedError(Exception):
    """Says that a value cannot be used, and what to write instead."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


BAD: Final = object()
"""Stands for a value that could not be read and has been reported."""
