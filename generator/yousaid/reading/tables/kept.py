"""Tallies of tables that were read before: an unchanged table is not read again.

What is kept is counts by place and month, before small numbers are hidden, so it stands where only this person can
read it, and never in a folder that is published. No comment is in it.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec

from yousaid import VERSION
from yousaid.model.site import Tables
from yousaid.private import private_folder
from yousaid.reading.files import File
from yousaid.reading.tables.read import TableRead, tally_table

_SETTLED: Final = 2_000_000_000
"""How long ago a file must have been written for its time to tell, in nanoseconds: FAT counts in steps of 2 seconds."""


class _Kept(msgspec.Struct, frozen=True):
    stamp: str
    """The state of the file, the settings and the program from which this was read."""
    table: TableRead


def tally(file: File, tables: Tables) -> TableRead:
    """Return what a table says: as it was read before, when neither it nor the settings have changed since."""
    folder = private_folder("tables")
    stamp = _stamp(file, tables)
    if folder is None or not stamp:
        return tally_table(file, tables)
    place = folder / blake2b(os.path.realpath(file.disk).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    found = _load(place)
    if found is not None and found.stamp == stamp:
        return found.table
    table = tally_table(file, tables)
    if _stamp(file, tables) == stamp and _is_settled(file):
        _save(place, _Kept(stamp, table))
    return table


def _stamp(file: File, tables: Tables) -> str:
    """Return what changes when the file does; nothing when the file is gone."""
    try:
        status = Path(file.disk).lstat()
    except OSError:
        return ""
    reading = (tables.headings, tables.answers, tables.include_hidden)
    settings = blake2b(msgspec.msgpack.encode(reading), digest_size=8).hexdigest()
    return f"{VERSION} {file.path} {status.st_size} {status.st_mtime_ns} {settings}"


def _is_settled(file: File) -> bool:
    """Tell whether the file was written long enough ago for another edit to have another time."""
    return time.time_ns() - Path(file.disk).lstat().st_mtime_ns > _SETTLED


def _load(place: Path) -> _Kept | None:
    try:
        return msgspec.msgpack.decode(place.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _save(place: Path, kept: _Kept) -> None:
    """Write what was read, whole or not at all; a full disk is no reason not to go on."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        draft.write_bytes(msgspec.msgpack.encode(kept))
        draft.replace(place)
