"""Posters laid out: measured, and printed to PDF unless the cache holds them from an earlier build."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from yousaid.model.edition import Edition
from yousaid.model.look import Look
from yousaid.pipeline.request import Progress
from yousaid.planning.posters import Poster, posters_for
from yousaid.rendering.cache import Cache
from yousaid.rendering.fonts import Fonts
from yousaid.rendering.names import labels_for
from yousaid.rendering.posters import Layout, Press
from yousaid.spread import spread


def lay_out_posters(
    edition: Edition, look: Look, theme: Path, cache: Cache, fonts: Fonts, *, jobs: int, progress: Progress
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
    press = Press(theme, labels, cache, fonts)
    known = {poster.name: press.remembered(poster) for poster in posters}
    wanted = [poster for poster in posters if known[poster.name] is None]
    progress.advance(len(posters) - len(wanted))
    made = spread(wanted, partial(_printer, theme, labels, cache, fonts), jobs, start="spawn")
    for poster, layout in zip(wanted, made, strict=True):
        known[poster.name] = layout
        progress.advance()
    return tuple(layout for layout in known.values() if layout is not None)


def _printer(theme: Path, labels: dict[str, str], cache: Cache, fonts: Fonts) -> Callable[[Poster], Layout]:
    return Press(theme, labels, cache, fonts).lay_out
