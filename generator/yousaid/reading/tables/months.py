"""Months as tables write them."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from typing import Final

from yousaid.reading.loosedates import Loose, in_figures, loosely, month_number
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show

_FINANCIAL: Final = re.compile(r"([0-9]{4})[-_/]([0-9]{2}|[0-9]{4})")
_SERIAL: Final = re.compile(r"[34][0-9]{4}")
_EARLIEST: Final = 2000
_LATEST: Final = 2099
_HINT: Final = "Write the month as 2025-10, Oct-25, October 2025 or 01/10/2025."
_MONTH: Final = len("2025-10")
_SEVERAL: Final = 3
"""From how many months on it is odd that all their days have one number."""
FORMAT: Final = "In Excel, give the column the format 2012-03-14 and save again."


class Days:
    """Reads the months of one table, and notices in which order its days and months stand: 13/04/2026 proves one."""

    def __init__(self, fixed: str = "", *, month_first: bool = False) -> None:
        self.fixed = fixed
        """The month of the whole sheet; nothing where each row has its own."""
        self.month_first = month_first
        self.proves_day_first = ""
        """A text in which only the first figure can be the day; nothing when there is none."""
        self.proves_month_first = ""
        """A text in which only the second figure can be the day."""
        self._open: set[tuple[int, int, int]] = set()

    def month(self, text: str) -> str:
        """Return the month of a cell as 2025-10; raise RefusedError for anything that is not plainly one."""
        self.note(text)
        return date_in(text, month_first=self.month_first)[:_MONTH]

    def note(self, text: str) -> None:
        """Notice what a text says about the order of day and month."""
        figures = in_figures(text)
        if figures is None:
            return
        first, second, _ = figures
        if first > 12 >= second:
            self.proves_day_first = self.proves_day_first or text.strip()
        elif second > 12 >= first:
            self.proves_month_first = self.proves_month_first or text.strip()
        else:
            self._open.add(figures)

    def doubt(self, named: Collection[str]) -> tuple[list[str], list[str]] | None:
        """Return the months with the day first and with the month first, where it is likelier that the month is first.

        That is so when nothing proves the order, and only so are all of the month that the table is named after, or
        of one month. None when there is no such doubt.
        """
        if self.proves_day_first or self.proves_month_first or not self._open:
            return None
        day_first = sorted({f"{year}-{second:02}" for _, second, year in self._open})
        month_first = sorted({f"{year}-{first:02}" for first, _, year in self._open})
        fits = set(month_first) == set(named) != set(day_first)
        one_month = len(month_first) == 1 and len(day_first) >= _SEVERAL and not {*day_first} & {*named}
        # the first of each month is how many tables name their months
        return (day_first, month_first) if fits or (one_month and not self._are_firsts()) else None

    def _are_firsts(self) -> bool:
        return all(first == 1 for first, _, _ in self._open)


def date_in(text: str, *, month_first: bool = False) -> str:
    """Return the day of a cell as 2025-10-31: the first of the month, where it names none. Raises RefusedError.

    Days are read as they are written in Britain, where 01/10/2025 is 1 October, unless the month comes first.
    """
    found = loosely(text)
    if month_first and (figures := in_figures(text)) is not None:
        found = Loose(figures[2], figures[0], figures[1])
    if found is None and _SERIAL.fullmatch(text.strip()):
        message = f"{show(text)} is how Excel keeps a day, and not a month that can be read."
        raise RefusedError("YS304", message, FORMAT)
    if found is not None and found.day is not None and found.month > 12 >= found.day:
        order = "the month comes first, then the day" if month_first else "the day comes first, then the month"
        message = f"{show(text)} has no month {found.month}: {order}."
        raise RefusedError("YS304", message, FORMAT)
    if found is not None and _EARLIEST <= found.year <= _LATEST:
        with suppress(ValueError):
            return date(found.year, found.month, found.day or 1).isoformat()
    message = f"{show(text)} is not a month that can be read." if text else "There is no month."
    raise RefusedError("YS304", message, _HINT)


def month_of_year(month: str, year: str, days: Days) -> str:
    """Return the month of two cells: a month and a year, or a financial year as 2025_26. Raises RefusedError."""
    number = month_number(month.strip()) or (int(month) if month.isascii() and month.isdigit() else 0)
    if not number:
        return days.month(month)
    financial = _FINANCIAL.fullmatch(year.strip())
    if financial and (int(financial[1]) + 1) % 100 == int(financial[2]) % 100:
        return days.month(f"{int(financial[1]) + (number < 4)}-{number:02}")
    return days.month(f"{year.strip()}-{number:02}")
