"""The demonstration trust: what it promises to show is there, and what must not be there is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from yousaid.editions import edition_for, why_hidden
from yousaid.model.edition import Edition
from yousaid.model.library import Library
from yousaid.model.states import CheckResult, FactorKind, PlaceKind, Source, Status, Way
from yousaid.model.story import Action, Quote, Story
from yousaid.model.themes import NATIONAL_THEMES
from yousaid.problems import Severity
from yousaid.reading.library import Reading, read_library

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 23)
MONTHS = ["2025-11", "2025-12", *(f"2026-{month:02}" for month in range(1, 11))]
WARDS = {PlaceKind.WARD, PlaceKind.SERVICE, PlaceKind.TEAM}
_PHONE = re.compile(r"\b0\d{2,5} \d{3} ?\d{3,4}\b")
_HOST = re.compile(r"(?:https?://|@)([A-Za-z0-9.-]+)")


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Return what reading the demonstration gives."""
    return read_library(CONTENT)


@pytest.fixture(scope="module")
def library(reading: Reading) -> Library:
    """Return the demonstration's library."""
    assert reading.library is not None
    return reading.library


@pytest.fixture(scope="module")
def editions(library: Library) -> dict[str, Edition]:
    """Return what each audience sees on the day of the demonstration."""
    return {audience.id: edition_for(library, audience, TODAY) for audience in library.site.audiences}


def story(library: Library, slug: str) -> Story:
    """Return the story with this slug."""
    return next(one for one in library.stories if one.slug == slug)


def actions(library: Library) -> Iterator[Action]:
    """Return every action of every story."""
    return (action for one in library.stories for action in one.actions)


def quotes(library: Library) -> Iterator[Quote]:
    """Return every quote of every story and summary."""
    for one in library.stories:
        yield from one.quotes
    for summary in library.summaries:
        yield from summary.quotes


def test_reading_finds_no_error(reading: Reading) -> None:
    """No file of the demonstration is held back."""
    assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []


def test_there_are_stories_for_everybody(library: Library, editions: dict[str, Edition]) -> None:
    """Patients see more than 40 stories, and staff and board have some of their own."""
    assert len(editions["patients"].stories) > 40
    own = Counter(one.audiences for one in library.stories)
    assert own[("staff",)] >= 4
    assert own[("board",)] >= 3


def test_every_status_has_several_actions(library: Library) -> None:
    """All 5 statuses are used, and none only once."""
    counts = Counter(action.status for action in actions(library))
    assert min(counts[status] for status in Status) >= 4
    assert any(len({action.status for action in one.actions}) >= 3 for one in library.stories)


def test_refusals_are_honest(editions: dict[str, Edition]) -> None:
    """Patients read at least 6 refusals, each with the reason, who decides, what else, and a day to look again."""
    refused = [
        action for one in editions["patients"].stories for action in one.actions if action.status is Status.CANT_CHANGE
    ]
    assert len(refused) >= 6
    for action in refused:
        assert all((action.why, action.who_decides, action.instead, action.look_again)), action.text


def test_every_theme_and_source_is_used(library: Library) -> None:
    """Each theme of the national list and each source of feedback stands in a story."""
    assert {theme.id for theme in NATIONAL_THEMES} <= {theme for one in library.stories for theme in one.themes}
    assert {one.heard.source for one in library.stories if one.heard} == set(Source)


def test_stories_are_from_one_year(library: Library) -> None:
    """Each month from December 2025 to November 2026 has a story, and no story is from another."""
    assert {one.date.strftime("%Y-%m") for one in library.stories if one.date} == {*MONTHS[1:], "2026-11"}


def test_what_is_hidden_and_why(library: Library) -> None:
    """1 draft, 1 withdrawn, 1 expired and 1 that waits for its day."""
    assert Counter(str(why_hidden(one, TODAY)) for one in library.stories if why_hidden(one, TODAY)) == {
        "draft": 1,
        "withdrawn": 1,
        "expired": 1,
        "embargoed": 1,
    }
    assert story(library, "eye-clinic-moves").publish_from == date(2027, 1, 11)


def test_consent_runs_out_or_is_withdrawn(library: Library, editions: dict[str, Edition]) -> None:
    """1 quote has run out and 1 was withdrawn, and neither is in any edition."""
    expired = [quote.text for quote in quotes(library) if quote.consent.expires and quote.consent.expires < TODAY]
    withdrawn = [quote.text for quote in quotes(library) if quote.consent.withdrawn]
    assert (len(expired), len(withdrawn)) == (1, 1)
    for edition in editions.values():
        shown = {quote.text for one in edition.stories for quote in one.quotes}
        assert shown.isdisjoint({*expired, *withdrawn})


def test_parts_are_for_some_only(library: Library) -> None:
    """There are fences for staff and for the board, and an action and a quote for fewer than the story's readers."""
    fenced = Counter(block.audiences for one in library.stories for block in one.body if block.audiences)
    assert fenced[("staff",)] >= 3
    assert fenced[("board",)] >= 3
    assert any(action.audiences for action in actions(library))
    assert any(quote.audiences for quote in quotes(library))


def test_methods_and_obstacles_are_told(library: Library) -> None:
    """Always Event, co-design, PDSA cycles, what got in the way and what helped: all of them have an example."""
    assert {one.made_with.way for one in library.stories if one.made_with} >= set(Way)
    assert sum(len(one.cycles) >= 2 for one in library.stories) >= 2
    told = {factor.kind for one in library.stories for factor in (*one.challenges, *one.helped)}
    assert told >= {FactorKind.TIME, FactorKind.LEADERSHIP, FactorKind.FEAR, FactorKind.LANGUAGE, FactorKind.CULTURE}
    assert {one.checked.result for one in library.stories if one.checked} == set(CheckResult)
    assert any(len(measure.series) >= 13 for one in library.stories for measure in one.measures)


def test_translations_say_that_they_are_samples(library: Library) -> None:
    """3 stories stand in Welsh, Polish and Urdu, and each version says that nobody checked it."""
    versions = [version for one in library.stories for version in one.translations]
    assert Counter(version.language for version in versions) == {"cy": 3, "pl": 3, "ur": 3}
    assert all("Sample translation: not checked by a translator" in version.note for version in versions)


def test_unusual_stories_are_there(library: Library) -> None:
    """A story with nothing said, one with no action yet, an earlier address, a successor, and the five lines."""
    assert story(library, "quiet-room").you_said == ""
    assert story(library, "two-mums-one-form").actions == ()
    assert story(library, "text-to-cancel").aliases == ("cancel-by-text",)
    assert story(library, "letters-people-can-read").replaces == ("clinic-letters",)
    smallest = (CONTENT / story(library, "clock").origin.path).read_text("utf-8").splitlines()
    assert len(smallest) == 5 + 2


def test_stories_come_from_all_kinds_of_files(library: Library) -> None:
    """Stories stand in Markdown, in a YAML file of their own and in a list of short pairs."""
    assert {Path(one.origin.path).suffix for one in library.stories} == {".md", ".yaml"}
    listed = [one for one in library.stories if one.origin.index is not None]
    assert len(listed) >= 5


def test_words_fit_on_posters(library: Library) -> None:
    """What people said stays under about 30 words and each action under about 40."""
    long = [one.slug for one in library.stories if len(one.you_said.split()) > 30 or len(one.title) > 65]
    assert long == []
    assert [action.text for action in actions(library) if len(action.text.split()) > 40] == []


def test_every_ward_has_twelve_months(library: Library) -> None:
    """Each of the 10 wards, services and teams has the FFT answers of 12 months; 8 have the year before as well."""
    wards = [place.id for place in library.places if place.kind in WARDS and place.parent]
    assert len(wards) == 10
    for ward in wards:
        periods = [summary.period for summary in library.summaries if summary.place == ward and summary.fft]
        assert sorted(periods)[-12:] == MONTHS, ward
        assert len(periods) == (12 if ward in {"heron", "district-nurses"} else 24), ward


def test_small_numbers_occur(library: Library) -> None:
    """A month with no answers, some with 1 to 4, some under 10: the cases that small-number rules are for."""
    totals = [
        fft.very_good + fft.good + fft.neither + fft.poor + fft.very_poor + fft.dont_know
        for fft in (summary.fft for summary in library.summaries)
        if fft
    ]
    assert totals.count(0) == 1
    assert sum(1 <= total <= 4 for total in totals) >= 3
    assert sum(5 <= total <= 9 for total in totals) >= 5


def test_the_staff_survey_is_for_staff_and_board(library: Library) -> None:
    """The national figures stand as they were presented in 2018, with their source, and patients do not get them."""
    (summary,) = [one for one in library.summaries if not one.place and one.period == "2017"]
    assert set(summary.audiences) == {"staff", "board"}
    used = next(measure for measure in summary.measures if "informed decisions" in measure.name)
    points = [(point.period, point.value) for point in used.series]
    assert points == [("2014", 50), ("2015", 49), ("2016", 51), ("2017", 51)]
    assert "NHS Staff Survey" in used.source


def test_every_ward_has_a_voice(library: Library, editions: dict[str, Edition]) -> None:
    """Patients find at least 3 stories of each ward, service and team."""
    told = Counter(one.place for one in editions["patients"].stories)
    assert [place.id for place in library.places if place.kind in WARDS and place.parent and told[place.id] < 3] == []


def test_images_are_small_and_used(library: Library) -> None:
    """Each picture is 1600 by 1067, under 200 KB, used by a story, and shows nobody."""
    photos = {photo.file: photo for one in library.stories for photo in one.photos}
    assert set(photos) == set(library.images)
    assert len(photos) >= 4
    for name, photo in photos.items():
        file = CONTENT / "images" / name
        with Image.open(file) as picture:
            assert picture.size == (1600, 1067)
        assert file.stat().st_size < 200_000
        assert not photo.people


def test_nothing_leads_to_a_real_place() -> None:
    """Phone numbers are from the range kept for drama; addresses are under example.nhs.uk or example.org."""
    for file in sorted(CONTENT.rglob("*")):
        if file.suffix not in {".md", ".yaml"}:
            continue
        text = file.read_text("utf-8")
        assert [number for number in _PHONE.findall(text) if not number.startswith("01632 960 ")] == [], file
        hosts = {host.rstrip(".") for host in _HOST.findall(text)}
        assert [host for host in hosts if not host.endswith(("example.nhs.uk", "example.org"))] == [], file
