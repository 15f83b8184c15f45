"""Bodies that cannot safely become a page: they would take too long, or hold what is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yousaid.model.library import Library
from yousaid.model.story import Block, Origin
from yousaid.problems import Problem
from yousaid.rendering.guard import TextRefused, too_much
from yousaid.rendering.markup import convert, may_lose_something

_LONG: Final = 16 * 1024
"""No shorter text becomes too large a page."""


def check_texts(library: Library) -> Iterator[Problem]:
    """Yield a problem for each body that is refused, and for each that loses something on the way to a page."""
    for origin, blocks in _bodies(library):
        # all that one audience reads can be too much where no block alone is
        whole = "\n\n".join(block.text for block in blocks)
        if (len(whole) > _LONG or too_much(whole)) and (reason := _why_refused(whole)):
            block = next((one for one in blocks if too_much(one.text)), blocks[0])
            yield _refused(origin, block, library, reason)
            continue
        for block in blocks:
            if may_lose_something(block.text):
                yield from _check_block(origin, block, library)


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
        excerpt=_line(origin, block, library),
        item=origin.index,
    )


def _line(origin: Origin, block: Block, library: Library) -> str:
    return library.texts[origin.path].split("\n")[block.line - 1] if origin.path in library.texts else ""


def _check_block(origin: Origin, block: Block, library: Library) -> Iterator[Problem]:
    for removed in convert(block.text).removed:
        yield Problem(
            code="YS902",
            message=f"Something in this text is not shown: {removed}.",
            hint="Write plain Markdown. Photos go into the front matter under “photos”, with words that describe them.",
            path=origin.path,
            line=block.line,
            excerpt=_line(origin, block, library),
            item=origin.index,
        )


def _bodies(library: Library) -> Iterator[tuple[Origin, tuple[Block, ...]]]:
    yield from ((story.origin, story.body) for story in library.stories)
    yield from ((words.origin, words.body) for story in library.stories for words in story.translations)
    yield from ((summary.origin, summary.body) for summary in library.summaries)
    yield from ((page.origin, page.body) for page in library.pages)
