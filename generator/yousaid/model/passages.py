"""How the text of a field is divided: paragraphs, and lists of lines that start with a hyphen or a number.

Fields are plain text, not Markdown; but what was written as a list stays a list, on the page, poster and slide.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from msgspec import Struct

_ITEM: Final = re.compile(r"(?P<indent> *)(?:[-*+]|(?P<number>\d{1,2})\.) +(?P<text>\S.*)")
_STARTS: Final = re.compile(r"(?m)^ *(?:[-*+]|\d{1,2}\.) ")
_ENDS: Final = ".,;:!?…"


class Passage(Struct):
    """A paragraph, or one item of a list."""

    text: str
    level: int = 0
    """How deep it stands in lists: 0 is a paragraph, 1 an item."""
    number: int | None = None
    """The number of an item; None when it has a bullet, or is a paragraph."""

    @property
    def line(self) -> str:
        """The passage on one line, the way it is written."""
        mark = "" if not self.level else f"{self.number}. " if self.number is not None else "- "
        return "  " * max(0, self.level - 1) + mark + self.text


def has_list(text: str) -> bool:
    """Tell whether a line of the text may be an item."""
    return _STARTS.search(text) is not None


def passages_of(text: str) -> list[Passage]:
    """Return the text's paragraphs and items in order, each on one line and composed."""
    found: list[Passage] = []
    indents: list[int] = []  # of the items that are open, outermost first
    after_blank = True
    for raw in unicodedata.normalize("NFC", text).split("\n"):
        line = raw.expandtabs(4).rstrip()
        item = _ITEM.match(line)
        if not line.strip():
            after_blank = True
        elif item is not None and (item["number"] in {None, "1"} or indents or after_blank):
            indent = len(item["indent"])
            while indents and indent < indents[-1] + 2:
                indents.pop()
            indents.append(indent)
            number = None if item["number"] is None else int(item["number"])
            found.append(Passage(" ".join(item["text"].split()), len(indents), number))
            after_blank = False
        else:
            words = " ".join(line.split())
            if after_blank and not (indents and line.startswith("  ")):
                indents.clear()
                found.append(Passage(words))
            else:
                found[-1].text = f"{found[-1].text} {words}"
            after_blank = False
    return found


def lines_of(text: str) -> str:
    """Return the text with each passage on a line of its own, and an empty line around paragraphs."""
    found = passages_of(text)
    lines = [passage.line for passage in found[:1]]
    for before, passage in pairwise(found):
        lines.append("\n" if before.level and passage.level else "\n\n")
        lines.append(passage.line)
    return "".join(lines)


def flat(text: str) -> str:
    """Return the text on one line, as running text: items have semicolons between them."""
    if not has_list(text):
        return " ".join(unicodedata.normalize("NFC", text).split())
    words, is_item = "", False
    for passage in passages_of(text):
        is_open = bool(words) and words[-1] not in _ENDS
        stop = "" if not is_open else ";" if passage.level else "." if is_item else ""
        words += (f"{stop} " if words else "") + passage.text
        is_item = bool(passage.level)
    return words
