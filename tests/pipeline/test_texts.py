"""What a text loses on its way to a page is told where it stands; and what is said of a story is true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builds import build_site
from tests.sites import BASE, files_of, write
from yousaid.pipeline.readiness import read_and_check

STORY = "---\ntitle: Doors\nplace: willow\naudiences: [patients, staff]\ndate: 2026-10-05\n{keys}---\n{body}"
WAITING = "We have not decided yet what to do"


def project(folder: Path, keys: str, body: str = "") -> Path:
    """Write a project with one story more and return its content folder."""
    return write(folder / "content", {**files_of(BASE), "stories/doors.md": STORY.format(keys=keys, body=body)})


def codes(content: Path) -> list[tuple[str, int]]:
    """Return the codes and lines of the problems of that story."""
    found = read_and_check(content, date(2026, 11, 20))[1]
    return [(one.code, one.line) for one in found if one.path == "stories/doors.md"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Words.\n\n<!-- a note\n\n::: staff\nMore.\n:::\n", 11),
        ("Words.\n<!-- one --> and\n<!-- two\nthree\n", 11),
        ("Words.\n\nMore <!-- hidden --> words.\n", 11),
    ],
)
def test_a_comment_is_told_on_its_own_line(body: str, line: int, tmp_path: Path) -> None:
    """Fails when a comment that swallows words is told at the top of the text, where nobody looks for it."""
    content = project(tmp_path, "you_said: Loud.\nwe_did: Quiet.\n", body)
    assert ("YS902", line) in codes(content)


@pytest.mark.parametrize(
    ("keys", "body", "found", "waits"),
    [
        ("you_said: Loud.\n", "", [], True),
        ("you_said: Loud.\n", "## We did\n\nQuiet doors.\n", ["YS904"], False),
        ("you_said: Loud.\nundecided: yes\n", "More about it.\n", [], True),
        ("you_said: Loud.\nwe_did: Quiet.\n", "", [], False),
        ("you_said: Loud.\nwe_did: Quiet.\nundecided: yes\n", "", ["YS311"], False),
        ("", "", ["YS903"], False),
        ("draft: yes\n", "", [], False),
    ],
)
def test_a_story_says_that_nothing_is_decided_only_when_it_is_so(
    keys: str, body: str, found: list[str], waits: bool, tmp_path: Path
) -> None:
    """Fails when the sentence stands beside an answer, or under a title to which nobody said anything."""
    content = project(tmp_path, keys, body)
    assert [code for code, _ in codes(content) if code != "YS605"] == found
    build_site(content, tmp_path / "site")
    pages = (tmp_path / "site" / "patients").rglob("*.html")
    said = [path.name for path in pages if path.name.startswith("doors") and WAITING in path.read_text("utf-8")]
    assert bool(said) is waits
