"""Links that writers made to pages of their own site, and whether each audience has the page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from yousaid.model.library import Library
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.problems import Problem, did_you_mean

_LINK: Final = re.compile(r"\]\(\s*<?([^)\s>]+)")


def broken_links(plan: Plan, library: Library) -> Iterator[Problem]:
    """Yield a problem for each link in a body that leads to no page which this audience has."""
    paths = {output.path for output in plan.outputs}
    edition = plan.edition
    origins = {story.slug: story.origin for story in library.stories}
    pages = {page.slug: page.origin for page in library.pages}
    texts = [(address(Kind.STORY, story.slug), story.body, origins[story.slug]) for story in edition.stories]
    texts += [(address(Kind.PAGE, page.slug), page.body, pages[page.slug]) for page in edition.pages]
    for here, body, origin in texts:
        if "](" not in body:
            continue
        for target in dict.fromkeys(_LINK.findall(body)):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            there = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
            if there not in paths:
                line, excerpt = _line_with(library.texts.get(origin.path, ""), target)
                yield Problem(
                    code="YS509",
                    message=f"The link to “{target}” leads to no page of the site for {edition.name.lower()}.",
                    hint=did_you_mean(there, paths) or "Check the address.",
                    path=origin.path,
                    line=line,
                    column=excerpt.find(target) + 1,
                    excerpt=excerpt,
                    item=origin.index,
                )


def _line_with(text: str, target: str) -> tuple[int, str]:
    for number, line in enumerate(text.split("\n"), 1):
        if target in line:
            return number, line
    return 0, ""
