"""The page about the open data: which files there are, and what their columns mean."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Plan, data_tables
from yousaid.rendering.data import METADATA, TABLES, datatype_of, label_of
from yousaid.rendering.names import Linker, Names


class DataColumn(Struct, frozen=True, kw_only=True):
    """One column of a table."""

    name: str
    meaning: str
    kind: str
    """What its values are: text, a whole number, a number or a date, in words."""


class DataTable(Struct, frozen=True, kw_only=True):
    """One table, as two files."""

    title: str
    about: str
    rows: int
    csv: str
    json: str
    columns: tuple[DataColumn, ...]


def data_variables(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:
    """Return what the page is made from."""
    labels = names.labels
    return {
        "tables": tuple(
            DataTable(
                title=labels[label_of(name)],
                about=labels[f"{label_of(name)}_about"],
                rows=len(TABLES[name].make(plan.edition)),
                csv=link(Kind.DATA, f"{name}.csv"),
                json=link(Kind.DATA, f"{name}.json"),
                columns=tuple(
                    DataColumn(
                        name=column, meaning=labels[f"column_{column}"], kind=labels[f"data_kind_{datatype_of(column)}"]
                    )
                    for column in TABLES[name].columns
                ),
            )
            for name in data_tables(plan.edition)
        ),
        "metadata": link(Kind.DATA, METADATA),
    }
