"""Small numbers that two sites together would give away, though neither does alone.

Everybody can read all public sites, and some people also internal ones. A site hides what follows from its own figures.
When one site has the figures of a whole hospital and another those of its wards, the difference can say more. So what
each site shows is held against what one site with the figures of all would show.
"""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context
from yousaid.figures.fft import values_of
from yousaid.figures.hiding import Hiding, hidings
from yousaid.figures.regions import Key
from yousaid.figures.suppression import SMALLEST_SHOWN
from yousaid.model.library import Library
from yousaid.model.states import Rule
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary of which a site shows what all sites together must hide."""
    careful = [one for one in library.site.audiences if one.suppression.rule is not Rule.NONE]
    if len(careful) < 2:
        return
    every = _tables(library, {one.id for one in careful})
    seen = {one.id: _tables(library, {one.id}) for one in careful}
    usual = all(one.suppression.smallest == SMALLEST_SHOWN for one in careful)
    if usual and all(tables.keys() == every.keys() or not tables for tables in seen.values()):
        return  # who sees the same by the same rule hides the same
    parents = {place.id: place.parent for place in library.places}
    together = hidings(every, parents, SMALLEST_SHOWN).hidings
    shown = {one.id: hidings(seen[one.id], parents, one.suppression.smallest).hidings for one in careful}
    names = {one.id: one.name for one in careful}
    for summary in library.summaries:
        key = (summary.place, summary.period)
        lax = [
            audience
            for audience in summary.audiences
            if summary.fft is not None and audience in seen and _shows_more(shown[audience][key], together[key])
        ]
        if lax:
            yield context.problem(
                "YS609",
                summary.origin,
                ("fft",),
                f"The site for {names[lax[0]]} shows these figures, and other sites show figures of places around "
                "them or inside them. Put together, they would give a number of 1 to 4 away.",
                "Give the figures of a hospital and of its wards to the same audiences.",
            )


def _tables(library: Library, audiences: set[str]) -> dict[Key, tuple[int, ...]]:
    """Return the FFT counts that any of these audiences sees, before anything is hidden."""
    return {
        (one.place, one.period): values_of(one.fft)
        for one in library.summaries
        if one.fft is not None and audiences.intersection(one.audiences)
    }


def _shows_more(shown: Hiding, allowed: Hiding) -> bool:
    return (allowed.whole and not shown.whole) or not (shown.whole or allowed.layers <= shown.layers)
