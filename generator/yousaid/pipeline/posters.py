"""Posters laid out: measured, and printed to PDF unless the cache holds them from an earlier build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from yousaid.model.edition import Edition
from yousaid.model.look import Look, ThemeSettings
from yousaid.pipeline.request import Progress
from yousaid.planning.posters.choosing import Untranslated, posters_for, untranslated
from yousaid.planning.posters.records import Poster
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache
from yousaid.rendering.fonts import Fonts
from yousaid.rendering.looks import Chain
from yousaid.rendering.names import labels_for
from yousaid.rendering.poster_problems import no_words, too_long
from yousaid.rendering.poster_words import LABELS, Words, labels_of
from yousaid.rendering.posters import Layout, Press
from yousaid.spread import WorkerLost, spread


class Printed(Struct, frozen=True):
    """An edition's posters, laid out, and what could not be printed."""

    layouts: tuple[Layout, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Each once. Those whose `path` is the slug of a story are about that story."""
    untranslated: tuple[Untranslated, ...] = ()
    """Stories that have no words in a language that posters are wanted in."""


def lay_out_posters(
    edition: Edition, look: Look, theme: Chain, cache: Cache, fonts: Fonts, *, jobs: int, progress: Progress
) -> Printed:
    """Return the layout of each of the edition's posters; their PDFs are then in the cache.

    Typst works in processes of its own, never in this one: it cannot be forked once it has run, and its memory goes
    when they go.
    """
    posters = posters_for(edition)
    if not posters:
        return Printed()
    words, problems = _words(edition, look, posters)
    posters = tuple(poster for poster in posters if all(tongue.code in words for tongue in poster.tongues))
    progress.step(f"Posters for {edition.name.lower()}", len(posters))
    press = Press(theme, look.settings, words, cache, fonts)
    known = {poster.name: press.remembered(poster) for poster in posters}
    wanted = [poster for poster in posters if known[poster.name] is None]
    progress.advance(len(posters) - len(wanted))
    made = _made(wanted, partial(_printer, theme, look.settings, words, cache, fonts), jobs, press)
    for poster, layout in zip(wanted, made, strict=True):
        known[poster.name] = layout
        progress.advance()
    layouts = tuple(layout for layout in known.values() if layout is not None)
    problems += too_long(lost for layout in layouts for lost in layout.lost)
    problems += (problem for layout in layouts for problem in layout.problems)
    missing = tuple(one for one in untranslated(edition) if one.language in words)
    return Printed(layouts, tuple(dict.fromkeys(problems)), missing)


def _words(edition: Edition, look: Look, posters: Iterable[Poster]) -> tuple[Words, list[Problem]]:
    """Return the words of each language that has all that a poster needs, and a problem for each that lacks some."""
    words: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for code in dict.fromkeys(tongue.code for poster in posters for tongue in poster.tongues):
        written = next(one.labels for one in edition.languages if one.code == code)
        there = {**look.labels.get(code, {}), **written} if code != edition.languages[0].code else look.labels["en"]
        missing = [key for key in LABELS if key not in there]
        if missing:
            problems.append(no_words(code, missing, look.labels["en"]))
        else:
            words[code] = labels_of(labels_for(edition, look, code))
    return words, problems


def _made(
    posters: Sequence[Poster], prepare: Callable[[], Callable[[Poster], Layout]], jobs: int, press: Press
) -> Iterator[Layout]:
    """Yield the layout of each poster. One that ends its process whenever it is made holds no other back."""
    at = 0
    while at < len(posters):
        try:
            for layout in spread(posters[at:], prepare, jobs, start="spawn"):
                at += 1
                yield layout
        except WorkerLost:
            yield press.unmade(posters[at])
            at += 1


def _printer(
    theme: Chain, settings: ThemeSettings, words: Words, cache: Cache, fonts: Fonts
) -> Callable[[Poster], Layout]:
    return Press(theme, settings, words, cache, fonts).lay_out
