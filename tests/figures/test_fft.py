"""Friends and Family Test figures."""

from __future__ import annotations

import msgspec
import pytest

from yousaid.figures.fft import figures_of, values_of, whole_per_cent
from yousaid.figures.hiding import Hiding, hidings
from yousaid.figures.suppression import is_small, rests_on_few, rounded
from yousaid.model.edition import Count, FftFigures
from yousaid.model.feedback import FftCounts
from yousaid.model.site import Suppression
from yousaid.model.states import Rule


def counts(*values: int) -> FftCounts:
    """Return FFT counts in the order of the question."""
    names = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")
    return FftCounts(**dict(zip(names, values, strict=True)))


def fft_figures(counts: FftCounts, suppression: Suppression) -> FftFigures:
    """Return the figures of one table alone."""
    key = ("willow", "2026-10")
    if suppression.rule is Rule.NONE:
        return figures_of(counts, Hiding(), suppression)
    return figures_of(counts, hidings({key: values_of(counts)}, {}, suppression.smallest).hidings[key], suppression)


def test_all_six_answers_are_in_the_denominator() -> None:
    """40 good answers of 50, where 10 are "neither" and "don't know", are 80 per cent, not 100."""
    figures = fft_figures(counts(30, 10, 5, 0, 0, 5), Suppression())
    assert (figures.positive, figures.negative, figures.tenths) == (80, 0, 8)
    assert figures.total == Count(50)


def test_halves_are_rounded_up() -> None:
    """1 of 8 is 12.5 per cent, shown as 13; 91 per cent is about 9 in 10."""
    assert whole_per_cent(1, 8) == 13
    assert fft_figures(counts(91, 0, 9, 0, 0, 0), Suppression()).tenths == 9


def test_no_percentage_from_too_few_answers() -> None:
    """Under the audience's smallest number of responses no percentage is worked out."""
    figures = fft_figures(counts(9, 0, 0, 0, 0, 0), Suppression(min_responses=10))
    assert figures.positive is None
    assert figures.answers[0].share is None
    assert figures.answers[0].count == Count(9)


def test_no_answers_at_all() -> None:
    """A month in which nobody answered has zeros and no percentage, even when one response would be enough."""
    figures = fft_figures(counts(0, 0, 0, 0, 0, 0), Suppression(min_responses=0))
    assert figures.total == Count(0)
    assert figures.positive is None


def test_a_small_total_hides_everything() -> None:
    """With 3 answers in all, not even the zeros are shown, as they would say what the 3 were."""
    figures = fft_figures(counts(3, 0, 0, 0, 0, 0), Suppression())
    assert figures.total == Count(None)
    assert {answer.count for answer in figures.answers} == {Count(None)}


def test_the_pair_behind_a_percentage_is_hidden_together() -> None:
    """With 92 per cent positive of 36 and 30 very good, the 3 good could be worked out: both are hidden."""
    figures = fft_figures(counts(30, 3, 3, 0, 0, 0), Suppression())
    assert figures.answers[0].count == Count(None)
    assert figures.answers[1].count == Count(None)
    assert figures.positive == 92


def test_the_board_may_see_all() -> None:
    """The rule "none" shows every count."""
    figures = fft_figures(counts(30, 3, 3, 0, 0, 0), Suppression(rule=Rule.NONE))
    assert [answer.count.value for answer in figures.answers] == [30, 3, 3, 0, 0, 0]


def test_two_counts_of_four_are_one_way_of_many() -> None:
    """4 and 4 add up to 8, as do 3 and 5: the total may be shown."""
    figures = fft_figures(counts(4, 4, 0, 0, 0, 0), Suppression())
    assert figures.total == Count(8)
    assert figures.answers[0].count == Count(None)


def test_not_all_are_all() -> None:
    """299 of 300 are 100 per cent, rounded, but not all 300 people."""
    figures = fft_figures(counts(293, 6, 1, 0, 0, 0), Suppression())
    assert (figures.positive, figures.all_positive) == (100, False)
    assert fft_figures(counts(294, 6, 0, 0, 0, 0), Suppression()).all_positive


def test_the_response_rate() -> None:
    """28 of 77 are 36 per cent; without the number of those who could have answered there is none."""
    known = msgspec.structs.replace(counts(20, 8, 0, 0, 0, 0), eligible=77)
    assert (fft_figures(known, Suppression()).eligible, fft_figures(known, Suppression()).responded) == (77, 36)
    assert fft_figures(known, Suppression(min_responses=30)).responded is None
    assert fft_figures(counts(20, 8, 0, 0, 0, 0), Suppression()).responded is None
    few = msgspec.structs.replace(counts(3, 0, 0, 0, 0, 0), eligible=77)
    assert fft_figures(few, Suppression(min_responses=1)).eligible is None


def test_counts_are_rounded_where_the_rule_says_so() -> None:
    """To the nearest 5, halves up; percentages come from the true counts."""
    figures = fft_figures(counts(31, 12, 0, 0, 0, 0), Suppression(rounding=5))
    assert [answer.count.value for answer in figures.answers] == [30, 10, 0, 0, 0, 0]
    assert (figures.total, figures.answers[0].share) == (Count(45), 72)
    assert [rounded(count, Suppression(rounding=10)) for count in (4, 5, 14, 15, 25)] == [0, 10, 10, 20, 30]


def test_a_stricter_smallest_count() -> None:
    """With 10 as the smallest, 9 is hidden, and a table of 9 answers whole."""
    figures = fft_figures(counts(31, 9, 0, 0, 0, 0), Suppression(smallest=10))
    assert [answer.count.value for answer in figures.answers] == [None, None, 0, 0, 0, 0]
    assert fft_figures(counts(9, 0, 0, 0, 0, 0), Suppression(smallest=10)).total == Count(None)


@pytest.mark.parametrize(
    ("n", "values", "unit", "hidden"),
    [
        (None, (40.0,), "%", False),
        (0, (40.0,), "%", False),
        (4, (40.0,), "", True),
        (5, (40.0,), "calls", False),
        (9, (40.0,), "calls", False),
        (9, (), "%", False),
        (9, (None,), "%", False),
        (9, (None, 100.0), "%", True),
        (10, (None, 100.0), "%", False),
        (10, (100.0,), " % ", False),
        (42, (5.0,), "calls", False),
        (42, (50.0, 5.0), "%", True),
        (42, (0.0, 12.0), "%", False),
        (42, (10.0,), "%", True),
    ],
)
def test_what_rests_on_few_people(n, values, unit, hidden):
    """A per cent of few people is a count. Fails when a bound is moved or a value is passed over."""
    assert rests_on_few(n, values, unit, Suppression()) is hidden
    assert not rests_on_few(n, values, unit, Suppression(rule=Rule.NONE))


def test_which_counts_are_small():
    """1 to 4, or to what the audience asks for; none without a rule. Fails when a bound is moved."""
    assert [count for count in range(8) if is_small(count, Suppression())] == [1, 2, 3, 4]
    assert [count for count in range(8) if is_small(count, Suppression(smallest=7))] == [1, 2, 3, 4, 5, 6]
    assert not any(is_small(count, Suppression(rule=Rule.NONE)) for count in range(8))
