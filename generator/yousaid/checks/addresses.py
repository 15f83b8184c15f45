"""Rows of tables whose addresses nothing keeps: when their words are mended, printed codes lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context
from yousaid.model.library import Library, UnkeptRows
from yousaid.problems import Problem, rows_named


def check(library: Library, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - every check is handed both
    """Yield a problem for each table with such rows."""
    for table in library.unkept:
        yield Problem(
            code="YS514",
            path=table.table,
            line=min(table.lacking + table.changed),
            message=_message(table),
            hint="Run “yousaid addresses”, or give each row a number of its own in a column “Ref”.",
        )


def _message(table: UnkeptRows) -> str:
    lacking, changed = len(table.lacking), len(table.changed)
    said = []
    if lacking:
        said.append(
            f"The address of {lacking} {'row' if lacking == 1 else 'rows'} is not kept ({rows_named(table.lacking)})."
        )
    if changed:
        said.append(
            f"{changed} {'row was' if changed == 1 else 'rows were'} changed since the address was kept "
            f"({rows_named(table.changed)}), and {'has' if changed == 1 else 'have'} it still."
        )
    return f"{' '.join(said)} When the words of a row change, its address is lost unless it is kept."
