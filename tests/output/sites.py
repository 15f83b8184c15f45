"""Small sites for the tests of the output room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from yousaid.output.records import Changes
from yousaid.output.room import open_output

PAGES = {
    "index.html": b"choose",
    "patients/index.html": b"patients home",
    "patients/stories/index.html": b"patients list",
    "patients/stories/quiet.html": b"patients story",
    "patients/assets/site.1f2e3d4c.css": b"css",
    "patients/feed.xml": b"feed",
    "staff/index.html": b"staff home",
    "staff/stories/quiet.html": b"staff story",
}
FOLDERS = ("", "patients", "staff")


def build(root: Path, pages: Mapping[str, bytes], folders: Iterable[str] = FOLDERS) -> Changes:
    """Publish the pages, as one build does."""
    with open_output(root) as room:
        return room.publish([room.put(path, data) for path, data in pages.items()], folders)


def site(root: Path) -> dict[str, bytes]:
    """Return every file below the root that is not in our own folder."""
    return {path: data for path, data in everything(root).items() if not path.startswith(".yousaid/")}


def everything(root: Path) -> dict[str, bytes]:
    """Return every file below the root."""
    files = sorted(file for file in root.rglob("*") if file.is_file() or file.is_symlink())
    return {file.relative_to(root).as_posix(): b"" if file.is_symlink() else file.read_bytes() for file in files}


def kept(root: Path) -> set[bytes]:
    """Return the contents of all files that were kept aside."""
    return {file.read_bytes() for file in (root / ".yousaid" / "kept").rglob("*") if file.is_file()}
