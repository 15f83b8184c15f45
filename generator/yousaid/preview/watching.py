"""Notices that files changed, by asking: that works on network drives, where the system does not tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import sleep
from typing import Final

_STILL_WRITING: Final = 0.1
"""Seconds after which a program that saves several files has saved the next."""

_MOST_WAITS: Final = 20

Snapshot = dict[str, tuple[int, int]]
"""The time and size of every file."""


class Watch:
    """Remembers how the watched files were, from the moment it is made."""

    def __init__(self, watched: Callable[[], Iterable[Path]]) -> None:
        self._watched = watched
        self._seen = self._look()

    def changed(self) -> bool:
        """Return whether a file was changed, added or removed since the last time, once all is quiet again."""
        found = self._look()
        if found == self._seen:
            return False
        for _ in range(_MOST_WAITS):
            sleep(_STILL_WRITING)
            later = self._look()
            if later == found:
                break
            found = later
        self._seen = found
        return True

    def _look(self) -> Snapshot:
        found = {}
        for file in self._watched():
            try:
                status = os.lstat(file)
            except OSError:
                # It went between being listed and being looked at.
                continue
            found[str(file)] = (status.st_mtime_ns, status.st_size)
        return found


def files_below(*folders: Path) -> Iterator[Path]:
    """Give every file in the folders, links not followed, but not what editors keep beside a file they have open."""
    for folder in folders:
        for here, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not _is_passing(name)]
            for name in names:
                if not _is_passing(name):
                    yield Path(here, name)


def _is_passing(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith(("~", ".tmp"))
