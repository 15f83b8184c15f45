"""Who may see what: every gate of an edition, one at a time."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from tests.records import CONSENT, PATIENTS, PLACES, STAFF, TODAY, edition, story
from yousaid.editions import edition_for, may_use
from yousaid.model.edition import Count, VisibleGroup, VisiblePage, VisiblePlace, VisibleQuote, VisibleTheme
from yousaid.model.feedback import FeedbackSummary, FftCounts, ThemeHeard
from yousaid.model.library import Library
from yousaid.model.page import Page
from yousaid.model.places import Place
from yousaid.model.site import Accessibility, Contact, Group, Organisation, Site
from yousaid.model.states import ReportKind, Source, Status, Use
from yousaid.model.story import (
    Action,
    ActionWords,
    Block,
    Consent,
    Heard,
    Measure,
    Photo,
    Point,
    Quote,
    Translation,
)
from yousaid.model.themes import NATIONAL_THEMES


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({}, True),
        ({"audiences": ("staff",)}, False),
        ({"audiences": ()}, False),
        ({"draft": True}, False),
        ({"publish_from": date(2026, 11, 24)}, False),
        ({"publish_from": TODAY}, True),
        ({"expires": date(2026, 11, 22)}, False),
        ({"expires": TODAY}, True),
        ({"withdrawn": TODAY}, False),
        ({"withdrawn": date(2062, 11, 24)}, False),
        ({"date": date(2026, 11, 24)}, False),
        ({"date": TODAY}, True),
        ({"date": TODAY, "publish_from": date(2026, 11, 24)}, False),
    ],
)
def test_a_story_is_seen_or_not(changes: dict[str, object], seen: bool) -> None:
    """Audience, draft, embargo, its own day and expiry each decide, to the day; a withdrawal whatever its day."""
    assert [one.slug for one in edition(story(**changes)).stories] == ["quieter-nights"] * seen


@pytest.mark.parametrize(
    ("changes", "use", "allowed"),
    [
        ({}, Use.WEB, True),
        ({"withdrawn": TODAY}, Use.WEB, False),
        ({"withdrawn": date(2062, 11, 24)}, Use.WEB, False),
        ({"expires": date(2026, 11, 22)}, Use.WEB, False),
        ({"expires": TODAY}, Use.WEB, True),
        ({"uses": (Use.POSTER,)}, Use.WEB, False),
        ({"uses": (Use.WEB,)}, Use.POSTER, False),
        ({"given": date(2026, 11, 24)}, Use.WEB, False),
        ({"given": TODAY}, Use.WEB, True),
        ({"given": date(2021, 11, 23)}, Use.WEB, True),
        ({"given": date(2021, 11, 22)}, Use.WEB, False),
    ],
)
def test_consent(changes: dict[str, object], use: Use, allowed: bool) -> None:
    """Consent holds for its uses, from the day it is given until it ends or 5 years passed; never once withdrawn."""
    assert may_use(replace(CONSENT, **changes), use, TODAY, 5) is allowed


def test_consent_given_on_29_february_ends_on_the_28th() -> None:
    """Five years after a leap day there is no 29 February."""
    consent = Consent(reference="C-2", given=date(2024, 2, 29))
    assert may_use(consent, Use.WEB, date(2029, 2, 28), 5)
    assert not may_use(consent, Use.WEB, date(2029, 3, 1), 5)


def test_quotes_without_consent_for_the_web_are_dropped() -> None:
    """A quote is shown when its own consent holds; it may be printed only when that was agreed too."""
    quotes = (
        Quote(text="Kept", consent=CONSENT),
        Quote(text="Withdrawn", consent=replace(CONSENT, withdrawn=TODAY)),
        Quote(text="Web only", consent=replace(CONSENT, uses=(Use.WEB,))),
        Quote(text="For staff", consent=CONSENT, audiences=("staff",)),
    )
    seen = edition(story(quotes=quotes)).stories[0].quotes
    assert [(one.text, one.on_poster) for one in seen] == [("Kept", True), ("Web only", False)]


def test_a_photo_of_people_needs_consent() -> None:
    """Without consent a photo is shown only when nobody in it can be recognised."""
    photos = (
        Photo(file="bed.jpg", alt="A bed"),
        Photo(file="bed.jpg", alt="People", people=True),
        Photo(file="bed.jpg", alt="Agreed", people=True, consent=CONSENT),
        Photo(file="bed.jpg", alt="Taken back", consent=replace(CONSENT, withdrawn=TODAY)),
    )
    assert [one.alt for one in edition(story(photos=photos)).stories[0].photos] == ["A bed", "Agreed"]


def test_actions_and_their_translations_stay_in_step() -> None:
    """When an action is for staff only, its words in another language go with it."""
    actions = (
        Action(text="Secret", status=Status.PLANNED, audiences=("staff",)),
        Action(text="Open", status=Status.DONE),
    )
    words = Translation(
        title="Cwsg", language="cy", actions=(ActionWords(text="Cyfrinach"), ActionWords(text="Agored"))
    )
    seen = edition(story(actions=actions, translations=(words,))).stories[0]
    assert [one.text for one in seen.actions] == ["Open"]
    assert [one.text for one in seen.translations[0].actions] == ["Agored"]
    assert seen.statuses == (Status.DONE,)


def test_fenced_text_is_only_for_those_named() -> None:
    """A fence's text is in the editions of the audiences on it, and in no other."""
    body = (Block("For all."), Block("For staff.", ("staff",)), Block("Also for all."))
    assert edition(story(body=body)).stories[0].body == "For all.\n\nAlso for all."
    assert edition(story(body=body), audience=STAFF).stories[0].body == "For all.\n\nFor staff.\n\nAlso for all."


def test_fields_that_an_audience_does_not_see_are_empty() -> None:
    """Patients do not see who owns an action; these staff do not see what is different."""
    both = story(difference="People sleep.", staff_experience="Calmer.")
    assert edition(both).stories[0].difference == "People sleep."
    assert edition(both).stories[0].actions[0].owner == ""
    assert edition(both, audience=STAFF).stories[0].difference == ""
    assert edition(both, audience=STAFF).stories[0].actions[0].owner == "Ward manager"
    assert edition(both).stories[0].staff_experience == ""


def test_small_numbers_of_people_are_hidden() -> None:
    """3 people become a hidden count, and a measure that rests on 3 people is not shown at all."""
    heard = Heard(source=Source.FFT, people=3)
    measures = (Measure(name="Noise", before=1, after=2, n=3), Measure(name="Calls", series=(Point("2026-10", 1, 4),)))
    seen = edition(story(heard=heard, measures=measures)).stories[0]
    assert seen.heard is not None
    assert seen.heard.people == Count(None)
    assert [(one.name, one.series) for one in seen.measures] == [("Calls", ())]


def test_a_withdrawn_story_leaves_only_its_address() -> None:
    """What is left of it is the slug, the day and its earlier addresses: not a word of the story."""
    seen = edition(story(withdrawn=date(2026, 11, 1), aliases=("noisy-nights",)))
    assert seen.stories == ()
    assert seen.withdrawn[0].slug == "quieter-nights"
    assert b"noisy." not in msgspec.json.encode(seen.withdrawn)


def test_a_withdrawn_story_for_staff_leaves_nothing_for_patients() -> None:
    """Even the address of a story for others is not to be seen."""
    assert edition(story(withdrawn=date(2026, 11, 1), audiences=("staff",))).withdrawn == ()


def test_a_replaced_story_makes_way_only_where_its_replacement_is_seen() -> None:
    """Patients keep the old story while the new one is for staff only."""
    new = story(slug="new", audiences=("staff",), replaces=("quieter-nights",))
    assert [one.slug for one in edition(story(), new).stories] == ["quieter-nights"]
    seen = edition(story(), new, audience=STAFF)
    assert [one.slug for one in seen.stories] == ["new"]
    assert seen.stories[0].aliases == ("quieter-nights",)


def test_newest_first_and_undated_last() -> None:
    """Stories come newest first; those without a date come last, in the order of their slugs."""
    found = edition(
        story(slug="b"), story(slug="a"), story(slug="old", date=date(2026, 1, 1)), story(slug="new", date=TODAY)
    )
    assert [one.slug for one in found.stories] == ["new", "old", "a", "b"]


def test_nobody_else_can_be_told_from_an_edition() -> None:
    """The words of other audiences, of consent and of approval are nowhere in an edition's bytes."""
    full = story(
        approved_by="Zebediah",
        quotes=(Quote(text="Kept", consent=replace(CONSENT, reference="C-secret")),),
        body=(Block("Hush-hush.", ("staff",)),),
    )
    data = msgspec.json.encode(edition(full))
    for secret in (b"Zebediah", b"C-secret", b"Hush", b'"staff"'):
        assert secret not in data


def test_a_page_is_for_its_audiences() -> None:
    """With its place in the menu, in the order of the slugs, and what fences leave of it."""
    pages = (
        Page(title="Rota", slug="b", audiences=("staff",)),
        Page(title="Us", slug="c", audiences=("patients",), summary="Who we are.", menu=True),
        Page(title="A", slug="a", audiences=("patients", "staff"), body=(Block("All."), Block("Hush.", ("staff",)))),
    )
    assert edition(pages=pages).pages == (
        VisiblePage(slug="a", title="A", summary="", menu=False, body="All."),
        VisiblePage(slug="c", title="Us", summary="Who we are.", menu=True, body=""),
    )


def test_all_that_is_known_of_a_place_is_kept() -> None:
    """Its other names lead to it. Fails when one of them is dropped."""
    place = Place(id="w", name="Willow", parent="f", contact="Ask", owner="Matron", aliases=("Old Willow",))
    (seen,) = edition(places=(place,)).places
    assert isinstance(seen, VisiblePlace)
    for name in VisiblePlace.__struct_fields__:
        assert getattr(seen, name) == getattr(place, name)


def test_quotes_are_for_audiences_that_see_quotes() -> None:
    """In stories and summaries. Fails when the audience's own choice of fields is passed over."""
    quotes = (
        Quote(text="Kept", consent=replace(CONSENT, uses=(Use.WEB, Use.SCREEN))),
        Quote(text="Taken back", consent=replace(CONSENT, withdrawn=TODAY)),
        Quote(text="For staff", consent=CONSENT, audiences=("staff",)),
    )
    said = story(quotes=quotes)
    heard = FeedbackSummary(audiences=("patients",), period="2026-10", place="willow", quotes=quotes)
    without = replace(PATIENTS, fields=())
    seen = edition(said, summaries=(heard,))
    kept = VisibleQuote(text="Kept", by="", on_poster=False, on_screen=date(2031, 1, 5))
    assert (seen.stories[0].quotes, seen.summaries[0].quotes) == ((kept,), (kept,))
    seen = edition(said, summaries=(heard,), audience=without)
    assert (seen.stories[0].quotes, seen.summaries[0].quotes) == ((), ())


def test_a_summary_is_for_its_audiences() -> None:
    """With its place, period, title, words, figures and text: and those for others are not there."""
    fft = FftCounts(very_good=40, good=20, neither=0, poor=0, very_poor=0, dont_know=0)
    one = FeedbackSummary(
        audiences=("patients",),
        period="2026-10",
        place="willow",
        title="October",
        fft=fft,
        heard=(ThemeHeard(theme="food", said="Cold."),),
        measures=(Measure(name="Calls", after=2), Measure(name="Few", after=2, n=3)),
        body=(Block("All."), Block("Hush.", ("staff",))),
    )
    newer, organisation = replace(one, period="2026-11", fft=None), replace(one, place="", fft=None)
    seen = edition(summaries=(one, newer, organisation, replace(one, audiences=("staff",), place="rehab"))).summaries
    assert [(one.period, one.place) for one in seen] == [("2026-11", "willow"), ("2026-10", ""), ("2026-10", "willow")]
    assert (seen[2].title, seen[2].body, seen[0].fft) == ("October", "All.", None)
    assert seen[2].fft is not None
    assert seen[2].fft.total == Count(60)
    assert seen[2].heard == (VisibleTheme(theme="food", said="Cold."),)
    assert [measure.name for measure in seen[2].measures] == ["Calls"]
    (staff,) = edition(summaries=(replace(one, audiences=("staff",)),), audience=STAFF).summaries
    assert staff.measures == ()


@pytest.mark.parametrize(
    ("changes", "waiting", "on_poster"),
    [
        ({}, False, True),
        ({"actions": ()}, True, True),
        ({"actions": (), "body": (Block("Done."),)}, False, False),
        ({"actions": (), "body": (Block("Done."),), "undecided": True}, True, True),
        ({"actions": (), "body": (Block("Done."),), "themes": ("praise",)}, False, False),
        ({"actions": (), "heard": Heard(source=Source.COMPLIMENT)}, False, True),
        ({"actions": (), "heard": Heard(source=Source.COMPLIMENT), "you_said": ""}, False, False),
        ({"actions": (), "difference": "It is quiet."}, False, False),
        ({"actions": (), "you_said": ""}, False, False),
        ({"poster": False}, False, False),
    ],
)
def test_what_waits_and_what_hangs_on_a_wall(changes: dict[str, object], waiting: bool, on_poster: bool) -> None:
    """“We have not decided” is said only where nothing else is; a poster needs something to say."""
    (seen,) = edition(story(**changes)).stories
    assert (seen.waiting, seen.on_poster) == (waiting, on_poster)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"summary": "Short."}, "Short."),
        ({}, "It is noisy."),
        ({"you_said": ""}, "Bins wait until 7am."),
        ({"you_said": "", "actions": ()}, ""),
    ],
)
def test_what_a_list_says_of_a_story(changes: dict[str, object], said: str) -> None:
    """Its summary, else what people said, else the first thing done. Fails when one of them is passed over."""
    assert edition(story(**changes)).stories[0].summary == said


def test_the_month_and_the_older_addresses_of_a_story() -> None:
    """Its own day, else the month of what was heard, never a year. Fails when an address is lost."""
    heard = Heard(source=Source.FFT, period="2026-09")
    months = [
        edition(story(**changes)).stories[0].month
        for changes in (
            {"heard": heard},
            {"heard": heard, "date": TODAY},
            {"heard": replace(heard, period="2026")},
            {},
        )
    ]
    assert months == ["2026-09", "2026-11", "", ""]
    assert edition(story(aliases=("c", "b"), replaces=("a", "b"))).stories[0].aliases == ("a", "b", "c")


def test_a_withdrawn_story_leaves_the_addresses_of_its_translations() -> None:
    """Old links say that it was withdrawn. A day that has not come is not told."""
    words = (Translation(title="Cwsg", language="cy", you_said="Swnllyd."),)
    gone = story(withdrawn=TODAY, aliases=("noisy",), translations=words)
    (seen,) = edition(gone).withdrawn
    assert (seen.on, seen.aliases) == (TODAY, ("noisy", "quieter-nights.cy"))
    assert edition(replace(gone, withdrawn=date(2026, 11, 24))).withdrawn[0].on is None
    for hidden in ({"draft": True}, {"expires": date(2026, 11, 22)}, {"publish_from": date(2026, 11, 24)}):
        assert edition(replace(gone, **hidden)).withdrawn == ()
    assert edition(story()).withdrawn == ()


def test_a_translation_says_what_the_story_says() -> None:
    """Fails when a field, a quote or a text is there that the audience does not see, or one is not that it does."""
    quotes = (Quote(text="Taken back", consent=replace(CONSENT, withdrawn=TODAY)), Quote(text="Kept", consent=CONSENT))
    words = Translation(
        title="Cwsg",
        language="cy",
        you_said="Swnllyd.",
        we_did="Biniau.",
        what_matters="Cwsg",
        difference="Tawel.",
        quotes=("Wedi mynd", "Cadw"),
        note="Nodyn.",
        body=(Block("Pawb."), Block("Cudd.", ("staff",))),
    )
    (seen,) = edition(story(quotes=quotes, translations=(words,))).stories[0].translations
    assert (seen.title, seen.you_said, seen.actions, seen.quotes) == (
        "Cwsg",
        "Swnllyd.",
        (ActionWords(text="Biniau."),),
        ("Cadw",),
    )
    assert (seen.difference, seen.what_matters, seen.note, seen.body) == ("Tawel.", "Cwsg", "Nodyn.", "Pawb.")
    without = replace(PATIENTS, fields=())
    (seen,) = edition(story(quotes=quotes, translations=(words,)), audience=without).stories[0].translations
    assert (seen.difference, seen.what_matters, seen.quotes) == ("", "", ())


def test_groups_are_listed_with_the_months_in_which_they_were_heard() -> None:
    """Fails when a month is the story's own though another was heard in, or shown to those who see no such report."""
    heard = Heard(source=Source.FFT, groups=("ld",))
    stories = (
        story(slug="a", date=TODAY, heard=heard),
        story(slug="b", date=TODAY, heard=replace(heard, period="2026-09")),
        story(slug="c", heard=heard),
        story(slug="d", date=TODAY),
    )
    site = Site(
        organisation=Organisation(name="Fairhaven"),
        audiences=(PATIENTS, STAFF),
        contact=Contact(name="Experience"),
        groups=(Group(id="ld", name="People with a learning disability"), Group(id="old", name="Older people")),
        accessibility=Accessibility(prepared=TODAY, reviewed=date(2026, 11, 24)),
    )
    library = Library(site=site, stories=stories, places=PLACES, themes=NATIONAL_THEMES)
    loop = replace(PATIENTS, reports=(ReportKind.LOOP,))
    assert edition_for(library, loop, TODAY).groups == (
        VisibleGroup(id="ld", name="People with a learning disability", months=("2026-09", "2026-11")),
        VisibleGroup(id="old", name="Older people", months=()),
    )
    assert edition_for(library, replace(PATIENTS, reports=()), TODAY).groups == ()
    said = edition_for(library, PATIENTS, TODAY).accessibility
    assert (said.prepared, said.reviewed) == (TODAY, None)  # a day that has not come is not told


def test_counts_that_are_not_small_are_shown() -> None:
    """Rounded where the audience's rule says so, and measures of many people as they are."""
    heard = Heard(source=Source.FFT, people=13, period="2026-10")
    measures = (Measure(name="Noise", before=40, after=20, unit="%", n=40, series=(Point("2026-10", 50, 12),)),)
    seen = edition(story(heard=heard, measures=measures)).stories[0]
    assert seen.heard is not None
    assert (seen.heard.people, seen.heard.source, seen.heard.period) == (Count(13), Source.FFT, "2026-10")
    assert [one.series for one in seen.measures] == [(Point("2026-10", 50, 12),)]
