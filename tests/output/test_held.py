"""A file that another program holds while a publication wants it: as Windows has it, with an error made here."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.output.sites import PAGES, build, site


def hold(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let replacing and removing this file fail as it does on Windows when it is open in another program."""
    replace, unlink = Path.replace, Path.unlink

    def refuse(path: object) -> None:
        if str(path).endswith(name):
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise error

    def replacing(self: Path, target: str | Path) -> Path:
        refuse(target)
        return replace(self, target)

    def unlinking(self: Path, missing_ok: bool = False) -> None:
        refuse(self)
        unlink(self, missing_ok)

    monkeypatch.setattr("yousaid.output.disk.sleep", lambda _seconds: None)
    monkeypatch.setattr(Path, "replace", replacing)
    monkeypatch.setattr(Path, "unlink", unlinking)


def test_a_poster_that_is_open_does_not_stop_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else goes live, the poster is named, and the next build replaces it."""
    root = tmp_path / "site"
    build(root, PAGES | {"patients/posters/a.pdf": b"old"})
    new = {path: data + b", new" for path, data in PAGES.items()} | {"patients/posters/a.pdf": b"new"}
    with monkeypatch.context() as patch:
        hold(patch, "a.pdf")
        changes = build(root, new)
    [problem] = changes.problems
    assert problem.code == "YS806"
    assert "site/patients/posters/a.pdf" in problem.message
    assert "OneDrive" in problem.hint
    assert site(root) == new | {"patients/posters/a.pdf": b"old"}
    assert build(root, new).changed == ("patients/posters/a.pdf",)
    assert site(root) == new


def test_a_stale_poster_that_is_open_is_removed_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays ours until it is gone."""
    root = tmp_path / "site"
    build(root, PAGES | {"patients/posters/a.pdf": b"old"})
    with monkeypatch.context() as patch:
        hold(patch, "a.pdf")
        assert [problem.code for problem in build(root, PAGES).problems] == ["YS806"]
    assert build(root, PAGES).removed == ("patients/posters/a.pdf",)
    assert site(root) == PAGES
