"""The process in which a text is converted that might take too long: Markdown in, JSON out."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Final

import msgspec

from yousaid.rendering.markup import convert_here

_MEMORY: Final = 1024 * 1024 * 1024
"""The most bytes of memory that it may take."""


def main() -> None:
    """Convert the text on standard input."""
    _limit_memory()
    text = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(msgspec.json.encode(convert_here(text)))


def _limit_memory() -> None:
    """Let the system end this process before it takes the memory of the others, where the system can."""
    if find_spec("resource"):  # not on Windows
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
