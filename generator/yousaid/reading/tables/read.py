"""A file with FFT figures to tallies, whichever of the known layouts it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from yousaid.model.site import Tables
from yousaid.problems import Problem
from yousaid.reading.files import File, cannot_open
from yousaid.reading.tables.csvfiles import csv_sheet, encoding_of
from yousaid.reading.tables.headings import FFT_COLUMNS, Header, find_header, is_wide
from yousaid.reading.tables.months import Days
from yousaid.reading.tables.rows import is_doubtful
from yousaid.reading.tables.sheets import SEPARATORS, Findings, Sheet
from yousaid.reading.tables.single import read_single
from yousaid.reading.tables.tally import Tallied, places_of
from yousaid.reading.tables.titles import (
    Named,
    is_one_order,
    names_of,
    only_month,
    tell_other_month,
    tell_two_months,
)
from yousaid.reading.tables.wide import read_wide

_SAYS_ENOUGH: Final = 3
"""How many known headings a hidden sheet has that would have been read; a list for drop-downs has fewer."""


class Understood(Struct, frozen=True):
    """A sheet, and what its headings mean."""

    sheet: Sheet
    header: Header
    month: str
    """The month of the whole sheet, where it has no column for it; nothing when it has one."""
    named: tuple[Named, ...]
    """The months that titles, sheet and file speak of."""


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
        named = tuple(names_of(file, sheet, header))
        month = "" if "month" in header.columns else only_month(named, [sheet for sheet, _ in sheets])
        good.append(Understood(sheet, header, month, named))
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
        found, faults = _read(one, tables)
        tallied += found
        problems += faults
    return TableRead(tuple(tallied), tuple(problems))


def _read(one: Understood, tables: Tables) -> tuple[list[Tallied], list[Problem]]:
    """Return what a sheet says, and its problems; once more with the month first, where one of its days proves that."""
    for days in (Days(one.month), Days(one.month, month_first=True)):
        findings = Findings(one.sheet, {*one.header.columns.values()})
        tallied = list(_tally(one, tables, days, findings))
        if days.month_first or days.proves_day_first or not days.proves_month_first:
            break
    if not is_one_order(days, one.named, one.header, findings):
        return [], findings.problems
    if "month" in one.header.columns:
        tell_other_month(one.named, sorted({row.period for row in tallied if row.period}), findings)
    return tallied, findings.problems


def _tally(one: Understood, tables: Tables, days: Days, findings: Findings) -> Iterator[Tallied]:
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
    if "month" not in header.columns and tell_two_months(one.named, header, findings):
        return
    if "month" not in header.columns and not one.month:
        hint = f"{_guess(header, 'month')}Add a column “Month”, or put the month into the file's name, as fft-2026-10."
        findings.at_file("YS111", "Nothing says which month this is about.", hint, header.row)
        return
    if is_wide(header):
        yield from read_wide(one.sheet, header, days, findings)
    else:
        yield from read_single(one.sheet, header, tables.answers, days, findings)


def _guess(header: Header, meaning: str) -> str:
    """Return a sentence about a heading that perhaps means this; nothing when there is none."""
    found = next((text for text, guess in header.guesses.items() if guess == meaning), "")
    return f"Perhaps “{found}” is meant: then write “{found}: {meaning}” there. " if found else ""


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
