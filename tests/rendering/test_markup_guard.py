"""No text holds up a build, and no ordinary text is slowed down by that."""

from __future__ import annotations

import pytest

from yousaid.rendering import guard, markup
from yousaid.rendering.guard import TextTooSlow, convert_apart, looks_slow

SIZE = markup.LONGEST

HOSTILE = {
    "brackets": "[",
    "pictures": "![",
    "declarations": "<![",
    "links without end": "[](",
    "links without address": "[a](",
    "references without end": "[a][",
    "footnotes without end": "[^",
    "tags without end": "<a ",
    "attributes without end": "<a b=",
    "values without end": "<a b='",
    "tags and stars": "<b *",
    "addresses": "<http://",
    "addresses with at": "<a@",
    "bold tags": "<b>",
    "div": "<div>",
    "h1": "<h1>",
    "entities": "&a;",
    "numbered entities": "&#1;",
    "backslashes": "\\",
    "escaped ticks": "\\`",
    "underlined": "a\n-\n",
    "headings": "é\n# ",
    "emphasis": "_*",
    "lists in lists": "1. ",
    "quotes in quotes": ">",
    "both in both": "> - ",
}

SHAPED = {
    "brackets in brackets": "[" * (SIZE // 2) + "a" + "]" * (SIZE // 2 - 1),
    "footnotes": "[^1] " * (SIZE // 5 - 4) + "\n\n[^1]: a\n",
    "wide table": "a|" * 8000 + "\n" + "-|" * 8000 + "\n" + "a|\n" * 10_000,
    "deep list": "".join(" " * (2 * level) + "- a\n" for level in range(250)),
    "deeper and deeper quotes": "".join(">" * level + "a\n\n" for level in range(350)),
}

LIMIT = 0.2


@pytest.mark.parametrize(
    "text",
    [*((sign * SIZE)[:SIZE] for sign in HOSTILE.values()), *SHAPED.values()],
    ids=[*HOSTILE, *SHAPED],
)
def test_a_hostile_text_is_sent_away(text):
    """Breaks when a text that takes seconds or minutes would be converted in our own process."""
    assert len(text) <= SIZE
    assert looks_slow(text)


@pytest.mark.parametrize("name", ["brackets", "footnotes without end", "underlined", "attributes without end"])
def test_a_slow_text_is_given_up(name):
    """Breaks when the time limit does not end the conversion."""
    with pytest.raises(TextTooSlow, match=r"longer than 0\.2 seconds") as refusal:
        convert_apart((HOSTILE[name] * SIZE)[:SIZE], LIMIT)
    assert "Look for long runs of brackets" in refusal.value.reason


def test_a_text_that_fails_is_given_up():
    """Breaks when a child that runs out of stack ends in a traceback of ours."""
    with pytest.raises(TextTooSlow, match="cannot be turned into a page"):
        convert_apart("1. " * 2000)


def test_a_text_that_is_nested_too_deep_is_refused_here_too():
    """Breaks when a recursion error gets out, or when the converter that failed is used again."""
    with pytest.raises(TextTooSlow, match="nested too deep"):
        markup.convert_here("1. " * 2000)
    assert markup.convert_here("*a*").html == "<p><em>a</em></p>"


def test_a_refusal_is_remembered(monkeypatch):
    """Breaks when each of three audiences waits for the same text again."""
    asked = []

    def refuse(text):
        asked.append(text)
        raise TextTooSlow("Too slow.")

    monkeypatch.setattr(guard, "convert_apart", refuse)
    for _ in range(3):
        with pytest.raises(TextTooSlow, match="Too slow"):
            markup.to_html("[" * 1001)
    assert len(asked) == 1


def test_a_text_that_only_looks_slow_comes_out_the_same():
    """Breaks when the child converts otherwise, or loses what was removed."""
    text = "# Links\n\n" + "- [Ward “7”](../places/ward-7.html) ![a](a.png)\n" * 200
    assert looks_slow(text)
    made = convert_apart(text)
    assert made == markup.convert_here(text)
    assert made.removed == ("a picture (pictures go under `photos`, with alt text)",)
    assert markup.to_html(text).startswith('<h2 id="text-links">Links</h2>')


def test_the_result_has_a_bound(monkeypatch):
    """Breaks when a small text can fill a disk with its page."""
    monkeypatch.setattr(guard, "LARGEST", 1000)
    with pytest.raises(TextTooSlow, match="more than"):
        convert_apart("words " * 1000)


ORDINARY = {
    "long prose": "We moved the bins. They are emptied after 7am now, and doors close softly.\n\n" * 700,
    "long list": "- bins [are](a.html) *quiet*\n- doors\n" * 140,
    "year of months": "| Month | Said | Done |\n| --- | --- | --- |\n" + "| March | 12 | 4 |\n" * 400,
    "report": "## Heard\n\nIt was **loud** & bright[^1].\n\n> So loud\n> all night\n\n1. bins\n   - doors\n\n" * 140,
    "long quote": "> It was so loud at night\n" * 500,
    "rules": "Words\n\n* * *\n\n" * 200,
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_text_stays_here(text):
    """Breaks when long but ordinary texts cost a process each."""
    assert len(text.encode()) <= SIZE
    assert not looks_slow(text)


def test_the_child_takes_no_module_from_the_folder_that_it_starts_in(tmp_path, monkeypatch):
    """Breaks when a file in the content folder can run as a part of the program."""
    (tmp_path / "markdown.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert convert_apart("*a*").html == "<p><em>a</em></p>"
