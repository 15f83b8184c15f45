"""Why a YAML parser stopped: its words, and libyaml's, turned into a sentence about the line that is to blame."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from yousaid.reading.words import show
from yousaid.reading.yamlfaults import ENTRY, LONGEST, TOO_DEEP, YamlFault, quoted, rewritten, split_lines

if TYPE_CHECKING:
    import yaml

_TIGHT: Final = re.compile(r"[ ]*(?:- +)?(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/].*)")


class _Stop(Struct, frozen=True):
    """Where the parser stopped. Lines and columns count from 0."""

    problem: str
    lines: list[str]
    line: int
    column: int
    first: int
    """The line on which the thing started that the parser was reading."""
    first_column: int

    @property
    def here(self) -> str:
        """The line at which it stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def beginning(self) -> str:
        """The line on which the thing started."""
        return self.lines[self.first] if self.first < len(self.lines) else ""

    def fault(self, message: str, hint: str, column: int | None = None) -> YamlFault:
        """Return a fault on the line at which it stopped."""
        return YamlFault("YS202", message, hint, self.line + 1, (self.column if column is None else column) + 1)

    def fault_at_start(self, message: str, hint: str) -> YamlFault:
        """Return a fault where the thing started."""
        return YamlFault("YS202", message, hint, self.first + 1, self.first_column + 1)


def explain(error: yaml.YAMLError, text: str) -> YamlFault:
    """Return what the parser could not read, as a sentence about the line that is to blame."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    line, column = _error_spot(error, text)
    started = getattr(error, "context_mark", None)
    first, first_column = (started.line, started.column) if started is not None else (line, column)
    stop = _Stop(problem, split_lines(text), line, column, first, first_column)
    for in_context, in_problem, sentence in _SENTENCES:
        if in_context in context and in_problem in problem and (fault := sentence(stop)) is not None:
            return fault
    return _out_of_line(stop)


def _error_spot(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Return line and column of the error, from 0."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.line, mark.column
    position = getattr(error, "position", 0)
    before = text[:position] if isinstance(position, int) else ""
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def _too_deep(stop: _Stop) -> YamlFault:
    """From 0.2.6 libyaml looks ahead, and gives up at 1,000 levels before it has told of the first."""
    column = min((at for at in map(stop.here.find, "[{") if at >= 0), default=stop.column)
    return YamlFault("YS205", *TOO_DEEP, stop.line + 1, column + 1)


def _tab(stop: _Stop) -> YamlFault | None:
    found = re.match(r" *\t", stop.here)
    if found is None:
        return None
    message = "This line starts with a tab. YAML knows spaces only."
    return stop.fault(message, "Replace each tab with 2 spaces.", found.end() - 1)


def _never_closed(stop: _Stop) -> YamlFault:
    sign = stop.beginning[stop.first_column : stop.first_column + 1]
    message = f"The quotation mark {sign} that starts here is never closed."
    return stop.fault_at_start(message, f"Write {sign} at the end of the value as well, or take it away here.")


def _backslash(stop: _Stop) -> YamlFault:
    message = "Between double quotation marks, a backslash (\\) has a special meaning, and this one has none."
    return stop.fault(message, "Use single quotation marks (') around the value.")


def _second_colon(stop: _Stop) -> YamlFault:
    """Say why a colon stands where none may: the commonest mistake of all."""
    entry = ENTRY.match(stop.here)
    if entry is not None and stop.column > entry.end("start"):
        if entry["value"][0] in "“”‘’„«":
            message = "Curly quotation marks do not keep a value together: YAML knows only straight ones."
            hint = f"Write: {entry['start'].strip()} {quoted(entry['value'].strip('“”‘’„«» '))}"
            return stop.fault(message, hint, entry.start("value"))
        message = "There is a second colon in this line, and YAML takes what stands before it for a key."
        hint = (
            f"{rewritten(stop.here)}\nOr write | after the first colon, and the text under it with 2 spaces before it."
        )
        return stop.fault(message, hint)
    above = next((number for number in range(stop.line - 1, -1, -1) if stop.lines[number].strip()), None)
    if above is not None and (tight := _TIGHT.match(stop.lines[above])):
        return _tight(tight, above)
    message = "This line does not fit the one above: it is indented too far, or the text above goes on too long."
    hint = "Keys of one level start in the same column. Put text of several lines after |."
    return stop.fault(message, hint, len(stop.here) - len(stop.here.lstrip(" ")))


def _tight(tight: re.Match[str], line: int) -> YamlFault:
    message = f"There is no space after the colon of {show(tight['key'])}."
    hint = f"Write: {tight['key']}: {tight['value'][:80]}"
    return YamlFault("YS202", message, hint, line + 1, tight.end("key") + 1)


def _bad_start(stop: _Stop) -> YamlFault:
    sign = stop.beginning[stop.first_column : stop.first_column + 1]
    name = {"`": "a backtick (`)", "\t": "a tab"}.get(sign, sign)
    if stop.beginning[: stop.first_column].strip(" -"):
        return stop.fault_at_start(f"A value cannot start with {name} in YAML.", rewritten(stop.beginning))
    return stop.fault_at_start(f"A line cannot start with {name} in YAML.", "Put it in quotation marks.")


def _after_bar(stop: _Stop) -> YamlFault:
    message = "After | or > nothing may stand on the same line."
    hint = "Start the text on the next line with 2 spaces in front, or put the value in quotation marks."
    return stop.fault(message, hint)


def _list_on_line(stop: _Stop) -> YamlFault:
    message = "A list cannot start on the same line as its key."
    hint = "Start each entry on a line of its own: a dash and a space. If this is text, put it in quotation marks."
    return stop.fault(message, hint)


def _no_colon(stop: _Stop) -> YamlFault:
    if tight := _TIGHT.match(stop.beginning):
        return _tight(tight, stop.first)
    message = "This line has no key: a word, a colon and a space."
    hint = "If it goes on with the text above, put 2 spaces in front of it. If it starts a new key, write key: value."
    return stop.fault_at_start(message, hint)


def _open_bracket(stop: _Stop) -> YamlFault:
    sign = stop.beginning[stop.first_column : stop.first_column + 1]
    closing = "}" if sign == "{" else "]"
    message = f"The {sign} that starts here is not closed by {closing}, or a comma is missing in between."
    hint = f"Write {closing} at the end and commas between the entries. If this is text, put it in quotation marks."
    return stop.fault_at_start(message, hint)


def _no_dash(stop: _Stop) -> YamlFault:
    return stop.fault("This is a list, and a dash is missing here.", "Start each entry with a dash and a space.")


def _quotes_in_quotes(stop: _Stop) -> YamlFault | None:
    """Say that a value goes on behind its closing quotation mark, when it does."""
    before = stop.here[: stop.column].rstrip()
    if before[-1:] not in {'"', "'"} or not before.strip(" -"):
        return None
    entry = ENTRY.match(stop.here)
    hint = "Put quotation marks around the whole value, of a kind that does not stand inside it."
    if entry is not None and len(stop.here) <= LONGEST:
        hint = f"Write: {entry['start'].strip()} {_requoted(entry['value'])}"
    return stop.fault("The quotation marks end before the value does.", hint)


def _requoted(value: str) -> str:
    """Return a value whose own quotation marks got in the way, in marks of the other kind."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1]:
        return quoted(value[1:-1])
    return quoted(value[1:] if value.count(value[0]) % 2 else value)


def _out_of_line(stop: _Stop) -> YamlFault:
    """Say what stands where the next key should be."""
    sign = stop.here[stop.column : stop.column + 1]
    if sign == "-":
        return stop.fault("A list entry stands here, where a key belongs.", "Write the list's key above it.")
    if sign and sign in "]}":
        return stop.fault(f"There is a {sign} too many here.", "Take it away, or put the value in quotation marks.")
    if tight := _TIGHT.match(stop.here):
        return _tight(tight, stop.line)
    message = "This line does not start in the same column as the keys above it."
    hint = "Start the keys of one level in the same column. Put 2 spaces before text that goes on from the line above."
    return stop.fault(message, hint)


_SENTENCES: Final[tuple[tuple[str, str, Callable[[_Stop], YamlFault | None]], ...]] = (
    ("quoted scalar", "end of stream", _never_closed),
    ("quoted scalar", "document indicator", _never_closed),
    ("quoted scalar", "", _backslash),
    ("", "maximum nesting depth", _too_deep),
    ("", "", _tab),
    ("", "mapping values are not allowed", _second_colon),
    ("", "cannot start any token", _bad_start),
    ("", "node content", _bad_start),
    ("", "mapping keys are not allowed", _bad_start),
    ("directive", "", _bad_start),
    ("alias", "", _bad_start),
    ("anchor", "", _bad_start),
    ("tag", "", _bad_start),
    ("block scalar", "", _after_bar),
    ("", "sequence entries are not allowed", _list_on_line),
    ("", "could not find expected ':'", _no_colon),
    ("flow", "", _open_bracket),
    ("", "", _quotes_in_quotes),
    ("block collection", "", _no_dash),
    ("block sequence", "", _no_dash),
)
"""What the context and the problem hold (libyaml's words, PyYAML's words), and who explains it: the first that can."""
