"""FFT tables with a column for each answer: a row is a place and a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from yousaid.figures.fft import ANSWERS
from yousaid.reading.refusals import RefusedError
from yousaid.reading.tables.counts import HIDDEN, count_in
from yousaid.reading.tables.headings import Header
from yousaid.reading.tables.months import Days, month_of_year
from yousaid.reading.tables.rows import data_rows, is_merged
from yousaid.reading.tables.sheets import Cell, Findings, Row, Sheet, escaped
from yousaid.reading.tables.tally import Tallied, cell, is_total, places_of, shown

_COUNTED: Final = (*ANSWERS, "total", "eligible", "no_answer")
"""What a count can stand for."""
MonthOf = Callable[[Row], str]
"""Returns the month of a row; raises RefusedError."""


def read_wide(sheet: Sheet, header: Header, days: Days, findings: Findings) -> Iterator[Tallied]:
    """Yield what each row says."""
    missing = [answer for answer in ANSWERS if answer not in header.columns]
    if missing and "total" not in header.columns:
        names = " and ".join(f"“{answer.replace('_', ' ').capitalize()}”" for answer in missing)
        hint = "Add it, with 0 where nobody gave this answer; or name it in site.yaml under tables: headings:."
        findings.at_file("YS111", f"There is no column for {names}, and none for the total.", hint)
        return
    places = places_of(header)
    month_of = month_reader(header, days)
    for number, row in data_rows(sheet, header, findings):
        days.note(cell(row, header.columns.get("month")))  # also of a row that is not counted
        texts = places.texts(row)
        if is_total(texts) or _is_empty(row, header):
            continue
        main = Cell(number, places.main or 0, heading=_heading(header, places.main))
        if not cell(row, places.main):
            message = "{cell} is empty, so nobody can tell what the row is about."
            findings.at_cell("YS307", main, row, message, "Name the ward or service.")
            continue
        counted = (
            Cell(number, header.columns[name], heading=header.heading(name))
            for name in _COUNTED
            if name in header.columns
        )
        if sheet.merged and any(is_merged(sheet, at, row, findings) for at in counted):
            continue
        hidden = _is_hidden(row, header)
        found = ((0,) * len(ANSWERS), None, "") if hidden else _row(row, number, header, month_of, findings)
        if found is None:
            continue
        counts, eligible, period = found
        yield Tallied(
            **texts,
            period=period,
            counts=counts,
            eligible=eligible,
            method=cell(row, header.columns.get("method")),
            speciality=cell(row, header.columns.get("speciality")),
            single=False,
            sheet=sheet.name,
            row=number,
            column=main.column,
            heading=main.heading,
            excerpt=shown(row, header),
            hidden=hidden,
        )


def month_reader(header: Header, days: Days) -> MonthOf:
    """Return what reads the month of a row."""
    column, year = header.columns.get("month"), header.columns.get("year")
    if column is not None and year is not None:
        return lambda row: month_of_year(cell(row, column), cell(row, year), days)
    if column is not None:
        return lambda row: days.month(cell(row, column))
    return lambda row: days.fixed  # noqa: ARG005 - one month for all


def _heading(header: Header, column: int | None) -> str:
    return header.headings[column] if column is not None else ""


def _is_empty(row: Row, header: Header) -> bool:
    """Tell whether nobody answered, and nothing says otherwise: a ward that was closed."""
    given = [cell(row, header.columns.get(name)) for name in (*ANSWERS, "total")]
    return not any(given)


def _is_hidden(row: Row, header: Header) -> bool:
    """Tell whether a count was hidden before: an answer, or the total that a missing answer would come from."""
    needed = ANSWERS if all(name in header.columns for name in ANSWERS) else (*ANSWERS, "total")
    return any(cell(row, header.columns.get(name)).casefold() in HIDDEN for name in needed)


def _row(
    row: Row, number: int, header: Header, month_of: MonthOf, findings: Findings
) -> tuple[tuple[int, ...], int | None, str] | None:
    """Return the counts, the eligible people and the month of a row, or None when something in it is wrong."""
    good = True

    def at(name: str) -> Cell:
        return Cell(number, header.columns[name], heading=header.heading(name))

    def count(name: str) -> int | None:
        nonlocal good
        try:
            return count_in(cell(row, header.columns[name]))
        except RefusedError as refused:
            findings.at_cell(refused.code, at(name), row, f"{{cell}} {escaped(refused.message)}.", refused.hint)
            good = False
            return None

    def maybe(name: str) -> int | None:
        return count(name) if cell(row, header.columns.get(name)) else None

    total, eligible = maybe("total"), maybe("eligible")
    missing = [name for name in ANSWERS if name not in header.columns]
    if missing and total is None and good:
        names = " and ".join(f"“{name.replace('_', ' ').capitalize()}”" for name in missing)
        message = f"{{cell}} is empty, and there is no column for {names}, so nobody can tell how many answered so."
        findings.at_cell("YS307", at("total"), row, message, "Write the total, or add the column.")
        return None
    counts = [
        count(name) if name in header.columns and (total is None or cell(row, header.columns[name])) else 0
        for name in ANSWERS
    ]
    # some systems count people who left the question out in their total, which NHS England does not
    silent = maybe("no_answer")
    try:
        period = month_of(row)
    except RefusedError as refused:
        findings.at_cell(refused.code, at("month"), row, f"{{cell}}: {escaped(refused.message)}", refused.hint)
        return None
    if not good:
        return None
    known = tuple(one or 0 for one in counts)
    if total is not None and total not in {sum(known), sum(known) + (silent or 0)}:
        message = f"{{cell}} says {total}, but the six answers in this row add up to {sum(known)}."
        findings.at_cell("YS312", at("total"), row, message, "Put the wrong one right. The row is left out until then.")
        return None
    if eligible is not None and eligible < sum(known):
        message = f"{{cell}} says that {eligible} people could have answered, but {sum(known)} did."
        findings.at_cell("YS312", at("eligible"), row, message, "Put the wrong one right.")
        return None
    return known, eligible, period
