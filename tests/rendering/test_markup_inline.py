"""The guarded inline pass gives exactly what Python-Markdown's own gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from yousaid.rendering.inline import ALWAYS, TRIGGERS, GuardedInlineProcessor

TEXTS = (
    "plain words, nothing special",
    "*a* **b** ***c*** _d_ __e__ ___f___ a*b*c a_b_c **a*b* *c***",
    "*a **b* c** _a __b_ c__ *a _b* c_ **a *b** c*",
    "**a\nb** *a\n\nb* * a* *a * ** a ** \\*a\\* *a\\*",
    "`a` ``a`b`` `a\\` \\`a\\` `` ` `` ```a``` `a\nb` `` a` `",
    "\\a \\\\ \\[a\\](b) \\<b\\> \\# \\! \\\\* \\",
    '[a](b) [a](b \'c\') [a](b "c") [a](<b c>) [a](b(c)d) [a](b"c) [a]() [](b) [a] (b) [a]( b )',
    "[a][b] [a] [b] [b] [b][] [B][b] [c] [a][c] [a\nb][b]\n\n[b]: https://example.org 'T'\n[a\nb]: x",
    "![a](b) ![a](b 'c') ![a][b] ![b] ![b][] !\\[a](b) \\![a](b) [![a](b)](c)\n\n[b]: c",
    "[a [b] c](d) [a](b [c](d)) [a `](b)` *[a*](b) [*a](b)* [**a**](b) [a]([b](c))",
    "<https://example.org> <a@example.org> <mailto:a@example.org> <https://a b> <a@b@c> <ftp://x>",
    "<b>a</b> <b c='d'>*a*</b> <!-- a --> <? a ?> <br/> <a href='b'>[c](d)</a> < b> <1> </b>",
    "<div>\n*a*\n</div>\n\n<div markdown>\n*a*\n</div>\n\n<p>a</p>b",
    "&amp; &copy; &#38; &#x26; & &a &amp &nosuch; AT&T &lt;b&gt;",
    "a  \nb  \n  \nc\\\nd",
    "a[^1] b[^1] c[^2] [^3] ![^1]\n\n[^1]: one *two*\n[^2]: [a](b)\n\n    more",
    "| a | *b* |\n|---|---|\n| `c|d` | [e](f) |\n| g\\|h | <b>i</b> |",
    "# *a* `b` [c](d)\n\n*a*\n===\n\n- *a*\n- [b](c)\n    1. `d`\n\n> *a*\n> [b]\n\n[b]: c",
    "*a `b* c` d* [a `](b) c` **a [b** c](d) `*a*` *`a`* [`a`](b) **[a](b)**",
    "https://example.org www.example.org a@example.org http://a_b_c *http://a*b*",
    "* a\n* *b*\n\n* * *\n\n_ _ _\n\n***\n\n**a**: b\n__c__: d",
    "a * b * c ** d ** e_f_g __h i__ 2*3*4 snake_case_name *_a_* _*a*_ **_a_** ",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x02amp\x03 *a*",
    "*[HTML]: Hyper\n\nHTML *HTML* `HTML`\n\n{: .a #b }\n\n*a*{: .c }",
    "é *é* **ü** [ä](ö) `ß` رات *کو* 夜*静か*夜 _夜_",
    "[[a]](b) [a]](b) [[a](b) ](a) [ (a) ) [a](((b) [a](b)) `[a](b` )",
    '"a" \'b\' -- --- ... "*a*" \'**b**\' <b>"c"</b> "[d](e)"',
)


def stock(*extensions):
    """Return a Markdown converter as it comes."""
    return Markdown(extensions=list(extensions), output_format="html")


def guarded(*extensions):
    """Return the same converter with the guarded inline pass."""
    md = stock(*extensions)
    md.treeprocessors.register(GuardedInlineProcessor(md), "inline", 20)
    return md


EXTENSIONS = {
    "none": (),
    "ours": (TableExtension, SaneListExtension, FootnoteExtension),
    "with unknown patterns": (TableExtension, FootnoteExtension, AttrListExtension, AbbrExtension, SmartyExtension),
}


@pytest.mark.parametrize("extensions", EXTENSIONS.values(), ids=EXTENSIONS)
@pytest.mark.parametrize("text", TEXTS)
def test_hard_cases_come_out_the_same(text, extensions):
    """Breaks when a pattern is left out where it matches, or a trigger is wrong."""
    assert guarded(*(one() for one in extensions)).convert(text) == stock(*(one() for one in extensions)).convert(text)


STOCK = stock(TableExtension(), SaneListExtension(), FootnoteExtension())
GUARDED = guarded(TableExtension(), SaneListExtension(), FootnoteExtension())
MARKS = st.sampled_from(
    [
        *"[]()!<>*_`\\&|#-+.:'\"^ \n",
        "  \n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "> ",
        "a",
        "b",
        "word ",
        "é",
        "[a](b)",
        "[b]",
        "[b]: c\n",
        "[^1]",
        "\n[^1]: d\n",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&amp;",
        "https://a.b",
        "a@b.c",
        "**",
        "__",
        "``",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_text_comes_out_the_same(text):
    """Breaks when any combination of signs is treated otherwise than by Python-Markdown."""
    assert GUARDED.reset().convert(text) == STOCK.reset().convert(text)


def test_our_patterns_are_all_known():
    """Breaks when a new Python-Markdown changes an expression, so that the quick way is no longer taken."""
    md = stock(TableExtension(), SaneListExtension(), FootnoteExtension())
    assert [pattern.pattern for pattern in md.inlinePatterns if pattern.pattern not in TRIGGERS] == []


def test_an_unknown_pattern_is_always_tried():
    """Breaks when a pattern of an extension is skipped in a text without special signs."""
    md = guarded()
    md.inlinePatterns.register(SimpleTagInlineProcessor(r"()(quiet)", "em"), "quiet", 5)
    assert md.convert("so quiet here") == "<p>so <em>quiet</em> here</p>"
    assert ALWAYS == ("", "")


def test_patterns_that_cannot_match_are_not_tried(monkeypatch):
    """Breaks when the guarded pass no longer takes the place of the slow one."""
    md = guarded()
    tried = []
    monkeypatch.setattr(type(md.inlinePatterns["link"]), "getCompiledRegExp", tried.append)
    assert md.convert("plain words") == "<p>plain words</p>"
    assert tried == []
