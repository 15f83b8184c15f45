"""Fences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.model.story import Block
from yousaid.reading.documents import Document, Report
from yousaid.reading.fences import read_body
from yousaid.reading.lookalikes import Names

NAMES = Names(frozenset({"patients", "staff", "board"}), frozenset({"Patients and carers"}))


def read(body: str):
    """Return the blocks, and the problems as code and line."""
    report = Report(Document("x.md", "---\n---\n" + body, "", 2, body, 3))
    blocks = read_body(report.document, NAMES, report)
    return blocks, [(one.code, one.line) for one in report.problems]


def test_a_body_is_cut_at_its_fences():
    """Text for all, text for some, text for all; each with its line."""
    blocks, problems = read("For all.\n\n::: staff, board\nFor some.\n:::\n\nFor all again.\n")
    assert problems == []
    assert blocks == (
        Block("For all.\n", None, 3),
        Block("For some.", ("staff", "board"), 6),
        Block("\nFor all again.\n", None, 8),
    )


def test_a_body_without_fences_is_one_block():
    """And a body of blanks is none."""
    assert read("Text: a::b\n")[0] == (Block("Text: a::b\n", None, 3),)
    assert read("\n \n")[0] == ()


@pytest.mark.parametrize("code", ["```", "~~~", "````", "``` text", "> ~~~", "  ```", "- ~~~"])
@pytest.mark.parametrize("ends", [True, False])
def test_marks_of_code_hide_no_fence(code, ends):
    """A page has no code, so the reader has none either: what is between such lines is a fence, or an error.

    Fails when the reader passes over lines between marks of code.
    """
    end = code.split(" text")[0] if ends else "text"
    blocks, problems = read(f"{code}\n::: staff\nx\n:::\n{end}\n")
    assert [block.audiences for block in blocks] == [None, ("staff",), None]
    assert problems == ([("YS409", 3), ("YS409", 7)] if ends else [("YS409", 3)])
    assert ("YS404", 4) in read(f"{code}\n::: stafff\nx\n:::\n{end}\n")[1]


def test_marks_of_code_without_a_fence_are_text():
    """They hide nothing then."""
    assert read("~~~\nx\n~~~\n")[1] == []


@pytest.mark.parametrize(
    "line",
    [
        "- ::: staff",
        "> ::: staff",
        "1. ::: staff",
        "    ::: staff",
        "\t::: staff",
        ":: staff",
        ":::: staff",
        "\u200e::: staff",
        "• ::: staff",
        "::: staff :::",
        "Text ::: staff",
        "：：： staff",
        "\\::: staff",
    ],
)
def test_what_looks_like_a_fence_is_an_error(line):
    """It is never shown as text."""
    assert read(f"{line}\nSecret\n")[1] == [("YS406", 3)]


_LINES = st.lists(
    st.sampled_from(
        ["::: staff", ":::", "```", "~~~", "text", "", "  ", "::: staff board", "::: x", "- a", "    code", "\u2028"]
    ),
    max_size=14,
)


@given(_LINES)
def test_nothing_is_lost_and_nothing_changes_sides(lines):
    """Every line but the fences is in a block, in its order; and text in a fence is for its audiences only."""
    blocks, problems = read("\n".join(lines))
    kept = [line for block in blocks for line in block.text.split("\n") if line.strip()]
    left_out = [line for line in lines if line.strip() and not line.startswith(":::")]
    assert [line for line in kept if not line.startswith(":::")] == left_out
    all_lines = ["", "", *lines]
    for block in blocks:
        for offset, line in enumerate(block.text.split("\n")):
            assert all_lines[block.line - 1 + offset] == line
    if not problems:
        inside = None
        for number, line in enumerate(lines, 3):
            if line.startswith(":::"):
                inside = tuple(line[3:].split()) or None
            elif line.strip():
                (block,) = [one for one in blocks if one.line <= number <= one.line + one.text.count("\n")]
                assert block.audiences == inside


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("All.\n::: staff\nMore[^1]\n:::\n\n[^1]: Secret\n", [("YS408", 8)]),
        ("All.[^1]\n::: staff\nMore[^1]\n:::\n\n[^1]: Known\n", []),
        ("All.[^1]\n::: staff\n[^1]: Secret\n:::\n", [("YS408", 3)]),
        ("All [words][a].\n::: staff\n[A]: /x\n:::\n", [("YS408", 3)]),
        ("::: staff\nMore[^1]\n\n[^1]: Secret\n:::\n", []),
        ("::: staff\nMore[^1]\n:::\n::: staff board\n[^1]: Secret\n:::\n", [("YS408", 7)]),
        ("::: staff board\nMore[^1]\n:::\n::: staff\n[^1]: Secret\n:::\n", [("YS408", 4)]),
        ("All `[^1]`.\n::: staff\nMore[^1]\n:::\n> [^1]: Secret\n", [("YS408", 7)]),
        ("All <!-- [^1] -->.\n::: staff\nMore[^1]\n:::\n- [^1]: Secret\n", [("YS408", 7)]),
        ("All.\n::: staff\nMore[^A]\n:::\n[^a]: Secret\n", [("YS408", 7)]),
        ("All.\n::: staff\nMore [words][a]\n:::\n[a]: /known\n", []),
        ("All [a] and [b].\n::: staff\n[c]\n:::\n", []),
    ],
)
def test_a_note_is_read_by_those_who_read_what_points_to_it(body, problems):
    """A note that only a fence uses would stand under everybody's text. Fails when readers are not told apart."""
    assert read(body)[1] == problems
