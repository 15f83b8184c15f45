"""Figures that a site does not show for the sake of others, and figures that were published with other numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yousaid.checks.context import Context
from yousaid.figures.hiding import ALL
from yousaid.figures.regions import Key, Why, Withheld
from yousaid.figures.tables import hidden_for, tables_for
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.library import Library
from yousaid.model.states import Rule
from yousaid.problems import Problem

_REASONS: Final = {
    Why.LESS: "for one of the answers they count fewer people than {other} inside them",
    Why.CROSSES: "there are also {other}, which cut across them. Together they could give small numbers away",
    Why.EARLIER: "they do not fit {other} that were published before",
    Why.CHANGED: "1 to 4 people more or fewer were published before, and the difference would tell about those",
    Why.GIVES_AWAY: "with the others they would give away how few people answered: look at {other}",
}
_HINTS: Final = {
    Why.LESS: "Put the wrong ones right, or take these out.",
    Why.CROSSES: "Add the figures of {place} for the same months, or take these out.",
    Why.EARLIER: "Put the wrong ones right, or take these out.",
    Why.CHANGED: "Write the earlier numbers, or leave it as it is: these figures then stay off the site.",
    Why.GIVES_AWAY: "Take these out, or add figures for the places and months that no table shows yet.",
}


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary whose figures are withheld, and for each that was published otherwise."""
    summaries = {(one.place, one.period): one for one in library.summaries if one.fft is not None}
    for summary, one, names in _withheld(library, summaries):
        place = _called(library, one.key)
        other = "the others" if one.other == one.key else f"those of {_called(library, one.other)}"
        yield context.problem(
            "YS610",
            summary.origin,
            ("fft",),
            f"These figures of {place} are not shown on the site for {' and '.join(names)}: "
            f"{_REASONS[one.why].format(other=other)}.",
            _HINTS[one.why].format(place=place.rpartition(", ")[0]),
        )
    yield from _corrected(library, summaries, context)


def _withheld(
    library: Library, summaries: dict[Key, FeedbackSummary]
) -> Iterator[tuple[FeedbackSummary, Withheld, list[str]]]:
    """Yield each summary that is withheld, why, and from which audiences."""
    found: dict[Withheld, list[str]] = {}
    for audience in library.site.audiences:
        if audience.suppression.rule is not Rule.NONE:
            for one in hidden_for(library, {audience.id}, audience.suppression.smallest).withheld:
                found.setdefault(one, []).append(audience.name)
    for one, names in found.items():
        yield summaries[one.key], one, names


def _corrected(library: Library, summaries: dict[Key, FeedbackSummary], context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary of which somebody may have kept a page with other figures."""
    tables = {audience.id: tables_for(library, {audience.id}) for audience in library.site.audiences}
    told: set[Key] = set()
    for one in library.published:
        key = (one.place, one.period)
        now = tables.get(one.audience, {}).get(key)
        if now is None or now == one.counts or ALL in one.hidden or key in told:
            continue
        told.add(key)
        yield context.problem(
            "YS611",
            summaries[key].origin,
            ("fft",),
            f"These figures of {_called(library, key)} were published before with other numbers: {sum(one.counts)} "
            f"answers then, {sum(now)} now. Whoever kept the earlier page can compare the two.",
            "Say on the site what was put right. If the new numbers are the slip, write the earlier ones.",
        )


def _called(library: Library, key: Key) -> str:
    names = {place.id: place.name for place in library.places}
    return f"{names.get(key[0], key[0]) or library.site.organisation.name}, {key[1]}"
