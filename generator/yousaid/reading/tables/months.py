"""Months as tables write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from yousaid.figures.days import MONTHS
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show

_TIME: Final = r"(?:[t ,]+[0-9]{1,2}:[0-9]{2}.*)?"
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})(?:[-/.]([0-9]{{1,2}}))?{_TIME}")
_DAY_FIRST: Final = re.compile(rf"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_MONTH_FIRST: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_WORD: Final = re.compile(rf"(?:([0-9]{{1,2}})[- ])?([a-z]{{3,9}})\.?[-/, ]*([0-9]{{4}}|'?[0-9]{{2}}){_TIME}")
_IN_TEXT: Final = re.compile(r"\b([a-z]{3,9})[ _-]+([0-9]{4}|[0-9]{2})\b|\b([0-9]{4})-([0-9]{2})\b")
_FINANCIAL: Final = re.compile(r"([0-9]{4})[-_/]([0-9]{2}|[0-9]{4})")
_SERIAL: Final = re.compile(r"[34][0-9]{4}")
_NAMES: Final = {
    short: number
    for number, name in enumerate(MONTHS, 1)
    for short in {name.casefold(), name.casefold()[:3], name.casefold()[:4]}
}
_EARLIEST: Final = 2000
_LATEST: Final = 2099
_HINT: Final = "Write the month as 2025-10, Oct-25, October 2025 or 01/10/2025."


def month_in(text: str) -> str:
    """Return the month of a cell as 2025-10; raise RefusedError for anything that is not plainly one."""
    return date_in(text)[: len("2025-10")]


def date_in(text: str) -> str:
    """Return the day of a cell as 2025-10-31: the first of the month, where it names none. Raises RefusedError.

    Days are read as they are written in Britain: 01/10/2025 is 1 October.
    """
    plain = " ".join(text.casefold().split())
    year = month = 0
    day = 1
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = int(found[1]), int(found[2]), _full(found[3])
        if month > 12 >= day:
            message = f"{show(text)} has no month {month}: the day comes first, then the month."
            raise RefusedError("YS304", message, "In Excel, give the column the format 2012-03-14.")
    elif found := _MONTH_FIRST.fullmatch(plain):
        month, year = int(found[1]), int(found[2])
    elif found := _WORD.fullmatch(plain):
        day, month, year = int(found[1] or 1), _NAMES.get(found[2], 0), _full(found[3])
    elif _SERIAL.fullmatch(plain):
        message = f"{show(text)} is how Excel keeps a day, and not a month that can be read."
        raise RefusedError("YS304", message, "In Excel, give the column the format 2012-03-14 and save again.")
    if _EARLIEST <= year <= _LATEST:
        with suppress(ValueError):
            return date(year, month, day).isoformat()
    raise RefusedError(
        "YS304", f"{show(text)} is not a month that can be read." if text else "There is no month.", _HINT
    )


def month_of_year(month: str, year: str) -> str:
    """Return the month of two cells: a month and a year, or a financial year as 2025_26. Raises RefusedError."""
    number = _NAMES.get(month.casefold().strip(), int(month) if month.isascii() and month.isdigit() else 0)
    if not number:
        return month_in(month)
    financial = _FINANCIAL.fullmatch(year.strip())
    if financial and (int(financial[1]) + 1) % 100 == int(financial[2]) % 100:
        return month_in(f"{int(financial[1]) + (number < 4)}-{number:02}")
    return month_in(f"{year.strip()}-{number:02}")


def month_mentioned(texts: Iterable[str]) -> str:
    """Return the only month that the texts speak of, as 2025-10, or nothing when there is none or more than one."""
    found = set()
    for text in texts:
        for match in _IN_TEXT.finditer(text.casefold()):
            word, year, iso_year, iso_month = match.groups()
            month = _NAMES.get(word, 0) if word else int(iso_month)
            if 1 <= month <= 12:
                found.add(f"{_full(year) if word else int(iso_year):04}-{month:02}")
    return found.pop() if len(found) == 1 else ""


def _full(year: str) -> int:
    number = int(year.lstrip("'"))
    return number + 2000 if number < 100 else number
