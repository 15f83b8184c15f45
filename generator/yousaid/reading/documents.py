"""One file of content: its text, its records as plain data, and the problems found in it."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from yousaid.model.story import Origin
from yousaid.problems import KINDS, Problem, Severity
from yousaid.reading import positions
from yousaid.reading.frontmatter import Halves, split
from yousaid.reading.positions import Keys
from yousaid.reading.strictyaml import Data, parse
from yousaid.reading.words import show

FRONT_MATTER_CAP: Final = 64 * 1024
"""The longest front matter, in characters."""
BODY_CAP: Final = 64 * 1024
"""The longest text under front matter, in characters."""


_NOTHING: Final = re.compile(r"(?:null|Null|NULL|~)(?=\s|[,}\]]|\Z)")

MOST_ALIKE: Final = 100
"""How many mistakes of one kind are reported from one file. Nobody reads more, and a broken file can hold a million."""


class Document(Struct, frozen=True):
    """The text of one file, taken apart but not understood."""

    path: str
    text: str
    front: str
    """Its YAML."""
    front_line: int
    """The line on which the YAML starts."""
    body: str = ""
    """The Markdown under the front matter."""
    body_line: int = 1
    """The line on which the body starts."""


class Report:
    """Collects the problems of one record. A record whose report holds an error is held back."""

    def __init__(self, document: Document, index: int | None = None) -> None:
        self.document = document
        self.index = index
        self.problems: list[Problem] = []

    @property
    def held(self) -> bool:
        """Whether there is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def at_value(self, code: str, keys: Keys, message: str, hint: str = "") -> None:
        """Add a problem with a value."""
        document = self.document
        spot = positions.locate(document.front, self._way(keys), document.front_line)
        self.at_line(code, spot.line, spot.column, message, hint)

    def at_key(self, code: str, keys: Keys, message: str, hint: str = "") -> None:
        """Add a problem with a key, or with the whole record when there are no keys."""
        document = self.document
        spot = positions.locate(document.front, self._way(keys), document.front_line)
        self.at_line(code, spot.key_line, spot.key_column, message, hint)

    def written_as_nothing(self, keys: Keys) -> str:
        """Return the word that stands where a value is, when it is one that YAML has for no value; else nothing."""
        spot = positions.locate(self.document.front, self._way(keys), self.document.front_line)
        found = _NOTHING.match(positions.excerpt(self.document.text, spot.line), spot.column - 1)
        return found[0] if found else ""

    def at_words(self, code: str, keys: Keys, words: str, message: str, hint: str = "") -> None:
        """Add a problem with the line of a value that holds these words, or with the value when no line does."""
        document = self.document
        spot = positions.locate(document.front, self._way(keys), document.front_line)
        for line in range(spot.line, spot.last_line + 1):
            start = spot.column - 1 if line == spot.line else 0
            column = positions.excerpt(document.text, line).find(words, start)
            if column != -1:
                return self.at_line(code, line, column + 1, message, hint)
        return self.at_line(code, spot.line, spot.column, message, hint)

    def line_of(self, keys: Keys) -> int:
        """Return the line of the file on which a value stands."""
        return positions.locate(self.document.front, self._way(keys), self.document.front_line).line

    def at_line(self, code: str, line: int, column: int, message: str, hint: str = "") -> None:
        """Add a problem with a line of the file."""
        excerpt = positions.excerpt(self.document.text, line)
        self.problems.append(
            Problem(
                code=code,
                path=self.document.path,
                line=line,
                column=column,
                excerpt=excerpt,
                message=message,
                hint=hint,
                item=self.index,
            )
        )

    def _way(self, keys: Keys) -> Keys:
        return keys if self.index is None else (self.index, *keys)


class Entry(Struct, frozen=True):
    """One record as it was written: plain data, not yet checked."""

    data: dict[str, Data]
    origin: Origin
    report: Report


def open_document(path: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Return the file taken apart, or None when it has no front matter or is too long."""
    if not path.casefold().endswith(".md"):
        return Document(path, text, text, 1), []
    halves = split(text, path)
    if not isinstance(halves, Halves):
        return None, [halves]
    document = Document(path, text, halves.front, halves.front_line, halves.body, halves.body_line)
    report = Report(document)
    if len(halves.front) > FRONT_MATTER_CAP:
        hint = "Put the long text under the front matter, or make it shorter."
        report.at_line("YS103", 1, 1, "The front matter is longer than 64 KB.", hint)
    if len(halves.body) > BODY_CAP:
        report.at_line("YS103", halves.body_line, 1, "The text is longer than 64 KB.", "Make it shorter, or split it.")
    return (None if report.held else document), report.problems


def read_data(document: Document) -> tuple[Data | None, tuple[int, ...], list[Problem]]:
    """Return what the YAML of a document holds, the line of each entry of a list, and the problems."""
    parsed = parse(document.front)
    if not parsed.faults and document.front_line == 1:
        return parsed.data, parsed.lines, []
    more = document.front_line - 1
    report = Report(document)
    errors_first = sorted(parsed.faults, key=lambda fault: KINDS[fault.code].severity is not Severity.ERROR)
    for fault in errors_first[:MOST_ALIKE]:
        report.at_line(fault.code, fault.line + more, fault.column, fault.message, fault.hint)
    return parsed.data, tuple(line + more for line in parsed.lines), report.problems


def entries(document: Document, noun: str) -> tuple[list[Entry], list[Problem]]:
    """Return the records of a document: one, or those of a list. `noun` says what one of them is: "a story"."""
    data, lines, problems = read_data(document)
    if any(KINDS[problem.code].severity is Severity.ERROR for problem in problems):
        return [], problems
    if isinstance(data, dict):
        return [Entry(data, Origin(document.path), Report(document))], problems
    if isinstance(data, list) and document.front_line == 1:
        return _listed(document, data, lines, noun, problems)
    report = Report(document)
    if data is None and document.front_line == 1:
        report.at_line("YS106", 1, 1, "There is nothing in this file but notes.", f"Write {noun} in it, or delete it.")
    elif data is None:
        report.at_line(
            "YS201", 1, 1, "There are no keys between the two lines of ---.", "Write title: and the other keys."
        )
    else:
        what = "a list" if isinstance(data, list) else "text"
        message = f"Keys belong here, such as title: or audiences:, but not {what}."
        report.at_value("YS206", (), message, "Write each key, a colon, a space and the value on a line of its own.")
    return [], [*problems, *report.problems]


def _listed(
    document: Document, data: list[Data], lines: tuple[int, ...], noun: str, problems: list[Problem]
) -> tuple[list[Entry], list[Problem]]:
    """Return the records of a list, and a problem for each entry that is no record."""
    found = []
    records = iter(lines)
    for number, item in enumerate(data):
        line = next(records, 1) if isinstance(item, dict | list) else 0
        if isinstance(item, dict):
            found.append(Entry(item, Origin(document.path, line, number), Report(document, number)))
        elif len(problems) < MOST_ALIKE:
            report = Report(document, number)
            message = f"Each entry of this list is {noun}, but this one is {show(item) if item else 'empty'}."
            report.at_value("YS206", (), message, "Write its keys after the dash, one below the other.")
            problems.extend(report.problems)
    return found, problems
