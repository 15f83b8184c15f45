"""Everything people wrote, read and typed; nothing in it is decided yet."""

from __future__ import annotations

from msgspec import Struct

from yousaid.model.feedback import FeedbackSummary
from yousaid.model.page import Page
from yousaid.model.places import Place
from yousaid.model.published import PublishedFigures
from yousaid.model.site import Site, Theme
from yousaid.model.story import Story


class UnkeptRows(Struct, frozen=True):
    """Rows of a table whose addresses are not kept as the rows are now."""

    table: str
    """The table's file."""
    lacking: tuple[int, ...]
    """Rows without a number whose address is not kept; 1 is the first row."""
    changed: tuple[int, ...]
    """Rows that were changed since their address was kept."""


class Library(Struct, frozen=True, kw_only=True):
    """All content of one project. References are resolved: `place` and `themes` are ids that exist."""

    site: Site
    """The settings."""
    places: tuple[Place, ...] = ()
    """The register of places, in the order of places.yaml."""
    themes: tuple[Theme, ...] = ()
    """The register of themes: the national list with the site's own changes."""
    stories: tuple[Story, ...] = ()
    """All stories, by slug."""
    summaries: tuple[FeedbackSummary, ...] = ()
    """All feedback summaries, by place and period."""
    published: tuple[PublishedFigures, ...] = ()
    """The record of the figures that earlier editions showed."""
    pages: tuple[Page, ...] = ()
    """All pages, by slug."""
    images: dict[str, str] = {}
    """The files in the images folder: name to a digest of the file's bytes (BLAKE2b, hex)."""
    texts: dict[str, str] = {}
    """The text of every file read, by path, so that a problem can show the line."""
    unkept: tuple[UnkeptRows, ...] = ()
    """Tables whose rows do not all have an address that is kept."""
