"""Days and months as people write them, and what to write instead."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from yousaid.figures.days import MONTHS
from yousaid.reading.loosedates import loosely
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_EARLIEST: Final = 2000
_LATEST: Final = 2100


def read_date(text: str) -> date:
    """Return the day written as 2026-10-31; raise RefusedError with what to write for anything else."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise RefusedError("YS304", f"{show(text)} is not a date that can be read.", _date_hint(text))
    try:
        value = date.fromisoformat(text)
    except ValueError:
        year, month, day = map(int, found.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            message = f"There is no {day} {MONTHS[month - 1]} {year}."
        else:
            message = f"{show(text)} is not a day: the month must be 01 to 12, and the day 01 to 31."
        raise RefusedError("YS304", message, "Write the year, the month and the day, as 2026-10-31.") from None
    _check_year(value.year)
    return value


def read_period(text: str) -> str:
    """Return a month written as 2026-10 or a year written as 2017; raise RefusedError for anything else."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise RefusedError("YS304", f"{show(text)} is not a month or year that can be read.", _period_hint(text))
    if found[2] is not None and not 1 <= int(found[2]) <= 12:
        raise RefusedError("YS304", f"There is no month {found[2]}.", "Write a month as 2026-10, or a year as 2026.")
    _check_year(int(found[1]))
    return text


def _check_year(year: int) -> None:
    if not _EARLIEST <= year <= _LATEST:
        hint = f"Write a year from {_EARLIEST} to {_LATEST}."
        raise RefusedError("YS304", f"The year {year} is probably a slip.", hint)


def _iso(year: int, month: int, day: int) -> str:
    """Return the day as 2026-10-31, or nothing when there is no such day."""
    try:
        return date(year + (2000 if year < 100 else 0), month, day).isoformat()
    except ValueError:
        return ""


def _date_hint(text: str) -> str:
    """Return exactly what to write, when it can be told."""
    found = loosely(text)
    meant = ""
    if found is not None and found.day is not None:
        meant = _iso(found.year, found.month, found.day) or _iso(found.year, found.day, found.month)
    return f"Write {meant}." if meant else "Write the year, the month and the day, as 2026-10-31."


def _period_hint(text: str) -> str:
    """Return exactly what to write, when it can be told."""
    found = loosely(text)
    if found is not None and 1 <= found.month <= 12:
        return f"Write {found.year:04}-{found.month:02}."
    return "Write a month as 2026-10, or a year as 2026."
