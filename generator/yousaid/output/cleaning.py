"""Takes back all that builds wrote, and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from yousaid.output.disk import status
from yousaid.output.ground import HARMLESS, check_ground
from yousaid.output.ledger import OURS, Ledger
from yousaid.output.mover import Mover
from yousaid.output.room import locked, settle
from yousaid.problems import Problem


class Cleaned(Struct, frozen=True):
    """What `clean` did, as sorted paths below the root."""

    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Files of other people, files of ours that they changed, and such files that an earlier build kept aside."""
    problems: tuple[Problem, ...] = ()
    """A warning for each file of ours that was changed, an error for each that another program held."""


def clean(root: Path, protected: Iterable[Path] = (), wait: float = 2.0) -> Cleaned:
    """Remove every file that is ours and as we left it, and `.yousaid`; say what is left.

    Raises OutputRefused as `open_output` does. A root that does not exist is clean.
    """
    ledger = Ledger(check_ground(root, protected))
    if status(str(ledger.folder)) is None:
        return Cleaned(left=tuple(_left(ledger.root)))
    with locked(ledger, wait):
        known, found = settle(ledger)
        mover = Mover(ledger, "", known, {})
        for path in sorted(known.files):
            mover.remove(path)
        mover.tidy()
        shutil.rmtree(ledger.cache, ignore_errors=True)
        with suppress(OSError):
            ledger.kept.rmdir()
        changes = mover.changes()
        if any(problem.code == "YS806" for problem in changes.problems):
            # Some are still there, and still ours: the next time they can go.
            ledger.write_manifest(mover.files)
        else:
            ledger.manifest.unlink(missing_ok=True)
        # Here where a file in use can be removed: who waits for the lock then notices that its file is gone.
        with suppress(OSError):
            ledger.lock.unlink()
    with suppress(OSError):
        if os.name == "nt":
            ledger.lock.unlink(missing_ok=True)
        ledger.folder.rmdir()
    return Cleaned(changes.removed, tuple(_left(ledger.root)), (*found, *changes.problems))


def _left(root: Path) -> Iterator[str]:
    """Give every file below the root that people might miss, links not followed."""
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders.sort()
        linked = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*files, *linked]):
            path = (here / name).relative_to(root).as_posix()
            if path not in HARMLESS and path != f"{OURS}/lock":
                yield path
