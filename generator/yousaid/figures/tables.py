"""The tables of FFT answers that audiences see: the counts as they are, what is hidden of them, and what is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from yousaid.figures.fft import figures_of, values_of
from yousaid.figures.hiding import Hidden, Hiding, Published, hidings, named
from yousaid.figures.regions import Counts, Key
from yousaid.model.edition import FftFigures
from yousaid.model.library import Library
from yousaid.model.site import Audience
from yousaid.model.states import Rule


def tables_for(library: Library, audiences: Collection[str]) -> dict[Key, Counts]:
    """Return the six counts of each place and period that any of these audiences sees."""
    return {
        (one.place, one.period): values_of(one.fft)
        for one in library.summaries
        if one.fft is not None and not set(audiences).isdisjoint(one.audiences)
    }


def published_for(library: Library, audiences: Collection[str]) -> Iterator[Published]:
    """Yield what earlier editions for these audiences showed."""
    for one in library.published:
        if one.audience in audiences:
            yield Published((one.place, one.period), one.counts, named(one.hidden))


def hidden_for(library: Library, audiences: Collection[str], smallest: int) -> Hidden:
    """Return what a site with the figures of these audiences hides, when `smallest` is the smallest count shown."""
    parents = {place.id: place.parent for place in library.places}
    return hidings(tables_for(library, audiences), parents, smallest, published_for(library, audiences))


def figures_for(library: Library, audience: Audience) -> dict[Key, FftFigures]:
    """Return what the audience may see of each place and period."""
    rule = audience.suppression
    hidden: dict[Key, Hiding] = {}
    if rule.rule is not Rule.NONE:
        hidden = hidden_for(library, {audience.id}, rule.smallest).hidings
    return {
        (one.place, one.period): figures_of(one.fft, hidden.get((one.place, one.period), Hiding()), rule)
        for one in library.summaries
        if one.fft is not None and audience.id in one.audiences
    }
