"""Nobody can work a hidden count out: every table of a small world is tried, by a reader who knows the rule.

The reader knows all that is not hidden, the exact sum behind each percentage, and the program itself. So all worlds
that look the same to them are gathered; a count of 1 to 4 that is the same in all of them is given away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.figures.hiding import PAIRS, Hiding, Key, hidings

Counts = tuple[int, ...]
World = dict[Key, Counts]
Rule = Callable[[Mapping[Key, Sequence[int]], Mapping[str, str], int], Mapping[Key, Hiding]]
MONTH = "2025-10"


def seen(world: World, hidden: Mapping[Key, Hiding]) -> tuple[object, ...]:
    """Return what a reader of a world knows: at most what any page could tell them."""
    return tuple(
        (key, "*")
        if hidden[key].whole
        else (key, *((sum(counts[at] for at in pair), number in hidden[key].pairs) if number in hidden[key].pairs
              else tuple(counts[at] for at in pair) for number, pair in enumerate(PAIRS)))
        for key, counts in sorted(world.items())
    )  # fmt: skip


def added_up(leaves: Mapping[str, Counts], parents: Mapping[str, str], period: str = MONTH) -> World:
    """Return the tables of the leaves and of all places above them."""
    world = {(place, period): counts for place, counts in leaves.items()}
    for place, counts in leaves.items():
        above = place
        while above in parents:
            above = parents[above]
            before = world.get((above, period), (0,) * 6)
            world[above, period] = tuple(map(sum, zip(before, counts, strict=True)))
    return world


def given_away(
    worlds: Iterable[World], views: Sequence[Callable[[World], object]], most: int | None = None
) -> list[str]:
    """Return the small counts that a reader of all views can work out. Sums over `most` are left to larger worlds."""
    alike: dict[object, list[World]] = {}
    for world in worlds:
        alike.setdefault(tuple(view(world) for view in views), []).append(world)
    found = []
    for same in alike.values():
        if most is not None and any(max(map(sum, world.values())) > most for world in same):
            continue
        for key in same[0]:
            every = {"total": {sum(world[key]) for world in same}}
            every |= {str(at): {world[key][at] for world in same} for at in range(6)}
            found += [
                f"{key} {name} {values}" for name, values in every.items() if len(values) == 1 and values <= SMALL
            ]
    return found


SMALL = {1, 2, 3, 4}
BOTH = {"x": "n", "y": "n", "z": "n"}
TREE = {"x": "s", "y": "s", "s": "n", "u": "r", "v": "r", "r": "n"}


def pairs_up_to(most: int) -> list[Counts]:
    """Return all tables of 20 very good answers and one pair that adds up to so many at most."""
    return [(20, 0, 0, poor, very, 0) for poor in range(most + 1) for very in range(most + 1 - poor)]


def totals_up_to(most: int) -> list[Counts]:
    """Return all tables in which nobody said anything but very good."""
    return [(total, 0, 0, 0, 0, 0) for total in range(most + 1)]


def two_pairs_up_to(most: int) -> list[Counts]:
    """Return all tables of two pairs that add up to so many at most."""
    numbers = range(most + 1)
    return [(a, b, 0, c, d, 0) for a, b, c, d in product(numbers, repeat=4) if a + b + c + d <= most]


WORLDS = {
    "a ward and its site": ("x", {"x": "n"}, pairs_up_to(12), None),
    "two wards and their site": ("xy", BOTH, pairs_up_to(9), None),
    "three wards and their site": ("xyz", BOTH, pairs_up_to(4), None),
    "the totals of two wards": ("xy", BOTH, totals_up_to(16), 16),
    "the totals of three wards": ("xyz", BOTH, totals_up_to(14), 14),
    "two pairs and small totals": ("xy", BOTH, two_pairs_up_to(5), 5),
    "a ward beside a site with two": ("xyu", {**TREE, "u": "n"}, pairs_up_to(3), None),
    "two sites with two wards each": ("xyuv", TREE, pairs_up_to(2), None),
    "the totals of two sites with two wards each": ("xyuv", TREE, totals_up_to(8), 8),
}


def worlds_of(name: str) -> tuple[list[World], Mapping[str, str], int | None]:
    """Return all worlds of a kind, which place is above which, and the largest sum that is complete."""
    leaves, parents, tables, most = WORLDS[name]
    used = {place: above for place, above in parents.items() if place in leaves or place in parents.values()}
    every = product(tables, repeat=len(leaves))
    return [added_up(dict(zip(leaves, counts, strict=True)), used) for counts in every], used, most


@pytest.mark.parametrize("name", WORLDS)
def test_no_small_count_can_be_worked_out(name: str) -> None:
    """Fails when any count of 1 to 4 is the same in all worlds that look alike."""
    worlds, parents, most = worlds_of(name)
    assert given_away(worlds, [lambda world: seen(world, hidings(world, parents, 5))], most) == []


TEETH = ("two wards and their site", "a ward beside a site with two", "the totals of three wards")


def only_small(tables: Mapping[Key, Sequence[int]], parents: Mapping[str, str], smallest: int) -> Mapping[Key, Hiding]:
    """Hide pairs and totals on their own account and nothing else, as a hasty program would."""
    return {
        key: Hiding(
            0 < sum(counts) < smallest,
            frozenset(number for number, pair in enumerate(PAIRS) if any(0 < counts[at] < smallest for at in pair)),
        )
        for key, counts in tables.items()
    }


@pytest.mark.parametrize("name", TEETH)
def test_the_reader_has_teeth(name: str) -> None:
    """A rule that looks at each table by itself is found out: so the tests above can fail."""
    worlds, parents, most = worlds_of(name)
    assert given_away(worlds, [lambda world: seen(world, only_small(world, parents, 5))], most) != []


def test_a_year_does_not_give_its_months_away() -> None:
    """Two months and their year: as a site and its wards, but the year hides whatever a month does."""
    worlds = [
        {("x", "2025-01"): one, ("x", "2025-02"): two, ("x", "2025"): tuple(map(sum, zip(one, two, strict=True)))}
        for one, two in product(pairs_up_to(7), repeat=2)
    ]
    assert given_away(worlds, [lambda world: seen(world, hidings(world, {}, 5))]) == []


def test_a_stricter_site_gives_nothing_away_beside_a_laxer_one() -> None:
    """One site hides 1 to 9 and one 1 to 4, with the same places: together they hide 1 to 4."""
    worlds, parents, _ = worlds_of("two wards and their site")
    views = [lambda world, smallest=smallest: seen(world, hidings(world, parents, smallest)) for smallest in (5, 10)]
    assert given_away(worlds, views) == []


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((30, 12, 0, 0, 0, 0), ""),
        ((30, 12, 3, 0, 0, 6), "rest"),
        ((30, 3, 0, 0, 0, 0), "positive"),
        ((30, 12, 0, 3, 0, 0), "negative"),
        ((30, 12, 1, 0, 1, 9), "negative rest"),
        ((4, 4, 0, 0, 0, 0), "positive"),
        ((0, 0, 0, 0, 0, 0), ""),
    ],
)
def test_which_pairs_of_a_ward_are_hidden(counts: Counts, hidden: str) -> None:
    """A pair with a count of 1 to 4 is hidden whole, and a pair without one is shown."""
    found = hidings({("x", MONTH): counts}, {}, 5)["x", MONTH]
    assert not found.whole
    assert {("positive", "negative", "rest")[number] for number in found.pairs} == set(hidden.split())


def test_a_site_shows_what_its_wards_hide_together() -> None:
    """Of two wards with small numbers neither can be told; of one alone it could, so the site hides it as well."""
    parents = {"x": "n", "y": "n"}
    one, two, none = (20, 9, 0, 7, 2, 0), (20, 9, 0, 6, 3, 0), (20, 9, 0, 6, 9, 0)
    assert hidings(added_up({"x": one, "y": two}, parents), parents, 5)["n", MONTH].pairs == set()
    assert hidings(added_up({"x": one, "y": none}, parents), parents, 5)["n", MONTH].pairs == {1}


def test_the_next_smallest_ward_is_hidden_with_a_very_small_one() -> None:
    """With 3 answers on one ward, the next smallest of its site is hidden whole, and the site's total stays."""
    parents = {"x": "n", "y": "n", "z": "n"}
    leaves = {"x": (3, 0, 0, 0, 0, 0), "y": (30, 9, 0, 0, 0, 0), "z": (40, 9, 0, 0, 0, 0)}
    found = hidings(added_up(leaves, parents), parents, 5)
    assert {place for (place, _), hiding in found.items() if hiding.whole} == {"x", "y"}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["", "n", "x", "y", "z"]), st.sampled_from(["2025", "2025-01", "2025-02"])),
        st.tuples(*[st.integers(0, 12)] * 6),
    ),
    st.integers(5, 12),
)
def test_every_small_count_and_total_is_hidden(tables: dict[Key, Counts], smallest: int) -> None:
    """Whatever else is hidden: no count and no total from 1 up to the smallest shown, and the order does not matter."""
    parents = {"x": "n", "y": "n", "z": "x"}
    found = hidings(tables, parents, smallest)
    assert found == hidings(dict(reversed(list(tables.items()))), parents, smallest)
    for key, counts in tables.items():
        small = {at for at, count in enumerate(counts) if 0 < count < smallest}
        assert small <= found[key].answers
        assert found[key].whole or not 0 < sum(counts) < smallest
