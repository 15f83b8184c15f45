"""Atom (RFC 4287), JSON Feed 1.1 and the sitemap. All need the site's address."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

import msgspec

from yousaid.model.edition import Edition, VisibleStory
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan

_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OURS: Final = UUID("5a0d9c8e-6f5e-4d57-9b3e-0c1c2f6a7d41")
"""The namespace of our ids. It never changes."""
_LONG_AGO: Final = date(1970, 1, 1)
"""The day of what has none: feeds must give one, and it must not move."""
_LATEST: Final = 50
"""The most entries in a feed."""


def atom_feed(plan: Plan) -> bytes:
    """Return the Atom feed of the newest stories."""
    edition = plan.edition
    stories = edition.stories[:_LATEST]
    register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": edition.languages[0].code})

    def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
        element = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(feed, "title", edition.title)
    add(feed, "id", _id(edition, "feed", ""))
    add(feed, "updated", _moment(max((updated(story) for story in stories), default=_LONG_AGO)))
    add(feed, "link", rel="self", type="application/atom+xml", href=edition.address + address(Kind.FEED_ATOM))
    add(feed, "link", rel="alternate", type="text/html", href=edition.address)
    add(add(feed, "author"), "name", edition.organisation.name)
    for story in stories:
        entry = add(feed, "entry")
        add(entry, "title", story.title)
        add(entry, "id", _id(edition, "story", story.first or story.slug))
        add(entry, "link", rel="alternate", type="text/html", href=_web_address(plan, story))
        add(entry, "updated", _moment(updated(story)))
        add(entry, "summary", story.summary)
    indent(feed)
    return _document(feed)


def json_feed(plan: Plan) -> bytes:
    """Return the JSON Feed of the newest stories."""
    edition = plan.edition
    items = [
        {
            "id": _id(edition, "story", story.first or story.slug),
            "url": _web_address(plan, story),
            "title": story.title,
            "content_text": story.summary,
            **({"date_published": _moment(story.date)} if story.date else {}),
            "date_modified": _moment(updated(story)),
        }
        for story in edition.stories[:_LATEST]
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.title,
        "home_page_url": edition.address,
        "feed_url": edition.address + address(Kind.FEED_JSON),
        "language": edition.languages[0].code,
        "authors": [{"name": edition.organisation.name}],
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n"


def sitemap(plan: Plan) -> bytes:
    """Return the sitemap: every page that people may come to, with the day of its story."""
    register_namespace("", _SITEMAP)
    urlset = Element(f"{{{_SITEMAP}}}urlset")
    left_out = {Kind.NOT_FOUND, Kind.REDIRECT, Kind.WITHDRAWN}
    for output in plan.outputs:
        if output.kind.is_page and output.kind not in left_out:
            url = SubElement(urlset, f"{{{_SITEMAP}}}url")
            path = "" if output.kind is Kind.HOME else output.path
            SubElement(url, f"{{{_SITEMAP}}}loc").text = plan.edition.address + path
            day = updated(output.subject) if isinstance(output.subject, VisibleStory) else _LONG_AGO
            if day != _LONG_AGO:
                SubElement(url, f"{{{_SITEMAP}}}lastmod").text = day.isoformat()
    indent(urlset)
    return _document(urlset)


def _document(root: Element) -> bytes:
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _web_address(plan: Plan, story: VisibleStory) -> str:
    return plan.edition.address + address(Kind.STORY, story.slug)


def updated(story: VisibleStory) -> date:
    """Return the latest day that a story tells of as past, so that it is another only when the story is.

    A planned day that comes is no change, and neither is a new build. Without any day, the first of its month; without
    that, a day long ago.
    """
    days = [story.date, story.checked.on if story.checked else None]
    days += [action.date for action in story.actions if not action.status.is_promise]
    month = date.fromisoformat(f"{story.month}-01") if story.month else _LONG_AGO
    return max((day for day in days if day), default=month)


def _id(edition: Edition, kind: str, name: str) -> str:
    """Return an id that holds when the site or the story moves: made of who publishes, for whom, and what."""
    owner = edition.organisation.code or edition.organisation.name
    return uuid5(_OURS, "\n".join((owner, edition.audience, kind, name))).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
