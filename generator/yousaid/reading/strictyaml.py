"""Strict YAML: plain dicts, lists and text, and nothing that YAML guesses or hides.

Every value stays the text that was written: `NO` is "NO" and `22:22` is "22:22". What YAML writes for no value at
all, as `null` and `~`, is "", and in quotation marks it is text. Aliases, anchors, tags, merge
keys and keys that stand twice are refused. libyaml gives the events; they are put together here without recursion
and only up to a depth, so that no text can crash the process: libyaml's own composer dies of 100,000 brackets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml
from msgspec import Struct
from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from yousaid.problems import KINDS, Severity
from yousaid.reading import yamlfaults, yamlpaste, yamlstops
from yousaid.reading.yamlfaults import YamlFault

if TYPE_CHECKING:
    from yaml.events import CollectionStartEvent

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

_NOTHING: Final = frozenset({"null", "Null", "NULL", "~"})
DEEPEST: Final = 12
"""How many lists and records may stand in each other."""


class Parsed(Struct, frozen=True):
    """What a YAML text holds, and what is wrong with it."""

    data: Data | None
    """The data; None when nothing is written, or when it cannot be used."""
    lines: tuple[int, ...] = ()
    """When the data is a list of records: the line of each; 1 is the first."""
    faults: tuple[YamlFault, ...] = ()
    """What is wrong. With an error among them, the data is None."""


class _UnusableError(Exception):
    """Nothing after this can be read."""


def events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event.

    Text with tabs goes to the parser that is strict about them, so that it reads the same with and without libyaml.
    """
    loader = yaml.CBaseLoader if yaml.__with_libyaml__ and "\t" not in text else yaml.BaseLoader
    get_event: Callable[[], Any] = loader(text).get_event
    return get_event


def parse(text: str) -> Parsed:
    """Return the data that the text holds, and all that is wrong with it."""
    faults: list[YamlFault] = []
    lines: list[int] = []
    data: Data | None = None
    if yamlpaste.SUSPECT.search(text) is not None:
        text, faults = yamlpaste.faults_of(text)
    try:
        get_event = events(text)
        get_event()
        start = get_event()
        if type(start) is not StreamEndEvent:
            if start.version or start.tags:
                faults.append(yamlfaults.directive())
            data = _build(get_event, text, lines, faults)
            if type(end := get_event()) is not StreamEndEvent:
                faults.append(yamlfaults.second_document(end))
    except yaml.YAMLError as error:
        faults.append(yamlstops.explain(error, text))
    except _UnusableError:
        pass
    if faults and any(KINDS[fault.code].severity is Severity.ERROR for fault in faults):
        return Parsed(None, (), tuple(faults))
    return Parsed(data, tuple(lines), tuple(faults))


def _build(get_event: Callable[[], Any], text: str, lines: list[int], faults: list[YamlFault]) -> Data:
    """Put the events together. One long loop, because every story goes through it and calls cost time."""
    closer = yamlfaults.CloserLook(text)
    look_at_all = " #" in text or "\\" in text
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
            is_text = event.style or event.value not in _NOTHING or (mapping and key is None)
            value = event.value if is_text else ""
            if look_at_all or " - " in value or event.tag is not None or event.anchor is not None:
                faults.extend(closer.faults(event))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            value = {} if kind is MappingStartEvent else []
            _check_start(event, len(stack), mapping and key is None, lines, faults)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            holder = stack.pop()
            mapping = type(holder) is dict
            continue
        elif kind is DocumentEndEvent:
            break
        else:
            value = "*"
            faults.append(yamlfaults.marked(event))
        if not mapping:
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
    built: Data = root[0]
    return built


def _check_start(
    event: CollectionStartEvent, depth: int, is_key: bool, lines: list[int], faults: list[YamlFault]
) -> None:
    """Note where an entry of the outermost list starts. Stop when it is too deep, or stands as a key."""
    if depth == 1 and event.start_mark is not None:
        lines.append(event.start_mark.line + 1)
    if event.tag is not None or event.anchor is not None:
        faults.append(yamlfaults.marked(event))
    if depth >= DEEPEST:
        faults.append(yamlfaults.too_deep(event))
        raise _UnusableError
    if is_key:
        faults.append(yamlfaults.not_a_key(event))
        raise _UnusableError
