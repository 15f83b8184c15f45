"""An edition: all that one audience may see, and nothing else.

These records have no room for what must not be seen: no audiences, no consent, no approver, no other edition.
Whatever stands here may be printed on any page of the audience that it was made for.
"""

from __future__ import annotations

import datetime

from msgspec import Struct

from yousaid.model.site import Accessibility, Brand, Charts, Contact, Language, Organisation, Posters, Route, Theme
from yousaid.model.states import PlaceKind, ReportKind, Source, Status
from yousaid.model.story import ActionWords, Checked, Cycle, Factor, MadeWith, Measure, Rebase


class Count(Struct, frozen=True):
    """A count that may be hidden."""

    value: int | None
    """The count; None when it is hidden."""


class VisibleHeard(Struct, frozen=True, kw_only=True):
    """Where the feedback came from."""

    source: Source
    """How it reached us."""
    period: str
    """The month, as 2026-10, or nothing."""
    people: Count | None
    """How many people said so, when we know."""


class VisibleAction(Struct, frozen=True, kw_only=True):
    """One thing we did, are doing, plan to do, or cannot do."""

    text: str
    status: Status
    date: datetime.date | None
    promised: datetime.date | None
    owner: str
    check_on: datetime.date | None
    why: str
    who_decides: str
    instead: str
    look_again: datetime.date | None


class VisibleQuote(Struct, frozen=True, kw_only=True):
    """Somebody's own words, agreed to be shown."""

    text: str
    by: str
    on_poster: bool
    """Whether it may also be printed."""
    on_screen: datetime.date | None = None
    """The last day on which it may also stand on a screen; None when it may not."""


class VisiblePhoto(Struct, frozen=True, kw_only=True):
    """A picture, agreed to be shown."""

    file: str
    digest: str
    """A digest of the file's bytes."""
    alt: str
    caption: str
    on_poster: bool
    """Whether it may also be printed."""


class VisibleTranslation(Struct, frozen=True, kw_only=True):
    """A story's words in another language."""

    language: str
    title: str
    you_said: str
    actions: tuple[ActionWords, ...]
    """In step with the story's visible actions."""
    what_matters: str
    difference: str
    quotes: tuple[str, ...]
    """In step with the story's visible quotes; empty when the quotes are not translated."""
    note: str
    body: str
    """Markdown."""


class VisibleStory(Struct, frozen=True, kw_only=True):
    """A story, as far as this audience may see it."""

    slug: str
    ref: str
    first: str = ""
    """What it goes on being called when its address changes: its number, else its oldest address."""
    title: str
    place: str
    """The place's id, or nothing."""
    date: datetime.date | None
    month: str
    """The month that it is listed under, as 2026-10, or nothing."""
    summary: str
    you_said: str
    actions: tuple[VisibleAction, ...]
    statuses: tuple[Status, ...]
    """The actions' statuses, each once, in the order of `Status`; empty when there is no action yet."""
    waiting: bool
    """Whether people said something, and nothing is decided yet. Not so when only the text tells what came of it."""
    heard: VisibleHeard | None
    themes: tuple[str, ...]
    what_matters: str
    quotes: tuple[VisibleQuote, ...]
    photos: tuple[VisiblePhoto, ...]
    difference: str
    checked: Checked | None
    measures: tuple[Measure, ...]
    made_with: MadeWith | None
    challenges: tuple[Factor, ...]
    helped: tuple[Factor, ...]
    cycles: tuple[Cycle, ...]
    staff_experience: str
    contact: str
    review_by: datetime.date | None
    on_poster: bool
    expires: datetime.date | None = None
    """The last day on which it is shown."""
    aliases: tuple[str, ...]
    translations: tuple[VisibleTranslation, ...]
    body: str
    """Markdown, with the fences of other audiences gone."""


class Withdrawn(Struct, frozen=True, kw_only=True):
    """A story that was taken back: its address and the day, and not a word of it."""

    slug: str
    on: datetime.date | None
    """None when the day that was written has not come."""
    aliases: tuple[str, ...] = ()


class FftAnswer(Struct, frozen=True):
    """One row of the FFT answers."""

    key: str
    """very_good, good, neither, poor, very_poor, dont_know."""
    count: Count
    share: int | None
    """Whole per cent of all answers; None when hidden or too few."""


class FftFigures(Struct, frozen=True, kw_only=True):
    """FFT answers of one place and month, after small numbers were hidden."""

    answers: tuple[FftAnswer, ...]
    """All six, in the order of the question."""
    total: Count
    positive: int | None
    """Very good and good, in whole per cent of all six; None when too few answers."""
    negative: int | None
    """Poor and very poor, likewise."""
    tenths: int | None
    """`positive` as "about N in 10"; None when too few answers."""
    all_positive: bool
    """Whether everybody who answered said good or very good: 100 per cent can also be 299 of 300."""
    eligible: int | None
    """How many people could have answered, when known."""
    responded: int | None
    """The response rate: those who answered, in whole per cent of those who could have."""


class VisibleTheme(Struct, frozen=True, kw_only=True):
    """What people said about one theme."""

    theme: str
    said: str


class VisibleSummary(Struct, frozen=True, kw_only=True):
    """What one place heard in one period, as far as this audience may see it."""

    place: str
    period: str
    title: str
    fft: FftFigures | None
    heard: tuple[VisibleTheme, ...]
    quotes: tuple[VisibleQuote, ...]
    measures: tuple[Measure, ...]
    body: str


class VisiblePage(Struct, frozen=True, kw_only=True):
    """A page that is not a story."""

    slug: str
    title: str
    summary: str
    menu: bool
    body: str


class VisiblePlace(Struct, frozen=True, kw_only=True):
    """A place, as readers see it."""

    id: str
    name: str
    parent: str
    kind: PlaceKind
    contact: str
    owner: str
    aliases: tuple[str, ...] = ()
    """Other names that people type for it. They are searched, and shown nowhere."""
    languages: tuple[str, ...] = ()
    """The languages that its posters are wanted in, beside the site's own."""
    fft_rebase: tuple[Rebase, ...] = ()
    """Months from which the limits of its FFT chart are worked out anew, each with the reason."""


class VisibleGroup(Struct, frozen=True, kw_only=True):
    """A group of people whom the organisation wants to hear from. Nothing says which story is whose."""

    id: str
    name: str
    months: tuple[str, ...]
    """The months in which somebody of the group was heard, as 2026-10, each once, oldest first."""


class Edition(Struct, frozen=True, kw_only=True):
    """All that one audience may see on one day."""

    audience: str
    """The audience's id."""
    name: str
    """The audience's name."""
    title: str
    intro: str
    folder: str
    theme: str
    public: bool
    address: str
    """The web address of its site, ending in `/`, or nothing."""
    labels: dict[str, str]
    """Words of the theme that this audience sees differently."""
    fields: frozenset[str]
    """The optional parts that it sees; the stories are already without the others."""
    reports: frozenset[ReportKind]
    """Which pages about the work itself it gets."""
    posters: Posters
    organisation: Organisation
    contact: Contact
    brand: Brand
    formats: str
    feedback: tuple[Route, ...]
    languages: tuple[Language, ...]
    accessibility: Accessibility
    status_words: dict[Status, str]
    places: tuple[VisiblePlace, ...]
    themes: tuple[Theme, ...]
    groups: tuple[VisibleGroup, ...]
    """The groups of people, for audiences with the report “loop”; empty for others."""
    stories: tuple[VisibleStory, ...]
    """Newest first; without a date last; then by slug."""
    summaries: tuple[VisibleSummary, ...]
    """Newest first; then by place."""
    pages: tuple[VisiblePage, ...]
    withdrawn: tuple[Withdrawn, ...]
    charts: Charts
    """How charts over time are worked out."""
    today: datetime.date
    """The day for which the edition holds."""
