"""Fences in a text: `::: staff` starts a part for some audiences only, and `:::` ends it.

A fence that is not quite right is an error, never text: what was meant for few must not be shown to all.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from yousaid.model.story import Block
from yousaid.reading.documents import Document, Report
from yousaid.reading.words import show, suggest

_FENCE: Final = re.compile(r"(?P<before>[^\w:]*(?:[0-9]+[^\w:]+)?):{2,}")
"""Anything that may have been meant as a fence: behind blanks, in a list or a quotation, with too few colons."""
_GOOD: Final = re.compile(r" {0,3}:::[ \t]*(?P<names>[^:]*)")
_CODE: Final = re.compile(r"(?P<marks>`{3,}|~{3,})(?P<rest>.*)")
_SEPARATORS: Final = re.compile(r"[\s,]+")


def read_body(document: Document, known: Collection[str] | None, report: Report) -> tuple[Block, ...]:
    """Return the text under the front matter in blocks; the report holds what is wrong with its fences."""
    body = document.body
    if "::" not in body:
        return (Block(body, None, document.body_line),) if body.strip() else ()
    return _Blocks(document, known, report).read()


class _Blocks:
    """Takes a body apart, line by line."""

    def __init__(self, document: Document, known: Collection[str] | None, report: Report) -> None:
        self._lines = document.body.split("\n")
        self._first = document.body_line
        self._known = known
        self._report = report
        self._blocks: list[Block] = []
        self._audiences: tuple[str, ...] | None = None
        self._opened = 0
        self._start = 0
        self._last: dict[str, int] = {}
        if "```" in document.body or "~~~" in document.body:
            self._last = {line.rstrip(): number for number, line in enumerate(self._lines) if line[:1] in {"`", "~"}}

    def read(self) -> tuple[Block, ...]:
        """Return the blocks that hold more than blanks."""
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            if "::" in line and (found := _FENCE.match(line)):
                self._fence(number, line, found)
            elif self._last and (end := self._end_of_code(number)) is not None:
                number = end
            number += 1
        self._close_block(len(self._lines))
        if self._audiences is not None:
            names = " ".join(self._audiences)
            message = f"The fence for {show(names)} starts here and never ends."
            self._report.at_line(
                "YS405", self._first + self._opened, 1, message, "Write ::: on a line of its own below it."
            )
        return tuple(self._blocks)

    def _end_of_code(self, number: int) -> int | None:
        """Return the last line of the code that starts on this line, or None when no code does, or it never ends."""
        found = _CODE.match(self._lines[number])
        if found is None or (found["marks"][0] == "`" and "`" in found["rest"]):
            return None
        if self._last.get(found["marks"], 0) <= number:
            return None
        return next(end for end in range(number + 1, len(self._lines)) if self._lines[end].rstrip() == found["marks"])

    def _close_block(self, end: int) -> None:
        """Keep the lines since the last fence."""
        text = "\n".join(self._lines[self._start : end])
        if text.strip():
            self._blocks.append(Block(text, self._audiences, self._first + self._start))
        self._start = end + 1

    def _fence(self, number: int, line: str, found: re.Match[str]) -> None:
        """Start or end a part, or report why the line does neither."""
        at = self._first + number
        column = found.end("before") + 1
        good = _GOOD.fullmatch(line)
        if good is None:
            message = "This looks like a fence, but is not one."
            hint = "Write 3 colons at the start of the line, a space and the audiences: ::: staff"
            self._report.at_line("YS406", at, column, message, hint)
            return
        names = tuple(name for name in _SEPARATORS.split(good["names"].strip()) if name)
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
