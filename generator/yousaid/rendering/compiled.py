"""Compiled templates, kept for the next build: compiling a theme takes a sixth of a second, reading it again nothing.

A compiled template is a program, so it is kept where only this person can write, beside their other programs' caches,
and never in the output folder, which others may share. It holds the theme's words and none of the content's. Each file
is used only while its template's source is the same.
"""

from __future__ import annotations

from contextlib import suppress
from pickle import UnpicklingError

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from yousaid.private import private_folder


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
    folder = private_folder(f"templates-{jinja2.__version__}")
    return None if folder is None else _Kept(str(folder), "%s")
