"""What is wrong with a YAML text, in plain English and with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import yaml
from msgspec import Struct

from yousaid.reading.encodings import UNSHOWABLE, describe
from yousaid.reading.words import show

if TYPE_CHECKING:
    from yaml.events import CollectionStartEvent, Event, NodeEvent, ScalarEvent


class YamlFault(Struct, frozen=True):
    """One thing that is wrong with a YAML text."""

    code: str
    message: str
    hint: str
    line: int
    """The line of the YAML text; 1 is the first."""
    column: int
    """The column; 1 is the first."""


ENTRY: Final = re.compile(r"(?P<start>[ ]*(?:- +)*(?P<key>[^\s:#'\"\[\]{},-][^:#]*):)[ \t]+(?P<value>\S.*)")
_LIST_ITEM: Final = re.compile(r"(?P<start>[ ]*(?:- +)+)(?P<value>\S.*)")
_LOST: Final = re.compile(r"[ \t]+#[^\s#]")
_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
LONGEST: Final = 200
"""The longest line that is written out again in a hint."""


def split_lines(text: str) -> list[str]:
    """Return the lines as YAML counts them. A decoded file holds no other break than LF; any text may come here."""
    return _BREAK.split(text)


def quoted(value: str) -> str:
    """Return the value in YAML quotation marks that suit it."""
    value = value.strip()
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


TOO_DEEP: Final = ("The lists and keys are nested more than 12 levels deep.", "Use fewer levels.")
"""What is wrong and what to write instead, when there are too many levels."""


def _at(event: Event, code: str, message: str, hint: str) -> YamlFault:
    mark = event.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return YamlFault(code, message, hint, line, column)


def directive() -> YamlFault:
    """Return the fault of a YAML directive."""
    return YamlFault("YS204", "A line that starts with % is not used here.", "Delete this line.", 1, 1)


def second_document(event: Event) -> YamlFault:
    """Return the fault of a second document in one text."""
    message = "A second set of keys starts here, after a line of --- or of 3 dots."
    return _at(event, "YS202", message, "Delete that line, or put the second part in a file of its own.")


def marked(event: NodeEvent) -> YamlFault:
    """Return the fault of an alias, anchor or tag."""
    sign, name = ("!", "tag") if getattr(event, "tag", None) else ("&", "anchor")
    if isinstance(event, yaml.AliasEvent):
        sign, name = "*", "alias"
    message = f"A value that starts with {sign} is a YAML {name}. It is not used here."
    return _at(
        event, "YS204", message, f"Delete the {sign} and the word behind it, or put the value in quotation marks."
    )


def bad_key(event: Event, key: str) -> YamlFault:
    """Return the fault of a key that stands twice, or of a merge key."""
    if key == "<<":
        return _at(event, "YS204", "<< is a YAML merge key. It is not used here.", "Write the keys out.")
    return _at(event, "YS203", f"The key {show(key)} stands here a second time.", "Keep one of the two.")


def not_a_key(event: Event) -> YamlFault:
    """Return the fault of a list or record that stands where a key belongs."""
    hint = "If this is text, put it in quotation marks."
    return _at(event, "YS206", "A list or a set of keys stands here, where a key belongs.", hint)


def too_deep(event: CollectionStartEvent) -> YamlFault:
    """Return the fault of too many levels."""
    return _at(event, "YS205", *TOO_DEEP)


def rewritten(line: str, put: str = "Put") -> str:
    """Return the advice to put the line's value in quotation marks, with the line as it should be."""
    entry = ENTRY.match(line) or _LIST_ITEM.match(line)
    if entry is None or len(line) > LONGEST:
        return f"{put} the whole value in quotation marks."
    return f"{put} the whole value in quotation marks: {entry['start'].strip()} {quoted(entry['value'])}"


class CloserLook:
    """Looks for what YAML would drop or join without a word. Splits the text into lines only when it must."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []

    def faults(self, event: ScalarEvent) -> Iterator[YamlFault]:
        """Yield what is wrong with one value."""
        if event.tag is not None or event.anchor is not None:
            yield marked(event)
        if event.style:
            found = UNSHOWABLE.search(event.value)
            if found is not None:
                message, _ = describe(found[0])
                yield _at(event, "YS107", message, "It was written with a backslash. Delete it.")
        elif event.start_mark is not None and event.end_mark is not None:
            # two more: a value that is empty at the end may be marked behind the last line
            self._lines = self._lines or [*split_lines(self._text), "", ""]
            start, end = event.start_mark.line, event.end_mark.line
            if " - " in event.value:
                yield from self._dashes(range(start + 1, end + 1))
            yield from self._lost(end, event.end_mark.column)

    def _dashes(self, numbers: range) -> Iterator[YamlFault]:
        """Yield the dashes that were meant as entries of a list and became part of the text above them."""
        for number in numbers:
            line = self._lines[number]
            if line.lstrip(" ").startswith("- "):
                message = "This dash is not in line with the one above, so it would become part of the text above it."
                hint = "Put the dashes of one list in the same column, under its key. Put text with dashes after |."
                yield YamlFault("YS202", message, hint, number + 1, len(line) - len(line.lstrip(" ")) + 1)

    def _lost(self, number: int, column: int) -> Iterator[YamlFault]:
        """Yield the words behind a # that was perhaps not meant as a note."""
        line = self._lines[number]
        lost = _LOST.match(line, column)
        if lost is not None:
            message = f"{show(line[lost.end() - 2 :])} is left out: after a space, # starts a note that is not shown."
            hint = f"If it belongs to the text, {rewritten(line, 'put')}"
            yield YamlFault("YS207", message, hint, number + 1, lost.end() - 1)
