"""A file with FFT figures to tallies, whichever of the known layouts it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from msgspec import Struct

from yousaid.model.site import Tables
from yousaid.problems import Problem
from yousaid.reading.files import File, cannot_open
from yousaid.reading.tables.csvfiles import csv_sheet, encoding_of
from yousaid.reading.tables.headings import FFT_COLUMNS, Header, find_header, is_wide
from yousaid.reading.tables.months import month_mentioned
from yousaid.reading.tables.rows import is_doubtful
from yousaid.reading.tables.sheets import SEPARATORS, Findings, Sheet
from yousaid.reading.tables.single import read_single
from yousaid.reading.tables.tally import Tallied, places_of
from yousaid.reading.tables.wide import read_wide

_SAYS_ENOUGH: Final = 3
"""How many known headings a hidden sheet has that would have been read; a list for drop-downs has fewer."""
_TITLE_ROWS: Final = 30
"""How many rows of the other sheets are looked at for the month."""


class Understood(Struct, frozen=True):
    """A sheet, and what its headings mean."""

    sheet: Sheet
    header: Header
    month: str
    """The month of the whole sheet, where it has no column for it; nothing when it has one."""


class TableRead(Struct, frozen=True):
    """What a table gives before its places are looked up."""

    tallied: tuple[Tallied, ...]
    problems: tuple[Problem, ...]


def open_table(
    file: File, known: Mapping[str, tuple[str, ...]], tables: Tables
) -> tuple[list[tuple[Sheet, Header | None]], list[Problem]]:
    """Return the sheets of a file with their headings, and what is wrong with the file."""
    own = tables.headings
    if file.path.casefold().endswith((".xlsx", ".xlsm")):
        return _open_workbook(file, known, tables)
    encoding, problems = encoding_of(file)
    if encoding is None:
        return [], problems
    tried = []
    for delimiter in SEPARATORS:
        sheet = csv_sheet(file, encoding, delimiter)
        header = find_header(sheet, known, own)
        tried.append((0 if header is None else len(header.columns), sheet, header))
    _, sheet, header = max(tried, key=lambda one: one[0])
    return [(sheet, header)], problems


def _open_workbook(
    file: File, known: Mapping[str, tuple[str, ...]], tables: Tables
) -> tuple[list[tuple[Sheet, Header | None]], list[Problem]]:
    """Return the sheets of a workbook that are not hidden, and what is wrong with it."""
    from yousaid.reading.tables.workbooks import SHOW_IT, workbook_sheets  # noqa: PLC0415 - most projects have none

    sheets, problems = workbook_sheets(file, hidden=tables.include_hidden)
    found = [(sheet, find_header(sheet, known, tables.headings)) for sheet in sheets]
    for sheet, header in found:
        problems += sheet.problems
        if sheet.hidden and header is not None and len(header.columns) >= _SAYS_ENOUGH:
            findings = Findings(sheet)
            findings.at_file("YS124", "nothing is read of it, as the whole sheet is hidden.", SHOW_IT)
            problems += findings.problems
    return [(sheet, header) for sheet, header in found if not sheet.hidden], problems


def understand(file: File, tables: Tables) -> tuple[list[Understood], list[Problem]]:
    """Return the sheets of a file that hold FFT answers, and what is wrong with the others."""
    try:
        sheets, problems = open_table(file, FFT_COLUMNS, tables)
    except OSError as error:
        return [], [cannot_open(file.path, error)]
    good = []
    for sheet, header in sheets:
        if header is None or not (is_wide(header) or header.old or "answer" in header.columns):
            continue
        month = "" if "month" in header.columns else _month(file, sheet, header, sheets)
        good.append(Understood(sheet, header, month))
    if any(places_of(one.header).main is not None for one in good):
        # beside the sheets of trusts, sites and wards, NHS England has one of regions and one of all England
        good = [one for one in good if places_of(one.header).main is not None]
    if not good and sheets:
        problems = [*problems, _not_understood(sheets)]
    return good, problems


def tally_table(file: File, tables: Tables) -> TableRead:
    """Return what the table says, and every problem in it."""
    sheets, problems = understand(file, tables)
    tallied: list[Tallied] = []
    for one in sheets:
        findings = Findings(one.sheet, {*one.header.columns.values()})
        tallied += _tally(one, tables, findings)
        problems += findings.problems
    return TableRead(tuple(tallied), tuple(problems))


def _tally(one: Understood, tables: Tables, findings: Findings) -> Iterator[Tallied]:
    header = one.header
    if header.old:
        message = "These are answers to the question that was asked until March 2020. They are not read."
        findings.at_file("YS111", message, "The two questions are never counted together. Keep the old figures apart.")
        return
    if is_doubtful(header, findings):
        return
    if places_of(header).main is None:
        hint = f"{_guess(header, 'ward')}Name its heading in site.yaml under tables: headings:."
        findings.at_file("YS111", "No column says which ward, service or site a row is about.", hint, header.row)
        return
    if "month" not in header.columns and not one.month:
        hint = f"{_guess(header, 'month')}Add a column “Month”, or put the month into the file's name."
        findings.at_file("YS111", "Nothing says which month this is about.", hint, header.row)
        return
    if is_wide(header):
        yield from read_wide(one.sheet, header, one.month, findings)
    else:
        yield from read_single(one.sheet, header, tables.answers, findings)


def _guess(header: Header, meaning: str) -> str:
    """Return a sentence about a heading that perhaps means this; nothing when there is none."""
    found = next((text for text, guess in header.guesses.items() if guess == meaning), "")
    return f"Perhaps “{found}” is meant: then write “{found}: {meaning}” there. " if found else ""


def _month(file: File, sheet: Sheet, header: Header, sheets: list[tuple[Sheet, Header | None]]) -> str:
    """Return the month that a whole sheet is about: from its titles, its name, the file's name or the other sheets."""
    others = (text for other, _ in sheets for row in islice(other.rows(), _TITLE_ROWS) for text in row if text)
    return (
        month_mentioned(header.above)
        or month_mentioned([sheet.name])
        or month_mentioned([file.path.rpartition("/")[2].replace("_", " ").replace(".", " ")])
        or month_mentioned(text for text in others if len(text) < 200)
    )


def _not_understood(sheets: list[tuple[Sheet, Header | None]]) -> Problem:
    sheet, header = sheets[0]
    if header is None:
        message = "No row of this table holds headings that are known, such as Ward, Month and Very good."
        hint = "Name your headings in site.yaml under tables: headings:. Run yousaid import --preview to see them."
        return Problem(code="YS111", path=sheet.path, message=message, hint=hint)
    missing = "the six answers (Very good to Don't know), and none for one answer a row"
    lines = " ".join(f"Perhaps “{text}” means {meaning}." for text, meaning in header.guesses.items())
    message = f"There are no columns for {missing}."
    hint = f"{lines} Name your headings in site.yaml under tables: headings:.".strip()
    return Problem(code="YS111", path=sheet.path, line=header.row, message=message, hint=hint)
