"""What a table's titles, its sheet and its file are named after, and whether its rows agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct

from yousaid.figures.days import month_name
from yousaid.reading.files import File
from yousaid.reading.tables.headings import Header
from yousaid.reading.tables.mentions import months_in_name, months_mentioned
from yousaid.reading.tables.months import FORMAT, Days
from yousaid.reading.tables.sheets import Findings, Sheet
from yousaid.reading.words import show

_LONGEST_TITLE: Final = 200
_TITLE_ROWS: Final = 30
"""How many rows of the other sheets are looked at for the month."""
_NOTHING: Final = "Nothing of this table is used."


class Named(Struct, frozen=True):
    """A month that a table is named after."""

    month: str
    where: str
    """Where it stands: the title “FFT, October 2026”."""


def names_of(file: File, sheet: Sheet, header: Header) -> Iterator[Named]:
    """Yield the months that a sheet is named after: in its titles, its name and the file's name."""
    for title in header.above:
        yield from (Named(month, f"the title {show(title)}") for month in months_mentioned(title[:_LONGEST_TITLE]))
    yield from (Named(month, f"the sheet's name {show(sheet.name)}") for month in months_in_name(sheet.name))
    name = file.path.rpartition("/")[2]
    yield from (Named(month, f"the file's name {name}") for month in months_in_name(name.rpartition(".")[0]))


def only_month(named: Iterable[Named], sheets: Iterable[Sheet]) -> str:
    """Return the month that a whole sheet is about; nothing when there is none, or more than one.

    Where neither its titles, its name nor the file's name say it, the first rows of all sheets may.
    """
    months = {one.month for one in named}
    if not months:
        rows = (" ".join(row) for sheet in sheets for row in islice(sheet.rows(), _TITLE_ROWS))
        months = {month for text in rows if len(text) < _LONGEST_TITLE for month in months_mentioned(text)}
    return months.pop() if len(months) == 1 else ""


def is_one_order(days: Days, named: Sequence[Named], header: Header, findings: Findings) -> bool:
    """Tell whether the days of a sheet can be read in one way; what cannot, or is not as in Britain, is told."""
    row, first, last = header.row, show(days.proves_day_first), show(days.proves_month_first)
    if days.proves_day_first and days.proves_month_first:
        message = f"In {first} the day comes first, and in {last} the month. Nobody can tell which is meant elsewhere."
        findings.at_file("YS115", f"{message} {_NOTHING}", FORMAT, row)
        return False
    doubt = days.doubt([one.month for one in named])
    if doubt is not None:
        ours, theirs = (_in_words(months) for months in doubt)
        message = (
            f"With the day first, the days are of {ours}; with the month first, of {theirs}. Nobody can tell which."
        )
        findings.at_file("YS116", f"{message} {_NOTHING}", FORMAT, row)
        return False
    if days.month_first:
        message = f"All days of this table are read with the month first, as only that can be meant by {last}."
        findings.at_file("YS117", message, FORMAT, row)
    return True


def tell_two_months(named: Sequence[Named], header: Header, findings: Findings) -> bool:
    """Tell the writer when a sheet is named after two months and has no column for it; return whether it is."""
    by_month = {one.month: one for one in named}
    if len(by_month) < 2:
        return False
    first, other = list(by_month.values())[:2]
    if first.where == other.where:
        message = f"{first.where} names {month_name(first.month)} and {month_name(other.month)}."
    else:
        message = f"{first.where} says {month_name(first.month)}, and {other.where} says {month_name(other.month)}."
    message = f"{message[:1].upper()}{message[1:]} Nobody can tell which month the figures are about."
    findings.at_file("YS113", message, "Put the wrong one right, or add a column “Month”.", header.row)
    return True


def tell_other_month(named: Sequence[Named], months: Sequence[str], findings: Findings) -> None:
    """Tell the writer when the rows have months of their own, and the sheet is named after none that is among them."""
    if not named or not months or any(months[0] <= one.month <= months[-1] for one in named):
        return
    where = f"{named[0].where[:1].upper()}{named[0].where[1:]}"
    message = f"{where} says {month_name(named[0].month)}, but the rows are about {_in_words(months)}. The rows count."
    hint = "If the rows are right, change the name. If not, put their months right."
    findings.at_file("YS114", message, hint)


def _in_words(months: Sequence[str]) -> str:
    """Return months in words: “October 2026”, or “4 months from July 2026 to October 2026”."""
    if len(months) == 1:
        return month_name(months[0])
    return f"{len(months)} months from {month_name(months[0])} to {month_name(months[-1])}"
