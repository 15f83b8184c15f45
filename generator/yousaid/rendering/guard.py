"""Texts that would take minutes to convert do not hold up a build.

Some input makes Python-Markdown slow without end: four kilobytes of `[` cost seconds, sixty-four cost an hour. Nobody
writes that on purpose, but a broken export can hold it, and so can a text that means harm. Such a text is refused for
what stands in it, never for the time that it takes: what is published must not depend on how busy a computer is.

Each rule below counts the steps that one part of Python-Markdown would take, or somewhat more. What stays within all of
them is converted in a second or two on a slow computer, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

LARGEST: Final = 1024 * 1024
"""The most characters of HTML that one text may become."""

_STEPS: Final = 2_500_000
"""How many characters may be looked at for the ends of brackets, one by one."""
_QUICK_STEPS: Final = 20_000_000
"""How many characters a regular expression may look at."""
_STAR_STEPS: Final = 300_000_000
"""The same for stars, with the expressions of Python-Markdown up to 3.10; later ones are quicker."""
_HEADINGS: Final = 3000
_UNDERLINES: Final = 1000
_NOTES: Final = 2000
_REOPENED: Final = 100_000
_CELLS: Final = 40_000
_LEVELS: Final = 20
_COLUMNS: Final = 80

_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_UNDERLINE: Final = re.compile(r"^[=-]+ *$", re.MULTILINE)
_MARKER: Final = r"(?:>|[*+-](?=[ \t])|\d{1,9}\.(?=[ \t]))"
_BEFORE_WORDS: Final = re.compile(rf"^(?:[ \t]*{_MARKER})+", re.MULTILINE)
_ONE_MARKER: Final = re.compile(_MARKER)
_RULE: Final = re.compile(r"[ \t*+_-]*")
_GOES_ON: Final = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![a-z0-9])", re.IGNORECASE)
_TRIPLE: Final = re.compile(r"(?=\*\*\*|___)")
_DOUBLE: Final = re.compile(r"(?=\*\*|__)")


class Converted(Struct, frozen=True):
    """A text as HTML, and what could not stay in it."""

    html: str
    """Safe HTML."""
    removed: tuple[str, ...] = ()
    """What the sanitiser took out, in plain words: "a script", "a picture from another site"."""
    unused: tuple[str, ...] = ()
    """The labels of footnotes to which nothing in the text points, which are not shown."""


class TextRefused(Exception):  # noqa: N818, a text is refused; nothing has failed
    """A text that is not converted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why, in plain sentences."""


class TextTooLong(TextRefused):
    """A text that is longer than any page should be."""


class TextTooSlow(TextRefused):
    """A text that would take too long to convert, or would become too large a page."""


def too_much(text: str) -> str:
    """Return what a text has too much of to be converted, as “too many headings”; nothing when it may be."""
    return next((what for what, has_too_much in _RULES.items() if has_too_much(text)), "")


def _has_many_headings(text: str) -> bool:
    lines = text.count("\n-") + text.count("\n=")
    return text.count("\n#") > _HEADINGS or (lines > _UNDERLINES and len(_UNDERLINE.findall(text)) > _UNDERLINES)


def _sum(steps: Callable[[str], int], text: str) -> int:
    """Return the steps of all paragraphs."""
    return sum(steps(paragraph) for paragraph in _PARAGRAPH.split(text))


def _cells(text: str) -> int:
    """Return how many cells the tables of a text would have at most: every row has as many as the widest."""
    if "|" not in text:
        return 0
    rows = [count for line in text.split("\n") if (count := line.count("|"))]
    return len(rows) * max(rows)


def _is_deep(text: str) -> bool:
    for found in _BEFORE_WORDS.finditer(text):
        before = found[0].expandtabs(4)
        levels = len(_ONE_MARKER.findall(found[0]))
        if (len(before) > _COLUMNS or levels > _LEVELS) and not _RULE.fullmatch(_line_at(text, found.start())):
            return True
    return False


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _steps_of_brackets(paragraph: str) -> int:
    """Return how many characters are looked at for the ends of all brackets: to the right one, else to the end."""
    steps = 0
    for opening, closing in ("[]", "()"):
        if opening not in paragraph:
            continue
        open_at: list[int] = []
        for found in re.finditer(rf"[\{opening}\{closing}]", paragraph):
            if found[0] == opening:
                open_at.append(found.start())
            elif open_at:
                steps += found.start() - open_at.pop()
        steps += sum(len(paragraph) - at for at in open_at)
    return steps


def _steps_of_open_tags(text: str) -> int:
    """Return how often tags are opened again that go on over the ends of paragraphs, and have no end."""
    if "<" not in text:
        return 0
    return max(0, len(_GOES_ON.findall(text)) - text.count("</")) * (text.count("\n\n") + text.count("<"))


def _steps_of_tags(text: str) -> int:
    """Return how many characters are looked at for the ends of all tags; after a quotation mark, to the end."""
    steps, length = 0, len(text)
    for found in re.finditer("<", text):
        start = found.start()
        end = text.find(">", start)
        quoted = end >= 0 and text.count('"', start, end) % 2 + text.count("'", start, end) % 2
        steps += length - start if end < 0 or quoted else end - start
        if steps > _QUICK_STEPS:
            break
    return steps


def _steps_of_ticks(paragraph: str) -> int:
    """Return how many characters are looked at for the ends of code."""
    return paragraph.count("`") * len(paragraph)


def _steps_of_stars(paragraph: str) -> int:
    """Return how many characters are looked at for the ends of words in bold, and of those in bold and italics."""
    if "**" not in paragraph and "__" not in paragraph:
        return 0
    singles = paragraph.count("*") + paragraph.count("_")
    doubles, triples = len(_DOUBLE.findall(paragraph)), len(_TRIPLE.findall(paragraph))
    return len(paragraph) * (doubles + triples * singles)


_RULES: Final[dict[str, Callable[[str], bool]]] = {
    "too many headings": _has_many_headings,
    "too large a table": lambda text: _cells(text) > _CELLS,
    "lists or quotations nested too deep": _is_deep,
    "too many footnotes": lambda text: text.count("[^") > _NOTES,
    "too many HTML tags that are not closed": lambda text: _steps_of_open_tags(text) > _REOPENED,
    "too many “<” without a “>”": lambda text: _steps_of_tags(text) > _QUICK_STEPS,
    "too many brackets that are not closed": lambda text: _sum(_steps_of_brackets, text) > _STEPS,
    "too many backticks (`)": lambda text: _sum(_steps_of_ticks, text) > _QUICK_STEPS,
    "too many stars or underscores": lambda text: _sum(_steps_of_stars, text) > _STAR_STEPS,
}
"""What a text can have too much of, and whether it has; in the order in which they are looked at."""
