"""Tables that were read before: an unchanged one is not read again, and a changed one is."""

from __future__ import annotations

import os
from pathlib import Path

from tests.reading.tables.table import LONG, WIDE, Case
from tests.reading.tables.test_fft import SITE, project
from tests.sites import write
from yousaid.reading.library import read_library

ROW = "Willow,2025-10,12,3,0,1,0,2\n"


def settled(folder: Path, case: Case) -> Path:
    """Write a project whose table was written long ago, and return its content folder."""
    content = project(folder, case)
    os.utime(content / "feedback" / case.file, ns=(10**18, 10**18))
    return content


def very_good(content: Path) -> int:
    """Return how many very good answers are read."""
    (summary,) = read_library(content).library.summaries
    return summary.fft.very_good


def test_an_unchanged_table_is_not_read_again(tmp_path):
    """Fails when the file is opened: other bytes of the same length and time are not noticed."""
    content = settled(tmp_path, Case("", WIDE + ROW))
    table = content / "feedback" / "fft.csv"
    assert very_good(content) == 12
    before = table.stat()
    table.write_text(WIDE + ROW.replace("12", "99"))
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert very_good(content) == 12


def test_a_table_that_was_changed_is_read_again(tmp_path):
    """Another time, another length, or other settings: each is noticed."""
    content = settled(tmp_path, Case("", WIDE + ROW))
    table = content / "feedback" / "fft.csv"
    assert very_good(content) == 12
    table.write_text(WIDE + ROW.replace("12", "99"))
    os.utime(table, ns=(1, 1))
    assert very_good(content) == 99
    before = table.stat()
    table.write_text(WIDE + ROW.replace("12", "100"))
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert very_good(content) == 100
    write(content, {"site.yaml": SITE + "  headings:\n    Very good: good\n    Good: very_good\n"})
    assert very_good(content) == 3


def test_a_table_that_was_written_just_now_is_read_again(tmp_path):
    """Two edits in one tick of the clock have one time; so nothing is kept of a file that is still warm."""
    content = project(tmp_path, Case("", WIDE + ROW))
    table = content / "feedback" / "fft.csv"
    assert very_good(content) == 12
    before = table.stat()
    table.write_text(WIDE + ROW.replace("12", "99"))
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert very_good(content) == 99


def test_its_problems_are_told_again(tmp_path):
    """What was wrong with a table is still wrong when it is not read again."""
    content = settled(tmp_path, Case("", WIDE + ROW + "Maple,2025-10,x,3,0,1,0,2\n"))
    first, second = read_library(content), read_library(content)
    assert [problem.code for problem in first.problems] == ["YS305"]
    assert second.problems == first.problems
    assert second.library.summaries == first.library.summaries


def test_a_place_that_is_added_is_found_without_reading_again(tmp_path):
    """Places are looked up anew each time, whether or not the table was read."""
    content = settled(tmp_path, Case("", WIDE + ROW.replace("Willow", "Birch")))
    assert read_library(content).library.summaries == ()
    places = content / "places.yaml"
    places.write_text(places.read_text() + "- id: birch\n  name: Birch\n")
    assert very_good(content) == 12


def test_no_comment_is_kept(tmp_path, monkeypatch):
    """Nothing of a comment is in any file of the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    content = settled(tmp_path / "content", Case("", LONG + "2025-10-01,Willow,Good,Cormorant-canary\n"))
    assert len(read_library(content).library.summaries) == 1
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    assert all(b"canary" not in path.read_bytes() for path in kept)


def test_what_was_kept_and_is_damaged_is_read_again(tmp_path, monkeypatch):
    """A file of the cache that was cut short is no reason to lose a table."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    content = settled(tmp_path / "content", Case("", WIDE + ROW))
    assert very_good(content) == 12
    (kept,) = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    kept.write_bytes(kept.read_bytes()[:20])
    assert very_good(content) == 12
