"""An allow list for HTML: what is not named here never reaches a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

import nh3

_WORDS: Final = {"a", "abbr", "b", "br", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
_BLOCKS: Final = {"blockquote", "dd", "details", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "summary", "ul"}
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLES: Final = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
TAGS: Final = frozenset({"strong", "sub", "sup", "var"} | _WORDS | _BLOCKS | _HEADINGS | _TABLES)
"""The elements that a body may hold. No picture: pictures come through `photos`, with alt text and consent."""

_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_NOTE_ATTRIBUTES: Final = {**_ATTRIBUTES, "li": {"id"}, "sup": {"id"}}
_EMPTIED: Final = {"script", "style", "title", "textarea", "noscript", "iframe", "svg", "math", "template", "select"}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_VALUES: Final = {
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "start": re.compile(r"-?\d{1,6}"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
    "id": re.compile(r"note(ref)?-\d+(-\d+)?"),
}

_TAG: Final = re.compile(r"<([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)")
_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]*))?")
_VALUE: Final = r"""\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)"""
_LINK: Final = re.compile(rf"<a\s[^>]*?href{_VALUE}", re.IGNORECASE)
_PICTURE: Final = re.compile(rf"<img\s[^>]*?src{_VALUE}", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_IN_ADDRESS: Final = re.compile(r"[\x00-\x20]")
_OTHER_COMPUTER: Final = re.compile(r"[\\/]{2}")
_NAMES: Final = {
    "button": "a form",
    "embed": "something embedded",
    "form": "a form",
    "iframe": "a frame with another page",
    "input": "a form",
    "object": "something embedded",
    "script": "a script",
    "select": "a form",
    "style": "a style sheet",
    "svg": "a drawing (SVG)",
    "textarea": "a form",
    "video": "a video",
}


def _keep(_tag: str, attribute: str, value: str) -> str | None:
    """Return the attribute's value, or None when it may not stand."""
    if attribute == "href":
        return value if is_safe_address(value) else None
    allowed = _VALUES.get(attribute)
    return value if allowed is None or allowed.fullmatch(value) else None


def _cleaner(attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=_EMPTIED,
        attributes=attributes,
        attribute_filter=_keep,
        strip_comments=True,
        link_rel=None,
        url_schemes=_SCHEMES,
    )


_PLAIN: Final = _cleaner(_ATTRIBUTES)
_WITH_NOTES: Final = _cleaner(_NOTE_ATTRIBUTES)


def sanitise(html: str) -> str:
    """Return only what the allow list has of this HTML, well formed, without any `id`."""
    return _rel(_PLAIN.clean(html))


def sanitise_with_notes(html: str) -> str:
    """Return only what the allow list has of this HTML, well formed, with the `id` of footnotes."""
    return _rel(_WITH_NOTES.clean(html))


def _rel(html: str) -> str:
    return html.replace('<a href="http', '<a rel="noopener noreferrer" href="http')


def list_removed(html: str, raw: Iterable[str]) -> tuple[str, ...]:
    """Return in plain words what the sanitiser takes out of `html`, each thing once.

    `raw` is the HTML that the writer typed, which is part of `html`; the rest was made from Markdown.
    """
    found: dict[str, None] = {}
    for text in raw:
        if "<" in text:
            found.update(dict.fromkeys(_removed_from_raw(text)))
    for source in _PICTURE.findall(html):
        found[_name_picture(_bare(source))] = None
    for value in _LINK.findall(html):
        address = _bare(value)
        if not is_safe_address(address):
            found[f"the link to “{address.strip()[:60]}”"] = None
    return tuple(found)


def is_safe_address(address: str) -> bool:
    """Return whether a link may lead there: http, https, mailto, tel, or somewhere in the same site."""
    seen_by_browser = _IGNORED_IN_ADDRESS.sub("", address)
    # Two slashes, of either sort, lead to another computer: on a page opened from a disk, to its file share.
    if _OTHER_COMPUTER.match(seen_by_browser):
        return False
    scheme = _SCHEME.match(seen_by_browser)
    return scheme is None or scheme[1].lower() in _SCHEMES


def _bare(value: str) -> str:
    """Return the value of an attribute without its quotation marks and character references."""
    return unescape(value[1:-1] if value[0] in "\"'" else value)


def _removed_from_raw(text: str) -> Iterable[str]:
    for tag, rest in _TAG.findall(text):
        name = tag.lower()
        if name == "img":
            continue  # named with where it comes from, by the caller
        if name not in TAGS:
            yield _NAMES.get(name, f"the HTML tag <{name[:20]}>")
            continue
        allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(name, set())
        for attribute, _ in _ATTRIBUTE.findall(rest):
            if attribute.lower().startswith("on"):
                yield "a script"
            elif attribute.lower() not in allowed:
                yield f"the HTML attribute “{attribute[:20]}”"


def _name_picture(source: str) -> str:
    outside = _SCHEME.match(source) or _OTHER_COMPUTER.match(source)
    return "a picture from another site" if outside else "a picture (pictures go under `photos`, with alt text)"
