"""The figures about the loop in words: the same on the page, on the board's sheet and in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from yousaid.figures.loop import Line
from yousaid.rendering.phrases import fill, month_words

LABELS = (
    "loop_title",
    "loop_concerns",
    "loop_concerns_meaning",
    "loop_answered",
    "loop_answered_meaning",
    "loop_planned",
    "loop_planned_meaning",
    "loop_changed",
    "loop_changed_meaning",
    "loop_cant_change",
    "loop_cant_change_meaning",
    "loop_checked",
    "loop_checked_meaning",
    "loop_days",
    "loop_days_meaning",
    "loop_days_range",
    "loop_open",
    "loop_open_meaning",
    "loop_slips",
    "loop_slips_meaning",
    "loop_of",
    "loop_of_percent",
    "not_known",
)
"""The labels that these words are made from."""


class LineWords(Struct, frozen=True):
    """One figure in words."""

    key: str
    name: str
    figure: str
    meaning: str
    """What is counted."""


def line_words(line: Line, labels: Mapping[str, str]) -> LineWords:
    """Return the words of one figure."""
    meaning = fill(
        labels[f"loop_{line.key}_meaning"],
        first=month_words(line.first, labels) if line.first else "",
        last=month_words(line.last, labels) if line.last else "",
        left_out=line.left_out,
        unsaid=line.unsaid,
        of=line.of or 0,
    )
    return LineWords(line.key, labels[f"loop_{line.key}"], _figure(line, labels), meaning)


def _figure(line: Line, labels: Mapping[str, str]) -> str:
    if line.count is None:
        return labels["not_known"]
    if line.least is not None:
        return fill(labels["loop_days_range"], n=line.count, least=line.least, most=line.most)
    if line.percent is not None:
        return fill(labels["loop_of_percent"], n=line.count, of=line.of, percent=line.percent)
    return fill(labels["loop_of"], n=line.count, of=line.of) if line.of is not None else f"{line.count:,}"
