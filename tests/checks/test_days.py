"""Days ahead: told as past they hold the record back, a withdrawal is obeyed at once, a story waits for its own day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from tests.builds import build_site
from tests.records import story
from tests.sites import picture, site
from yousaid.checks.days import MAY_BE_AHEAD, PAST, TOLD_ELSEWHERE, days_in, is_day, records_in
from yousaid.editions import edition_for
from yousaid.figures.days import long_date
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.page import Page
from yousaid.model.places import Place
from yousaid.model.site import STORY_PARTS, Site
from yousaid.model.story import Measure, Point, Rebase, Story
from yousaid.pipeline.readiness import read_and_check
from yousaid.problems import Problem
from yousaid.reading.library import read_library

TODAY = date(2026, 11, 20)
X = "stories/x.md"


def told(tmp_path: Path, front: str, today: date = TODAY) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the slugs that are left of a project with a story of this front matter, and its problems."""
    start = "---\ntitle: A title\nplace: willow\naudiences: [patients, staff]\nyou_said: Something.\n"
    more = {X: f"{start}{front}---\n", "images/ward.png": picture()}
    library, problems = read_and_check(site(tmp_path, more=more), today)
    assert library is not None
    return [one.slug for one in library.stories], tuple(one for one in problems if one.path == X)


DATED = "date: 2026-11-02\n"
SERIES = "measures:\n  - name: Calls\n    series: [{{period: {}, value: 1}}]\n"


@pytest.mark.parametrize(
    ("front", "line", "column", "message"),
    [
        (
            "actions:\n  - {text: Doors., status: done, date: 2027-12-01}\n",
            8,
            40,
            "This was done on 1 December 2027, and that has not come yet.",
        ),
        (
            "we_did: Lamps.\nactions:\n  - {text: Doors., status: done, date: 2026-11-21}\n",
            9,
            40,
            "This was done on 21 November 2026, and that has not come yet.",
        ),
        (
            "actions:\n  - {text: Doors., status: explained, date: 2027-01-01}\n",
            8,
            45,
            "This was decided on 1 January 2027, and that has not come yet.",
        ),
        (
            "actions:\n  - {text: D., status: can't change, why: a, who_decides: b, instead: c, date: 2027-01-01}\n",
            8,
            80,
            "This was decided on 1 January 2027, and that has not come yet.",
        ),
        (
            "checked: {on: 2027-03-01, result: working}\n",
            7,
            15,
            "People were asked again on 1 March 2027, and that has not come yet.",
        ),
        (
            "heard: {source: fft, period: 2026-12}\n",
            7,
            30,
            "This was heard in December 2026, and that has not come yet.",
        ),
        ("heard: {source: fft, period: 2027}\n", 7, 30, "This was heard in 2027, and that has not come yet."),
        (SERIES.format("2027-09"), 9, 23, "This is a figure of September 2027, and that has not come yet."),
        (SERIES.format("2062"), 9, 23, "This is a figure of 2062, and that has not come yet."),
    ],
)
def test_what_lies_ahead_is_not_told_as_past(tmp_path: Path, front: str, line: int, column: int, message: str) -> None:
    """Fails when a day or month is taken out of `PAST`, or compared the wrong way round."""
    slugs, problems = told(tmp_path, DATED + front)
    assert [(one.code, one.line, one.column, one.message) for one in problems] == [("YS621", line, column, message)]
    assert slugs == ["quieter-nights"]


@pytest.mark.parametrize(
    "front",
    [
        "actions:\n  - {text: D., status: done, date: 2026-11-20}\n",
        "actions:\n  - {text: D., status: planned, date: 2027-12-01, promised: 2027-01-01, check_on: 2028-01-01}\n",
        "actions:\n  - {text: D., status: in progress, date: 2027-12-01, look_again: 2028-01-01}\n",
        "checked: {on: 2026-11-20, result: working}\n",
        "heard: {source: fft, period: 2026-11}\n",
        "heard: {source: fft, period: 2026}\n",
        "review_by: 2027-01-01\nexpires: 2027-01-01\npublish_from: 2026-12-01\n",
        "publish_from: 2026-12-01\nactions:\n  - {text: D., status: done, date: 2026-12-01}\n",
    ],
)
def test_what_may_lie_ahead_is_no_problem(tmp_path: Path, front: str) -> None:
    """Fails when today counts as ahead, a promise as done, or what an embargoed story tells on its first day."""
    assert told(tmp_path, DATED + front) == (["quieter-nights", "x"], ())


TAKEN_BACK = {
    "quote": "quotes: [{{text: CANARY, consent: {{reference: C, given: 2026-08-03, withdrawn: {}}}}}]\n",
    "photo": "photos: [{{file: ward.png, alt: CANARY, people: yes, consent: {{reference: C, given: 2026-08-03, "
    "withdrawn: {}}}}}]\n",
    "story": "what_matters: CANARY\nwithdrawn: {}\n",
}


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21", "2026-11-22", "2027-11-19", "2062-11-19", "2099-01-01"])
@pytest.mark.parametrize("what", TAKEN_BACK)
def test_a_withdrawal_is_obeyed_at_once_whatever_its_year(tmp_path: Path, what: str, day: str) -> None:
    """Fails when `may_use`, `why_hidden` or `_on_screen` compares the day of a withdrawal with today's."""
    front = TAKEN_BACK[what].format(day)
    slugs, problems = told(tmp_path, DATED + front)
    reading = read_library(tmp_path / "content")
    assert reading.library is not None
    for audience in reading.library.site.audiences:  # what an edition shows does not hang on the check
        edition = edition_for(reading.library, replace(audience, fields=STORY_PARTS), TODAY)
        assert b"CANARY" not in msgspec.json.encode(edition)
        assert all(one.on is None or one.on <= TODAY for one in edition.withdrawn)
    ahead = day > "2026-11-21"
    assert ("x" not in slugs) is ahead or what == "story"
    if ahead:
        (problem,) = problems
        assert (problem.code, problem.excerpt[problem.column - 1 :].startswith(day)) == ("YS620", True)
        assert problem.message.startswith(f"This {what} is withdrawn on {long_date(date.fromisoformat(day))}, and ")
        mended = front.replace(day, problem.hint.split("as ")[1].split(".")[0])
        assert "YS620" not in {one.code for one in told(tmp_path, DATED + mended)[1]}


def test_a_quote_of_a_summary_is_taken_back_at_once_too(tmp_path: Path) -> None:
    """Fails when only the quotes of stories are looked at: the summary waits, and its quote is in no edition."""
    text = (
        "place: willow\nperiod: 2026-09\naudiences: [patients]\n"
        "quotes: [{text: CANARY, consent: {reference: C, given: 2026-08-03, withdrawn: 2027-09-01}}]\n"
    )
    library, problems = read_and_check(site(tmp_path, more={"feedback/x.yaml": text}), TODAY)
    assert library is not None
    assert [(one.code, one.line) for one in problems if one.path == "feedback/x.yaml"] == [("YS620", 4)]
    assert [one.origin.path for one in library.summaries] == ["feedback/willow.yaml"]


def test_the_page_of_a_withdrawn_story_prints_no_day_ahead(tmp_path: Path) -> None:
    """Fails when the note takes the day as it is written: tomorrow's is right for the writer, and not told yet."""
    more = {X: "---\ntitle: CANARY\naudiences: [patients, staff]\nwithdrawn: 2026-11-21\n---\n"}
    build_site(site(tmp_path, more=more), today=TODAY)
    page = (tmp_path / "site" / "patients" / "stories" / "x.html").read_text("utf-8")
    assert "This story has been taken down" in page
    assert "2026" not in page.partition("<main")[2].partition("</main>")[0]


def test_consent_that_has_not_begun_is_said_and_the_quote_is_not_used(tmp_path: Path) -> None:
    """Fails when nobody is told why the quote is not there, or the story goes with it."""
    front = "quotes: [{text: Lovely., consent: {reference: C, given: 2027-10-01}}]\n"
    slugs, (problem,) = told(tmp_path, DATED + front)
    assert slugs == ["quieter-nights", "x"]
    assert (problem.code, problem.line) == ("YS622", 7)
    assert problem.message == (
        "The consent for this quote was given on 1 October 2027, and that has not come yet. Nobody sees it until then."
    )


def test_a_story_waits_for_its_own_day_and_the_writer_is_told(tmp_path: Path) -> None:
    """Fails when a story is shown before the day it is told, or is kept back without a word."""
    _, (problem,) = told(tmp_path, "date: 2027-03-03\n")
    assert problem.code == "YS623"
    assert problem.message == "The story is told on 3 March 2027, so it is not shown until then."
    reading = read_library(tmp_path / "content")
    assert reading.library is not None
    patients = reading.library.site.audiences[0]
    shown = [
        [one.slug for one in edition_for(reading.library, patients, day).stories]
        for day in (date(2027, 3, 2), date(2027, 3, 3))
    ]
    assert shown == [["quieter-nights"], ["x", "quieter-nights"]]
    assert told(tmp_path, "date: 2027-03-03\npublish_from: 2027-03-03\n")[1] == ()  # as the hint says
    assert len(told(tmp_path, "date: 2027-03-03\npublish_from: 2026-12-01\n")[1]) == 1


def test_rows_of_a_table_are_held_to_the_same_days(tmp_path: Path) -> None:
    """Fails when a table's day of doing or month is read without a look at the calendar."""
    table = (
        "Ward,You said,We did,Status,Month,Due\n"
        "Willow Ward,Doors squeak,Oiled them,done,October 2026,2027-12-01\n"
        "Willow Ward,Lamps glare,Dimmed them,done,January 2027,\n"
        "Willow Ward,Bins bang,New bins,planned,October 2026,2027-12-01\n"
    )
    content = site(tmp_path, more={"stories/list.csv": table})
    settings = (content / "site.yaml").read_text("utf-8")
    (content / "site.yaml").write_text(settings + "tables: {pairs_for: [patients]}\n", "utf-8")
    library, problems = read_and_check(content, TODAY)
    assert library is not None
    assert [(one.code, one.line, one.message) for one in problems if one.code.startswith("YS62")] == [
        ("YS621", 2, "This was done on 1 December 2027, and that has not come yet."),
        ("YS623", 3, "The story is told on 1 January 2027, so it is not shown until then."),
    ]
    patients = edition_for(library, library.site.audiences[0], TODAY)
    assert [one.you_said for one in patients.stories if one.slug != "quieter-nights"] == ["Bins bang"]


def test_the_statement_on_accessibility_was_not_written_tomorrow(tmp_path: Path) -> None:
    """Fails when site.yaml is left out of the check, or its day is printed all the same."""
    content = site(tmp_path)
    settings = (content / "site.yaml").read_text("utf-8")
    (content / "site.yaml").write_text(
        settings + "accessibility:\n  prepared: 2026-01-01\n  reviewed: 2027-01-01\n", "utf-8"
    )
    library, problems = read_and_check(content, TODAY)
    assert library is not None
    assert [(one.code, one.path, one.line) for one in problems if one.code != "YS605"] == [("YS621", "site.yaml", 20)]
    said = edition_for(library, library.site.audiences[0], TODAY).accessibility
    assert (said.prepared, said.reviewed) == (date(2026, 1, 1), None)


def every_day(record: type[Struct]) -> Iterator[tuple[type[Struct], str]]:
    """Yield every day and month of a record and of the records inside it, by record and key."""
    for info in fields(record):
        if is_day(info):
            yield record, info.name
        for inner in records_in(info.type):
            yield from every_day(inner)


@pytest.mark.parametrize("record", [Story, FeedbackSummary, Place, Page, Site])
def test_every_day_that_can_be_written_tells_the_past_or_may_lie_ahead(record: type[Struct]) -> None:
    """Fails when a day or month is added to the model and nobody decides whether it may lie ahead."""
    for named in every_day(record):
        assert [named in PAST, named in TOLD_ELSEWHERE, named in MAY_BE_AHEAD].count(True) == 1, named


def test_no_day_is_named_that_the_model_does_not_have() -> None:
    """Fails when a key is renamed and its old name stays on the lists."""
    known = {named for record in (Story, FeedbackSummary, Place, Page, Site) for named in every_day(record)}
    assert known == {*PAST, *TOLD_ELSEWHERE, *MAY_BE_AHEAD}


def test_days_are_found_however_deep_they_lie() -> None:
    """Fails when the walk through a record skips a list, a record in a record, or what is not there."""
    measure = Measure(name="Calls", series=(Point("2026-09", 1),), rebase=(Rebase(period="2026-10", why="x"),))
    record = story(date=date(2026, 1, 1), measures=(measure,), heard=None, actions=())
    assert [(name, way) for _, name, _, way in days_in(record)] == [
        ("date", ("date",)),
        ("period", ("measures", 0, "series", 0, "period")),
        ("period", ("measures", 0, "rebase", 0, "period")),
    ]
