"""All tables of FFT figures of a project, and that nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from yousaid.model.feedback import FeedbackSummary
from yousaid.model.site import Organisation, Tables
from yousaid.problems import Problem
from yousaid.reading.files import File
from yousaid.reading.places import PlaceRegister
from yousaid.reading.tables.kept import tally
from yousaid.reading.tables.summaries import summaries_of
from yousaid.reading.words import show


def read_figures(
    files: Sequence[File], tables: Tables, organisation: Organisation | None, register: PlaceRegister | None
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
    """Return the summaries by place and period, each place and month counted once.

    Where two say the same, the first counts; where they speak against each other, neither is used.
    """
    good: list[FeedbackSummary] = []
    problems: list[Problem] = []
    same: dict[tuple[str, str], list[FeedbackSummary]] = {}
    for one in summaries:
        if one.fft is None:
            good.append(one)
        else:
            same.setdefault((one.place, one.period), []).append(one)
    for every in same.values():
        first = every[0]
        agree = all((one.fft, set(one.audiences)) == (first.fft, set(first.audiences)) for one in every)
        for one in every:
            other = next((two for two in every if two is not one and {*two.audiences} & {*one.audiences}), None)
            if other is None or (agree and one is first):
                good.append(one)
                continue
            if agree:
                problems.append(_twice(one, first, "YS512", "It is counted once."))
            else:
                problems.append(_twice(one, other, "YS511", "Neither is used."))
            if one.heard or one.quotes or one.measures or one.body:
                good.append(replace(one, fft=None))  # what people said stays
    good.sort(key=lambda one: (one.place, one.period, one.origin.path, one.origin.index or 0))
    return good, problems


def _twice(one: FeedbackSummary, other: FeedbackSummary, code: str, so: str) -> Problem:
    what = show(one.place) if one.place else "the whole organisation"
    line = f"line {other.origin.line} of " if other.origin.index is not None else ""
    return Problem(
        code=code,
        path=one.origin.path,
        line=one.origin.line,
        item=one.origin.index,
        message=f"The FFT answers for {what} in {one.period} stand in {line}{other.origin.path} as well. {so}",
        hint="Keep one of the two.",
    )
