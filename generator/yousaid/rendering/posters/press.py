"""Posters: from what stands on one to its sheets, each a one-page PDF."""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

from msgspec import DecodeError, Struct, json
from msgspec.structs import replace

from yousaid import VERSION
from yousaid.model.look import ThemeSettings
from yousaid.model.states import PaperSize, PosterKind, Variant
from yousaid.planning.posters.records import Format, Pair, Poster
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache, digest_of
from yousaid.rendering.charts import POSTER, Chart, draw
from yousaid.rendering.fonts import Fonts, by_script, missing_letters
from yousaid.rendering.looks import Chain
from yousaid.rendering.posters.fit import Fit, Part, Share, TooLong, count_words, share_out
from yousaid.rendering.posters.print_runs import with_boxes
from yousaid.rendering.posters.problems import Lost, missing_around, missing_letter, not_made, unusable_template
from yousaid.rendering.posters.room import Room, room_for
from yousaid.rendering.posters.text import LONGEST_NAME, LONGEST_WORD, soften, softened, texts_of
from yousaid.rendering.posters.words import SheetWords, Words, words_of_part, words_of_sheet
from yousaid.rendering.qr import qr_code
from yousaid.rendering.typst_engine import Desk, TypesettingError, TypstTemplates, engine_digest

_TEMPLATE: Final = "posters/sheet.typ"
THUMBNAIL: Final = 320
"""The longer side of a thumbnail, in pixels."""
_LONG_SIDES: Final = {PaperSize.A5: 210, PaperSize.A4: 297, PaperSize.A3: 420, PaperSize.A2: 594, PaperSize.A1: 841}
"""In millimetres."""


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
    """stack or side, as in `Fit`."""
    words: SheetWords
    """All its words, in the order in which they are read: the same in the PDF and on the page."""
    key: str
    """The key under which the cache holds its PDF."""

    @property
    def thumbnail_key(self) -> str:
        """The key under which the cache holds its picture for the contact sheet."""
        return digest_of("thumbnail", self.key)

    @property
    def keys(self) -> tuple[str, str]:
        """Every key under which the cache holds something of it."""
        return (self.key, self.thumbnail_key)


class Found(Struct, frozen=True, kw_only=True):
    """How a sheet was found to fit, so that it is printed without being measured again."""

    size: float
    arrangement: str
    figures: bool
    charted: bool
    quoted: bool


class Layout(Struct, frozen=True, kw_only=True):
    """A poster, laid out."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    """What could not be printed. The `path` of each is the slug of the story that it is about, or nothing."""
    key: str
    """The key under which the cache holds this layout."""
    lost: tuple[Lost, ...] = ()
    """What is too long to be printed."""

    @property
    def figureless(self) -> str:
        """The number of the poster when the stories left no room for its figures; else nothing."""
        if any(sheet.words.fft or sheet.poster.fft is None for sheet in self.sheets):
            return ""
        return next((sheet.poster.number for sheet in self.sheets), "")


def sharing(poster: Poster, layout: Layout) -> Layout:
    """Return the layout with the poster and its pairs themselves where it has copies: a long run keeps thousands."""

    def of(pair: Pair) -> Pair:
        return next((own for own in poster.pairs if own == pair), pair)

    sheets = (
        replace(
            sheet,
            poster=poster if sheet.poster == poster else sheet.poster,
            pairs=tuple(map(of, sheet.pairs)),
        )
        for sheet in layout.sheets
    )
    return replace(layout, sheets=tuple(sheets))


class Press:
    """Lays posters out and prints them. Several threads may share one; do not fork once it has printed."""

    def __init__(self, theme: Chain, settings: ThemeSettings, words: Words, cache: Cache, fonts: Fonts) -> None:
        """Take the words of sheets by language: all that `words.LABELS` names."""
        self._templates = TypstTemplates(*(folder / "templates" for folder in theme))
        self._look = {"colours": settings.colours, "poster": settings.poster}
        self._words = words
        self._cache = cache
        self._fonts = fonts
        made_with = (self._templates.digest(), json.encode(self._look).decode())
        self._digest = digest_of(VERSION, engine_digest(fonts), *made_with)

    def remembered(self, poster: Poster) -> Layout | None:
        """Return the poster's layout when the cache holds it and every PDF of it, else None."""
        layout = self._kept(self._key(poster))
        keys = (key for sheet in layout.sheets for key in sheet.keys) if layout is not None else ()
        whole = layout is not None and all(self._cache.get(key) is not None for key in keys)
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
            problem = unusable_template(f"A poster of the kind “{poster.kind}”", fault)
            return Layout(sheets=(), problems=(problem,), key=key)
        self._cache.put(key, json.encode(layout))
        return layout

    def room(self, poster: Poster) -> Room:
        """Return how many more words a story's poster has room for. Raises TypesettingError for a faulty template."""
        only = Part(1, 1, figures=False)
        with Desk(self._fonts) as desk:
            return room_for(poster.pairs[0], poster.format, lambda pair: self._measure(desk, poster, (pair,), only))

    def unmade(self, poster: Poster) -> Layout:
        """Return the layout of a poster that ended every process that worked on it: no sheets, and the problem."""
        return Layout(sheets=(), problems=(not_made(f"The poster {poster.number}"),), key=self._key(poster))

    def pdf(self, sheet: Sheet) -> bytes:
        """Return the sheet's PDF, from the cache or printed again.

        Raises TypesettingError when the theme's templates have a fault.
        """
        data = self._cache.get(sheet.key)
        if data is None or self._cache.get(sheet.thumbnail_key) is None:
            source = self._source(sheet.poster, sheet.words, _found(sheet.words, sheet.size, sheet.arrangement))
            with Desk(self._fonts) as desk:
                data = self._print(desk, sheet, source)
        return data

    def _print(self, desk: Desk, sheet: Sheet, source: str) -> bytes:
        """Return the sheet's PDF, which is then in the cache, and its picture for the contact sheet too."""
        data = desk.pdf(source)
        if sheet.poster.format.variant is Variant.PRINT_SHOP:
            data = with_boxes(data)
        self._cache.put(sheet.key, data)
        self._cache.put(sheet.thumbnail_key, desk.png(source, thumbnail_ppi(sheet.poster.format)))
        return data

    def _key(self, poster: Poster) -> str:
        words = [self._words[tongue.code] for tongue in poster.tongues]
        return digest_of("layout", self._digest, json.encode((poster, words), order="deterministic").decode())

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
            if lost and poster.otherwise:
                return self._new(poster.otherwise, key)
            sheets = tuple(self._sheet(desk, printable, share) for share in shares)
        return Layout(
            sheets=sheets,
            problems=tuple(problems),
            key=key,
            lost=tuple(_lost(poster, one) for one in lost),
        )

    def _printable(self, poster: Poster) -> tuple[Poster, list[Problem]]:
        """Return the poster without what the fonts have no letters for, and a problem for each thing left out."""
        problems: list[Problem] = []

        def is_set(words: SheetWords, what: str, slug: str = "") -> bool:
            missing = missing_letters(texts_of(words), self._fonts)
            problems.extend(missing_letter(what, *found, slug) for found in by_script(missing).items())
            return not missing

        bare = words_of_sheet(poster, (), self._words, fft=poster.fft, chart=_chart(poster))
        if around := tuple(missing_around(texts_of(bare), self._fonts)):
            problems.extend(around)
            return replace(poster, pairs=(), quote=None), problems
        chart = _chart(poster)
        pairs = tuple(
            pair
            for pair in poster.pairs
            if (chart or not pair.charted)
            and is_set(words_of_sheet(poster, (pair,), self._words), f"The story “{pair.title}”", pair.slug)
        )
        quote = poster.quote
        if quote and not is_set(words_of_sheet(poster, (), self._words, quote=quote), f"The quote “{quote.text}”"):
            quote = None
        return replace(poster, pairs=pairs, quote=quote), problems

    def _measure(self, desk: Desk, poster: Poster, pairs: tuple[Pair, ...], part: Part) -> Fit:
        """Return how the pairs fit on a sheet. A quotation may stand on the last."""
        words = words_of_sheet(
            poster,
            pairs,
            self._words,
            number=part.number,
            of=part.of,
            fft=poster.fft if part.figures else None,
            chart=_chart(poster) if _is_charted(poster, pairs, has_head=part.figures) else None,
            quote=poster.quote if part.number == part.of else None,
        )
        return desk.measure(self._source(poster, words, None), Fit)

    def _sheet(self, desk: Desk, poster: Poster, share: Share) -> Sheet:
        """Return a sheet; its PDF and its picture are then in the cache."""
        number, of, fit = share.part.number, share.part.of, share.fit
        words = words_of_sheet(
            poster,
            share.pairs,
            self._words,
            number=number,
            of=of,
            fft=poster.fft if fit.figures else None,
            chart=_chart(poster) if fit.charted or any(pair.charted for pair in share.pairs) else None,
            quote=poster.quote if fit.quoted else None,
        )
        source = self._source(poster, words, _found(words, fit.size, fit.arrangement))
        sheet = Sheet(
            poster=poster,
            number=number,
            of=of,
            name=poster.name if number == 1 else f"{poster.name}-{number}",
            pairs=share.pairs,
            size=fit.size,
            arrangement=fit.arrangement,
            words=words,
            key=digest_of("pdf", VERSION, engine_digest(self._fonts), source, version("pikepdf")),
        )
        if any(self._cache.get(key) is None for key in sheet.keys):
            self._print(desk, sheet, source)
        return sheet

    def _source(self, poster: Poster, words: SheetWords, found: Found | None) -> str:
        """Return the Typst source of a sheet; without what was found it is measured."""
        sheet = {
            "found": found,
            **_softened(words),
            "second": _softened(words.second) if words.second else None,
            "kind": str(poster.kind),
            "size": str(poster.format.size),
            "orientation": str(poster.format.orientation),
            "variant": str(poster.format.variant),
            "organisation": poster.organisation,
            "colour": poster.colour,
            "one_of_several": words_of_part(1, 2, self._words[poster.language]),
            "qr": qr_code(poster.address) if poster.address else None,
            "drawing": _chart(poster) if words.chart else None,
        }
        return self._templates.source(_TEMPLATE, sheet=sheet, look=self._look, fonts=self._fonts.families)


def _is_charted(poster: Poster, pairs: tuple[Pair, ...], *, has_head: bool) -> bool:
    """Tell whether a sheet may have the chart: under its figures, or for the board among its pairs."""
    if poster.kind is PosterKind.BOARD:
        return any(pair.charted for pair in pairs)
    return has_head and poster.fft is not None


def _lost(poster: Poster, found: TooLong) -> Lost:
    pair = found.pair
    return Lost(
        slug=pair.slug,
        title=pair.title,
        kind=poster.kind,
        place=poster.place or poster.organisation,
        format=poster.format,
        over=count_words(pair) - found.limit,
        limit=found.limit,
        floor=found.floor,
    )


def _found(words: SheetWords, size: float, arrangement: str) -> Found:
    return Found(
        size=size,
        arrangement=arrangement,
        figures=bool(words.fft),
        charted=words.chart is not None and not any(pair.charted for pair in words.pairs),
        quoted=words.quote is not None,
    )


def thumbnail_ppi(form: Format) -> float:
    """Return how many dots to an inch make a poster's longer side as long as a thumbnail's."""
    return THUMBNAIL / (_LONG_SIDES[form.size] / 25.4)


def _softened(words: SheetWords) -> dict[str, object]:
    """Return the words with places at which a line may break in the longest of them."""
    return {
        **softened(words, LONGEST_NAME),
        "heading": soften(words.heading, LONGEST_WORD),
        "pairs": [softened(pair, LONGEST_WORD) for pair in words.pairs],
    }


def _chart(poster: Poster) -> Chart | None:
    """Return the poster's chart, as shapes."""
    return draw(poster.over_time, poster.charts, POSTER) if poster.over_time else None
