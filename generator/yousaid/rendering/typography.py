"""Typographic quotes, dashes and dots for text that people typed on a plain keyboard."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, AtomicString

_MARK: Final = re.compile(r"""["']|(?<!-)-{2,3}(?![->])|(?<!\.)\.{3}(?!\.)""")
_DECADE: Final = re.compile(r"'\d0s\b")
_OPENS_AFTER: Final = frozenset("([{<–—/“‘-")
_INLINE: Final = frozenset({"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "span", "strong", "sub", "sup"})
_VERBATIM: Final = frozenset({"code", "pre"})
_QUOTES: Final = "\"'"
_FIXED: Final = {"--": "–", "---": "—", "...": "…"}


def smarten(text: str, before: str = "") -> str:
    """Return the text with curly quotes, dashes and an ellipsis; `before` is the character in front of it."""

    def replace(match: re.Match[str]) -> str:
        mark = match[0]
        if mark in _FIXED:
            return _FIXED[mark]
        start, end = match.span()
        previous = text[start - 1] if start else before
        following = text[end : end + 1]
        opens = _opens(previous, following)
        if mark == '"':
            return "“" if opens else "”"
        return "‘" if opens and not _DECADE.match(text, start) else "’"

    return _MARK.sub(replace, text)


def _opens(previous: str, following: str) -> bool:
    """Return whether a quotation mark between the two characters opens a quotation."""
    if previous == "" or previous.isspace() or previous in "\"'":
        return not following.isspace()
    if previous in _OPENS_AFTER or previous == ETX:  # ETX ends a placeholder, such as one for a tag
        return following.isalnum()
    return False


class Typography(Treeprocessor):
    """Makes quotes, dashes and dots typographic, across the borders of emphasis and links, but never in code."""

    def run(self, root: Element) -> None:
        """Change the text of the tree where it stands."""
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and _may_have_marks(text) and element.tag not in _VERBATIM and not isinstance(text, AtomicString):
                element.text = smarten(text, _before_text(root, element) if text[0] in _QUOTES else "")
            if tail and _may_have_marks(tail):
                element.tail = smarten(tail, _before_tail(element) if tail[0] in _QUOTES else "")


def _may_have_marks(text: str) -> bool:
    return "'" in text or '"' in text or "--" in text or "..." in text


def _before_tail(element: Element) -> str:
    """Return the last character of an element in a line of text, or nothing when it is a block."""
    return "".join(element.itertext())[-1:] if element.tag in _INLINE else ""


def _before_text(root: Element, element: Element) -> str:
    """Return the character in front of an element in its line of text, or nothing when it starts the line."""
    parents = {child: parent for parent in root.iter() for child in parent}
    while element.tag in _INLINE:
        parent = parents[element]
        before = parent.text or ""
        for sibling in parent:
            if sibling is element:
                break
            before += "".join(sibling.itertext()) + (sibling.tail or "")
        if before:
            return before[-1]
        element = parent
    return ""
