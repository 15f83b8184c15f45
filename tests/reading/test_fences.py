"""Fences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yousaid.editions import body_for
from yousaid.model.story import Block, Origin
from yousaid.reading.documents import Document, Entry, Report
from yousaid.reading.fences import read_body, refuse_fences
from yousaid.reading.lookalikes import NO_NAMES, Names
from yousaid.reading.strictyaml import parse
from yousaid.rendering.guard import TextRefused
from yousaid.rendering.markup import to_html

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


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        (" :::\n", [(3, 2, "YS406", "This fence ends nothing: none was started before it.")]),
        (
            "::: staff\n  ::: board\nx\n:::\n",
            [(4, 3, "YS406", "A fence starts here inside the fence of line 3.")],
        ),
        ("x\n::: staff board\ny", [(4, 1, "YS405", "The fence for “staff board” starts here and never ends.")]),
        (
            "  ::: staff, staf staff\nx\n:::\n",
            [
                (3, 14, "YS404", "There is no audience “staf” in site.yaml, so nobody may read this part."),
                (3, 19, "YS403", "The audience “staff” stands here twice."),
            ],
        ),
        (
            "::: staff\n> ~~~\n:::\n",
            [(4, 3, "YS409", "Nothing is shown as code here, so this line neither hides nor shows the fences of this "
              "text.")],
        ),
        ("~~~\nfoo::bar\n~~~\n", []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_fence_is_said_where_it_is(body, problems):
    """Fails when one of these is passed over, or is told of another line or column."""
    report = Report(Document("x.md", "---\n---\n" + body, "", 2, body, 3))
    read_body(report.document, NAMES, report)
    assert [(one.line, one.column, one.code, one.message) for one in report.problems] == problems


def test_nothing_is_for_all_because_a_fence_is_wrong():
    """After a fence in a fence the text is for the second one. Fails when it is for everybody."""
    assert read("::: staff\na\n::: board\nb\n:::\nc")[0] == (
        Block("a", ("staff",), 4),
        Block("b", ("board",), 6),
        Block("c", None, 8),
    )


def test_a_value_and_a_key_are_named_where_they_stand():
    """Deep in lists too. Fails when a key is not looked at, or when the way to it is not kept."""
    text = "a: fine\nb:\n  - c: fine\n  - c: 'x ::: staff'\n    d:\n      'y :: staff': fine\n      e: 'z :: board'\n"
    report = Report(Document("x.yaml", text, text, 1))
    refuse_fences(Entry(parse(text).data, Origin("x.yaml"), report), NAMES)
    assert [(one.code, one.line, one.column) for one in report.problems] == [
        ("YS407", 4, 9),
        ("YS407", 6, 7),
        ("YS407", 7, 11),
    ]


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
        ("All [](/x).\n::: staff\n[]: text\n:::\n", []),
        ("All.\n::: staff\nMore[^1]\n:::\n<!-->\n[^1]: Secret <!-- -->\n", [("YS408", 8)]),
        ("All.\n::: staff\nMore[^1]\n:::\n<!---->\n[^1]: Secret <!-- -->\n", [("YS408", 8)]),
        ("All `<!--` [^1] -->.\n::: staff\nMore[^1]\n:::\n[^1]: Secret\n", [("YS408", 7)]),
        ("All \\[^1].\n::: staff\nMore[^1]\n:::\n[^1]: Secret\n", [("YS408", 7)]),
        ("All ``[^1]` [^1]``.\n::: staff\nMore[^1]\n:::\n[^1]: Secret\n", []),
        ("All.\n::: staff\nMore[^1]\n:::\n1. [^1]: Secret\n", [("YS408", 7)]),
        ("All.\n::: staff\nMore[^1]\n:::\n> - 12)[^1]: Secret\n", [("YS408", 7)]),
        ("All.\n::: staff\nMore[^1]\n:::\n.[^1]: Known\n", []),
        ("All [words][a  B].\n::: staff\n[A b]: /x\n:::\n", [("YS408", 3)]),
        ("All.\n::: staff\nMore[^1]\n:::\n* [^1]: Secret\n", [("YS408", 7)]),
        ("All.\n::: staff\nMore[^1]\n:::\n+ [^1]: Secret\n", [("YS408", 7)]),
        ("All[^A].\n::: staff\nMore[^a]\n:::\n[^a]: Secret\n", [("YS408", 7)]),
        ("::: staff\n[^1] x\n:::\n[^1]: Secret\n", [("YS408", 6)]),
        ("::: patients staff board\nMore[^1]\n:::\n[^1]: Known\n", []),
        ("All [words][a].\n::: staff\nx [a]: more\n:::\n", []),
        ("All [a]: it.\n::: staff\n[a]: /x\n:::\n", [("YS408", 3)]),
    ],
)
def test_a_note_is_read_by_those_who_read_what_points_to_it(body, problems):
    """A note that only a fence uses would stand under everybody's text. Fails when readers are not told apart."""
    assert read(body)[1] == problems


def test_a_note_out_of_step_is_named_with_what_to_do():
    """Each problem in the order of the text, at its brackets. Fails when the two hints are mixed up, or not sorted."""
    body = "A [b] [a].\n::: staff\nMore [^1] [x]\n[a]: /x\n[b]: /y\n:::\n > [^1]: Secret\n"
    report = Report(Document("x.md", "---\n---\n" + body, "", 2, body, 3))
    read_body(report.document, NAMES, report)
    assert [(one.line, one.column, one.message, one.hint) for one in report.problems] == [
        *(
            (
                3,
                column,
                f"“{name}” points to a line in a fence, which some readers of this do not see.",
                f"Move the line that starts with {name}: out of the fence, or take “{name}” out here.",
            )
            for column, name in ((3, "[b]"), (7, "[a]"))
        ),
        (
            9,
            4,
            "The words of the note “[^1]” stand where readers see them who do not see what points to them.",
            "Move this line into the fence that uses the note, above its line of :::.",
        ),
    ]


def test_notes_out_of_step_on_one_line_are_told_from_left_to_right():
    """Fails when they come in the order in which they are explained."""
    body = "::: staff\n[b]: /y\n[a]: /x\n:::\nA [a] [b].\n"
    report = Report(Document("x.md", "---\n---\n" + body, "", 2, body, 3))
    read_body(report.document, NAMES, report)
    assert [(one.line, one.column) for one in report.problems] == [(7, 3), (7, 7)]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("All.\n::: staff\nMore[^1]\n:::\n[^1]: Secret\n", [("YS408", 7)]),
        ("::: staff\nMore[^1]\n:::\n::: board\n[^1]: Secret\n:::\n", [("YS408", 4), ("YS408", 7)]),
        ("::: staff\nMore[^1]\n[^1]: Known\n:::\n", []),
    ],
)
def test_notes_are_looked_at_though_nobody_knows_the_audiences(body, problems):
    """When site.yaml cannot be read, those that fences name are known, and that there are others.

    Fails when only known audiences, or only named ones, count as readers.
    """
    report = Report(Document("x.md", "---\n---\n" + body, "", 2, body, 3))
    read_body(report.document, NO_NAMES, report)
    assert [(one.code, one.line) for one in report.problems] == problems


_AROUND = st.lists(
    st.sampled_from(
        [
            *("[^1]", "[^1]:", "`", "``", "<!--", "-->", "<!-->", "\\", "\n", "\n\n", "a", " ", "> ", "- ", "    "),
            *("<p>", "</p>", "[", "]", "(x)", "![", "<b title='", "'>", "1. ", "[a]: /x '", "'"),
        ]
    ),
    max_size=7,
).map("".join)


@settings(max_examples=300)
@given(_AROUND, _AROUND)
def test_no_page_shows_the_words_of_a_note_that_only_a_fence_uses(before, after):
    """Whatever a page takes for a note, for code or for a comment. Fails when reader and page are not of one mind."""
    blocks, problems = read(f"All {before}\n::: staff\nMore[^1]\n:::\n{after}\n[^1]: Secret\n")
    if not problems:
        try:
            html = to_html(body_for(blocks, "patients"))
        except TextRefused:
            return
        assert 'id="text-note-' not in html or 'href="#text-note-' in html
