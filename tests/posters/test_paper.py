"""What comes out of the printer: sizes, edges, codes and words, measured in the PDF and compared with the page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace

from tests.posters.checking import (
    CODES,
    PAPERS,
    PRESS,
    as_letters,
    check_edges,
    check_paper,
    planned_words,
    sheets_of,
    words_on_page,
)
from tests.posters.paper import POINTS_PER_MM, glyphs, picture, qr_codes, words_on
from tests.posters.samples import action, edition, one_poster, place, quote, story, summary, words
from yousaid.model.site import Language
from yousaid.model.states import PaperSize, PosterKind, Status
from yousaid.model.story import MadeWith
from yousaid.rendering.posters.press import Sheet

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"

URDU = edition(
    story(
        "urdu",
        action("اب کوڑے دان صبح 7 بجے کے بعد خالی کیے جاتے ہیں، اور ہم کانوں کے پلگ دیتے ہیں۔"),
        action("ہم نرم گھنٹیاں آزما رہے ہیں۔", status=Status.IN_PROGRESS),
        title="وارڈ میں پرسکون راتیں",
        you_said="رات کو بہت شور ہوتا ہے۔ کوڑے دان صبح 5 بجے خالی کیے جاتے تھے۔",
    ),
    languages=(Language(code="ur", name="اردو", direction="rtl"),),
    places=(place(name="ولو وارڈ"),),
)
LONG_ID = "a-ward-with-a-very-long-name-and-number"


FULL = story(
    "boards",
    action("The name of your nurse is on the board by your bed."),
    action("We will add the name of your doctor.", status=Status.PLANNED, date=date(2027, 3, 31)),
    action(
        "We cannot add photos.",
        status=Status.CANT_CHANGE,
        why="The boards are too small.",
        who_decides="The board",
        instead="Staff wear large badges.",
    ),
    title="Who is looking after me",
    you_said='I did not know who was looking after me, or "who to ask".',
    difference="People know who to ask.",
    made_with=MadeWith(who="6 patients and 2 carers."),
    quotes=(quote("I know my nurse's name now."),),
)
WELSH = story(
    "cymraeg", action("Mae’r bwrdd gwyn yn dweud pwy sydd ar y sifft."), you_said="Ŵyr neb, tŷ na gŵr, â’r ŷd."
)
LONG_WORDS = story(
    "names",
    action(f"Read https://www.example.nhs.uk/patients/{LONG}/letters.html today, or {LONG.lower()}."),
    title=LONG,
    you_said=f"Otorhinolaryngologists in {LONG} are hard to find.",
)
WIDE_TITLE = story("wide", title="Immunosuppressants and other long words, explained", you_said="What are they?")
EMPTY = story("heard", actions=(), you_said="The day room is cold.")
PRAISE = story("praise", you_said="")
EDITIONS = {
    "short": edition(story()),
    "one": edition(story(quotes=(quote(),)), summaries=(summary(),)),
    "charted": edition(
        story("boards", action("The name of your nurse is on the board by your bed."), you_said="Who are you?"),
        summaries=tuple(
            summary(month, positive=90 - at % 3)
            for at, month in enumerate(
                (*(f"2026-{number:02}" for number in range(10, 0, -1)), "2025-12", "2025-11", "2025-10")
            )
        ),
    ),
    "full": edition(FULL, summaries=(summary(positive=100, tenths=10),)),
    "four": edition(story(), FULL, WELSH, PRAISE, summaries=(summary(),)),
    "long words": edition(LONG_WORDS, WELSH, WIDE_TITLE, places=(place(name=f"The {LONG} Ward"),)),
    "empty": edition(EMPTY, PRAISE),
    "offline": edition(FULL, address=""),
    "long foot": edition(
        story(place=LONG_ID),
        formats=words(40),
        places=(place(LONG_ID, owner=words(9)),),
        address=f"https://www.{LONG.lower()}.example.nhs.uk/you-said-we-did/",
        title=words(9),
    ),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_every_sheet_is_readable_and_whole(name: str) -> None:
    """Every sheet is one page of its paper, has no text under 18 pt, and nothing outside its margins."""
    for sheet in sheets_of(EDITIONS[name]):
        check_paper(sheet)
        check_edges(PRESS.pdf(sheet))


@pytest.mark.parametrize("name", EDITIONS)
def test_paper_and_page_have_the_planned_words(name: str) -> None:
    """The words in the PDF and on the web page are the planned words, each once, in the same order."""
    for sheet in sheets_of(EDITIONS[name]):
        planned = planned_words(sheet)
        assert words_on_page(EDITIONS[name], sheet) == planned
        assert as_letters(words_on(PRESS.pdf(sheet))) == as_letters(planned)


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_code_can_be_scanned(size: PaperSize) -> None:
    """It leads to the poster's address, has its size, and is read small, in black and white, and from afar."""
    poster = one_poster(EDITIONS["short"], PosterKind.STORY, size=size)
    data = PRESS.pdf(PRESS.lay_out(poster).sheets[0])
    image = picture(data, 150)
    (code,) = qr_codes(image)
    assert code.text == poster.address == "https://ys.example.nhs.uk/stories/quieter-nights.html"
    side = (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4
    assert side == pytest.approx(CODES[size], abs=1)
    assert [found.text for found in qr_codes(image.point(lambda value: 255 * (value > 128)))] == [poster.address]
    assert [found.text for found in qr_codes(picture(data, 60))] == [poster.address]


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_code_has_white_around_it(size: PaperSize) -> None:
    """Four modules on each side are empty."""
    data = PRESS.pdf(PRESS.lay_out(one_poster(EDITIONS["short"], PosterKind.STORY, size=size)).sheets[0])
    image = picture(data, 150)
    (code,) = qr_codes(image)
    corners = code.position
    modules = (corners.bottom_right.x - corners.top_left.x) / 33
    white = int(4 * modules) - 4  # dots; the box round the symbol takes 3 of them
    box = (corners.top_left.x - 2, corners.top_left.y - 2, corners.bottom_right.x + 3, corners.bottom_right.y + 3)
    around = image.crop((box[0] - white, box[1] - white, box[2] + white, box[3] + white))
    around.paste(255, (white, white, white + box[2] - box[0], white + box[3] - box[1]))
    assert around.getextrema()[0] >= 250


def test_a_sheet_from_right_to_left_is_readable_and_whole() -> None:
    """Arabic script is set from the right, with nothing outside the margins and no two words on one spot."""
    for sheet in sheets_of(URDU):
        check_paper(sheet)
        check_edges(PRESS.pdf(sheet))
        starts = [glyph.right for glyph in glyphs(PRESS.pdf(sheet)) if "\u0600" <= glyph.letter <= "\u06ff"]
        assert max(starts) > (PAPERS[sheet.poster.format.size][0] - 14) * POINTS_PER_MM
        assert qr_codes(picture(PRESS.pdf(sheet)))


def test_without_an_address_there_is_no_code() -> None:
    """A site that is not published yet has posters without a code, and without words about scanning."""
    for sheet in sheets_of(EDITIONS["offline"]):
        assert qr_codes(picture(PRESS.pdf(sheet))) == []
        assert "Scan" not in words_on(PRESS.pdf(sheet))


def test_a_sheet_says_what_it_is() -> None:
    """The PDF is tagged, in its language, with a title; nothing in it tells when or where it was made."""
    (sheet,) = PRESS.lay_out(one_poster(EDITIONS["one"])).sheets
    data = PRESS.pdf(sheet)
    document = pdfium.PdfDocument(data)
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == "Willow Ward, November 2026".replace(" 2026", "\u00a02026")
    assert b"pdfuaid:part>1<" in data
    assert re.search(rb"/Lang ?\(en\)", data)
    assert str(Path(__file__).parents[2]).encode() not in data


def test_a_chart_stands_on_large_paper_when_there_is_room() -> None:
    """From 13 months on, an A3 sheet with few words draws them; A4 and a sheet full of words do without."""
    charted = EDITIONS["charted"]
    large, small = (
        PRESS.lay_out(one_poster(charted, PosterKind.WARD, size)).sheets for size in (PaperSize.A3, PaperSize.A4)
    )
    assert large[0].words.chart is not None
    assert large[0].words.chart.says.endswith("No real change: the figures go up and down by chance.")
    assert (large[0].words.chart.first, large[0].words.chart.last) == ("October\u00a02025", "October\u00a02026")
    assert large[0].size >= 28
    assert small[0].words.chart is None
    full = replace(charted, stories=tuple(replace(FULL, slug=f"s{number}") for number in range(4)))
    crowded = PRESS.lay_out(one_poster(full, PosterKind.WARD, PaperSize.A3)).sheets
    assert all(sheet.words.chart is None for sheet in crowded)
    dozen = replace(charted, summaries=charted.summaries[:12])
    assert PRESS.lay_out(one_poster(dozen, PosterKind.WARD, PaperSize.A3)).sheets[0].words.chart is None


def test_headings_are_in_order() -> None:
    """First the place, then its stories, then what was said and done; a story poster has one level less."""
    levels = {kind: _levels(PRESS.pdf(_sheet(kind))) for kind in (PosterKind.WARD, PosterKind.STORY)}
    assert levels[PosterKind.WARD] == [1, 2, 3, 3, 3, 3, 2]
    assert levels[PosterKind.STORY] == [1, 2, 2, 2, 2, 2]


def _sheet(kind: PosterKind) -> Sheet:
    return PRESS.lay_out(one_poster(EDITIONS["full"], kind, PaperSize.A3)).sheets[0]


def _levels(data: bytes) -> list[int]:
    """Return the levels of the bookmarks, which are the headings."""
    return [mark.level + 1 for mark in pdfium.PdfDocument(data).get_toc()]


MADE = """
import sys
from hashlib import sha256
from tests.posters.test_paper import EDITIONS, PRESS, sheets_of
for name in sys.argv[1:]:
    for sheet in sheets_of(EDITIONS[name]):
        print(sheet.name, sheet.key, sha256(PRESS.pdf(sheet)).hexdigest())
"""


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Another process, folder, time zone, language and hash seed give the same keys and the same bytes."""
    root = Path(__file__).parents[2]
    found = []
    for number, (seed, zone, language) in enumerate([("1", "UTC", "C"), ("77", "Asia/Tokyo", "cy_GB.UTF-8")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        surroundings = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": language,
            "TMPDIR": str(folder),
            "PYTHONPATH": str(root),
        }
        run = subprocess.run(
            [sys.executable, "-c", MADE, "four", "one"],
            cwd=folder,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        found.append(run.stdout)
    assert found[0] == found[1]
    assert len(found[0].splitlines()) > 8


def test_another_language_and_direction_are_said() -> None:
    """The language of the site is the language of the paper."""
    welsh = edition(WELSH, languages=(Language(code="cy", name="Cymraeg"),))
    (sheet,) = PRESS.lay_out(one_poster(welsh)).sheets
    assert re.search(rb"/Lang ?\(cy\)", PRESS.pdf(sheet))
