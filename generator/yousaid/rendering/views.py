"""The records that page templates get beside those of the edition."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from yousaid.model.edition import FftFigures, VisibleAction, VisiblePhoto, VisiblePlace, VisibleQuote, VisibleStory
from yousaid.model.site import Theme


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
    """One sheet in the list of posters."""

    title: str
    place: str
    month: str
    size: str
    sheet: int
    sheets: int
    html: str
    pdf: str
    number: str
    replace_after: date
