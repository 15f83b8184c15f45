"""Python-Markdown's block pass, made quick: what can only be a paragraph is not tried as anything else.

Python-Markdown asks each block processor in turn about every block: is it a table, a heading, a rule, a list? Most
blocks are a paragraph on one line that starts with a letter, and no other processor takes such a block. The output is
the same as that of Python-Markdown's own loop.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor


class QuickBlockParser(BlockParser):
    """A block parser for a set of processors that is complete: give it those of the parser that it replaces.

    It must not be used with a processor that looks for its mark in the middle of a line, as those of the extensions
    “abbreviations” and “admonitions” do not, and a processor of one's own might.
    """

    def __init__(self, other: BlockParser) -> None:
        super().__init__(other.md)
        self._every: tuple[BlockProcessor, ...] = tuple(other.blockprocessors)  # a registry is sorted at each use
        self._paragraph: BlockProcessor = other.blockprocessors["paragraph"]
        for processor in self._every:
            processor.parser = self

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - the library's name
        """Add the blocks to the parent, and take them off the list."""
        while blocks:
            block = blocks[0]
            if block[:1].isalpha() and "\n" not in block:
                self._paragraph.run(parent, blocks)
                continue
            for processor in self._every:
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break
