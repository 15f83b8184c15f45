"""Folders for what is kept from one run to the next, which only this person can write to."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


def private_folder(name: str) -> Path | None:
    """Return a folder of this name beside this person's other caches, or None when others can write to it."""
    folder = user_cache_path("yousaid", appauthor=False) / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) else None
    except OSError:
        return None


def _is_private(folder: Path) -> bool:
    """Tell whether the folder is this person's, and nobody else can put files into it."""
    if not hasattr(os, "getuid"):
        return True  # on Windows the cache folder is inside the person's profile, which only they can write to
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE
