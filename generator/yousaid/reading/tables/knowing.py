"""Knowing rows again: which kept address belongs to which row, after rows were sorted, mended, added and deleted.

Nothing is guessed. A row is known by its address, its number or its words. Where one cell was changed, or several by a
typing error, it is known when no other row and no other kept address could be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct

from yousaid.reading.documents import Entry
from yousaid.reading.tables.keptrows import Cells, KeptRow

_WARD, _MONTH, _HEADING, _SAID, _DID = range(5)
_ONE_CHANGE: Final = ((_WARD,), (_MONTH,), (_HEADING, _SAID), (_HEADING,), (_DID,))
"""Cells that may differ together as one change: a title is often the beginning of what people said."""
_MENDED: Final = 0.6
"""How much of a cell that says what a story is about must be as it was, when no other cell has changed."""
_TYPING_ERROR: Final = 0.8
"""How much of a cell must be as it was for its change to be a typing error that was mended."""
_MOST_COMPARED: Final = 20_000
_NUMBERS: Final = re.compile(r"\d+")


class Row(Struct, frozen=True):
    """A row of a table, as far as its address depends on it."""

    entry: Entry
    cells: Cells
    ref: str
    """The row's number."""
    slug: str
    """The address that the row itself names."""

    @property
    def line(self) -> int:
        """Where it stands in the table; 1 is the first row."""
        return self.entry.origin.line


class Known(Struct, frozen=True):
    """Which rows have which kept addresses, by their place in the list of rows."""

    rows: dict[int, tuple[KeptRow, ...]]
    """Most have one. A row that names an address itself may have had another."""
    changed: frozenset[int]
    """Rows that say something else than when their address was kept."""
    unsure: dict[int, tuple[KeptRow, ...]]
    """Rows that may be the one of several kept addresses, or share one with another row."""
    renumbered: dict[int, tuple[KeptRow, KeptRow]]
    """Rows with the number of one kept row and the words of another."""


def know(rows: Sequence[Row], kept: Sequence[KeptRow]) -> Known:
    """Return which rows have which kept addresses."""
    found: dict[int, tuple[KeptRow, ...]] = {}
    renumbered: dict[int, tuple[KeptRow, KeptRow]] = {}
    free = dict(enumerate(kept))

    def take(at: int, number: int) -> None:
        if (one := free.pop(number, None)) is not None:
            found[at] = (*found.get(at, ()), one)

    by_address = {address: number for number, one in free.items() for address in one.addresses}
    for at, row in enumerate(rows):
        if row.slug in by_address:
            take(at, by_address[row.slug])
    by_ref = _the_same(rows, kept, lambda row: row.ref.casefold(), lambda one: one.ref.casefold())
    by_words = _the_same(rows, kept, lambda row: row.cells, lambda one: one.cells)
    for at, number in by_ref.items():
        if by_words.get(at, number) != number and not rows[at].slug:
            renumbered[at] = (kept[number], kept[by_words[at]])
        take(at, number)
    for at, number in by_words.items():
        take(at, number)
    exact = frozenset(at for at, every in found.items() if rows[at].cells == every[0].cells)
    mended, unsure = _mended(rows, found, free)
    for at, number in mended:
        take(at, number)
    return Known(found, frozenset(found) - exact, unsure, renumbered)


def _the_same(
    rows: Sequence[Row],
    kept: Sequence[KeptRow],
    of_row: Callable[[Row], Hashable],
    of_kept: Callable[[KeptRow], Hashable],
) -> dict[int, int]:
    """Return the kept row of each row that has something in common with it alone, and it with no other row."""
    here = _single((of_row(row), at) for at, row in enumerate(rows) if of_row(row))
    there = _single((of_kept(one), number) for number, one in enumerate(kept) if of_kept(one))
    return {at: there[key] for key, at in here.items() if key in there}


def _single(found: Iterator[tuple[Hashable, int]]) -> dict[Hashable, int]:
    """Return what stands under each key, without the keys that stand there twice."""
    every = list(found)
    often = Counter(key for key, _ in every)
    return {key: value for key, value in every if often[key] == 1}


def _mended(
    rows: Sequence[Row], found: dict[int, tuple[KeptRow, ...]], free: dict[int, KeptRow]
) -> tuple[list[tuple[int, int]], dict[int, tuple[KeptRow, ...]]]:
    """Return the pairs of a row and the kept row that it was before it was changed, and the rows that are not sure."""
    new = [at for at, row in enumerate(rows) if at not in found and not row.slug]
    links = {(at, number) for at, number in _one_change(rows, new, free) if _may_be(rows[at], free[number])}
    if len(new) * len(free) <= _MOST_COMPARED:
        links |= {
            (at, number)
            for at in new
            for number, one in free.items()
            if _may_be(rows[at], one) and _is_typing_error(rows[at].cells, one.cells)
        }
    sure = _only(links)
    left = {(at, number) for at, number in links if at not in dict(sure) and number not in {n for _, n in sure}}
    sure += _only({(at, number) for at, number in left if _is_typing_error(rows[at].cells, free[number].cells)})
    done, gone = dict(sure), {number for _, number in sure}
    unsure: dict[int, tuple[KeptRow, ...]] = {}
    for at, number in sorted(left):
        if at not in done and number not in gone:
            unsure[at] = (*unsure.get(at, ()), free[number])
    return sure, unsure


def _only(links: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the links of which neither end has another."""
    here, there = Counter(at for at, _ in links), Counter(number for _, number in links)
    return sorted((at, number) for at, number in links if here[at] == there[number] == 1)


def _one_change(rows: Sequence[Row], new: Sequence[int], free: dict[int, KeptRow]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a row and a kept row that differ in one cell, and not too much."""
    for change in _ONE_CHANGE:
        there: dict[Cells, list[int]] = {}
        for number, one in free.items():
            there.setdefault(_without(one.cells, change), []).append(number)
        for at in new:
            for number in there.get(_without(rows[at].cells, change), ()):
                if _is_one_story(rows[at].cells, free[number].cells, change):
                    yield at, number


def _without(cells: Cells, change: tuple[int, ...]) -> Cells:
    ward, month, heading, said, did = ("" if at in change else text for at, text in enumerate(cells))
    return ward, month, heading, said, did


def _is_one_story(now: Cells, before: Cells, change: tuple[int, ...]) -> bool:
    """Tell whether a row that was changed in one cell is still about the same."""
    if change == (_MONTH,) or (change in {(_DID,), (_HEADING,)} and now[_SAID]):
        return True
    return all(_is_alike(now[at], before[at], _MENDED) for at in change if at != _HEADING or change == (_HEADING,))


def _is_typing_error(now: Cells, before: Cells) -> bool:
    """Tell whether all that differs between the cells is what a typing error makes."""
    return now[_MONTH] == before[_MONTH] and all(
        _is_alike(one, other, _TYPING_ERROR) for one, other in zip(now, before, strict=True)
    )


def _is_alike(one: str, other: str, least: float) -> bool:
    """Tell whether two texts differ little, and in no number: “Ward 3” is not a slip for “Ward 4”."""
    if one == other:
        return True
    if not one or not other or _NUMBERS.findall(one) != _NUMBERS.findall(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least


def _may_be(row: Row, one: KeptRow) -> bool:
    """Tell whether the numbers of both allow that they are one."""
    return not row.ref or not one.ref or row.ref.casefold() == one.ref.casefold()
