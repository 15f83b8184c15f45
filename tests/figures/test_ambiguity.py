"""Which hidden numbers stay open, against all ways there are."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from yousaid.figures.ambiguity import are_ambiguous

_WAYS = st.lists(
    st.one_of(
        st.lists(st.integers(0, 12), min_size=1, max_size=4, unique=True).map(sorted),
        st.tuples(st.integers(0, 3), st.integers(4, 16)).map(lambda ends: range(*ends)),
    ),
    min_size=1,
    max_size=3,
)


@given(_WAYS, st.integers(0, 24))
def test_a_number_is_open_when_it_could_be_two(ways, total):
    """Fails when a sum is missed, or one counts that the others cannot make up."""
    found = [one for one in product(*ways) if sum(one) == total]
    assert are_ambiguous(ways, total) is all(len({one[at] for one in found}) > 1 for at in range(len(ways)))
