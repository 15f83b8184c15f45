"""The figures of all places together, on the board's sheet."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tests.posters.checking import PRESS, as_letters, page_of, planned_words, words_on_page
from tests.posters.paper import words_on
from tests.posters.samples import edition, one_poster, place, story, summary
from yousaid.model.edition import Count, FftAnswer, VisibleSummary
from yousaid.model.states import PaperSize, PosterKind, ReportKind, Variant
from yousaid.planning.posters.feedback import months_together

KEYS = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")


def counted(where: str, period: str, *counts: int | None) -> VisibleSummary:
    """Return the answers of a place and month, some of them hidden."""
    bare = summary(period)
    answers = tuple(FftAnswer(key, Count(count), None) for key, count in zip(KEYS, counts, strict=True))
    return replace(bare, place=where, fft=replace(bare.fft, answers=answers))


def months(*summaries: VisibleSummary) -> list[tuple[str, int, int]]:
    """Return period, answers and share of the months together."""
    places = (place(), place("maple", "Maple Ward", parent="general"), place("general", "The General"))
    shown = edition(summaries=summaries, places=places)
    return [(one.period, one.total, one.positive) for one in months_together(shown)]


def test_answers_are_added_up_newest_first() -> None:
    """Good and very good, of all six."""
    found = months(
        counted("willow", "2026-09", 10, 5, 1, 1, 1, 2),
        counted("willow", "2026-10", 6, 2, 0, 0, 0, 2),
        counted("maple", "2026-10", 9, 1, 0, 0, 0, 0),
    )
    assert found == [("2026-10", 20, 90), ("2026-09", 20, 75)]


def test_nobody_counts_twice() -> None:
    """The whole hospital's answers are left out in a month in which its wards have theirs."""
    found = months(
        counted("maple", "2026-10", 9, 1, 0, 0, 0, 0),
        counted("general", "2026-10", 30, 10, 0, 0, 0, 0),
        counted("general", "2026-09", 30, 10, 0, 0, 0, 0),
    )
    assert found == [("2026-10", 10, 100), ("2026-09", 40, 100)]


def test_a_hidden_count_hides_the_month() -> None:
    """With the sum of all, and all others known, it could be worked out."""
    found = months(
        counted("willow", "2026-10", 9, None, None, 0, 0, 0),
        counted("maple", "2026-10", 9, 1, 0, 0, 0, 0),
        counted("maple", "2026-09", 9, 1, 0, 0, 0, 0),
    )
    assert found == [("2026-09", 10, 100)]


def test_the_board_sees_the_chart_when_there_is_one() -> None:
    """From 13 months on, on large paper, and not in the variant without pictures."""
    year = [f"2025-{month:02}" for month in range(8, 13)] + [f"2026-{month:02}" for month in range(1, 11)]
    answers = tuple(counted("willow", month, 80 + at % 5, 10, 2, 2, 2, 4) for at, month in enumerate(reversed(year)))
    shown = edition(story(), summaries=answers, reports=frozenset({ReportKind.LOOP}))

    def charted(**form: object) -> bool:
        layout = PRESS.lay_out(one_poster(shown, PosterKind.BOARD, **{"size": PaperSize.A3, **form}))
        for sheet in layout.sheets:
            assert as_letters(words_on(PRESS.pdf(sheet))) == as_letters(planned_words(sheet))
            assert words_on_page(shown, sheet) == planned_words(sheet)
            sections = re.findall(r"<section.*?</section>", page_of(shown, sheet), re.DOTALL)
            assert all("<h2>" in section for section in sections)
        return any(pair.charted for sheet in layout.sheets for pair in sheet.words.pairs)

    assert charted()
    assert not charted(variant=Variant.NO_IMAGE)
    assert not charted(size=PaperSize.A4)
    shown = replace(shown, summaries=answers[:12])
    assert not charted()
