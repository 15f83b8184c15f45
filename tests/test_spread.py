"""Work in a pool comes back whole and in order, also when workers are killed; real processes, really killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from tests.posters.samples import edition, lay_out_all, place, story
from yousaid import spread as spreading
from yousaid.cli import main as command
from yousaid.pipeline import posters as pipeline
from yousaid.planning.posters.records import Poster
from yousaid.rendering.posters.press import Layout, Press
from yousaid.spread import AHEAD, WorkerLost, spread, start_for

STARTS = pytest.mark.parametrize("start", ["quick", "spawn"])
KILLER = 7
JOBS = 2


def end_this_process() -> None:
    """End this process as a system that is short of memory does, with no time for a last word."""
    if sys.platform == "win32":
        os._exit(1)
    os.kill(os.getpid(), signal.SIGKILL)


def squares(marks: Path, deaths: int) -> Callable[[int], int]:
    """Return work that notes each piece that it did, and is killed so many times at one of them."""

    def work(number: int) -> int:
        if number == KILLER and len(list(marks.glob("died-*"))) < deaths:
            (marks / f"died-{os.getpid()}").touch()
            end_this_process()
        with (marks / f"did-{os.getpid()}").open("a") as file:
            file.write(f"{number}\n")
        return number * number

    return work


def faulty() -> Callable[[int], int]:
    """Return nothing: the worker cannot be made ready."""
    raise ValueError("no such template")


def counted(marks: Path, pattern: str) -> int:
    """Return how many marks there are."""
    return len(list(marks.glob(pattern)))


def done(marks: Path) -> list[int]:
    """Return every piece that was done, as often as it was."""
    return sorted(int(line) for file in marks.glob("did-*") for line in file.read_text().split())


@STARTS
def test_a_killed_worker_loses_nothing(tmp_path, start):
    """Breaks when what a dead worker had in hand is lost, comes twice, or comes out of its turn."""
    found = list(spread(range(40), partial(squares, tmp_path, 1), JOBS, start))
    assert found == [number * number for number in range(40)]
    assert counted(tmp_path, "died-*") == 1


@STARTS
def test_a_piece_that_kills_twice_is_done_alone(tmp_path, start):
    """Breaks when a piece that met two deaths by chance is given up."""
    found = list(spread(range(40), partial(squares, tmp_path, 2), JOBS, start))
    assert found == [number * number for number in range(40)]
    assert counted(tmp_path, "died-*") == 2


@STARTS
def test_a_piece_that_always_kills_ends_with_a_sentence(tmp_path, start):
    """Breaks when it is tried for ever, or takes what came before it with it."""
    found = []
    with pytest.raises(WorkerLost, match="short of memory"):
        found.extend(spread(range(40), partial(squares, tmp_path, 1000), JOBS, start))
    assert counted(tmp_path, "died-*") == 3


@STARTS
def test_what_comes_before_a_killing_piece_is_yielded(tmp_path, start):
    """Breaks when a caller that leaves the killing piece out does not know where to go on."""
    found = []
    results = spread(range(40), partial(squares, tmp_path, 1000), JOBS, start)
    found.extend(islice(results, KILLER))
    with pytest.raises(WorkerLost):
        next(results)
    assert found == [number * number for number in range(KILLER)]


@STARTS
def test_no_more_is_given_out_than_is_taken_soon(tmp_path, start):
    """Breaks when all pieces are worked off, and their results kept, before anybody takes the first."""
    results = spread(range(400), partial(squares, tmp_path, 0), JOBS, start)
    taken = [next(results) for _ in range(3)]
    results.close()
    assert taken == [0, 1, 4]
    assert len(done(tmp_path)) <= JOBS * AHEAD + len(taken)


@STARTS
def test_workers_are_replaced(tmp_path, monkeypatch, start):
    """Breaks when a worker lives as long as the run, and what it gathered in memory with it."""
    monkeypatch.setattr(spreading, "_LIFE", 5)
    assert list(spread(range(40), partial(squares, tmp_path, 0), JOBS, start)) == [n * n for n in range(40)]
    assert counted(tmp_path, "did-*") >= 4
    assert done(tmp_path) == list(range(40))


@STARTS
def test_a_worker_that_cannot_be_made_ready_says_why(start):
    """Breaks when a fault in a theme looks like a process that was killed."""
    with pytest.raises(ValueError, match="no such template"):
        list(spread(range(4), faulty, JOBS, start))


class KillingPress(Press):
    """A press that is killed whenever it prints one ward."""

    def lay_out(self, poster: Poster) -> Layout:
        """Return the poster's layout, or end."""
        if poster.about == "ward-1":
            end_this_process()
        return super().lay_out(poster)


def laid_out(folder: Path, jobs: int) -> pipeline.Printed:
    """Return the posters of 4 wards, laid out by so many jobs, with a cache of their own."""
    places = tuple(place(f"ward-{number}", f"Ward {number}") for number in range(4))
    stories = tuple(story(f"story-{number}", place=one.id) for number, one in enumerate(places))
    return lay_out_all(edition(*stories, places=places), folder, jobs=jobs)


def test_a_poster_that_ends_its_process_holds_no_other_back(tmp_path, monkeypatch):
    """Breaks when one poster keeps all others off the walls, or is left out without a word."""
    monkeypatch.setattr(pipeline, "Press", KillingPress)
    printed = laid_out(tmp_path, JOBS)
    layouts, problems = printed.layouts, printed.problems
    assert [problem.code for problem in problems] == ["YS709"] * 2
    assert [problem.message.split()[2] for problem in problems] == ["WARD-1-2026-11-A4", "WARD-1-2026-11-A3"]
    monkeypatch.undo()
    plain = laid_out(tmp_path / "new", 1).layouts
    assert [layout for layout in layouts if layout.sheets] == [
        one for one in plain if one.key not in {layout.key for layout in layouts if not layout.sheets}
    ]
    assert len([layout for layout in layouts if layout.sheets]) == len(plain) - 2


def test_the_command_says_what_happened_in_a_sentence(monkeypatch, capsys):
    """Breaks when people see a traceback, or the name of an exception."""

    def lost() -> None:
        raise WorkerLost

    monkeypatch.setattr(command, "cli", lost)
    with pytest.raises(SystemExit) as ended:
        command.main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "short of memory" in said
    assert "Your files and your sites are as they were." in said
    assert "WorkerLost" not in said


def test_a_process_is_not_forked_once_a_library_forbids_it():
    """Breaks when a worker starts with half of what Typst set up, and waits for ever."""
    assert start_for("no_such_library") == "quick"
    assert start_for("json") == "spawn"


_POSTERS = """
import sys
from pathlib import Path
from tests.test_spread import laid_out
from yousaid.spread import start_for
first = laid_out(Path(sys.argv[1]), 2)
assert start_for("typst") == "quick", "Typst is loaded where it should not work"
assert laid_out(Path(sys.argv[2]), 1) == first
assert start_for("typst") == "spawn"
assert laid_out(Path(sys.argv[3]), 2) == first
"""


def test_posters_come_out_the_same_however_workers_are_started(tmp_path):
    """Breaks when several jobs load Typst in the program's own process, or when forked workers make something else."""
    folders = [str(tmp_path / name) for name in ("forked", "here", "new")]
    done = subprocess.run(
        [sys.executable, "-c", _POSTERS, *folders], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
