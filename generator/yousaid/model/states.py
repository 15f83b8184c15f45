"""Closed sets: every word that a writer chooses from a list rather than makes up."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where an action stands. The value is also the slug in addresses and the key of its label."""

    DONE = "done"
    IN_PROGRESS = "in-progress"
    PLANNED = "planned"
    CANT_CHANGE = "cant-change"
    EXPLAINED = "explained"

    @property
    def needs_reason(self) -> bool:
        """Whether the writer must say why, and who decides."""
        return self is Status.CANT_CHANGE

    @property
    def is_promise(self) -> bool:
        """Whether something is still to come, so that its date is a promise."""
        return self in {Status.PLANNED, Status.IN_PROGRESS}


class Source(StrEnum):
    """How feedback reached us."""

    FFT = "fft"
    COMPLAINT = "complaint"
    PALS = "pals"
    COMPLIMENT = "compliment"
    CARE_OPINION = "care-opinion"
    SURVEY = "survey"
    CONVERSATION = "conversation"
    STAFF = "staff"


class CheckResult(StrEnum):
    """What people said when we asked again."""

    WORKING = "working"
    NOT_YET = "not-yet"
    NOT_WORKING = "not-working"


class Use(StrEnum):
    """Where a person agreed that their words or picture may be shown."""

    WEB = "web"
    POSTER = "poster"
    SCREEN = "screen"


class Way(StrEnum):
    """How people were involved in making a change."""

    ALWAYS_EVENT = "always-event"
    EBCD = "ebcd"
    PDSA = "pdsa"
    CODESIGN = "codesign"
    SURVEY = "survey"


class FactorKind(StrEnum):
    """What got in the way of a change, or helped it (the HOPE network's list of challenges)."""

    TIME = "time"
    LEADERSHIP = "leadership"
    FEAR = "fear"
    LANGUAGE = "language"
    CULTURE = "culture"
    MONEY = "money"
    OTHER = "other"


class PlaceKind(StrEnum):
    """What sort of place a place is."""

    ORGANISATION = "organisation"
    SITE = "site"
    WARD = "ward"
    SERVICE = "service"
    TEAM = "team"

    @property
    def is_ward(self) -> bool:
        """Whether it is a ward or what stands for one: somewhere people are cared for, not a whole building."""
        return self in {PlaceKind.WARD, PlaceKind.SERVICE, PlaceKind.TEAM}


class PosterKind(StrEnum):
    """Which posters an audience gets."""

    STORY = "story"
    WARD = "ward"
    CANT_CHANGE = "cant-change"
    THANK_YOU = "thank-you"
    TELL_US = "tell-us"
    BLANK = "blank"
    BOARD = "board"


class ReportKind(StrEnum):
    """Pages about the work itself, which an audience gets only when its settings say so."""

    LOOP = "loop"
    MY_WARD = "my-ward"


class PaperSize(StrEnum):
    """Paper for posters, ISO 216."""

    A5 = "a5"
    A4 = "a4"
    A3 = "a3"
    A2 = "a2"
    A1 = "a1"


class Orientation(StrEnum):
    """Which way the paper hangs."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Variant(StrEnum):
    """For whom, or for what printer, a poster is made."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    BLACK_AND_WHITE = "black-and-white"
    PRINT_SHOP = "print-shop"
    NO_IMAGE = "no-image"


class Rule(StrEnum):
    """How small counts are protected in one audience's edition."""

    NHS_ENGLAND_FFT = "nhs-england-fft"
    NONE = "none"


class Better(StrEnum):
    """Which way a measure should go."""

    HIGHER = "higher"
    LOWER = "lower"


class SpcProfile(StrEnum):
    """The rules by which a chart over time finds a change."""

    MDC = "mdc"
    NHSRPLOTTHEDOTS = "nhsrplotthedots"
