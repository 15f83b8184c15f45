"""The few things asked of a disk, each done so that a fault leaves a whole file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import sleep
from typing import Final

from yousaid.output.records import Entry

_DIGEST_BYTES: Final = 16
_CHUNK: Final = 1 << 20
_BINARY: Final = getattr(os, "O_BINARY", 0)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
_HELD_WINDOWS: Final = frozenset({5, 32, 33})
_HELD: Final = frozenset({errno.EBUSY, errno.ETXTBSY})


def digest_of(data: bytes) -> str:
    """Return the digest under which the manifest knows these bytes."""
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def status(file: str) -> os.stat_result | None:
    """Return what stands under that name, links not followed; None when nothing does."""
    try:
        return os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None


def digest_of_file(file: str) -> str:
    """Return the digest of a file's bytes, or "" when it is a link, a folder or a device, or cannot be read."""
    found = status(file)
    if found is None or not stat.S_ISREG(found.st_mode):
        return ""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    try:
        handle = os.open(file, os.O_RDONLY | _BINARY)
    except OSError:
        return ""
    try:
        while chunk := os.read(handle, _CHUNK):
            digest.update(chunk)
    except OSError:
        return ""
    finally:
        os.close(handle)
    return digest.hexdigest()


def is_folder(found: os.stat_result) -> bool:
    """Whether it is a folder itself, and not a link or a Windows junction to one."""
    junction = getattr(found, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISDIR(found.st_mode) and not junction


def modified_if_ours(file: str, entry: Entry, settled: int) -> int | None:
    """Return the file's time in nanoseconds when its bytes are those of the entry, else None.

    The time and size tell, unless the file is younger than `settled`: on some disks two changes within 2 seconds
    have one time, so then the bytes are looked at.
    """
    found = status(file)
    if found is None or found.st_size != entry.size or not stat.S_ISREG(found.st_mode):
        return None
    modified = found.st_mtime_ns
    if modified == entry.modified and modified < settled:
        return modified
    return modified if digest_of_file(file) == entry.digest else None


def write_new(file: str, data: bytes) -> None:
    """Write the bytes under that name; its folders are made. What stood there before is gone."""
    try:
        handle = os.open(file, _NEW, 0o666)
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, _NEW, 0o666)
    try:
        done = os.write(handle, data)
        while done < len(data):
            done += os.write(handle, data[done:])
    finally:
        os.close(handle)


def write_safely(file: Path, data: bytes) -> None:
    """Write the bytes so that even a power cut leaves the old file or the new one."""
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Patience().insist(lambda: fresh.replace(file))
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in the folder outlive a power cut, where the system can do that."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_empty(root: Path, folders: set[str]) -> None:
    """Remove each folder below the root that is empty, and those above it that become so."""
    above = {"/".join(parts[:end]) for parts in (folder.split("/") for folder in folders) for end in range(len(parts))}
    for folder in sorted((folders | above) - {""}, key=lambda path: -path.count("/")):
        # The system refuses, rightly, to remove a folder with something in it.
        with suppress(OSError):
            (root / folder).rmdir()


def is_held(error: OSError) -> bool:
    """Whether another program has the file open: trying again soon may help."""
    return getattr(error, "winerror", None) in _HELD_WINDOWS or error.errno in _HELD


class Patience:
    """Waits for other programs to let go of files, for so many seconds in all."""

    def __init__(self, seconds: float = 2.5) -> None:
        self._left = seconds

    def insist(self, attempt: Callable[[], object]) -> None:
        """Make the attempt until no other program is in the way; raises its OSError when patience runs out."""
        pause = 0.02
        while True:
            try:
                attempt()
            except OSError as error:
                if not is_held(error) or self._left <= 0:
                    raise
            else:
                return
            pause = min(pause * 2, self._left, 0.4)
            self._left -= pause
            sleep(pause)
