"""500 wards made up by chance: none loses, doubles, clips or overlaps a word, on paper or on the page."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.posters import checking
from tests.posters.checking import check_letters, check_paper, planned_words, words_on_page
from tests.posters.paper import Glyph, glyphs
from tests.posters.samples import action, edition, one_poster, place, story, summary
from yousaid.model.edition import Edition, VisibleStory
from yousaid.model.site import Language, Posters
from yousaid.model.states import Orientation, PaperSize, PosterKind, Status
from yousaid.rendering.fonts import installed_fonts
from yousaid.rendering.typst_engine import Desk

BATCHES = 10
WARDS = 50
"""In each batch."""

SCRIPTS = {
    "en": "night nurse noise bed the was too and 2am ward’s Llanfairpwllgwyngyllgogerychwyrndrobwll “quiet” food £3.50",
    "cy": "nos tŷ gŵr â’r ŷd swnllyd ward ŵyr nyrs bwyd rhy ac yn y llawer",
    "pl": "noc zażółć gęślą jaźń pielęgniarka łóżko hałas ćma ńandu źle i w na",
    "bn": "রাতে খুব শব্দ হয় ওয়ার্ডে নার্স ভালো ক্ষমা খাবার বিছানা এবং না",
    "hi": "रात में बहुत शोर होता है वार्ड नर्स खाना बिस्तर और नहीं",
    "ta": "இரவில் மிகவும் சத்தம் வார்டு செவிலியர் உணவு படுக்கை மற்றும் இல்லை",
    "zh": "夜里病房太吵了 护士很好 食物 床 和 我们 已经 改了 清晨七点以后才倒垃圾桶",
    "ur": "رات شور وارڈ نرس بستر کھانا بہت اور میں ہے گھنٹی ٹھنڈا چائے ڈاکٹر 7 بجے",
}
"""Words of each language that the theme speaks, and of scripts that stand on a poster in English."""


SPOKEN = ("cy", "en", "pl", "ur")


def told(language: str, least: int = 2, most: int = 70) -> st.SearchStrategy[str]:
    """Return texts of so many words in the language."""
    one = st.sampled_from(SCRIPTS[language].split())
    return st.lists(one, min_size=least, max_size=most).map(lambda found: f"{' '.join(found)}.")


@st.composite
def wards(draw: st.DrawFn) -> Edition:
    """Return an edition of one ward with 0 to 12 pairs of 2 to about 150 words."""
    language = draw(st.sampled_from(sorted(SCRIPTS)))
    spoken = language if language in SPOKEN else "en"

    def pair(number: int) -> VisibleStory:
        done = []
        for status in draw(st.lists(st.sampled_from(list(Status)), max_size=3)):
            reason = draw(told(language, most=20)) if status is Status.CANT_CHANGE else ""
            done.append(action(draw(told(language, most=40)), status=status, why=reason))
        said = draw(st.just("") | told(language))
        title = draw(told(language, most=8))
        return story(
            f"s{number}", title=title, you_said=said, actions=tuple(done) if done or said else (action(title),)
        )

    return edition(
        *(pair(number) for number in range(draw(st.integers(0, 12)))),
        languages=(Language(code=spoken, name=spoken, direction="rtl" if spoken == "ur" else "ltr"),),
        places=(place(name=draw(told(language, most=5))),),
        summaries=(summary(),) if draw(st.booleans()) else (),
        posters=Posters(stories=12),
    )


def check_no_overlap(data: bytes) -> None:
    """Check that no letter stands on another. (letters of Arabic letters are drawn from several shapes that do)."""
    cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs(data):
        if glyph.letter < "\u0590":
            for across in range(int(glyph.left // 20), int(glyph.right // 20) + 1):
                for up in range(int(glyph.bottom // 20), int(glyph.top // 20) + 1):
                    cells[across, up].append(glyph)
    for near in cells.values():
        for at, one in enumerate(near):
            for other in near[at + 1 :]:
                wide = min(one.right, other.right) - max(one.left, other.left)
                tall = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert min(wide, tall) < 0.2 * min(one.size, other.size), (one, other)


def check_wards(batch: int) -> None:
    """Check the wards of one batch, in the theme of `checking`."""

    @seed(batch)
    @settings(
        max_examples=WARDS,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(wards(), st.sampled_from([PaperSize.A4, PaperSize.A3]), st.sampled_from(list(Orientation)))
    def check(shown: Edition, size: PaperSize, orientation: Orientation) -> None:
        if not shown.stories:
            return
        layout = checking.PRESS.lay_out(one_poster(shown, PosterKind.WARD, size, orientation))
        assert layout.problems in {(), layout.problems[:1]}
        printed = [pair.slug for sheet in layout.sheets for pair in sheet.pairs]
        lost = {one.slug for one in layout.lost}
        assert printed == [one.slug for one in shown.stories if one.slug not in lost]
        for sheet in layout.sheets:
            data, planned = checking.PRESS.pdf(sheet), planned_words(sheet)
            check_paper(sheet)
            check_no_overlap(data)
            check_letters(data, planned)
            assert words_on_page(shown, sheet) == planned

    check()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_word_is_lost_doubled_clipped_or_overlapped(batch: int) -> None:
    """Each story is on exactly one sheet, or named as too long; every sheet is whole and readable."""
    check_wards(batch)


def test_a_letter_on_another_is_found() -> None:
    """The check for overlaps can fail: two texts that are set on one spot are found."""
    with Desk(installed_fonts()) as desk:
        data = desk.pdf(
            '#set document(title: "x")\n#set text(font: "Arimo", lang: "en", size: 20pt)\n'
            "#place(top + left)[One]\n#place(top + left, dx: 3pt)[Two]"
        )
    with pytest.raises(AssertionError):
        check_no_overlap(data)
