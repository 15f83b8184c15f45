"""A story as people wrote it: what was said, what was done, and who may read it."""

from __future__ import annotations

import datetime

from msgspec import Struct

from yousaid.model.states import Better, CheckResult, FactorKind, Source, Status, Use, Way


class Origin(Struct, frozen=True):
    """Where a record came from, so that a problem can point at it."""

    path: str
    """The file, from the content folder, with `/`."""
    line: int = 1
    """The line on which the record starts; 1 is the first."""
    index: int | None = None
    """Its place in the file when the file holds a list; 0 is the first."""


class Consent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's agreement that we may use their words or picture."""

    reference: str
    """The number of the signed form. Never the person's name."""
    given: datetime.date
    """The day on which the person agreed."""
    expires: datetime.date | None = None
    """The last day on which we may use it. Without it, 5 years after `given`."""
    uses: tuple[Use, ...] = (Use.WEB, Use.POSTER, Use.SCREEN)
    """Where it may be shown: web, poster, screen."""
    withdrawn: datetime.date | None = None
    """The day on which the person changed their mind. Whatever the day, it is gone from the next build."""


class Quote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's own words."""

    text: str
    """The words, exactly as said."""
    by: str = ""
    """Who said it, in a way that does not name them: "patient", "daughter of a patient"."""
    consent: Consent
    """The agreement to use it. A quote without consent is shown to nobody."""
    audiences: tuple[str, ...] | None = None
    """Fewer audiences than the story's own. Left out: the same as the story's."""


class Photo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture, with the words that stand in for it."""

    file: str
    """The file's name in the images folder."""
    alt: str
    """What the picture shows, for people who cannot see it."""
    caption: str = ""
    """Words under the picture. They say something other than `alt`."""
    consent: Consent | None = None
    """The agreement of the people in it. Needed when `people` is true."""
    people: bool = False
    """Whether anybody in the picture can be recognised."""
    audiences: tuple[str, ...] | None = None
    """Fewer audiences than the story's own. Left out: the same as the story's."""


class Heard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the feedback came from."""

    source: Source
    """How it reached us: fft, complaint, pals, compliment, care-opinion, survey, conversation, staff."""
    period: str = ""
    """The month in which we heard it, as 2026-10."""
    people: int | None = None
    """How many people said so. Small numbers are hidden from public audiences."""
    groups: tuple[str, ...] = ()
    """Which groups of people told us: ids from `groups` in site.yaml. They are only counted by month, to see who is
    not heard, and never shown with a story."""


class Action(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing we did, are doing, plan to do, or cannot do."""

    text: str
    """What it is, in a sentence or two."""
    status: Status
    """Where it stands: done, in progress, planned, can't change, explained."""
    date: datetime.date | None = None
    """The day it was done, or the day it is planned for."""
    promised: datetime.date | None = None
    """The day that was promised first, when `date` has moved."""
    owner: str = ""
    """Who sees to it: a role, never a name."""
    check_on: datetime.date | None = None
    """The day on which we ask people whether it worked."""
    why: str = ""
    """Why we cannot change it. Needed with "can't change"."""
    who_decides: str = ""
    """Who decides about it. Needed with "can't change"."""
    instead: str = ""
    """What we can do instead. Needed with "can't change"."""
    look_again: datetime.date | None = None
    """The day on which we look at it again."""
    audiences: tuple[str, ...] | None = None
    """Fewer audiences than the story's own. Left out: the same as the story's."""


class Checked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What we heard when we asked people again."""

    on: datetime.date
    """The day on which we asked."""
    result: CheckResult
    """What they said: working, not yet, not working."""
    note: str = ""
    """What they told us, in a sentence."""


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """One point of a measure over time."""

    period: str
    """The month (2026-10) or year (2017) that it is for."""
    value: float
    """The value, in the measure's unit."""
    n: int | None = None
    """How many people or events it rests on."""


class Rebase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A point of a series from which the limits of its chart are worked out anew."""

    period: str
    """The month (2026-10) or year (2017) of the first point under new limits."""
    why: str
    """What was done or decided then: limits are not moved without a reason."""


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number before and after, or a series over time."""

    name: str
    """What is measured."""
    before: float | None = None
    """The value before the change."""
    after: float | None = None
    """The value after the change."""
    unit: str = ""
    """The unit: %, minutes, calls a day."""
    n: int | None = None
    """How many people or events it rests on."""
    series: tuple[Point, ...] = ()
    """The values over time: all by month or all by year, each once. From 13 values on they are drawn as a chart with
    limits."""
    better: Better | None = None
    """Which way is better: higher or lower. Left out, the chart does not judge."""
    target: float | None = None
    """The value aimed at, in the measure's unit."""
    rebase: tuple[Rebase, ...] = ()
    """Points of the series from which new limits are worked out, each with the reason."""
    loop: bool = False
    """Whether it also stands on the page “Is the loop closed?”. For measures of feedback summaries."""
    staff_group: str = ""
    """The group of staff whose answers these are: "Nurses and midwives". On that page, groups stand in one table."""
    source: str = ""
    """Where the figures come from."""


class MadeWith(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who made the change with us. Without it, a story is not called coproduced."""

    who: str
    """Who was involved: "6 patients and 2 carers"."""
    how_many: int | None = None
    """How many people that was."""
    way: Way | None = None
    """How: always-event, ebcd, pdsa, codesign, survey."""
    what: str = ""
    """What they decided or shaped, in a sentence."""


class Factor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that got in the way, or helped."""

    kind: FactorKind
    """What sort: time, leadership, fear, language, culture, money, other."""
    text: str
    """What happened, in a sentence."""


class Cycle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One plan, do, study, act (PDSA) cycle."""

    plan: str
    """What we wanted to find out, and how."""
    do: str
    """What we tried."""
    study: str = ""
    """What we learned."""
    act: str = ""
    """What we decided to do next."""


class Block(Struct, frozen=True):
    """A stretch of a body: for everyone who may read the story, or fenced for some."""

    text: str
    """Markdown."""
    audiences: tuple[str, ...] | None = None
    """The audiences named on the fence; None outside fences."""
    line: int = 1
    """The line of the file on which it starts."""


class ActionWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one action in another language."""

    text: str
    """What it is."""
    why: str = ""
    """Why we cannot change it."""
    who_decides: str = ""
    """Who decides about it."""
    instead: str = ""
    """What we can do instead."""


class Translation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A story in another language. Who may read it, and when, is taken from the story itself."""

    title: str
    """The title in this language."""
    you_said: str = ""
    """What people told us."""
    we_did: str = ""
    """The action's words, when the story has one action."""
    actions: tuple[ActionWords, ...] = ()
    """The actions' words, in the order of the story's own actions."""
    what_matters: str = ""
    """What matters to people."""
    difference: str = ""
    """What changed for people."""
    quotes: tuple[str, ...] = ()
    """The quotes, in the order of the story's own quotes."""
    note: str = ""
    """Who translated it, or that it is a sample."""
    language: str = ""
    """The language code; taken from the file's name."""
    body: tuple[Block, ...] = ()
    """The body; taken from the file."""
    origin: Origin = Origin("")
    """Where it came from."""


class Story(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people told us, and what came of it."""

    title: str
    """The heading: at most 65 letters, in sentence case."""
    audiences: tuple[str, ...]
    """Who may read it: the ids from site.yaml. Left out, nobody may."""
    place: str = ""
    """The ward, service or site: its id, name or another name from places.yaml."""
    you_said: str = ""
    """What people told us."""
    we_did: str = ""
    """What we did about it. Short for one action that is done."""
    actions: tuple[Action, ...] = ()
    """What we did, are doing, plan to do, or cannot do. One for each promise."""
    undecided: bool = False
    """Whether it is not decided yet what comes of it. Needed when there is a text but no action: nobody can tell."""
    date: datetime.date | None = None
    """The day the story is told, as 2026-10-31. It decides the month it is listed under, and it is not shown before."""
    summary: str = ""
    """One sentence for lists. Left out, `you_said` is used."""
    ref: str = ""
    """The story's permanent number, such as YS-0042."""
    slug: str = ""
    """The last part of its address. Left out, the file's name."""
    heard: Heard | None = None
    """Where the feedback came from."""
    themes: tuple[str, ...] = ()
    """What it is about: ids from the list of themes."""
    what_matters: str = ""
    """What matters to the people who told us."""
    quotes: tuple[Quote, ...] = ()
    """People's own words, each with consent."""
    photos: tuple[Photo, ...] = ()
    """Pictures, each with the words that stand in for it."""
    difference: str = ""
    """What is different for people now."""
    checked: Checked | None = None
    """What we heard when we asked again."""
    measures: tuple[Measure, ...] = ()
    """Numbers before and after."""
    made_with: MadeWith | None = None
    """Who made the change with us."""
    challenges: tuple[Factor, ...] = ()
    """What got in the way."""
    helped: tuple[Factor, ...] = ()
    """What helped."""
    cycles: tuple[Cycle, ...] = ()
    """Plan, do, study, act (PDSA) cycles."""
    staff_experience: str = ""
    """What it meant for staff."""
    contact: str = ""
    """Who to ask: a role, with a phone number or email address of the service."""
    approved_by: str = ""
    """Who agreed that it may be published: a role. Never shown."""
    draft: bool = False
    """Whether it is still being written. A draft is shown to nobody."""
    publish_from: datetime.date | None = None
    """The first day on which it is shown."""
    expires: datetime.date | None = None
    """The last day on which it is shown."""
    review_by: datetime.date | None = None
    """The day by which somebody must look whether it is still true."""
    withdrawn: datetime.date | None = None
    """The day it was taken back. Whatever the day, its page says so politely from the next build, and nothing else."""
    poster: bool = True
    """Whether it may go on posters."""
    aliases: tuple[str, ...] = ()
    """Earlier slugs, the oldest first. They lead to this story."""
    replaces: tuple[str, ...] = ()
    """Slugs of stories that this one takes the place of. They lead here."""
    body: tuple[Block, ...] = ()
    """The text under the front matter; not a key."""
    translations: tuple[Translation, ...] = ()
    """The story in other languages, from files beside it; not a key."""
    origin: Origin = Origin("")
    """Where it came from; not a key."""
