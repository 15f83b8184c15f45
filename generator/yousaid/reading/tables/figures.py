"""All tables of FFT figures of a project, and that nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yousaid.model.feedback import FeedbackSummary
from yousaid.model.site import Organisation, Tables
from yousaid.problems import Problem
from yousaid.reading.files import File
from yousaid.reading.names import Register
from yousaid.reading.tables.kept import tally
from yousaid.reading.tables.summaries import summaries_of
from yousaid.reading.words import show


def read_figures(
    files: Sequence[File], tables: Tables, organisation: Organisation | None, register: Register | None
) -> tuple[list[FeedbackSummary], list[Problem]]:
    """Return the summaries that the tables make, and every problem in them.

    `organisation` is None when site.yaml cannot be used; what is missing in it is then told elsewhere.
    """
    summaries: list[FeedbackSummary] = []
    problems: list[Problem] = []
    audiences = tables.figures_for
    for file in files:
        table = tally(file, tables)
        found = summaries_of(file.path, table.tallied, organisation, register, audiences)
        problems += [*table.problems, *found.problems]
        if audiences:
            summaries += found.summaries
        elif organisation is not None and table.tallied:
            message = "Nothing says who may see the figures of this table, so nobody may."
            hint = "Write tables: in site.yaml, and under it figures_for: [patients, staff] with your own audiences."
            problems.append(Problem(code="YS401", path=file.path, message=message, hint=hint))
    return summaries, problems


def counted_once(summaries: Iterable[FeedbackSummary]) -> tuple[list[FeedbackSummary], list[Problem]]:
    """Return the summaries by place and period, without those whose FFT answers stand in another one too."""
    good: list[FeedbackSummary] = []
    problems: list[Problem] = []
    same: dict[tuple[str, str], list[FeedbackSummary]] = {}
    for one in summaries:
        if one.fft is None:
            good.append(one)
        else:
            same.setdefault((one.place, one.period), []).append(one)
    for every in same.values():
        for one in every:
            other = next((two for two in every if two is not one and {*two.audiences} & {*one.audiences}), None)
            if other is None:
                good.append(one)
                continue
            what = show(one.place) if one.place else "the whole organisation"
            where = (
                f"line {other.origin.line} of {other.origin.path}"
                if other.origin.index is not None
                else other.origin.path
            )
            message = f"The FFT answers for {what} in {one.period} stand in {where} as well. Neither is used."
            origin = one.origin
            problems.append(
                Problem(
                    code="YS511",
                    path=origin.path,
                    line=origin.line,
                    item=origin.index,
                    message=message,
                    hint="Keep one of the two.",
                )
            )
    good.sort(key=lambda one: (one.place, one.period, one.origin.path, one.origin.index or 0))
    return good, problems
