"""The quick block pass gives exactly what Python-Markdown's own gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from tests.rendering.test_markup_inline import TEXTS
from yousaid.rendering.blocks import QuickBlockParser

BLOCKS = (
    "a\n\nb\n\n- c\n\nd",
    "- a\n\n    b\n\n    - c\n\n        d\n\ne",
    "1. a\n\n    b\n2. c\n\nd",
    "- # a\n    b\n- c",
    "a | b\n--|--\nc | d\n\ne | f",
    "a\n===\n\nb\n---\n\n***\n\nc",
    "> a\n\nb\n\n> c\n\n> d",
    "a[^1]\n\n[^1]: b\n\n    c\n\nd",
    "[a]\n\n[a]: b\n\nc",
    "é\n\nرات\n\n夜\n\n1. a\n\n2 b\n\n#c\n\nd #\n\n\n\ne",
    "<div>\n\na\n\n</div>\n\nb",
    "a  \n\n   b\n\n    c\n\nd",
)


def stock() -> Markdown:
    """Return a Markdown converter with our extensions, as it comes."""
    extensions = [TableExtension(), SaneListExtension(), FootnoteExtension()]
    return Markdown(extensions=extensions, output_format="html")


def quick() -> Markdown:
    """Return the same converter with the quick block pass."""
    md = stock()
    md.parser = QuickBlockParser(md.parser)
    return md


@pytest.mark.parametrize("text", [*TEXTS, *BLOCKS])
def test_hard_cases_come_out_the_same(text: str) -> None:
    """Fails when a block is taken for a paragraph that another processor would take."""
    assert quick().convert(text) == stock().convert(text)


_LINES = st.sampled_from(
    [
        "a",
        "b c",
        "- d",
        "1. e",
        "# f",
        "> g",
        "a | b",
        "--|--",
        "===",
        "---",
        "[^1]: h",
        "[i]: j",
        "    k",
        "\tl",
        "é",
        "",
    ]
)


@given(st.lists(_LINES, max_size=12).map("\n".join))
def test_any_mix_of_lines_comes_out_the_same(text: str) -> None:
    """Fails when what went before a plain line decides what becomes of it."""
    assert quick().convert(text) == stock().convert(text)


def test_a_plain_paragraph_is_not_tried_as_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when every processor is asked about every block."""
    md = quick()
    asked: list[str] = []
    table = stock().parser.blockprocessors["table"]
    monkeypatch.setattr(type(table), "test", lambda _self, _parent, block: bool(asked.append(block)))
    md.convert("One plain line.\n\n- an item")
    assert asked == ["- an item"]
