"""Months as tables write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from yousaid.reading.loosedates import full_year, loosely, month_number
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show

_IN_TEXT: Final = re.compile(r"\b([a-z]{3,9})[ _-]+([0-9]{4}|[0-9]{2})\b|\b([0-9]{4})-([0-9]{2})\b")
_FINANCIAL: Final = re.compile(r"([0-9]{4})[-_/]([0-9]{2}|[0-9]{4})")
_SERIAL: Final = re.compile(r"[34][0-9]{4}")
_EARLIEST: Final = 2000
_LATEST: Final = 2099
_HINT: Final = "Write the month as 2025-10, Oct-25, October 2025 or 01/10/2025."
_FORMAT: Final = "In Excel, give the column the format 2012-03-14 and save again."


def month_in(text: str) -> str:
    """Return the month of a cell as 2025-10; raise RefusedError for anything that is not plainly one."""
    return date_in(text)[: len("2025-10")]


def date_in(text: str) -> str:
    """Return the day of a cell as 2025-10-31: the first of the month, where it names none. Raises RefusedError.

    Days are read as they are written in Britain: 01/10/2025 is 1 October.
    """
    found = loosely(text)
    if found is None and _SERIAL.fullmatch(text.strip()):
        message = f"{show(text)} is how Excel keeps a day, and not a month that can be read."
        raise RefusedError("YS304", message, _FORMAT)
    if found is not None and found.day is not None and found.month > 12 >= found.day:
        message = f"{show(text)} has no month {found.month}: the day comes first, then the month."
        raise RefusedError("YS304", message, _FORMAT)
    if found is not None and _EARLIEST <= found.year <= _LATEST:
        with suppress(ValueError):
            return date(found.year, found.month, found.day or 1).isoformat()
    message = f"{show(text)} is not a month that can be read." if text else "There is no month."
    raise RefusedError("YS304", message, _HINT)


def month_of_year(month: str, year: str) -> str:
    """Return the month of two cells: a month and a year, or a financial year as 2025_26. Raises RefusedError."""
    number = month_number(month.strip()) or (int(month) if month.isascii() and month.isdigit() else 0)
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
            month = month_number(word) if word else int(iso_month)
            if 1 <= month <= 12:
                found.add(f"{full_year(year) if word else int(iso_year):04}-{month:02}")
    return found.pop() if len(found) == 1 else ""
