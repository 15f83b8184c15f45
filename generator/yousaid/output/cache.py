"""What is dear to make is kept between builds: bytes under a digest of all that they depend on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from itertools import count
from os import getpid
from pathlib import Path
from threading import get_ident
from typing import Final

_KEY: Final = re.compile(r"[0-9a-f]{8,128}")
_SEAL_BYTES: Final = 16
_FRESH: Final = ".new"
_NUMBERS: Final = count()


class Cache:
    """A folder of bytes, one file for each key. What it loses, or cannot keep, only has to be made again.

    Threads and processes may share one. Every entry is sealed with a digest of its key and bytes, so one that a disk or
    a person damaged is not found rather than believed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the bytes under the key, or None when they are not there or not whole."""
        try:
            data = self._file(key).read_bytes()
        except OSError:
            return None
        content = data[_SEAL_BYTES:]
        return content if data[:_SEAL_BYTES] == _seal(key, content) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes under the key, which is 8 to 128 hex digits in small letters."""
        file = self._file(key)
        fresh = file.with_name(f"{key[:8]}-{getpid()}-{get_ident()}-{next(_NUMBERS)}{_FRESH}")
        # A full disk stops the build where pages are written, with a sentence; here nothing is lost.
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(_seal(key, data) + data)
            fresh.replace(file)
        except OSError:
            with suppress(OSError):
                fresh.unlink()

    def prune(self, used: Iterable[str]) -> None:
        """Remove every entry but these, and what interrupted builds left; only while no other build runs."""
        wanted = {self._file(key) for key in used}
        for folder in sorted(self._folder.glob("*/")):
            for file in sorted(folder.iterdir()):
                if file not in wanted:
                    with suppress(OSError):
                        file.unlink()
            with suppress(OSError):
                folder.rmdir()

    def _file(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"a cache key is 8 to 128 hex digits, not {key!r}")
        return self._folder / key[:2] / key[2:]


def _seal(key: str, data: bytes) -> bytes:
    seal = blake2b(key.encode("ascii"), digest_size=_SEAL_BYTES)
    seal.update(b"/")
    seal.update(data)
    return seal.digest()
