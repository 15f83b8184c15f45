"""Addresses of rows that are kept in a file beside their table, with what each row says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

import yaml
from msgspec import Struct

from yousaid.model.story import Origin
from yousaid.problems import Problem
from yousaid.reading.documents import Entry
from yousaid.reading.fields import read_fields
from yousaid.reading.names import check_slug
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show

ENDING: Final = ".addresses.yaml"
"""How the name of a file of kept addresses ends."""
_NOTE: Final = """\
# The addresses of the stories in the table beside this file, and what each row says.
# Made by “yousaid addresses”. Keep it with the table: with it, a row that is mended keeps its address.

"""

Cells: TypeAlias = tuple[str, str, str, str, str]
"""What tells one row from another: ward, month, heading, what people said, and what was done."""


class KeptRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address that belongs to a row, and what the row said when it was kept: words without capitals and marks."""

    address: str
    """The last part of the story's address."""
    earlier: tuple[str, ...] = ()
    """Addresses that it had before. They lead to it."""
    ref: str = ""
    """The row's number."""
    ward: str = ""
    month: str = ""
    heading: str = ""
    """The row's title, where it is more than the beginning of what people said."""
    said: str = ""
    did: str = ""
    origin: Origin = Origin("")
    """Where it stands."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that leads to the row."""
        return (self.address, *self.earlier)

    @property
    def cells(self) -> Cells:
        """What told the row from others."""
        return (self.ward, self.month, self.heading, self.said, self.did)


def kept_beside(table: str) -> str:
    """Return the path of the file that keeps the addresses of a table: `list.csv` has `list.addresses.yaml`."""
    return table[: table.rfind(".")] + ENDING


def is_kept(path: str) -> bool:
    """Tell whether a file keeps addresses, and holds no stories."""
    return path.casefold().endswith(ENDING)


def read_kept(found: Iterable[Entry]) -> tuple[tuple[KeptRow, ...], list[Problem]]:
    """Return the addresses that the entries of a file keep, and what is wrong with them."""
    kept: list[KeptRow] = []
    problems: list[Problem] = []
    taken: dict[str, int] = {}
    for entry in found:
        read = read_fields(entry.data, KeptRow, (), entry.report)
        if not entry.report.held:
            row = KeptRow(**read, origin=entry.origin)
            _check(row, taken, entry)
            if not entry.report.held:
                kept.append(row)
                taken |= dict.fromkeys(row.addresses, entry.origin.line)
        problems += entry.report.problems
    return tuple(kept), problems


def _check(row: KeptRow, taken: Mapping[str, int], entry: Entry) -> None:
    for one in row.addresses:
        try:
            check_slug(one)
        except RefusedError as refused:
            entry.report.at_value(refused.code, ("address",), refused.message, refused.hint)
        if one in taken:
            message = f"The address {show(one)} belongs to another row already: see line {taken[one]}."
            entry.report.at_value("YS503", ("address",), message, "Delete one of the two entries.")


def kept_text(rows: Iterable[KeptRow]) -> str:
    """Return the text of a file that keeps these addresses."""
    written = yaml.safe_dump([_written(row) for row in rows], sort_keys=False, allow_unicode=True, width=110)
    return _NOTE + written.replace("\n- ", "\n\n- ")


def _written(row: KeptRow) -> dict[str, object]:
    """Return the keys of an entry: those that say something."""
    texts = {name: getattr(row, name) for name in ("address", "ref", "ward", "month", "heading", "said", "did")}
    found: dict[str, object] = {name: text for name, text in texts.items() if text}
    return {**found, "earlier": list(row.earlier)} if row.earlier else found
