"""Atom (RFC 4287), JSON Feed 1.1 and the sitemap. All need the site's address."""

from __future__ import annotations

from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

import msgspec

from yousaid.model.edition import VisibleStory
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan

_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LATEST: Final = 50
"""The most entries in a feed."""


def atom_feed(plan: Plan) -> bytes:
    """Return the Atom feed of the newest stories."""
    edition = plan.edition
    register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": edition.languages[0].code})

    def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
        element = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(feed, "title", edition.title)
    add(feed, "id", edition.address)
    add(feed, "updated", _moment(_newest(plan)))
    add(feed, "link", rel="self", type="application/atom+xml", href=edition.address + address(Kind.FEED_ATOM))
    add(feed, "link", rel="alternate", type="text/html", href=edition.address)
    add(add(feed, "author"), "name", edition.organisation.name)
    for story in edition.stories[:_LATEST]:
        entry = add(feed, "entry")
        add(entry, "title", story.title)
        add(entry, "id", _web_address(plan, story))
        add(entry, "link", rel="alternate", type="text/html", href=_web_address(plan, story))
        add(entry, "updated", _moment(story.date or edition.today))
        add(entry, "summary", story.summary)
    indent(feed)
    return _document(feed)


def json_feed(plan: Plan) -> bytes:
    """Return the JSON Feed of the newest stories."""
    edition = plan.edition
    items = [
        {
            "id": _web_address(plan, story),
            "url": _web_address(plan, story),
            "title": story.title,
            "content_text": story.summary,
            "date_published": _moment(story.date or edition.today),
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
            day = output.subject.date if isinstance(output.subject, VisibleStory) else None
            if day:
                SubElement(url, f"{{{_SITEMAP}}}lastmod").text = day.isoformat()
    indent(urlset)
    return _document(urlset)


def _document(root: Element) -> bytes:
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _web_address(plan: Plan, story: VisibleStory) -> str:
    return plan.edition.address + address(Kind.STORY, story.slug)


def _newest(plan: Plan) -> date:
    return max((story.date for story in plan.edition.stories if story.date), default=plan.edition.today)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
