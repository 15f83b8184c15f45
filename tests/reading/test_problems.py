"""How a problem is printed."""

from __future__ import annotations

import pytest

from yousaid.problems import Problem, format_problem, problem_data


def problem(**values):
    """Return a problem with what a test is about."""
    defaults = {
        "code": "YS402",
        "message": "There is no audience “stafff” in site.yaml.",
        "hint": "Did you mean “staff”?",
        "path": "stories/x.md",
        "line": 4,
        "column": 23,
        "excerpt": "audiences: [patients, stafff]",
    }
    return Problem(**{**defaults, **values})


def test_a_problem_shows_its_line_with_a_caret():
    """Severity, code, place, line, caret, sentence, hint."""
    assert format_problem(problem()) == (
        "error YS402 stories/x.md:4:23\n"
        "  4 | audiences: [patients, stafff]\n"
        "    |                       ^\n"
        "There is no audience “stafff” in site.yaml.\n"
        "Did you mean “staff”?"
    )


def test_a_problem_without_a_line_shows_none():
    """Neither for a file as a whole nor for no file."""
    whole = problem(code="YS109", line=0, column=0, excerpt="", message="Not read.", hint="")
    assert format_problem(whole) == "warning YS109 stories/x.md\nNot read."
    none = problem(code="YS605", path="", line=0, column=0, excerpt="", message="No date.")
    assert format_problem(none) == "hint YS605\nNo date.\nDid you mean “staff”?"
    no_column = problem(column=0, message="M.", hint="")
    assert format_problem(no_column) == "error YS402 stories/x.md:4\n  4 | audiences: [patients, stafff]\nM."


@pytest.mark.parametrize(
    ("before", "caret"),
    [
        ("abc ", "    ^"),
        ("a\tb ", " \t  ^"),
        ("日本 ", "     ^"),
        ("e\u0301a ", "   ^"),
        ("\u200f ab", "   ^"),
    ],
)
def test_the_caret_stands_under_its_letter(before, caret):
    """Tabs stay tabs, wide letters take two columns, and marks none."""
    shown = format_problem(problem(excerpt=before + "x", column=len(before) + 1)).split("\n")
    assert shown[1] == f"  4 | {before}x"
    assert shown[2] == f"    | {caret}"


def test_a_column_behind_the_line_has_a_caret_all_the_same():
    """A value that is missing at the end of a line."""
    assert format_problem(problem(excerpt="title:", column=9)).split("\n")[2] == "    |         ^"


def test_a_long_line_is_shown_around_the_column():
    """At most 100 letters, and the caret is under the right one."""
    shown = format_problem(problem(excerpt="a" * 300 + "X" + "b" * 300, column=301)).split("\n")
    line, caret = shown[1][6:], shown[2][6:]
    assert len(line) == 100
    assert line[0] == line[-1] == "…"
    assert line[len(caret) - 1] == "X"


def test_nothing_in_a_file_reaches_the_terminal_as_a_command():
    """Escape characters and marks that turn text round are shown as what they are: unshowable."""
    shown = format_problem(problem(excerpt="a\x1b[2Jb\u202ec", message="x\x1b.", path="s\x07.md"))
    assert not set(shown) & {"\x1b", "\u202e", "\x07"}
    assert "a\ufffd[2Jb\ufffdc" in shown


def test_a_problem_as_data():
    """Everything, for JSON."""
    assert problem_data(problem()) == {
        "severity": "error",
        "code": "YS402",
        "path": "stories/x.md",
        "line": 4,
        "column": 23,
        "message": "There is no audience “stafff” in site.yaml.",
        "hint": "Did you mean “staff”?",
        "excerpt": "audiences: [patients, stafff]",
    }
