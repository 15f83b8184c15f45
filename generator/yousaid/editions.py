"""The only place that decides who may see what.

Audience, dates, consent and small numbers are looked at here, once. What comes out is an `Edition`: records that
have no room for what must not be seen. Nothing after this step knows that anybody else exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace

from yousaid.figures.days import consent_ends, first_day
from yousaid.figures.loop import is_praise
from yousaid.figures.regions import Key
from yousaid.figures.suppression import is_small, rests_on_few, rounded
from yousaid.figures.tables import figures_for
from yousaid.model.edition import (
    Count,
    Edition,
    FftFigures,
    VisibleAction,
    VisibleGroup,
    VisibleHeard,
    VisiblePage,
    VisiblePhoto,
    VisiblePlace,
    VisibleQuote,
    VisibleStory,
    VisibleSummary,
    VisibleTheme,
    VisibleTranslation,
    Withdrawn,
)
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.library import Library
from yousaid.model.passages import flat
from yousaid.model.site import Accessibility, Audience, Site
from yousaid.model.states import ReportKind, Status, Use
from yousaid.model.story import (
    Action,
    ActionWords,
    Block,
    Consent,
    Heard,
    Measure,
    Photo,
    Quote,
    Story,
    Translation,
)

_T = TypeVar("_T")


def edition_for(library: Library, audience: Audience, today: date) -> Edition:
    """Return all that the audience may see on that day, and nothing else."""
    site = library.site
    stories = tuple(story for story in library.stories if is_visible(story, audience, today))
    replaced = {slug for story in stories for slug in story.replaces}
    visible = [_story(story, library, audience, today) for story in stories if story.slug not in replaced]
    heard = [one for one in library.summaries if audience.id in one.audiences]
    figures = figures_for(library, audience)
    summaries = [_summary(one, library, audience, today, figures) for one in heard]
    return Edition(
        audience=audience.id,
        name=audience.name,
        title=audience.title,
        intro=audience.intro,
        folder=audience.folder or audience.id,
        theme=audience.theme,
        public=audience.public,
        address=audience.address,
        labels=audience.labels,
        fields=frozenset(audience.fields),
        reports=frozenset(audience.reports),
        posters=audience.posters,
        organisation=site.organisation,
        contact=site.contact,
        brand=site.brand,
        formats=site.formats,
        feedback=site.feedback,
        languages=site.languages,
        accessibility=_accessibility(site.accessibility, today),
        status_words=site.statuses,
        charts=site.charts,
        places=tuple(
            VisiblePlace(
                id=place.id,
                name=place.name,
                parent=place.parent,
                kind=place.kind,
                contact=place.contact,
                owner=place.owner,
                aliases=place.aliases,
                languages=place.languages,
                fft_rebase=place.fft_rebase,
            )
            for place in library.places
        ),
        themes=library.themes,
        groups=_groups(stories, site, audience),
        stories=tuple(sorted(visible, key=_newest_first)),
        summaries=tuple(sorted(summaries, key=lambda one: (_descending(one.period), one.place, one.title))),
        pages=tuple(
            VisiblePage(
                slug=page.slug,
                title=page.title,
                summary=page.summary,
                menu=page.menu,
                body=body_for(page.body, audience.id),
            )
            for page in sorted(library.pages, key=lambda page: page.slug)
            if audience.id in page.audiences
        ),
        withdrawn=tuple(_withdrawn(library.stories, audience, today)),
        today=today,
    )


class Hidden(StrEnum):
    """Why an audience that a story is meant for does not see it on a day."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def why_hidden(story: Story, today: date) -> Hidden | None:
    """Return why nobody sees the story on that day, or None when its audiences do."""
    if story.draft:
        return Hidden.DRAFT
    if story.withdrawn is not None:
        return Hidden.WITHDRAWN  # whatever the day: a slip in the year must keep nothing public
    if (first := first_day(story)) is not None and first > today:
        return Hidden.EMBARGOED
    if story.expires is not None and story.expires < today:
        return Hidden.EXPIRED
    return None


def is_visible(story: Story, audience: Audience, today: date) -> bool:
    """Return whether the audience may see the story on that day."""
    return audience.id in story.audiences and why_hidden(story, today) is None


def may_use(consent: Consent, use: Use, today: date, years: int) -> bool:
    """Return whether the consent covers this use on that day; `years` is how long it lasts when it names no end."""
    return (
        use in consent.uses
        and consent.given <= today <= consent_ends(consent, years)
        and consent.withdrawn is None  # whatever the day: a slip in the year must keep nothing public
    )


def body_for(blocks: Iterable[Block], audience: str) -> str:
    """Return the Markdown that the audience may read: what is outside fences, and inside its own."""
    texts = (block.text.strip("\n") for block in blocks if block.audiences is None or audience in block.audiences)
    return "\n\n".join(text for text in texts if text)


def month_of(story: Story) -> str:
    """Return the month that a story is listed under, as 2026-10, or nothing."""
    if story.date is not None:
        return story.date.strftime("%Y-%m")
    return story.heard.period if story.heard is not None and len(story.heard.period) == len("2026-10") else ""


def first_name(story: Story) -> str:
    """Return what a story goes on being called when its address changes: its number, else its oldest address."""
    return next(iter((*filter(None, [story.ref]), *story.aliases, *story.replaces, story.slug)))


def _story(story: Story, library: Library, audience: Audience, today: date) -> VisibleStory:
    site = library.site
    sees = frozenset(audience.fields)

    def only(name: str, value: _T, empty: _T) -> _T:
        return value if name in sees else empty

    actions = [one for one in story.actions if _named(one.audiences, audience)]
    quotes = [one for one in story.quotes if "quotes" in sees and _quote_visible(one, site, audience, today)]
    statuses = {one.status for one in actions}
    body = body_for(story.body, audience.id)
    difference = only("difference", story.difference, "")
    is_told = bool(body or difference or is_praise(story)) and not story.undecided
    waiting = bool(story.you_said) and not actions and not is_told
    return VisibleStory(
        slug=story.slug,
        ref=story.ref,
        first=first_name(story),
        title=story.title,
        place=story.place,
        date=story.date,
        month=month_of(story),
        summary=story.summary or flat(story.you_said) or (flat(actions[0].text) if actions else ""),
        you_said=story.you_said,
        actions=tuple(_action(one, sees) for one in actions),
        statuses=tuple(status for status in Status if status in statuses),
        waiting=waiting,
        heard=only("heard", _heard(story.heard, audience), None),
        themes=story.themes,
        what_matters=only("what_matters", story.what_matters, ""),
        quotes=tuple(_quote(one, site, today) for one in quotes),
        photos=only("photos", _photos(story.photos, library, audience, today), ()),
        difference=difference,
        checked=only("checked", story.checked, None),
        measures=only("measures", _measures(story.measures, audience), ()),
        made_with=only("made_with", story.made_with, None),
        challenges=only("challenges", story.challenges, ()),
        helped=only("helped", story.helped, ()),
        cycles=only("cycles", story.cycles, ()),
        staff_experience=only("staff_experience", story.staff_experience, ""),
        contact=only("contact", story.contact, ""),
        review_by=story.review_by,
        on_poster=story.poster and bool(actions or waiting or (story.you_said and is_praise(story))),
        expires=story.expires,
        aliases=tuple(sorted({*story.aliases, *story.replaces})),
        translations=tuple(_translation(one, story, actions, quotes, audience) for one in story.translations),
        body=body,
    )


def _accessibility(said: Accessibility, today: date) -> Accessibility:
    """Return what the accessibility statement says, without a day that has not come."""
    prepared, reviewed = (day if day is not None and day <= today else None for day in (said.prepared, said.reviewed))
    return replace(said, prepared=prepared, reviewed=reviewed)


def _withdrawn(stories: Iterable[Story], audience: Audience, today: date) -> Iterator[Withdrawn]:
    """Yield a note for each story that was taken back and would be visible otherwise."""
    for story in stories:
        if story.withdrawn is not None and is_visible(replace(story, withdrawn=None), audience, today):
            translated = (f"{story.slug}.{words.language}" for words in story.translations)
            on = story.withdrawn if story.withdrawn <= today else None
            yield Withdrawn(slug=story.slug, on=on, aliases=(*story.aliases, *translated))


def _translation(
    words: Translation, story: Story, actions: Sequence[Action], quotes: Sequence[Quote], audience: Audience
) -> VisibleTranslation:
    every = words.actions or (() if not words.we_did else (ActionWords(text=words.we_did),))
    pairs = zip(story.actions, every, strict=True)
    translated = zip(story.quotes, words.quotes, strict=True) if words.quotes else ()
    sees = frozenset(audience.fields)
    return VisibleTranslation(
        language=words.language,
        title=words.title,
        you_said=words.you_said,
        actions=tuple(text for action, text in pairs if any(action is one for one in actions)),
        what_matters=words.what_matters if "what_matters" in sees else "",
        difference=words.difference if "difference" in sees else "",
        quotes=tuple(text for quote, text in translated if any(quote is one for one in quotes)),
        note=words.note,
        body=body_for(words.body, audience.id),
    )


def _action(action: Action, sees: frozenset[str]) -> VisibleAction:
    return VisibleAction(
        text=action.text,
        status=action.status,
        date=action.date,
        promised=action.promised,
        owner=action.owner if "owner" in sees else "",
        check_on=action.check_on,
        why=action.why,
        who_decides=action.who_decides,
        instead=action.instead,
        look_again=action.look_again,
    )


def _heard(heard: Heard | None, audience: Audience) -> VisibleHeard | None:
    if heard is None:
        return None
    people = None
    if heard.people is not None:
        rule = audience.suppression
        people = Count(None if is_small(heard.people, rule) else rounded(heard.people, rule))
    return VisibleHeard(source=heard.source, period=heard.period, people=people)


def _measures(measures: Iterable[Measure], audience: Audience) -> tuple[Measure, ...]:
    rule = audience.suppression
    return tuple(
        replace(
            one,
            series=tuple(point for point in one.series if not rests_on_few(point.n, (point.value,), one.unit, rule)),
        )
        for one in measures
        if not rests_on_few(one.n, (one.before, one.after), one.unit, rule)
    )


def _quote_visible(quote: Quote, site: Site, audience: Audience, today: date) -> bool:
    return _named(quote.audiences, audience) and may_use(quote.consent, Use.WEB, today, site.consent_years)


def _quote(quote: Quote, site: Site, today: date) -> VisibleQuote:
    printed = may_use(quote.consent, Use.POSTER, today, site.consent_years)
    return VisibleQuote(text=quote.text, by=quote.by, on_poster=printed, on_screen=_on_screen(quote, site, today))


def _on_screen(quote: Quote, site: Site, today: date) -> date | None:
    """Return the last day on which the quote may stand on a screen, or None: slides may run on without a new build."""
    consent = quote.consent
    if not may_use(consent, Use.SCREEN, today, site.consent_years):
        return None
    return consent_ends(consent, site.consent_years)


def _photos(photos: Iterable[Photo], library: Library, audience: Audience, today: date) -> tuple[VisiblePhoto, ...]:
    years = library.site.consent_years

    def agreed(photo: Photo, use: Use) -> bool:
        return not photo.people if photo.consent is None else may_use(photo.consent, use, today, years)

    return tuple(
        VisiblePhoto(
            file=photo.file,
            digest=library.images[photo.file],
            alt=photo.alt,
            caption=photo.caption,
            on_poster=agreed(photo, Use.POSTER),
        )
        for photo in photos
        if _named(photo.audiences, audience) and agreed(photo, Use.WEB)
    )


def _summary(
    summary: FeedbackSummary, library: Library, audience: Audience, today: date, figures: Mapping[Key, FftFigures]
) -> VisibleSummary:
    sees = frozenset(audience.fields)
    quotes = (one for one in summary.quotes if "quotes" in sees and _quote_visible(one, library.site, audience, today))
    return VisibleSummary(
        place=summary.place,
        period=summary.period,
        title=summary.title,
        fft=None if summary.fft is None else figures[summary.place, summary.period],
        heard=tuple(VisibleTheme(theme=one.theme, said=one.said) for one in summary.heard),
        quotes=tuple(_quote(one, library.site, today) for one in quotes),
        measures=_measures(summary.measures, audience) if "measures" in sees else (),
        body=body_for(summary.body, audience.id),
    )


def _groups(stories: Iterable[Story], site: Site, audience: Audience) -> tuple[VisibleGroup, ...]:
    """Return the groups of people with the months in which they were heard, when the audience is to see that."""
    if ReportKind.LOOP not in audience.reports:
        return ()
    months: dict[str, set[str]] = {group.id: set() for group in site.groups}
    for story in stories:
        for group in story.heard.groups if story.heard else ():
            months[group].add(story.heard.period if story.heard and story.heard.period else month_of(story))
    return tuple(
        VisibleGroup(id=group.id, name=group.name, months=tuple(sorted(months[group.id] - {""})))
        for group in site.groups
    )


def _named(audiences: tuple[str, ...] | None, audience: Audience) -> bool:
    return audiences is None or audience.id in audiences


def _newest_first(story: VisibleStory) -> tuple[bool, int, str]:
    return (story.date is None, -story.date.toordinal() if story.date else 0, story.slug)


def _descending(period: str) -> int:
    return -int(period.replace("-", "").ljust(6, "0"))
