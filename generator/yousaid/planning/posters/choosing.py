"""Which posters an edition gets, and what stands on each.

Everything on a poster is chosen here, once, from the edition alone. How it is laid out, and how many sheets it takes,
is decided where it is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.figures.loop import is_praise, lines_of, loop_of
from yousaid.model.edition import Edition, VisiblePlace, VisibleQuote, VisibleStory
from yousaid.model.states import Orientation, PaperSize, PlaceKind, PosterKind, ReportKind, Status, Variant
from yousaid.model.story import Measure
from yousaid.planning.addresses import Kind, address
from yousaid.planning.posters.facts import contact_words, month_end, month_of, own_tongue
from yousaid.planning.posters.feedback import fft_line, months_of_place, months_together, over_time
from yousaid.planning.posters.pairs import is_told_in, pair_of, plain, quote_of, title_of
from yousaid.planning.posters.records import FftLine, Format, Pair, Poster, PosterQuote, Tongue

_STORY_MONTHS: Final = 3
_MONTH: Final = 1
_TELL_US_MONTHS: Final = 12
_MOST_BLANKS: Final = 2
_LARGE: Final = frozenset({PaperSize.A3, PaperSize.A2, PaperSize.A1})
_ABOUT_PLACES: Final = (PosterKind.WARD, PosterKind.CANT_CHANGE, PosterKind.THANK_YOU)
_FOR_EVERY_PLACE: Final = (PosterKind.TELL_US, PosterKind.BLANK)


class Untranslated(Struct, frozen=True):
    """Stories that a place's posters in a language that it wants cannot show."""

    place: str
    """The id of the place."""
    language: str
    slugs: tuple[str, ...]


class _Draft(Struct, frozen=True, kw_only=True):
    """A poster before its format."""

    name: str
    number: str
    kind: PosterKind
    about: str
    place: VisiblePlace | None
    tongues: tuple[Tongue, ...]
    replace_after: date
    contact: str = ""
    page: str = ""
    key: str = ""
    """The place or story whose short address leads to the page."""
    pairs: tuple[Pair, ...] = ()
    quote: PosterQuote | None = None
    fft: FftLine | None = None
    over_time: Measure | None = None


def posters_for(edition: Edition) -> tuple[Poster, ...]:
    """Return the edition's posters in every format: those about places first, by place, then those about stories."""
    drafts = list(_drafts(edition))
    settings = edition.posters
    formats = [
        Format(size, orientation, variant)
        for size, orientation, variant in product(settings.sizes, settings.orientations, settings.variants)
    ]
    made = [
        _poster(edition, draft, form) for form in dict.fromkeys(formats) for draft in drafts if _suits(draft.kind, form)
    ]
    return tuple(sorted(made, key=lambda poster: poster.kind is PosterKind.STORY))


def _suits(kind: PosterKind, form: Format) -> bool:
    """Tell whether a poster of the kind is made in the format: a card of A5 stands upright and holds one story."""
    return form.size is not PaperSize.A5 or (kind is PosterKind.STORY and form.orientation is Orientation.PORTRAIT)


def untranslated(edition: Edition) -> tuple[Untranslated, ...]:
    """Return what cannot be said on the posters of each place in a language that it asks for."""
    if PosterKind.WARD not in edition.posters.kinds:
        return ()
    own = edition.languages[0].code
    found = (
        Untranslated(place.id, code, tuple(one.slug for one in stories if not is_told_in(one, code, own)))
        for place, stories in places_with_stories(edition)
        for code in place.languages
    )
    return tuple(one for one in found if one.slugs)


def _drafts(edition: Edition) -> Iterator[_Draft]:
    kinds = edition.posters.kinds
    for place, stories in places_with_stories(edition):
        for kind in (kind for kind in _ABOUT_PLACES if kind in kinds):
            yield from _about_place(edition, kind, place, stories)
    for place in edition.places:
        if place.kind is not PlaceKind.ORGANISATION:
            yield from (_standing(edition, kind, place) for kind in _FOR_EVERY_PLACE if kind in kinds)
    if PosterKind.STORY in kinds:
        places = {place.id: place for place in edition.places}
        for story in edition.stories:
            if story.on_poster:
                yield from _about_story(edition, story, places.get(story.place))
    if PosterKind.BOARD in kinds and ReportKind.LOOP in edition.reports:
        yield _board_sheet(edition)


def places_with_stories(edition: Edition) -> Iterator[tuple[VisiblePlace, tuple[VisibleStory, ...]]]:
    """Yield each place that has posters of its own with its newest stories, as many as a poster may have."""
    for place in edition.places:
        here = tuple(story for story in edition.stories if story.place == place.id and story.on_poster)
        if here and (place.kind.is_ward or place.kind is PlaceKind.SITE):
            yield place, here


def _about_place(
    edition: Edition, kind: PosterKind, place: VisiblePlace, stories: tuple[VisibleStory, ...]
) -> Iterator[_Draft]:
    """Yield the poster of a kind in each language that the place asks for and that one of its stories has."""
    chosen = tuple(story for story in map(_PARTS[kind], stories) if story is not None)[: edition.posters.stories]
    own = edition.languages[0].code
    month = month_of(edition.today)
    name = f"{place.id}-{month}" if kind is PosterKind.WARD else f"{place.id}-{kind}-{month}"
    for tongues in _tongues(edition, place, plain(place.name) if kind is PosterKind.WARD else ""):
        codes = [tongue.code for tongue in tongues]
        told = [story for story in chosen if all(is_told_in(story, code, own) for code in codes)]
        if not told:
            continue
        is_ours = codes == [own]
        figures = kind is PosterKind.WARD
        months = months_of_place(place.id, edition)
        quotes = [*_quotes_of(told), *(_quotes_about(place, edition) if figures else ())]
        yield _Draft(
            name=name,
            number=name,
            kind=kind,
            about=place.id,
            place=place,
            tongues=tongues,
            replace_after=month_end(edition.today, _MONTH),
            contact=plain(place.contact),
            page=address(Kind.PLACE, place.id),
            key=place.id,
            pairs=tuple(pair_of(story, edition.today, codes, own) for story in told),
            quote=quote_of(quotes) if is_ours else None,
            fft=fft_line(months, edition.today) if figures else None,
            over_time=over_time(months, edition, place) if figures else None,
        )


def _whole(story: VisibleStory) -> VisibleStory | None:
    return story


def _what_we_cannot_change(story: VisibleStory) -> VisibleStory | None:
    """Return the story with what cannot change only, or None when everything can."""
    kept = [action.status is Status.CANT_CHANGE for action in story.actions]
    if not any(kept):
        return None
    translations = tuple(
        replace(one, difference="", actions=tuple(words for words, keep in zip(one.actions, kept, strict=True) if keep))
        for one in story.translations
    )
    actions = tuple(action for action, keep in zip(story.actions, kept, strict=True) if keep)
    return replace(story, actions=actions, difference="", made_with=None, quotes=(), translations=translations)


def _praise(story: VisibleStory) -> VisibleStory | None:
    return story if is_praise(story) else None


_PARTS: Final = {
    PosterKind.WARD: _whole,
    PosterKind.CANT_CHANGE: _what_we_cannot_change,
    PosterKind.THANK_YOU: _praise,
}
"""What of a story stands on a poster about a place, or None when it does not belong there."""


def _standing(edition: Edition, kind: PosterKind, place: VisiblePlace) -> _Draft:
    """Return the poster that does not hang on stories: how to tell us, or room to write by hand."""
    if kind is PosterKind.TELL_US:
        pairs = tuple(
            Pair(slug=f"way-{at}", title=plain(one.name), route=one) for at, one in enumerate(edition.feedback)
        )
    else:
        pairs = tuple(Pair(slug=f"blank-{at}", title="", blank=True) for at in range(_MOST_BLANKS))
    return _Draft(
        name=f"{place.id}-{kind}",
        number=f"{place.id}-{kind}",
        kind=kind,
        about=place.id,
        place=place,
        tongues=(own_tongue(edition, plain(place.name) if kind is PosterKind.BLANK else ""),),
        replace_after=month_end(edition.today, _TELL_US_MONTHS),
        contact=plain(place.contact),
        page=address(Kind.TELL_US if kind is PosterKind.TELL_US else Kind.PLACE, place.id),
        key="" if kind is PosterKind.TELL_US else place.id,
        pairs=pairs,
    )


def _about_story(edition: Edition, story: VisibleStory, place: VisiblePlace | None) -> Iterator[_Draft]:
    own = edition.languages[0].code
    review = story.review_by
    for tongues in _tongues(edition, place, ""):
        codes = [tongue.code for tongue in tongues]
        if not all(is_told_in(story, code, own) for code in codes):
            continue
        yield _Draft(
            name=story.slug,
            number=story.ref or story.slug,
            kind=PosterKind.STORY,
            about=story.slug,
            place=place,
            tongues=tuple(replace(tongue, title=title_of(story, tongue.code)) for tongue in tongues),
            replace_after=review if review and review > edition.today else month_end(edition.today, _STORY_MONTHS),
            contact=plain(story.contact or (place.contact if place else "")),
            page=address(Kind.STORY, story.slug if codes[0] == own else f"{story.slug}.{codes[0]}"),
            key=story.slug,
            pairs=(pair_of(story, edition.today, codes, own),),
            quote=quote_of(story.quotes) if codes == [own] else None,
        )


def _board_sheet(edition: Edition) -> _Draft:
    """Return the sheet that says whether the loop is closed."""
    month = month_of(edition.today)
    together = months_together(edition)
    return _Draft(
        name=f"loop-{month}",
        number=f"loop-{month}",
        kind=PosterKind.BOARD,
        about="",
        place=None,
        tongues=(own_tongue(edition, ""),),
        replace_after=month_end(edition.today, _MONTH),
        page=address(Kind.LOOP),
        pairs=(
            *(Pair(slug=line.key, title="", line=line) for line in lines_of(loop_of(edition))),
            Pair(slug="chart", title="", charted=True),
        ),
        fft=fft_line(together, edition.today),
        over_time=over_time(together, edition),
    )


def _poster(edition: Edition, draft: _Draft, form: Format) -> Poster:
    """Return the poster with what every kind shows."""
    whole = edition.posters.short_addresses.get(draft.key) or (edition.address and edition.address + draft.page)
    place = draft.place
    # An internal poster may hang beside the public one of the same ward: its number says which it is.
    edition_name = "" if edition.public else f"{edition.audience}/"
    own = own_tongue(edition, "")
    codes = tuple(tongue.code for tongue in draft.tongues)
    languages = "" if codes == (own.code,) else "".join(f"-{code}" for code in codes)
    return Poster(
        name=f"{draft.name}{languages}-{form.name}",
        number=f"{edition_name}{draft.number}{languages}-{form.name}".upper(),
        kind=draft.kind,
        about=draft.about,
        format=form,
        tongues=draft.tongues,
        own=own,
        place=plain(place.name) if place else "",
        place_id=place.id if place else "",
        month=month_of(edition.today),
        replace_after=draft.replace_after,
        owner=_owner(edition, draft, form),
        audience=edition.audience,
        organisation=plain(edition.organisation.name),
        colour=edition.brand.colour,
        contact=draft.contact or contact_words(edition.contact),
        address=whole,
        address_words=whole.partition("://")[2].rstrip("/"),
        pairs=draft.pairs[: _blanks(form)] if draft.kind is PosterKind.BLANK else draft.pairs,
        quote=draft.quote,
        fft=draft.fft,
        over_time=draft.over_time if form.size in _LARGE and form.variant is not Variant.NO_IMAGE else None,
        charts=edition.charts,
        otherwise=_poster(edition, _in_one_language(draft), form) if len(codes) > 1 else None,
    )


def _owner(edition: Edition, draft: _Draft, form: Format) -> str:
    """Return who looks after the poster; a card is handed to somebody, and nobody looks after it."""
    if form.size is PaperSize.A5:
        return ""
    return plain(draft.place.owner if draft.place and draft.place.owner else edition.contact.name)


def _blanks(form: Format) -> int:
    """Return for how many pairs there is room to write on one sheet."""
    return _MOST_BLANKS if form.size in _LARGE and form.orientation is Orientation.PORTRAIT else 1


def _tongues(edition: Edition, place: VisiblePlace | None, title: str) -> Iterator[tuple[Tongue, ...]]:
    """Yield the languages of each poster of a place: the site's own, then each other that the place asks for.

    A language that is to stand with the site's own on one sheet stands first on it.
    """
    own = own_tongue(edition, title)
    yield (own,)
    known = {language.code: language for language in edition.languages}
    for code in dict.fromkeys(place.languages if place else ()):
        if code != own.code and code in known:
            other = Tongue(code, known[code].direction, title=title, formats=plain(known[code].formats))
            yield (other, own) if code in edition.posters.bilingual else (other,)


def _in_one_language(draft: _Draft) -> _Draft:
    """Return the poster in its first language alone."""
    return replace(draft, tongues=draft.tongues[:1], pairs=tuple(replace(pair, also=None) for pair in draft.pairs))


def _quotes_of(stories: Iterable[VisibleStory]) -> Iterator[VisibleQuote]:
    for story in stories:
        yield from story.quotes


def _quotes_about(place: VisiblePlace, edition: Edition) -> Iterator[VisibleQuote]:
    for summary in edition.summaries:
        if summary.place == place.id:
            yield from summary.quotes
