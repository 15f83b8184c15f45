"""CSV files as sheets: any common encoding and delimiter, read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from yousaid.problems import Problem
from yousaid.reading.documents import MOST_ALIKE
from yousaid.reading.files import File, cannot_open, open_bytes
from yousaid.reading.tables.sheets import BROKEN, Row, Sheet

_CHUNK: Final = 1 << 20
_LONGEST_CELL: Final = 1 << 20
"""The longest cell, in characters: no comment is as long, but what a lost quotation mark swallows can be."""
_OLD_WINDOWS: Final = "cp1252"
_SAVE_AS_UTF8: Final = "In Excel, choose Save as and the type “CSV UTF-8”."
_BOOKS: Final = {b"PK\x03\x04": "a workbook", b"\xd0\xcf\x11\xe0": "an old workbook"}
"""How files begin that are no text."""
_MANY_NULS: Final = 4
"""With a NUL in every fourth byte or more, a file is UTF-16 without its mark, or no text."""


def encoding_of(file: File) -> tuple[str | None, list[Problem]]:
    """Return the encoding of the whole file, or None when it is no text, and what is wrong with it."""
    try:
        found = _encoding_of(file)
    except OSError as error:
        return None, [cannot_open(file.path, error)]
    if found == "":
        message, hint = "This table is empty.", "Save it again, or delete it."
        return None, [Problem(code="YS106", path=file.path, message=message, hint=hint)]
    if found in _BOOKS.values():
        message = f"This is {found} with the ending of a text file, so it cannot be read."
        hint = "In Excel, choose Save as and the type “Excel workbook (.xlsx)”."
        return None, [Problem(code="YS101", path=file.path, message=message, hint=hint)]
    if found is None:
        message = "This table is not text that can be read: there are bytes here that belong to no letter."
        return None, [Problem(code="YS101", path=file.path, message=message, hint=_SAVE_AS_UTF8)]
    if found == _OLD_WINDOWS:
        message = "This table is in an old Windows encoding. It was read, but look at names with accents."
        return found, [Problem(code="YS102", path=file.path, message=message, hint=_SAVE_AS_UTF8)]
    return found, []


def _encoding_of(file: File) -> str | None:
    """Return the encoding of the file; nothing when it is empty, None when there is none; or what else it is."""
    with open_bytes(file) as stream:
        start = stream.read(_CHUNK)
    if not start.strip():
        return ""
    if book := next((what for mark, what in _BOOKS.items() if start.startswith(mark)), ""):
        return book
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _all_in(file, "utf-16") else None
    if start.count(b"\0") * _MANY_NULS > len(start):
        return None
    return next((one for one in ("utf-8-sig", _OLD_WINDOWS) if _all_in(file, one)), None)


def _all_in(file: File, encoding: str) -> bool:
    """Tell whether every byte of the file belongs to the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with open_bytes(file) as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def csv_sheet(file: File, encoding: str, delimiter: str) -> Sheet:
    """Return the file as a sheet. A row whose quotation mark is never closed comes as BROKEN, and others follow."""

    def rows() -> Iterator[Row]:
        skip = 0
        for _ in range(MOST_ALIKE):
            last = 0
            with io.TextIOWrapper(open_bytes(file), encoding=encoding, newline="") as text:
                reader = csv.reader(_without(text, skip), delimiter=delimiter, strict=True)
                try:
                    for row in reader:
                        yield row
                        last = reader.line_num
                    return
                except csv.Error:
                    skip += last + 1
            yield BROKEN

    csv.field_size_limit(_LONGEST_CELL)
    return Sheet(file.path, "", rows, separator=delimiter)


def _without(lines: Iterator[str], skip: int) -> Iterator[str]:
    """Return the lines that come after so many."""
    for _ in islice(lines, skip):
        pass
    return lines
