"""Which posters an edition gets, and what is chosen for each."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.posters.samples import ADDRESS, TODAY, action, edition, one_poster, place, quote, story, summary
from yousaid.model.site import Posters
from yousaid.model.states import PaperSize, PlaceKind, PosterKind, Status
from yousaid.model.story import MadeWith
from yousaid.planning.posters.choosing import posters_for
from yousaid.planning.posters.records import PosterQuote


def test_every_kind_and_size_has_a_name_and_number_of_its_own() -> None:
    """A poster is found again by the number on the paper."""
    found = [(poster.name, poster.number) for poster in posters_for(edition(story(), story("tea", ref="YS-0042")))]
    assert found == [
        ("willow-2026-11-a4", "WILLOW-2026-11-A4"),
        ("willow-2026-11-a3", "WILLOW-2026-11-A3"),
        ("quieter-nights-a4", "QUIETER-NIGHTS-A4"),
        ("tea-a4", "YS-0042-A4"),
        ("quieter-nights-a3", "QUIETER-NIGHTS-A3"),
        ("tea-a3", "YS-0042-A3"),
    ]


def test_an_internal_audience_stands_in_the_number() -> None:
    """The staff poster of a ward cannot be taken for the public one beside it."""
    shown = edition(story(), audience="staff", public=False)
    assert one_poster(shown).number == "STAFF/WILLOW-2026-11-A4"
    assert one_poster(shown).name == "willow-2026-11-a4"


def test_only_the_kinds_and_sizes_that_the_audience_wants() -> None:
    """The settings decide; naming a size twice makes it once."""
    wanted = Posters(kinds=(PosterKind.WARD,), sizes=(PaperSize.A3, PaperSize.A3))
    assert [poster.name for poster in posters_for(edition(story(), posters=wanted))] == ["willow-2026-11-a3"]


def test_stories_that_are_kept_off_posters_are_on_none() -> None:
    """`poster: false` holds for the story's own poster and for the ward's."""
    assert posters_for(edition(story(on_poster=False))) == ()


@pytest.mark.parametrize(("kind", "count"), [(PlaceKind.ORGANISATION, 0), (PlaceKind.SITE, 1), (PlaceKind.TEAM, 1)])
def test_ward_posters_are_for_places_with_a_noticeboard(kind: PlaceKind, count: int) -> None:
    """An organisation has no noticeboard of its own, and neither has a place without stories."""
    shown = edition(story(), places=(place(kind=kind), place("maple")))
    assert len([poster for poster in posters_for(shown) if poster.kind is PosterKind.WARD]) == count * 2


def test_a_ward_poster_has_the_newest_stories_of_its_place() -> None:
    """As many as the settings say, in the order of the edition, and none of another place."""
    stories = (story("a"), story("other", place="maple"), story("b"), story("c"))
    shown = edition(*stories, posters=Posters(stories=2))
    assert [pair.slug for pair in one_poster(shown).pairs] == ["a", "b"]


@pytest.mark.parametrize(
    ("today", "review", "ward", "story_day"),
    [
        (date(2026, 11, 23), None, date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 1, 31), None, date(2027, 2, 28), date(2027, 4, 30)),
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 31), date(2026, 11, 24)),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 12, 31), date(2027, 2, 28)),
    ],
)
def test_the_day_on_which_a_poster_is_old(today: date, review: date | None, ward: date, story_day: date) -> None:
    """Ward posters last to the end of next month, story posters to their review, else to the end of the third month."""
    shown = edition(story(review_by=review), today=today)
    assert one_poster(shown).replace_after == ward
    assert one_poster(shown, PosterKind.STORY).replace_after == story_day


def test_a_code_leads_to_the_page_and_the_address_can_be_typed() -> None:
    """The words are the address without its scheme; without a site address there is neither."""
    poster = one_poster(edition(story()))
    assert poster.address == f"{ADDRESS}places/willow.html"
    assert poster.address_words == "ys.example.nhs.uk/places/willow.html"
    assert one_poster(edition(story()), PosterKind.STORY).address == f"{ADDRESS}stories/quieter-nights.html"
    offline = one_poster(edition(story(), address=""))
    assert (offline.address, offline.address_words) == ("", "")


def test_contact_and_owner_come_from_the_nearest() -> None:
    """The story's contact, else the place's, else the team that everybody can turn to."""
    bare = edition(story(), places=(place(contact="", owner=""),))
    assert one_poster(bare).contact == "Patient Experience Team, 01632 960 140, experience@example.nhs.uk"
    assert one_poster(bare).owner == "Patient Experience Team"
    own = edition(story(contact="Night sister, 01632 960 108"))
    assert one_poster(own, PosterKind.STORY).contact == "Night sister, 01632 960 108"
    assert one_poster(own).contact == "Nurse in charge, 01632 960 107"


def test_a_story_of_no_place_has_a_poster() -> None:
    """A story about the whole organisation is told without a place."""
    poster = one_poster(edition(story(place="")), PosterKind.STORY)
    assert poster.place == ""
    assert poster.owner == "Patient Experience Team"


def test_only_short_quotes_that_may_be_printed() -> None:
    """A quote without consent for posters, or too long for one, is passed over."""
    quotes = (quote("Not for walls.", on_poster=False), quote("very " * 26), quote("I  slept\nthrough."))
    assert one_poster(edition(story(quotes=quotes))).quote == PosterQuote("I slept through.", "patient")
    assert one_poster(edition(story(quotes=quotes[:2]))).quote is None


def test_a_ward_may_quote_what_its_summary_quotes() -> None:
    """When no story has a quote, one from the month's feedback stands on the ward's poster."""
    shown = edition(story(), summaries=(replace(summary(), quotes=(quote(),)),))
    assert one_poster(shown).quote == PosterQuote("I slept through.", "patient")
    assert one_poster(shown, PosterKind.STORY).quote is None


@pytest.mark.parametrize(
    ("summaries", "period"),
    [
        ((summary("2026-11", total=None), summary("2026-10")), "2026-10"),
        ((summary("2026-11", positive=None, tenths=None), summary("2026-09")), "2026-09"),
        ((summary("2025-12"),), "2025-12"),
        ((summary("2025-11"),), None),
        ((replace(summary(), place="maple"),), None),
        ((replace(summary(), fft=None),), None),
    ],
)
def test_the_figures_are_the_newest_that_may_be_shown(summaries: tuple[object, ...], period: str | None) -> None:
    """Hidden and missing figures, those of other places and those over a year old are passed over."""
    line = one_poster(edition(story(), summaries=summaries)).fft
    assert (line and line.period) == period


def test_a_pair_has_what_the_story_may_show() -> None:
    """Texts stand on one line, composed; a day is shown only for promises that are still open."""
    later = action("We  plan\nit.", status=Status.PLANNED, date=date(2027, 1, 31))
    past = action("We try it.", status=Status.IN_PROGRESS, date=TODAY.replace(day=22))
    done = action("We did it.", date=date(2026, 10, 1))
    made = MadeWith(who="6 patients", how_many=6)
    told = story("cafe", later, past, done, you_said="Cafe\u0301 is  shut.", difference="Better.", made_with=made)
    (pair,) = one_poster(edition(told)).pairs
    assert pair.you_said == "Café is shut."
    assert [(one.text, one.by) for one in pair.actions] == [
        ("We plan it.", date(2027, 1, 31)),
        ("We try it.", None),
        ("We did it.", None),
    ]
    assert (pair.difference, pair.made_with) == ("Better.", "6 patients")


def test_a_number_does_not_depend_on_who_else_reads_the_stories() -> None:
    """Names and numbers of the public posters come from the edition alone, whatever else there is in it."""
    alone = {(poster.name, poster.number) for poster in posters_for(edition(story()))}
    among = {(poster.name, poster.number) for poster in posters_for(edition(story(), story("tea"), story("more")))}
    assert alone < among
