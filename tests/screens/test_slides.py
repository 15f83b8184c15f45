"""Slides for waiting-room screens: what stands on each, in words and in pictures."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from tests.posters.checking import Body
from tests.posters.paper import plain_words, words_on
from tests.posters.samples import THEME, TODAY, action, edition, place, quote, story, summary
from yousaid.editions import _on_screen
from yousaid.model.edition import Edition, VisibleTranslation
from yousaid.model.site import Brand, Language, Posters, Site
from yousaid.model.states import Status, Use
from yousaid.model.story import ActionWords, Consent, Quote
from yousaid.planning.addresses import Kind
from yousaid.planning.plan import plan_for
from yousaid.planning.screens import Show, shows_for
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.environment import page_environment
from yousaid.rendering.fonts import installed_fonts
from yousaid.rendering.looks import read_look
from yousaid.rendering.names import labels_for
from yousaid.rendering.pages import PagePress, SharedParts
from yousaid.rendering.screens.press import SlidePress
from yousaid.rendering.screens.words import LABELS, MOST_WORDS, OWN_LABELS, SlideWords, sentences_of, slides_of
from yousaid.rendering.typst_engine import Desk

LOOK = read_look((THEME,), Brand())
WORDS = {code: {key: labels_for(edition(), LOOK, code)[key] for key in (*LABELS, *OWN_LABELS)} for code in ("en", "ur")}
SCREENS = Posters(screens=True)
REFUSED = action("We cannot.", status=Status.CANT_CHANGE, why="The walls hold up the roof.", instead="Ask us.")
URDU = VisibleTranslation(
    language="ur",
    title="پرسکون راتیں",
    you_said="رات کو بہت شور ہوتا ہے۔",
    actions=(ActionWords(text="ہم نے دروازے بند کر دیے۔"),),
    what_matters="",
    difference="",
    quotes=(),
    note="",
    body="",
)


def shown(*stories: object, **changes: object) -> Edition:
    """Return an edition with slide shows."""
    return edition(*stories, **{"posters": SCREENS, **changes})  # type: ignore[arg-type]


def first_show(*stories: object, **changes: object) -> Show:
    """Return the show of Willow Ward."""
    return shows_for(shown(*stories, **changes))[0]


def texts(slide: SlideWords) -> str:
    """Return what people wrote on a slide."""
    return " ".join(f"{note.label} {note.text}".strip() for note in slide.texts)


def test_only_audiences_that_want_screens_have_shows() -> None:
    """`screens` is off unless the settings say so; a place and the whole organisation have one each."""
    assert shows_for(edition(story())) == ()
    assert [show.name for show in shows_for(shown(story()))] == ["willow", "all"]


def test_a_story_is_said_and_answered_by_status() -> None:
    """Title first, then what was said, each status of its own, the figures, a quotation, and how to tell us."""
    said = replace(quote(), on_screen=date(2027, 1, 1))
    show = first_show(story("a", action(), REFUSED, quotes=(said,)), summaries=(summary(),))
    slides = slides_of(show, WORDS)
    assert [(one.kind, one.status) for one in slides] == [
        ("title", ""),
        ("said", ""),
        ("answer", "done"),
        ("answer", "cant-change"),
        ("fft", ""),
        ("quote", ""),
        ("tell", ""),
    ]
    assert "Why: The walls hold up the roof." in texts(slides[3])
    assert "128" in texts(slides[4])


def test_long_texts_are_divided_between_sentences() -> None:
    """No slide has more than 35 words unless a single sentence has, and every word is there in its order."""
    sentence = " ".join(["Word"] * 14) + "."
    endless = " ".join(["More"] * 40) + "."
    told = f"{sentence} {sentence} {endless} {sentence}"
    slides = [one for one in slides_of(first_show(story(you_said=told)), WORDS) if one.kind == "said"]
    assert [one.part for one in slides] == ["1 of 3", "2 of 3", "3 of 3"]
    assert " ".join(texts(one) for one in slides) == told
    counts = [len(texts(one).split()) for one in slides]
    assert counts == [28, 40, 14]
    assert [one.is_full for one in slides] == [count > MOST_WORDS for count in counts]


def test_sentences_do_not_end_inside_names() -> None:
    """A title, an initial or a time is no end of a sentence; Urdu has a full stop of its own."""
    assert sentences_of("Dr. Ahmed came at 9 a.m. today. We ran, e.g. Tom did. “Go!” he said.") == [
        "Dr. Ahmed came at 9 a.m. today.",
        "We ran, e.g. Tom did.",
        "“Go!” he said.",
    ]
    assert sentences_of("شور ہے۔ نیند نہیں آتی۔") == ["شور ہے۔", "نیند نہیں آتی۔"]


def test_a_slide_is_shown_long_enough_to_be_read() -> None:
    """Half a second a word and 4 seconds, and never under 10."""
    slides = slides_of(first_show(story(you_said="So. " + " ".join(["word"] * 30) + ".")), WORDS)
    said = next(one for one in slides if one.kind == "said")
    assert said.words == 31 + 4  # the title of the story and the heading are read as well
    assert said.seconds == 22
    assert slides[2].seconds == 10


@pytest.mark.parametrize(
    ("review", "expires", "last"),
    [
        (None, None, date(2026, 12, 31)),
        (date(2026, 11, 30), None, date(2026, 11, 30)),
        (date(2026, 11, 1), None, date(2026, 12, 31)),
        (date(2027, 2, 1), date(2026, 12, 5), date(2026, 12, 5)),
    ],
)
def test_the_last_day_of_a_slide(review: date | None, expires: date | None, last: date) -> None:
    """A review or an end, the sooner; else the end of next month. How to tell us stays."""
    slides = slides_of(first_show(story(review_by=review, expires=expires)), WORDS)
    assert {one.until for one in slides if one.slug} == {last}
    assert slides[-1].until is None


def test_quotes_without_consent_for_screens_are_on_no_slide() -> None:
    """Consent for the web and for posters is none for screens, and a slide goes with its consent."""
    show = first_show(story(quotes=(quote("Not on a screen."),)), summaries=(replace(summary(), quotes=(quote(),)),))
    assert not any(one.kind == "quote" for one in slides_of(show, WORDS))
    agreed = replace(quote("I slept."), on_screen=date(2026, 12, 1))
    show = first_show(story(quotes=(quote("Not on a screen."), agreed)))
    (said,) = (one for one in slides_of(show, WORDS) if one.kind == "quote")
    assert (said.texts[0].text, said.until) == ("“I slept.”", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("uses", "withdrawn", "last"),
    [
        ((Use.WEB, Use.POSTER), None, None),
        ((Use.WEB, Use.SCREEN), None, date(2027, 3, 1)),
        ((Use.SCREEN,), date(2026, 12, 24), None),
        ((Use.SCREEN,), TODAY, None),
    ],
)
def test_consent_decides_until_when(uses: tuple[Use, ...], withdrawn: date | None, last: date | None) -> None:
    """The edition alone decides: the use must be named, and its last day is the last day on screens."""
    consent = Consent(reference="C", given=date(2026, 1, 1), expires=date(2027, 3, 1), uses=uses, withdrawn=withdrawn)
    site = Site(organisation=edition().organisation, audiences=(), contact=edition().contact)
    assert _on_screen(Quote(text="x", by="", consent=consent), site, TODAY) == last


def test_a_story_follows_in_the_languages_of_its_place() -> None:
    """The whole slide is in the other language, in its direction, right after the site's own."""
    languages = (Language(code="en", name="English"), Language(code="ur", name="اردو", direction="rtl"))
    show = first_show(story(translations=(URDU,)), places=(place(languages=("ur",)),), languages=languages)
    slides = slides_of(show, WORDS)
    assert [(one.language, one.direction, one.kind) for one in slides if one.slug] == [
        ("en", "ltr", "said"),
        ("en", "ltr", "answer"),
        ("ur", "rtl", "said"),
        ("ur", "rtl", "answer"),
    ]
    assert slides[3].heading == WORDS["ur"]["you_said"]
    layout = SlidePress((THEME,), LOOK.settings, WORDS, MemoryCache(), installed_fonts()).lay_out(show)
    assert not layout.problems


def test_pictures_have_the_words_of_the_page_and_the_size_of_a_screen() -> None:
    """What Typst sets of each slide is what was planned; each picture is 1920 x 1080 with type to be read from afar."""
    show = first_show(story("a", action(), REFUSED), summaries=(summary(),))
    cache = MemoryCache()
    press = SlidePress((THEME,), LOOK.settings, WORDS, cache, installed_fonts())
    layout = press.lay_out(show)
    assert [slide.words for slide in layout.slides] == list(slides_of(show, WORDS))
    with Desk(installed_fonts()) as desk:
        for slide in layout.slides:
            one = slide.words
            source = press.source(show, one).replace("#set page(", '#set document(title: "x")\n#set page(')
            planned = [one.series, one.place, one.story, one.heading, texts(one), one.contact, one.formats]
            planned += [one.address, one.part]
            assert sorted(words_on(desk.pdf(source))) == sorted(plain_words(" ".join(planned)))
            assert 60 <= slide.size <= 110 or one.kind == "tell"
            assert slide.size >= 44
            assert Image.open(io.BytesIO(cache.get(slide.key) or b"")).size == (1920, 1080)
    assert press.remembered(show) == layout


def test_the_page_has_the_words_of_the_pictures_in_their_order() -> None:
    """Slide by slide, in each language: what the plan says, no more and no less."""
    languages = (Language(code="en", name="English"), Language(code="ur", name="اردو", direction="rtl"))
    told = story("a", translations=(URDU,), quotes=(replace(quote(), on_screen=date(2027, 1, 1)),))
    long = story("b", action(), REFUSED, you_said=" ".join(["Three words here."] * 30))
    places = (place(languages=("ur",)),)
    all_of_it = shown(told, long, places=places, languages=languages, summaries=(summary(),))
    layout = SlidePress((THEME,), LOOK.settings, WORDS, MemoryCache(), installed_fonts()).lay_out(
        shows_for(all_of_it)[0]
    )
    plan = plan_for(all_of_it, LOOK, {}, [], [layout])
    output = next(one for one in plan.outputs if one.kind is Kind.SCREEN)
    body = Body()
    body.feed(PagePress(plan, page_environment(THEME / "templates"), SharedParts()).render(output).decode("utf-8"))
    planned = []
    for one in slides_of(layout.show, WORDS):
        planned += [one.series, one.place] if one.kind != "title" else []
        planned += [one.story, one.heading, texts(one)]
        planned += [one.contact, one.formats, one.part, one.address]
    assert {one.kind for one in slides_of(layout.show, WORDS)} == {"title", "said", "answer", "fft", "quote", "tell"}
    assert plain_words("".join(body.text)) == plain_words(" ".join(planned))


def test_a_sentence_that_no_slide_holds_is_named() -> None:
    """Its story is left out whole, in the pictures and so on the page; the others stay."""
    endless = " ".join(["endless"] * 300) + "."
    layout = SlidePress((THEME,), LOOK.settings, WORDS, MemoryCache(), installed_fonts()).lay_out(
        first_show(story("long", you_said=endless), story("ok"))
    )
    assert [(one.code, one.path) for one in layout.problems] == [("YS707", "long")]
    assert {slide.words.slug for slide in layout.slides} == {"", "ok"}


def test_the_script_is_in_the_theme() -> None:
    """It asks nothing of a network and is no module, so that it works from a folder."""
    script = Path(THEME / "assets" / "screens.js").read_text("utf-8")
    assert not any(word in script for word in ("fetch", "import ", "XMLHttpRequest"))


def test_a_story_of_more_slides_than_anybody_watches_is_on_no_screen() -> None:
    """Breaks when 400 slides are drawn of one story, or when its length costs more than one walk over its sentences."""
    endless = story("endless", title="Endless", you_said="It is bad. " * 6000)
    show = first_show(endless, story("b", title="Short"))
    layout = SlidePress((THEME,), LOOK.settings, WORDS, MemoryCache(), installed_fonts()).lay_out(show)
    assert [(one.code, one.path) for one in layout.problems] == [("YS708", "endless")]
    assert "“Endless” would take 547 slides, and a story may take 20." in layout.problems[0].message
    assert {slide.words.slug for slide in layout.slides} == {"", "b"}


def test_initials_without_end_are_one_sentence() -> None:
    """Breaks when the end of each of 20,000 initials is looked for from the start of the text: that takes minutes."""
    assert sentences_of("A. " * 20_000 + "Nurse.") == ["A. " * 20_000 + "Nurse."]
