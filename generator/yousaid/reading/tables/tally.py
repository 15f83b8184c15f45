"""FFT answers as a table gives them: places are still as they are written, and nobody has looked them up."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from yousaid.reading.names import fold
from yousaid.reading.tables.headings import Header
from yousaid.reading.tables.sheets import Row, visible

_TOTAL: Final = re.compile(
    r"(?:grand |sub ?|trust |site |overall |all |hospital )?totals?|england(?: (?:including|excluding) .*)?|"
    r"selection(?: (?:including|excluding) .*)?|all wards|overall"
)
_LONGEST_EXCERPT: Final = 300


class Tallied(Struct, frozen=True, kw_only=True):
    """The FFT answers of one row of a table, or of all its rows about one place and month."""

    ward: str
    """The ward, clinic or service; nothing when the table is about whole sites or trusts."""
    site: str
    """The site, as it is written; may be empty."""
    site_code: str
    """The site's code, likewise."""
    trust: str
    """The trust, likewise."""
    trust_code: str
    """The trust's code, likewise."""
    period: str
    """The month, as 2025-10."""
    counts: tuple[int, ...]
    """The six answers, in the order of the question."""
    eligible: int | None
    """How many people could have answered, when the table says so."""
    method: str
    """What sets this row apart from others of its place and month, such as how answers were collected."""
    speciality: str
    """The medical speciality, as it is written. It is no way of collecting: nothing is added up for it."""
    single: bool
    """Whether it comes from rows of one answer each, so that what stands for one place and month adds up."""
    sheet: str
    """The sheet; nothing when the file has none."""
    row: int
    """The first row that it comes from; 1 is the first."""
    column: int
    """The column of the place; 0 is A."""
    heading: str
    """The heading of that column."""
    excerpt: tuple[str, ...]
    """The cells of the row, as far as a problem shows them."""
    hidden: bool
    """Whether counts in it were hidden before the table came to us, so that none of them can be used."""

    @property
    def place(self) -> str:
        """What the row is about: the ward, or else the site, or else the trust."""
        return self.ward or self.site or self.site_code or self.trust or self.trust_code


class Places(Struct, frozen=True):
    """Where a table says what a row is about."""

    ward: int | None
    site: int | None
    site_code: int | None
    trust: int | None
    trust_code: int | None

    @property
    def main(self) -> int | None:
        """The column that says it most closely: that of the ward, the site or the trust."""
        every = (self.ward, self.site, self.site_code, self.trust, self.trust_code)
        return next((one for one in every if one is not None), None)

    def texts(self, row: Row) -> dict[str, str]:
        """Return what a row says: ward, site, site_code, trust, trust_code."""
        return {name: cell(row, getattr(self, name)) for name in self.__struct_fields__}


def places_of(header: Header) -> Places:
    """Return the columns that say what a row is about."""
    return Places(**{name: header.columns.get(name) for name in Places.__struct_fields__})


def cell(row: Row, column: int | None) -> str:
    """Return a cell without spaces around it; nothing when there is no such cell."""
    return row[column].strip() if column is not None and column < len(row) else ""


def is_total(texts: dict[str, str]) -> bool:
    """Tell whether a row sums up others: “Total”, “England (including independent sector)”, “Selection”."""
    return any(text and _TOTAL.fullmatch(fold(text)) for text in texts.values())


def shown(row: Row, header: Header) -> tuple[str, ...]:
    """Return as much of a row as a problem shows: nothing of a column that is not read, where comments may stand."""
    kept: list[str] = []
    room = _LONGEST_EXCERPT
    for text in visible(row, {*header.columns.values()}):
        kept.append(text[:room])
        room -= len(text)
        if room <= 0:
            break
    return tuple(kept)
