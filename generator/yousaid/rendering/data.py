"""Open data: the stories and the feedback figures as CSV and JSON, with small numbers already hidden."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from yousaid.model.edition import Count, Edition
from yousaid.planning.addresses import Kind, address
from yousaid.rendering.loop_pages import loop_rows, open_rows, silence_rows, slip_rows

Row = dict[str, "str | int | None"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts like this is run as a formula by spreadsheet programs."""

_STORY_COLUMNS: Final = (
    "slug",
    "ref",
    "title",
    "place",
    "month",
    "statuses",
    "themes",
    "source",
    "you_said",
    "address",
)
_FEEDBACK_COLUMNS: Final = (
    "place",
    "period",
    "very_good",
    "good",
    "neither",
    "poor",
    "very_poor",
    "dont_know",
    "total",
    "positive_per_cent",
    "negative_per_cent",
    "eligible",
    "response_per_cent",
)


def story_rows(edition: Edition) -> list[Row]:
    """Return a row for each story, newest first."""
    return [
        {
            "slug": story.slug,
            "ref": story.ref,
            "title": story.title,
            "place": story.place,
            "month": story.month,
            "statuses": ", ".join(story.statuses),
            "themes": ", ".join(story.themes),
            "source": story.heard.source if story.heard else "",
            "you_said": story.you_said,
            "address": edition.address + address(Kind.STORY, story.slug) if edition.address else "",
        }
        for story in edition.stories
    ]


def feedback_rows(edition: Edition) -> list[Row]:
    """Return a row for each place and month with FFT answers; a hidden count is `*`, one that is not known is empty."""
    rows: list[Row] = []
    for summary in edition.summaries:
        if summary.fft is None:
            continue
        figures = summary.fft
        row: Row = {"place": summary.place, "period": summary.period}
        row |= {answer.key: _cell(answer.count) for answer in figures.answers}
        row |= {
            "total": _cell(figures.total),
            "positive_per_cent": figures.positive,
            "negative_per_cent": figures.negative,
            "eligible": figures.eligible,
            "response_per_cent": figures.responded,
        }
        rows.append(row)
    return rows


_TABLES: Final[Mapping[str, tuple[Callable[[Edition], list[Row]], tuple[str, ...]]]] = {
    "stories": (story_rows, _STORY_COLUMNS),
    "feedback": (feedback_rows, _FEEDBACK_COLUMNS),
    "loop": (
        loop_rows,
        ("figure", "value", "of", "percent", "shortest", "longest", "left_out", "not_asked_for", "from", "to"),
    ),
    "loop-open": (open_rows, ("slug", "title", "place", "heard")),
    "loop-slips": (slip_rows, ("slug", "title", "promise", "owner", "promised", "now", "days")),
    "loop-silence": (silence_rows, ("kind", "id", "name", "month", "heard", "last_heard")),
}
"""What makes the rows of each table, and its columns."""


def data_file(name: str, edition: Edition) -> bytes:
    """Return the bytes of one of the data files."""
    table, _, ending = name.rpartition(".")
    make, columns = _TABLES[table]
    rows = make(edition)
    if ending == "csv":
        return csv_bytes(columns, rows)
    return msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"


def csv_bytes(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return CSV for Excel (UTF-8 with a byte order mark, CRLF) in which no cell is run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = list(columns)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_safe(row[name]) for name in names])
    return text.getvalue().encode("utf-8-sig")


def _cell(count: Count) -> str | int:
    return "*" if count.value is None else count.value


def _safe(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
