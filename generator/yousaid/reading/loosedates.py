"""Days and months in all the ways in which people and their programs write them."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from yousaid.figures.days import MONTHS

_TIME: Final = r"(?:[t ,]+[0-9]{1,2}:[0-9]{2}.*)?"
_WEEKDAY: Final = r"(?:[a-z]{3,9},? )?"
_YEAR: Final = r"([0-9]{4}|'?[0-9]{2})"
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})[-/. ]([0-9]{{1,2}})(?:[-/. ]([0-9]{{1,2}}))?{_TIME}")
_DAY_FIRST: Final = re.compile(rf"([0-9]{{1,2}})[-/. ]([0-9]{{1,2}})[-/. ]{_YEAR}{_TIME}")
_MONTH_FIRST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_WORD: Final = re.compile(
    rf"{_WEEKDAY}(?:([0-9]{{1,2}})(?:st|nd|rd|th)?[- ](?:of )?)?([a-z]{{3,9}})\.?,?[-/ ]+{_YEAR}{_TIME}"
)
_WORD_FIRST: Final = re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})")


class Loose(Struct, frozen=True):
    """What a text says, whether or not there is such a day."""

    year: int
    month: int
    day: int | None
    """None when only a month is named."""


def month_number(word: str) -> int:
    """Return the number of a month that is written out or cut to 3 letters or more, or 0."""
    word = word.casefold()
    for number, name in enumerate(MONTHS, 1):
        if len(word) >= 3 and (name.casefold().startswith(word) or (number == 9 and word == "sept")):
            return number
    return 0


def loosely(text: str) -> Loose | None:
    """Return the day or month of a text, the day before the month as in Britain; None when it is neither."""
    plain = " ".join(text.casefold().split())
    if found := _YEAR_FIRST.fullmatch(plain):
        return Loose(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _DAY_FIRST.fullmatch(plain):
        return Loose(full_year(found[3]), int(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(plain):
        return Loose(int(found[2]), int(found[1]), None)
    if found := _WORD_FIRST.fullmatch(plain):
        return _named(found[1], found[3], found[2])
    found = _WORD.fullmatch(plain)
    return _named(found[2], found[3], found[1]) if found else None


def in_figures(text: str) -> tuple[int, int, int] | None:
    """Return the two figures and the year of a text such as 03/04/2026, whichever of the two is the month; or None."""
    found = _DAY_FIRST.fullmatch(" ".join(text.casefold().split()))
    return (int(found[1]), int(found[2]), full_year(found[3])) if found else None


def _named(word: str, year: str, day: str | None) -> Loose | None:
    month = month_number(word)
    return Loose(full_year(year), month, int(day) if day else None) if month else None


def full_year(year: str) -> int:
    """Return 2026 for 26, '26 and 2026."""
    number = int(year.lstrip("'"))
    return number + 2000 if number < 100 else number
