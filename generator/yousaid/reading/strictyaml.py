"""Strict YAML: plain dicts, lists and text, and nothing that YAML guesses or hides.

Every value stays the text that was written: `NO` is "NO" and `22:22` is "22:22". Aliases, anchors, tags, merge
keys and keys that stand twice are refused. libyaml gives the events; they are put together here without recursion
and only up to a depth, so that no text can crash the process: libyaml's own composer dies of 100,000 brackets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from yousaid.problems import KINDS, Severity
from yousaid.reading import yamlfaults
from yousaid.reading.yamlfaults import YamlFault

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

DEEPEST: Final = 12
"""How many lists and records may stand in each other."""


class Parsed(Struct, frozen=True):
    """What a YAML text holds, and what is wrong with it."""

    data: Data | None
    """The data; None when nothing is written, or when it cannot be used."""
    lines: tuple[int, ...] = ()
    """When the data is a list: the line of each item; 1 is the first."""
    faults: tuple[YamlFault, ...] = ()
    """What is wrong. With an error among them, the data is None."""


class _PurePython(Reader, Scanner, Parser):
    """PyYAML's own parser, for a PyYAML that was built without libyaml and for text with tabs."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class _Unusable(Exception):
    """Nothing after this can be read."""


def events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event. Text with tabs goes to the parser that is strict about them."""
    if "\t" not in text and yaml.__with_libyaml__:
        from yaml.cyaml import CParser

        source: Callable[[], Any] = CParser(text).get_event
        return source
    return _PurePython(text).get_event


def parse(text: str) -> Parsed:
    """Return the data that the text holds, and all that is wrong with it."""
    faults: list[YamlFault] = []
    data: Data | None = None
    lines: list[int] = []
    try:
        data = _build(text, lines, faults)
    except yaml.YAMLError as error:
        faults.append(yamlfaults.explain(error, text))
    except _Unusable:
        pass
    if faults and any(KINDS[fault.code].severity is Severity.ERROR for fault in faults):
        return Parsed(None, (), tuple(faults))
    return Parsed(data, tuple(lines), tuple(faults))


def _build(text: str, lines: list[int], faults: list[YamlFault]) -> Data | None:
    """Put the events together. One long loop, because every story goes through it and calls cost time."""
    get_event = events(text)
    closer = yamlfaults.CloserLook(text)
    look_at_all = " #" in text or "\\" in text
    get_event()
    event = get_event()
    if type(event) is StreamEndEvent:
        return None
    if event.version or event.tags:
        faults.append(yamlfaults.directive())
    root: list[Any] = []
    holder: Any = root
    stack: list[Any] = []
    key: str | None = None
    mapping = False
    while True:
        event = get_event()
        kind = type(event)
        value: Any
        if kind is ScalarEvent:
            value = event.value
            if look_at_all or " - " in value:
                faults.extend(closer.faults(event))
            if event.tag is not None or event.anchor is not None:
                faults.append(yamlfaults.marked(event))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            value = {} if kind is MappingStartEvent else []
            _check_start(event, len(stack), mapping and key is None, faults)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            holder = stack.pop()
            mapping = type(holder) is dict
            continue
        elif kind is AliasEvent:
            faults.append(yamlfaults.marked(event))
            value = "*"
        else:
            break
        if not mapping:
            if len(stack) == 1:
                lines.append(event.start_mark.line + 1)
            holder.append(value)
        elif key is None:
            key = value
            if key in holder or key == "<<":
                faults.append(yamlfaults.bad_key(event, key))
            continue
        else:
            holder[key] = value
            key = None
        if type(value) is not str:
            stack.append(holder)
            holder = value
            mapping = kind is MappingStartEvent
    if type(event := get_event()) is not StreamEndEvent:
        faults.append(yamlfaults.second_document(event))
    found: Data = root[0]
    return found


def _check_start(event: CollectionStartEvent, depth: int, is_key: bool, faults: list[YamlFault]) -> None:
    """Add what is wrong with the start of a list or record; stop when it is too deep or stands as a key."""
    if event.tag is not None or event.anchor is not None:
        faults.append(yamlfaults.marked(event))
    if depth >= DEEPEST:
        faults.append(yamlfaults.too_deep(event))
        raise _Unusable
    if is_key:
        faults.append(yamlfaults.not_a_key(event))
        raise _Unusable
