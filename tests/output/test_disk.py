"""Waiting for other programs, and files that survive a fault."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from yousaid.output.disk import Patience, remove_empty, write_safely


def held(times: int, winerror: int = 32) -> tuple[Callable[[], None], list[int]]:
    """Return an attempt that another program hinders so many times, as Windows reports that, and its count."""
    attempts: list[int] = []

    def attempt() -> None:
        attempts.append(len(attempts))
        if len(attempts) <= times:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
            raise error

    return attempt, attempts


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_is_let_go_soon_is_waited_for(winerror: int) -> None:
    """A virus scanner that looks into a file for a moment does not fail a build."""
    attempt, attempts = held(3, winerror)
    Patience().insist(attempt)
    assert len(attempts) == 4


def test_patience_has_an_end() -> None:
    """A file that stays open is given up, and the next ones at once: the waiting is for all of them together."""
    patience = Patience(0.1)
    for expected in (range(2, 10), range(1, 2)):
        attempt, attempts = held(1000)
        with pytest.raises(PermissionError):
            patience.insist(attempt)
        assert len(attempts) in expected


def test_a_fault_that_waiting_cannot_mend_is_not_waited_for() -> None:
    """No permission is no permission also a second later."""
    attempt, attempts = held(1, winerror=0)
    with pytest.raises(PermissionError):
        Patience().insist(attempt)
    assert len(attempts) == 1


def test_writing_safely_leaves_no_other_file(tmp_path: Path) -> None:
    """The new bytes are there, and the name they were first written under is not."""
    for data in (b"one", b"two"):
        write_safely(tmp_path / "manifest.json", data)
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"manifest.json": data}


def test_empty_folders_go_from_the_inside_out(tmp_path: Path) -> None:
    """A folder that only had empty folders goes too; its empty neighbour, which nobody asked about, stays."""
    for folder in ("a/b/c", "a/d", "e"):
        (tmp_path / folder).mkdir(parents=True)
    remove_empty(tmp_path, {"a/b/c", "a/d"})
    assert [folder.name for folder in tmp_path.iterdir()] == ["e"]
