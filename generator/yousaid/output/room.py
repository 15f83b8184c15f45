"""The output room: the one door through which files get into the published folders."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from yousaid.output.disk import status
from yousaid.output.ground import check_ground, check_nobodys
from yousaid.output.ledger import OURS, Known, Ledger
from yousaid.output.names import folder_of
from yousaid.output.publication import finish, publish
from yousaid.output.records import Changes, Written
from yousaid.output.refusal import cannot_write, refuse, refusing
from yousaid.output.stage import Stage
from yousaid.problems import Problem


class Room:
    """One build's way into the output folder. Made by `open_output`, while it holds the lock."""

    def __init__(self, ledger: Ledger, known: Known, found: tuple[Problem, ...]) -> None:
        self._ledger = ledger
        self._known = known
        self._build = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._published = False
        self.stage = Stage(ledger.root, self._build, known)
        """Takes the outputs; hand this to workers in other processes."""
        self.found = found
        """What must be said about an earlier publication that was interrupted, and is now finished."""

    @property
    def folders(self) -> frozenset[str]:
        """The published folders that have files of ours; a full build covers these too, so that none is forgotten."""
        return frozenset(folder_of(path) for path in self._known.files)

    @property
    def cache(self) -> Path:
        """The folder for what may be kept between builds."""
        return self._ledger.cache

    def put(self, path: str, data: bytes, key: str = "") -> Written:
        """Stage the bytes, unless the live file has them already; see `Stage.put`."""
        return self.stage.put(path, data, key)

    def fresh(self, path: str, key: str) -> Written | None:
        """Return the record of a live file that need not be made again; see `Stage.fresh`."""
        return self.stage.fresh(path, key)

    def publish(self, written: Iterable[Written], folders: Iterable[str]) -> Changes:
        """Put everything in place, once; see `publication.publish`."""
        if self._published:
            raise RuntimeError("a room is published once: open the output again")
        self._published = True
        return publish(self._ledger, self._build, self._known, written, folders)


@contextmanager
def open_output(root: Path, protected: Iterable[Path] = (), wait: float = 2.0) -> Iterator[Room]:
    """Hold the output folder for one build; what was not published is swept away at the end.

    An interrupted publication is finished first. Raises OutputRefused: YS802 when the folder is not ours or must not be
    written to (`protected` folders, the home folder, a disk, a Git repository), YS806 when the system will not let us,
    YS807 when another build still holds it after `wait` seconds.
    """
    ledger = Ledger(check_ground(root, protected))
    with locked(ledger, wait):
        known, found = settle(ledger)
        try:
            yield Room(ledger, known, found)
        finally:
            ledger.sweep()


@contextmanager
def locked(ledger: Ledger, wait: float) -> Iterator[None]:
    """Hold the lock of the output folder, which is made if need be."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to load, and not every command needs it

    with refusing(ledger.root.name):
        ledger.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(ledger.lock))
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise refuse(
            "YS807",
            f"Another build is writing to “{ledger.root.name}”.",
            "Wait until it has finished, and build again.",
        ) from error
    except OSError as error:
        raise cannot_write(ledger.shown(f"{OURS}/lock"), error) from error
    try:
        yield
    finally:
        lock.release()


def settle(ledger: Ledger) -> tuple[Known, tuple[Problem, ...]]:
    """Return the manifest after finishing what was interrupted and sweeping up, and what must be said about it."""
    known = ledger.read_manifest()
    if known is None and status(str(ledger.journal)) is None:
        check_nobodys(ledger.root)
    found = finish(ledger, known or Known({}))
    ledger.sweep()
    return ledger.read_manifest() or Known({}), found
