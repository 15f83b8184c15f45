"""Where in a file a value stands. Worked out from the text only when there is a problem to point at."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml
from msgspec import Struct
from msgspec.structs import replace
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from yousaid.model.library import Library
from yousaid.model.story import Origin
from yousaid.reading.frontmatter import Halves, split
from yousaid.reading.strictyaml import DEEPEST, events

if TYPE_CHECKING:
    from yaml.events import Event

Keys: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: ("quotes", 0, "consent")."""

LONGEST_EXCERPT: Final = 1000
"""How many characters of a line are kept for a problem."""


class Spot(Struct, frozen=True):
    """Where a value stands in a text, and its key. Lines and columns count from 1."""

    key_line: int
    key_column: int
    line: int
    column: int
    last_line: int
    """The last line of the value; of a list or record in several lines, or the one after it."""


class _Level(Struct):
    """A record or list that the walk is inside of."""

    is_record: bool
    step: str | int
    """The key or number at which the walk is."""
    key: Any = None
    """The event of the key whose value comes next."""


@lru_cache(maxsize=4)
def index(text: str) -> dict[Keys, Spot]:
    """Return where each value of a YAML text stands; of a text that breaks off, all up to there."""
    spots: dict[Keys, Spot] = {}
    with suppress(yaml.YAMLError):
        _walk(text, spots)
    return spots


def _walk(text: str, spots: dict[Keys, Spot]) -> None:
    get_event = events(text)
    levels: list[_Level] = []
    while (event := get_event()) is not None and len(levels) <= DEEPEST:
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            levels.pop()
            way = tuple(level.step for level in levels)
            if (spot := spots.get(way)) is not None and event.end_mark is not None:
                spots[way] = replace(spot, last_line=max(spot.line, event.end_mark.line + 1))
        elif not isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent):
            continue
        elif levels and levels[-1].is_record and levels[-1].key is None:
            levels[-1].key = event
            levels[-1].step = getattr(event, "value", "")
            continue
        else:
            key = levels[-1].key if levels and levels[-1].is_record else event
            spots.setdefault(tuple(level.step for level in levels), _spot(key, event))
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                levels.append(_Level(isinstance(event, MappingStartEvent), 0))
                continue
        if levels and levels[-1].is_record:
            levels[-1].key = None
        elif levels:
            levels[-1].step = int(levels[-1].step) + 1


def _spot(key: Event, value: Event) -> Spot:
    first, start, end = key.start_mark, value.start_mark, value.end_mark
    if first is None or start is None or end is None:
        return Spot(1, 1, 1, 1, 1)
    last = end.line + (1 if end.column else 0)
    return Spot(first.line + 1, first.column + 1, start.line + 1, start.column + 1, max(last, start.line + 1))


def locate(text: str, keys: Keys, start_line: int = 1) -> Spot:
    """Return where the value of the keys stands, or what is around it when it is not there.

    `text` is YAML; `start_line` is the line of the file on which it starts.
    """
    spots = index(text)
    while keys not in spots and keys:
        keys = keys[:-1]
    spot = spots.get(keys, Spot(1, 1, 1, 1, 1))
    more = start_line - 1
    return Spot(spot.key_line + more, spot.key_column, spot.line + more, spot.column, spot.last_line + more)


@lru_cache(maxsize=4)
def lines_of(text: str) -> list[str]:
    """Return the lines of a text."""
    return text.split("\n")


def excerpt(text: str, line: int) -> str:
    """Return the line of the text, or nothing when there is no such line."""
    lines = lines_of(text)
    return lines[line - 1][:LONGEST_EXCERPT] if 0 < line <= len(lines) else ""


def yaml_part(path: str, text: str) -> Halves:
    """Return the YAML of a file and the line on which it starts: the front matter, or all of it."""
    halves = split(text, path) if path.casefold().endswith(".md") else None
    return halves if isinstance(halves, Halves) else Halves(text, 1, "", 1)


def where(library: Library, origin: Origin, keys: Keys, words: str = "") -> tuple[int, int, str]:
    """Return line, column and excerpt of a value of a record, so that a problem can point at it.

    With `words`, the first line of the value that holds them. When the value is not in the file, what is around it;
    (0, 0, "") when the file was not read, and (row, 0, "") when it is a table, whose text is not kept.
    """
    text = library.texts.get(origin.path)
    if text is None:
        return (0 if origin.index is None else origin.line), 0, ""
    part = yaml_part(origin.path, text)
    way = keys if origin.index is None else (origin.index, *keys)
    spot = locate(part.front, way, part.front_line)
    if words:
        lines = lines_of(text)
        for line in range(spot.line, min(spot.last_line, len(lines)) + 1):
            start = spot.column - 1 if line == spot.line else 0
            column = lines[line - 1].find(words, start)
            if column != -1:
                return line, column + 1, lines[line - 1][:LONGEST_EXCERPT]
    return spot.line, spot.column, excerpt(text, spot.line)
