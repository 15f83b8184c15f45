"""What the preview adds to a page."""

from __future__ import annotations

from yousaid.output.records import Changes
from yousaid.pipeline.request import Outcome
from yousaid.preview.markup import for_preview, not_found_page, problems_banner
from yousaid.problems import Problem

POLICY = b"default-src 'none'; script-src 'self'; style-src 'self'"
PAGE = (
    b'<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="' + POLICY + b'"><title>x</title>'
    b'</head><body class="kind-home"><p>Hello</p></body></html>'
)
ERROR = Problem(
    code="YS302",
    message="“title” is missing & <needed>.",
    hint="Write “title: Quieter nights”.",
    path="stories/quiet.md",
    line=3,
    excerpt="<script>alert(1)</script>",
)
WARNING = Problem(code="YS803", message="Somebody changed it.")
FINE = Outcome(problems=(), changes=Changes())


def test_a_page_without_problems_gets_only_the_script_and_the_style() -> None:
    """The policy lets the script ask this server, and nothing else is different."""
    page = for_preview(PAGE, "v1", FINE)
    added = b'<link rel="stylesheet" href="/-/preview.css"><script src="/-/reload.js" data-version="v1" defer></script>'
    assert page.count(added) == 1
    assert page.replace(added, b"").replace(b"; connect-src 'self'", b"") == PAGE
    assert POLICY + b"; connect-src 'self'\"" in page


def test_a_policy_that_has_its_own_rule_is_left() -> None:
    """A theme that allows connections knows why."""
    page = PAGE.replace(POLICY, POLICY + b"; connect-src 'none'")
    assert for_preview(page, "v1", FINE).count(b"connect-src") == 1


def test_problems_stand_first_in_the_body() -> None:
    """Who cannot see the page meets them first as well."""
    page = for_preview(PAGE, "v1", Outcome(problems=(ERROR,), changes=Changes()))
    assert b'<body class="kind-home"><section class="yousaid-preview"' in page


def test_a_page_without_head_and_body_is_served_too() -> None:
    """A theme's author may be in the middle of writing it."""
    page = for_preview(b"<p>Hello", "v1", Outcome(problems=(ERROR,)))
    assert b"<p>Hello" in page
    assert b"/-/reload.js" in page
    assert b"stories/quiet.md" in page


def test_a_problem_is_shown_with_file_line_excerpt_and_hint_and_is_only_text() -> None:
    """Whatever the writer typed cannot become part of the page."""
    banner = problems_banner(Outcome(problems=(ERROR,), changes=Changes()))
    assert "<code>stories/quiet.md</code>, line 3" in banner
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in banner
    assert "“title” is missing &amp; &lt;needed&gt;." in banner
    assert "Write “title: Quieter nights”." in banner
    assert "<script" not in banner
    assert "style=" not in banner


def test_errors_open_the_banner_and_come_first() -> None:
    """Warnings alone leave it closed, so that they are not in the way of whoever knows them."""
    both = problems_banner(Outcome(problems=(WARNING, ERROR), changes=Changes()))
    assert "<details open>" in both
    assert "1 error, 1 warning in the last build" in both
    assert both.index("YS302") < both.index("YS803")
    warnings = problems_banner(Outcome(problems=(WARNING, WARNING), changes=Changes()))
    assert "<details>" in warnings
    assert "2 warnings in the last build" in warnings


def test_a_build_that_made_nothing_says_that_the_pages_are_old() -> None:
    """And one that did make something does not."""
    assert "from an earlier build" in problems_banner(Outcome(problems=(ERROR,)))
    assert "from an earlier build" not in problems_banner(Outcome(problems=(ERROR,), changes=Changes()))


def test_very_many_problems_are_cut_short() -> None:
    """The rest are counted, and named by the command that shows all."""
    banner = problems_banner(Outcome(problems=(ERROR,) * 120))
    assert banner.count("<li") == 50
    assert "And 70 more" in banner


def test_the_page_for_a_wrong_address_reloads_when_there_is_news() -> None:
    """A story's page may be about to come back."""
    assert b"/-/reload.js" in for_preview(not_found_page(), "v1", FINE)


def test_a_page_that_allows_no_script_allows_that_of_the_preview() -> None:
    """Where the page itself has no script, only the one that reloads it may run."""
    page = PAGE.replace(b"script-src 'self'", b"script-src 'none'")
    shown = for_preview(page, "1", Outcome(problems=()))
    assert b"script-src 'self'; style-src 'self'; connect-src 'self'" in shown
