"""A table as rows of text, whatever file it came from, and problems that name sheet, row and cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from yousaid.problems import Problem
from yousaid.reading.documents import MOST_ALIKE

Row = list[str]

SEPARATORS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
"""What can stand between the cells of a text file, and what it is called."""
_LONGEST_EXCERPT: Final = 1000


class _Broken(Row):
    """A row that cannot be read."""


BROKEN: Final[Row] = _Broken()
"""Stands in the place of a row with a quotation mark that is never closed. It is empty."""


class Sheet(Struct, frozen=True):
    """One sheet of a file."""

    path: str
    """The file, from the content folder, with `/`."""
    name: str
    """The sheet's name; nothing when the file has no sheets."""
    rows: Callable[[], Iterator[Row]]
    """Starts at the first row each time it is called. Row 1 comes first, and empty rows come as well."""
    separator: str = ""
    """What stands between its cells, where it is a text file. Its rows then have all cells that were written."""
    hidden: bool = False
    """Whether it is hidden, so that it is not read."""
    merged: frozenset[tuple[int, int]] = frozenset()
    """The cells that have one value between them, as row and column; row 1 is the first."""
    unseen: frozenset[tuple[int, int]] = frozenset()
    """The cells that were emptied as nobody can see what stands there, likewise."""
    gone: Mapping[int, tuple[str, ...]] = {}
    """What stands in hidden columns, by row, as far as headings can stand."""
    problems: tuple[Problem, ...] = ()
    """What is to be said about it before its rows are understood."""


class Cell(Struct, frozen=True):
    """A cell, and what is needed to point at it."""

    row: int
    """The row; 1 is the first."""
    column: int
    """The column; 0 is A."""
    text: str = ""
    heading: str = ""


def letters(column: int) -> str:
    """Return a column's letters as spreadsheet programs show them: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def name_of(sheet: Sheet, cell: Cell) -> str:
    """Return what a cell is called in a sentence: cell D17 (Very good) of the sheet “Wards”."""
    name = f"cell {letters(cell.column)}{cell.row}"
    if cell.heading:
        name += f" ({cell.heading})"
    return f"{name} of the sheet “{sheet.name}”" if sheet.name else name


def row_name(sheet: Sheet, number: int) -> str:
    """Return what a row is called in a sentence, with no more to fill in: row 17 of the sheet “Wards”."""
    return f"row {number}" + (f" of the sheet “{escaped(sheet.name)}”" if sheet.name else "")


def visible(row: Sequence[str], columns: Collection[int] | None) -> Row:
    """Return the cells of a row that may be shown, and … in place of the others; None means all."""
    return [text if columns is None or not text or at in columns else "…" for at, text in enumerate(row)]


class Findings:
    """Collects the problems of one sheet: each kind of mistake a hundred times at most.

    `columns` are those that a problem may show; None means all. Comments stand in the others.
    """

    def __init__(self, sheet: Sheet, columns: Collection[int] | None = None) -> None:
        self.sheet = sheet
        self._columns = columns
        self.problems: list[Problem] = []
        self.lost = 0
        """How many rows were left out, and nobody can tell what they are about."""
        self._counts: dict[str, int] = {}

    def at_cell(self, code: str, cell: Cell, row: Sequence[str], message: str, hint: str = "") -> None:
        """Add a problem with a cell. `{cell}` in the message stands for its name."""
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] > MOST_ALIKE:
            return
        known = visible(row, self._columns)
        excerpt = " | ".join(known)[:_LONGEST_EXCERPT]
        column = len(" | ".join(known[: cell.column])) + (3 if cell.column else 0) + 1
        text = message.format(cell=name_of(self.sheet, cell))
        self.problems.append(
            Problem(
                code=code,
                path=self.sheet.path,
                line=cell.row,
                column=column if cell.column < len(row) and column <= len(excerpt) else 0,
                excerpt=excerpt,
                message=text[:1].upper() + text[1:],
                hint=hint,
            )
        )

    def broken(self, row: int) -> None:
        """Add a problem with a row that cannot be read."""
        message = "A quotation mark in this row is opened and never closed, so the row cannot be read."
        self.lost += 1
        self.at_file("YS110", message, "Close it, or take it out. The rows after it were read.", row)

    def at_file(self, code: str, message: str, hint: str = "", line: int = 0) -> None:
        """Add a problem with the whole sheet, or with a line of it."""
        where = f"Sheet “{self.sheet.name}”: " if self.sheet.name else ""
        text = where + message
        self.problems.append(Problem(code=code, path=self.sheet.path, line=line, message=text, hint=hint))


def escaped(text: str) -> str:
    """Return a text that stays as it is where {cell} is filled in."""
    return text.replace("{", "{{").replace("}", "}}")
