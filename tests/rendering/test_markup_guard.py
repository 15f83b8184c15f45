"""No text holds up a build: what would is refused for what stands in it, and no ordinary text is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import build_site
from tests.sites import site, story
from yousaid.rendering import guard, markup
from yousaid.rendering.guard import TextTooSlow, too_much

SIZE = markup.LONGEST
BRACKETS = "too many brackets that are not closed"
TAGS = "too many HTML tags that are not closed"
ENDS = "too many “<” without a “>”"
NESTED = "lists or quotations nested too deep"
STARS = "too many stars or underscores"


def _whole(sign: str) -> str:
    return (sign * SIZE)[:SIZE]


def _spread(sign: str, times: int) -> str:
    """Return a text of the largest size with so many signs in it, far from each other."""
    room = SIZE // times - len(sign)
    return (sign + ("a bcd ef " * (room // 9 + 1))[:room]) * times


HOSTILE = {
    "brackets": (_whole("["), BRACKETS),
    "a few brackets, far apart": (_spread("[", 100), BRACKETS),
    "pictures": (_whole("!["), BRACKETS),
    "links without end": (_whole("[]("), BRACKETS),
    "links without address": (_whole("[a]("), BRACKETS),
    "references without end": (_whole("[a]["), BRACKETS),
    "brackets in brackets": ("[" * (SIZE // 2) + "a" + "]" * (SIZE // 2 - 1), BRACKETS),
    "footnotes without end": (_whole("[^"), "too many footnotes"),
    "footnotes": ("[^1] " * 13_000 + "\n\n[^1]: a\n", "too many footnotes"),
    "declarations": (_whole("<!["), ENDS),
    "addresses": (_whole("<http://"), ENDS),
    "tags without end": (_whole("<a "), TAGS),
    "values without end": (_whole("<a b='"), TAGS),
    "divisions without end": (_spread("<div ", 1000), ENDS),
    "bold tags": (_whole("<b>"), TAGS),
    "tags that go on": ("".join(f"<b lang=a{n}>" for n in range(500)) + "<p>" * 2000, TAGS),
    "ticks": (_whole("\\`"), "too many backticks (`)"),
    "ticks by number": (" a ".join("`" * n for n in range(1, 340)), "too many backticks (`)"),
    "bold without end": ("**a " * 16_000, STARS),
    "one bold italic without end": ("***" + "a *b " * 12_000, STARS),
    "underlined": (_whole("a\n-\n"), "too many headings"),
    "headings": (_whole("a\n# "), "too many headings"),
    "lists in lists": (_whole("1. "), NESTED),
    "quotes in quotes": (_whole(">"), NESTED),
    "both in both": (_whole("> - "), NESTED),
    "deep list": ("".join(" " * (2 * level) + "- a\n" for level in range(250)), NESTED),
    "deeper and deeper quotes": ("".join(">" * level + "a\n\n" for level in range(350)), NESTED),
    "wide table": ("a|" * 8000 + "\n" + "-|" * 8000 + "\n" + "a|\n" * 10_000, "too large a table"),
}


@pytest.mark.parametrize(("text", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_for_what_stands_in_it(text: str, reason: str) -> None:
    """Breaks when a text that takes seconds or minutes would be converted; nothing here looks at a clock."""
    assert len(text) <= SIZE
    assert too_much(text) == reason
    with pytest.raises(TextTooSlow, match=f"It has {reason.split(maxsplit=1)[0]} "):
        markup.to_html(text)


def test_a_text_that_is_nested_too_deep_is_refused_by_the_converter_too() -> None:
    """Breaks when a recursion error gets out, or when the converter that failed is used again."""
    with pytest.raises(TextTooSlow, match="nested too deep"):
        markup._convert("1. " * 2000)
    assert markup._convert("*a*").html == "<p><em>a</em></p>"


def test_the_result_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Breaks when a small text can fill a disk with its page."""
    monkeypatch.setattr(guard, "LARGEST", 1000)
    with pytest.raises(TextTooSlow, match="more than"):
        markup.to_html("words and words " * 1000)


def test_what_no_block_alone_has_too_much_of_the_whole_text_may_have(tmp_path: Path) -> None:
    """Breaks when each side of a fence is looked at alone: the page of an audience that reads both would then fail."""
    half = "[a " * 1200
    assert too_much(half) == "" != too_much(f"{half}\n\n{half}")
    text = f"{story(date='2026-11-01')}{half}\n\n::: patients\n{half}\n:::\n"
    outcome = build_site(site(tmp_path, more={"stories/new.md": text}))
    assert [(problem.code, problem.line) for problem in outcome.problems if problem.path == "stories/new.md"] == [
        ("YS901", 6)
    ]
    assert "too many brackets" in outcome.problems[0].message


ORDINARY = {
    "long prose": "We moved the bins. They are emptied after 7am now, and doors close softly.\n\n" * 700,
    "one long paragraph": "We moved **the** bins (all). They are emptied [after](a.html) 7am now, and _softly_.\n"
    * 400,
    "long list": "- bins [are](a.html) *quiet*\n- doors\n" * 1000,
    "many links": "[Ward 7](../places/ward-7.html), " * 1500,
    "year of months": "| Month | Said | Done |\n| --- | --- | --- |\n" + "| March | 12 | 4 |\n" * 2000,
    "report": "## Heard\n\nIt was **loud** & bright[^1].\n\n> So loud\n> all night\n\n1. bins\n   - doors\n\n" * 500,
    "long quote": "> It was so loud at night\n" * 1500,
    "rules": "Words\n\n* * *\n\n" * 2000,
    "long rules": "Words\n\n" + "- " * 60 + "\n\n" + "* " * 60,
    "aligned with blanks": "- Monday" + " " * 90 + "8am\n" + " " * 100 + "Tuesday\n",
    "five levels": "- a\n  - b\n    - c\n      - d\n        - e\n",
    "forgotten brackets": "He said (and [so did she\n\n" * 500,
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_text_is_converted(text: str) -> None:
    """Breaks when a long but ordinary text is refused."""
    assert len(text.encode()) <= SIZE
    assert markup.to_html(text)
