"""Two builds at once, and workers in other processes."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.output.sites import FOLDERS, PAGES, build, site
from yousaid.output.records import Written
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output
from yousaid.output.stage import Stage

ROOT = Path(__file__).parent.parent.parent

_HOLD = """
import sys
from pathlib import Path
from yousaid.output.room import open_output

with open_output(Path(sys.argv[1])) as room:
    room.put("patients/index.html", b"of the other build")
    print("holding", flush=True)
    sys.stdin.read()
"""

_BUILD = """
import sys
from pathlib import Path
from yousaid.output.room import open_output

root, word = Path(sys.argv[1]), sys.argv[2]
with open_output(root, wait=60) as room:
    pages = [room.put(f"patients/stories/{number}.html", f"{word} {number}".encode()) for number in range(100)]
    pages.append(room.put(f"patients/{word}.html", b"only in one"))
    room.publish(pages, ["patients"])
"""


def test_a_second_build_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """While another process holds the folder a build waits a little, says so, and leaves the other's stage alone."""
    root = tmp_path / "site"
    command = [sys.executable, "-c", _HOLD, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "holding\n"
        with pytest.raises(OutputRefused) as caught, open_output(root, wait=0.1):
            pass
        staged = list((root / ".yousaid" / "staging").rglob("*.html"))
        holder.communicate("")
    assert caught.value.problem.code == "YS807"
    assert "site" in caught.value.problem.message
    assert len(staged) == 1
    build(root, PAGES)


def test_the_lock_of_a_build_that_was_killed_is_free(tmp_path: Path) -> None:
    """Nobody has to delete a lock file by hand, and what the dead build staged is swept away."""
    root = tmp_path / "site"
    command = [sys.executable, "-c", _HOLD, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        build(root, PAGES)
    assert site(root) == PAGES
    assert not (root / ".yousaid" / "staging").exists()


def test_of_two_builds_at_once_one_wins_whole(tmp_path: Path) -> None:
    """Whichever comes last: the site is all its, and no page of the other is left."""
    root = tmp_path / "site"
    for _ in range(4):
        builds = [subprocess.Popen([sys.executable, "-c", _BUILD, str(root), word]) for word in ("one", "two")]
        assert [build.wait() for build in builds] == [0, 0]
        pages = site(root)
        word = pages["patients/stories/0.html"].decode().split()[0]
        expected = {f"patients/stories/{number}.html": f"{word} {number}".encode() for number in range(100)}
        assert pages == expected | {f"patients/{word}.html": b"only in one"}


def put(stage: Stage, path: str, data: bytes) -> Written:
    """Put one page, in a worker."""
    return stage.put(path, data)


def test_spawned_workers_put_pages(tmp_path: Path) -> None:
    """The stage goes to another process, knows there what is live, and stages for this build."""
    root = tmp_path / "site"
    build(root, PAGES)
    pages = PAGES | {"staff/index.html": b"new"}
    with open_output(root) as room:
        with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
            written = list(pool.map(put, [room.stage] * len(pages), pages.keys(), pages.values()))
        changes = room.publish(written, FOLDERS)
    assert site(root) == pages
    assert changes.changed == ("staff/index.html",)
    assert len(changes.unchanged) == len(PAGES) - 1


def test_a_refusal_in_a_worker_reaches_the_build(tmp_path: Path) -> None:
    """The problem survives the way back from another process."""
    with (
        open_output(tmp_path / "site") as room,
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool,
        pytest.raises(OutputRefused) as caught,
    ):
        pool.submit(put, room.stage, "../out.html", b"x").result()
    assert caught.value.problem.code == "YS309"


_FORK = """
import os, sys
from pathlib import Path
from yousaid.output.room import open_output

root = Path(sys.argv[1])
with open_output(root) as room:
    for name in ("a", "b"):
        if os.fork() == 0:
            room.put(f"patients/{name}.html", name.encode())
            os._exit(0)
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    try:
        with open_output(root, wait=0):
            print("the lock is lost")
    except Exception as error:
        print(error.problem.code)
    again = [room.put(f"patients/{name}.html", name.encode()) for name in ("a", "b")]
    room.publish(again, ["patients"])
"""


def test_forked_workers_put_pages_and_do_not_free_the_lock(tmp_path: Path) -> None:
    """A child that ends takes nothing of the build with it."""
    done = subprocess.run(
        [sys.executable, "-c", _FORK, str(tmp_path / "site")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "YS807\n"
    assert site(tmp_path / "site") == {"patients/a.html": b"a", "patients/b.html": b"b"}
