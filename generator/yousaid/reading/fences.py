"""Fences in a text: `::: staff` starts a part for some audiences only, and `:::` ends it.

A fence that is not quite right is an error, never text: what was meant for few must not be shown to all. Nothing in a
text is code, neither here nor on a page, so nothing hides a fence. Only the text under front matter has fences: what
looks like one in any other text is an error too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from yousaid.model.story import Block
from yousaid.reading.documents import MOST_ALIKE, Document, Entry, Report
from yousaid.reading.lookalikes import Names, find_lookalikes
from yousaid.reading.notes import check_notes
from yousaid.reading.positions import Keys
from yousaid.reading.strictyaml import Data
from yousaid.reading.wordlists import tidied_blocks
from yousaid.reading.words import show, suggest

_GOOD: Final = re.compile(r" {0,3}:::[ \t]*(?P<names>[^:]*)")
_SEPARATORS: Final = re.compile(r"[\s,]+")
_CODE: Final = re.compile(r"[^\w\n`~]*(?:`{3}|~{3})")
_RIGHT: Final = "Write 3 colons at the start of a line of its own, a space and the audiences: ::: staff."
_ONE_COLON: Final = "If you meant a colon, write just one."


def read_body(document: Document, names: Names, report: Report) -> tuple[Block, ...]:
    """Return the text under the front matter in blocks; the report holds what is wrong with its fences."""
    body = document.body
    blocks: tuple[Block, ...] = (Block(body, None, document.body_line),) if body.strip() else ()
    if "::" in body:
        blocks = _Blocks(document, names, report).read()
        check_notes(blocks, names.ids, report)
    for block in blocks:
        for found in islice(find_lookalikes(block.text, names), MOST_ALIKE):
            message = "This looks like a fence, but is not one."
            report.at_line("YS406", block.line + found.line, found.column, message, f"{_RIGHT} {_ONE_COLON}")
    return tidied_blocks(blocks, report)


def refuse_fences(entry: Entry, names: Names) -> None:
    """Report each value and key of a record that holds what looks like a fence."""
    for keys, text, is_key in _texts(entry.data, ()):
        found = next(find_lookalikes(text, names), None)
        if found is None:
            continue
        message = "This looks like a fence, but words for some readers only cannot stand here."
        hint = f"Move them into the text under the front matter, between a line ::: staff and a line :::. {_ONE_COLON}"
        if is_key:
            entry.report.at_key("YS407", keys, message, hint)
        else:
            entry.report.at_words("YS407", keys, text.split("\n")[found.line].strip(), message, hint)


def _texts(data: Data, keys: Keys) -> Iterator[tuple[Keys, str, bool]]:
    """Yield the way to each text in the data, the text, and whether it is a key."""
    if isinstance(data, str):
        yield keys, data, False
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _texts(item, (*keys, number))
    else:
        for key, item in data.items():
            yield (*keys, key), key, True
            yield from _texts(item, (*keys, key))


class _Blocks:
    """Takes a body apart, line by line."""

    def __init__(self, document: Document, names: Names, report: Report) -> None:
        self._lines = document.body.split("\n")
        self._first = document.body_line
        self._known = names.ids
        self._report = report
        self._blocks: list[Block] = []
        self._audiences: tuple[str, ...] | None = None
        self._opened = 0
        self._start = 0

    def read(self) -> tuple[Block, ...]:
        """Return the blocks that hold more than blanks."""
        codes = []
        has_fences = False
        for number, line in enumerate(self._lines):
            if found := _GOOD.fullmatch(line):
                has_fences = True
                self._fence(number, line, found)
            elif code := _CODE.match(line):
                codes.append((self._first + number, code.end() - 2))
        for at, column in codes[:MOST_ALIKE] if has_fences else ():
            message = "Nothing is shown as code here, so this line neither hides nor shows the fences of this text."
            self._report.at_line("YS409", at, column, message, "Delete this line.")
        self._close_block(len(self._lines))
        if self._audiences is not None:
            names = " ".join(self._audiences)
            message = f"The fence for {show(names)} starts here and never ends."
            self._report.at_line(
                "YS405", self._first + self._opened, 1, message, "Write ::: on a line of its own below it."
            )
        return tuple(self._blocks)

    def _close_block(self, end: int) -> None:
        """Keep the lines since the last fence."""
        text = "\n".join(self._lines[self._start : end])
        if text.strip():
            self._blocks.append(Block(text, self._audiences, self._first + self._start))
        self._start = end + 1

    def _fence(self, number: int, line: str, found: re.Match[str]) -> None:
        """Start or end a part, or report why the line does neither."""
        at = self._first + number
        column = line.index(":") + 1
        names = tuple(name for name in _SEPARATORS.split(found["names"].strip()) if name)
        if not names:
            if self._audiences is None:
                message = "This fence ends nothing: none was started before it."
                hint = "Write ::: and an audience where the part starts, or delete this line."
                self._report.at_line("YS406", at, column, message, hint)
            self._close_block(number)
            self._audiences = None
            return
        self._check_names(names, line, at)
        if self._audiences is not None:
            message = f"A fence starts here inside the fence of line {self._first + self._opened}."
            self._report.at_line("YS406", at, column, message, "Write ::: to end the first one before this line.")
        self._close_block(number)
        self._audiences, self._opened = names, number

    def _check_names(self, names: tuple[str, ...], line: str, at: int) -> None:
        seen: set[str] = set()
        position = 0
        for name in names:
            position = line.index(name, position)
            if name in seen:
                message = f"The audience {show(name)} stands here twice."
                self._report.at_line("YS403", at, position + 1, message, "Keep one of the two.")
            elif self._known is not None and name not in self._known:
                message = f"There is no audience {show(name)} in site.yaml, so nobody may read this part."
                self._report.at_line("YS404", at, position + 1, message, suggest(name, self._known))
            seen.add(name)
            position += len(name)
