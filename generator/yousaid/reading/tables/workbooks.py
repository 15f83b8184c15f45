"""Workbooks (.xlsx) as sheets: what each cell shows, as text."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from yousaid.problems import Problem
from yousaid.reading.files import File, read_bytes
from yousaid.reading.tables.sheets import Row, Sheet

WORKBOOK_CAP: Final = 64 * 1024 * 1024
"""The largest workbook, in bytes."""
_UNPACKED_CAP: Final = 1024 * 1024 * 1024
"""The most that a workbook may unpack to, in bytes: a small file can hold far more than any table."""
_WIDEST: Final = 500
"""How many columns of a sheet are read."""


def workbook_sheets(file: File) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets that the workbook shows, and what is wrong with the file."""
    raw = read_bytes(file, WORKBOOK_CAP)
    if isinstance(raw, Problem):
        return [], [raw]
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist())
        if unpacked > _UNPACKED_CAP:
            message, hint = "This workbook unpacks to more than 1 GB.", "Copy its figures into a new workbook."
            return [], [Problem(code="YS103", path=file.path, message=message, hint=hint)]
        book = _open(raw)
        return [_sheet(file.path, sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"], []
    except Exception as fault:
        return [], [_broken(file, fault)]


def _open(raw: bytes) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and most projects have no workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out (drawings, rules for input) holds no figures
        return load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)


def _broken(file: File, fault: Exception) -> Problem:
    kind = "has a password, or is not a workbook" if isinstance(fault, zipfile.BadZipFile) else "is damaged"
    message = f"This file {kind}, so it cannot be read."
    hint = "Open it in Excel and save it again as an Excel workbook (.xlsx) without a password."
    return Problem(code="YS110", path=file.path, message=message, hint=hint)


def _sheet(path: str, sheet: Any) -> Sheet:  # noqa: ANN401
    def rows() -> Iterator[Row]:
        sheet.reset_dimensions()  # a sheet's own word about its size is often wrong
        for row in sheet.iter_rows(values_only=True, max_col=_WIDEST):
            yield _trimmed([_text(value) for value in row])

    return Sheet(path, sheet.title, rows)


def _trimmed(row: Row) -> Row:
    """Return the row without the empty cells at its end."""
    while row and not row[-1]:
        row.pop()
    return row


def _text(value: object) -> str:
    """Return what a cell shows: a whole number without a point, a day as 2025-10-31."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
