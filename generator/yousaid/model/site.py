"""The settings in site.yaml: who publishes, for whom, and by which rules."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from msgspec import Struct, field

from yousaid.model.states import Orientation, PaperSize, PosterKind, ReportKind, Rule, SpcProfile, Status, Variant

STORY_PARTS: Final = (
    "heard",
    "what_matters",
    "quotes",
    "photos",
    "difference",
    "checked",
    "measures",
    "made_with",
    "challenges",
    "helped",
    "cycles",
    "staff_experience",
    "owner",
    "contact",
)
"""The optional parts of a story that an audience may be given."""


class Organisation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who publishes."""

    name: str
    """The full name."""
    short_name: str = ""
    """A short name for tight places. Left out: the full name."""
    code: str = ""
    """Its code in the national register (ODS), such as RXX: of a table about all trusts, its own rows are read."""


class Contact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom readers turn to."""

    name: str
    """The team's name."""
    phone: str = ""
    """Its phone number."""
    email: str = ""
    """Its email address."""
    hours: str = ""
    """When somebody answers: "Monday to Friday, 9am to 5pm"."""


class Route(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to give feedback."""

    name: str
    """What it is called."""
    text: str
    """How it works, in a sentence or two."""
    phone: str = ""
    """A phone number."""
    email: str = ""
    """An email address."""
    web: str = ""
    """A web address."""


class Brand(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the organisation looks like."""

    colour: str = ""
    """The main colour, as #rrggbb. It must be dark enough for white text on it. Without it, the theme has one."""
    poster_font: str = ""
    """The family of the organisation's own font for posters, from the folder `fonts`. Left out, they are in Arimo."""


class Suppression(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How small counts are protected."""

    rule: Rule = Rule.NHS_ENGLAND_FFT
    """The rule: nhs-england-fft (1 to 4 become *), or none."""
    smallest: int = 5
    """The smallest count other than 0 that is shown: 5, as NHS England does, or more."""
    rounding: int = 0
    """To what counts are rounded: 5 or 10. Left out, they are not."""
    min_responses: int = 10
    """The fewest answers from which a percentage is worked out."""


class Posters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which posters an audience gets."""

    kinds: tuple[PosterKind, ...] = (PosterKind.STORY, PosterKind.WARD)
    """Which kinds: story, ward, cant-change, thank-you, tell-us, blank, board (whether the loop is closed)."""
    sizes: tuple[PaperSize, ...] = (PaperSize.A4, PaperSize.A3)
    """Which paper sizes: a5, a4, a3, a2, a1."""
    orientations: tuple[Orientation, ...] = (Orientation.PORTRAIT,)
    """Which way the paper hangs: portrait, landscape."""
    variants: tuple[Variant, ...] = (Variant.STANDARD,)
    """Which variants: standard, large-print, black-and-white, print-shop (bleed and crop marks), no-image."""
    stories: int = 4
    """The most stories on a poster of a place, over all its sheets."""
    bilingual: tuple[str, ...] = ()
    """Languages that are printed on one sheet with the site's own, first and in the same size: cy."""
    short_addresses: dict[str, str] = field(default_factory=dict)
    """Short web addresses for QR codes, by place or story, as `willow: https://x.nhs.uk/w7`. Each must lead there."""
    screens: bool = False
    """Whether there are slides for waiting-room screens."""


class Audience(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One group of readers, with a site of its own."""

    id: str
    """Its short id, as written in `audiences`."""
    name: str
    """Its name, as readers see it: "Patients and carers"."""
    title: str
    """The site's title."""
    intro: str = ""
    """A sentence or two at the top of the home page."""
    folder: str = ""
    """The folder of its site. Left out: the id."""
    theme: str = "clear"
    """The theme that its pages are made with."""
    public: bool = True
    """Whether anybody may read it. It then must hide small numbers. The pages of others say for whom they are."""
    address: str = ""
    """The web address at which its site will stand. Feeds, sitemap and QR codes need it."""
    labels: dict[str, str] = field(default_factory=dict)
    """Words of the theme that this audience sees differently, such as `we_did: Together we did`."""
    fields: tuple[str, ...] = (
        "heard",
        "what_matters",
        "quotes",
        "photos",
        "difference",
        "checked",
        "measures",
        "made_with",
        "contact",
    )
    """Which optional parts of a story it sees.

    All there are: heard, what_matters, quotes, photos, difference, checked, measures, made_with, challenges, helped,
    cycles, staff_experience, owner, contact.
    """
    reports: tuple[ReportKind, ...] = ()
    """Which pages about the work itself it gets: loop (is the loop closed?), my-ward (my ward, my feedback)."""
    suppression: Suppression = Suppression()
    """How small counts are protected."""
    posters: Posters = Posters()
    """Which posters it gets."""


class Language(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language that stories are written in."""

    code: str
    """Its code: en, cy, pl, ur."""
    name: str
    """Its own name for itself: Cymraeg, Polski."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """Which way it is written: ltr or rtl."""
    formats: str = ""
    """How to ask for other formats and languages, in this language. Printed on its posters."""
    labels: dict[str, str] = field(default_factory=dict)
    """Words of the theme in this language, where the theme has none or others: `you_said: Ai spus`."""


class Theme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What feedback can be about."""

    id: str
    """Its short id, used in addresses and in `themes`."""
    name: str
    """Its name, as readers see it."""
    group: str = ""
    """The heading that it stands under."""


class Group(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of people whom you want to hear from."""

    id: str
    """Its short id, used in `groups` of a story."""
    name: str
    """Its name: "People with a learning disability"."""


class Accessibility(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the accessibility statement says."""

    prepared: date | None = None
    """The day the statement was written."""
    reviewed: date | None = None
    """The day it was last looked at."""
    tested: str = ""
    """How the site was tested, and when."""
    problems: tuple[str, ...] = ()
    """What does not work yet, a sentence each."""
    enforcement: Literal["england-scotland-wales", "northern-ireland"] = "england-scotland-wales"
    """Who enforces the rules: it differs in Northern Ireland."""


class Charts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How charts over time are worked out."""

    spc: SpcProfile = SpcProfile.MDC
    """The rules that tell a change from chance: mdc (Making Data Count) or nhsrplotthedots (the R package)."""
    screened: bool = False
    """Whether unusually large moving ranges are left out of the limits, as nhsrplotthedots does."""
    fft_target: float | None = None
    """The share of good and very good answers that you aim at, in per cent. Left out, FFT charts have no target."""


class Tables(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How tables (CSV files and workbooks) in the content folder are read."""

    figures_for: tuple[str, ...] = ()
    """Who may see the FFT figures of tables in feedback: the ids of audiences. Left out, nobody may."""
    pairs_for: tuple[str, ...] = ()
    """Who may see stories from tables in stories, unless a column says so. Left out, nobody may."""
    headings: dict[str, str] = field(default_factory=dict)
    """Your own headings and what they mean, such as `Name of unit: ward`. `not_read` leaves a column out."""
    answers: dict[str, str] = field(default_factory=dict)
    """Your own words or numbers for the six answers, such as `5: very_good`."""
    include_hidden: bool = False
    """Whether hidden rows, columns and sheets of workbooks are read, rows that a filter hides, and struck-out rows."""


class Site(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in site.yaml."""

    organisation: Organisation
    """Who publishes."""
    audiences: tuple[Audience, ...]
    """For whom: one site each."""
    contact: Contact
    """Whom readers turn to."""
    languages: tuple[Language, ...] = (Language(code="en", name="English"),)
    """The languages in use. The first is the site's own."""
    feedback: tuple[Route, ...] = ()
    """The ways to give feedback."""
    brand: Brand = Brand()
    """What the organisation looks like."""
    formats: str = ""
    """How to ask for large print, Easy Read, audio, braille or another language."""
    themes: tuple[Theme, ...] = ()
    """More themes, beside the national list; or the same id with another name."""
    groups: tuple[Group, ...] = ()
    """Groups of people whom you want to hear from. The page “Is the loop closed?” says who has not been heard."""
    statuses: dict[Status, str] = field(default_factory=dict)
    """Other words for the statuses."""
    accessibility: Accessibility = Accessibility()
    """What the accessibility statement says."""
    consent_years: int = 5
    """How long consent lasts when it names no end."""
    charts: Charts = Charts()
    """How charts over time are worked out."""
    tables: Tables = Tables()
    """How tables (CSV files and workbooks) are read."""
