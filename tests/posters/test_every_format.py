"""Every kind of poster on every paper, for every printer, and in two languages at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from tests.posters.checking import PRESS, check_edges, check_letters, check_paper, planned_words, words_on_page
from tests.posters.paper import first_page, glyphs, picture, qr_codes
from tests.posters.samples import action, edition, one_poster, place, story, summary, words
from yousaid.model.edition import Edition, VisibleHeard, VisibleTranslation
from yousaid.model.site import Language, Posters, Route
from yousaid.model.states import Orientation, PaperSize, PosterKind, ReportKind, Source, Status, Variant
from yousaid.model.story import ActionWords
from yousaid.planning.posters.choosing import posters_for, untranslated
from yousaid.rendering.posters.press import Sheet

REFUSED = action(
    "Pets cannot come in.",
    status=Status.CANT_CHANGE,
    why="Some people have allergies.",
    who_decides="The board",
    instead="Meet your pet in the garden.",
)
WELSH = VisibleTranslation(
    language="cy",
    title="Nosweithiau tawelach",
    you_said="Mae hi’n rhy swnllyd yn y nos.",
    actions=(
        ActionWords(text="Mae’r biniau’n cael eu gwagio ar ôl 7am."),
        ActionWords(
            text="Ni chaiff anifeiliaid ddod i mewn.", why="Mae gan rai pobl alergedd.", instead="Ewch i’r ardd."
        ),
    ),
    what_matters="",
    difference="",
    quotes=(),
    note="",
    body="",
)
URDU = replace(
    WELSH,
    language="ur",
    title="پرسکون راتیں",
    you_said="رات کو بہت شور ہوتا ہے۔",
    actions=(
        ActionWords(text="اب کوڑے دان صبح 7 بجے کے بعد خالی کیے جاتے ہیں۔"),
        ActionWords(text="پالتو جانور اندر نہیں آ سکتے۔", why="کچھ لوگوں کو الرجی ہے۔", instead="باغ میں ملیں۔"),
    ),
)
TRUST = edition(
    story("nights", action(), REFUSED, translations=(WELSH, URDU)),
    story(
        "thanks",
        action("We told the night team."),
        title="The night cleaners",
        you_said="The night cleaners were kind.",
        heard=VisibleHeard(source=Source.COMPLIMENT, period="2026-10", people=None),
    ),
    languages=(
        Language(code="en", name="English"),
        Language(code="cy", name="Cymraeg"),
        Language(code="ur", name="اردو", direction="rtl"),
    ),
    places=(place(languages=("cy", "ur")),),
    feedback=(Route(name="Tell the nurse", text="Ask for the nurse in charge.", phone="01632 960 107"),),
    summaries=(summary(),),
    reports=frozenset({ReportKind.LOOP}),
)
FORMATS = [
    (PaperSize.A5, Orientation.PORTRAIT, Variant.STANDARD),
    *((size, orientation, Variant.STANDARD) for size in list(PaperSize)[1:] for orientation in Orientation),
    *((size, Orientation.PORTRAIT, one) for size in (PaperSize.A4, PaperSize.A3) for one in list(Variant)[1:]),
]


def asked(shown: Edition = TRUST, **settings: object) -> Edition:
    """Return the edition with these settings of its posters."""
    return replace(shown, posters=replace(shown.posters, **settings))


def whole(shown: Edition) -> list[Sheet]:
    """Return every sheet of every poster, each checked: size, edges, code, words on paper and on the page."""
    layouts = [PRESS.lay_out(poster) for poster in posters_for(shown)]
    assert [(layout.problems, layout.lost) for layout in layouts if layout.problems or layout.lost] == []
    sheets = [sheet for layout in layouts for sheet in layout.sheets]
    for sheet in sheets:
        data = PRESS.pdf(sheet)
        check_paper(sheet)
        check_edges(data)
        assert [code.text for code in qr_codes(picture(data, 60))] == [sheet.poster.address]
        assert words_on_page(shown, sheet) == planned_words(sheet)
        check_letters(data, planned_words(sheet))
    return sheets


@pytest.mark.parametrize(("size", "orientation", "variant"), FORMATS)
def test_every_kind_is_printed_on_every_paper(size: PaperSize, orientation: Orientation, variant: Variant) -> None:
    """A card of A5 holds a story; all other paper holds every kind. No sheet loses a word or clips one."""
    kinds = tuple(PosterKind) if size is not PaperSize.A5 else (PosterKind.STORY,)
    shown = replace(
        TRUST, stories=tuple(replace(one, actions=one.actions[-1:], translations=()) for one in TRUST.stories)
    )
    if size is PaperSize.A5:
        shown = replace(shown, stories=shown.stories[1:], formats="Ask us for large print.")
    sheets = whole(asked(shown, kinds=kinds, sizes=(size,), orientations=(orientation,), variants=(variant,)))
    assert {sheet.poster.kind for sheet in sheets} == set(kinds)


@pytest.mark.parametrize("kind", [PosterKind.WARD, PosterKind.STORY, PosterKind.CANT_CHANGE])
def test_each_language_of_a_ward_has_a_poster(kind: PosterKind) -> None:
    """The site's own first, then those that the place asks for, each whole in its language."""
    sheets = whole(asked(kinds=(kind,), sizes=(PaperSize.A3,)))
    found = {sheet.poster.language: sheet for sheet in sheets if sheet.words.pairs[0].title != "The night cleaners"}
    assert list(found) == ["en", "cy", "ur"]
    assert found["cy"].words.series == "Dywedoch chi, gwnaethom ni"
    assert found["cy"].words.pairs[0].said == ("Mae hi’n rhy swnllyd yn y nos.")
    assert found["ur"].words.direction == "rtl"
    letters = [glyph for glyph in glyphs(PRESS.pdf(found["ur"])) if "\u0600" <= glyph.letter <= "\u06ff"]
    assert max(glyph.right for glyph in letters) > first_page(PRESS.pdf(found["ur"])).get_size()[0] - 50


def test_two_languages_on_one_sheet_are_equal() -> None:
    """Welsh stands first, in the same size, and each pair is whole in both; nothing is printed in one only."""
    (_, bilingual, _) = whole(asked(kinds=(PosterKind.WARD,), sizes=(PaperSize.A3,), bilingual=("cy",)))
    assert [tongue.code for tongue in bilingual.poster.tongues] == ["cy", "en"]
    assert bilingual.name == "willow-2026-11-cy-en-a3"
    first, second = bilingual.words, bilingual.words.second
    assert second is not None
    assert [(pair.title, other.title) for pair, other in zip(first.pairs, second.pairs, strict=True)] == [
        ("Nosweithiau tawelach", "Quieter nights")
    ]
    assert (first.fft == "", second.fft == "") == (False, False)
    placed = list(glyphs(PRESS.pdf(bilingual)))
    text = "".join(glyph.letter for glyph in placed)
    sizes = [placed[text.index(words)].size for words in ("Maehi’n", "Itistoo")]
    assert sizes[0] == pytest.approx(sizes[1])
    assert sizes[0] == pytest.approx(bilingual.size)
    assert text.index("Maehi’n") < text.index("Itistoo")


def test_right_to_left_and_left_to_right_share_a_sheet() -> None:
    """Urdu stands at the right, and English beside or below it keeps its own side."""
    shown = replace(TRUST, summaries=())
    (_, _, bilingual) = whole(asked(shown, kinds=(PosterKind.WARD,), sizes=(PaperSize.A3,), bilingual=("ur",)))
    assert [tongue.code for tongue in bilingual.poster.tongues] == ["ur", "en"]


def test_where_two_languages_do_not_fit_the_first_stands_alone() -> None:
    """On A4 there is no room for long words in both: the Welsh poster is whole, and the English one stays."""
    long = replace(TRUST.stories[0], difference=words(60), translations=(replace(WELSH, difference=words(60)),))
    shown = asked(replace(TRUST, stories=(long,)), kinds=(PosterKind.WARD,), sizes=(PaperSize.A4,), bilingual=("cy",))
    sheets = whole(shown)
    assert [(sheet.name, len(sheet.poster.tongues)) for sheet in sheets][:2] == [
        ("willow-2026-11-a4", 1),
        ("willow-2026-11-cy-a4", 1),
    ]


def test_what_is_not_translated_is_told_and_left_off() -> None:
    """The Welsh poster has the Welsh story only, and the other is named."""
    shown = asked(kinds=(PosterKind.WARD,))
    assert [(one.language, one.slugs) for one in untranslated(shown)] == [("cy", ("thanks",)), ("ur", ("thanks",))]
    welsh = next(poster for poster in posters_for(shown) if poster.language == "cy")
    assert [pair.slug for pair in welsh.pairs] == ["nights"]


def test_black_and_white_has_no_colour() -> None:
    """Not a dot of it is anything but a grey; the usual sheet has colour."""
    grey, colour = (
        first_page(PRESS.pdf(PRESS.lay_out(one_poster(TRUST, variant=variant)).sheets[0])).render(scale=1).to_pil()
        for variant in (Variant.BLACK_AND_WHITE, Variant.STANDARD)
    )
    assert _most_colour(grey) == 0
    assert _most_colour(colour) > 100


def _most_colour(image) -> int:
    return max(max(dot) - min(dot) for _, dot in image.convert("RGB").getcolors(1 << 20))


def test_large_print_is_larger() -> None:
    """Nothing on it is under 21 pt, and its body is larger than the smallest of the usual sheet by a third."""
    (sheet, *_) = PRESS.lay_out(one_poster(TRUST, variant=Variant.LARGE_PRINT)).sheets
    assert min(glyph.size for glyph in glyphs(PRESS.pdf(sheet))) >= 21
    assert sheet.size >= 24


def test_the_print_shop_has_marks_and_colour_over_the_edge() -> None:
    """The colour of the band goes 3 mm over the cut; marks stand outside it; the words stay 5 mm inside."""
    (sheet, *_) = PRESS.lay_out(one_poster(TRUST, variant=Variant.PRINT_SHOP)).sheets
    image = picture(PRESS.pdf(sheet), 254)  # 10 dots a millimetre
    over, outside = image.getpixel((image.width // 2, 112)), image.getpixel((image.width // 2, 108))
    assert (over < 128, outside > 250) == (True, True)
    assert image.crop((60, 135, 110, 145)).getextrema()[0] < 100  # a mark beside the upper left corner


def test_a_blank_poster_has_room_to_write() -> None:
    """At least a quarter of the sheet is empty."""
    (sheet,) = PRESS.lay_out(one_poster(TRUST, PosterKind.BLANK)).sheets
    assert [answer.heading for answer in sheet.words.pairs[0].answers] == [
        "We did",
        "We are doing",
        "We plan to",
        "We can’t change this, and why",
    ]
    tops = sorted(glyph.top for glyph in glyphs(PRESS.pdf(sheet)))
    gaps = [after - before for before, after in pairwise(tops)]
    assert max(gaps) > 297 / 4 * 0.7 * 72 / 25.4 / 2


def test_a_poster_of_what_cannot_change_has_nothing_else() -> None:
    """What was done is not on it; stories that can change are not on it either."""
    poster = one_poster(TRUST, PosterKind.CANT_CHANGE)
    assert [(pair.slug, [one.status for one in pair.actions]) for pair in poster.pairs] == [
        ("nights", [Status.CANT_CHANGE])
    ]


def test_thank_you_has_praise_only() -> None:
    """Stories that were heard as a compliment."""
    assert [pair.slug for pair in one_poster(TRUST, PosterKind.THANK_YOU).pairs] == ["thanks"]


def test_a_short_address_is_printed_in_place_of_the_long_one() -> None:
    """The code leads to it, and it stands in words below."""
    shown = asked(short_addresses={"willow": "https://x.nhs.uk/w7"})
    (sheet, *_) = PRESS.lay_out(one_poster(shown)).sheets
    assert [code.text for code in qr_codes(picture(PRESS.pdf(sheet), 60))] == ["https://x.nhs.uk/w7"]
    assert sheet.words.address == "x.nhs.uk/w7"


def test_settings_say_which_posters_are_made() -> None:
    """Every kind, paper, direction and variant that is asked for, each once."""
    shown = replace(
        TRUST, posters=Posters(kinds=(PosterKind.TELL_US,), sizes=(PaperSize.A4, PaperSize.A3, PaperSize.A4))
    )
    assert [poster.name for poster in posters_for(shown)] == ["willow-tell-us-a4", "willow-tell-us-a3"]
