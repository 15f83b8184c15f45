"""Fences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.model.story import Block
from yousaid.reading.documents import Document, Report
from yousaid.reading.fences import read_body


def read(body: str, known=("patients", "staff", "board")):
    """Return the blocks, and the problems as code and line."""
    report = Report(Document("x.md", "---\n---\n" + body, "", 2, body, 3))
    blocks = read_body(report.document, known, report)
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


@pytest.mark.parametrize("code", ["```", "~~~", "````", "``` text"])
def test_fences_in_code_are_text(code):
    """Whoever explains fences can show them."""
    marks = code.split()[0]
    body = f"{code}\n::: stafff\nx\n{marks}\n"
    blocks, problems = read(body)
    assert problems == []
    assert blocks == (Block(body, None, 3),)


@pytest.mark.parametrize(
    "body",
    ["```\n::: staff\nx\n", "````\n::: staff\nx\n```\n", "```a`\n::: staff\nx\n```\n", " ```\n::: staff\nx\n ```\n"],
)
def test_code_that_does_not_end_hides_no_fence(body):
    """What is not surely code is a fence, so that its text is not shown to all."""
    assert ("YS405", 4) in read(body)[1]


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
    if not problems and "```" not in lines and "~~~" not in lines:
        inside = None
        for number, line in enumerate(lines, 3):
            if line.startswith(":::"):
                inside = tuple(line[3:].split()) or None
            elif line.strip():
                (block,) = [one for one in blocks if one.line <= number <= one.line + one.text.count("\n")]
                assert block.audiences == inside
