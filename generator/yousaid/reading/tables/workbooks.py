"""Workbooks (.xlsx) as sheets: what each cell shows. What is hidden or struck out is not read, and is named."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import IO, Any, Final

from yousaid.problems import Problem
from yousaid.reading.files import File, read_bytes
from yousaid.reading.tables.formats import shows_no_text
from yousaid.reading.tables.grids import (
    Cells,
    Style,
    Text,
    TooManyCellsError,
    in_hidden_columns,
    left_out,
    local,
    read_grid,
    spread,
    text_of,
)
from yousaid.reading.tables.headings import HEADER_ROWS
from yousaid.reading.tables.sheets import Findings, Row, Sheet, letters

WORKBOOK_CAP: Final = 64 * 1024 * 1024
"""The largest workbook, in bytes."""
_UNPACKED_CAP: Final = 1024 * 1024 * 1024
"""The most that a workbook may unpack to, in bytes: a small file can hold far more than any table."""
_PART_CAP: Final = 32 * 1024 * 1024
"""The largest part of a workbook that holds no cells and no texts, in bytes."""
_MOST_STRINGS: Final = 4_000_000
"""How many texts a workbook can hold."""
_OWN_FORMATS: Final = 164
"""From this number on, formats are a workbook's own."""
_WHITE: Final = frozenset({"00FFFFFF", "FFFFFFFF"})
_SMALLEST: Final = 2.0
"""In points: nobody can read smaller type."""
_MOST_NAMED: Final = 12
"""How many ranges of rows a message names."""
SHOW_IT: Final = (
    "If it belongs to the table: in Excel, unhide it, clear the filter under Data, or take the line through it out. "
    "Or write “include_hidden: true” in site.yaml under tables:, and all of it is read, in every table."
)


def workbook_sheets(file: File, *, hidden: bool) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of a workbook, and what is wrong with the file.

    With `hidden`, what is hidden or struck out is read like everything else; otherwise hidden sheets are marked.
    """
    raw = read_bytes(file, WORKBOOK_CAP)
    if isinstance(raw, Problem):
        return [], [raw]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if _is_too_large(archive):
                message, hint = (
                    "This workbook unpacks to far more than a table holds.",
                    "Copy its figures into a new workbook.",
                )
                return [], [Problem(code="YS103", path=file.path, message=message, hint=hint)]
            return _sheets(file, archive, hidden=hidden)
    except Exception as fault:
        return [], [_broken(file, fault)]


def _is_too_large(archive: zipfile.ZipFile) -> bool:
    """Tell whether a workbook unpacks to more than any table; a small file can hold far more."""
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    others = (part for part in parts if "worksheets/" not in part.filename and "sharedStrings" not in part.filename)
    return sum(part.file_size for part in parts) > _UNPACKED_CAP or any(part.file_size > _PART_CAP for part in others)


def _sheets(file: File, archive: zipfile.ZipFile, *, hidden: bool) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of an open workbook. Raises all kinds of exceptions when it is damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out (drawings, rules for input) holds no figures
        book, parts = _book(archive)
        styles = _styles(book)
    strings = _strings(archive, parts)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for name, state, path in parts["sheets"]:
        out_of_sight = state != "visible" and not hidden
        try:
            with archive.open(path) as source:
                sheets.append(_sheet(file, name, source, strings, styles, out_of_sight=out_of_sight, hidden=hidden))
        except TooManyCellsError:
            problems.append(_too_large(file, name))
        except Exception as fault:
            problems.append(_broken(file, fault, name))
    if not sheets and not problems:
        message, hint = "There is no sheet with cells in this workbook.", "Save the table as a sheet, or as CSV."
        problems.append(Problem(code="YS110", path=file.path, message=message, hint=hint))
    return sheets, problems


def _book(archive: zipfile.ZipFile) -> tuple[Any, Mapping[str, Any]]:
    """Return the workbook with its styles, and where its strings and its sheets lie in the file."""
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - slow to load, and most projects have no workbook
    from openpyxl.styles.stylesheet import apply_stylesheet  # noqa: PLC0415
    from openpyxl.xml.constants import SHARED_STRINGS  # noqa: PLC0415

    reader = ExcelReader(archive.fp, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    strings = reader.package.find(SHARED_STRINGS)
    every = ((sheet, rel) for sheet, rel in reader.parser.find_sheets() if "chart" not in rel.Type)
    found = [(sheet.name, sheet.state, rel.target) for sheet, rel in every]
    return reader.wb, {"strings": strings.PartName[1:] if strings is not None else "", "sheets": found}


def _strings(archive: zipfile.ZipFile, parts: Mapping[str, Any]) -> list[Text]:
    """Return the texts that cells refer to by number."""
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    strings: list[Text] = []
    if parts["strings"]:
        with archive.open(parts["strings"]) as source:
            for _, element in iterparse(source):
                if local(element) == "si":
                    strings.append(text_of(element))
                    element.clear()
                if len(strings) > _MOST_STRINGS:
                    raise TooManyCellsError
    return strings


def _styles(book: Any) -> dict[str, Style]:  # noqa: ANN401 - openpyxl has no types
    """Return what cells look like, by the number that they name."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # noqa: PLC0415
    from openpyxl.utils.datetime import from_excel  # noqa: PLC0415

    styles: dict[str, Style] = {}
    for number, one in enumerate(book._cell_styles):
        own = one.numFmtId - _OWN_FORMATS
        code = book._number_formats[own] if own >= 0 else BUILTIN_FORMATS.get(one.numFmtId, "General")
        day = None
        if number in book._date_formats:
            day = partial(from_excel, epoch=book.epoch, timedelta=number in book._timedelta_formats)
        font, fill = book._fonts[one.fontId], book._fills[one.fillId]
        styles[str(number)] = Style(
            code=code or "General",
            day=day,
            struck=bool(font.strike),
            unseen=font.sz is not None and font.sz < _SMALLEST,
            white=_is_white(font.color) and getattr(fill, "patternType", "solid") in {None, "none"},
            silent=shows_no_text(code or "General"),
        )
    return styles


def _is_white(colour: Any) -> bool:  # noqa: ANN401
    if colour is None:
        return False
    kind = colour.type
    return (
        (kind == "rgb" and colour.rgb in _WHITE)
        or (kind == "theme" and colour.theme == 0 and not colour.tint)
        or (kind == "indexed" and colour.indexed in {1, 9})
    )


def _sheet(
    file: File,
    name: str,
    source: IO[bytes],
    strings: list[Text],
    styles: Mapping[str, Style],
    *,
    out_of_sight: bool,
    hidden: bool,
) -> Sheet:
    grid = read_grid(source, strings, styles)
    merged = spread(grid)
    words = {} if hidden else in_hidden_columns(grid, HEADER_ROWS)
    gone = None if hidden else left_out(grid)
    rows = grid.rows

    def copies() -> Iterator[Row]:
        return ([*row] for row in rows)

    sheet = Sheet(file.path, name, copies, hidden=out_of_sight, merged=merged)
    if gone is None or out_of_sight:
        return sheet
    findings = Findings(sheet)
    _tell(gone, findings)
    unseen = frozenset((at + 1, column) for at, column in gone.unseen)
    return Sheet(file.path, name, copies, merged=merged, unseen=unseen, gone=words, problems=tuple(findings.problems))


def _tell(gone: Cells, findings: Findings) -> None:
    """Name what was not read: in one message."""
    struck = {at for at, _ in gone.struck}
    hidden = [_ranges("row", gone.rows, lambda at: str(at + 1)), _ranges("column", gone.columns, letters)]
    cells = [f"{letters(column)}{at + 1}" for at, column in sorted(gone.unseen)]
    more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
    reasons = {
        "hidden, or left out by a filter": " and ".join(one for one in hidden if one),
        "struck out": _ranges("row", struck, lambda at: str(at + 1)),
        "written so that nobody can see it": f"cell {', '.join(cells[:_MOST_NAMED])}{more}" if cells else "",
    }
    told = [f"{what} ({why})" for why, what in reasons.items() if what]
    if told:
        line = min({*gone.rows, *struck, *(at for at, _ in gone.unseen)}, default=-1) + 1
        findings.at_file("YS124", f"nothing is read of {', and of '.join(told)}.", SHOW_IT, line)


def _ranges(noun: str, numbers: Iterable[int], name: Any) -> str:  # noqa: ANN401
    """Return “rows 3 and 5 to 9”; nothing when there are none."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    if not runs:
        return ""
    named = [name(one) if one == last else f"{name(one)} to {name(last)}" for one, last in runs[:_MOST_NAMED]]
    if len(runs) > _MOST_NAMED:
        named.append(f"{len(runs) - _MOST_NAMED} more")
    words = ", ".join(named[:-1]) + (" and " if named[1:] else "") + named[-1]
    return f"{noun}{'s' if len(named) > 1 or runs[0][0] != runs[0][1] else ''} {words}"


def _too_large(file: File, name: str) -> Problem:
    message = f"The sheet “{name}” holds more cells than a table can have."
    return Problem(code="YS103", path=file.path, message=message, hint="Split it, or save the sheet as CSV.")


def _broken(file: File, fault: Exception, name: str = "") -> Problem:
    kind = "has a password, or is not a workbook" if isinstance(fault, zipfile.BadZipFile) else "is damaged"
    what = f"The sheet “{name}” of this workbook" if name else "This file"
    message = f"{what} {kind}, so it cannot be read."
    hint = "Open it in Excel and save it again as an Excel workbook (.xlsx) without a password."
    return Problem(code="YS110", path=file.path, message=message, hint=hint)
