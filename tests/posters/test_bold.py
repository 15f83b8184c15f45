"""Posters in the theme `bold` hold what those in `clear` hold."""

from __future__ import annotations

import pytest

from tests.posters import checking
from tests.posters import test_paper as paper
from tests.posters import test_random_wards as random_wards
from tests.posters.samples import edition
from yousaid.model.site import Brand
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.fonts import installed_fonts
from yousaid.rendering.looks import find_theme, read_look
from yousaid.rendering.names import labels_for
from yousaid.rendering.posters.press import Press
from yousaid.rendering.posters.words import labels_of
from yousaid.resources import themes_folder

BOLD = find_theme("bold", (themes_folder(),))
LOOK = read_look(BOLD, Brand())
WORDS = {code: labels_of(labels_for(edition(), LOOK, code)) for code in LOOK.labels}
PRESS = Press(BOLD, LOOK.settings, WORDS, MemoryCache(), installed_fonts())


@pytest.fixture(autouse=True)
def _in_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (checking, paper):
        monkeypatch.setattr(module, "PRESS", PRESS)
    monkeypatch.setattr(checking, "CHAIN", BOLD)


@pytest.mark.parametrize("name", paper.EDITIONS)
def test_every_sheet_is_readable_whole_and_has_its_words(name: str) -> None:
    """No text under 18 pt, nothing outside the margins, and the planned words on paper and page, in order."""
    paper.test_every_sheet_is_readable_and_whole(name)
    paper.test_paper_and_page_have_the_planned_words(name)


@pytest.mark.parametrize("size", list(paper.PAPERS))
def test_the_code_can_be_scanned_and_has_white_around_it(size: paper.PaperSize) -> None:
    """The panels leave the code alone."""
    paper.test_the_code_can_be_scanned(size)
    paper.test_the_code_has_white_around_it(size)


def test_a_sheet_from_right_to_left_is_readable_and_whole() -> None:
    """Panels, banners and signs stand where lines start."""
    paper.test_a_sheet_from_right_to_left_is_readable_and_whole()


def test_headings_are_in_order() -> None:
    """Headings that stand in banners are still headings."""
    paper.test_headings_are_in_order()


def test_random_wards_lose_no_word() -> None:
    """50 wards that the other theme was not tried with."""
    random_wards.check_wards(random_wards.BATCHES)
