"""Our own folder `.yousaid` below the root: the manifest, the journal, the staging folders, what was kept aside."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from yousaid.output.disk import status, sync_folder, write_safely
from yousaid.output.records import VERSION, Entry, Journal, Manifest
from yousaid.output.refusal import refuse, refusing

OURS: Final = ".yousaid"
"""The folder of the output room below the root."""

_SETTLED_AFTER: Final = 2_500_000_000
"""Nanoseconds after which a disk gives a changed file another time; FAT takes 2 seconds."""


class Known(Struct, frozen=True):
    """The manifest as it was read."""

    files: dict[str, Entry]
    settled: int = 0
    """Files written before this, in nanoseconds, are known by their time; others by their bytes."""


class Ledger:
    """Where the output room keeps its own files, and how it reads and writes them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / OURS
        self.manifest = self.folder / "manifest.json"
        self.journal = self.folder / "journal.json"
        self.staging = self.folder / "staging"
        self.kept = self.folder / "kept"
        self.cache = self.folder / "cache"
        self.lock = self.folder / "lock"

    def shown(self, path: str) -> str:
        """Return how a message names a path below the root."""
        return f"{self.root.name}/{path}"

    def read_manifest(self) -> Known | None:
        """Return the manifest, or None when there is none; raises OutputRefused when it cannot be understood."""
        with refusing(self.shown(f"{OURS}/manifest.json")):
            found = status(str(self.manifest))
            if found is None:
                return None
            data = self.manifest.read_bytes()
        try:
            manifest = msgspec.json.decode(data, type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._unreadable() from error
        if manifest.version != VERSION:
            raise self._unreadable()
        return Known(manifest.files, found.st_mtime_ns - _SETTLED_AFTER)

    def _unreadable(self) -> Exception:
        return refuse(
            "YS802",
            f"The list of the files that yousaid wrote to “{self.root.name}” is damaged, or from a newer version.",
            "Move the folder elsewhere or delete it, and build again.",
        )

    def write_manifest(self, files: dict[str, Entry]) -> None:
        """Remember these files of ours, whatever happens next."""
        data = msgspec.json.encode(Manifest(VERSION, files), order="deterministic")
        with refusing(self.shown(f"{OURS}/manifest.json")):
            write_safely(self.manifest, data)

    def read_journal(self) -> Journal | None:
        """Return the publication that was interrupted, or None.

        A journal is written whole or not at all; one that a failing disk damaged is as good as none, since every file
        is compared with the manifest and with what is to be written in any case.
        """
        try:
            journal = msgspec.json.decode(self.journal.read_bytes(), type=Journal)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        except OSError as error:
            raise refuse(
                "YS806", f"“{self.shown(OURS)}/journal.json” cannot be read: {error.strerror}.", "Build again."
            ) from error
        return journal if journal.version == VERSION else None

    def write_journal(self, journal: Journal) -> None:
        """Remember what is about to happen."""
        with refusing(self.shown(f"{OURS}/journal.json")):
            write_safely(self.journal, msgspec.json.encode(journal))

    def drop_journal(self) -> None:
        """Remember that the publication is over."""
        with refusing(self.shown(f"{OURS}/journal.json")):
            self.journal.unlink(missing_ok=True)
            sync_folder(self.folder)

    def sweep(self) -> None:
        """Remove what builds left behind, but not what the journal still needs."""
        journal = self.read_journal()
        needed = journal.build if journal else ""
        # What another program holds at this moment is swept next time.
        with suppress(OSError):
            for build in self.staging.iterdir():
                if build.name != needed:
                    shutil.rmtree(build, ignore_errors=True)
            if not needed:
                self.staging.rmdir()
        for file in (self.manifest, self.journal):
            with suppress(OSError):
                file.with_name(f"{file.name}.new").unlink()
