"""Lists as Word pastes them: lists on page, poster and slide, and the writer is told of the first line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builds import build_site
from tests.sites import BASE, files_of, write
from yousaid.model.passages import flat, lines_of, passages_of
from yousaid.reading.library import read_library
from yousaid.reading.wordlists import as_lists
from yousaid.rendering.environment import paragraphs

MARKS = [
    "•\t", "•\u00a0", "• ", "•", "·\t", "·\u00a0", "· ", "\uf0b7\t", "\uf0a7\u00a0", "\uf0d8\t", "\uf0fc ", "o\t",
    "o\u00a0\u00a0", "§\t", "-\t", "-\u00a0", "–\t", "–\u00a0", "*\u00a0", "*\t", "▪ ", "◦ ", "‣ ", "● ", "➢\t", "✓\t",
    "-\u2003", "•\u3000", "●\u202f", "+\t",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("indent", ["", " ", "\t", "\u00a0 "])
def test_bullets_from_word(mark, indent):
    """Fails when the sign, or the blank behind it, is not known as Word's."""
    lines, first = as_lists(["We offer:", f"{indent}{mark}ear plugs", f"{indent}{mark}eye masks"])
    assert (lines, first) == (["We offer:", "- ear plugs", "- eye masks"], 1)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.\tA", "2.\tB"], ["1. A", "2. B"]),
        (["1)\u00a0A", "(2)\tB"], ["1. A", "2. B"]),
        (["1) A", "2) B"], ["1. A", "2. B"]),
        (["a)\tA", "b)\tB"], ["1. A", "2. B"]),
        (["i.\tA", "ii.\tB", "iv)\tD"], ["1. A", "2. B", "4. D"]),
        (["1.\tA", "a)\tB", "b)\tC", "2.\tD"], ["1. A", "  1. B", "  2. C", "2. D"]),
        (["•\tA", "o\tB", "§\tC", "o\tD", "•\tE"], ["- A", "  - B", "    - C", "  - D", "- E"]),
        (["•\tA", "\t•\tB", "•\tC"], ["- A", "  - B", "- C"]),
        (["– A", "– B"], ["- A", "- B"]),
        (["•\tA", "", "–\tB"], ["- A", "", "- B"]),
        (["```", "•\tA", "```", "•\tB"], ["```", "•\tA", "```", "- B"]),
    ],
)
def test_numbers_and_levels(lines, expected):
    """Fails when a number or a level is lost, or when code is changed."""
    assert as_lists(lines)[0] == expected


@pytest.mark.parametrize(
    "text",
    ["– Patient, Willow Ward", "Open Mon • Tue", "o dear", "* a star", "1) only one", "- ours\n- too", "1. ours",
     "10.30\tto 11", "§ 12 of the Act", "a) not two", "•", "It was 5\u00a0pm\n– they said", "A·B", "--- \t", "e.g.\tx"],
)  # fmt: skip
def test_what_is_no_list(text):
    """Fails when running text is taken for an item."""
    assert as_lists(text.split("\n"))[1] is None


STORY = """\
---
title: Night pack
place: willow
audiences: [patients, staff]
you_said: |
  People told us:
  •\tthe lights are on
  •\tthe doors bang

  They want to sleep.
actions:
  - status: done
    text: >-
      We offer:
      • ear plugs
      • eye masks
---
It holds:
\uf0b7\tsocks
o\tblack ones
\uf0b7\tplugs
"""


def test_the_writer_is_told_once_for_each_text(tmp_path):
    """Fails when the hint points at another line, or when nothing is said."""
    reading = read_library(write(tmp_path, files_of(BASE) | {"stories/x.md": STORY}))
    assert [(one.code, one.line, one.column) for one in reading.problems] == [
        ("YS209", 7, 3), ("YS209", 15, 7), ("YS209", 19, 1)]  # fmt: skip
    assert reading.problems[0].message == "This is a bullet or number from Word. It is shown as a list."
    assert reading.problems[0].hint == (
        "Nothing needs doing. To be sure, write a hyphen and a space before each: - the lights are on"
    )
    (story,) = [one for one in reading.library.stories if one.slug == "x"]
    assert story.you_said == "People told us:\n- the lights are on\n- the doors bang\n\nThey want to sleep."
    assert story.actions[0].text == "We offer:\n- ear plugs\n- eye masks"
    assert story.body[0].text == "It holds:\n- socks\n  - black ones\n- plugs\n"


def test_lists_are_lists_everywhere(tmp_path):
    """Fails when the page, the poster, the slide or the feed runs a list together, or shows the sign of one."""
    files = files_of(BASE)
    title = "    title: You said, we did\n"
    files["site.yaml"] = files["site.yaml"].replace(title, f"{title}    address: https://a.example/\n")
    build_site(write(tmp_path / "content", files | {"stories/x.md": STORY}))
    site = tmp_path / "site" / "patients"
    said = "<p>People told us:</p>\n<ul><li>the lights are on\n</li><li>the doors bang\n</li></ul>\n<p>They want"
    did = "<p>We offer:</p>\n<ul><li>ear plugs\n</li><li>eye masks\n</li></ul>"
    page = (site / "stories/x.html").read_text("utf-8")
    assert said in page
    assert did in page
    assert re.search(r"<ul>\s*<li>socks\s*<ul>\s*<li>black ones</li>\s*</ul>\s*</li>\s*<li>plugs</li>", page)
    posters = [path.read_text("utf-8") for path in site.glob("posters/x-*.html")]
    assert posters
    feed = (site / "feed.xml").read_text("utf-8")
    assert all(said in text and did in text for text in posters)
    assert "People told us: the lights are on; the doors bang. They want to sleep." in feed
    everything = [path for path in site.rglob("*") if path.suffix in {".html", ".xml", ".json", ".js"}]
    assert not [path for path in everything if "•\t" in (text := path.read_text("utf-8")) or "\uf0b7" in text]


def test_markdown_in_a_field_is_named(tmp_path):
    """Fails when signs of Markdown are shown as they are and nobody is told."""
    lines = ["title: The **best** ward", "audiences: [patients]", "you_said: See [this](https://a.example)",
             "we_did: We <b>did</b> _it_", "summary: a snake_case_name, 2 * 3 * 4, x_1 and 5*", "photos:",
             "  - file: a_b_c.jpg", "    alt: A `door`"]  # fmt: skip
    reading = read_library(write(tmp_path, files_of(BASE) | {"stories/x.md": "\n".join(["---", *lines, "---"])}))
    found = [(one.line, one.column, one.hint.split("\n")[0]) for one in reading.problems if one.code == "YS211"]
    assert found == [(2, 12, "Write: best"), (4, 15, "Write: this"), (5, 12, "Delete it."), (5, 18, "Delete it."),
                     (5, 23, "Write: it"), (9, 12, "Write: door")]  # fmt: skip


ONE_WORD = st.sampled_from(["ear", "plugs.", "-", "1.", "•", "12.", "*", "and"])
WORDS = st.lists(ONE_WORD, min_size=1, max_size=5).map(" ".join)
MARK = st.sampled_from(["", "- ", "1. ", "2. ", "  ", "  - ", "    1. "])
INDENTED = st.builds("{}{}".format, MARK, WORDS)


@given(st.lists(st.one_of(INDENTED, st.just("")), max_size=8).map("\n".join))
def test_no_word_is_lost_and_lines_stay_lines(text):
    """Dividing a text and writing it again is the same as doing it once, and every word of it is there, in order."""
    marks = re.compile(r"(?m)^ *(?:[-*+]|\d{1,2}\.) +(?=\S)")
    again = lines_of(text)
    assert passages_of(again) == passages_of(text)
    assert [word for word in again.split() if word not in "-*+"] == [word for word in text.split() if word not in "-*+"]
    shown = re.sub(r"<[^>]+>", " ", str(paragraphs(text))).split()
    said = marks.sub("", again).split()
    assert shown == said or len(shown) >= len(said)
    assert "\n" not in flat(text)
