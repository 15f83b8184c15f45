"""The strict YAML reader: what it takes, what it refuses, and that nothing breaks it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from yousaid.reading import strictyaml
from yousaid.reading.strictyaml import parse

_PIECES = st.lists(
    st.sampled_from(
        [
            *"abc:-#[]{},&*!|>'\"%@`?\\\t \n~",
            ": ",
            "- ",
            "\n  ",
            "\n- ",
            "key: ",
            "\n---\n",
            "...",
            "<<",
            "é",
            "“",
            "\u2028",
        ]
    ),
    max_size=40,
).map("".join)
"""Text that is almost YAML."""


@given(st.one_of(st.text(max_size=200), _PIECES))
@example("a: " + "[" * 100_000)
@example("- " * 100_000)
@example("{a: " * 100_000)
@example("a: &a [*a]")
@example("\u2028a: b c: d")
@example("\u2028a: Bay #4")
@example("--- #")
@example("{\\")
@example("|#")
@example("? " * 5000)
@example('"' + "a" * 100_000)
@example("a: " + "b: " * 20_000)
@example("[" * 500 + "\n" * 500)
def test_any_text_gives_data_or_faults(text):
    """Never an exception, never a crash; and what is accepted is what PyYAML's own strings-only loader reads."""
    parsed = parse(text)
    lines = sum(text.count(mark) for mark in "\n\r\x85\u2028\u2029") + 1
    for fault in parsed.faults:
        assert 1 <= fault.line <= lines + 1
        assert fault.column >= 1
        assert fault.message
    if not any(fault.code != "YS207" for fault in parsed.faults):
        loader = yaml.BaseLoader if "\t" in text else yaml.CBaseLoader
        assert parsed.data == yaml.load(text, loader)


@given(_PIECES)
def test_both_parsers_agree(text):
    """What libyaml and PyYAML's own parser both accept is the same; without tabs they see the same faults."""
    fast = parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strictyaml.yaml, "__with_libyaml__", False)
        slow = parse(text)
    if fast.data is not None and slow.data is not None:
        assert fast == slow


@pytest.mark.parametrize(
    "value", ["NO", "off", "22:22", "012", "1.10", "1_000", "2024-02-30", "nul", "0x1f", "1e3", ".inf"]
)
def test_nothing_is_guessed(value):
    """A value stays the text that was written."""
    assert parse(f"key: {value}").data == {"key": value}


def test_an_empty_value_is_empty_text():
    """Not None: a key without a value, or with YAML's words for none, is text of no length; as a key it is a word."""
    assert parse("a: null\nb: ~\nnull: [NULL, 'null', \"~\"]\n").data == {"a": "", "b": "", "null": ["", "null", "~"]}
    assert parse("a:\nb: ''\nc: []\n").data == {"a": "", "b": "", "c": []}


def test_the_lines_of_a_list_are_known():
    """Each record of a list says on which line it starts."""
    assert parse("# note\n- a: 1\n  b: 2\n\n- a: 3\n").lines == (2, 5)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    [
        ("title: You said: too noisy", "YS202", 1, 16, 'title: "You said: too noisy"'),
        ("title: “Nights: noisy”", "YS202", 1, 8, 'title: "Nights: noisy"'),
        ('title: They said "no: never"', "YS202", 1, 21, "title: 'They said \"no: never\"'"),
        ("a: 1\n\tb: 2", "YS202", 2, 1, "2 spaces"),
        ("a: @b", "YS202", 1, 4, 'a: "@b"'),
        ("a: `b", "YS202", 1, 4, 'a: "`b"'),
        ("a: %b", "YS202", 1, 4, 'a: "%b"'),
        ("a: *b* c", "YS202", 1, 4, 'a: "*b* c"'),
        ("a: b\nc: 'd\ne: f", "YS202", 2, 4, "at the end of the value"),
        ("a: 'it's'", "YS202", 1, 8, 'a: "it\'s"'),
        ("a:b\nc: d", "YS202", 1, 2, "a: b"),
        ("- a: b\nc: d", "YS202", 2, 1, "dash"),
        ("a: - b", "YS202", 1, 4, "dash"),
        ("a: [b, c\nd: e", "YS202", 1, 4, "]"),
        ("a: b]\nc: [d]]", "YS202", 2, 7, "quotation marks"),
        ("a: 1\n b: 2", "YS202", 2, 2, "same column"),
        ("a: 1\nb\nc: 2", "YS202", 2, 1, "2 spaces"),
        ("a: | b", "YS202", 1, 6, "next line"),
        ('a: "\\q"', "YS202", 1, 5, "single quotation marks"),
        ("a: 1\na: 2", "YS203", 2, 1, "Keep one"),
        ("a: &b c", "YS204", 1, 4, "quotation marks"),
        ("a: !b c", "YS204", 1, 4, "quotation marks"),
        ("a: *b", "YS204", 1, 4, "quotation marks"),
        ("<<: {a: b}", "YS204", 1, 1, "out"),
        ("%YAML 1.1\n---\na: b", "YS204", 1, 1, "Delete"),
        ("a: b\n---\nc: d", "YS202", 2, 1, "file of its own"),
        ("[a]: b", "YS206", 1, 1, "quotation marks"),
        ("a: Bay #4", "YS207", 1, 8, 'a: "Bay #4"'),
        ("a:\n  - b\n   - c", "YS202", 3, 4, "same column"),
        ('a: "b\\u202ec"', "YS107", 1, 4, "Delete it"),
        ('a: "b\\0c"', "YS107", 1, 4, "Delete it"),
    ],
)
def test_a_fault_says_where_and_what_to_write(text, code, line, column, hint):
    """The commonest slips, each with its place and its remedy."""
    (fault,) = parse(text).faults
    assert (fault.code, fault.line, fault.column) == (code, line, column)
    assert hint in fault.hint


def test_twelve_levels_are_enough_and_thirteen_too_many():
    """The depth that is refused is exactly one more than the deepest."""
    assert parse("[" * 12 + "]" * 12).faults == ()
    assert [fault.code for fault in parse("[" * 13 + "]" * 13).faults] == ["YS205"]


def test_a_note_is_no_lost_text():
    """A # with a space behind it is a note, as people write it; so is one on a line of its own."""
    assert parse("a: b # a note\n#c: d\ne: |\n  f #g\n").faults == ()


def test_every_key_that_stands_twice_is_reported():
    """Not only the first."""
    assert [fault.line for fault in parse("a: 1\na: 2\nb: 3\nb: 4\n").faults] == [2, 4]
