"""Typographic quotes, dashes and dots for text that people typed on a plain keyboard.

Python-Markdown's own `smarty` tries seventeen expressions on every stretch of text, and does not see across the borders
of emphasis. Here one expression finds the marks, and the characters on either side of a quote decide which way it goes.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, AtomicString

_MARK: Final = re.compile(r"""["']|(?<!-)-{2,3}(?![->])|(?<!\.)\.{3}(?!\.)""")
_FIXED: Final = {"--": "–", "---": "—", "...": "…"}
_QUOTES: Final = frozenset("\"'")
_DECADE: Final = re.compile(r"'\d0s\b")
_BRACKETS: Final = frozenset("([{/“‘")
_UNSURE: Final = frozenset(f"\"'-–—<{ETX}")
_NO_START: Final = frozenset(".,;:!?)]} \n")
_VERBATIM: Final = frozenset({"code", "pre"})
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "span", "strong", "sub", "sup"}
)


def smarten(text: str, before: str = "") -> str:
    """Return the text with curly quotes, dashes and an ellipsis; `before` is the character in front of it."""

    def replace(match: re.Match[str]) -> str:
        mark = match[0]
        if mark in _FIXED:
            return _FIXED[mark]
        start, end = match.span()
        opens = _opens(text[start - 1] if start else before, text[end : end + 1])
        if mark == '"':
            return "“" if opens else "”"
        return "‘" if opens and not _DECADE.match(text, start) else "’"

    return _MARK.sub(replace, text)


def _opens(previous: str, following: str) -> bool:
    """Return whether a quote between the two characters opens; nothing stands for the start or end of a text."""
    if not previous or previous.isspace():
        return not following.isspace()
    if previous in _BRACKETS:
        return following not in _NO_START
    return previous in _UNSURE and following.isalnum()


class Typography(Treeprocessor):
    """Makes quotes, dashes and dots typographic, across the borders of emphasis and links, but never in code."""

    def run(self, root: Element) -> None:
        """Change the text of the tree where it stands."""
        befores: dict[Element, str] | None = None
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and _has_marks(text) and element.tag not in _VERBATIM and not isinstance(text, AtomicString):
                before = ""
                if text[0] in _QUOTES and element.tag in _INLINE:
                    befores = _characters_before(root) if befores is None else befores
                    before = befores[element]
                element.text = smarten(text, before)
            if tail and _has_marks(tail):
                element.tail = smarten(tail, _last_character(element) if tail[0] in _QUOTES else "")


def _has_marks(text: str) -> bool:
    return "'" in text or '"' in text or "--" in text or "..." in text


def _last_character(element: Element) -> str:
    """Return the last character of an element in a line of text, or nothing when it is a block."""
    return "".join(element.itertext())[-1:] if element.tag in _INLINE else ""


def _characters_before(root: Element) -> dict[Element, str]:
    """Return the character in front of each element in its line of text, or nothing where it starts the line."""
    befores = {root: ""}
    for parent in root.iter():
        before = parent.text[-1] if parent.text else befores[parent]
        for child in parent:
            befores[child] = before if child.tag in _INLINE else ""
            before = child.tail[-1] if child.tail else _last_character(child) or before
    return befores
