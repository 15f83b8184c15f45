"""The figures of all places together, on the board's sheet."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tests.posters.checking import PRESS, as_letters, page_of, planned_words, words_on_page
from tests.posters.paper import words_on
from tests.posters.samples import edition, one_poster, place, story, summary
from yousaid.model.edition import Count, FftAnswer, VisibleSummary
from yousaid.model.states import PaperSize, PosterKind, ReportKind, Variant
from yousaid.planning.posters.feedback import months_together, over_time

KEYS = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")


def counted(where: str, period: str, *counts: int | None) -> VisibleSummary:
    """Return the answers of a place and month, some of them hidden."""
    total = None if None in counts else sum(one or 0 for one in counts)
    bare = summary(period, total)
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
    """Of a hospital and its wards the hospital's own answers count, and a ward only where the hospital has none.

    Breaks when the wards that happened to answer take the place of their hospital's own figure.
    """
    found = months(
        counted("maple", "2026-10", 9, 1, 0, 0, 0, 0),
        counted("general", "2026-10", 30, 10, 0, 0, 0, 0),
        counted("maple", "2026-09", 9, 1, 0, 0, 0, 0),
        counted("willow", "2026-09", 9, 0, 1, 0, 0, 0),
    )
    assert found == [("2026-10", 40, 100), ("2026-09", 20, 95)]


def test_three_levels_count_once() -> None:
    """A bay of a ward of a hospital: the highest with figures counts. Breaks when only the nearest above does."""
    places = (place("general", "The General"), place("maple", "Maple", parent="general"), place("bay", parent="maple"))
    summaries = (counted("bay", "2026-10", 9, 1, 0, 0, 0, 0), counted("general", "2026-10", 30, 10, 0, 0, 0, 0))
    (month,) = months_together(edition(summaries=summaries, places=places))
    assert (month.total, month.places) == (40, ("general",))


def test_the_organisation_speaks_for_itself() -> None:
    """Its own figure is never replaced by a sum: not in its months, and not in those in which it has none.

    Breaks when a month without its own figure is filled with a sum: “Of 13 people”, where it says 536.
    """
    own = replace(summary("2026-09", 536, positive=95), place="")
    found = months(counted("willow", "2026-10", 9, 4, 0, 0, 0, 0), own, counted("willow", "2026-09", 9, 1, 0, 0, 0, 0))
    assert found == [("2026-09", 536, 95)]
    hidden = replace(summary("2026-09", None, positive=None), place="")
    assert months(counted("willow", "2026-10", 9, 4, 0, 0, 0, 0), hidden) == []


def test_too_few_or_rounded_answers_make_no_sum() -> None:
    """Places of which each shows no share make none together, and rounded counts do not add up.

    Breaks when the sum of 2 and 1 answers says “all 3 people”, or a sum of rounded counts is told as exact.
    """
    few = [counted(where, "2026-10", 1, 1, 0, 0, 0, 0) for where in ("willow", "maple")]
    few = [replace(one, fft=replace(one.fft, positive=None)) for one in few]
    assert months(*few) == []
    rounded = counted("willow", "2026-10", 10, 5, 0, 0, 0, 0)
    assert months(replace(rounded, fft=replace(rounded.fft, total=Count(20)))) == []


def test_a_sum_says_that_it_is_one() -> None:
    """On the sheet of the board, with how many places; the organisation's own figure needs no such word.

    Breaks when a sum of some wards is told as the organisation's.
    """
    answers = [counted(where, "2026-10", 9, 1, 0, 0, 0, 0) for where in ("willow", "maple")]
    places = (place(), place("maple", "Maple Ward"))
    shown = edition(story(), summaries=tuple(answers), places=places, reports=frozenset({ReportKind.LOOP}))
    said = PRESS.lay_out(one_poster(shown, PosterKind.BOARD)).sheets[0].words.fft.replace("\u00a0", " ")
    assert said == (
        "All 20 people who answered in October 2026 said their care was good or very good. "
        "These are the answers of all places that show theirs here, added up: 2."
    )
    own = replace(shown, summaries=(*answers, replace(summary("2026-10", 536), place="")))
    said = PRESS.lay_out(one_poster(own, PosterKind.BOARD)).sheets[0].words.fft.replace("\u00a0", " ")
    assert said == (
        "Of 536 people who answered in October 2026, about 9 in 10 (91%) said their care was good or very good."
    )


def test_a_chart_of_a_sum_is_of_the_same_places_throughout() -> None:
    """A share that moves because another ward answered says nothing. Breaks when every month is a point."""
    shown = edition(
        summaries=(
            counted("willow", "2026-10", 9, 1, 0, 0, 0, 0),
            counted("willow", "2026-09", 9, 1, 0, 0, 0, 0),
            counted("maple", "2026-09", 9, 1, 0, 0, 0, 0),
            counted("willow", "2026-08", 9, 0, 1, 0, 0, 0),
        ),
        places=(place(), place("maple", "Maple Ward")),
    )
    measure = over_time(months_together(shown), shown)
    assert measure is not None
    assert [(one.period, one.value) for one in measure.series] == [("2026-08", 90), ("2026-10", 100)]


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
