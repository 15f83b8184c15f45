"""The pages of docs/ taken apart: headings with their anchors, links, and examples with the file they stand for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from msgspec import Struct

ROOT: Final = Path(__file__).parent.parent.parent
DOCS: Final = ROOT / "docs"
PAGES: Final = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))

_FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_CODE: Final = re.compile(r"`[^`\n]*`")
_NOT_IN_ANCHOR: Final = re.compile(r"[^\w\- ]")
_FILE: Final = re.compile(r"^`(content/[^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(Struct, frozen=True):
    """A fenced block, and the words above it."""

    label: str
    language: str
    text: str


def read(name: str) -> str:
    """Return the text of a page of docs/."""
    return (DOCS / name).read_text("utf-8")


def without_fences(text: str) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """Return the anchor of each heading, as GitHub makes it."""
    found: dict[str, int] = {}
    names = set()
    for _, heading in _HEADING.findall(without_fences(text)):
        name = _NOT_IN_ANCHOR.sub("", heading.replace("`", "").lower()).strip().replace(" ", "-")
        names.add(f"{name}-{found[name]}" if name in found else name)
        found[name] = found.get(name, 0) + 1
    return names


def links(text: str) -> list[str]:
    """Return the target of each link of a page, without those in code."""
    return _LINK.findall(_CODE.sub("", without_fences(text)))


def sections(text: str, level: int) -> dict[str, str]:
    """Return the text under each heading of a level, by heading; headings in fences do not count."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        if not fenced and line.startswith("#" * level + " "):
            heading = line[level + 1 :]
            found[heading] = ""
        elif heading:
            found[heading] += line + "\n"
    return found


def examples(text: str) -> list[Example]:
    """Return each fenced block with the paragraph above it."""
    found = []
    for match in _FENCE.finditer(text):
        label = text[: match.start()].rstrip("\n").rpartition("\n")[2]
        found.append(Example(label, match[1], match[2]))
    return found


def example_files(*names: str) -> dict[str, str]:
    """Return the files that pages show whole: the path, and the text below it."""
    return {path: text for name in names for path, text in _FILE.findall(read(name))}
