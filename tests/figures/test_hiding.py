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

from yousaid.figures import hiding
from yousaid.figures.hiding import DIVISION, PAIRS, Hiding, Published
from yousaid.figures.regions import Key

Counts = tuple[int, ...]
World = dict[Key, Counts]
Rule = Callable[[Mapping[Key, Sequence[int]], Mapping[str, str], int], Mapping[Key, Hiding]]
MONTH = "2025-10"


def hidings(world: World, parents: Mapping[str, str], smallest: int) -> Mapping[Key, Hiding]:
    """Return what the program hides of a world."""
    return hiding.hidings(world, parents, smallest).hidings


def seen(world: World, hidden: Mapping[Key, Hiding]) -> tuple[object, ...]:
    """Return what a reader of a world knows: at most what any page could tell them."""
    return tuple((key, *table_seen(world[key], hidden[key])) for key in sorted(hidden))


def table_seen(counts: Counts, hidden: Hiding) -> tuple[object, ...]:
    """Return what a reader knows of one table."""
    if hidden.whole:
        return ("*",)
    sums = (sum(counts), counts[0] + counts[1])
    division = "*" if DIVISION in hidden.layers else counts[3] + counts[4]
    cells = ["*" if number in hidden.layers else tuple(counts[at] for at in pair) for number, pair in enumerate(PAIRS)]
    return (*sums, division, *cells)


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
    worlds: Iterable[World], views: Sequence[Callable[[World], object]], most: int | None = None, *, sums: bool = False
) -> list[str]:
    """Return the small counts that a reader of all views can work out. Sums over `most` are left to larger worlds.

    `sums` also looks at how many said good and very good, and poor and very poor: where all four others vary.
    """
    alike: dict[object, list[World]] = {}
    for world in worlds:
        alike.setdefault(tuple(view(world) for view in views), []).append(world)
    found = []
    for same in alike.values():
        if most is not None and any(max(map(sum, world.values())) > most for world in same):
            continue
        for key in same[0]:
            every = {"total": {sum(world[key]) for world in same}}
            if sums:
                every |= {str(pair): {sum(world[key][at] for at in pair) for world in same} for pair in PAIRS[:2]}
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


def others_up_to(most: int) -> list[Counts]:
    """Return all tables of 20 very good answers and four others that add up to so many at most."""
    numbers = range(most + 1)
    return [(20, 0, a, b, c, d) for a, b, c, d in product(numbers, repeat=4) if a + b + c + d <= most]


def any_up_to(most: int) -> list[Counts]:
    """Return all tables that add up to so many at most."""
    numbers = range(most + 1)
    return [every for every in product(numbers, repeat=6) if sum(every) <= most]


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
    "all answers of a ward": ("x", {"x": "n"}, any_up_to(7), 7),
    "what is not good on a ward": ("x", {"x": "n"}, others_up_to(12), None),
    "what is not good on two wards": ("xy", BOTH, others_up_to(4), None),
    "what is not good on a ward beside a site": ("xu", {"x": "s", "s": "n", "u": "n"}, others_up_to(3), None),
}
COMPLETE = [name for name in WORLDS if name.startswith(("all", "what"))]
"""The worlds in which sums of two answers are looked at as well."""


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
    view = [lambda world: seen(world, hidings(world, parents, 5))]
    assert given_away(worlds, view, most, sums=name in COMPLETE) == []


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
        ((30, 12, 0, 3, 0, 9), "negative rest division"),
        ((30, 12, 0, 3, 9, 9), "negative"),
        ((30, 12, 9, 9, 9, 2), "rest"),
        ((30, 12, 1, 0, 1, 9), "negative rest division"),
        ((30, 12, 0, 5, 0, 1), "rest"),
        ((30, 12, 0, 0, 0, 3), "negative rest division"),
        ((30, 12, 0, 5, 0, 5), ""),
        ((4, 4, 0, 0, 0, 0), "positive"),
        ((0, 0, 0, 0, 0, 0), ""),
    ],
)
def test_which_pairs_of_a_ward_are_hidden(counts: Counts, hidden: str) -> None:
    """A pair with a count of 1 to 4 is hidden whole, a pair without one is shown; so is the division of the others."""
    found = hidings({("x", MONTH): counts}, {}, 5)["x", MONTH]
    assert not found.whole
    assert {("positive", "negative", "rest", "division")[layer] for layer in found.layers} == set(hidden.split())


@pytest.mark.parametrize(("good", "whole"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_table_with_few_good_answers_is_hidden_whole(good: int, whole: bool) -> None:
    """Of 29 answers 1 to 4 good ones: the positive percentage would tell them, so all is hidden."""
    assert hidings({("x", MONTH): (0, good, 9, 10, 10, 0)}, {}, 5)["x", MONTH].whole is whole


def test_a_site_shows_what_its_wards_hide_together() -> None:
    """Of two wards with small numbers neither can be told; of one alone it could, so the site hides it as well."""
    parents = {"x": "n", "y": "n"}
    one, two, none = (20, 3, 0, 6, 6, 0), (17, 4, 0, 6, 6, 0), (20, 9, 0, 6, 9, 0)
    assert hidings(added_up({"x": one, "y": two}, parents), parents, 5)["n", MONTH].layers == set()
    assert hidings(added_up({"x": one, "y": none}, parents), parents, 5)["n", MONTH].layers == {0}
    few, some = (20, 9, 2, 3, 0, 5), (20, 9, 1, 2, 2, 7)
    divided = hidings(added_up({"x": few, "y": some}, parents), parents, 5)["n", MONTH]
    assert not divided.negative
    assert divided.layers == {1, 2}


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


# ------------------------------------------------------------------------------------------------------- what is around
# Tables of different places and periods together, and people whom no table shows. A reader knows each table that there
# is; the ward z and the months of which there is no table are there, and nobody sees them.


def plus(*tables: Counts) -> Counts:
    """Return the sum of some tables."""
    return tuple(map(sum, zip(*tables, strict=True)))


JAN, FEB, THE_YEAR = "2025-01", "2025-02", "2025"
Mixture = tuple[Mapping[Key, Sequence[Key]], Sequence[Key], Mapping[str, str]]
"""The tables that there are, each with the ward months it counts; all ward months; and which place is above which."""
X1, X2, Y1, Y2, Z1, Z2 = ((ward, month) for ward in "xyz" for month in (JAN, FEB))
WARDS = {"x": "n", "y": "n", "z": "n"}

MIXTURES: dict[str, Mixture] = {
    "a ward that nobody sees": ({X1: [X1], ("n", JAN): [X1, Z1]}, [X1, Z1], WARDS),
    "a ward that nobody sees beside two": ({X1: [X1], Y1: [Y1], ("n", JAN): [X1, Y1, Z1]}, [X1, Y1, Z1], WARDS),
    "a month that nobody sees": ({X1: [X1], ("x", THE_YEAR): [X1, X2]}, [X1, X2], WARDS),
    "ward months in the year of all": ({X1: [X1], X2: [X2], ("", THE_YEAR): [X1, X2]}, [X1, X2], WARDS),
    "ward months in the year of all, with others": (
        {X1: [X1], X2: [X2], ("", THE_YEAR): [X1, X2, Y1]},
        [X1, X2, Y1],
        WARDS,
    ),
    "months of a site, years of its wards": (
        {("n", JAN): [X1, Y1], ("n", FEB): [X2, Y2], ("x", THE_YEAR): [X1, X2], ("y", THE_YEAR): [Y1, Y2]},
        [X1, X2, Y1, Y2],
        WARDS,
    ),
    "months and years of all": (
        {
            **{key: [key] for key in (X1, X2, Y1, Y2)},
            ("n", JAN): [X1, Y1],
            ("n", FEB): [X2, Y2],
            ("x", THE_YEAR): [X1, X2],
            ("y", THE_YEAR): [Y1, Y2],
            ("n", THE_YEAR): [X1, X2, Y1, Y2],
        },
        [X1, X2, Y1, Y2],
        WARDS,
    ),
    "years of all, and January": (
        {
            X1: [X1],
            Y1: [Y1],
            ("n", JAN): [X1, Y1],
            ("x", THE_YEAR): [X1, X2],
            ("y", THE_YEAR): [Y1, Y2],
            ("n", THE_YEAR): [X1, X2, Y1, Y2],
        },
        [X1, X2, Y1, Y2],
        WARDS,
    ),
    "a ward without the months of its site": (
        {X1: [X1], ("n", JAN): [X1, Y1], ("y", THE_YEAR): [Y1, Y2], ("n", THE_YEAR): [X1, Y1, Y2]},
        [X1, Y1, Y2],
        WARDS,
    ),
}


def mixed_worlds(name: str, tables: Sequence[Counts]) -> tuple[list[World], list[Key], Mapping[str, str]]:
    """Return all worlds of a mixture, the keys of the tables that there are, and which place is above which."""
    seen_tables, atoms, parents = MIXTURES[name]
    worlds = []
    for every in product(tables, repeat=len(atoms)):
        known = dict(zip(atoms, every, strict=True))
        worlds.append(known | {key: plus(*(known[one] for one in parts)) for key, parts in seen_tables.items()})
    return worlds, list(seen_tables), parents


SIZES: dict[str, tuple[Callable[[int], list[Counts]], dict[int, int]]] = {
    "totals": (totals_up_to, {2: 20, 3: 14, 4: 7}),
    "negative": (pairs_up_to, {2: 7, 3: 3, 4: 2}),
    "others": (others_up_to, {2: 3, 3: 2, 4: 1}),
}
"""Kinds of tables, all up to a sum that depends on how many ward months there are."""


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("name", MIXTURES)
def test_no_mixture_of_places_and_periods_gives_a_small_count_away(name: str, kind: str) -> None:
    """Fails when a count of 1 to 4, of a table or of people whom no table shows, is the same in all worlds alike."""
    make, sizes = SIZES[kind]
    most = sizes[len(MIXTURES[name][1])]
    worlds, there, parents = mixed_worlds(name, make(most))

    def view(world: World) -> object:
        visible = {key: world[key] for key in there}
        return seen(visible, hidings(visible, parents, 5))

    assert given_away(worlds, [view], most if kind == "totals" else None, sums=kind == "others") == []


# ---------------------------------------------------------------------------------------------------- earlier editions
# Each edition: its tables, as sums of what is there. What was corrected in between has an old value, in capitals.

X, Y, Z, OLD = ("x", JAN), ("y", JAN), ("z", JAN), ("X", JAN)
HOSPITAL = ("n", JAN)
EDITIONS: dict[str, tuple[dict[Key, list[Key]], dict[Key, list[Key]]]] = {
    "a hospital's figures come later": ({X: [X], Y: [Y]}, {X: [X], Y: [Y], HOSPITAL: [X, Y]}),
    "a hospital's figures come later, with others in it": ({X: [X], Y: [Y]}, {X: [X], Y: [Y], HOSPITAL: [X, Y, Z]}),
    "a ward's figures come later": ({Y: [Y], HOSPITAL: [X, Y]}, {X: [X], Y: [Y], HOSPITAL: [X, Y]}),
    "a ward is taken out": ({X: [X], Y: [Y]}, {X: [X], HOSPITAL: [X, Y]}),
    "a ward is put right": (
        {X: [OLD], Y: [Y], HOSPITAL: [OLD, Y]},
        {X: [X], Y: [Y], HOSPITAL: [X, Y]},
    ),
    "a ward of three is put right": (
        {X: [OLD], Y: [Y], Z: [Z], HOSPITAL: [OLD, Y, Z]},
        {X: [X], Y: [Y], Z: [Z], HOSPITAL: [X, Y, Z]},
    ),
    "a ward is put right, and the old hospital comes": (
        {X: [OLD], Y: [Y]},
        {X: [X], Y: [Y], HOSPITAL: [OLD, Y]},
    ),
    "a ward is put right, and the new hospital comes": (
        {X: [OLD], Y: [Y]},
        {X: [X], Y: [Y], HOSPITAL: [X, Y]},
    ),
    "a ward is put right and its hospital is not": (
        {X: [OLD], Y: [Y], HOSPITAL: [OLD, Y]},
        {X: [X], Y: [Y], HOSPITAL: [OLD, Y]},
    ),
    "a year comes later": ({X1: [X1], X2: [X2]}, {X1: [X1], X2: [X2], ("x", THE_YEAR): [X1, X2]}),
}


def two_editions(world: World, name: str) -> object:
    """Return what somebody knows who kept the earlier edition."""
    before, after = (
        {key: plus(*(world[one] for one in parts)) for key, parts in tables.items()} for tables in EDITIONS[name]
    )
    first = hidings(before, WARDS, 5)
    kept = [Published(key, before[key], hiding) for key, hiding in first.items()]
    return seen(before, first), seen(after, hiding.hidings(after, WARDS, 5, kept).hidings)


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("name", EDITIONS)
def test_last_month_s_page_gives_no_small_count_away(name: str, kind: str) -> None:
    """Fails when a count of 1 to 4 is the same in all worlds that two editions do not tell apart."""
    atoms = sorted({one for tables in EDITIONS[name] for parts in tables.values() for one in parts})
    make, sizes = SIZES[kind]
    most = sizes[len(atoms)]
    worlds = [dict(zip(atoms, every, strict=True)) for every in product(make(most), repeat=len(atoms))]
    least = most - 8 if kind == "totals" else None
    assert given_away(worlds, [lambda world: two_editions(world, name)], least) == []


@pytest.mark.parametrize(("counts", "whole"), [((4, 0, 0, 0, 0, 0), True), ((5, 0, 0, 0, 0, 0), False)])
def test_a_table_of_five_people_is_not_hidden_whole(counts: Counts, whole: bool) -> None:
    """Fails when the bound is moved."""
    assert hidings({("willow", MONTH): counts}, {}, 5)["willow", MONTH].whole is whole
