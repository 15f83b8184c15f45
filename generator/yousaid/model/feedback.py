"""A feedback summary: what one place heard in one month."""

from __future__ import annotations

from msgspec import Struct

from yousaid.model.story import Block, Measure, Origin, Quote


class FftCounts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people gave each answer to the Friends and Family Test (FFT), the question used since April 2020."""

    very_good: int
    """Very good."""
    good: int
    """Good."""
    neither: int
    """Neither good nor poor."""
    poor: int
    """Poor."""
    very_poor: int
    """Very poor."""
    dont_know: int
    """Don't know."""
    eligible: int | None = None
    """How many people could have answered, when known."""


class ThemeHeard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people said about one theme. Listed as written, never ranked: how often is not how much it matters."""

    theme: str
    """The theme's id."""
    said: str
    """What people said, in our words."""


class FeedbackSummary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one place, or the whole organisation, heard in one period."""

    audiences: tuple[str, ...]
    """Who may read it: the ids from site.yaml. Left out, nobody may."""
    period: str
    """The month (2026-10) or year (2017) that it is for."""
    place: str = ""
    """The ward, service or site. Left out: the whole organisation."""
    title: str = ""
    """A heading, when the place and month are not enough."""
    fft: FftCounts | None = None
    """The Friends and Family Test answers."""
    heard: tuple[ThemeHeard, ...] = ()
    """What people said, theme by theme."""
    quotes: tuple[Quote, ...] = ()
    """People's own words, each with consent."""
    measures: tuple[Measure, ...] = ()
    """Other numbers, such as the NHS Staff Survey."""
    body: tuple[Block, ...] = ()
    """The text under the front matter; not a key."""
    origin: Origin = Origin("")
    """Where it came from; not a key."""
