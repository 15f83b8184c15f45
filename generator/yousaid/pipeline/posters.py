"""Posters laid out: measured, and printed to PDF unless the cache holds them from an earlier build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from msgspec import Struct

from yousaid.model.edition import Edition
from yousaid.model.look import Look
from yousaid.pipeline.printing import make_all
from yousaid.pipeline.request import Progress
from yousaid.planning.posters.choosing import Untranslated, posters_for, untranslated
from yousaid.planning.posters.wishes import Wishes
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache
from yousaid.rendering.fonts import Fonts
from yousaid.rendering.looks import Chain
from yousaid.rendering.names import labels_for
from yousaid.rendering.posters.press import Layout, Press, sharing
from yousaid.rendering.posters.problems import no_words, too_long, without_figures
from yousaid.rendering.posters.words import BOARD_LABELS, LABELS, Words


class Printed(Struct, frozen=True):
    """An edition's posters, laid out, and what could not be printed."""

    layouts: tuple[Layout, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Each once. Those whose `path` is the slug of a story are about that story."""
    untranslated: tuple[Untranslated, ...] = ()
    """Stories that have no words in a language that posters are wanted in."""


def lay_out_posters(
    edition: Edition,
    look: Look,
    theme: Chain,
    cache: Cache,
    fonts: Fonts,
    *,
    jobs: int,
    progress: Progress,
    wishes: Wishes | None = None,
) -> Printed:
    """Return the layout of each of the edition's posters; their PDFs are then in the cache."""
    posters = tuple(one for one in posters_for(edition) if wishes is None or wishes.keep(one))
    if not posters:
        return Printed()
    codes = dict.fromkeys(tongue.code for poster in posters for tongue in poster.tongues)
    words, problems = words_in(codes, edition, look, needed=LABELS, shown=(*LABELS, *BOARD_LABELS), what="posters")
    posters = tuple(poster for poster in posters if all(tongue.code in words for tongue in poster.tongues))
    progress.step(f"Posters for {edition.name.lower()}", len(posters))
    press = partial(Press, theme, look.settings, words, cache, fonts)
    layouts = make_all(posters, press, jobs, progress, keep=sharing)
    lost = (one for layout in layouts for one in layout.lost)
    problems += too_long(lost, "" if edition.public else edition.name)
    problems += without_figures([layout.figureless for layout in layouts if layout.figureless])
    problems += (problem for layout in layouts for problem in layout.problems)
    missing = tuple(one for one in untranslated(edition) if one.language in words)
    return Printed(layouts, tuple(dict.fromkeys(problems)), missing)


def words_in(
    codes: Iterable[str], edition: Edition, look: Look, *, needed: Sequence[str], shown: Sequence[str], what: str
) -> tuple[Words, list[Problem]]:
    """Return the labels that are shown, of each language that has those needed, and a problem for each that lacks some.

    When another label changes, nothing is made again.
    """
    words: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for code in codes:
        written = next(one.labels for one in edition.languages if one.code == code)
        there = {**look.labels.get(code, {}), **written} if code != edition.languages[0].code else look.labels["en"]
        missing = [key for key in needed if key not in there]
        if missing:
            problems.append(no_words(code, missing, look.labels["en"], what))
        else:
            labels = labels_for(edition, look, code)
            words[code] = {key: labels[key] for key in shown}
    return words, problems
