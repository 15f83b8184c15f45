"""Front matter: the keys between two lines of `---`, and the text under them."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from yousaid.problems import Problem

_DASHES: Final = re.compile(r"[ \t]*(?:[\u2013-\u2015]|[-\u2010-\u2015\u2212=_*.~]{2,})[ \t]*$")
_EXAMPLE: Final = (
    "A file starts like this: ---, then the keys such as title: and audiences:, then --- again, each on its own line."
)


class Halves(Struct, frozen=True):
    """A file with front matter, taken apart."""

    front: str
    """The YAML between the two lines of `---`."""
    front_line: int
    """The line of the file on which it starts."""
    body: str
    """The text under it."""
    body_line: int
    """The line of the file on which it starts."""


def _is_rule(line: str) -> bool:
    return line.startswith("---") and not line[3:].strip()


def split(text: str, path: str) -> Halves | Problem:
    """Return the front matter and the body, or the problem when there is no front matter or no end of it."""
    first, newline, _ = text.partition("\n")
    if not _is_rule(first):
        return _no_start(text, path)
    start = len(first) + len(newline)
    position = start - 1
    while (position := text.find("\n---", position)) != -1:
        end = text.find("\n", position + 1)
        end = len(text) if end == -1 else end
        if _is_rule(text[position + 1 : end]):
            front = text[start : position + 1]
            lines = text.count("\n", 0, end) + 2
            return Halves(front, 2, text[end + 1 :], lines)
        position = end
    return _no_end(text, path)


def _no_start(text: str, path: str) -> Problem:
    lines = text.split("\n")
    number = next(number for number, line in enumerate(lines, 1) if line.strip())
    line = lines[number - 1]
    if _is_rule(line):
        message = "There are empty lines above the first ---."
        return Problem(code="YS201", path=path, line=1, message=message, hint="Delete the lines above it.")
    if _DASHES.match(line):
        message = "The first line is not ---: it has other dashes, or spaces before them."
        hint = "Write three hyphens, with nothing before or between them."
    else:
        message = "The file does not start with front matter."
        hint = _EXAMPLE
    return Problem(code="YS201", path=path, line=number, column=1, excerpt=line[:1000], message=message, hint=hint)


def _no_end(text: str, path: str) -> Problem:
    """Point at a line that was meant as the end, or else at the start."""
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], 2):
        if _DASHES.match(line):
            message = "This line does not end the front matter: it is not three hyphens on their own."
            hint = "Write ---, with nothing before or after it."
            return Problem(
                code="YS201", path=path, line=number, column=1, excerpt=line[:1000], message=message, hint=hint
            )
    message = "The front matter starts here and never ends."
    hint = "Write --- on a line of its own after the last key."
    return Problem(code="YS201", path=path, line=1, column=1, excerpt=lines[0], message=message, hint=hint)
