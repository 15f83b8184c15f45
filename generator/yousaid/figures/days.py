"""Days: how long consent lasts, and how a date is written."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from yousaid.model.story import Consent, Story

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def consent_ends(consent: Consent, years: int) -> date:
    """Return the last day of the consent: the day it names, or `years` after it was given."""
    if consent.expires is not None:
        return consent.expires
    year = consent.given.year + years
    return date(year, consent.given.month, min(consent.given.day, monthrange(year, consent.given.month)[1]))


def first_day(story: Story) -> date | None:
    """Return the first day on which a story is shown: that from which it may be, and not before the day it is told."""
    return max((day for day in (story.publish_from, story.date) if day is not None), default=None)


def long_date(day: date) -> str:
    """Return a date as 6 August 2018 (NHS style)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_name(period: str) -> str:
    """Return 2026-10 as October 2026; a year stays as it is."""
    year, _, month = period.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def last_months(today: date, count: int) -> tuple[str, ...]:
    """Return the months up to that of the day, as 2026-10, the oldest first."""
    last = today.year * 12 + today.month - 1
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - count + 1, last + 1))
