"""The documentation: nothing is missing from it, and every link leads somewhere."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import click
import pytest
from msgspec import Struct

from tests.docs.pages import DOCS, PAGES, ROOT, anchors, examples, links, read, sections
from yousaid.cli.main import cli
from yousaid.model import feedback, page, places, site, story
from yousaid.problems import KINDS
from yousaid.reading.fields import shape_of

RECORDS = {
    "front-matter.md": (
        story.Story,
        story.Action,
        story.Heard,
        story.Quote,
        story.Photo,
        story.Consent,
        story.Checked,
        story.Measure,
        story.Point,
        story.Rebase,
        story.MadeWith,
        story.Factor,
        story.Cycle,
        story.Translation,
        story.ActionWords,
        feedback.FeedbackSummary,
        feedback.FftCounts,
        feedback.ThemeHeard,
        page.Page,
        places.Place,
    ),
    "settings.md": (
        site.Site,
        site.Organisation,
        site.Audience,
        site.Suppression,
        site.Posters,
        site.Contact,
        site.Route,
        site.Language,
        site.Brand,
        site.Theme,
        site.Group,
        site.Accessibility,
        site.Charts,
        site.Tables,
    ),
}
COMMITTED = sorted(path.name for path in DOCS.glob("*.md") if path.read_text("utf-8").startswith("<!-- Made by"))


def made_pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what docs/reference.py would write now."""
    monkeypatch.syspath_prepend(str(DOCS))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return runpy.run_path(str(DOCS / "reference.py"))["pages"]()


def test_the_reference_pages_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed record, command or code without a new run of docs/reference.py is found."""
    made = made_pages(monkeypatch)
    assert sorted(made) == COMMITTED
    for name, text in made.items():
        assert read(name) == text, f"run: python docs/reference.py (docs/{name} is out of date)"


def commands() -> list[tuple[str, click.Command]]:
    """Return every command with its whole name."""
    found: list[tuple[str, click.Command]] = []
    waiting: list[tuple[str, click.Command]] = [("yousaid", cli)]
    while waiting:
        name, command = waiting.pop()
        found.append((name, command))
        if isinstance(command, click.Group):
            context = click.Context(command)
            inner = ((one, command.get_command(context, one)) for one in command.list_commands(context))
            waiting += [(f"{name} {one}", each) for one, each in inner if each is not None]
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    """A command without a heading, an option that is not under it, or a help text without an example is found."""
    text = sections(read("commands.md"), 2)[name]
    assert "Examples:" in text
    for parameter in command.params:
        for word in parameter.opts if isinstance(parameter, click.Option) else [parameter.human_readable_name]:
            assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text), word


def keys_by_table(name: str) -> list[set[str]]:
    """Return the keys of each table of a reference page."""
    return [set(re.findall(r"^\| `(\w+)` \| \S", text, re.MULTILINE)) for text in sections(read(name), 2).values()]


@pytest.mark.parametrize(
    ("name", "record"), [(name, one) for name, records in RECORDS.items() for one in records], ids=str
)
def test_every_key_has_a_line_in_its_own_table(name: str, record: type) -> None:
    """A key that the reader takes, but that no table explains, is found; so is a table with a key that is not taken."""
    assert set(shape_of(record).slots) in keys_by_table(name)


def test_every_record_that_people_write_is_documented() -> None:
    """A record that hangs on the story, the summary, the page, the place or the settings, without a table, is found."""
    known = {one for records in RECORDS.values() for one in records} | {story.Block, story.Origin}
    reached: set[type[Struct]] = set()
    for record in (story, feedback, page, places, site):
        reached |= {one for one in vars(record).values() if isinstance(one, type) and issubclass(one, Struct)}
    assert {one.__name__ for one in reached - known} == {"Struct"}


def test_every_problem_code_has_a_section_in_order() -> None:
    """A code without a heading, out of order, or with another title or severity than in the program, is found."""
    found = sections(read("problems.md"), 2)
    assert list(found) == sorted(KINDS)
    for code, text in found.items():
        kind = KINDS[code]
        assert text.strip().startswith(f"**{kind.title}** ({kind.severity})"), code


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_problem_has_a_before_and_an_after(code: str) -> None:
    """A section without both examples, or whose examples are the same, is found."""
    shown = [
        one for one in examples(sections(read("problems.md"), 2)[code]) if one.label.startswith(("Before", "After"))
    ]
    assert [one.label.partition(",")[0].rstrip(":") for one in shown] == ["Before", "After"]
    before, after = shown
    assert before.text.strip()
    assert (before.label, before.text) != (after.label.replace("After", "Before"), after.text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """A link to a page, file or heading that does not exist is found. Links to other sites are not followed."""
    for target in links(path.read_text("utf-8")):
        if target.startswith(("https://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.is_relative_to(ROOT), target
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text("utf-8")), target


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_page_can_be_found(path: Path) -> None:
    """A page that the map of the documentation does not name is found."""
    if path.name != "README.md":
        assert path.name in links(read("README.md"))


def test_every_file_that_contributors_are_sent_to_is_there() -> None:
    """A file or folder of the program or its tests that moved, but is still named in the old place, is found."""
    named = re.findall(r"`((?:tests|generator|docs|themes|bench|\.ci)/[\w./-]+)`", read("contributing.md"))
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
