"""Open data: every table and chart of a site as CSV and JSON, and what its columns mean.

A table is one entry of `TABLES`: its name, what makes its rows (in `data_rows`), and its columns. From these come the
CSV and JSON files, the description for programs (`data/metadata.json`, CSV on the Web) and the page for people. Its
words are the labels `data_NAME`, `data_NAME_about` and, for each column, `column_NAME`; a column's name means the same
in every table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from yousaid.model.edition import Edition
from yousaid.planning.plan import data_tables
from yousaid.rendering import data_rows as rows
from yousaid.rendering.data_rows import HIDDEN, Row
from yousaid.rendering.phrases import Labels

METADATA: Final = "metadata.json"
"""The file that describes the others for programs."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts like this is run as a formula by spreadsheet programs."""
_COUNTS: Final = ("very_good", "good", "neither", "poor", "very_poor", "dont_know", "total", "people")
"""Counts that may be hidden."""
_WHOLE: Final = frozenset(
    {*_COUNTS, "positive_per_cent", "negative_per_cent", "eligible", "response_per_cent", "n", "count", "stories"}
    | {"added_up", "summaries", "of", "per_cent", "shortest", "longest", "left_out", "not_asked_for", "days", "number"}
)
_DECIMAL: Final = ("value", "target", "mean", "lower", "upper")
_DAYS: Final = ("date", "promised")


class Table(Struct, frozen=True):
    """One table."""

    make: Callable[[Edition], list[Row]]
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    """The columns that together tell one row from another; none when one of them may be empty."""


def _table(make: Callable[[Edition], list[Row]], columns: str, key: str = "") -> Table:
    return Table(make, tuple(columns.split()), tuple(key.split()))


TABLES: Final[Mapping[str, Table]] = {
    "stories": _table(
        rows.story_rows, "slug ref title place month statuses themes source people you_said address", "slug"
    ),
    "actions": _table(
        rows.action_rows,
        "slug place number status text date promised owner why who_decides instead",
        "slug number",
    ),
    "places": _table(rows.place_rows, "place name kind parent address", "place"),
    "feedback": _table(
        rows.feedback_rows,
        "place period very_good good neither poor very_poor dont_know total positive_per_cent negative_per_cent "
        "eligible response_per_cent",
    ),
    "feedback-chart": _table(rows.fft_chart_rows, "place period value n mean lower upper finding added_up"),
    "measures": _table(
        rows.measure_rows,
        "slug place measure staff_group period value unit n better target mean lower upper finding source",
    ),
    "statuses": _table(rows.status_rows, "place month status count"),
    "themes": _table(rows.theme_rows, "theme_name stories summaries from to", "theme_name"),
    "loop": _table(
        rows.loop_rows, "figure value of per_cent shortest longest left_out not_asked_for from to", "figure"
    ),
    "loop-open": _table(rows.open_rows, "slug title place_name month", "slug"),
    "loop-slips": _table(rows.slip_rows, "slug title text owner promised date days"),
    "loop-silence": _table(rows.silence_rows, "kind id name month heard", "kind id month"),
}
"""All tables, by the stem of their files."""


def data_file(name: str, edition: Edition, labels: Labels) -> bytes:
    """Return the bytes of one of the data files."""
    stem, _, ending = name.rpartition(".")
    if name == METADATA:
        return _json(_metadata(edition, labels))
    table = TABLES[stem]
    made = table.make(edition)
    return csv_bytes(table.columns, made) if ending == "csv" else _json(made)


def csv_bytes(columns: Iterable[str], made: Iterable[Mapping[str, object]]) -> bytes:
    """Return CSV for Excel (UTF-8 with a byte order mark, CRLF) in which no cell is run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = list(columns)
    writer.writerow(names)
    for row in made:
        writer.writerow([_safe(row[name]) for name in names])
    return text.getvalue().encode("utf-8-sig")


def datatype_of(column: str) -> str:
    """Return the type of a column's values, as CSV on the Web calls it."""
    if column in _WHOLE:
        return "integer"
    if column in _DECIMAL:
        return "decimal"
    return "date" if column in _DAYS else "string"


def label_of(name: str) -> str:
    """Return the key of a table's label; with `_about` after it, that of the sentence about it."""
    return f"data_{name.replace('-', '_')}"


def _metadata(edition: Edition, labels: Labels) -> dict[str, object]:
    """Return the description of all tables. Source: W3C, Metadata Vocabulary for Tabular Data (2015)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": edition.languages[0].code}],
        "dc:title": edition.title,
        "dc:publisher": edition.organisation.name,
        "dc:date": edition.today.isoformat(),
        "tables": [_described(name, labels) for name in data_tables(edition)],
    }


def _described(name: str, labels: Labels) -> dict[str, object]:
    table = TABLES[name]
    schema: dict[str, object] = {"columns": [_column(column, labels) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "url": f"{name}.csv",
        "dc:title": labels[label_of(name)],
        "dc:description": labels[f"{label_of(name)}_about"],
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": schema,
    }


def _column(name: str, labels: Labels) -> dict[str, object]:
    nulls = ["", HIDDEN] if name in _COUNTS else [""]
    return {
        "name": name,
        "titles": name,
        "dc:description": labels[f"column_{name}"],
        "datatype": datatype_of(name),
        "null": nulls,
    }


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _safe(value: object) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
