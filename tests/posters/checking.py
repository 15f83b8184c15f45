"""What must hold for every sheet: its size, its edges, and that paper, page and plan have the same words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

import pytest

from tests.posters.paper import POINTS_PER_MM, first_page, glyphs, picture, plain_words, words_on
from tests.posters.samples import THEME, press
from yousaid.model.edition import Edition
from yousaid.model.site import Brand
from yousaid.model.states import Orientation, PaperSize, Variant
from yousaid.planning.addresses import Kind
from yousaid.planning.plan import plan_for
from yousaid.planning.posters.choosing import posters_for
from yousaid.rendering.environment import page_environment
from yousaid.rendering.looks import Chain, read_look
from yousaid.rendering.pages import PagePress, SharedParts
from yousaid.rendering.posters.press import Press, Sheet
from yousaid.rendering.posters.words import PairWords, SheetWords

PAPERS = {
    PaperSize.A5: (148, 210),
    PaperSize.A4: (210, 297),
    PaperSize.A3: (297, 420),
    PaperSize.A2: (420, 594),
    PaperSize.A1: (594, 841),
}
CODES = {PaperSize.A5: 32, PaperSize.A4: 40, PaperSize.A3: 60, PaperSize.A2: 85, PaperSize.A1: 120}
"""How wide the QR code is, in millimetres."""
CUT = 14
"""How much larger the paper is on each side for the print shop, in millimetres."""

PRESS: Press = press()
CHAIN: Chain = (THEME,)
"""The theme that sheets are printed and shown in; test_bold.py tries the same with another."""


def sheets_of(shown: Edition) -> list[Sheet]:
    """Return every sheet of every poster, with nothing left off."""
    layouts = [PRESS.lay_out(poster) for poster in posters_for(shown)]
    assert [(layout.problems, layout.lost) for layout in layouts if layout.problems or layout.lost] == []
    return [sheet for layout in layouts for sheet in layout.sheets]


class Body(HTMLParser):
    """Collects the words of `main`, as a browser shows them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Go in."""
        self.inside += tag == "main"
        self.text.append("" if tag in ("strong", "svg", "path", "bdi") else " ")

    def handle_endtag(self, tag: str) -> None:
        """Go out."""
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if self.inside:
            self.text.append(data)


def page_of(shown: Edition, sheet: Sheet) -> str:
    """Return the sheet's web page, rendered as the site renders it."""
    plan = plan_for(shown, read_look(CHAIN, Brand()), {}, [sheet])
    output = next(one for one in plan.outputs if one.kind is Kind.POSTER)
    environment = page_environment(*(folder / "templates" for folder in CHAIN))
    return PagePress(plan, environment, SharedParts()).render(output).decode("utf-8")


def words_on_page(shown: Edition, sheet: Sheet) -> list[str]:
    """Return the words of the sheet's web page."""
    body = Body()
    body.feed(page_of(shown, sheet))
    return plain_words("".join(body.text))


def planned_words(sheet: Sheet) -> list[str]:
    """Return the words that were planned for the sheet, in order."""
    return plain_words(" ".join(_planned(sheet.words)))


def _planned(first: SheetWords) -> Iterator[str]:
    both = [first, first.second] if first.second else [first]
    yield from (shown.series for shown in both)
    yield from (shown.month for shown in both)
    yield from dict.fromkeys(shown.heading for shown in both)
    yield first.under
    yield from (shown.fft for shown in both)
    if not any(pair.charted for pair in first.pairs):
        yield from _planned_chart(both)
    for pairs in zip(*(shown.pairs for shown in both), strict=True):
        for pair in pairs:
            yield from _planned_chart(both) if pair.charted else _planned_pair(pair)
    if first.quote:
        yield from (first.quote.text, first.quote.by)
    yield from (text for shown in both for text in (shown.tell_heading, shown.tell))
    yield first.contact
    yield from (shown.formats for shown in both)
    yield first.address
    yield from (text for shown in both for text in (shown.replace, shown.part))
    yield from (shown.owner for shown in both)
    yield first.number


def _planned_chart(both: list[SheetWords]) -> Iterator[str]:
    yield from (shown.chart.says for shown in both if shown.chart)
    if both[0].chart:
        yield from (*both[0].chart.ticks, both[0].chart.first, both[0].chart.last)


def _planned_pair(pair: PairWords) -> Iterator[str]:
    yield from (pair.title, pair.month, pair.figure)
    if pair.said or pair.blank:
        yield from (pair.said_heading, pair.said)
    for answer in pair.answers:
        yield answer.heading
        for one in answer.actions:
            yield one.text
            yield from (text for note in one.notes for text in (note.label, note.text))
    yield from (text for note in pair.notes for text in (note.label, note.text))


def as_letters(found: list[str]) -> str:
    """Return words as one string: where a line breaks inside a word, a reader of the PDF sees two."""
    return "".join(found)


_SHAPES: Final = ("ب پ ت ٹ ث ن ی ئ ي ے", "د ڈ ذ", "ر ڑ ز ژ", "ف ق", "ا آ أ")
_BARE: Final = str.maketrans({letter: group[0] for group in _SHAPES for letter in group.split()})
"""Letters of Arabic script to the one of their shape without dots."""


def check_letters(data: bytes, planned: list[str]) -> None:
    """Check that every letter planned is on the sheet, in its place, and no other.

    Where there are Arabic or Indian scripts, their order is not looked at: words from right to left are read out of a
    PDF in another one. And fonts draw a letter of these from several shapes, of which each is read out as a whole
    letter with that shape.
    """
    if all(letter < "\u0590" or letter > "\u1fff" for letter in as_letters(planned)):
        assert as_letters(words_on(data)) == as_letters(planned)
        return
    found, wanted = (
        Counter(unicodedata.normalize("NFKC", as_letters(words)).translate(_BARE))
        for words in (words_on(data), planned)
    )
    lost = wanted - found
    doubled = {letter for letter in found - wanted if letter < "\u0590" or letter not in wanted}
    assert (lost, doubled) == (Counter(), set())


def check_paper(sheet: Sheet) -> None:
    """Check sizes, edges and page of one sheet."""
    data = PRESS.pdf(sheet)
    form = sheet.poster.format
    width, height = PAPERS[form.size] if form.orientation is Orientation.PORTRAIT else PAPERS[form.size][::-1]
    around = CUT if form.variant is Variant.PRINT_SHOP else 0
    page = first_page(data)
    assert [side / POINTS_PER_MM for side in page.get_size()] == [
        pytest.approx(width + 2 * around, abs=1),
        pytest.approx(height + 2 * around, abs=1),
    ]
    edge = (12 + around) * POINTS_PER_MM - 2
    right, top = (side - edge for side in page.get_size())
    for glyph in glyphs(data):
        assert glyph.size >= 17.99, glyph
        assert edge <= glyph.left <= glyph.right <= right, glyph
        assert edge <= glyph.bottom <= glyph.top <= top, glyph


def check_edges(data: bytes) -> None:
    """Check that the outer 5 mm have no ink."""
    image = picture(data)
    edge = round(5 / 25.4 * 100)
    inner = image.crop((edge, edge, image.width - edge, image.height - edge))
    image.paste(255, (edge, edge, image.width - edge, image.height - edge))
    assert image.getextrema()[0] >= 250
    assert inner.getextrema()[0] < 60
