"""Keeping the addresses of rows in a file beside their table, so that a row that is mended keeps its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from yousaid.output.disk import write_safely
from yousaid.reading.tables.addresses import TableAddresses
from yousaid.reading.tables.keptrows import KeptRow, kept_text


class Keeping(Struct, frozen=True, kw_only=True):
    """What was kept of one table."""

    table: str
    """The table's file, from the content folder, with `/`."""
    file: Path
    """The file that keeps its addresses."""
    rows: int
    """How many rows have an address that is kept."""
    waiting: tuple[KeptRow, ...] = ()
    """Kept addresses that no row has. They stay until they are forgotten."""
    forgotten: tuple[KeptRow, ...] = ()
    """Kept addresses that were taken out."""
    is_sound: bool = True
    """Whether the file could be understood. One that could not is left as it is."""
    is_written: bool = False
    """Whether the file was written: it said something else before, or was not there."""


def keep_addresses(tables: Iterable[TableAddresses], *, forget: bool) -> tuple[Keeping, ...]:
    """Write the file beside each table that keeps the addresses of its rows. Raises OSError."""
    return tuple(_keep(table, forget=forget) for table in tables)


def _keep(table: TableAddresses, *, forget: bool) -> Keeping:
    file, settled = Path(table.disk), table.settled
    if not table.is_sound or not settled.kept:
        return Keeping(table=table.table, file=file, rows=0, waiting=settled.gone, is_sound=table.is_sound)
    staying = () if forget else settled.gone
    text = kept_text(sorted([*settled.kept, *staying], key=lambda one: one.address)).encode()
    written = not file.exists() or file.read_bytes() != text
    if written:
        write_safely(file, text)
    return Keeping(
        table=table.table,
        file=file,
        rows=len(settled.kept),
        waiting=staying,
        forgotten=settled.gone if forget else (),
        is_written=written,
    )
