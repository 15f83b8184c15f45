"""The rows under the headings of a table, without those in which cells do not stand under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from yousaid.figures.fft import ANSWERS
from yousaid.reading.tables.headings import HIDING, MANY, Header, meanings_in
from yousaid.reading.tables.sheets import BROKEN, SEPARATORS, Cell, Findings, Row, Sheet, escaped, row_name

_VITAL: Final = (*ANSWERS, "answer", "you_said", "we_did")
"""What a row is read for. A row that ends before the first of these says nothing."""
_LONGEST_HEADING: Final = 60
_DECIDING: Final = frozenset(
    {"ward", "site", "trust", "month", "year", "method", "count", "id", "place", "audiences", "status", *HIDING}
)
"""What a row is about, whom it is for and what it counts: without it, the rest would be understood otherwise."""
_UNHIDE: Final = "Show the column in Excel, or delete it. Or write “include_hidden: true” in site.yaml under tables:."
_APART: Final = "Put what stands under them on a sheet, or into a file, of its own."
_LAST_OF_NUMBER: Final = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_START_OF_NUMBER: Final = re.compile(r"[1-9][0-9]{0,2}")


def is_merged(sheet: Sheet, at: Cell, row: Row, findings: Findings) -> bool:
    """Tell whether a count stands in a cell that spans more than one row; report it."""
    if (at.row, at.column) not in sheet.merged:
        return False
    message = "{cell} is merged with cells above or below it, so nobody can tell whose count it is."
    findings.at_cell("YS126", at, row, message, "Unmerge the cells, and write a count in each.")
    return True


def is_doubtful(header: Header, findings: Findings) -> bool:
    """Tell whether nobody can say what the columns mean: two are one thing, or one is hidden; report it."""
    if header.twice:
        first, second = header.twice[:2]
        message = f"The columns “{first}” and “{second}” mean the same, and nobody can tell which holds the figures."
        findings.at_file("YS111", message, "Give one of them another heading.", header.row)
        return True
    gone = [text for row in (header.row - 1, header.row) for text in findings.sheet.gone.get(row, ())]
    meant = meanings_in(gone, header.names)
    lost = next((gone[at] for at, one in meant.items() if one in _DECIDING and one not in header.columns), "")
    if lost:
        message = (
            f"the column “{lost}” is hidden, and without it the rows would say something else. None of them is used."
        )
        findings.at_file("YS111", message, _UNHIDE, header.row)
    return bool(lost)


def data_rows(sheet: Sheet, header: Header, findings: Findings) -> Iterator[tuple[int, Row]]:
    """Yield the rows under the headings that hold something, with their numbers.

    Rows with more cells than headings, rows that end too early and rows that cannot be read are told, and so are other
    headings further down: what stands under them is not read, as it stands in other columns.
    """
    _tell_doubts(findings, header)
    width = len(header.headings)
    reach = min(header.columns[name] for name in _VITAL if name in header.columns)
    key = header.columns.get("month", reach)
    plain: set[str] = set()
    for number, row in enumerate(sheet.rows(), 1):
        if row is BROKEN:
            findings.broken(number)
        if number <= header.row or not any(map(str.strip, row)):
            continue
        if len(row) > width and _is_shifted(sheet, row, width):
            _tell_surplus(findings, number, row, width)
            continue
        if len(row) <= reach and _ends_early(sheet, row, header, number, findings):
            continue
        text = row[key] if key < len(row) else ""
        if text and text not in plain and not text[0].isdigit() and len(text) <= _LONGEST_HEADING:
            again = meanings_in(row, header.names)
            if len(set(again.values())) >= MANY:
                if _same(again, header):
                    continue
                _tell_headings(findings, number, row, header)
                return
            plain.add(text)
        yield number, row


def _tell_doubts(findings: Findings, header: Header) -> None:
    """Report columns that could have been meant instead, and other headings further up."""
    for used, other, meaning in header.doubtful:
        message = f"the columns “{used}” and “{other}” can both be the {meaning.replace('_', ' ')}. “{used}” is used."
        hint = f"If that is right, write “{used}: {meaning}” in site.yaml under tables: headings:. Or name the other."
        findings.at_file("YS122", message, hint, header.row)
    if header.earlier:
        message = (
            f"row {header.earlier} holds other headings than row {header.row}. What stands between them is not read, "
            "as its columns mean something else."
        )
        findings.at_file("YS125", message, _APART, header.earlier)


def _is_shifted(sheet: Sheet, row: Row, width: int) -> bool:
    """Tell whether a row with more cells than headings has come apart.

    In a workbook, what stands away from the table is a note. In a file, blank cells at the end are what some programs
    write, unless the row looks as if a comma in a number or a name had been taken for the end of a cell.
    """
    if not sheet.separator:
        return bool(row[width].strip())
    if any(map(str.strip, row[width:])):
        return True
    return any(
        (_START_OF_NUMBER.fullmatch(one) and _LAST_OF_NUMBER.fullmatch(two)) or (one.strip() and two[:1] == " ")
        for one, two in pairwise(row)
        if two.strip()
    )


def _tell_surplus(findings: Findings, number: int, row: Row, width: int) -> None:
    sheet = findings.sheet
    message = (
        f"{row_name(sheet, number)} holds more cells than the table has headings, "
        "so nobody can tell which figure or text stands under which heading. It is left out."
    )
    if sheet.separator == ",":
        hint = "Put quotation marks around what has a comma in it, as “Ward 3, East” or “1,234”. "
    elif sheet.separator:
        hint = f"Put quotation marks around what has {SEPARATORS[sheet.separator]} in it. "
    else:
        hint = "Move what stands there back into its column. "
    hint += "If it is a note, give its column a heading."
    findings.lost += 1
    findings.at_cell("YS120", Cell(number, width), row, message, hint)


def _ends_early(sheet: Sheet, row: Row, header: Header, number: int, findings: Findings) -> bool:
    """Tell whether a row ends before what it is read for; report it where it was meant to say something.

    A workbook drops empty cells at the end, and a lone text in a row is a note.
    """
    if not sheet.separator:
        return False
    filled = [text for text in row if text.strip()]
    other = _other_separator(filled[0], header) if len(filled) == 1 else ""
    if other:
        name = row_name(sheet, number)
        message = f"{name} is one cell: {SEPARATORS[other]} stands between its parts, or quotation marks around all."
        hint = (
            f"Write {SEPARATORS[sheet.separator]} between the cells, as in the other rows, and no marks around a row."
        )
    elif len(filled) > 1:
        heading = escaped(header.headings[len(row)])
        message = f"{row_name(sheet, number)} ends before the column “{heading}”. It is left out."
        hint = f"Write all of its cells, empty ones too, with {SEPARATORS[sheet.separator]} between them."
    else:
        return False
    findings.lost += 1
    findings.at_cell("YS121", Cell(number, 0), row, message, hint)
    return True


def _other_separator(text: str, header: Header) -> str:
    """Return what separates the parts of a cell that holds a whole row; nothing when it is none."""
    needed = sum(bool(heading) for heading in header.headings)
    return next((one for one in SEPARATORS if text.count(one) + 1 >= needed), "")


def _same(again: dict[int, str], header: Header) -> bool:
    """Tell whether headings that stand there again mean the same columns."""
    return all(header.columns.get(meaning, column) == column for column, meaning in again.items()) and all(
        meaning in again.values() for meaning in header.columns
    )


def _tell_headings(findings: Findings, number: int, row: Row, header: Header) -> None:
    message = (
        f"{row_name(findings.sheet, number)} holds other headings than row {header.row}. "
        "What stands from there on is not read, as its columns mean something else."
    )
    findings.lost += 1
    findings.at_cell("YS125", Cell(number, 0), row, message, _APART)
