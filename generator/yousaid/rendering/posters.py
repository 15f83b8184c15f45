"""Posters: from what stands on one to its sheets, each a one-page PDF."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import DecodeError, Struct, json
from msgspec.structs import replace

from yousaid import VERSION
from yousaid.planning.posters import Pair, Poster
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache
from yousaid.rendering.charts import POSTER, Chart, draw
from yousaid.rendering.fonts import Fonts, by_script, missing_letters
from yousaid.rendering.poster_fit import Fit, Part, Share, share_out
from yousaid.rendering.poster_problems import missing_letter, too_long, unusable_template, without_figures
from yousaid.rendering.poster_text import LONGEST_NAME, LONGEST_WORD, soften, softened, texts_of
from yousaid.rendering.poster_words import LABELS, SheetWords, words_of_part, words_of_sheet
from yousaid.rendering.qr import qr_code
from yousaid.rendering.typst_engine import Desk, TypesettingError, TypstTemplates, engine_digest

_TEMPLATE: Final = "posters/sheet.typ"


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet of paper."""

    poster: Poster
    number: int
    """Which sheet of the poster it is; 1 is the first."""
    of: int
    """How many sheets the poster has."""
    name: str
    """The stem of its files."""
    pairs: tuple[Pair, ...]
    size: float
    """The type size of the body, in points."""
    arrangement: str
    """stack or side: where an answer stands to what was said."""
    words: SheetWords
    """All its words, in the order in which they are read: the same in the PDF and on the page."""
    key: str
    """The key under which the cache holds its PDF."""


class Layout(Struct, frozen=True, kw_only=True):
    """A poster, laid out."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    """What could not be printed. The `path` of each is the slug of the story that it is about, or nothing."""
    key: str
    """The key under which the cache holds this layout."""


class Press:
    """Lays posters out and prints them. Several threads may share one; do not fork once it has printed."""

    def __init__(self, theme: Path, labels: Mapping[str, str], cache: Cache, fonts: Fonts) -> None:
        self._templates = TypstTemplates(theme / "templates")
        self._labels = {key: labels[key] for key in LABELS}
        self._cache = cache
        self._fonts = fonts
        parts = engine_digest(fonts), self._templates.digest(), json.encode(self._labels).decode()
        self._digest = _digest(VERSION, *parts)

    def remembered(self, poster: Poster) -> Layout | None:
        """Return the poster's layout when the cache holds it and every PDF of it, else None."""
        layout = self._kept(self._key(poster))
        whole = layout is not None and all(self._cache.get(sheet.key) is not None for sheet in layout.sheets)
        return layout if whole else None

    def lay_out(self, poster: Poster) -> Layout:
        """Return the poster's sheets, whose PDFs are then in the cache, and what could not be printed."""
        key = self._key(poster)
        layout = self._kept(key)
        if layout is not None:
            for sheet in layout.sheets:
                self.pdf(sheet)
            return layout
        try:
            layout = self._new(poster, key)
        except TypesettingError as fault:
            return Layout(sheets=(), problems=(unusable_template(poster, fault),), key=key)
        self._cache.put(key, json.encode(layout))
        return layout

    def pdf(self, sheet: Sheet) -> bytes:
        """Return the sheet's PDF, from the cache or printed again.

        Raises TypesettingError when the theme's templates have a fault.
        """
        data = self._cache.get(sheet.key)
        if data is None:
            with Desk(self._fonts) as desk:
                data = desk.pdf(self._source(sheet.poster, sheet.words))
            self._cache.put(sheet.key, data)
        return data

    def _key(self, poster: Poster) -> str:
        return _digest("layout", self._digest, json.encode(poster).decode())

    def _kept(self, key: str) -> Layout | None:
        data = self._cache.get(key)
        try:
            return json.decode(data, type=Layout) if data is not None else None
        except DecodeError:
            return None

    def _new(self, poster: Poster, key: str) -> Layout:
        """Return the layout, measured afresh."""
        printable, problems = self._printable(poster)
        if not printable.pairs:
            return Layout(sheets=(), problems=tuple(problems), key=key)
        with Desk(self._fonts) as desk:
            shares, lost = share_out(printable.pairs, lambda *wanted: self._measure(desk, printable, *wanted))
            problems += (too_long(poster, one) for one in lost)
            if poster.fft and shares and not any(share.fit.figures for share in shares):
                problems.append(without_figures(poster))
            sheets = tuple(self._sheet(printable, share) for share in shares)
            for sheet in sheets:
                if self._cache.get(sheet.key) is None:
                    self._cache.put(sheet.key, desk.pdf(self._source(sheet.poster, sheet.words)))
        return Layout(sheets=sheets, problems=tuple(problems), key=key)

    def _printable(self, poster: Poster) -> tuple[Poster, list[Problem]]:
        """Return the poster without what the fonts have no letters for, and a problem for each thing left out."""
        problems: list[Problem] = []

        def is_set(words: SheetWords, what: str, slug: str = "") -> bool:
            missing = missing_letters(texts_of(words), self._fonts)
            problems.extend(missing_letter(what, *found, slug) for found in by_script(missing).items())
            return not missing

        bare = words_of_sheet(poster, (), self._labels, fft=poster.fft, chart=_chart(poster))
        if not is_set(bare, f"The poster {poster.number}"):
            return replace(poster, pairs=(), quote=None), problems
        pairs = tuple(
            pair
            for pair in poster.pairs
            if is_set(words_of_sheet(poster, (pair,), self._labels), f"The story “{pair.title}”", pair.slug)
        )
        quote = poster.quote
        if quote and not is_set(words_of_sheet(poster, (), self._labels, quote=quote), f"The quote “{quote.text}”"):
            quote = None
        return replace(poster, pairs=pairs, quote=quote), problems

    def _measure(self, desk: Desk, poster: Poster, pairs: tuple[Pair, ...], part: Part) -> Fit:
        """Return how the pairs fit on a sheet. A quotation may stand on the last."""
        words = words_of_sheet(
            poster,
            pairs,
            self._labels,
            number=part.number,
            of=part.of,
            fft=poster.fft if part.figures else None,
            chart=_chart(poster) if part.figures and poster.fft else None,
            quote=poster.quote if part.number == part.of else None,
        )
        return desk.measure(self._source(poster, words), Fit)

    def _sheet(self, poster: Poster, share: Share) -> Sheet:
        number, of, fit = share.part.number, share.part.of, share.fit
        words = words_of_sheet(
            poster,
            share.pairs,
            self._labels,
            number=number,
            of=of,
            fft=poster.fft if fit.figures else None,
            chart=_chart(poster) if fit.charted else None,
            quote=poster.quote if fit.quoted else None,
        )
        return Sheet(
            poster=poster,
            number=number,
            of=of,
            name=poster.name if number == 1 else f"{poster.name}-{number}",
            pairs=share.pairs,
            size=fit.size,
            arrangement=fit.arrangement,
            words=words,
            key=_digest("pdf", VERSION, engine_digest(self._fonts), self._source(poster, words)),
        )

    def _source(self, poster: Poster, words: SheetWords) -> str:
        """Return the Typst source of a sheet."""
        sheet = {
            **softened(words, LONGEST_NAME),
            "heading": soften(words.heading, LONGEST_WORD),
            "pairs": [softened(pair, LONGEST_WORD) for pair in words.pairs],
            "kind": str(poster.kind),
            "size": str(poster.size),
            "language": poster.language.partition("-")[0],
            "direction": poster.direction,
            "organisation": poster.organisation,
            "colour": poster.colour,
            "one_of_several": words_of_part(1, 2, self._labels),
            "qr": qr_code(poster.address) if poster.address else None,
            "drawing": _chart(poster) if words.chart else None,
        }
        return self._templates.source(_TEMPLATE, sheet=sheet, fonts=self._fonts.families)


def _chart(poster: Poster) -> Chart | None:
    """Return the poster's chart, as shapes."""
    return draw(poster.over_time, poster.charts, POSTER) if poster.over_time else None


def _digest(*parts: str) -> str:
    """Return a digest over texts, in which none can run into the next."""
    return sha256(json.encode(parts)).hexdigest()
