"""Small numbers are hidden, and what is shown does not give them away."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.figures.suppression import hidden_counts
from yousaid.model.states import Rule

RULE = Rule.NHS_ENGLAND_FFT
PAIRS = ((0, 1), (3, 4), (2, 5))


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((30, 12, 0, 0, 0, 0), set()),
        ((30, 12, 3, 0, 0, 6), {2, 5}),  # 3 is small; 6 goes too, or their sum gives it away
        ((30, 3, 0, 0, 0, 0), {0, 1}),
        ((30, 12, 1, 0, 0, 1), {1, 2, 5}),  # two hidden counts whose sum is 2 can only be 1 and 1
        ((30, 12, 4, 0, 0, 4), {1, 2, 5}),  # and two whose sum is 8 can only be 4 and 4
        ((0, 0, 0, 0, 0, 0), set()),
    ],
)
def test_which_counts_are_hidden(counts: tuple[int, ...], hidden: set[int]) -> None:
    """Counts of 1 to 4 are hidden, and a second one where the first could be worked out."""
    assert hidden_counts(counts, (), RULE) >= {at for at, count in enumerate(counts) if 0 < count < 5}
    found = hidden_counts(counts, PAIRS, RULE)
    assert hidden <= found
    assert {at for at in found if counts[at] == 0} == set()


def test_nothing_is_hidden_without_a_rule() -> None:
    """The rule "none" shows every count."""
    assert hidden_counts((1, 2, 3), (), Rule.NONE) == frozenset()


@given(st.lists(st.integers(0, 12), min_size=3, max_size=5).map(tuple))
def test_no_hidden_count_follows_from_the_total(counts: tuple[int, ...]) -> None:
    """Somebody who knows the rule, the total and the shown counts finds at least two values for each hidden one."""
    hidden = sorted(hidden_counts(counts, (), RULE))
    if not hidden or sum(1 for count in counts if count) == len(hidden):
        return  # when nothing else is left to hide, the total itself is what the caller hides
    rest = sum(counts[at] for at in hidden)
    solutions = [values for values in product(range(1, rest + 1), repeat=len(hidden)) if sum(values) == rest]
    for position in range(len(hidden)):
        assert len({values[position] for values in solutions}) > 1
