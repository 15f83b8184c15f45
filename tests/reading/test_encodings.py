"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.reading.encodings import UNSHOWABLE, decode


@pytest.mark.parametrize(
    "raw",
    [
        "“It’s”\ncafé\n".encode(),
        "“It’s”\ncafé\n".encode("utf-8-sig"),
        "“It’s”\ncafé\n".encode("utf-16"),
        b"\xfe\xff" + "“It’s”\ncafé\n".encode("utf-16-be"),
        "“It’s”\r\ncafé\r\n".encode(),
        "“It’s”\rcafé\r".encode(),
        "“It’s”\ncafe\u0301\n".encode(),
    ],
)
def test_every_encoding_gives_the_same_text(raw):
    """UTF-8 with and without its mark, UTF-16, CRLF, CR, and letters put together from two."""
    assert decode(raw, "x.md") == ("“It’s”\ncafé\n", [])


def test_old_windows_text_is_read_with_a_warning():
    """What Word pastes is read right, and the place of the first such letter is named."""
    text, (problem,) = decode("Bed 4\r\nIt’s “loud” – café\r\n".encode("cp1252"), "x.md")
    assert text == "Bed 4\nIt’s “loud” – café\n"
    assert (problem.code, problem.line, problem.column, problem.excerpt) == ("YS102", 2, 3, "It’s “loud” – café")


def test_spaces_that_do_not_break_stay():
    """5 pm keeps its space, and an emoji of several parts stays whole."""
    text = "5\u00a0pm 👩‍⚕️ \u200fاردو\u200f\n"
    assert decode(text.encode(), "x.md") == (text, [])


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffd"]
)
def test_an_unshowable_letter_is_refused(letter):
    """Controls, marks that turn text round, and lost letters."""
    text, problems = decode(f"abc\nde{letter}f\n".encode(), "x.md")
    assert text is None
    assert [(one.code, one.line) for one in problems] == ([("YS101", 0)] if letter == "\x00" else [("YS107", 2)])


@given(st.one_of(st.binary(max_size=100), st.text(max_size=100).map(str.encode)))
def test_any_bytes_give_good_text_or_a_problem(raw):
    """What comes through is safe to show; what does not has a problem."""
    text, problems = decode(raw, "x.md")
    if text is None:
        assert problems
    else:
        assert UNSHOWABLE.search(text) is None
        assert "\r" not in text
        assert all(problem.code == "YS102" for problem in problems)
