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


def photo_key(digest: str, width: int) -> str:
    """Return the key of a photo in one width."""
    return blake2b(f"photo {VERSION} {digest} {width}".encode(), digest_size=16).hexdigest()


def digest_of(*parts: str) -> str:
    """Return a digest over texts, in which none can run into the next."""
    return sha256(json.encode(parts)).hexdigest()
