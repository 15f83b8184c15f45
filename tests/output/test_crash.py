"""A kill or a fault at any moment leaves the old site or, after the next run, the new one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder in memory where there is one: hundreds of trials wait for a disk otherwise."""
    memory = Path("/dev/shm")  # noqa: S108 - the usual place, and only for speed
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


def trials(series: str, folder: Path) -> tuple[int, int, int]:
    """Run a series of trials; return how many there were, and how many ended with the old and with the new site."""
    command = [sys.executable, "-m", "tests.output.crashing", series, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    every, old, new = map(int, done.stdout.split())
    return every, old, new


@pytest.mark.parametrize("series", ["first", "next"])
def test_a_kill_at_every_file_operation_of_a_publication(folder: Path, series: str) -> None:
    """Every file is whole at once, foreign files are untouched, and the site is old or new after the next run."""
    every, old, new = trials(series, folder)
    assert every > 80
    assert old > 20
    assert new > 20


def test_a_kill_at_every_file_operation_of_the_run_that_finishes_another(folder: Path) -> None:
    """Recovery may be interrupted as often as one likes: from half a site it only ever leads to the new one."""
    halves, _, new = trials("recovery", folder)
    assert halves == new >= 1


def test_a_fault_at_every_file_operation_of_a_publication(folder: Path) -> None:
    """A full disk, lost permission or a failing disk ends in a sentence; the next run finishes or begins again."""
    every, old, new = trials("faults", folder)
    assert every > 50
    assert old > 20
    assert new > 20
