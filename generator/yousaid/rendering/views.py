"""The records that page templates get beside those of the edition."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from yousaid.model.edition import FftFigures, VisibleAction, VisiblePhoto, VisiblePlace, VisibleQuote, VisibleStory
from yousaid.model.site import Theme
from yousaid.model.story import Measure


class Counted(Struct, frozen=True, kw_only=True):
    """One line of a list of lists: what it is, how many stories it holds, and where it is."""

    count: int
    href: str
    label: str = ""
    word: str = ""
    status: str = ""
    month: str = ""
    place: VisiblePlace | None = None
    theme: Theme | None = None


class Group(Struct, frozen=True, kw_only=True):
    """Lines under one heading."""

    name: str = ""
    place: VisiblePlace | None = None
    places: tuple[Counted, ...] = ()
    themes: tuple[Counted, ...] = ()


class ActionText(Struct, frozen=True, kw_only=True):
    """An action, with its words in the page's language."""

    action: VisibleAction
    text: str
    why: str
    who_decides: str
    instead: str


class StoryWords(Struct, frozen=True, kw_only=True):
    """A story's words in the page's language."""

    title: str
    you_said: str
    actions: tuple[ActionText, ...]
    what_matters: str
    difference: str
    quotes: tuple[VisibleQuote, ...]
    note: str
    body: str
    language: str
    translated: bool


class Source(Struct, frozen=True):
    """One width of a photo."""

    width: int
    href: str


class ShownPhoto(Struct, frozen=True, kw_only=True):
    """A photo with the files that show it."""

    photo: VisiblePhoto
    sources: tuple[Source, ...]
    width: int
    height: int
    src: str


class PosterLink(Struct, frozen=True):
    """A poster to open or print."""

    label: str
    html: str
    pdf: str


class FftMonth(Struct, frozen=True):
    """The FFT answers of one month."""

    period: str
    fft: FftFigures


class ItemAction(Struct, frozen=True):
    """One action and the story that it belongs to."""

    story: VisibleStory
    action: VisibleAction


class StepKind(StrEnum):
    """The steps from what was heard to whether it worked."""

    HEARD = "heard"
    DECIDED = "decided"
    BY_WHOM = "by-whom"
    CHANGED = "changed"
    CHECKED = "checked"


class StepState(StrEnum):
    """How far a step has come."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    LATE = "late"
    NOT_NEEDED = "not-needed"


class Step(Struct, frozen=True):
    """One step of a concern."""

    kind: StepKind
    state: StepState


class Concern(Struct, frozen=True, kw_only=True):
    """A story of a place, as the way from what was heard to whether it worked."""

    story: VisibleStory
    actions: tuple[ActionText, ...]
    steps: tuple[Step, ...]
    """In order; without those that this audience cannot know of."""
    owners: tuple[str, ...]
    """Who sees to the actions, each once."""
    deciders: tuple[str, ...]
    """Who decides about what cannot change, each once."""
    check_due: date | None
    """The first day on which people are to be asked whether it worked, when that has not been done since."""
    overdue: bool
    """Whether that day has passed."""
    changes: tuple[Measure, ...]
    """The measures that were taken both before and after."""


class Idea(Struct, frozen=True, kw_only=True):
    """Something that another place did about a theme of this one."""

    story: VisibleStory
    themes: tuple[str, ...]
    """The themes that both have: why it is offered."""
    actions: tuple[ActionText, ...]
    """What was done; nothing that is only planned."""


class Nearby(Struct, frozen=True):
    """The next month, either way."""

    label: str
    href: str


class Alternate(Struct, frozen=True):
    """The same page in another language."""

    lang: str
    name: str
    href: str
    dir: str
    current: bool


class MenuItem(Struct, frozen=True):
    """One entry of the menu."""

    label: str
    href: str
    current: bool
    lang: str
    """What its element says when the words are in another language than the page."""


class PageInfo(Struct, frozen=True, kw_only=True):
    """What every page says about itself."""

    path: str
    root: str
    title: str
    description: str
    lang: str
    dir: str
    kind: str
    canonical: str
    in_menu: bool
    """Whether the menu has an entry for this very page."""
    alternates: tuple[Alternate, ...]


class PosterRow(Struct, frozen=True, kw_only=True):
    """One sheet on the contact sheet of posters."""

    title: str
    kind: str
    """story, ward, cant-change, thank-you, tell-us, blank or board."""
    place: str
    month: str
    format: str
    """Paper, orientation and variant in words: A4 landscape, large print."""
    languages: tuple[str, ...]
    """Codes of its languages."""
    sheet: int
    sheets: int
    html: str
    pdf: str
    thumbnail: str
    """The address of its picture."""
    is_wide: bool
    """Whether it is wider than tall."""
    number: str
    replace_after: date


class PrintRunRow(Struct, frozen=True, kw_only=True):
    """Sheets that go through the printer in one go, as one file."""

    about: str
    """The name of the place, or the paper."""
    place: str
    """The id of the place, or nothing when it is all posters on one paper."""
    volume: int
    """Which part of the run it is; 0 when it is whole."""
    sheets: int
    """How many."""
    href: str


class SlideLink(Struct, frozen=True, kw_only=True):
    """A slide as a picture."""

    name: str
    """The name of its file."""
    href: str
    heading: str
    until: date | None
    """The last day on which it may be shown; None when it always may."""


class ScreenLink(Struct, frozen=True, kw_only=True):
    """A slide show, with its pictures."""

    name: str
    """The place or organisation that it is about."""
    href: str
    seconds: int
    """How long one round takes."""
    slides: tuple[SlideLink, ...]
