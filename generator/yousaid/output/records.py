"""What the output room remembers and reports."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from yousaid.problems import Problem

VERSION: Final = 1
"""The version of the manifest and of the journal."""


class Written(Struct, frozen=True, gc=False):
    """One output that this build made, or found to be as it should be."""

    path: str
    """Where it stands below the root, with `/`."""
    digest: str
    """BLAKE2b of its bytes, 32 hex digits."""
    size: int
    """Bytes."""
    key: str = ""
    """What it was made from, as the caller digests that; empty when the caller keeps no keys."""
    modified: int | None = None
    """When the live file was written, in nanoseconds; None when new bytes are staged."""


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """What the manifest knows of one live file of ours."""

    digest: str
    size: int
    modified: int
    """Its time in nanoseconds; -1 when the bytes must be looked at next time."""
    key: str = ""


class Manifest(Struct, frozen=True):
    """Every live file of ours, by path."""

    version: int
    files: dict[str, Entry]


class Move(Struct, frozen=True, array_like=True, gc=False):
    """One staged file on its way to its place."""

    path: str
    digest: str
    size: int
    key: str = ""
    aside: str = ""
    """Where the file that somebody changed by hand is kept; empty when nobody did."""


class Journal(Struct, frozen=True):
    """A publication under way: written before the first move, removed after the last."""

    version: int
    build: str
    """The name of its staging folder."""
    moves: tuple[Move, ...]
    """In the order in which they are made."""
    removals: tuple[str, ...]


class Changes(Struct, frozen=True, kw_only=True):
    """What a publication did, as sorted paths below the root."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files of other people, or changed by them, that were in the way or stale: none was lost."""
    problems: tuple[Problem, ...] = ()
    """A warning for each that was kept, an error for each that another program held."""
