"""The address of everything in one audience's site. Nothing else in the program writes a path of a page."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What an output is. The value is also what templates hand to `link()`."""

    HOME = "home"
    STORIES = "stories"
    STORY = "story"
    TRANSLATION = "translation"
    PLACES = "places"
    PLACE = "place"
    THEMES = "themes"
    THEME = "theme"
    STATUSES = "statuses"
    STATUS = "status"
    CANT_CHANGE = "cant-change"
    MONTHS = "months"
    MONTH = "month"
    MEASURES = "measures"
    LOOP = "loop"
    MY_WARDS = "my-wards"
    MY_WARD = "my-ward"
    TELL_US = "tell-us"
    ACCESSIBILITY = "accessibility"
    SEARCH = "search"
    NOT_FOUND = "not-found"
    PAGE = "page"
    WITHDRAWN = "withdrawn"
    REDIRECT = "redirect"
    POSTERS = "posters"
    POSTER = "poster"
    POSTER_PDF = "poster-pdf"
    POSTER_THUMBNAIL = "poster-thumbnail"
    POSTER_REGISTER = "poster-register"
    PRINT_RUN = "print-run"
    SCREENS = "screens"
    SCREEN = "screen"
    SLIDE = "slide"
    FEED_ATOM = "feed-atom"
    FEED_JSON = "feed-json"
    SITEMAP = "sitemap"
    DATA = "data"
    DATA_INDEX = "data-index"
    SEARCH_INDEX = "search-index"
    ASSET = "asset"
    IMAGE = "image"

    @property
    def is_page(self) -> bool:
        """Whether people look at it in a browser."""
        return ADDRESSES[self].endswith(".html")


ADDRESSES: Final[dict[Kind, str]] = {
    Kind.HOME: "index.html",
    Kind.STORIES: "stories/index.html",
    Kind.STORY: "stories/{}.html",
    Kind.TRANSLATION: "stories/{}.html",
    Kind.PLACES: "places/index.html",
    Kind.PLACE: "places/{}.html",
    Kind.THEMES: "themes/index.html",
    Kind.THEME: "themes/{}.html",
    Kind.STATUSES: "status/index.html",
    Kind.STATUS: "status/{}.html",
    Kind.CANT_CHANGE: "status/cant-change.html",
    Kind.MONTHS: "months/index.html",
    Kind.MONTH: "months/{}.html",
    Kind.MEASURES: "measures.html",
    Kind.LOOP: "loop.html",
    Kind.MY_WARDS: "my-ward/index.html",
    Kind.MY_WARD: "my-ward/{}.html",
    Kind.TELL_US: "tell-us.html",
    Kind.ACCESSIBILITY: "accessibility.html",
    Kind.SEARCH: "search.html",
    Kind.NOT_FOUND: "404.html",
    Kind.PAGE: "pages/{}.html",
    Kind.WITHDRAWN: "stories/{}.html",
    Kind.REDIRECT: "stories/{}.html",
    Kind.POSTERS: "posters/index.html",
    Kind.POSTER: "posters/{}.html",
    Kind.POSTER_PDF: "posters/{}.pdf",
    Kind.POSTER_THUMBNAIL: "posters/thumbnails/{}.png",
    Kind.POSTER_REGISTER: "posters/index.csv",
    Kind.PRINT_RUN: "posters/print/{}.pdf",
    Kind.SCREENS: "screens/index.html",
    Kind.SCREEN: "screens/{}.html",
    Kind.SLIDE: "screens/{}.png",
    Kind.FEED_ATOM: "feed.xml",
    Kind.FEED_JSON: "feed.json",
    Kind.SITEMAP: "sitemap.xml",
    Kind.DATA: "data/{}",
    Kind.DATA_INDEX: "data/index.html",
    Kind.SEARCH_INDEX: "assets/search-index.js",
    Kind.ASSET: "assets/{}",
    Kind.IMAGE: "images/{}.jpg",
}

UNDATED: Final = "undated"
"""The last part of the address of stories without a month."""

HEARD: Final = "heard"
"""The status slug of stories that have no action yet."""


def address(kind: Kind, key: str = "") -> str:
    """Return the path of an output inside its site, with `/`."""
    return ADDRESSES[kind].format(key)


def root_of(path: str) -> str:
    """Return what leads from a page back to the top of its site: "" or "../" for each folder."""
    return "../" * path.count("/")


def hashed_name(name: str, digest: str) -> str:
    """Return an asset's name with the digest in it: `site.css` becomes `site.1f2e3d4c.css`."""
    stem, dot, ending = name.removesuffix(".jinja").rpartition(".")
    return f"{stem}.{digest[:8]}{dot}{ending}"
