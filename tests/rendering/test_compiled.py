"""Compiled templates: kept between builds, only where nobody else can write, and never instead of a changed source."""

from __future__ import annotations

from pathlib import Path

import pytest

from yousaid.rendering.compiled import compiled_templates
from yousaid.rendering.environment import page_environment


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where this test's programs keep their caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _kept(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def _page(templates: Path, text: str) -> str:
    templates.mkdir(exist_ok=True)
    (templates / "page.html").write_text(text, "utf-8")
    return page_environment(templates).get_template("page.html").render(name="Willow")


def test_a_template_is_compiled_once_and_again_when_it_changes(cache: Path, tmp_path: Path) -> None:
    """Fails when nothing is kept, or when what is kept outlives a change of its source."""
    templates = tmp_path / "templates"
    assert _page(templates, "Hello {{ name }}") == "Hello Willow"
    (kept,) = _kept(cache)
    # the compiled form is what is used: a changed copy of it shows
    kept.write_bytes(kept.read_bytes().replace(b"Hello ", b"Hullo "))
    assert _page(templates, "Hello {{ name }}") == "Hullo Willow"
    assert _page(templates, "Goodbye {{ name }}") == "Goodbye Willow"


def test_a_broken_file_is_compiled_again(cache: Path, tmp_path: Path) -> None:
    """Fails when a file that was cut short stops a build."""
    _page(tmp_path / "templates", "Hello {{ name }}")
    (kept,) = _kept(cache)
    kept.write_bytes(kept.read_bytes()[:40])
    assert _page(tmp_path / "templates", "Hello {{ name }}") == "Hello Willow"


@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_a_folder_that_others_can_write_to_is_not_used(cache: Path, tmp_path: Path, mode: int) -> None:
    """Fails when somebody else could put a program of theirs in the place of a template."""
    _page(tmp_path / "templates", "Hello {{ name }}")
    (kept,) = _kept(cache)
    kept.parent.chmod(mode)
    assert compiled_templates() is None
    kept.unlink()
    assert _page(tmp_path / "templates", "Hello {{ name }}") == "Hello Willow"
    assert _kept(cache) == []


def test_a_link_in_place_of_the_folder_is_not_used(cache: Path, tmp_path: Path) -> None:
    """Fails when a link is followed to a folder that nobody looked at."""
    _page(tmp_path / "templates", "Hello {{ name }}")
    (kept,) = _kept(cache)
    elsewhere = kept.parent.rename(tmp_path / "elsewhere")
    kept.parent.symlink_to(elsewhere, target_is_directory=True)
    assert compiled_templates() is None


def test_without_a_cache_folder_pages_are_made_all_the_same(cache: Path, tmp_path: Path) -> None:
    """Fails when a person without a cache folder cannot build."""
    cache.write_text("a file where the folder would be")
    assert compiled_templates() is None
    assert _page(tmp_path / "templates", "Hello {{ name }}") == "Hello Willow"
