"""Cleaning takes back what builds wrote, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.output.sites import PAGES, build, everything
from yousaid.output.cache import Cache
from yousaid.output.cleaning import Cleaned, clean
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output


def test_everything_of_ours_goes(tmp_path: Path) -> None:
    """Pages, cache and our own folder; the `.gitignore` stays, and the next build starts afresh."""
    root = tmp_path / "site"
    root.mkdir()
    (root / ".gitignore").write_text("*")
    build(root, PAGES)
    with open_output(root) as room:
        Cache(room.cache).put("ab" * 16, b"x")
    assert clean(root) == Cleaned(removed=tuple(sorted(PAGES)))
    assert [path.name for path in root.rglob("*")] == [".gitignore"]
    build(root, PAGES)


def test_files_of_others_and_changed_ones_stay_and_are_named(tmp_path: Path) -> None:
    """Also those that an earlier build kept aside."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "index.html").write_bytes(b"kept aside")
    build(root, PAGES)
    (root / "staff" / "index.html").write_bytes(b"changed")
    (root / "staff" / "notes.docx").write_bytes(b"theirs")
    cleaned = clean(root)
    [aside] = (path for path in everything(root) if path.startswith(".yousaid/kept/"))
    assert everything(root) == {
        aside: b"kept aside",
        "staff/index.html": b"changed",
        "staff/notes.docx": b"theirs",
    }
    assert cleaned.left == tuple(sorted(everything(root)))
    assert cleaned.removed == tuple(sorted(set(PAGES) - {"staff/index.html"}))
    assert [problem.code for problem in cleaned.problems] == ["YS803"]


def test_a_link_is_named_and_not_followed(tmp_path: Path) -> None:
    """What is behind it is neither removed nor listed."""
    root, outside = tmp_path / "site", tmp_path / "outside"
    build(root, PAGES)
    (root / "staff").rename(outside)
    (root / "staff").symlink_to(outside, target_is_directory=True)
    assert clean(root).left == ("staff",)
    assert len(everything(outside)) == 2


def test_a_folder_that_is_not_there_is_clean(tmp_path: Path) -> None:
    """Nothing is made in order to be cleaned."""
    assert clean(tmp_path / "site") == Cleaned()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_somebody_is_not_cleaned(tmp_path: Path) -> None:
    """Without a manifest nothing in it is ours."""
    (tmp_path / "report.docx").write_bytes(b"x")
    with pytest.raises(OutputRefused, match="report"):
        clean(tmp_path)
    assert everything(tmp_path) == {"report.docx": b"x"}


def test_cleaning_waits_for_a_build(tmp_path: Path) -> None:
    """While a build holds the folder it is refused."""
    with open_output(tmp_path / "site"), pytest.raises(OutputRefused) as caught:
        clean(tmp_path / "site", wait=0.1)
    assert caught.value.problem.code == "YS807"
