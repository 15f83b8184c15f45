"""Slide shows laid out: measured, and made into pictures unless the cache holds them from an earlier build."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from yousaid.model.edition import Edition
from yousaid.model.look import Look
from yousaid.pipeline.posters import words_in
from yousaid.pipeline.printing import make_all
from yousaid.pipeline.request import Progress
from yousaid.planning.screens import shows_for
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache
from yousaid.rendering.fonts import Fonts
from yousaid.rendering.looks import Chain
from yousaid.rendering.screens.press import ShowLayout, SlidePress
from yousaid.rendering.screens.words import LABELS, OWN_LABELS


class Shown(Struct, frozen=True):
    """An edition's slide shows, laid out, and what could not be shown."""

    layouts: tuple[ShowLayout, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Each once. Those whose `path` is the slug of a story are about that story."""


def lay_out_screens(
    edition: Edition, look: Look, theme: Chain, cache: Cache, fonts: Fonts, *, jobs: int, progress: Progress
) -> Shown:
    """Return each of the edition's slide shows; its pictures are then in the cache."""
    shows = shows_for(edition)
    if not shows:
        return Shown()
    codes = dict.fromkeys(tongue.code for show in shows for tongue in show.tongues)
    words, problems = words_in(codes, edition, look, needed=LABELS, shown=(*LABELS, *OWN_LABELS), what="slides")
    progress.step(f"Slides for {edition.name.lower()}", len(shows))
    layouts = make_all(shows, partial(SlidePress, theme, look.settings, words, cache, fonts), jobs, progress)
    problems += (problem for layout in layouts for problem in layout.problems)
    return Shown(tuple(one for one in layouts if one.slides), tuple(dict.fromkeys(problems)))
