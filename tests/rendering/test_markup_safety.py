"""Nothing unsafe that people write reaches a page, and they are told."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yousaid.rendering.markup import convert, may_lose_something, to_html
from yousaid.rendering.sanitise import TAGS, is_safe_address, sanitise

ATTACKS = {
    "script": ("a <script>alert(1)</script> b", "a script"),
    "script block": ("<script>\nalert(1)\n</script>", "a script"),
    "script over lines": ("<script\n>alert(1)</script\n>", "a script"),
    "handler": ('<b onclick="alert(1)">b</b>', "a script"),
    "handler in link": ('<a href="x.html" onmouseover=alert(1)>b</a>', "a script"),
    "style": ("<style>p{}</style>", "a style sheet"),
    "style attribute": ('<p style="color:red">b</p>', "the HTML attribute “style”"),
    "class": ('<p class="alert">b</p>', "the HTML attribute “class”"),
    "id": ('<p id="main">b</p>', "the HTML attribute “id”"),
    "frame": ('<iframe src="https://example.org"></iframe>', "a frame with another page"),
    "form": ('<form action="https://example.org"><input name=a></form>', "a form"),
    "drawing": ("<svg><script>alert(1)</script></svg>", "a drawing (SVG)"),
    "maths": ("<math><annotation-xml><style></math><img src=x>", "the HTML tag <math>"),
    "object": ('<object data="x.swf"></object>', "something embedded"),
    "meta": ('<meta http-equiv="refresh" content="0;url=https://example.org">', "the HTML tag <meta>"),
    "base": ('<base href="https://example.org">', "the HTML tag <base>"),
    "remote picture": ("![a](https://example.org/a.png)", "a picture from another site"),
    "remote picture, no scheme": ("![a](//example.org/a.png)", "a picture from another site"),
    "remote picture, HTML": ("<img src='https://example.org/a.png'>", "a picture from another site"),
    "picture": ("![a](a.png)", "a picture (pictures go under `photos`, with alt text)"),
    "picture by reference": ("![a][b]\n\n[b]: a.png", "a picture (pictures go under `photos`, with alt text)"),
    "script link": ("[a](javascript:alert(1))", "the link to “javascript:alert(1)”"),
    "script link, capitals": ("[a](JavaScript:alert(1))", "the link to “JavaScript:alert(1)”"),
    "script link, HTML": ("<a href='javascript:alert(1)'>a</a>", "the link to “javascript:alert(1)”"),
    "script link, tab": ("<a href='java&#09;script:alert(1)'>a</a>", "the link to “java\tscript:alert(1)”"),
    "data link": ("[a](data:text/html,b)", "the link to “data:text/html,b”"),
    "file link": ("[a](file:///c:/x)", "the link to “file:///c:/x”"),
    "other computer": ("[a](//server/share)", "the link to “//server/share”"),
    "other computer, backslash": (r"[a](/\server/share)", "the link to “/\\server/share”"),
    "other computer, tab": ("<a href='/&#9;/server'>a</a>", "the link to “/\t/server”"),
    "comment": ("a <!-- secret --> b", "a hidden comment"),
    "comment, block": ("a\n\n<!-- secret\n\nsecret -->\n\nb", "a hidden comment"),
    "comment, empty line": ("a <!-- secret\n\nsecret --> b", "a hidden comment"),
    "comment in a list": ("- a <!-- secret\n- secret -->", "a hidden comment"),
    "comment in code": ("`<!-- secret -->`", "a hidden comment"),
    "comment, open": ("a <!-- secret\n\nsecret", "everything after “<!--”, because there is no “-->”"),
    "unknown tag": ("<staff>a</staff>", "the HTML tag <staff>"),
}


@pytest.mark.parametrize(("text", "removed"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_taken_out_and_named(text, removed):
    """Breaks when an attack reaches the page, or when the writer is not told."""
    assert may_lose_something(text)
    made = convert(text)
    assert removed in made.removed
    for canary in (
        "alert(1)>",
        "<script",
        "secret",
        '="javascript:',
        '="data:',
        "example.org",
        "server",
        "onclick=",
        "style",
        "class=",
        "<img",
        "<!--",
    ):
        assert canary not in made.html
    assert_allowed(made.html)


HARMLESS = (
    "Ordinary *words* with a [link](a.html), [another](https://example.org), <b>bold</b> and A&amp;E.",
    "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "Noise[^1].\n\n[^1]: At night.",
    '<details><summary>More</summary>\n<p lang="cy">Diolch</p></details>',
    "[Call 01632 960001](tel:01632960001) or write to <a@example.org>. `<script>`",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_nobody_is_warned_about_what_is_fine(text):
    """Breaks when our own HTML, such as a table's, counts as removed."""
    assert convert(text).removed == ()


def test_an_autolink_cannot_run_a_script():
    """Breaks when the short form of a link gets around the list of schemes."""
    made = convert("<javascript://%0aalert(1)>")
    assert "href" not in made.html
    assert any("javascript:" in removed for removed in made.removed)


@pytest.mark.parametrize(
    "text",
    [
        "Plain *words*, and [a link](../places/willow.html) to [another](willow-ward.html#heard 'title').",
        "[a](https://example.org) [b](mailto:a@example.org) [c](tel:01632960001) [d](#heard) [e](?q=1) [f](/a/b) [g]()",
        "[a][b]\n\n[b]: ../a.html\n\nNoise[^1].\n\n[^1]: At night.",
        "5 < 6, really! [so] it is.",
    ],
)
def test_an_ordinary_text_needs_no_second_look(text):
    """Breaks when every text with a link is converted once more only to see whether it loses something."""
    assert not may_lose_something(text)
    assert convert(text).removed == ()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"[]()<>!:/\\#.& \n", "a", "https:", "javascript:", "b]:", "](", "//", "&#58;", "c.d"]),
        max_size=14,
    ).map("".join)
)
def test_what_loses_something_gets_a_second_look(text):
    """Breaks when something is taken out that the quick look did not see coming."""
    assert may_lose_something(text) or convert(text).removed == ()


class Collector(HTMLParser):
    """Collects what a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Remember an element."""
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data):
        """Remember a comment."""
        self.comments.append(data)


def assert_allowed(html: str) -> None:
    """Fail when the HTML holds anything that is not on the list."""
    collector = Collector()
    collector.feed(html)
    collector.close()
    assert not collector.comments
    for tag, attributes in collector.found:
        assert tag in TAGS
        names = {"href", "title", "rel", "dir", "lang", "start", "colspan", "rowspan", "scope", "id"}
        assert set(attributes) <= names
        address = attributes.get("href")
        assert address is None or re.match(r"(https?:|mailto:|tel:|[^:]*([/?#]|$))", address, re.IGNORECASE)
        assert address is None or not re.match(r"[\\/]{2}", re.sub(r"[\x00-\x20]", "", address))


PIECES = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "/>",
        "script",
        "img src=x onerror=y",
        "svg",
        "math",
        "style",
        "a href=",
        '="javascript:',
        '="data:',
        '"',
        "'",
        "`",
        "!--",
        "--",
        "![",
        "](",
        ")",
        "[",
        "]",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "|",
        "&#106;",
        "&lt;",
        "&",
        "\\",
        "*",
        "_",
        "a",
        "title",
        "textarea",
        "noscript",
        "iframe",
        "template",
        "mtext",
        "mglyph",
        "<p>",
        "]]>",
        "<![CDATA[",
        "<?",
        "<!",
        "//",
        "\t",
        "\x00",
        "\x02",
        "\x03",
        "wzxhzdk:0",
        "klzzwxh:0000",
        "[^1]",
        "[^1]: ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_written_only_allowed_html_comes_out(text):
    """Breaks when any combination of signs gets an element, attribute or address past the allow list."""
    html = to_html(text)
    assert_allowed(html)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"/\\:?#.aJ \t\n\x01", "http", "javascript", "mailto", "//", "&#x6a;"]), max_size=8).map(
        "".join
    )
)
def test_no_link_is_kept_that_is_warned_about(address):
    """Breaks when a link is kept that the warning calls unsafe; one that leads nowhere, such as `http:`, may go."""
    kept = 'href="' in sanitise(f'<a href="{escape(address)}">a</a>')
    assert kept <= is_safe_address(address)
