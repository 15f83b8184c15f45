"""What rendering may keep between builds: results that are dear to make, under a digest of all that they depend on."""

from __future__ import annotations

from hashlib import blake2b, sha256
from typing import Protocol

from msgspec import json

from yousaid import VERSION


class Cache(Protocol):
    """A store of bytes. What it loses is made again."""

    def get(self, key: str) -> bytes | None:
        """Return the bytes under the key, or None when they are not there or not whole."""

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes under the key."""


class MemoryCache:
    """A cache that lasts as long as the program."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return the bytes under the key, or None."""
        return self._kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes under the key."""
        self._kept[key] = data


class NothingToPrint:
    """A cache for looking without making: it says that every print is there, and remembers no layout."""

    def get(self, key: str) -> bytes:  # noqa: ARG002 - as of every cache
        """Return bytes that no layout can be read from."""
        return b""

    def put(self, key: str, data: bytes) -> None:
        """Keep nothing."""


class ReadOnly:
    """What an earlier build kept, which is left as it is; anything else is between here and another cache."""

    def __init__(self, kept: Cache, otherwise: Cache) -> None:
        self._kept = kept
        self._otherwise = otherwise

    def get(self, key: str) -> bytes | None:
        """Return the bytes under the key, or None."""
        found = self._kept.get(key)
        return self._otherwise.get(key) if found is None else found

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes under the key in the other cache."""
        self._otherwise.put(key, data)


def photo_key(digest: str, width: int) -> str:
    """Return the key of a photo in one width."""
    return blake2b(f"photo {VERSION} {digest} {width}".encode(), digest_size=16).hexdigest()


def digest_of(*parts: str) -> str:
    """Return a digest over texts, in which none can run into the next."""
    return sha256(json.encode(parts)).hexdigest()
