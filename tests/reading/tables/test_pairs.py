"""Tables of pairs to stories: what most wards keep in Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.reading.tables.books import workbook
from tests.reading.tables.test_fft import PLACES, SITE
from tests.sites import write
from yousaid.model.states import Status
from yousaid.reading.library import Reading, read_library

HEAD = "Ward,You said,We did,Status,Month\n"
PAIRS_FOR = "  pairs_for: [patients]\n  headings: {Note: not_read}\n"


def read(folder: Path, content: str | bytes, file: str = "pairs.csv", settings: str = PAIRS_FOR) -> Reading:
    """Read a project with one table of pairs."""
    return read_library(
        write(folder, {"site.yaml": SITE + settings, "places.yaml": PLACES, f"stories/{file}": content})
    )


def test_a_row_is_a_story(tmp_path):
    """Every cell of a row reaches the story, and an unsaid status means done."""
    reading = read(
        tmp_path,
        "Ward,You said,We did,Status,Month,Owner,Due,Theme,Source,Difference,Ref\n"
        "Ward 7,The clock is wrong. It always is.,Put it right,,Oct-26,,,,,,\n"
        "Maple,Supper is too early,Try 6pm,In Progress,2026-09-14,Ward Manager,31/12/2026,"
        "Food & drink provision & facilities,PALS,People eat more,YS-7\n",
    )
    assert reading.problems == ()
    willow, maple = reading.library.stories
    assert (willow.title, willow.place, willow.date, willow.audiences) == (
        "The clock is wrong", "willow", date(2026, 10, 1), ("patients",),
    )  # fmt: skip
    assert (willow.you_said, maple.slug) == ("The clock is wrong. It always is.", "ys-7")
    assert willow.slug == "ward-7-2026-10-the-clock-is-wrong-it-always-is-cb9b82"
    assert [(one.text, one.status) for one in willow.actions] == [("Put it right", Status.DONE)]
    (action,) = maple.actions
    assert (action.status, action.owner, action.date) == (Status.IN_PROGRESS, "Ward Manager", date(2026, 12, 31))
    assert (maple.themes, maple.difference, maple.ref) == (("food-and-drink",), "People eat more", "YS-7")
    assert (str(maple.heard.source), maple.heard.period) == ("pals", "2026-09")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Done", Status.DONE), ("complete", Status.DONE), ("On-going", None), ("Ongoing", Status.IN_PROGRESS),
        ("to do", Status.PLANNED), ("planned", Status.PLANNED), ("in progress", Status.IN_PROGRESS), ("Red", None),
        ("explained", Status.EXPLAINED),
    ],
)  # fmt: skip
def test_the_words_of_wards_for_a_status(word, status, tmp_path):
    """A word that could mean two things is asked about, with its cell."""
    reading = read(tmp_path, HEAD + f"Willow,Too noisy,Ear plugs,{word},Oct-26\n")
    if status is None:
        (problem,) = reading.problems
        assert (problem.line, problem.code) == (2, "YS306")
        assert problem.message.startswith("Cell D2 (Status): ")
        return
    assert reading.problems == ()
    assert reading.library.stories[0].actions[0].status is status


def test_what_cannot_be_changed_needs_its_reasons(tmp_path):
    """Three columns more, or three problems that name the row."""
    reading = read(tmp_path, HEAD + "Willow,Single rooms,We have four,can't change,Oct-26\n")
    assert [(one.line, one.code) for one in reading.problems] == [(2, "YS302")] * 3
    more = "Ward,You said,We did,Status,Month,Why,Who decides,Instead\n"
    row = "Willow,Single rooms,We have four,Not possible,Oct-26,The building,The board,Ask for curtains\n"
    reading = read(tmp_path, more + row)
    assert reading.problems == ()
    (action,) = reading.library.stories[0].actions
    assert (action.why, action.who_decides, action.instead) == ("The building", "The board", "Ask for curtains")


def test_every_fault_names_its_cell_and_the_other_rows_are_read(tmp_path):
    """An unknown ward, a month that is none, a row twice, a lost quotation mark."""
    reading = read(
        tmp_path,
        HEAD
        + "Wilow Ward,Too noisy,Ear plugs,Done,Oct-26\n"
        + "Willow,Too cold,Blankets,Done,Smarch\n"
        + "Willow,Too hot,Fans,Done,Oct-26\n"
        + "Willow,Too hot,Fans,Done,Oct-26\n"
        + 'Willow,"Too dark,Lamps,Done,Oct-26\n'
        + "Maple,Too dull,Music,Done,Oct-26\n",
    )
    assert [(one.line, one.code) for one in reading.problems] == [
        (2, "YS501"), (3, "YS304"), (5, "YS512"), (6, "YS110"),
    ]  # fmt: skip
    assert reading.problems[0].message.startswith("Cell A2 (Ward): There is no place “Wilow Ward”")
    assert reading.problems[1].message.startswith("Cell E3 (Month): “Smarch”")
    assert sorted(one.title for one in reading.library.stories) == ["Too dull", "Too hot"]


def test_who_may_see_it_stands_in_the_row_or_in_the_settings(tmp_path):
    """Without either, nobody may; a row's own word counts for more than the settings."""
    rows = "Ward,You said,We did,Audiences\nWillow,Too noisy,Ear plugs,\nWillow,Too hot,Fans,patients\n"
    reading = read(tmp_path, rows, settings="")
    assert [(one.line, one.code) for one in reading.problems] == [(2, "YS401")]
    assert [one.title for one in reading.library.stories] == ["Too hot"]
    reading = read(tmp_path, rows.replace("patients", "staff"))
    assert [(one.line, one.code) for one in reading.problems] == [(3, "YS402")]


def test_a_workbook_and_titles_that_are_too_long(tmp_path):
    """A long first sentence is cut between words; two rows that begin alike get addresses of their own."""
    said = "When I came in for my operation nobody told me where to put my bag and my coat"
    rows = [
        HEAD.strip().split(","),
        ["Willow", said, "Lockers", "Done", "2026-10"],
        ["Willow", said, "Hooks", "Done", "2026-10"],
    ]
    reading = read(tmp_path, workbook({"Pairs": rows}), "pairs.xlsx")
    assert reading.problems == ()
    assert {one.title for one in reading.library.stories} == {
        "When I came in for my operation nobody told me where to put my…"
    }
    assert [one.slug for one in reading.library.stories] == [
        "willow-2026-10-when-i-came-in-for-my-operation-nobody-87b74c",
        "willow-2026-10-when-i-came-in-for-my-operation-nobody-e15487",
    ]


def test_a_table_that_holds_no_pairs(tmp_path):
    """A table of figures in the wrong folder is told from one of pairs."""
    (problem,) = read(tmp_path, "Ward,Month,Very good\nWillow,2026-10,5\n").problems
    assert (problem.code, "You said" in problem.message) == ("YS111", True)
