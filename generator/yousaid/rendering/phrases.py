"""Labels with their gaps filled, months and dates: the words that posters and figures are put together from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

Labels = Mapping[str, str]

_SLOT: Final = re.compile(r"\{(\w+)\}")


def fill(label: str, **values: object) -> str:
    """Return a label with each {name} replaced by its value; what has no value stays."""
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), label)


def month_words(period: str, labels: Labels) -> str:
    """Return 2026-10 as October 2026, in the words of the language; a year stays as it is."""
    year, _, month = period.partition("-")
    return f"{labels['month_names'].split(', ')[int(month) - 1]}\u00a0{year}" if month else year


def date_words(day: date, labels: Labels) -> str:
    """Return a date as 6 August 2018, in the words of the language; it is not broken over two lines."""
    return f"{day.day}\u00a0{labels['day_months'].split(', ')[day.month - 1]}\u00a0{day.year}"
