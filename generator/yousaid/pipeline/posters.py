"""Posters laid out: measured, and printed to PDF unless the cache holds them from an earlier build."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from yousaid.model.edition import Edition
from yousaid.model.look import Look, ThemeSettings
from yousaid.pipeline.request import Progress
from yousaid.planning.posters import Poster, posters_for
from yousaid.rendering.cache import Cache
from yousaid.rendering.looks import Chain
from yousaid.rendering.names import labels_for
from yousaid.rendering.posters import Layout, Press
from yousaid.spread import spread


def lay_out_posters(
    edition: Edition, look: Look, theme: Chain, cache: Cache, *, jobs: int, progress: Progress
) -> tuple[Layout, ...]:
    """Return the layout of each of the edition's posters; their PDFs are then in the cache.

    Typst works in processes of its own, never in this one: it cannot be forked once it has run, and its memory goes
    when they go.
    """
    posters = posters_for(edition)
    if not posters:
        return ()
    labels = labels_for(edition, look, edition.languages[0].code)
    progress.step(f"Posters for {edition.name.lower()}", len(posters))
    press = Press(theme, look.settings, labels, cache)
    known = {poster.name: press.remembered(poster) for poster in posters}
    wanted = [poster for poster in posters if known[poster.name] is None]
    progress.advance(len(posters) - len(wanted))
    made = spread(wanted, partial(_printer, theme, look.settings, labels, cache), jobs, start="spawn")
    for poster, layout in zip(wanted, made, strict=True):
        known[poster.name] = layout
        progress.advance()
    return tuple(layout for layout in known.values() if layout is not None)


def _printer(theme: Chain, settings: ThemeSettings, labels: dict[str, str], cache: Cache) -> Callable[[Poster], Layout]:
    return Press(theme, settings, labels, cache).lay_out
