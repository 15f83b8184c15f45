"""Which slide shows an edition has for waiting-room screens, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from yousaid.model.edition import Edition, VisibleQuote, VisibleStory
from yousaid.planning.addresses import Kind, address
from yousaid.planning.posters.choosing import places_with_stories
from yousaid.planning.posters.facts import contact_words, month_end, month_of, own_tongue
from yousaid.planning.posters.feedback import fft_line, months_of_place
from yousaid.planning.posters.pairs import LONGEST_QUOTE, is_told_in, pair_of, plain
from yousaid.planning.posters.records import FftLine, Pair, PosterQuote, Tongue

ALL: Final = "all"
"""The name of the show of the whole organisation."""
_MONTH: Final = 1


class Telling(Struct, frozen=True):
    """A story in one language."""

    tongue: Tongue
    pair: Pair
    until: date
    """The last day on which it is shown."""


class ScreenQuote(Struct, frozen=True):
    """Somebody's own words, agreed to stand on a screen."""

    quote: PosterQuote
    until: date
    """The last day on which they are shown."""


class Show(Struct, frozen=True, kw_only=True):
    """One slide show."""

    name: str
    """The stem of its files: the id of the place, or `all`."""
    place: str
    """The name of the place; of the whole organisation, nothing."""
    place_id: str
    """The id of the place, or nothing."""
    month: str
    """The month in which it was made, as 2026-11."""
    until: date
    """The last day on which what has no day of its own is shown."""
    own: Tongue
    """The site's own language."""
    tongues: tuple[Tongue, ...]
    """Every language in which it tells something, the site's own first."""
    tellings: tuple[Telling, ...]
    """The stories, each in the site's own language and then in the others that its place asks for."""
    fft: FftLine | None
    quote: ScreenQuote | None
    organisation: str
    colour: str
    """The organisation's colour, as #rrggbb."""
    contact: str
    """Whom to turn to, with a phone number or email address."""
    address: str
    """What the QR code leads to, or nothing."""
    address_words: str
    """The same as people type it, or nothing."""


def shows_for(edition: Edition) -> tuple[Show, ...]:
    """Return the edition's slide shows: that of each place with stories, then that of the whole organisation."""
    if not edition.posters.screens:
        return ()
    most = edition.posters.stories
    shows = [
        _show(
            edition,
            place.id,
            place.id,
            name=plain(place.name),
            contact=plain(place.contact),
            stories=stories[:most],
            page=address(Kind.PLACE, place.id),
        )
        for place, stories in places_with_stories(edition)
    ]
    everywhere = [story for story in edition.stories if story.on_poster][:most]
    if everywhere:
        shows.append(_show(edition, ALL, "", name="", contact="", stories=everywhere, page=address(Kind.TELL_US)))
    return tuple(shows)


def _show(
    edition: Edition,
    file_name: str,
    place: str,
    *,
    name: str,
    contact: str,
    stories: Sequence[VisibleStory],
    page: str,
) -> Show:
    tellings = tuple(telling for story in stories for telling in _tellings(edition, story))
    own = own_tongue(edition, "")
    whole = edition.posters.short_addresses.get(place) or (edition.address and edition.address + page)
    return Show(
        name=file_name,
        place=name,
        place_id=place,
        month=month_of(edition.today),
        until=month_end(edition.today, _MONTH),
        own=own,
        tongues=tuple(dict.fromkeys((own, *(telling.tongue for telling in tellings)))),
        tellings=tellings,
        fft=fft_line(months_of_place(place, edition), edition.today),
        quote=_quote(edition, place, stories),
        organisation=plain(edition.organisation.name),
        colour=edition.brand.colour,
        contact=contact or contact_words(edition.contact),
        address=whole,
        address_words=whole.partition("://")[2].rstrip("/"),
    )


def _tellings(edition: Edition, story: VisibleStory) -> Iterator[Telling]:
    own = own_tongue(edition, "")
    asked = next((place.languages for place in edition.places if place.id == story.place), ())
    known = {one.code: one for one in edition.languages}
    others = [known[code] for code in dict.fromkeys(asked) if code in known and code != own.code]
    for tongue in (own, *(Tongue(one.code, one.direction, formats=plain(one.formats)) for one in others)):
        if is_told_in(story, tongue.code, own.code):
            pair = pair_of(story, edition.today, (tongue.code,), own.code)
            yield Telling(tongue, pair, last_day(story, edition.today))


def last_day(story: VisibleStory, today: date) -> date:
    """Return the last day on which a story is on screens: its review or end, else the end of next month."""
    review = story.review_by if story.review_by and story.review_by > today else None
    return min((day for day in (review, story.expires) if day), default=month_end(today, _MONTH))


def _quote(edition: Edition, place: str, stories: Sequence[VisibleStory]) -> ScreenQuote | None:
    """Return the first quote that may be on a screen and is short enough."""
    found = [(quote, last_day(story, edition.today)) for story in stories for quote in story.quotes]
    summed = month_end(edition.today, _MONTH)
    found += [(quote, summed) for one in edition.summaries if place and one.place == place for quote in one.quotes]
    return next((_agreed(quote, last) for quote, last in found if _may_stand(quote)), None)


def _may_stand(quote: VisibleQuote) -> bool:
    return quote.on_screen is not None and len(quote.text.split()) <= LONGEST_QUOTE


def _agreed(quote: VisibleQuote, last: date) -> ScreenQuote:
    return ScreenQuote(PosterQuote(plain(quote.text), plain(quote.by)), min(last, quote.on_screen or last))
