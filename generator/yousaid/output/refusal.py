"""The one exception of the output room: a refusal that carries its problem."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from yousaid.problems import Problem

_WINDOWS_PATH_TOO_LONG: Final = 206

_REASONS: Final = {
    errno.ENOSPC: ("the disk is full", "Make room on the disk, and build again."),
    errno.EDQUOT: ("your share of the disk is used up", "Make room on the disk, and build again."),
    errno.EFBIG: ("the disk does not take a file of that size", "Choose another folder with --output."),
    errno.EACCES: ("you do not have permission", "Ask for permission, or choose another folder with --output."),
    errno.EPERM: ("you do not have permission", "Ask for permission, or choose another folder with --output."),
    errno.EROFS: ("the disk can only be read", "Choose another folder with --output."),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a folder with a shorter path with --output."),
    errno.ENOTDIR: ("a file is where a folder should be", "Move or rename that file, and build again."),
    errno.EEXIST: ("a file is where a folder should be", "Move or rename that file, and build again."),
}


class OutputRefused(Exception):  # noqa: N818 - it says what happened, as TextRefused does
    """Nothing was published, or not everything: the problem says why, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem.message} {self.problem.hint}".strip()


def refuse(code: str, message: str, hint: str) -> OutputRefused:
    """Return the exception for a problem of the output folder, to be raised."""
    return OutputRefused(Problem(code=code, message=message, hint=hint))


@contextmanager
def refusing(shown: str) -> Iterator[None]:
    """Turn the operating system's complaint about the file or folder into an OutputRefused."""
    try:
        yield
    except OSError as error:
        raise cannot_write(shown, error) from error


def cannot_write(shown: str, error: OSError) -> OutputRefused:
    """Return the exception that says in words why the operating system would not write."""
    number = errno.ENAMETOOLONG if getattr(error, "winerror", 0) == _WINDOWS_PATH_TOO_LONG else error.errno
    reason, hint = _REASONS.get(number or 0, (error.strerror or str(error), "Choose another folder with --output."))
    return refuse("YS806", f"“{shown}” cannot be written: {reason}.", hint)
