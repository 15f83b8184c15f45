"""Lists the way people type them: right under a sentence, and nested with two blanks.

Python-Markdown wants an empty line before a list and four blanks for each level; elsewhere neither is needed, and
without them a list quietly becomes a paragraph full of hyphens.
"""

from __future__ import annotations

import re
from typing import Final

from markdown.preprocessors import Preprocessor

_ITEM: Final = re.compile(r"( *)(?:[*+-]|(\d{1,9})\.) +(?=\S)")
_RULE: Final = re.compile(r" *(?:(?:\* *){3,}|(?:- *){3,})$")
_STARTS: Final = frozenset("*+-0123456789")
_LEVEL: Final = 4
_NESTED: Final = 2


class ListTidier(Preprocessor):
    """Writes lists with the empty line and the indents that Python-Markdown needs."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with their lists tidied; a text without lists is returned as it is."""
        tidied: list[str] = []
        open_items: list[int] = []  # the indents of the list items that the line may belong to, outermost first
        previous = ""
        for line in lines:
            bare = line.lstrip(" ")
            indent = len(line) - len(bare)
            number = _item_number(line) if bare and bare[0] in _STARTS and (open_items or indent < _LEVEL) else None
            if number is not None:
                if not open_items and previous:
                    if number not in {"", "1"}:  # "We moved it to ward\n12. It is better there." is no list
                        tidied.append(line)
                        previous = bare
                        continue
                    tidied.append("")
                _close(open_items, indent)
                line = " " * (_LEVEL * len(open_items)) + bare  # noqa: PLW2901
                open_items.append(indent)
            elif bare and not previous and open_items:
                _close(open_items, indent)
                line = " " * max(indent if open_items else 0, _LEVEL * len(open_items)) + bare  # noqa: PLW2901
            tidied.append(line)
            previous = bare
        return tidied


def _item_number(line: str) -> str | None:
    """Return the number of a list item, nothing for a bullet, None when the line is no list item."""
    item = _ITEM.match(line)
    if item is None or _RULE.match(line):
        return None
    return item[2] or ""


def _close(open_items: list[int], indent: int) -> None:
    """Drop the items that something with this indent is not part of."""
    while open_items and indent < open_items[-1] + _NESTED:
        open_items.pop()
