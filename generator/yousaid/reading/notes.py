"""Footnotes and link addresses of a text with fences: their words go only to those who read what points to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from yousaid.model.story import Block
from yousaid.reading.documents import MOST_ALIKE, Report
from yousaid.reading.words import show

_LABEL: Final = re.compile(r"(?<!\\)\[(?P<label>\^?[^\[\]\n]+)\](?P<colon>:?)")
_HIDDEN: Final = (re.compile(r"<!(?=--).*?(?:-->|\Z)", re.DOTALL), re.compile(r"(?P<marks>`+)[^`]*(?P=marks)"))
"""Comments, and then code: a page has no comments, not even half in code."""
_BEFORE: Final = re.compile(r"[\s>*+-]*(?:[0-9]+[.)]\s*)?")


class _Mark(Struct, frozen=True):
    """A label in square brackets: where it is explained, or where it is used."""

    label: str
    is_meaning: bool
    audiences: tuple[str, ...] | None
    line: int
    column: int

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote, and not the address of a link."""
        return self.label.startswith("^")


def check_notes(blocks: Sequence[Block], known: Collection[str] | None, report: Report) -> None:
    """Report notes that somebody would read without what points to them, and those that point to what is not there."""
    marks = [mark for block in blocks for mark in _marks(block)]
    named = {name for block in blocks for name in block.audiences or ()}
    readers = sorted(named | set({""} if known is None else known))
    by_label: dict[str, list[_Mark]] = {}
    for mark in marks:
        by_label.setdefault(mark.label, []).append(mark)
    faults = [fault for same in by_label.values() for fault in _out_of_step(same, readers)]
    for mark in sorted(faults, key=lambda mark: (mark.line, mark.column))[:MOST_ALIKE]:
        name = show(f"[{mark.label}]")
        if mark.is_meaning:
            message = f"The words of the note {name} stand where readers see them who do not see what points to them."
            hint = "Move this line into the fence that uses the note, above its line of :::."
        else:
            message = f"{name} points to a line in a fence, which some readers of this do not see."
            hint = f"Move the line that starts with [{mark.label}]: out of the fence, or take {name} out here."
        report.at_line("YS408", mark.line, mark.column, message, hint)


def _marks(block: Block) -> Iterator[_Mark]:
    """Yield what stands in square brackets in a block, but for hidden comments and code."""
    text = block.text
    for hidden in _HIDDEN:
        text = hidden.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for number, line in enumerate(text.split("\n")):
        for found in _LABEL.finditer(line):
            is_meaning = bool(found["colon"]) and _BEFORE.fullmatch(line, 0, found.start()) is not None
            label = found["label"]
            label = label if label.startswith("^") else " ".join(label.split()).casefold()
            yield _Mark(label, is_meaning, block.audiences, block.line + number, found.start() + 1)


def _out_of_step(marks: Sequence[_Mark], readers: Iterable[str]) -> Iterator[_Mark]:
    """Yield those marks of one label whose other half some of their readers do not see, each once."""
    found: dict[_Mark, None] = {}
    if not any(mark.is_meaning for mark in marks):
        return
    for reader in readers:
        seen = [mark for mark in marks if mark.audiences is None or reader in mark.audiences]
        meanings = [mark for mark in seen if mark.is_meaning]
        uses = [mark for mark in seen if not mark.is_meaning]
        if not uses:
            found.update(dict.fromkeys(mark for mark in meanings if mark.is_note))
        if not meanings:
            found.update(dict.fromkeys(uses))
    yield from found
