"""A poster as it is planned: everything on it, before anybody measures whether it fits."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from yousaid.figures.loop import Line
from yousaid.model.site import Charts, Route
from yousaid.model.states import Orientation, PaperSize, PosterKind, Status, Variant
from yousaid.model.story import Measure


class Format(Struct, frozen=True):
    """Paper, which way it hangs, and for whom or what printer it is made."""

    size: PaperSize
    orientation: Orientation = Orientation.PORTRAIT
    variant: Variant = Variant.STANDARD

    @property
    def name(self) -> str:
        """The end of a poster's name: `a4`, `a3-landscape`, `a4-large-print`."""
        usual = (Orientation.PORTRAIT, Variant.STANDARD)
        return "-".join((self.size, *(part for part in (self.orientation, self.variant) if part not in usual)))


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
    """What people said, and what came of it: the piece of a poster that is never broken."""

    slug: str
    """The story's slug, so that a problem can name it."""
    title: str
    month: str = ""
    """The month of the story, as 2026-10, or nothing."""
    you_said: str = ""
    actions: tuple[PosterAction, ...] = ()
    waiting: bool = False
    """Whether nothing is decided yet."""
    difference: str = ""
    made_with: str = ""
    """Who made the change with us, or nothing."""
    also: Pair | None = None
    """The same in the poster's second language."""
    line: Line | None = None
    """On a sheet for the board: a figure in place of what people said and what came of it."""
    route: Route | None = None
    """On a poster about how to tell us: a way to give feedback."""
    charted: bool = False
    """On a sheet for the board: whether it is the chart of the figures over time."""
    blank: bool = False
    """Whether it is room to write in by hand."""


class FftLine(Struct, frozen=True, kw_only=True):
    """The Friends and Family Test (FFT) in one line."""

    period: str
    """The month (2026-10) or year."""
    total: int
    """How many people answered."""
    all_positive: bool
    """Whether everybody said very good or good."""
    positive: int
    """Good and very good answers, in whole per cent."""
    tenths: int
    """The same as "about N in 10"."""
    places: int = 0
    """How many places are added up in it; 0 when it is somebody's own figure."""


class Tongue(Struct, frozen=True):
    """A language that a poster speaks."""

    code: str
    direction: str = "ltr"
    """ltr or rtl."""
    series: str = ""
    """What all this is called in it: "You said, we did". Nothing: the theme has a word for it."""
    title: str = ""
    """The poster's heading; nothing where the theme has the words."""
    formats: str = ""
    """How to ask for other formats and languages; nothing where the theme has the words."""


class Poster(Struct, frozen=True, kw_only=True):
    """One poster, with all it shows; it may take more than one sheet of paper."""

    name: str
    """The stem of its files: `willow-2026-11-a4`."""
    number: str
    """What is printed on it to tell it from all others: `WILLOW-2026-11-A4`."""
    kind: PosterKind
    about: str
    """The slug of the story, or the id of the place, that it is about."""
    format: Format
    tongues: tuple[Tongue, ...]
    """Its languages, in the order in which they stand: one, or two on one sheet."""
    own: Tongue
    """The language of names, of the contact line and of quotations: the site's own."""
    place: str
    """The name of the place, or nothing."""
    place_id: str
    """Its id, or nothing."""
    month: str
    """The month in which it was made, as 2026-11."""
    replace_after: date
    owner: str
    """Who looks after it: a role, or a team."""
    audience: str
    """The id of the audience that it is for."""
    organisation: str
    colour: str
    """The organisation's colour, as #rrggbb."""
    contact: str
    """Whom to turn to, with a phone number or email address."""
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
    otherwise: Poster | None = None
    """What is printed in its place when two languages do not fit: the first of them alone."""

    @property
    def language(self) -> str:
        """The code of its first language."""
        return self.tongues[0].code

    @property
    def title(self) -> str:
        """Its heading in its first language; nothing where the theme has the words."""
        return self.tongues[0].title
