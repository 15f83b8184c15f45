"""One sheet of a workbook as the reader of the workbook sees it: rows of text, without what is hidden or struck out.

openpyxl's quick reader knows neither hidden rows and columns nor merged cells, so the sheet's own XML is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any, Final
from xml.etree.ElementTree import Element

from msgspec import Struct

from yousaid.reading.tables.formats import formatted, plain, with_words

Text = tuple[str, bool]
"""What a cell holds, and whether some of it is struck out."""

_LAST_ROW: Final = 1_048_576
"""The last row that a workbook can have."""
_WIDEST: Final = 500
"""How many columns of a sheet are read."""
_MOST_CELLS: Final = 20_000_000
"""How many cells of a sheet are read: 64 MB of workbook hold fewer."""
_MOST_WAITING: Final = 1_000_000
"""How many pieces of a sheet stand between two rows, or in one: the widest row has 16,384 cells."""
_LOWEST: Final = 3.0
"""In points: nobody can read a row that is lower."""
_NARROWEST: Final = 0.5
"""In letters: nobody can read a column that is narrower."""
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_CORNERS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Style(Struct, frozen=True):
    """What a cell looks like."""

    code: str = "General"
    """The format of its number."""
    day: Callable[[float], object] | None = None
    """Makes a day of a number, where the format is that of a day."""
    struck: bool = False
    unseen: bool = False
    """Whether nobody can read what stands there: a pixel high."""
    white: bool = False
    """Whether it is white on no colour."""
    silent: bool = False
    """Whether its format shows no text."""


class Cells(Struct):
    """Where cells stand that are not as the others; rows and columns count from 0."""

    rows: set[int]
    columns: set[int]
    struck: set[tuple[int, int]]
    unseen: set[tuple[int, int]]
    white: set[tuple[int, int]]
    """White on no colour: unseen, unless a colour comes from elsewhere."""


class Grid(Struct, frozen=True):
    """The cells of a sheet."""

    rows: list[list[str]]
    marked: Cells
    merged: list[tuple[int, int, int]]
    """The column, first row and last row of merged cells that are higher than a row."""


class TooManyCellsError(Exception):
    """The sheet holds more cells than any table."""


def read_grid(source: IO[bytes], strings: Sequence[Text], styles: Mapping[str, Style]) -> Grid:
    """Return what a sheet holds. Raises all kinds of exceptions when it is damaged."""
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415 - slow to load, and most projects have no workbook

    grid = Grid([], Cells(set(), set(), set(), set(), set()), [])
    columns: dict[str, int] = {}
    coloured = False
    count = waiting = 0
    for _, element in iterparse(source):
        name = local(element)
        waiting += 1  # what is not in a row that was read stays in memory
        if waiting > _MOST_WAITING:
            raise TooManyCellsError
        if name == "row":
            waiting = 0
            count += _add_row(grid, element, strings, styles, columns)
            element.clear()
            if count > _MOST_CELLS:
                raise TooManyCellsError
        elif name == "col" and _is_out_of_sight(element, "width", _NARROWEST):
            grid.marked.columns.update(range(int(element.get("min", 1)) - 1, min(int(element.get("max", 1)), _WIDEST)))
        elif name == "mergeCell" and (corners := _CORNERS.fullmatch(element.get("ref", ""))):
            column, first, last = number_of(corners[1]), int(corners[2]) - 1, int(corners[4]) - 1
            if last > first and column < _WIDEST:
                grid.merged.append((column, first, last))
        elif name in {"conditionalFormatting", "tablePart"}:
            coloured = True
    if not coloured:  # otherwise it may stand on a colour that the cell does not know of
        grid.marked.unseen.update(grid.marked.white)
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()
    return grid


def spread(grid: Grid) -> frozenset[tuple[int, int]]:
    """Give the value of merged cells to every row that they span and that holds something of its own.

    Returns the cells that have one value between them, as (row, column); row 1 is the first.
    """
    own = [any(row) for row in grid.rows]
    filled: set[tuple[int, int]] = set()
    for column, first, last in grid.merged:
        above = grid.rows[first] if first < len(grid.rows) else []
        text = above[column] if column < len(above) else ""
        for at in range(first + 1, min(last + 1, len(grid.rows))) if text else ():
            row = grid.rows[at]
            if not own[at] or (column < len(row) and row[column]):
                continue
            row.extend([""] * (column + 1 - len(row)))
            row[column] = text
            filled |= {(first + 1, column), (at + 1, column)}
            if (first, column) in grid.marked.struck:
                grid.marked.struck.add((at, column))
        if len(filled) > _MOST_CELLS:
            raise TooManyCellsError
    return frozenset(filled)


def in_hidden_columns(grid: Grid, rows: int) -> dict[int, tuple[str, ...]]:
    """Return what stands in hidden columns, by row; row 1 is the first. To be asked before anything is left out."""
    return {
        number: texts
        for number, row in enumerate(grid.rows[:rows], 1)
        if (texts := tuple(row[at] for at in sorted(grid.marked.columns) if at < len(row) and row[at]))
    }


def left_out(grid: Grid) -> Cells:
    """Take out of the rows what is hidden, struck out or cannot be seen, and return what of it said something."""
    marked, rows = grid.marked, grid.rows
    gone = Cells({at for at in marked.rows if at < len(rows) and any(rows[at])}, set(), set(), set(), set())
    for at in gone.rows:
        rows[at].clear()
    for at, column in marked.struck:
        if column not in marked.columns and at < len(rows) and rows[at]:
            gone.struck.add((at, column))
    for at, _ in gone.struck:
        rows[at].clear()
    for at, column in marked.unseen:
        if column not in marked.columns and column < len(rows[at]):
            gone.unseen.add((at, column))
            rows[at][column] = ""
    widest = max(map(len, rows), default=0)
    hidden = sorted(column for column in marked.columns if column < widest)
    for row in rows:
        for column in hidden:
            if column < len(row) and row[column]:
                gone.columns.add(column)
                row[column] = ""
        while row and not row[-1]:
            row.pop()
    return gone


def _add_row(
    grid: Grid, element: Element, strings: Sequence[Text], styles: Mapping[str, Style], columns: dict[str, int]
) -> int:
    """Add a row of the XML, and empty ones before it where there is a gap; return how many cells it has."""
    at = int(element.get("r", len(grid.rows) + 1)) - 1
    if not len(grid.rows) <= at < _LAST_ROW:
        message = f"row {at + 1} after row {len(grid.rows)}"
        raise ValueError(message)
    grid.rows.extend([] for _ in range(len(grid.rows), at))
    row: list[str] = []
    grid.rows.append(row)
    if _is_out_of_sight(element, "ht", _LOWEST):
        grid.marked.rows.add(at)
    column = -1
    for one in element:
        if local(one) != "c":
            continue
        name = one.get("r", "").rstrip("0123456789")
        column = columns.setdefault(name, number_of(name)) if name else column + 1
        if column >= _WIDEST:
            continue
        style = styles.get(one.get("s", "0"), _PLAIN)
        text, struck = _shown(one, strings, style)
        if not text.strip():
            hidden = style.code != "General" and one.get("t", "n") == "n" and any(local(v) == "v" for v in one)
            if not (hidden and _value(one)):
                continue
            grid.marked.unseen.add((at, column))
            text = _value(one)
        row.extend([""] * (column + 1 - len(row)))
        row[column] = text
        if struck or style.struck:
            grid.marked.struck.add((at, column))
        if style.unseen or (style.silent and one.get("t", "n") != "n"):
            grid.marked.unseen.add((at, column))
        if style.white:
            grid.marked.white.add((at, column))
    return len(row)


_PLAIN: Final = Style()


def _is_out_of_sight(element: Element, size: str, least: float) -> bool:
    """Tell whether a row or a column is hidden, or too small to be read.

    Some programs write a height of 0 as a height of its own that is missing.
    """
    hidden = element.get("hidden", "0") not in {"0", "false"}
    missing = "0" if element.get("customHeight", "0") not in {"0", "false"} else str(least)
    return hidden or float(element.get(size, missing)) < least


def _value(cell: Element) -> str:
    return next((part.text or "" for part in cell if local(part) == "v"), "")


def _shown(cell: Element, strings: Sequence[Text], style: Style) -> Text:
    """Return what a cell shows, and whether some of it is struck out.

    A formula that nobody worked out shows itself: it is no blank.
    """
    parts = {local(part): part for part in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        text, struck = text_of(parts["is"]) if "is" in parts else ("", False)
        return with_words(text, style.code), struck
    value = parts["v"].text or "" if "v" in parts else ""
    if "f" in parts and not value and not (kind == "str" and "v" in parts):
        return f"={parts['f'].text or '…'}", False
    if kind == "s" and value:
        text, struck = strings[int(value)]
        return with_words(text, style.code), struck
    return _worth(kind, value, style) if value else "", False


def _worth(kind: str, value: str, style: Style) -> str:
    """Return what a value that stands in the cell itself shows."""
    if kind == "n":
        return _number(value, style)
    if kind == "b":
        return "FALSE" if value == "0" else "TRUE"
    if kind == "d":
        return value.partition("T")[0]
    return with_words(unescaped(value), style.code)


def _number(value: str, style: Style) -> str:
    """Return a number as the cell shows it: a day as 2025-10-31."""
    if style is _PLAIN and value.isascii() and value.isdigit():
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if style.day is not None:
        try:
            return _day(style.day(number))
        except (ValueError, OverflowError):
            return plain(number)
    return formatted(number, style.code) if style.code != "General" else plain(number)


def _day(day: object) -> str:
    if isinstance(day, datetime):
        return day.date().isoformat()
    return day.isoformat() if isinstance(day, date) else str(day)


def text_of(element: Element) -> Text:
    """Return the text of a string in a workbook, which can be in pieces, and whether a piece is struck out."""
    texts: list[str] = []
    struck = False
    for part in element:
        if local(part) == "t":
            texts.append(part.text or "")
        elif local(part) == "r":
            piece = "".join(one.text or "" for one in part if local(one) == "t")
            texts.append(piece)
            looks: Iterable[Any] = (one for looks in part if local(looks) == "rPr" for one in looks)
            lines = any(local(one) == "strike" and one.get("val", "1") not in {"0", "false"} for one in looks)
            struck = struck or (lines and bool(piece.strip()))
    return unescaped("".join(texts)), struck


def unescaped(text: str) -> str:
    """Return a text without the codes that Excel writes for what XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_letter, text).replace("\r\n", "\n").replace("\r", "\n")


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def number_of(letters: str) -> int:
    """Return the number of a column; 0 is A. Raises ValueError."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
