"""Posters: from what stands on one to its sheets, each a one-page PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any, Final

from msgspec import DecodeError, Struct, convert, json, to_builtins
from msgspec.structs import replace

from yousaid import VERSION
from yousaid.model.states import PosterKind
from yousaid.planning.posters import Pair, Poster, PosterQuote
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache
from yousaid.rendering.fonts import FAMILIES, describe, missing_letters
from yousaid.rendering.poster_fit import Fit, Part, Share, TooLong, count_words, share_out
from yousaid.rendering.poster_words import LABELS, SheetWords, words_of_part, words_of_sheet
from yousaid.rendering.qr import qr_code
from yousaid.rendering.typst_engine import Desk, TypesettingError, TypstTemplates, engine_digest

LONGEST_WORD: Final = 18
"""The most letters of a word that are kept together on one line of a pair."""

LONGEST_NAME: Final = 30
"""The same at the foot, where lines are long and email addresses stand."""

_TEMPLATE: Final = "posters/sheet.typ"
_AFTER: Final = re.compile(r"(?<=[/@.\-_=&?,:;+])(?=[^/@.\-_=&?,:;+\s])")
_SOFT: Final = "\u200b"


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

    def __init__(self, theme: Path, labels: Mapping[str, str], cache: Cache) -> None:
        self._templates = TypstTemplates(theme / "templates")
        self._labels = {key: labels[key] for key in LABELS}
        self._cache = cache
        self._digest = _digest(VERSION, engine_digest(), self._templates.digest(), json.encode(self._labels).decode())

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
            hint = "Mend the theme, or take another under “theme” in site.yaml."
            problem = Problem(code="YS805", message=f"The poster {poster.number} is not made. {fault}", hint=hint)
            return Layout(sheets=(), problems=(problem,), key=key)
        self._cache.put(key, json.encode(layout))
        return layout

    def pdf(self, sheet: Sheet) -> bytes:
        """Return the sheet's PDF, from the cache or printed again.

        Raises TypesettingError when the theme's templates have a fault.
        """
        data = self._cache.get(sheet.key)
        if data is None:
            with Desk() as desk:
                data = desk.pdf(self._source_of(sheet))
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
        with Desk() as desk:

            def measure(pairs: tuple[Pair, ...], part: Part) -> Fit:
                return convert(desk.measure(self._source(printable, pairs, part)), Fit)

            shares, lost = share_out(printable.pairs, measure)
            problems += (_too_long(poster, one) for one in lost)
            sheets = tuple(self._sheet(printable, share) for share in shares)
            for sheet in sheets:
                if self._cache.get(sheet.key) is None:
                    self._cache.put(sheet.key, desk.pdf(self._source_of(sheet)))
        return Layout(sheets=sheets, problems=tuple(problems), key=key)

    def _printable(self, poster: Poster) -> tuple[Poster, list[Problem]]:
        """Return the poster without what the fonts have no letters for, and a problem for each thing left out."""
        problems: list[Problem] = []

        def is_set(words: SheetWords, what: str, slug: str = "") -> bool:
            missing = missing_letters(_texts(to_builtins(words)))
            problems.extend(_missing(what, letter, slug) for letter in missing)
            return not missing

        if not is_set(self._words(poster, (), None), f"The poster {poster.number}"):
            return replace(poster, pairs=(), quote=None), problems
        pairs = tuple(
            pair
            for pair in poster.pairs
            if is_set(self._words(poster, (pair,), None), f"The story “{pair.title}”", pair.slug)
        )
        quote = poster.quote
        if quote and not is_set(self._words(poster, (), quote), f"The quote “{quote.text}”"):
            quote = None
        return replace(poster, pairs=pairs, quote=quote), problems

    def _words(self, poster: Poster, pairs: tuple[Pair, ...], quote: PosterQuote | None) -> SheetWords:
        return words_of_sheet(poster, pairs, (1, 1), quote, self._labels)

    def _sheet(self, poster: Poster, share: Share) -> Sheet:
        number, of = share.part
        quote = poster.quote if share.fit.quoted else None
        return Sheet(
            poster=poster,
            number=number,
            of=of,
            name=poster.name if number == 1 else f"{poster.name}-{number}",
            pairs=share.pairs,
            size=share.fit.size,
            arrangement=share.fit.arrangement,
            words=words_of_sheet(poster, share.pairs, share.part, quote, self._labels),
            key=_digest("pdf", VERSION, engine_digest(), self._source(poster, share.pairs, share.part)),
        )

    def _source_of(self, sheet: Sheet) -> str:
        return self._source(sheet.poster, sheet.pairs, (sheet.number, sheet.of))

    def _source(self, poster: Poster, pairs: tuple[Pair, ...], part: Part) -> str:
        """Return the Typst source of a sheet. The quotation stands on the last sheet, if there is room."""
        quote = poster.quote if part[0] == part[1] else None
        words = words_of_sheet(poster, pairs, part, quote, self._labels)
        plain = to_builtins(words)
        sheet = _softened(plain, LONGEST_NAME) | {
            "heading": soften(words.heading, LONGEST_WORD),
            "pairs": _softened(plain["pairs"], LONGEST_WORD),
            "kind": str(poster.kind),
            "size": str(poster.size),
            "language": poster.language.partition("-")[0],
            "direction": poster.direction,
            "organisation": poster.organisation,
            "colour": poster.colour,
            "one_of_several": words_of_part((1, 2), self._labels),
            "qr": to_builtins(qr_code(poster.address)) if poster.address else None,
        }
        return self._templates.source(_TEMPLATE, sheet=sheet, fonts=FAMILIES)


def soften(text: str, longest: int) -> str:
    """Return the text with places at which a line may break in words of more letters than that."""
    words = (_SOFT.join(_pieces(word, longest)) if len(word) > longest else word for word in text.split(" "))
    return " ".join(words)


def _pieces(word: str, longest: int) -> Iterator[str]:
    """Return the pieces of a long word: between its signs if it has some, else about equally long."""
    for piece in _AFTER.split(word):
        size = ceil(len(piece) / ceil(len(piece) / longest))
        start = 0
        for end in range(size, len(piece), size):
            if not unicodedata.combining(piece[end]):
                yield piece[start:end]
                start = end
        yield piece[start:]


def _softened(value: Any, longest: int) -> Any:
    if isinstance(value, str):
        return soften(value, longest)
    if isinstance(value, dict):
        return {key: _softened(one, longest) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_softened(one, longest) for one in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    """Return every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _digest(*parts: str) -> str:
    """Return a digest over texts, in which none can run into the next."""
    return sha256(json.encode(parts)).hexdigest()


def _missing(what: str, letter: str, slug: str) -> Problem:
    return Problem(
        code="YS702",
        message=f"{what} has a letter that the fonts of posters do not have: {describe(letter)}.",
        hint="Take it out, or say it in words. Until then, it is not printed.",
        path=slug,
    )


def _too_long(poster: Poster, lost: TooLong) -> Problem:
    words = count_words(lost.pair)
    paper = poster.size.upper()
    story = f"The story “{lost.pair.title}” is {_counted(words - lost.limit)} too long for an {paper} poster"
    if poster.kind is PosterKind.STORY:
        code, message = "YS701", f"{story}. The poster is not made."
    else:
        code, message = "YS703", f"{story} and was left off the one for {poster.title}."
    room = f"An {paper} sheet holds {_counted(lost.limit)} of it in type of {lost.floor:g} pt, the smallest there is."
    return Problem(
        code=code,
        message=message,
        hint=f"{room} Shorten “you_said”, “we_did” or what follows, or write “poster: false”.",
        path=lost.pair.slug,
    )


def _counted(words: int) -> str:
    return "1 word" if words == 1 else f"{words:,} words"
