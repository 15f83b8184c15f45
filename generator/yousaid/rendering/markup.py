"""Markdown that people wrote, as HTML that may stand on any page.

What a body may hold is what a communications officer needs: headings, paragraphs, emphasis, lists, block quotes, links,
tables, footnotes and line breaks, with typographic quotes and dashes. A list may follow a paragraph without an empty
line, and be nested with two blanks. Left out on purpose: classes and ids (`attr_list`), blocks of code (a text with
four blanks in front was pasted from somewhere), definition lists, and pictures, which come through `photos` with alt
text and consent. HTML goes through an allow list (`sanitise`).

Headings start at the level that the page has room for, and get ids of their own: a prefix and the heading's words.
"""

from __future__ import annotations

import re
import threading
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

from yousaid.rendering import guard
from yousaid.rendering.blocks import QuickBlockParser
from yousaid.rendering.guard import Converted, TextRefused, TextTooLong, TextTooSlow
from yousaid.rendering.inline import GuardedInlineProcessor
from yousaid.rendering.lists import ListTidier
from yousaid.rendering.sanitise import list_removed, sanitise, sanitise_with_notes
from yousaid.rendering.typography import Typography

LONGEST: Final = 64 * 1024
"""The most bytes of a text."""

REMEMBERED: Final = 32 * 1024 * 1024
"""How many characters of texts and their HTML a process remembers, so that audiences share the work."""

_MAY_BE_LOST: Final = re.compile(
    r"<[a-z!/?]|!\[|(?:\]\(|\]:)(?!\s*<?(?:(?:https?|mailto|tel):|[#?)]|/?[\w.-]+(?:[/?#)\s]|\Z)))", re.IGNORECASE
)
"""HTML, a picture, or a link to anything but the web, an email address, a phone, or a page of the same site."""
_LOWEST_HEADING: Final = 6
_HEADING: Final = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_BLOCK_ENDS: Final = (
    "</p>",
    "</li>",
    "</ul>",
    "</ol>",
    "</h2>",
    "</h3>",
    "</tr>",
    "</thead>",
    "</table>",
    "</blockquote>",
)
_NOT_IN_ID: Final = re.compile(r"[\W_]+")
_TAG: Final = re.compile(r'</?([a-z0-9]+)(?:[^"<>]|"[^"]*")*>')
"""A tag as the sanitiser writes it: a value stands between straight quotation marks, and may hold anything else."""
_IN_WORDS: Final = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "u", "var"}
)
"""Elements that may stand in the middle of a word."""
_INNER_TAG: Final = re.compile(r"<[^>]*>")
_BACK: Final = "Back to note %d in the text"
_NOTE: Final = re.compile(r'( id="| href="#)(note(?:ref)?-[0-9-]+")')


def to_html(text: str, *, top: int = 2, prefix: str = "text") -> str:
    """Return a Markdown text as safe HTML. Where a page holds several texts, each needs a prefix of its own.

    Raises guard.TextTooLong and guard.TextTooSlow, both guard.TextRefused.
    """
    return convert(text, top=top, prefix=prefix).html


def shown_text(text: str) -> str:
    """Return the words of a Markdown text that a page shows: no hidden comments, no addresses, no titles of links.

    Raises guard.TextTooLong and guard.TextTooSlow, both guard.TextRefused.
    """
    return unescape(_TAG.sub(lambda tag: "" if tag[1] in _IN_WORDS else " ", to_html(text)))


def convert(text: str, *, top: int = 2, prefix: str = "text") -> Converted:
    """Return a Markdown text as safe HTML, with what was taken out of it.

    Its highest heading has the level `top`, and all ids start with `prefix`.
    Raises guard.TextTooLong and guard.TextTooSlow, both guard.TextRefused.
    """
    text = text.strip()  # so that a body, and the one block that it is made of, are the same text
    if not text:
        return Converted("")
    key = (text, top, prefix)
    found = _memo.get(key)
    if found is None:
        found = _convert_or_refuse(text, top, prefix)
        _memo.keep(key, found, len(text) + len(found.html if isinstance(found, Converted) else ""))
    if isinstance(found, TextRefused):
        raise type(found)(found.reason)
    return found


def may_lose_something(text: str) -> bool:
    """Return whether the sanitiser might take something out of a text: a quick look, which says yes when in doubt."""
    return _MAY_BE_LOST.search(text) is not None


def _convert(text: str) -> Converted:
    """Return a Markdown text as safe HTML; headings and ids as they come.

    Raises guard.TextTooSlow when it is nested too deep.
    """
    text, hidden = _without_comments(text)
    has_notes = "[^" in text
    shelf = _shelf(has_notes=has_notes)
    # Off the shelf while in use: one that failed half way is not used again.
    md = shelf.pop() if shelf else _build_markdown(has_notes=has_notes)
    try:
        html = md.reset().convert(text)
    except RecursionError:
        raise TextTooSlow("Something in the text is nested too deep. Take some levels out.") from None
    raw = [block for block in md.htmlStash.rawHtmlBlocks if isinstance(block, str)]
    unused = notes.unused if has_notes and isinstance(notes := md.treeprocessors["notes"], _Notes) else ()
    shelf.append(md)
    clean = sanitise_with_notes(html) if has_notes else sanitise(html)
    return Converted(_break_lines(clean), hidden + list_removed(html, raw), unused)


def _without_comments(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without HTML comments, and what that took out.

    Markdown takes a comment with an empty line in it for ordinary text, and would print a note that was to be hidden.
    """
    start = text.find("<!--")
    if start < 0:
        return text, ()
    kept, end = [], 0
    while start >= 0:
        kept.append(text[end:start])
        close = text.find("-->", start)
        if close < 0:
            return "".join(kept), ("everything after “<!--”, because there is no “-->”",)
        end = close + len("-->")
        start = text.find("<!--", end)
    kept.append(text[end:])
    return "".join(kept), ("a hidden comment",)


def _break_lines(html: str) -> str:
    """Return the HTML with a line for each block, so that people can read and compare it."""
    html = html.replace("<p></p>", "").replace("<br>", "<br>\n")
    for end in _BLOCK_ENDS:
        html = html.replace(f"{end}<", f"{end}\n<")
    return html


def _convert_or_refuse(text: str, top: int, prefix: str) -> Converted | TextRefused:
    if len(text) > LONGEST or len(text.encode(errors="replace")) > LONGEST:
        return TextTooLong(f"The text is longer than {LONGEST // 1024} KB. Make two pages of it.")
    if much := guard.too_much(text):
        return TextTooSlow(f"It has {much}.")
    try:
        made = _convert(text)
    except TextRefused as refused:
        return refused
    if len(made.html) > guard.LARGEST:
        return TextTooSlow(f"It makes a page of more than {guard.LARGEST // 1024} KB.")
    return Converted(_fit(made.html, top, prefix), made.removed, made.unused)


class _Memo:
    """What was converted lately, up to a number of characters; the oldest goes first."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, str], tuple[Converted | TextRefused, int]] = {}
        self._size = 0

    def get(self, key: tuple[str, int, str]) -> Converted | TextRefused | None:
        """Return what was kept for the key, or None."""
        found = self._kept.get(key)
        return found[0] if found else None

    def keep(self, key: tuple[str, int, str], value: Converted | TextRefused, size: int) -> None:
        """Keep a value that takes so many characters."""
        self._kept[key] = (value, size)
        self._size += size
        while self._size > REMEMBERED:
            oldest = next(iter(self._kept))
            self._size -= self._kept.pop(oldest)[1]


_memo: Final = _Memo()


def _fit(html: str, top: int, prefix: str) -> str:
    """Return the HTML with its headings at the page's level, and ids that are unique where the prefix is."""
    html = _fit_notes(html, prefix) if "note" in html else html
    headings = _HEADING.findall(html) if "<h" in html else []
    if not headings:
        return html
    step = top - min(int(level) for level, _, _ in headings)
    used: dict[str, int] = {}

    def replace(match: re.Match[str]) -> str:
        level = min(int(match[1]) + step, _LOWEST_HEADING)
        name = _unique(f"{prefix}-{_slug(match[3])}", used)
        return f'<h{level} id="{name}"{match[2]}>{match[3]}</h{level}>'

    return _HEADING.sub(replace, html)


def _slug(inner: str) -> str:
    words = unescape(_INNER_TAG.sub("", inner)).casefold()
    return _NOT_IN_ID.sub("-", words).strip("-")[:60].rstrip("-") or "heading"


def _unique(name: str, used: dict[str, int]) -> str:
    """Return the name, or the name with the next free number."""
    number = used.get(name, 0) + 1
    free = name if number == 1 else f"{name}-{number}"
    while free in used:
        number += 1
        free = f"{name}-{number}"
    used[name] = number
    used.setdefault(free, 1)
    return free


def _fit_notes(html: str, prefix: str) -> str:
    seen: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        if match[1] == ' id="':
            if match[2] in seen:
                return ""
            seen.add(match[2])
        return f"{match[1]}{prefix}-{match[2]}"

    return _NOTE.sub(replace, html)


class _GuardedHtmlBlocks(HtmlBlockPreprocessor):
    """Looks for blocks of HTML only where there can be some."""

    def run(self, lines: list[str]) -> list[str]:
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class _GuardedUnescape(UnescapeTreeprocessor):
    """Undoes backslashes only where there are some."""

    def run(self, root: Element) -> None:
        if any("\\" in line for line in vars(self.md)["lines"]):
            super().run(root)


class _Notes(Treeprocessor):
    """Takes out footnotes to which nothing points, and gives the others ids that are free of what the writer wrote.

    What points to a note may stand in a fence, or in what is no text on a page, such as the title of a link. Then its
    words are for those only who read the fence, or for nobody.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.unused: tuple[str, ...] = ()
        """The labels of those that were taken out."""

    def run(self, root: Element) -> None:
        self.unused = ()
        for notes in [one for one in root.iter("div") if one.get("class") == "footnote"]:
            self._take_out(root, notes)
        names: dict[str, str] = {}
        for element in root.iter("li"):
            if (name := element.get("id")) is not None:
                names[name] = f"note-{len(names) + 1}"
        for element in root.iter("sup"):
            if (name := element.get("id")) is not None:
                names[name] = f"noteref-{len(names) + 1}"
        for element in root.iter():
            if (name := element.get("id")) is not None:
                element.set("id", names[name])
            target = element.get("href", "")
            if element.get("class", "").startswith("footnote-") and target[1:] in names:
                element.set("href", "#" + names[target[1:]])

    def _take_out(self, root: Element, notes: Element) -> None:
        """Take out what no text, and no note that a text leads to, points to; number the others from 1."""
        (items,) = notes.findall("ol")
        words = {f"#{one.get('id')}": one for one in items}
        inside = set(_links(notes))
        ahead = [link for link in _links(root) if link not in inside]
        used: set[str] = set()
        while ahead:
            target = ahead.pop().get("href", "")
            if target not in used:
                used.add(target)
                ahead += _links(words[target])
        unused = [target for target in words if target not in used]
        if not unused:
            return
        self.unused = tuple(target.removeprefix("#fn:") for target in unused)
        for target in unused:
            items.remove(words.pop(target))
        if not words:
            for parent in [one for one in root.iter() if notes in list(one)]:
                parent.remove(notes)
        numbers = {target: str(number) for number, target in enumerate(words, 1)}
        for link in _links(root):
            link.text = numbers[link.get("href", "")]
        for target, number in numbers.items():
            for back in words[target].iter("a"):
                if back.get("class") == "footnote-backref":
                    back.set("title", _BACK % int(number))


def _links(tree: Element) -> list[Element]:
    """Return what points to notes."""
    return [one for one in tree.iter("a") if one.get("class") == "footnote-ref"]


_local: Final = threading.local()


def _shelf(*, has_notes: bool) -> list[Markdown]:
    """Return this thread's converters: those that know footnotes cost more, and few texts have any."""
    name = "with_notes" if has_notes else "plain"
    shelf: list[Markdown] = _local.__dict__.setdefault(name, [])
    return shelf


def _build_markdown(*, has_notes: bool) -> Markdown:
    # Extensions are given as classes: by name, Python-Markdown looks through every installed distribution.
    md = Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
    if has_notes:
        notes = FootnoteExtension(BACKLINK_TEXT="↩", BACKLINK_TITLE=_BACK)
        md.registerExtensions([notes], {})
        md.treeprocessors.register(_Notes(md), "notes", 5)
    md.preprocessors.register(ListTidier(md), "lists", 25)
    md.preprocessors.register(_GuardedHtmlBlocks(md), "html_block", 20)
    md.treeprocessors.register(GuardedInlineProcessor(md), "inline", 20)
    md.treeprocessors.register(Typography(md), "typography", 6)
    md.ESCAPED_CHARS.extend("\"'")  # a backslash keeps a quote straight
    md.treeprocessors.register(_GuardedUnescape(md), "unescape", 0)
    # Line breaks between blocks are cheaper to add to the finished HTML.
    md.treeprocessors.deregister("prettify")
    md.parser.blockprocessors.deregister("code")
    md.parser = QuickBlockParser(md.parser)
    return md
