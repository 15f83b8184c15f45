"""Which posters an edition gets, and what stands on each.

Everything on a poster is chosen here, once, from the edition alone. How it is laid out, and how many sheets it takes,
is decided where it is measured.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from yousaid.figures.fft import fft_series
from yousaid.figures.loop import Line, lines_of, loop_of
from yousaid.model.edition import Edition, VisibleAction, VisiblePlace, VisibleQuote, VisibleStory
from yousaid.model.site import Charts, Contact
from yousaid.model.states import PaperSize, PlaceKind, PosterKind, ReportKind, Status
from yousaid.model.story import Measure
from yousaid.planning.addresses import Kind, address

LONGEST_QUOTE: Final = 25
"""The most words of a quote that goes on a poster."""

_STORY_MONTHS: Final = 3
_WARD_MONTHS: Final = 1
_FFT_MONTHS: Final = 11
_CHART_MONTHS: Final = 24


class PosterAction(Struct, frozen=True, kw_only=True):
    """One thing we did, are doing, plan to do, or cannot do."""

    status: Status
    text: str
    by: date | None
    """The day by which it is promised; None when it is done, has no day, or the day has passed."""
    why: str
    instead: str


class PosterQuote(Struct, frozen=True):
    """Somebody's own words, agreed to be printed."""

    text: str
    by: str


class Pair(Struct, frozen=True, kw_only=True):
    """What people said, and what came of it."""

    slug: str
    """The story's slug, so that a problem can name it."""
    title: str
    month: str
    """The month of the story, as 2026-10, or nothing."""
    you_said: str
    actions: tuple[PosterAction, ...]
    difference: str
    made_with: str
    """Who made the change with us, or nothing."""
    line: Line | None = None
    """On a sheet for the board: a figure in place of what people said and what came of it."""


class FftLine(Struct, frozen=True, kw_only=True):
    """The Friends and Family Test (FFT) in one line."""

    period: str
    """The month (2026-10) or year."""
    total: int
    """How many people answered."""
    all_positive: bool
    """Whether everybody said very good or good."""
    tenths: int
    """The same as "about N in 10"."""


class Poster(Struct, frozen=True, kw_only=True):
    """One poster, with all it shows; it may take more than one sheet of paper."""

    name: str
    """The stem of its files: `willow-2026-11-a4`."""
    number: str
    """What is printed on it to tell it from all others: `WILLOW-2026-11-A4`."""
    kind: PosterKind
    about: str
    """The slug of the story, or the id of the place, that it is about."""
    size: PaperSize
    language: str
    direction: str
    """ltr or rtl."""
    title: str
    """The story's title, or the place's name; nothing for a sheet for the board, which has a label."""
    place: str
    """The name of the place, or nothing."""
    month: str
    """The month in which it was made, as 2026-11."""
    replace_after: date
    owner: str
    """Who looks after it: a role, or a team."""
    organisation: str
    series: str
    """What the audience calls all this: "You said, we did"."""
    colour: str
    """The organisation's colour, as #rrggbb."""
    contact: str
    """Whom to turn to, with a phone number or email address."""
    formats: str
    """How to ask for other formats and languages."""
    address: str
    """What the QR code leads to, or nothing."""
    address_words: str
    """The same as people type it, or nothing."""
    pairs: tuple[Pair, ...]
    quote: PosterQuote | None
    fft: FftLine | None
    over_time: Measure | None
    """The share of good answers over time, for a chart; None where there is none or the paper is too small."""
    charts: Charts
    """How the chart is worked out."""


def posters_for(edition: Edition) -> tuple[Poster, ...]:
    """Return the edition's posters: ward posters by place, then story posters, newest first; each in every size."""
    places = {place.id: place for place in edition.places}
    stories = tuple(story for story in edition.stories if story.on_poster)
    wanted: list[Poster] = []
    for size in dict.fromkeys(edition.posters.sizes):
        if PosterKind.WARD in edition.posters.kinds:
            wanted += _ward_posters(edition, stories, size)
        if PosterKind.STORY in edition.posters.kinds:
            wanted += [_story_poster(edition, story, places.get(story.place), size) for story in stories]
        if PosterKind.BOARD in edition.posters.kinds and ReportKind.LOOP in edition.reports:
            wanted.append(_board_sheet(edition, size))
    return tuple(sorted(wanted, key=lambda poster: poster.kind is PosterKind.STORY))


def _board_sheet(edition: Edition, size: PaperSize) -> Poster:
    """Return the sheet that says whether the loop is closed."""
    month = _month_of(edition.today)
    lines = lines_of(loop_of(edition))
    return _poster(
        edition,
        None,
        size,
        name=f"loop-{month}",
        number=f"loop-{month}",
        kind=PosterKind.BOARD,
        about="",
        title="",
        replace_after=_month_end(edition.today, _WARD_MONTHS),
        contact=_contact_words(edition.contact),
        page=address(Kind.LOOP),
        pairs=tuple(
            Pair(slug=line.key, title="", month="", you_said="", actions=(), difference="", made_with="", line=line)
            for line in lines
        ),
        quote=None,
        fft=None,
    )


def _ward_posters(edition: Edition, stories: tuple[VisibleStory, ...], size: PaperSize) -> Iterator[Poster]:
    month = _month_of(edition.today)
    for place in edition.places:
        here = tuple(story for story in stories if story.place == place.id)[: edition.posters.stories]
        if not here or not (place.kind.is_ward or place.kind is PlaceKind.SITE):
            continue
        yield _poster(
            edition,
            place,
            size,
            name=f"{place.id}-{month}",
            number=f"{place.id}-{month}",
            kind=PosterKind.WARD,
            about=place.id,
            title=_plain(place.name),
            replace_after=_month_end(edition.today, _WARD_MONTHS),
            contact=_plain(place.contact) or _contact_words(edition.contact),
            page=address(Kind.PLACE, place.id),
            pairs=tuple(_pair(story, edition.today) for story in here),
            quote=_quote([*_quotes_of(here), *_quotes_about(place, edition)]),
            fft=_fft_line(place, edition),
            over_time=_over_time(place, edition) if size is PaperSize.A3 else None,
        )


def _story_poster(edition: Edition, story: VisibleStory, place: VisiblePlace | None, size: PaperSize) -> Poster:
    review = story.review_by
    return _poster(
        edition,
        place,
        size,
        name=story.slug,
        number=story.ref or story.slug,
        kind=PosterKind.STORY,
        about=story.slug,
        title=_plain(story.title),
        replace_after=review if review and review > edition.today else _month_end(edition.today, _STORY_MONTHS),
        contact=_plain(story.contact or (place.contact if place else "")) or _contact_words(edition.contact),
        page=address(Kind.STORY, story.slug),
        pairs=(_pair(story, edition.today),),
        quote=_quote(story.quotes),
        fft=None,
    )


def _poster(
    edition: Edition,
    place: VisiblePlace | None,
    size: PaperSize,
    *,
    name: str,
    number: str,
    kind: PosterKind,
    about: str,
    title: str,
    replace_after: date,
    contact: str,
    page: str,
    pairs: tuple[Pair, ...],
    quote: PosterQuote | None,
    fft: FftLine | None,
    over_time: Measure | None = None,
) -> Poster:
    """Return the poster with what every kind shows."""
    whole = edition.address + page if edition.address else ""
    spoken = edition.languages[0]
    return Poster(
        name=f"{name}-{size}",
        # An internal poster may hang beside the public one of the same ward: its number says which it is.
        number=f"{'' if edition.public else f'{edition.audience}/'}{number}-{size}".upper(),
        kind=kind,
        about=about,
        size=size,
        language=spoken.code,
        direction=spoken.direction,
        title=title,
        place=_plain(place.name) if place else "",
        month=_month_of(edition.today),
        replace_after=replace_after,
        owner=_plain(place.owner if place and place.owner else edition.contact.name),
        organisation=_plain(edition.organisation.name),
        series=_plain(edition.title),
        colour=edition.brand.colour,
        contact=contact,
        formats=_plain(edition.formats),
        address=whole,
        address_words=whole.partition("://")[2] or whole,
        pairs=pairs,
        quote=quote,
        fft=fft,
        over_time=over_time,
        charts=edition.charts,
    )


def _pair(story: VisibleStory, today: date) -> Pair:
    return Pair(
        slug=story.slug,
        title=_plain(story.title),
        month=story.month,
        you_said=_plain(story.you_said),
        actions=tuple(_action(action, today) for action in story.actions),
        difference=_plain(story.difference),
        made_with=_plain(story.made_with.who) if story.made_with else "",
    )


def _action(action: VisibleAction, today: date) -> PosterAction:
    promised = action.status.is_promise
    return PosterAction(
        status=action.status,
        text=_plain(action.text),
        by=action.date if promised and action.date and action.date >= today else None,
        why=_plain(action.why),
        instead=_plain(action.instead),
    )


def _quotes_of(stories: Iterable[VisibleStory]) -> Iterator[VisibleQuote]:
    for story in stories:
        yield from story.quotes


def _quotes_about(place: VisiblePlace, edition: Edition) -> Iterator[VisibleQuote]:
    for summary in edition.summaries:
        if summary.place == place.id:
            yield from summary.quotes


def _quote(quotes: Iterable[VisibleQuote]) -> PosterQuote | None:
    """Return the first quote that may be printed and is short enough."""
    for quote in quotes:
        if quote.on_poster and len(quote.text.split()) <= LONGEST_QUOTE:
            return PosterQuote(_plain(quote.text), _plain(quote.by))
    return None


def _fft_line(place: VisiblePlace, edition: Edition) -> FftLine | None:
    """Return the newest figures of the last 12 months that are large enough to be shown."""
    oldest = _month_of(_month_end(edition.today, -_FFT_MONTHS))
    for summary in edition.summaries:
        fft = summary.fft
        if summary.place != place.id or summary.period < oldest or fft is None:
            continue
        if fft.positive is not None and fft.tenths is not None and fft.total.value is not None:
            return FftLine(
                period=summary.period, total=fft.total.value, all_positive=fft.all_positive, tenths=fft.tenths
            )
    return None


def _over_time(place: VisiblePlace, edition: Edition) -> Measure | None:
    """Return the share of good answers over the last months."""
    months = [
        (one.period, one.fft.positive, one.fft.total.value)
        for one in edition.summaries
        if one.place == place.id and one.fft is not None
    ]
    return fft_series(months[:_CHART_MONTHS], "", edition.charts.fft_target, place.fft_rebase)


def _contact_words(contact: Contact) -> str:
    parts = (_plain(contact.name), _plain(contact.phone), _plain(contact.email))
    return ", ".join(part for part in parts if part)


def _month_of(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _month_end(day: date, ahead: int) -> date:
    """Return the last day of the month that many months ahead."""
    years, month = divmod(day.month - 1 + ahead, 12)
    year = day.year + years
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _plain(text: str) -> str:
    """Return the text on one line, composed, so that a letter with an accent is one character."""
    return " ".join(unicodedata.normalize("NFC", text).split())
