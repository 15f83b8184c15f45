"""Somebody who works at hidden counts with equations in whole numbers.

A random trust is made: wards in sites, some of which nobody sees; months and years in any mixture; two sites with their
own tables and thresholds; two editions, with figures that were put right and tables that came or went in between. The
attacker knows every number that either site shows in either edition, exactly what is behind each percentage, and which
table holds which wards and months. For each hidden count of 1 to 4 they look for another whole number that fits.

At full length: `python -m tests.figures.attacker 5000`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
from msgspec.structs import replace
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from yousaid.checks.context import Context
from yousaid.checks.every import without
from yousaid.checks.giveaways import check
from yousaid.editing.recording import recorded
from yousaid.figures.fft import ANSWERS
from yousaid.figures.regions import Key
from yousaid.figures.tables import figures_for
from yousaid.model.feedback import FeedbackSummary, FftCounts
from yousaid.model.library import Library
from yousaid.model.places import Place
from yousaid.model.site import Audience, Contact, Organisation, Site, Suppression
from yousaid.model.story import Origin

MONTHS = ("2025-01", "2025-02", "2025-03")
SITES = {"s": ("s1", "s2", "s3"), "t": ("t1", "t2")}
PARENTS = {ward: site for site, wards in SITES.items() for ward in wards}

Cell = tuple[str, str, int, bool]
"""Ward, month, answer, and whether it is from before it was put right."""
Sum = frozenset[Cell]
World = dict[Cell, int]


class Trust:
    """A random trust in two editions."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.cells: World = {}
        weights = chance.choice(([60, 25, 5, 4, 3, 3], [30, 10, 3, 3, 2, 2], [9, 1, 0, 1, 0, 1]))
        for ward in PARENTS:
            size = chance.choice((2, 6, 12, 40))
            for month in MONTHS:
                people = chance.choice((0, 1, size, size, size + chance.randrange(6)))
                answers = chance.choices(range(6), weights, k=people)
                self.cells |= {(ward, month, at, False): answers.count(at) for at in range(6)}
        self.mended = {(ward, month) for ward in PARENTS for month in MONTHS if chance.random() < 0.1}
        for ward, month in sorted(self.mended):
            for at in range(6):
                now = self.cells[ward, month, at, False]
                self.cells[ward, month, at, True] = max(0, now + chance.randrange(-4, 5))
        there = {key for key in self._possible() if chance.random() < 0.75}
        dropped = {key for key in sorted(there) if chance.random() < 0.1}
        self.editions = (there - {key for key in sorted(there) if chance.random() < 0.2}, there - dropped)
        self.others = {key for key in sorted(there) if chance.random() < 0.05}
        """Tables that only the second site has."""
        self.smallest = chance.choice((5, 5, 8))

    @staticmethod
    def _possible() -> list[Key]:
        return [(place, period) for place in ("", *SITES, *PARENTS) for period in (*MONTHS, "2025")]

    def parts(self, key: Key, at: int, *, old: bool) -> Sum:
        """Return the cells that an answer of a table is the sum of."""
        place, period = key
        return frozenset(
            (ward, month, at, old and (ward, month) in self.mended)
            for ward in PARENTS
            for month in MONTHS
            if place in ("", ward, PARENTS[ward]) and period in (month, "2025")
        )

    def library(self, keys: Iterable[Key], *, old: bool) -> Library:
        """Return an edition's library."""
        summaries = []
        for number, key in enumerate(sorted(keys)):
            values = [sum(self.cells[cell] for cell in self.parts(key, at, old=old)) for at in range(6)]
            summaries.append(
                FeedbackSummary(
                    place=key[0],
                    period=key[1],
                    audiences=("staff",) if key in self.others else ("patients", "staff"),
                    fft=FftCounts(**dict(zip(ANSWERS, values, strict=True))),
                    origin=Origin("all.yaml", index=number),
                )
            )
        return Library(
            site=Site(
                organisation=Organisation(name="Trust"),
                contact=Contact(name="Team"),
                audiences=(
                    Audience(id="patients", name="P", title="P", suppression=Suppression(min_responses=1)),
                    Audience(
                        id="staff",
                        name="S",
                        title="S",
                        suppression=Suppression(min_responses=1, smallest=self.smallest),
                    ),
                ),
            ),
            places=tuple(Place(id=one, name=one, parent=PARENTS.get(one, "")) for one in (*SITES, *PARENTS)),
            summaries=tuple(summaries),
        )

    def knowledge(self) -> dict[Sum, int]:
        """Return every sum of cells that somebody knows who has read both sites in both editions."""
        known: dict[Sum, int] = {}
        published = ()
        for keys, old in zip(self.editions, (True, False), strict=True):
            library = replace(self.library(keys, old=old), published=published)
            context = Context(date(2026, 11, 20), lambda *_: (1, 1, ""))
            library = without(library, tuple(check(library, context)))
            for audience in library.site.audiences:
                for key, shown in figures_for(library, audience).items():
                    sums: dict[tuple[int, ...], bool] = {(at,): one.count.value is not None
                                                         for at, one in enumerate(shown.answers)}  # fmt: skip
                    sums[0, 1, 2, 3, 4, 5] = shown.total.value is not None
                    sums[0, 1] = shown.positive is not None
                    sums[3, 4] = shown.negative is not None
                    for answers, is_known in sums.items():
                        if is_known:
                            cells = frozenset().union(*(self.parts(key, at, old=old) for at in answers))
                            known[cells] = sum(self.cells[cell] for cell in cells)
            published = recorded(library).figures
        return known

    def targets(self, known: Mapping[Sum, int]) -> list[Sum]:
        """Return every small count that is hidden: of an answer, of good or negative ones, of all."""
        found = set()
        for old, keys in ((True, self.editions[0]), (False, self.editions[1]), (False, set(self._possible()))):
            for key in keys:
                for answers in ((0,), (1,), (2,), (3,), (4,), (5,), (0, 1), (3, 4), range(6)):
                    cells = frozenset().union(*(self.parts(key, at, old=old) for at in answers))
                    if 1 <= sum(self.cells[cell] for cell in cells) <= 4 and cells not in known:
                        found.add(cells)
        return sorted(found, key=sorted)


def pinned(trust: Trust, most: int) -> tuple[int, list[Sum]]:
    """Return how many hidden small counts were attacked, at most so many, and those that have one value only."""
    known = trust.knowledge()
    cells = sorted(trust.cells)
    column = {cell: number for number, cell in enumerate(cells)}

    def row(sums: Iterable[Cell]) -> list[int]:
        return [column[cell] for cell in sums]

    rows = [(number, at) for number, one in enumerate(known) for at in row(one)]
    shape = (len(known), len(cells))
    matrix = csr_array((np.ones(len(rows)), tuple(zip(*rows, strict=True))), shape=shape) if rows else None
    values = list(known.values())
    rules = [LinearConstraint(matrix, values, values)] if matrix is not None else []
    targets = trust.targets(known)
    targets = random.Random(len(targets)).sample(targets, min(most, len(targets)))
    found = []
    for target in targets:
        true = sum(trust.cells[cell] for cell in target)
        if all(_furthest(row(target), len(cells), rules, sign) == true for sign in (1, -1)):
            found.append(target)
    return len(targets), found


def _furthest(target: list[int], width: int, rules: list[LinearConstraint], sign: int) -> int:
    """Return the smallest (1) or largest (-1) value that fits."""
    cost = np.zeros(width)
    cost[target] = sign
    result = milp(cost, constraints=rules, integrality=np.ones(width), bounds=Bounds(0, 500))
    assert result.success, result.message
    return round(sign * result.fun)


def main(wanted: int) -> None:
    """Attack so many hidden counts and print what was found."""
    tried, seed, given_away = 0, 0, 0
    while tried < wanted:
        count, found = pinned(Trust(seed), 25)
        tried += count
        given_away += len(found)
        for one in found:
            sys.stdout.write(f"trust {seed}: {sorted(one)}\n")
        seed += 1
    sys.stdout.write(f"{tried} hidden counts of {seed} trusts attacked, {given_away} worked out.\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
