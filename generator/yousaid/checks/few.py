"""Measures that a site leaves out because they rest on few people."""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context, Keys
from yousaid.figures.suppression import rests_on_few
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.library import Library
from yousaid.model.story import Story
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each measure, or figure of a series, that an audience is not shown."""
    audiences = {one.id: one for one in library.site.audiences}
    records: tuple[Story | FeedbackSummary, ...] = (*library.stories, *library.summaries)
    for record in records:
        readers = [audiences[name] for name in record.audiences if "measures" in audiences[name].fields]
        for number, measure in enumerate(record.measures):
            keys: Keys = ("measures", number)
            spots: list[tuple[Keys, int | None, tuple[float | None, ...]]]
            spots = [(keys, measure.n, (measure.before, measure.after))]
            spots += [((*keys, "series", at), point.n, (point.value,)) for at, point in enumerate(measure.series)]
            for spot, n, values in spots:
                hidden = [one.name for one in readers if rests_on_few(n, values, measure.unit, one.suppression)]
                if n is not None and hidden:
                    yield context.problem(
                        "YS614",
                        record.origin,
                        (*spot, "n"),
                        f"The site for {' and '.join(hidden)} does not show this: with {n} people, it would tell what "
                        "very few of them said.",
                        "Leave it as it is, or put several months together.",
                    )
