"""Nobody who solves equations in whole numbers works out a small count of a random trust."""

from __future__ import annotations

import pytest

from tests.figures.attacker import Trust, pinned
from yousaid.figures import tables
from yousaid.figures.hiding import Hidden, Hiding


@pytest.mark.parametrize("seed", range(20))
def test_no_hidden_count_has_one_value_only(seed: int) -> None:
    """Fails when a count of 1 to 4 follows from all that two sites show in two editions."""
    tried, found = pinned(Trust(seed), 15)
    assert tried
    assert found == []


def test_the_attacker_has_teeth(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that hides only the table that is small, as a hasty one would, is found out: so the tests can fail."""

    def careless(library: object, audiences: object, smallest: int) -> Hidden:
        counts = tables.tables_for(library, audiences)  # type: ignore[arg-type]
        return Hidden({key: Hiding(0 < sum(one) < smallest) for key, one in counts.items()}, ())

    monkeypatch.setattr(tables, "hidden_for", careless)
    assert any(pinned(Trust(seed), 15)[1] for seed in range(5))
