"""What is wrong with a YAML text, in plain English and with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml
from msgspec import Struct
from yaml.events import CollectionStartEvent, Event, NodeEvent, ScalarEvent

from yousaid.reading.encodings import UNSHOWABLE, describe
from yousaid.reading.words import show


class YamlFault(Struct, frozen=True):
    """One thing that is wrong with a YAML text."""

    code: str
    message: str
    hint: str
    line: int
    """The line of the YAML text; 1 is the first."""
    column: int
    """The column; 1 is the first."""


_ENTRY: Final = re.compile(r"(?P<start>[ ]*(?:- +)*(?P<key>[^\s:#'\"\[\]{},-][^:#]*?) *:)[ \t]+(?P<value>\S.*)")
_LIST_ITEM: Final = re.compile(r"(?P<start>[ ]*(?:- +)+)(?P<value>\S.*)")
_TIGHT: Final = re.compile(r"[ ]*(?:- +)?(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/].*)")
_LOST: Final = re.compile(r"[ \t]+#[^\s#]")
_IN_QUOTES: Final = "Put the whole value in quotation marks"
_OR_BAR: Final = "Or write | after the colon, and the text on the lines below, each with 2 more spaces in front."


def quoted(value: str) -> str:
    """Return the value in YAML quotation marks that suit it."""
    value = value.strip()
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _spot(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _at(event: Event, code: str, message: str, hint: str) -> YamlFault:
    return YamlFault(code, message, hint, *_spot(event))


def directive() -> YamlFault:
    """Return the fault of a YAML directive."""
    return YamlFault("YS204", "A line that starts with % is not used here.", "Delete this line.", 1, 1)


def second_document(event: Event) -> YamlFault:
    """Return the fault of a second document in one text."""
    message = "A second set of keys starts here, after a line of --- or of 3 dots."
    return _at(event, "YS202", message, "Delete that line, or put the second part in a file of its own.")


def marked(event: NodeEvent) -> YamlFault:
    """Return the fault of an alias, anchor or tag."""
    tag = getattr(event, "tag", None)
    sign, name = ("!", "tag") if tag else ("&", "anchor")
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
    return _at(event, "YS205", "The lists and keys are nested more than 12 levels deep.", "Use fewer levels.")


class CloserLook:
    """Looks for what YAML would drop or join without a word. Splits the text into lines only when it must."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []

    def faults(self, event: ScalarEvent) -> Iterator[YamlFault]:
        """Yield what is wrong with one value."""
        if event.style:
            found = UNSHOWABLE.search(event.value)
            if found is not None:
                message, _ = describe(found[0])
                yield _at(event, "YS107", message, "It was written with a backslash. Delete it.")
            return
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return
        self._lines = self._lines or self._text.split("\n")
        for number in range(start.line + 1, end.line + 1):
            line = self._lines[number] if number < len(self._lines) else ""
            if " - " in event.value and line.lstrip(" ").startswith("- "):
                message = "This dash is not in line with the one above, so it would become part of the text above it."
                column = len(line) - len(line.lstrip(" ")) + 1
                yield YamlFault("YS202", message, "Put the dashes of one list in the same column.", number + 1, column)
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        lost = _LOST.match(line, end.column)
        if lost is not None:
            message = f"{show(line[lost.end() - 2 :])} is left out: after a space, # starts a note that is not shown."
            hint = "If it belongs to the text, put the whole value in quotation marks."
            yield YamlFault("YS207", message, hint, end.line + 1, lost.end() - 1)


def explain(error: yaml.YAMLError, text: str) -> YamlFault:
    """Return what the parser could not read, as a sentence about the line that is to blame."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    lines = text.split("\n")
    line, column = _error_spot(error, text)
    started = getattr(error, "context_mark", None)
    first, first_column = (started.line, started.column) if started is not None else (line, column)
    here = lines[line] if line < len(lines) else ""
    tab = re.match(r" *\t", here)
    if tab is not None and "quoted" not in context:
        message = "This line starts with a tab. YAML knows spaces only."
        return YamlFault("YS202", message, "Replace each tab with 2 spaces.", line + 1, tab.end())
    if "quoted scalar" in context or "double-quoted" in context:
        return _in_quotes(problem, lines, line, column, first, first_column)
    if "mapping values are not allowed" in problem:
        return _second_colon(lines, line, column)
    if "cannot start any token" in problem or "node content" in problem or "mapping keys" in problem:
        return _bad_start(lines, line, column)
    if "directive" in context:
        return _bad_start(lines, first, first_column)
    if "alias" in context or "anchor" in context or "tag" in context:
        return _bad_start(lines, first, first_column)
    if "block scalar" in context:
        message = "After | or > nothing may stand on the same line."
        hint = "Start the text on the next line with 2 spaces in front, or put the value in quotation marks."
        return YamlFault("YS202", message, hint, line + 1, column + 1)
    if "sequence entries" in problem:
        message = "A list cannot start on the same line as its key."
        hint = "Start each entry on a line of its own: a dash and a space. If this is text, put it in quotation marks."
        return YamlFault("YS202", message, hint, line + 1, column + 1)
    if "could not find expected ':'" in problem:
        return _no_colon(lines, first, first_column)
    if "flow" in context:
        return _open_bracket(lines, first, first_column)
    return _out_of_line(problem, context, lines, line, column)


def _error_spot(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Return line and column of the error, from 0."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.line, mark.column
    position = getattr(error, "position", 0)
    before = text[:position] if isinstance(position, int) else ""
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def _rewritten(line: str) -> str:
    """Return the line with its value in quotation marks, as a hint, or nothing when it has no clear value."""
    entry = _ENTRY.match(line) or _LIST_ITEM.match(line)
    if entry is None or len(line) > 200:
        return f"{_IN_QUOTES}."
    return f"{_IN_QUOTES}: {entry['start'].strip()} {quoted(entry['value'])}"


def _second_colon(lines: list[str], line: int, column: int) -> YamlFault:
    here = lines[line]
    entry = _ENTRY.match(here)
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)
    if entry is not None and column > entry.end("start"):
        if entry["value"][0] in "“”‘’„«":
            message = "Curly quotation marks do not keep a value together: YAML knows only straight ones."
            value = entry["value"].strip("“”‘’„«» ")
            return YamlFault(
                "YS202", message, f"Write: {entry['start'].strip()} {quoted(value)}", line + 1, entry.start("value") + 1
            )
        message = "There is a second colon in this line, and YAML takes what stands before it for a key."
        return YamlFault("YS202", message, f"{_rewritten(here)} {_OR_BAR}", line + 1, column + 1)
    if above is not None and (tight := _TIGHT.match(lines[above])):
        return _tight(tight, above)
    message = "This line does not fit the one above: it is indented too far, or the text above goes on too long."
    hint = "Keys of one level start in the same column. Put text of several lines after |."
    return YamlFault("YS202", message, hint, line + 1, len(here) - len(here.lstrip(" ")) + 1)


def _tight(tight: re.Match[str], line: int) -> YamlFault:
    message = f"There is no space after the colon of {show(tight['key'])}."
    hint = f"Write: {tight['key']}: {tight['value'][:80]}"
    return YamlFault("YS202", message, hint, line + 1, tight.end("key") + 1)


def _bad_start(lines: list[str], line: int, column: int) -> YamlFault:
    here = lines[line] if line < len(lines) else ""
    sign = here[column : column + 1]
    name = {"`": "a backtick (`)", "\t": "a tab"}.get(sign, sign)
    what = "A key" if not here[:column].strip(" -") else "A value"
    message = f"{what} cannot start with {name} in YAML."
    hint = _rewritten(here) if what == "A value" or sign in "*&!@`" else "Put it in quotation marks."
    return YamlFault("YS202", message, hint, line + 1, column + 1)


def _in_quotes(problem: str, lines: list[str], line: int, column: int, first: int, first_column: int) -> YamlFault:
    if "end of stream" in problem or "document indicator" in problem:
        sign = lines[first][first_column : first_column + 1]
        message = f"The quotation mark {sign} that starts here is never closed."
        hint = f"Write {sign} at the end of the value as well, or take it away here."
        return YamlFault("YS202", message, hint, first + 1, first_column + 1)
    message = "Between double quotation marks, a backslash (\\) has a special meaning, and this one has none."
    return YamlFault("YS202", message, "Use single quotation marks (') around the value.", line + 1, column + 1)


def _no_colon(lines: list[str], line: int, column: int) -> YamlFault:
    here = lines[line]
    if tight := _TIGHT.match(here):
        return _tight(tight, line)
    message = "This line has no key: a word, a colon and a space."
    hint = "If it goes on with the text above, put 2 spaces in front of it. If it starts a new key, write key: value."
    return YamlFault("YS202", message, hint, line + 1, column + 1)


def _open_bracket(lines: list[str], line: int, column: int) -> YamlFault:
    sign = lines[line][column : column + 1]
    closing = "}" if sign == "{" else "]"
    message = f"The {sign} that starts here is not closed by {closing}, or a comma is missing in between."
    hint = f"Write {closing} at the end and commas between the entries. If this is text, put it in quotation marks."
    return YamlFault("YS202", message, hint, line + 1, column + 1)


def _out_of_line(problem: str, context: str, lines: list[str], line: int, column: int) -> YamlFault:
    """Say what stands where the next key or dash should be."""
    here = lines[line] if line < len(lines) else ""
    if here[:column].rstrip()[-1:] in {'"', "'"} and here[:column].strip(" -"):
        entry = _ENTRY.match(here)
        message = "The quotation marks end before the value does."
        hint = "Quotation marks stand around the whole value or not at all. A quotation mark inside it must be of the other kind."
        if entry is not None and len(here) <= 200:
            hint = f"Write: {entry['start'].strip()} {_requoted(entry['value'])}"
        return YamlFault("YS202", message, hint, line + 1, column + 1)
    if here[column : column + 1] == "-":
        message = "A list entry stands here, where a key belongs."
        return YamlFault(
            "YS202", message, "Write the list's key above it, or take the dash away.", line + 1, column + 1
        )
    if "'-'" in problem or "block collection" in context or "block sequence" in context:
        message = "This file is a list, and a dash is missing here."
        return YamlFault("YS202", message, "Start each entry with a dash and a space.", line + 1, column + 1)
    if tight := _TIGHT.match(here):
        return _tight(tight, line)
    message = "This line does not start in the same column as the keys above it."
    hint = "Start the keys of one level in the same column. Put 2 spaces before text that goes on from the line above."
    return YamlFault("YS202", message, hint, line + 1, column + 1)


def _requoted(value: str) -> str:
    """Return a value whose own quotation marks got in the way, in the other kind."""
    value = value.strip()
    inner = (
        value[1:-1] if len(value) > 1 and value[0] == value[-1] else value[1:] if value.count(value[0]) % 2 else value
    )
    return quoted(inner)
