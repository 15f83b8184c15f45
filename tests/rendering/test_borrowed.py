"""A page in a language that the theme has no words in: every stretch of it says what language it is in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tests.builds import build_site
from tests.sites import BASE, files_of, write
from yousaid.rendering.borrowed import borrowed, spoken

ARABIC = "---\ntitle: ليال هادئة\nyou_said: |\n  قال الناس:\n  - ضجيج\n  - أضواء\nwe_did: نفرغ الصناديق\n---\nنص\n"
_VOID = {"meta", "link", "br", "img", "hr", "path", "input", "use", "rect", "circle"}


class Stretches(HTMLParser):
    """Collects each stretch of text with the language and direction that it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = [("", "", "")]
        self.found: list[tuple[str, str, str, str]] = []

    def handle_starttag(self, tag, attrs):
        """Go into an element."""
        given = dict(attrs)
        if tag not in _VOID:
            _, lang, direction = self.open[-1]
            self.open.append((tag, given.get("lang") or lang, given.get("dir") or direction))

    def handle_endtag(self, tag):
        """Leave it."""
        if tag not in _VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        """Keep a text."""
        if data.strip():
            self.found.append((*self.open[-1], data.strip()))


def arabic_site(tmp_path, more=""):
    """Return what building a project with a story in Arabic gives, and the text of the page."""
    files = files_of(BASE)
    language = f"  - code: cy\n    name: Cymraeg\n  - code: ar\n    name: العربية\n{more}"
    files["site.yaml"] = files["site.yaml"].replace("  - code: cy\n    name: Cymraeg\n", language)
    files["stories/quieter-nights.ar.md"] = ARABIC
    outcome = build_site(write(tmp_path / "content", files))
    return outcome, (tmp_path / "site/patients/stories/quieter-nights.ar.html").read_text("utf-8")


def test_each_stretch_of_a_page_says_its_language_and_direction(tmp_path):
    """Fails when an English word of the theme is inside the Arabic of the page, or an Arabic word outside it."""
    _, text = arabic_site(tmp_path)
    page = Stretches()
    page.feed(text)
    assert page.open == [("", "", "")]
    body = [one for one in page.found if one[0] not in {"title", "script", "style"}]
    is_arabic = [any("\u0600" <= letter <= "\u06ff" for letter in one[3]) for one in body]
    assert any(is_arabic)
    expected = [("ar", "rtl") if arabic else ("en", "ltr") for arabic in is_arabic]
    wrong = [one for one, said in zip(body, expected, strict=True) if (one[1], one[2]) != said]
    assert [one[3] for one in wrong if re.search("[A-Za-z]{3}", one[3])] == []
    assert [one[3] for one in wrong if re.search("[\u0600-\u06ff]", one[3])] == []
    assert '<html lang="ar" dir="rtl">' in text
    assert "<ul><li>ضجيج\n</li><li>أضواء\n</li></ul>" in text
    assert "\ufdd0" not in text
    assert "\ufdd1" not in text


def test_the_lack_of_words_is_named_once(tmp_path):
    """Fails when nobody is told, or each audience is."""
    outcome, _ = arabic_site(tmp_path)
    assert [(one.code, one.path) for one in outcome.problems if one.code == "YS313"] == [("YS313", "site.yaml")]


def test_marks_never_stand_where_no_element_may():
    """Fails when an attribute, a title or a drawing gets an element; or when text keeps a mark."""
    word = borrowed("Menu")
    page = f'<title>{word}</title><nav aria-label="{word}">{word}</nav><svg><text>{word}</text></svg>'
    assert spoken(page) == (
        '<title>Menu</title><nav aria-label="Menu"><span lang="en" dir="ltr">Menu</span></nav>'
        '<svg lang="en"><text>Menu</text></svg>'
    )
    assert spoken("<p>Menu</p>") == "<p>Menu</p>"
