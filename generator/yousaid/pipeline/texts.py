"""Bodies that cannot safely become a page: they would take too long, or hold what is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yousaid.model.library import Library
from yousaid.model.story import Block, Origin
from yousaid.pipeline.advice import links_in, wrong_address
from yousaid.problems import Problem
from yousaid.reading.positions import excerpt
from yousaid.rendering.guard import TextRefused, too_much
from yousaid.rendering.markup import convert, may_lose_something

_REMOVED_LINK: Final = re.compile(r"the link to “(.*)”", re.DOTALL)
_OF_HTML: Final = re.compile(r"^the HTML (?:tag |attribute “)|”$|>$|^an? .*|^everything .*")
_NOT_SHOWN: Final = "Something in this text is not shown:"
_HINT: Final = "Write plain Markdown. Photos go into the front matter under “photos”, with words that describe them."
_LINK_HINT: Final = "Write an address that starts with https://, or that of a page of this site."
_LONG: Final = 16 * 1024
"""No shorter text becomes too large a page."""


def check_texts(library: Library) -> Iterator[Problem]:
    """Yield a problem for each body that is refused, and for each that loses something on the way to a page."""
    for origin, blocks in _bodies(library):
        # all that one audience reads can be too much where no block alone is
        whole = "\n\n".join(block.text for block in blocks)
        if (len(whole) > _LONG or "[^" in whole or too_much(whole)) and (reason := _why_refused(whole)):
            block = next((one for one in blocks if too_much(one.text)), blocks[0])
            yield _refused(origin, block, library, reason)
            continue
        if "[^" in whole:
            yield from _check_notes(origin, blocks, whole, library)
        for block in blocks:
            if may_lose_something(block.text):
                yield from _check_block(origin, block, library)


def _check_notes(origin: Origin, blocks: tuple[Block, ...], whole: str, library: Library) -> Iterator[Problem]:
    """Yield a problem for each footnote of a body to which nothing points."""
    for label in convert(whole).unused:
        written = f"[^{label}]"
        block = next((one for one in blocks if f"{written}:" in one.text), blocks[0])
        line, column = _place_of(block.text.find(f"{written}:"), block)
        yield Problem(
            code="YS902",
            message=f"{_NOT_SHOWN} the note {written}, because nothing points to it.",
            hint=f"Write {written} in the text where the note belongs, or delete the note.",
            path=origin.path,
            line=line,
            column=column,
            excerpt=excerpt(library.texts.get(origin.path, ""), line),
            item=origin.index,
        )


def _why_refused(text: str) -> str:
    try:
        convert(text)
    except TextRefused as refused:
        return refused.reason
    return ""


def _refused(origin: Origin, block: Block, library: Library, reason: str) -> Problem:
    return Problem(
        code="YS901",
        message=f"This text cannot be turned into a page. {reason}",
        hint="Look for what was pasted by mistake, such as long runs of signs, and take it out.",
        path=origin.path,
        line=block.line,
        excerpt=excerpt(library.texts.get(origin.path, ""), block.line),
        item=origin.index,
    )


def _check_block(origin: Origin, block: Block, library: Library) -> Iterator[Problem]:
    for removed in convert(block.text).removed:
        target = found[1] if (found := _REMOVED_LINK.fullmatch(removed)) else ""
        advice = wrong_address(target) if target else None
        found_at = [start for start, written, plain in links_in(block.text) if target and target in (written, plain)]
        for start in found_at or [_start_of(target, removed, block.text)]:
            line, column = _place_of(start, block)
            yield Problem(
                code=advice.code if advice else "YS902",
                message=f"The link to “{target}” {advice.what}" if advice else f"{_NOT_SHOWN} {removed}.",
                hint=advice.hint if advice else _LINK_HINT if target else _HINT,
                path=origin.path,
                line=line,
                column=column,
                excerpt=excerpt(library.texts.get(origin.path, ""), line),
                item=origin.index,
            )


def _start_of(target: str, removed: str, text: str) -> int:
    """Return where what was removed starts, or -1."""
    if removed.startswith("everything after"):
        return text.find("<!--", text.rfind("-->") + 1)
    if "comment" in removed:
        return text.find("<!--")
    return text.find(target or _OF_HTML.sub("", removed) or "\0")


def _place_of(start: int, block: Block) -> tuple[int, int]:
    """Return the line and column of a place in a block; of none, the line on which the block starts."""
    if start < 0:
        return block.line, 0
    return block.line + block.text.count("\n", 0, start), start - block.text.rfind("\n", 0, start)


def _bodies(library: Library) -> Iterator[tuple[Origin, tuple[Block, ...]]]:
    yield from ((story.origin, story.body) for story in library.stories)
    yield from ((words.origin, words.body) for story in library.stories for words in story.translations)
    yield from ((summary.origin, summary.body) for summary in library.summaries)
    yield from ((page.origin, page.body) for page in library.pages)
