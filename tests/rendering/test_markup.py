"""Markdown becomes the HTML that a communications officer means."""

from __future__ import annotations

import re
import threading

import pytest

from yousaid.rendering import markup
from yousaid.rendering.guard import TextTooLong
from yousaid.rendering.markup import convert, to_html

SHAPES = {
    "emphasis": ("**Bins** are *quiet* now", "<p><strong>Bins</strong> are <em>quiet</em> now</p>"),
    "link": ("[Willow Ward](../places/willow.html)", '<p><a href="../places/willow.html">Willow Ward</a></p>'),
    "link elsewhere": (
        "[NHS](https://www.nhs.uk/)",
        '<p><a rel="noopener noreferrer" href="https://www.nhs.uk/">NHS</a></p>',
    ),
    "email": ("<pals@example.org>", '<p><a href="mailto:pals@example.org">pals@example.org</a></p>'),
    "quote": ("> So loud", "<blockquote><p>So loud</p>\n</blockquote>"),
    "line break": ("Ward 7  \nFloor 2", "<p>Ward 7<br>\nFloor 2</p>"),
    "list after text": ("We did:\n- this\n- that", "<p>We did:</p>\n<ul><li>this</li>\n<li>that</li>\n</ul>"),
    "numbers after text": ("We did:\n1. this\n2. that", "<p>We did:</p>\n<ol><li>this</li>\n<li>that</li>\n</ol>"),
    "no list": ("We moved to ward\n12. It is quiet.", "<p>We moved to ward\n12. It is quiet.</p>"),
    "two blanks nest": ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"),
    "four blanks nest": ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"),
    "bullets then numbers": ("- a\n1. b", "<ul><li>a</li>\n</ul>\n<ol><li>b</li>\n</ol>"),
    "second paragraph": ("- a\n\n  b", "<ul><li><p>a</p>\n<p>b</p>\n</li>\n</ul>"),
    "rule, no list": ("a\n\n- - -\n\nb", "<p>a</p>\n<hr><p>b</p>"),
    "indented, no code": ("a\n\n    b", "<p>a</p>\n<p>b</p>"),
    "table": (
        "| Month | Woken |\n| --- | ---: |\n| March | 12 |",
        "<table><thead><tr><th>Month</th><th>Woken</th></tr>\n</thead>\n"
        "<tbody><tr><td>March</td><td>12</td></tr>\n</tbody></table>",
    ),
    "ampersand": ("A&E, 5 < 6", "<p>A&amp;E, 5 &lt; 6</p>"),
    "language of a phrase": ('<span lang="cy">Diolch</span>', '<p><span lang="cy">Diolch</span></p>'),
    "nothing": (" \n", ""),
}


@pytest.mark.parametrize(("text", "html"), SHAPES.values(), ids=SHAPES)
def test_what_people_write_becomes_what_they_mean(text, html):
    """Breaks when an extension, the list rules or the line breaks change."""
    assert to_html(text) == html


TYPOGRAPHY = {
    "apostrophe": ("don't", "don’t"),
    "double": ('"Too loud," she said.', "“Too loud,” she said."),
    "single": ("'Too loud,' she said.", "‘Too loud,’ she said."),
    "nested": ("\"'Loud' is right\"", "“‘Loud’ is right”"),
    "nested at the end": ("'He said \"no\"'", "‘He said “no”’"),
    "around emphasis": ('"*Loud*" and "**no**"', "“<em>Loud</em>” and “<strong>no</strong>”"),
    "inside emphasis": ('He said **"no"**', "He said <strong>“no”</strong>"),
    "after emphasis": ("**Willow**'s bins", "<strong>Willow</strong>’s bins"),
    "in a link": ("[patients' views](a.html)", '<a href="a.html">patients’ views</a>'),
    "in brackets": ('("quiet")', "(“quiet”)"),
    "around a tag": ('("<b>x</b>")', "(“<b>x</b>”)"),
    "decade": ("the '90s", "the ’90s"),
    "dash": ("bins -- and doors --- and more", "bins – and doors — and more"),
    "arrow": ("a --> b", "a --&gt; b"),
    "dots": ("well...", "well…"),
    "many dots": ("well.....", "well....."),
    "code": ("`\"a\" -- 'b'`", "<code>\"a\" -- 'b'</code>"),
    "escaped": (r"5\' 2\"", "5' 2\""),
    "address": ("<https://example.org/it's--here>", None),
}


@pytest.mark.parametrize(("text", "inner"), TYPOGRAPHY.values(), ids=TYPOGRAPHY)
def test_plain_marks_become_typographic(text, inner):
    """Breaks when a quote turns the wrong way, or when code or an address is changed."""
    if inner is None:
        assert "it's--here</a>" in to_html(text)
    else:
        assert to_html(text) == f"<p>{inner}</p>"


HEADINGS = {
    "h1 makes room": ("# A\n\n## B", 2, ["h2 text-a", "h3 text-b"]),
    "h2 stays": ("## A\n\n### B", 2, ["h2 text-a", "h3 text-b"]),
    "h3 rises": ("### A", 2, ["h2 text-a"]),
    "deeper page": ("# A\n\n## B", 3, ["h3 text-a", "h4 text-b"]),
    "never under h6": ("# A\n\n##### E\n\n###### F", 3, ["h3 text-a", "h6 text-e", "h6 text-f"]),
    "raw HTML too": ("<h1>A</h1>\n\n<h2>B</h2>", 2, ["h2 text-a", "h3 text-b"]),
    "same words": ("# A\n\n# A\n\n# A-2\n\n# A", 2, ["h2 text-a", "h2 text-a-2", "h2 text-a-2-2", "h2 text-a-3"]),
    "signs and emphasis": ("# What's *new* & true?", 2, ["h2 text-what-s-new-true"]),
    "another script": ("# رات کو", 2, ["h2 text-رات-کو"]),
    "no words": ("# ???", 2, ["h2 text-heading"]),
}


@pytest.mark.parametrize(("text", "top", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_headings_fit_the_page_and_have_ids(text, top, expected):
    """Breaks when a body can bring a second h1, skip the page's level or give two headings one id."""
    html = to_html(text, top=top)
    assert [
        part.split('"')[0].replace(" id=", "") + " " + part.split('"')[1]
        for part in html.split("<")
        if part.startswith("h")
    ] == expected


def test_two_texts_on_a_page_share_no_id():
    """Breaks when the prefix is left out of an id or of the link that leads to it."""
    text = "# Heard\n\nNoise[^1] at night[^1].\n\n[^1]: 12 of 20 people."
    first, second = to_html(text, prefix="june"), to_html(text, prefix="july")
    assert first.replace("june-", "july-") == second
    assert first.count('id="june-') == first.count('id="') == 4
    assert first.count('href="#june-') == first.count('href="#') == 4


def test_footnotes_lead_there_and_back():
    """Breaks when a footnote's id is taken out, or its links point elsewhere."""
    html = to_html("Noise[^a b] and light[^2].\n\n[^a b]: 12 of 20 people.\n[^2]: 3 people.")
    for number in ("1", "2"):
        assert f'<a href="#text-note-{number}">{number}</a>' in html
        assert f'<li id="text-note-{number}">' in html
    for target in ("text-noteref-3", "text-noteref-4"):
        assert f'<sup id="{target}">' in html
        assert f'<a href="#{target}" title="Back to note' in html


@pytest.mark.parametrize(
    "text",
    [
        "All.\n\n[^1]: Secret",
        "All. `[^1]`\n\n[^1]: Secret",
        "All. \\[^1]\n\n[^1]: Secret",
        'All. <b title="[^1]">x</b>\n\n[^1]: Secret',
        "All. [x](y '[^1]')\n\n[^1]: Secret",
        "<p>All. [^1]</p>\n\n[^1]: Secret",
        "All. <!--> x\n\n[^1]: Secret",
        "All.\n\n[^1]: Secret[^1]",
        "All.\n\n[^1]: Secret [^2]\n[^2]: Secret [^1]",
        "> All.\n>\n> [^1]: Secret",
        "All.\n\n///Footnotes Go Here///\n\n[^1]: Secret",
    ],
)
def test_a_note_to_which_nothing_points_is_not_shown(text):
    """It may be for those who read a fence that uses it. Fails when what no page shows counts as pointing to it."""
    made = convert(text)
    assert "Secret" not in made.html
    assert "<li" not in made.html
    assert "<hr>" not in made.html
    assert "1" in made.unused


def test_the_notes_that_are_left_are_numbered_from_1():
    """Fails when a number in the text is that of another note, or a note is left out that only a note points to."""
    made = convert("All[^b] of[^c] it[^b].\n\n[^a]: Secret\n[^b]: One\n[^c]: Two[^d]\n[^d]: Three")
    assert made.unused == ("a",)
    assert re.findall(r'href="#text-note-(\d)">(\d)</a>', made.html) == [("1", "1"), ("2", "2"), ("1", "1"), ("3", "3")]
    assert re.findall(r'title="Back to note (\d) in', made.html) == ["1", "1", "2", "3"]
    assert re.findall(r'<li id="text-note-(\d)"><p>(\w+)', made.html) == [("1", "One"), ("2", "Two"), ("3", "Three")]
    assert convert("All[^b].\n\n[^b]: One").unused == ()


def test_a_writer_cannot_take_the_id_of_a_footnote():
    """Breaks when raw HTML can make a page with two equal ids."""
    html = to_html('One[^1].\n\n[^1]: Two.\n\n<ul><li id="note-1">x</li></ul>')
    assert html.count('id="text-note-1"') == 1


def test_a_text_is_converted_once_for_all_audiences(monkeypatch):
    """Breaks when the second audience pays for the conversion again."""
    calls = []
    monkeypatch.setattr(markup, "_convert", lambda text: calls.append(text) or markup.Converted("<p>x</p>"))
    assert convert("Only in this test, once") is convert("Only in this test, once")
    assert calls == ["Only in this test, once"]


def test_what_is_remembered_has_a_bound(monkeypatch):
    """Breaks when a long build keeps every text that it has seen."""
    monkeypatch.setattr(markup, "REMEMBERED", 100)
    memo = markup._Memo()
    for number in range(50):
        memo.keep((str(number), 2, ""), markup.Converted("x"), 30)
    assert [number for number in range(50) if memo.get((str(number), 2, ""))] == [47, 48, 49]


def test_one_text_leaves_no_trace_in_the_next():
    """Breaks when references or footnotes of one text are known in another."""
    to_html("[a]: https://example.org\n\n[a] and[^1].\n\n[^1]: note")
    assert to_html("[a] is here") == "<p>[a] is here</p>"
    assert to_html("and[^1] there") == "<p>and[^1] there</p>"


def test_threads_do_not_share_a_converter():
    """Breaks when two threads can convert with the same Markdown instance at the same time."""
    texts = [
        f"# {number}\n\n" + f"*{number}* [a][{number}]\n\n" * 30 + f"[{number}]: {number}.html" for number in range(40)
    ]
    expected = [to_html(text, prefix="alone") for text in texts]
    found: dict[int, str] = {}

    def work(number):
        found[number] = to_html(texts[number], prefix="alone2").replace("alone2", "alone")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(40)] == expected


def test_a_text_that_is_too_long_is_refused():
    """Breaks when the cap is lifted, or counts characters rather than bytes."""
    assert to_html("a" * markup.LONGEST)
    for text in ("a" * (markup.LONGEST + 1), "é" * (markup.LONGEST // 2 + 1)):
        with pytest.raises(TextTooLong, match="64 KB"):
            to_html(text)
