"""The allow list, item by item."""

from __future__ import annotations

import pytest

from yousaid.rendering.sanitise import TAGS, is_safe_address, list_removed, sanitise, sanitise_with_notes

ALLOWED = (
    "a abbr b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q "
    "s small span strong sub summary sup table tbody td tfoot th thead tr ul var"
)


def test_which_elements_there_are():
    """Fails when one is added, or one is lost that people write."""
    assert sorted(TAGS) == ALLOWED.split()


@pytest.mark.parametrize("tag", sorted(TAGS - {"caption", "tbody", "td", "tfoot", "th", "thead", "tr"}))
def test_an_element_of_the_list_stays(tag):
    """Fails when it is taken out after all."""
    assert f"<{tag}>" in sanitise(f"<{tag}>x</{tag}>")
    assert list_removed("", [f"<{tag}>x</{tag}>"]) == ()


@pytest.mark.parametrize(
    "tag", ["script", "style", "title", "textarea", "noscript", "iframe", "svg", "math", "template", "select"]
)
def test_what_such_elements_hold_goes_with_them(tag):
    """Fails when the words of a script or a hidden element come out as text."""
    assert sanitise(f"<p>a</p><{tag}>secret</{tag}>") == "<p>a</p>"


@pytest.mark.parametrize(
    ("name", "fine", "wrong"),
    [
        ("p dir", "ltr rtl auto", "left xltr"),
        ("p lang", "cy en-GB zh-Hant-TW", "c en- en_GB abcdefghi"),
        ("ol start", "3 -3 123456", "1234567 a --1 -"),
        ("td colspan", "1 9 10 99", "0 01 100 a"),
        ("td rowspan", "1 9 10 99", "0 01 100 a"),
        ("th colspan", "2", "0"),
        ("th rowspan", "2", "0"),
        ("th scope", "row col rowgroup colgroup", "rows x"),
        ("abbr title", "x", ""),
        ("a title", "x", ""),
        ("a href", "http://x.org https://x.org mailto:a@x.org tel:01632 a.html #a", "javascript:x data:x ftp://x //x"),
        ("li id", "note-1 note-12 noteref-1-2", "note note- note-1- note-a main noteref-"),
        ("sup id", "note-1 noteref-1 noteref-12-34", "note- xnote-1 note-1x"),
    ],
)
def test_which_values_stay(name, fine, wrong):
    """Fails when a value gets in that has no business on a page, or one is lost that has."""
    tag, attribute = name.split()
    before, after = ("<table><tbody><tr>", "</tr></tbody></table>") if tag in {"td", "th"} else ("", "")
    for value in (*fine.split(), *wrong.split()):
        html = sanitise_with_notes(f'{before}<{tag} {attribute}="{value}">x</{tag}>{after}')
        assert (f' {attribute}="{value}"' in html) is (value in fine.split()), value


def test_ids_are_for_notes_only():
    """Fails when an ordinary text can hold an id, which could be that of a part of the page."""
    assert sanitise('<sup id="note-1">x</sup>') == "<sup>x</sup>"


def test_links_to_other_sites_say_nothing_of_this_one():
    """Fails when the page that is left is told, or a link inside the site gets the mark too."""
    assert sanitise('<a href="http://x.org">x</a>') == '<a rel="noopener noreferrer" href="http://x.org">x</a>'
    assert sanitise('<a href="x.html">x</a>') == '<a href="x.html">x</a>'


@pytest.mark.parametrize(
    ("raw", "removed"),
    [
        ("<button>", ("a form",)),
        ("<embed>", ("something embedded",)),
        ("<FORM action='>'>", ("a form",)),
        ("<iframe>", ("a frame with another page",)),
        ("<input/>", ("a form",)),
        ("<object>", ("something embedded",)),
        ("<script><style>", ("a script", "a style sheet")),
        ("<select><textarea><button>", ("a form",)),
        ("<svg>", ("a drawing (SVG)",)),
        ("<video>", ("a video",)),
        ("<img src=x>", ()),
        (
            "<p data-a=\"\" class='' id=x hidden>",
            tuple(f"the HTML attribute “{x}”" for x in ("data-a", "class", "id", "hidden")),
        ),
        ("<td COLSPAN=2 dir=rtl>", ()),
        ('<p ONCLICK="a>b" lang=cy>', ("a script",)),
        ("<p title = 'on the left' class = x>", ("the HTML attribute “title”", "the HTML attribute “class”")),
        (
            "<p " + "x" * 30 + "><" + "y" * 30 + ">",
            ("the HTML attribute “" + "x" * 20 + "”", "the HTML tag <" + "y" * 20 + ">"),
        ),
        ("1 < 2", ()),
        ("class=x", ()),
    ],
)
def test_what_is_taken_out_is_named(raw, removed):
    """Fails when it is taken out in silence, or something is named that stays."""
    assert list_removed("", [raw]) == removed


@pytest.mark.parametrize(
    ("html", "removed"),
    [
        ('<img alt="" src="a.png">', ("a picture (pictures go under `photos`, with alt text)",)),
        ("<IMG alt='x' SRC = //x.org/a.png>", ("a picture from another site",)),
        ("<img src='\\\\x\\a.png'>", ("a picture from another site",)),
        ('<a title="x" href="javascript:1">', ("the link to “javascript:1”",)),
        ("<a HREF = ' data:&#49; '>", ("the link to “data:1”",)),
        ("<a href=" + "ftp:" + "x" * 90 + ">", ("the link to “ftp:" + "x" * 56 + "”",)),
        ('<a href="">', ()),
        ('<a href="x.html">', ()),
    ],
)
def test_pictures_and_links_are_named_with_where_they_lead(html, removed):
    """Fails when a quotation mark, a reference or a capital letter hides one."""
    assert list_removed(html, []) == removed


@pytest.mark.parametrize("address", ["a", "a/b", "/a", "#a", "", "?a=b:c", "1a:b", "HTTPS://x", "tel:1", "a+b"])
def test_safe_addresses(address):
    """They stay in the site, or lead to the web, to an e-mail or to a phone."""
    assert is_safe_address(address)


@pytest.mark.parametrize("address", ["//a", "/\\a", "\\\\a", "\\/a", " //a", "/\x00/a", "a+b.c-1:x", "java\nscript:a"])
def test_unsafe_addresses(address):
    """They run something, or lead to another computer."""
    assert not is_safe_address(address)
