"""Where values stand."""

from __future__ import annotations

import pytest

from tests.sites import site
from yousaid.model.story import Origin
from yousaid.reading.library import read_library
from yousaid.reading.positions import index, locate, where

STORY = """\
---
title: A title
audiences: [patients, staff]
you_said: |
  The food was cold.
  Call 0161 496 0000.
quotes:
  - text: "It was cold"
    by: patient
    consent:
      reference: C-1
      given: 2026-10-01
  - {text: B, consent: {reference: C-2, given: 2026-10-02}}
---
Body
"""


@pytest.fixture
def library(tmp_path):
    """Return a library with the story above, and a list of stories."""
    listed = "- title: A\n  audiences: [staff]\n  we_did: X\n- title: B\n  audiences: [staff]\n  we_did: X\n"
    library = read_library(site(tmp_path, more={"stories/x.md": STORY, "stories/list.yaml": listed})).library
    assert library is not None
    return library


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (("title",), 2, 8),
        (("audiences", 1), 3, 23),
        (("quotes", 0, "consent"), 11, 7),
        (("quotes", 0, "consent", "given"), 12, 14),
        (("quotes", 1), 13, 5),
        (("quotes", 1, "consent", "reference"), 13, 36),
        (("quotes", 0, "audiences"), 8, 5),
        (("nothing",), 2, 1),
        ((), 2, 1),
    ],
)
def test_a_value_is_found_in_its_file(library, keys, line, column):
    """Front matter counts from the file's first line; what is not there is pointed at by what is around it."""
    found = where(library, Origin("stories/x.md"), keys)
    assert found == (line, column, STORY.split("\n")[line - 1])


def test_words_are_found_in_a_value(library):
    """A check can point at the very words; words that are not there point at the value."""
    origin = Origin("stories/x.md")
    assert where(library, origin, ("you_said",), "0161") == (6, 8, "  Call 0161 496 0000.")
    assert where(library, origin, ("you_said",), "C-1")[0] == 4
    assert where(library, origin, ("quotes", 0, "text"), "cold")[:2] == (8, 19)


def test_the_second_story_of_a_list_is_found(library):
    """The record's number in the file leads the way."""
    second = next(story for story in library.stories if story.title == "B")
    assert second.origin == Origin("stories/list.yaml", 4, 1)
    assert where(library, second.origin, ("title",)) == (4, 10, "- title: B")
    assert where(library, second.origin, ()) == (4, 3, "- title: B")


def test_a_file_that_was_not_read_has_no_place(library):
    """Nothing is invented for it."""
    assert where(library, Origin("stories/none.md"), ("title",)) == (0, 0, "")


def test_settings_are_found(library):
    """A check of the settings names the file itself."""
    assert where(library, Origin("site.yaml"), ("audiences", 1, "public"))[:2] == (17, 13)


def test_a_text_that_breaks_off_is_found_up_to_there():
    """What stands before the fault has its place."""
    assert locate("a: 1\nb: [c\nd: e", ("b", 0), 11).line == 12
    assert locate("a: 1\nb: [c\nd: e", ("z",), 11).line == 11


def test_hostile_nesting_ends():
    """The walk is as shallow as the reader."""
    assert len(index("[" * 50_000)) < 20


def test_nothing_is_looked_up_without_a_problem(tmp_path, monkeypatch):
    """Good input costs no position."""
    monkeypatch.setattr("yousaid.reading.positions.locate", None)
    assert read_library(site(tmp_path)).problems == ()


def test_a_list_in_a_record_of_a_list(tmp_path):
    """Positions hold through records in lists in records in lists."""
    heard = "    - theme: parking\n      said: A\n    - theme: prking\n      said: B\n"
    text = f"- period: 2026-10\n  audiences: [staff]\n  heard:\n{heard}"
    (problem,) = read_library(site(tmp_path, more={"feedback/list.yaml": text})).problems
    assert (problem.code, problem.line, problem.column, problem.item) == ("YS502", 6, 14, 0)
