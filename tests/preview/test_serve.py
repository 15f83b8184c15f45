"""The whole preview as a process of its own: build, serve, notice, build again, stop."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent.parent

_SERVE = """
import sys, threading
from functools import partial
from pathlib import Path
from yousaid.output.refusal import refuse
from yousaid.output.room import open_output
from yousaid.pipeline.request import Outcome
from yousaid.preview.serve import serve
from yousaid.preview.watching import files_below
from yousaid.problems import Problem

content, root = Path(sys.argv[1]), Path(sys.argv[2])

def build():
    text = (content / "words.txt").read_text()
    if "refuse" in text:
        raise refuse("YS806", "The disk is full.", "Make room.")
    if "crash" in text:
        raise ZeroDivisionError
    problems = (Problem(code="YS302", message="A title is missing.", path="a.md", line=7),) if "bad" in text else ()
    with open_output(root) as room:
        page = f"<html><head></head><body>{text}</body></html>".encode()
        changes = room.publish([room.put("index.html", page)], [""])
    return Outcome(problems=problems, changes=changes)

serve(root, build, partial(files_below, content), 0, lambda text: print(text, flush=True))
assert threading.active_count() == 1, threading.enumerate()
print("ended", flush=True)
"""


class Running:
    """A preview that runs."""

    def __init__(self, content: Path, root: Path) -> None:
        self.words = content / "words.txt"
        self.words.write_text("first words")
        command = [sys.executable, "-c", _SERVE, str(content), str(root)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        self.first = self.hear()
        address = re.search(r"http://127\.0\.0\.1:\d+/", self.first)
        assert address is not None, self.first
        self.url = address[0]
        self.hear()

    def hear(self) -> str:
        """Return the next line that it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def page(self) -> str:
        """Return the page as a browser gets it."""
        with urlopen(self.url, timeout=20) as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
        return text

    def end(self) -> tuple[str, str]:
        """Press Ctrl and C, and return what it says from then on."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Return a preview; at the end it is gone."""
    (tmp_path / "content").mkdir()
    running = Running(tmp_path / "content", tmp_path / "site")
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.communicate()


def test_a_saved_file_is_built_and_served(running: Running) -> None:
    """And the terminal says so."""
    assert "no problems" in running.first
    assert "first words" in running.page()
    running.words.write_text("second words")
    assert running.hear() == "Made again: no problems.\n"
    assert "second words" in running.page()


def test_problems_are_shown_and_go_again(running: Running) -> None:
    """With file and line, on the page in question."""
    running.words.write_text("bad words")
    assert running.hear() == "Made again: 1 problem, shown in the browser.\n"
    assert "<code>a.md</code>, line 7" in running.page()
    assert "bad words" in running.page()
    running.words.write_text("good words")
    running.hear()
    assert "a.md" not in running.page()


def test_when_a_build_is_refused_the_old_page_stays_with_the_reason(running: Running) -> None:
    """The preview goes on, and recovers."""
    running.words.write_text("refuse this")
    running.hear()
    page = running.page()
    assert "first words" in page
    assert "The disk is full." in page
    assert "from an earlier build" in page
    running.words.write_text("well again")
    running.hear()
    assert "well again" in running.page()


def test_it_stops_cleanly(running: Running) -> None:
    """Every thread is joined, nothing is left on the terminal that looks like a fault."""
    running.page()
    said, faults = running.end()
    assert said == "The preview has stopped.\nended\n"
    assert faults == ""
    assert running.process.returncode == 0


def test_an_unknown_fault_of_the_program_ends_the_preview(running: Running) -> None:
    """It is not swallowed, and no thread keeps the process alive."""
    running.words.write_text("crash")
    _, faults = running.process.communicate(timeout=60)
    assert "ZeroDivisionError" in faults
    assert running.process.returncode == 1
