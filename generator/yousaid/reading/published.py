"""The record of the figures that earlier editions showed: `published-figures.csv`, as `yousaid record` writes it."""

from __future__ import annotations

import csv
import io
from typing import Final

from yousaid.figures.fft import ANSWERS
from yousaid.figures.hiding import ALL, NAMES
from yousaid.model.published import PublishedFigures
from yousaid.problems import Problem
from yousaid.reading.dates import read_period
from yousaid.reading.files import RECORD
from yousaid.reading.refusals import RefusedError

COLUMNS: Final = ("audience", "place", "period", *ANSWERS, "hidden")
_HINT: Final = (
    "Put the file back from a backup, as yousaid record wrote it. Without it, an earlier page and a new one together "
    "may give small numbers away."
)


def read_published(text: str) -> tuple[tuple[PublishedFigures, ...], list[Problem]]:
    """Return what the record holds, and a problem for each row that cannot be used."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if tuple(header) != COLUMNS:
        return (), [_problem(1, f"The first row must be {','.join(COLUMNS)}.")]
    found: list[PublishedFigures] = []
    problems: list[Problem] = []
    try:
        for row in reader:
            try:
                found.append(_read_row(row))
            except (ValueError, RefusedError):
                problems.append(_problem(reader.line_num, "This row is not one that yousaid record has written."))
    except csv.Error:
        problems.append(_problem(reader.line_num, "This row is not one that yousaid record has written."))
    return tuple(found), problems


def _read_row(row: list[str]) -> PublishedFigures:
    """Return a row as a record; raise ValueError or RefusedError when it is none."""
    audience, place, period, *counts, words = row
    hidden = tuple(words.split())
    if not audience or len(counts) != len(ANSWERS) or not all(one.isascii() and one.isdigit() for one in counts):
        raise ValueError
    if not set(hidden) <= {ALL, *NAMES}:
        raise ValueError
    return PublishedFigures(
        audience=audience,
        place=place,
        period=read_period(period),
        counts=tuple(map(int, counts)),
        hidden=hidden,
    )


def _problem(line: int, message: str) -> Problem:
    return Problem(code="YS613", path=RECORD, line=line, message=message, hint=_HINT)
