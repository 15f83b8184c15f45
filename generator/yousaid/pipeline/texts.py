"""Bodies that cannot safely become a page: they take too long, or hold what is taken out."""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.model.library import Library
from yousaid.model.story import Block, Origin
from yousaid.problems import Problem
from yousaid.rendering.guard import TextRefused, looks_slow
from yousaid.rendering.markup import convert, may_lose_something


def check_texts(library: Library) -> Iterator[Problem]:
    """Yield a problem for each body that is refused, and for each that loses something on the way to a page."""
    for origin, blocks in _bodies(library):
        for block in blocks:
            if looks_slow(block.text) or may_lose_something(block.text):
                yield from _check_block(origin, block, library)


def _check_block(origin: Origin, block: Block, library: Library) -> Iterator[Problem]:
    line = library.texts[origin.path].split("\n")[block.line - 1] if origin.path in library.texts else ""
    try:
        converted = convert(block.text)
    except TextRefused as refused:
        yield Problem(
            code="YS901",
            message=f"This text cannot be turned into a page. {refused.reason}",
            hint="Look for long runs of brackets or other signs that were pasted by mistake, and take them out.",
            path=origin.path,
            line=block.line,
            excerpt=line,
            item=origin.index,
        )
        return
    for removed in converted.removed:
        yield Problem(
            code="YS902",
            message=f"Something in this text is not shown: {removed}.",
            hint="Write plain Markdown. Photos go into the front matter under “photos”, with words that describe them.",
            path=origin.path,
            line=block.line,
            excerpt=line,
            item=origin.index,
        )


def _bodies(library: Library) -> Iterator[tuple[Origin, tuple[Block, ...]]]:
    yield from ((story.origin, story.body) for story in library.stories)
    yield from ((words.origin, words.body) for story in library.stories for words in story.translations)
    yield from ((summary.origin, summary.body) for summary in library.summaries)
    yield from ((page.origin, page.body) for page in library.pages)
