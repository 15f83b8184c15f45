"""Slides for screens in waiting rooms: from a planned show to its pictures of 1920 x 1080."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from msgspec import DecodeError, Struct, json

from yousaid import VERSION
from yousaid.model.look import ThemeSettings
from yousaid.planning.screens import Show
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache, digest_of
from yousaid.rendering.fonts import Fonts, by_script, missing_letters
from yousaid.rendering.looks import Chain
from yousaid.rendering.posters.problems import (
    missing_around,
    missing_letter,
    not_made,
    too_long_for_screen,
    too_many_slides,
    unusable_template,
)
from yousaid.rendering.posters.text import LONGEST_WORD, softened, texts_of
from yousaid.rendering.posters.words import Words
from yousaid.rendering.qr import qr_code
from yousaid.rendering.screens.words import MOST_SLIDES, SlideWords, slides_of
from yousaid.rendering.typst_engine import Desk, TypesettingError, TypstTemplates, engine_digest

_TEMPLATE: Final = "posters/slide.typ"
_DOTS_PER_INCH: Final = 72.0
"""A page of 1920 x 1080 points is then a picture of 1920 x 1080 pixels."""


class SlideFit(Struct, frozen=True):
    """What the layout of a slide says of itself."""

    fits: bool
    size: float
    """The type size, in pixels of a screen of 1920 x 1080."""


class Slide(Struct, frozen=True, kw_only=True):
    """One slide."""

    name: str
    """The stem of its picture's file."""
    words: SlideWords
    size: int
    """The type size, in pixels of a screen of 1920 x 1080."""
    seconds: int
    """How long it is shown."""
    key: str
    """The key under which the cache holds its picture."""


class ShowLayout(Struct, frozen=True, kw_only=True):
    """A show, laid out."""

    name: str
    """The stem of its files."""
    show: Show
    slides: tuple[Slide, ...]
    problems: tuple[Problem, ...]
    """What could not be shown. The `path` of each is the slug of the story that it is about, or nothing."""
    key: str
    """The key under which the cache holds this layout."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key under which the cache holds something of it."""
        return (self.key, *(slide.key for slide in self.slides))


class SlidePress:
    """Lays slide shows out and makes their pictures. For one thread; do not fork once it has."""

    def __init__(self, theme: Chain, settings: ThemeSettings, words: Words, cache: Cache, fonts: Fonts) -> None:
        """Take the words of slides by language: all that `words.LABELS` names."""
        self._templates = TypstTemplates(*(folder / "templates" for folder in theme))
        self._look = {"colours": settings.colours, "poster": settings.poster}
        self._fonts = fonts
        self._words = words
        self._cache = cache
        self._digest = digest_of(
            VERSION, engine_digest(fonts), self._templates.digest(), json.encode(self._look).decode()
        )

    def remembered(self, show: Show) -> ShowLayout | None:
        """Return the show's layout when the cache holds it and every picture of it, else None."""
        data = self._cache.get(self._key(show))
        try:
            layout = json.decode(data, type=ShowLayout) if data is not None else None
        except DecodeError:
            return None
        whole = layout is not None and all(self._cache.get(slide.key) is not None for slide in layout.slides)
        return layout if whole else None

    def lay_out(self, show: Show) -> ShowLayout:
        """Return the show's slides, whose pictures are then in the cache, and what could not be shown."""
        key = self._key(show)
        try:
            layout = self._new(show, key)
        except TypesettingError as fault:
            problem = unusable_template(f"The slide show of {show.place or show.organisation}", fault)
            return ShowLayout(name=show.name, show=show, slides=(), problems=(problem,), key=key)
        self._cache.put(key, json.encode(layout))
        return layout

    def unmade(self, show: Show) -> ShowLayout:
        """Return the show without a slide, since laying it out ended its process several times."""
        problem = not_made(f"The slide show of {show.place or show.organisation}")
        return ShowLayout(name=show.name, show=show, slides=(), problems=(problem,), key=self._key(show))

    def source(self, show: Show, words: SlideWords) -> str:
        """Return the Typst source of a slide."""
        slide = {
            **{key: value for key, value in softened(words, LONGEST_WORD).items() if key != "until"},
            "colour": show.colour,
            "full": words.is_full,
            "qr": qr_code(show.address) if show.address and words.kind == "tell" else None,
        }
        return self._templates.source(_TEMPLATE, slide=slide, look=self._look, fonts=self._fonts.families)

    def _key(self, show: Show) -> str:
        words = [self._words.get(tongue.code) for tongue in show.tongues]
        return digest_of("show", self._digest, json.encode((show, words), order="deterministic").decode())

    def _new(self, show: Show, key: str) -> ShowLayout:
        problems: list[Problem] = []
        with Desk(self._fonts) as desk:
            kept = list(self._kept(show, desk, problems))
            slides = tuple(self._slide(show, words, size, number, desk) for number, (words, size) in enumerate(kept, 1))
        return ShowLayout(name=show.name, show=show, slides=slides, problems=tuple(problems), key=key)

    def _kept(self, show: Show, desk: Desk, problems: list[Problem]) -> Iterator[tuple[SlideWords, int]]:
        """Yield each slide that can be shown, with its type size. A story is told whole or not at all."""
        planned = slides_of(show, self._words)
        for (slug, _, _), group in groupby(planned, lambda one: (one.slug, one.language, "" if one.slug else one.kind)):
            slides = list(group)
            if slug and len(slides) > MOST_SLIDES:
                problems.append(too_many_slides(slides[0].story, len(slides), slug))
                continue
            missing = missing_letters((text for words in slides for text in texts_of(words)), self._fonts)
            if slug:
                what = f"The story “{slides[0].story}”"
                around = missing_letters((show.place, show.organisation), self._fonts)  # told of the title
                own = [letter for letter in missing if letter not in around]
                problems.extend(missing_letter(what, *found, slug) for found in by_script(own).items())
            else:
                problems.extend(missing_around((text for words in slides for text in texts_of(words)), self._fonts))
            if missing:
                continue
            fits = [desk.measure(self.source(show, words), SlideFit) for words in slides]
            long = [words for words, fit in zip(slides, fits, strict=True) if not fit.fits]
            where = show.place or show.organisation
            problems.extend(
                too_long_for_screen(words.story or words.heading, words.words, where, slug) for words in long
            )
            if not long:
                yield from ((words, int(fit.size)) for words, fit in zip(slides, fits, strict=True))

    def _slide(self, show: Show, words: SlideWords, size: int, number: int, desk: Desk) -> Slide:
        source = self.source(show, words)
        key = digest_of("slide", VERSION, engine_digest(self._fonts), source)
        if self._cache.get(key) is None:
            self._cache.put(key, desk.png(source, _DOTS_PER_INCH))
        return Slide(name=f"{show.name}-{number:02}", words=words, size=size, seconds=words.seconds, key=key)
