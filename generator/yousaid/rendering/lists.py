"""Lists the way people type them: right under a sentence, nested with two blanks, bullets and numbers side by side.

Python-Markdown wants an empty line before a list and four blanks for each level; elsewhere neither is needed, and
without them a list quietly becomes a paragraph full of hyphens.
"""

from __future__ import annotations

import re
from typing import Final

from markdown.preprocessors import Preprocessor
from msgspec import Struct

_ITEM: Final = re.compile(r" *(?:[*+-]|(\d{1,9})\.) +(?=\S)")
_RULE: Final = re.compile(r" *(?:(?:\* *){3,}|(?:- *){3,})$")
_STARTS: Final = frozenset("*+-0123456789")
_LEVEL: Final = 4
_NESTED: Final = 2


class _Item(Struct):
    """A list item that the next line may belong to."""

    indent: int
    numbered: bool


class ListTidier(Preprocessor):
    """Writes lists with the empty lines and the indents that Python-Markdown needs."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with their lists tidied; a text without lists is returned as it is."""
        tidied: list[str] = []
        items: list[_Item] = []  # those that are open, outermost first
        previous = ""
        for line in lines:
            bare = line.lstrip(" ")
            indent = len(line) - len(bare)
            number = _item_number(line) if bare and bare[0] in _STARTS and (items or indent < _LEVEL) else None
            if number is None or (previous and not items and number not in {"", "1"}):
                # No item; nor is the second line of "We moved it to ward\n12. It is better there."
                if bare and not previous and items:
                    _close(items, indent)
                    indent = max(indent, _LEVEL * len(items))
                tidied.append(" " * indent + bare)
            else:
                item = _Item(indent, numbered=bool(number))
                sibling = _close(items, indent)
                if previous and (sibling.numbered != item.numbered if sibling else not items):
                    tidied.append("")
                tidied.append(" " * (_LEVEL * len(items)) + bare)
                items.append(item)
            previous = bare
        return tidied


def _item_number(line: str) -> str | None:
    """Return the number of a list item, nothing for a bullet, None when the line is no list item."""
    item = _ITEM.match(line)
    if item is None or _RULE.match(line):
        return None
    return item[1] or ""


def _close(items: list[_Item], indent: int) -> _Item | None:
    """Drop the items that something with this indent is not part of; return the last one dropped."""
    last = None
    while items and indent < items[-1].indent + _NESTED:
        last = items.pop()
    return last
