"""Months that titles, sheets and files are named after. A day on which something was printed is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from yousaid.reading.loosedates import full_year, loosely, month_number

_ANY: Final = r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
_WORD: Final = rf"(?<![a-z]){_ANY}"
_YEAR: Final = r"(20[0-9]{2}|'?[23][0-9])(?![0-9])"
_NUMBERED: Final = re.compile(
    r"(?<![a-z])(?:ward|unit|clinic|level|floor|bay|site|part|table|sheet|team|page|version|week|no|v|q|quarter)"
    r"[ _.-]*[0-9]+[a-z]?(?![0-9])"
)
"""Numbers that are no days: “Ward 3 October 2026”."""
_MAY: Final = re.compile(r"\bmay [0-9]{2}(?![0-9])")
"""“You may 25 times”, and no year."""
_DAY: Final = re.compile(
    r"(?<![0-9])(?:20[0-9]{2}([-/._ ])[0-9]{2}\1[0-9]{2}"
    r"|[0-9]{1,2}([-/._])[0-9]{1,2}\2(?:20)?[0-9]{2}|[0-9]{2} [0-9]{2} 20[0-9]{2}"
    r"|20[0-9]{6}|[0-3][0-9][01][0-9]20[0-9]{2}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[ _-]*(?:of )?[a-z]{3,9}\.?,?[ _-]*(?:20)?[0-9]{2}"
    r"|(?<![a-z])[a-z]{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th)?,? 20[0-9]{2})(?![0-9])"
)
_DAYS_OF_MONTH: Final = re.compile(
    rf"(?<![0-9])0?1(?:st)? ?(?:to|-|–|until) ?(?:28|29|30|31)(?:st|th)? {_ANY},? (20[0-9]{{2}})"
)
_BETWEEN: Final = re.compile(r"[ _-]*(?:to|-|–|—|until|and)[ _-]*")
_FINANCIAL: Final = re.compile(r"(?<![0-9])20[0-9]{2}[-/](?:1[3-9]|[2-9][0-9])(?![0-9])")
_MONTH: Final = re.compile(
    rf"{_WORD}\.? ?(?:-|–|to|and|&|/|,|until) ?{_ANY}\.?,?[ _/-]*{_YEAR}"
    rf"|{_WORD}\.?,?[ _/-]*{_YEAR}"
    rf"|(?<![0-9])(20[0-9]{{2}})[ _/-]*{_ANY}(?![a-z])"
    r"|(?<![0-9])(20[0-9]{2})[-_/.]?(0[1-9]|1[0-2])(?![0-9])"
    r"|(?<![0-9a-z])(?<![0-9][-/.])(0?[1-9]|1[0-2])[-_/.](20[0-9]{2})(?![0-9])"
    r"|(?<![0-9])(0[1-9]|1[0-2])(20[0-9]{2})(?![0-9])"
)
_STAMP: Final = re.compile(
    r"\b(?:printed|published|publication|exported|extracted|generated|created|downloaded|produced|prepared|updated|"
    r"refreshed|saved|issued|released?|next|due|run|as (?:at|of|on)|"
    r"(?:print|report|export|extract|issue|creation)(?:ing)? (?:date|time|on)|"
    r"date of (?:report|print|issue|export)\w*)\b"
)
_ABOUT: Final = re.compile(r"\b(?:for|covering|covers|about|period|months?|during|between)\b")
_GAP: Final = "\u2021"
"""Stands where a day was."""
_CLAUSE: Final = re.compile(rf"[;(){_GAP}]|\.\s")


def months_mentioned(text: str) -> tuple[str, ...]:
    """Return the months that a title speaks of, as 2026-10, each once and in order."""
    return tuple(dict.fromkeys(_months(_plain(text))))


def months_in_name(name: str) -> tuple[str, ...]:
    """Return the months that a file or sheet is named after: `fft_oct26`, `2026-10 fft`, `202610`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    words = re.sub(r"(?<![0-9])_|_(?![0-9])", " ", apart)
    return months_mentioned(re.sub(r"(?<=[0-9]) (?=[0-9])", "_", words))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    for numbers in (_NUMBERED, _MAY, _FINANCIAL):
        folded = numbers.sub(" ", " ".join(folded.split()))
    return folded


def _months(text: str) -> Iterator[str]:
    yield from (
        f"{found[2]}-{number:02}" for found in _DAYS_OF_MONTH.finditer(text) if (number := month_number(found[1]))
    )
    text = _DAYS_OF_MONTH.sub(_GAP, text)
    days = list(_DAY.finditer(text))
    days = [one for one in days if _day(one[0]) is not None]
    for first, second in pairwise(days):
        between = text[first.end() : second.start()]
        if _BETWEEN.fullmatch(between) and (month := _whole_month(first[0], second[0])):
            yield month
    for day in days:
        before = _clause(text, day.start())
        found = _day(day[0])
        if found is not None and found[2] == 1 and _ABOUT.search(before) and not _is_stamp(before):
            yield f"{found[0]}-{found[1]:02}"
    for day in reversed(days):
        text = text[: day.start()] + _GAP + text[day.end() :]
    for match in _MONTH.finditer(text):
        if not _is_stamp(_clause(text, match.start())):
            yield from _named(match)


def _named(match: re.Match[str]) -> Iterator[str]:
    """Yield the months of a match: two for “October and November 2026”."""
    first, second, both, word, year, year_first, word_last, *figures = match.groups()
    if second and month_number(second):
        last, number = full_year(both), month_number(first)
        if number:
            yield f"{last - (number > month_number(second)):04}-{number:02}"
        yield f"{last:04}-{month_number(second):02}"
    elif word or word_last:
        if number := month_number(word or word_last):
            yield f"{full_year(year or year_first):04}-{number:02}"
    elif not second:
        iso_year, iso_month, month, its_year, month_glued, year_glued = figures
        yield f"{iso_year or its_year or year_glued}-{int(iso_month or month or month_glued):02}"


def _clause(text: str, end: int) -> str:
    """Return the words before a place in a text that belong to what stands there."""
    return _CLAUSE.split(text[:end])[-1]


def _is_stamp(before: str) -> bool:
    """Tell whether words before a month say that something was printed then, and not what it is about."""
    stamps = list(_STAMP.finditer(before))
    return bool(stamps) and _ABOUT.search(before, stamps[-1].end()) is None


def _day(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a text; None when there is no such day."""
    plain = text.replace("_", "-")
    if plain.isdigit():
        plain = (
            f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
            if plain[:2] == "20" and plain[4:6] <= "12"
            else f"{plain[:2]}-{plain[2:4]}-{plain[4:]}"
        )
    found = loosely(plain) or loosely(re.sub(r"(?<=[a-z0-9])(?=[0-9]{4}$)|(?<=[0-9])(?=[a-z])", " ", plain))
    if found is None or found.day is None or not 1 <= found.day <= 31:
        return None
    return (found.year, found.month, found.day) if 1 <= found.month <= 12 or found.day <= 12 else None


def _whole_month(first: str, last: str) -> str:
    """Return the month of which two days are the first and the last, in either order of day and month; or nothing."""
    one, other = _day(first), _day(last)
    if one is None or other is None or one[0] != other[0]:
        return ""
    for at, day in ((1, 2), (2, 1)):
        if one[at] == other[at] <= 12 and one[day] == 1 and other[day] >= 28:
            return f"{one[0]}-{one[at]:02}"
    return ""
