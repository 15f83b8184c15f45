"""Compiled templates, kept for the next build: compiling a theme takes a sixth of a second, reading it again nothing.

A compiled template is a program, so it is kept where only this person can write, beside their other programs' caches,
and never in the output folder, which others may share. It holds the theme's words and none of the content's. Each file
is used only while its template's source is the same.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Final

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


class _Kept(FileSystemBytecodeCache):
    """Jinja's own cache in a folder; a file that was cut short, or a full disk, is no reason to make no page."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file where that can be read."""
        try:
            super().load_bytecode(bucket)
        except (OSError, UnpicklingError, EOFError, ValueError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bucket's file where that can be done."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates() -> BytecodeCache | None:
    """Return where Jinja keeps compiled templates, or None when there is no folder that only this person can write."""
    # What one Jinja compiles, another may not understand.
    folder = user_cache_path("yousaid", appauthor=False) / f"templates-{jinja2.__version__}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Kept(str(folder), "%s") if _is_private(folder) else None
    except OSError:
        return None


def _is_private(folder: Path) -> bool:
    """Tell whether the folder is this person's, and nobody else can put files into it."""
    if not hasattr(os, "getuid"):
        return True  # on Windows the cache folder is inside the person's profile, which only they can write to
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE
