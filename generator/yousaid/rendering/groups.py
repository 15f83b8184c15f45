"""Questions to staff, answered by groups of staff: one table for each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from yousaid.model.story import Measure


class GroupRow(Struct, frozen=True):
    """The figures of one group of staff, in step with the table's periods."""

    name: str
    values: tuple[float | None, ...]


class GroupTable(Struct, frozen=True, kw_only=True):
    """A question to staff, answered by groups of staff."""

    name: str
    unit: str
    periods: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    source: str


def groups_of(measures: Iterable[Measure]) -> tuple[GroupTable, ...]:
    """Return a table for each question that groups of staff answered, the groups as they are written: no ranking."""
    questions: dict[tuple[str, str], list[Measure]] = {}
    for one in measures:
        if one.staff_group:
            questions.setdefault((one.name, one.unit), []).append(one)
    return tuple(_table(name, unit, every) for (name, unit), every in questions.items())


def _table(name: str, unit: str, every: Iterable[Measure]) -> GroupTable:
    series: Mapping[str, Mapping[str, float]] = {
        one.staff_group: {point.period: point.value for point in one.series} for one in every
    }
    periods = tuple(sorted({period for values in series.values() for period in values}))
    rows = tuple(GroupRow(group, tuple(map(values.get, periods))) for group, values in series.items())
    sources = dict.fromkeys(one.source for one in every if one.source)
    return GroupTable(name=name, unit=unit, periods=periods, rows=rows, source="; ".join(sources))
