"""Which file below the root an address asks for, and what kind of file a browser is to take it for."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from yousaid.output.disk import is_folder, status

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
"""Our own list: on Windows the system's depends on which programs are installed."""


def content_type(name: str) -> str:
    """Return the media type for a file's name."""
    return _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def find(root: Path, address: str) -> Path | None:
    """Return the file or folder below the root that the address path asks for, or None.

    Nothing outside the root, nothing hidden, nothing behind a link. An address that ends in `/` asks for `index.html`.
    """
    parts = unquote(address).split("/")
    if parts[0] or len(parts) < 2:
        return None
    names = [*parts[1:-1], parts[-1] or "index.html"]
    if not all(map(_is_plain, names)):
        return None
    here, found = root, status(str(root))
    for name in names:
        if found is None or not is_folder(found):
            return None
        here = here / name
        found = status(str(here))
    if found is None or not (stat.S_ISREG(found.st_mode) or is_folder(found)):
        return None
    return here


def _is_plain(name: str) -> bool:
    """Whether the name is one of a file that the output room may have written."""
    return bool(name) and name.isprintable() and not name.startswith(".") and name[-1] not in ". " and not _odd(name)


def _odd(name: str) -> bool:
    return any(letter in '\\:*?"<>|' for letter in name)
