"""Folders compared byte by byte."""

from __future__ import annotations

from pathlib import Path

OURS = ".yousaid"


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below the folder with its bytes, without what the program keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and OURS not in path.relative_to(folder).parts
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths that stand in only one of two trees, or differ; a test shows them instead of all bytes."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
