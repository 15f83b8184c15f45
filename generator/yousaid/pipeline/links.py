"""Links that writers made in texts, and whether they lead each audience to something.

A link stands on a page, and its address is read from there. So is every hint: what it says can be written as it is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from yousaid.editions import body_for
from yousaid.model.edition import Edition
from yousaid.model.library import Library
from yousaid.model.story import Block, Origin
from yousaid.pipeline.advice import Wrong, links_in, wrong_address
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.problems import Problem, nearest, one_of
from yousaid.reading.positions import excerpt
from yousaid.rendering.guard import TextRefused
from yousaid.rendering.looks import Chain
from yousaid.rendering.markup import convert

_HREF: Final = re.compile(r'href="([^"]*)"')
_ID: Final = re.compile(r'\sid="([^"]*)"')
_FILLED_IN: Final = re.compile(r"\{\{.*?\}\}")
_MOST: Final = 3
"""How many pages a hint names."""


class Text(Struct, frozen=True):
    """A body as one audience reads it."""

    here: str
    """The page that it stands on."""
    blocks: tuple[Block, ...]
    """What the audience reads of it."""
    html: str
    origin: Origin


class Pages(Struct, frozen=True):
    """All that links of one site can lead to."""

    edition: Edition
    paths: frozenset[str]
    files: Mapping[str, str]
    """Where the page of each file of the content folder stands."""
    texts: Mapping[str, Text]
    """The bodies by the page that they stand on."""
    others: Mapping[str, str]
    """The names of the other audiences, by the folders of their sites."""
    ids: tuple[re.Pattern[str], ...]
    """What headings and parts of pages are called by the theme."""


def broken_links(plan: Plan, library: Library, theme: Chain) -> Iterator[Problem]:
    """Yield a problem for each link in a text that leads to nothing that this audience has."""
    texts = list(_texts(plan.edition, library))
    if not any(_has_link(text) for text in texts):
        return
    pages = Pages(
        plan.edition,
        frozenset(output.path for output in plan.outputs),
        {text.origin.path: text.here for text in texts if text.origin.index is None},
        {text.here: text for text in texts},
        {one.folder or one.id: one.name for one in library.site.audiences if one.id != plan.edition.audience},
        tuple(_ids_in(theme)),
    )
    for text in texts:
        if _has_link(text):
            yield from _broken(text, pages, library)


def _texts(edition: Edition, library: Library) -> Iterator[Text]:
    """Yield every body that the audience reads, with the page on which it stands."""
    stories = {story.slug for story in edition.stories}
    shown = {page.slug for page in edition.pages}
    for story in library.stories:
        if story.slug in stories:
            yield _text(address(Kind.STORY, story.slug), story.body, story.origin, edition)
            for words in story.translations:
                key = f"{story.slug}.{words.language}"
                yield _text(address(Kind.TRANSLATION, key), words.body, words.origin, edition)
    for summary in library.summaries:
        if edition.audience in summary.audiences:
            here = address(Kind.PLACE, summary.place) if summary.place else address(Kind.MEASURES)
            yield _text(here, summary.body, summary.origin, edition)
    for page in library.pages:
        if page.slug in shown:
            yield _text(address(Kind.PAGE, page.slug), page.body, page.origin, edition)


def _text(here: str, blocks: tuple[Block, ...], origin: Origin, edition: Edition) -> Text:
    read = tuple(block for block in blocks if block.audiences is None or edition.audience in block.audiences)
    body = body_for(read, edition.audience)
    try:
        html = convert(body).html if "](" in body or "<" in body or "]:" in body or "\n#" in f"\n{body}" else ""
    except TextRefused:
        html = ""  # said elsewhere
    return Text(here, read, html, origin)


def _has_link(text: Text) -> bool:
    return "href=" in text.html


def _broken(text: Text, pages: Pages, library: Library) -> Iterator[Problem]:
    live = {unescape(one) for one in _HREF.findall(text.html)}
    source = library.texts.get(text.origin.path, "")
    for block in text.blocks:
        for start, target, plain in links_in(block.text):
            if not live.intersection((target, plain, plain.replace(" ", "%20"))):
                continue
            wrong = _wrong(plain, text, pages)
            if wrong is None:
                continue
            line = block.line + block.text.count("\n", 0, start)
            shown = excerpt(source, line)
            column = start - block.text.rfind("\n", 0, start)
            if shown[column - 1 : column - 1 + len(target)] != target:
                column = shown.find(target) + 1
            yield Problem(
                code=wrong.code,
                message=f"The link to “{_short(target)}” {wrong.what}",
                hint=wrong.hint,
                path=text.origin.path,
                line=line if source else 0,
                column=column,
                excerpt=shown,
                item=text.origin.index,
            )


def _wrong(target: str, text: Text, pages: Pages) -> Wrong | None:
    """Return what is wrong with a link on that page, or None."""
    if not target:
        return Wrong("YS509", "leads nowhere: it has no address.", "Write one between the brackets, or take it out.")
    own = pages.edition.address
    if own and _is_under(target, own):
        inside = urlsplit("/" + target.partition("://")[2][len(own.partition("://")[2]) :].lstrip("/"))
        there = unquote(inside.path).lstrip("/")
        there = there + "index.html" if there.endswith("/") or not there else there
        return _at(there, inside.fragment, text, pages)
    if advice := wrong_address(target):
        return advice
    try:
        parts = urlsplit(target)
    except ValueError:
        return Wrong("YS509", "leads nowhere: it is not an address.", "Copy the address again from your browser.")
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    there = posixpath.normpath(posixpath.join(posixpath.dirname(text.here), path)) if path else text.here
    there = f"{there}/index.html" if path.endswith("/") and there not in pages.paths else there
    return _at(there.removeprefix("./"), parts.fragment, text, pages)


def _is_under(target: str, own: str) -> bool:
    bare = own.rstrip("/").casefold()
    given = target.casefold()
    given = given.replace("http:", "https:", 1) if bare.startswith("https:") else given
    return given == bare or given.startswith((f"{bare}/", f"{bare}#", f"{bare}?"))


def _at(there: str, fragment: str, text: Text, pages: Pages) -> Wrong | None:
    name = pages.edition.name.lower()
    if there not in pages.paths:
        if there.startswith("../") and (other := pages.others.get(there.lstrip("./").partition("/")[0])):
            what = f"leaves the site for {name}: that page is on the site for {other.lower()}."
            return Wrong("YS509", what, f"Take the link out, or write it in words for {other.lower()} only.")
        near = [_from(one, text.here) for one in _candidates(there, text, pages)]
        hint = f"Did you mean {one_of(near)}?" if near else _other_hint(there, pages)
        return Wrong("YS509", f"leads to no page of the site for {name}.", hint)
    known = _ids_on(there, pages)
    fragment = unquote(fragment)
    if not fragment or fragment == "top" or fragment in known or any(one.fullmatch(fragment) for one in pages.ids):
        return None
    before = "" if there == text.here else _from(there, text.here)
    near = [f"{before}#{one}" for one in nearest(f"text-{fragment.removeprefix('text-').lower()}", known, _MOST)]
    what = (
        "leads to a heading that is not on this page." if not before else "leads to a heading that is not on that page."
    )
    without = f"Write “{before}”, without what follows." if before else "Take the link out, or add the heading."
    return Wrong("YS520", what, f"Did you mean {one_of(near)}?" if near else without)


def _ids_on(there: str, pages: Pages) -> list[str]:
    return _ID.findall(pages.texts[there].html) if there in pages.texts else []


def _from(path: str, here: str) -> str:
    """Return the address of a page as it is written on another."""
    return posixpath.relpath(path, posixpath.dirname(here) or ".")


def _candidates(there: str, text: Text, pages: Pages) -> list[str]:
    """Return the pages that a link may have meant: the likeliest first, and no more than a hint names."""
    written = there.replace("\\", "/").lstrip("./")
    while written.startswith("../"):
        written = written[3:]
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(text.here), "x"))
    root = written.removeprefix(posixpath.dirname(inside) + "/")  # as if it were written from the top of the site
    folder = pages.edition.folder
    sure = [root, written, *(one.removeprefix(f"{folder}/") for one in (root, written))]
    sure += [f"{one}{end}" for one in tuple(sure) for end in (".html", "/index.html")]
    sure += [there for file, there in pages.files.items() if posixpath.basename(file) == posixpath.basename(written)]
    name = posixpath.basename(written).casefold()
    known = sorted(pages.paths)
    sure += [one for one in known if one.casefold() == written.casefold()]
    sure += [one for one in known if posixpath.basename(one) in {name, f"{name}.html"} and name != "index.html"]
    found = list(dict.fromkeys(one for one in sure if one in pages.paths))
    if found:
        return found[:_MOST]
    if not _may_be_page(written):
        return []
    html = [one for one in known if one.endswith(".html")]
    stem = re.sub(r"\.(md|html?|aspx?|php|docx?)$", "", written)
    return nearest(f"{stem}.html", html, _MOST)


def _other_hint(there: str, pages: Pages) -> str:
    if not _may_be_page(there):
        return "Files are not part of the site. Put it on your website, and write its address, starting with https://."
    home = "Take the link out, or link to a page that is there"
    return f"{home}: open the site, and copy what stands after {pages.edition.address or 'the name of its folder'}."


def _may_be_page(path: str) -> bool:
    return posixpath.splitext(path)[1].lower() in {"", ".html", ".htm", ".md", ".php", ".aspx"}


def _short(target: str) -> str:
    return f"{target[:79]}…" if len(target) > 80 else target


@cache
def _ids_in(theme: Chain) -> tuple[re.Pattern[str], ...]:
    """Return the ids that the theme's templates give to parts of pages; what is filled in can be anything."""
    found: set[str] = set()
    for folder in theme:
        for file in sorted((folder / "templates").rglob("*.html")):
            found.update(_ID.findall(file.read_text("utf-8")))
    patterns = (".+".join(re.escape(part) for part in _FILLED_IN.split(one)) for one in sorted(found))
    return tuple(re.compile(pattern) for pattern in patterns if pattern.strip(".+"))
