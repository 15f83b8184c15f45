"""Measures over time: each month once, all months or all years, and the oldest first however they were written."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from yousaid.figures.days import month_name
from yousaid.model.story import Measure
from yousaid.reading.documents import Report
from yousaid.reading.positions import Keys
from yousaid.reading.words import show


def in_order(measures: Sequence[Measure], report: Report) -> tuple[Measure, ...]:
    """Return the measures, each series from its oldest figure on, and report what no chart can be drawn from."""
    ordered = tuple(
        replace(one, series=tuple(sorted(one.series, key=lambda point: point.period))) if one.series else one
        for one in measures
    )
    for number, (written, one) in enumerate(zip(measures, ordered, strict=True)):
        _check_series(written, ("measures", number, "series"), report)
        _check_rebase(one, ("measures", number, "rebase"), report)
    return ordered


def _check_series(measure: Measure, keys: Keys, report: Report) -> None:
    """Report a period that stands twice, and the first figure of a year among months or of a month among years."""
    seen: dict[str, int] = {}
    is_mixed = False
    for at, point in enumerate(measure.series):
        period, way = point.period, (*keys, at, "period")
        if period in seen:
            line = report.line_of((*keys, seen[period], "period"))
            message = f"{month_name(period)} stands twice in this series: see line {line}."
            report.at_value("YS624", way, message, "Write the right period in one of the two, or delete one of them.")
        elif len(period) != len(measure.series[0].period) and not is_mixed:
            is_mixed = True
            message = f"This series has months and years: {show(measure.series[0].period)} and {show(period)}."
            hint = "Write all of them as months, such as 2026-10, or give the years a measure of their own."
            report.at_value("YS625", way, message, hint)
        seen.setdefault(period, at)


def _check_rebase(measure: Measure, keys: Keys, report: Report) -> None:
    """Report new limits that begin where the series has no figure."""
    later = [point.period for point in measure.series[1:]]
    for at, one in enumerate(measure.rebase):
        if one.period not in later:
            message = f"New limits cannot begin in {show(one.period)}: only the second or a later figure can do that."
            hint = "Write the period of one of the figures, or take the entry out."
            report.at_value("YS306", (*keys, at, "period"), message, hint)
