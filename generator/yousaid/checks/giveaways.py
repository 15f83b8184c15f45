"""Figures that sites give away though each is careful by itself.

Everybody can read all public sites, and some people also internal ones. A site hides what follows from its own figures.
When one site has the figures of a whole hospital and another those of its wards, the difference can say more. So what
each site shows is held against what one site with the figures of all would show.

And where all wards of a hospital but one are for an audience, the hospital's figures tell those of that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from yousaid.checks.context import Context
from yousaid.figures.hiding import Hiding
from yousaid.figures.regions import Key, arrange
from yousaid.figures.suppression import SMALLEST_SHOWN
from yousaid.figures.tables import hidden_for, published_for, tables_for
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.library import Library
from yousaid.model.site import Audience
from yousaid.model.states import Rule
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary that gives away what is not for those who read it."""
    careful = [one for one in library.site.audiences if one.suppression.rule is not Rule.NONE]
    while True:
        summaries = {(one.place, one.period): one for one in library.summaries if one.fft is not None}
        found = list(_together(library, careful, context))
        for audience in careful:
            found += _told_by_the_rest(library, audience, summaries, context)
        if not found:
            return
        yield from found
        # what is held back changes what the others give away
        held = {(one.path, one.item) for one in found}
        left = tuple(one for one in library.summaries if (one.origin.path, one.origin.index) not in held)
        library = replace(library, summaries=left)


def _together(library: Library, careful: Sequence[Audience], context: Context) -> Iterator[Problem]:
    """Yield a problem for each summary of which a site shows what all sites together must hide."""
    every = {one.id for one in careful}
    seen = {one.id: tables_for(library, {one.id}) for one in careful}
    same = tables_for(library, every).keys()
    out = [frozenset(published_for(library, {one.id})) for one in careful]
    if all(tables.keys() == same or not tables for tables in seen.values()) and len({*out}) < 2:
        return  # who sees the same hides the same, and a stricter site what a laxer one hides
    together = hidden_for(library, every, SMALLEST_SHOWN).hidings
    shown = {one.id: hidden_for(library, {one.id}, one.suppression.smallest).hidings for one in careful}
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


def _shows_more(shown: Hiding, allowed: Hiding) -> bool:
    return not shown.whole and (allowed.whole or not allowed.layers <= shown.layers)


def _told_by_the_rest(
    library: Library, audience: Audience, summaries: dict[Key, FeedbackSummary], context: Context
) -> Iterator[Problem]:
    """Yield a problem for each summary that, without those inside it, is one that is not for the audience."""
    mine = tables_for(library, {audience.id})
    others = {key: one for key, one in summaries.items() if key not in mine}
    if not others:
        return
    parents = {place.id: place.parent for place in library.places}
    names = {place.id: place.name for place in library.places}
    hidden = hidden_for(library, {audience.id}, audience.suppression.smallest).hidings
    tables = mine | tables_for(library, {name for one in others.values() for name in one.audiences})
    for region in arrange(tables, parents).regions:
        if region.table not in mine or region.rest is not None or hidden[region.table].whole:
            continue
        unseen = [part.table for part in region.parts if part.table in others]
        seen = [part.table for part in region.parts if part.table in mine]
        if len(unseen) != 1 or any(hidden[one].whole for one in seen):
            continue
        place, period = unseen[0]
        name = names.get(place, place)
        yield context.problem(
            "YS612",
            summaries[region.table].origin,
            ("fft",),
            f"The figures of {name} for {period} are not for the site for {audience.name}, but its readers can work "
            "them out: they are these figures less the others inside them.",
            f"Give the figures of {name} to the same audiences as these, or take “{audience.id}” out of the audiences "
            "of these.",
        )
