"""What commands tell people: progress, problems and a summary, on a terminal, as plain text or as JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from yousaid.problems import Problem, Severity, format_problem, problem_data

if TYPE_CHECKING:
    from yousaid.model.library import Library

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}
_MOST_ALIKE: Final = 20
"""How many problems of one code in one file are printed. JSON has all of them."""
_PLURALS: Final = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.HINT: "hints"}


class TerminalProgress:
    """Shows on a terminal how far a build has come, on one line that goes away; elsewhere it is silent."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._name, self._of, self._done = "", 0, 0

    def step(self, name: str, of: int = 0) -> None:
        """Begin a step."""
        self._name, self._of, self._done = name, of, 0
        self._draw()

    def advance(self, by: int = 1) -> None:
        """Move the step on."""
        self._done += by
        self._draw()

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _draw(self) -> None:
        if self._shown:
            share = f" {self._done} of {self._of}" if self._of else ""
            click.echo(f"\r\x1b[K{self._name}{share} …", nl=False, err=True)


def show_problems(problems: Sequence[Problem]) -> None:
    """Print problems to standard error: of those alike in one file the first, and how many more there are."""
    alike = Counter((problem.path, problem.code) for problem in problems)
    shown: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = (problem.path, problem.code)
        shown[key] += 1
        if shown[key] > _MOST_ALIKE:
            if shown[key] == alike[key]:
                more = f"{alike[key] - _MOST_ALIKE:,} more like this ({problem.code})"
                click.echo(f"… and {more} in {problem.path or 'the project'}.\n", err=True)
            continue
        first, _, rest = format_problem(problem).partition("\n")
        word, _, place = first.partition(" ")
        click.echo(f"{click.style(word, fg=_COLOURS[problem.severity], bold=True)} {place}\n{rest}\n", err=True)


def count_problems(problems: Sequence[Problem]) -> str:
    """Return "2 errors, 1 warning", or "no problems"."""
    found = Counter(problem.severity for problem in problems)
    parts = [counted(found[severity], severity, _PLURALS[severity]) for severity in Severity if found[severity]]
    return ", ".join(parts) or "no problems"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its word: "1 page", "1,200 pages"."""
    return f"{number:,} {one if number == 1 else many}"


def show_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns, the first row as the heading; a column of numbers is right-aligned."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    numbers = [all(cell.isdecimal() for cell in column[1:]) for column in columns]
    for at, row in enumerate(rows):
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        click.secho("  ".join(cells).rstrip(), bold=at == 0)


def show_json(data: dict[str, Any]) -> None:
    """Print data as JSON to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def problems_data(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain data for JSON."""
    return [problem_data(problem) for problem in problems]


def library_of(content: Path) -> Library:
    """Return the library in a content folder; print its problems and end the command when it cannot be used."""
    from yousaid.reading.library import read_library

    reading = read_library(content)
    if reading.library is None:
        show_problems(reading.problems)
        sys.exit(1)
    return reading.library
