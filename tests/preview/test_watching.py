"""Changes of files are noticed, however they come about."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from yousaid.preview.watching import Watch, files_below


def change(folder: Path) -> None:
    """Write other words into a file."""
    (folder / "a.md").write_text("other words")


def change_unseen_length(folder: Path) -> None:
    """Write as many other letters, at another time."""
    (folder / "a.md").write_text("b")
    os.utime(folder / "a.md", ns=(10**18, 10**18))


def add(folder: Path) -> None:
    """Add a file in a new folder."""
    (folder / "new").mkdir()
    (folder / "new" / "c.md").write_text("c")


def remove(folder: Path) -> None:
    """Delete a file."""
    (folder / "a.md").unlink()


def rename(folder: Path) -> None:
    """Rename a file."""
    (folder / "a.md").rename(folder / "z.md")


@pytest.mark.parametrize("act", [change, change_unseen_length, add, remove, rename])
def test_a_change_is_noticed_once(tmp_path: Path, act: Callable[[Path], None]) -> None:
    """And not a second time."""
    (tmp_path / "a.md").write_text("a")
    watch = Watch(partial(files_below, tmp_path))
    assert not watch.changed()
    act(tmp_path)
    assert watch.changed()
    assert not watch.changed()


def test_a_change_during_a_build_is_noticed_after_it(tmp_path: Path) -> None:
    """What counts is how the files were before the build began."""
    (tmp_path / "a.md").write_text("a")
    watch = Watch(partial(files_below, tmp_path))
    change(tmp_path)
    assert watch.changed()
    (tmp_path / "a.md").write_text("changed while the build reads")
    assert watch.changed()


@pytest.mark.parametrize("name", [".a.md.swp", "~$a.docx", "a.md~", "a.tmp", ".git/index"])
def test_what_editors_keep_beside_a_file_is_no_change(tmp_path: Path, name: str) -> None:
    """Opening a file in Word or vim does not build anything."""
    watch = Watch(partial(files_below, tmp_path))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    assert not watch.changed()


def test_files_that_are_listed_and_gone_are_no_fault(tmp_path: Path) -> None:
    """A file may go between being listed and being looked at."""
    assert not Watch(lambda: [tmp_path / "gone.md"]).changed()


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """A themes folder of one's own is optional."""
    assert list(files_below(tmp_path / "themes")) == []
