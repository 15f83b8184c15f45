"""What the preview adds to a page on its way to the browser; the page on the disk stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Final

from yousaid.pipeline.request import Outcome
from yousaid.problems import Problem, Severity

_POLICY: Final = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"', re.IGNORECASE)
_BODY: Final = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_MOST: Final = 50
"""Problems shown on a page; more do not help whoever mends the first."""
_WORDS: Final = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.HINT: ("hint", "hints"),
}


def for_preview(page: bytes, version: str, outcome: Outcome, paper: str = "") -> bytes:
    """Return the page with the script that reloads it and the last build's problems.

    `paper` is where a poster is shown on its paper, or nothing. The page's Content-Security-Policy is loosened by two
    things: the script may run, and may ask this server for news.
    """
    head = (
        '<link rel="stylesheet" href="/-/preview.css">'
        f'<script src="/-/reload.js" data-version="{escape(version)}" defer></script>'
    ).encode()
    page = _POLICY.sub(_loosen, page, count=1)
    page = page.replace(b"</head>", head + b"</head>", 1) if b"</head>" in page else head + page
    banner = (problems_banner(outcome) + _paper_link(paper)).encode()
    return _BODY.sub(lambda body: body[0] + banner, page, count=1) if _BODY.search(page) else page + banner


def _paper_link(paper: str) -> str:
    """Return the link to a poster on its paper; nothing for other pages."""
    return f'<p class="yousaid-preview"><a href="{escape(paper)}">See it on paper</a></p>' if paper else ""


def _loosen(policy: re.Match[bytes]) -> bytes:
    allowed = policy[2]
    for what in (b"script-src", b"connect-src"):
        allowed = allowed.replace(what + b" 'none'", what + b" 'self'")
    if b"connect-src" not in allowed:
        allowed = allowed.rstrip(b"; ") + b"; connect-src 'self'"
    return policy[1] + allowed + b'"'


def not_found_page() -> bytes:
    """Return the page for an address that nothing stands at."""
    return (
        b'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page not found</title>'
        b'<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        b'<body><main><h1>Page not found</h1><p>No site has this page. <a href="/">See all sites</a>.</p></main></body>'
        b"</html>"
    )


def problems_banner(outcome: Outcome) -> str:
    """Return the HTML that says what was wrong in the last build: open when there are errors; "" when all is well."""
    if not outcome.problems:
        return ""
    ordered = sorted(outcome.problems, key=lambda problem: list(Severity).index(problem.severity))
    more = len(ordered) - _MOST
    rest = f"<p>And {more} more: run <code>yousaid check</code> to see all.</p>" if more > 0 else ""
    old = "" if outcome.changes else "<p>Nothing could be made. The pages that you see are from an earlier build.</p>"
    is_open = " open" if outcome.errors else ""
    return (
        '<section class="yousaid-preview" aria-labelledby="yousaid-preview-title">'
        f'<details{is_open}><summary id="yousaid-preview-title">{_count(ordered)} in the last build</summary>'
        f"{old}<ol>{''.join(map(_item, ordered[:_MOST]))}</ol>{rest}</details></section>"
    )


def _count(problems: Iterable[Problem]) -> str:
    found = Counter(problem.severity for problem in problems)
    return ", ".join(f"{number} {_WORDS[kind][number != 1]}" for kind in Severity if (number := found[kind]))


def _item(problem: Problem) -> str:
    line = f", line {problem.line}" if problem.line else ""
    place = f" <code>{escape(problem.path)}</code>{line}" if problem.path else ""
    excerpt = f"<pre>{escape(problem.excerpt)}</pre>" if problem.excerpt.strip() else ""
    hint = f"<p>{escape(problem.hint)}</p>" if problem.hint else ""
    word = _WORDS[problem.severity][0].capitalize()
    return (
        f'<li class="yousaid-{problem.severity}"><p><strong>{word} {escape(problem.code)}</strong>{place}</p>'
        f"{excerpt}<p>{escape(problem.message)}</p>{hint}</li>"
    )
