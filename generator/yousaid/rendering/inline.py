"""Python-Markdown's inline pass, made quick: a pattern is tried only where it could match.

Python-Markdown runs the regular expression of every inline pattern over every stretch of text. Most stretches hold
none of the characters that a pattern cannot do without. `GuardedInlineProcessor` looks for these first. Its output is
the same as that of Python-Markdown's own processor, and a pattern that it does not know is always tried.
"""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_FOOTNOTE_RE: Final = r"\[\^([^\]]*)\]"

TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    inlinepatterns.BACKTICK_RE: ("`", "`"),
    inlinepatterns.ESCAPE_RE: ("\\", "\\"),
    inlinepatterns.REFERENCE_RE: ("[", "["),
    inlinepatterns.LINK_RE: ("[", "["),
    inlinepatterns.IMAGE_LINK_RE: ("![", "!["),
    inlinepatterns.IMAGE_REFERENCE_RE: ("![", "!["),
    _FOOTNOTE_RE: ("[^", "[^"),
    inlinepatterns.AUTOLINK_RE: ("<", "<"),
    inlinepatterns.AUTOMAIL_RE: ("<", "<"),
    inlinepatterns.LINE_BREAK_RE: ("  \n", "  \n"),
    inlinepatterns.HTML_RE: ("<", "<"),
    inlinepatterns.ENTITY_RE: ("&", "&"),
    r"\*|_": ("*", "_"),
    # Python-Markdown up to 3.10 has three expressions for emphasis.
    r"((^|(?<=\s))(\*{1,3}|_{1,3})(?=\s|$))": ("*", "_"),
    r"\*": ("*", "*"),
    r"_": ("_", "_"),
}
"""A regular expression, and two texts; where neither stands, the expression cannot match."""

ALWAYS: Final = ("", "")
"""Stands in every text: for an expression that we do not know."""

_HANDLE: Final = "_InlineProcessor__handleInline"
_APPLY: Final = "_InlineProcessor__applyPattern"


class GuardedInlineProcessor(InlineProcessor):
    """Python-Markdown's inline processor, which leaves out the patterns that cannot match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._guards: list[tuple[Any, str, str]] = []
        self._special = re.compile("")
        if hasattr(self, _HANDLE) and hasattr(self, _APPLY):
            # Only where Python-Markdown is built as we know it; elsewhere its own, slower way is right.
            self.__dict__[_HANDLE] = self._handle_inline
            self._apply = getattr(self, _APPLY)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with inline patterns applied."""
        if not self._guards:
            self._guards = [
                (pattern, *TRIGGERS.get(getattr(pattern, "pattern", ""), ALWAYS)) for pattern in self.inlinePatterns
            ]
            literals = {literal for _, *both in self._guards for literal in both}
            self._special = re.compile("|".join(re.escape(literal) for literal in sorted(literals)))
        return super().run(tree, ancestors)

    def _handle_inline(self, data: str, index: int = 0) -> str:
        """Return the text with a placeholder for whatever a pattern from number `index` on made of it."""
        if isinstance(data, AtomicString):
            return data
        if self._special.search(data) is None:
            return data
        guards = self._guards
        count = len(guards)
        start = 0
        while index < count:
            pattern, one, other = guards[index]
            if start == 0 and one not in data and other not in data:
                index += 1
                continue
            data, matched, start = self._apply(pattern, data, index, start)
            if not matched:
                index += 1
        return data
