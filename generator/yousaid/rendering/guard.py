"""Texts that would take minutes to convert do not hold up a build.

Some input makes Python-Markdown slow without end: four kilobytes of `[` cost seconds, sixty-four cost an hour. Nobody
writes that on purpose, but a broken export can hold it, and so can a text that means harm. A cheap look at the text
decides: what looks ordinary is converted where we are; what might be slow, in a process of its own, which is ended when
its time is up. To be sent there costs an honest text a tenth of a second and nothing else.
"""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Final

import msgspec
from msgspec import Struct

SECONDS: Final = 5.0
"""How long the conversion of one text may take."""

LARGEST: Final = 1024 * 1024
"""The most bytes of HTML that one text may become."""

_ADVICE: Final = "Look for long runs of brackets or other signs, or for very deep lists, and take them out."

# Up to these numbers, no text that we could think of took a quarter of a second on a slow machine.
_BRACKETS: Final = 300
_QUOTES: Final = 1500
_HEADINGS: Final = 300
_MARKS: Final = 1000
_TICKS: Final = 100
_CELLS: Final = 20_000
_DEEP: Final = (" " * 60, "\t" * 15)

_UNDERLINE: Final = re.compile(r"^[=-]+ *$", re.MULTILINE)
_NESTED: Final = re.compile(r"\n(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}\.[ \t])){12}")


class Converted(Struct, frozen=True):
    """A text as HTML, and what could not stay in it."""

    html: str
    """Safe HTML."""
    removed: tuple[str, ...] = ()
    """What the sanitiser took out, in plain words: "a script", "a picture from another site"."""


class TextRefused(Exception):  # noqa: N818, a text is refused; nothing has failed
    """A text that is not converted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why, and what to do, in plain sentences."""


class TextTooLong(TextRefused):
    """A text that is longer than any page should be."""


class TextTooSlow(TextRefused):
    """A text that cannot be converted in the time, or into the size, that it may take."""


def looks_slow(text: str) -> bool:
    """Return whether the conversion of a text might take longer than it should."""
    count = text.count
    return (
        count("[") + count("<") > _BRACKETS
        or count(">") > _QUOTES
        or count("*") + count("_") + count("\\") + count("&") > _MARKS
        or count("`") > _TICKS
        or count("\n#") > _HEADINGS
        or (count("\n-") + count("\n=") > _HEADINGS and len(_UNDERLINE.findall(text)) > _HEADINGS)
        or ("|" in text and _widest_row(text) * count("\n") > _CELLS)
        or _NESTED.search(f"\n{text}") is not None
        or any(indent in text for indent in _DEEP)
    )


def _widest_row(text: str) -> int:
    return max(line.count("|") for line in text.split("\n"))


def convert_apart(text: str, seconds: float = SECONDS) -> Converted:
    """Return a text as HTML, made in a process that is ended after so many seconds. Raises TextTooSlow."""
    # -P: the folder that the command was started in must not give the child its modules.
    command = [sys.executable, "-P", "-m", "yousaid.rendering.apart"]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        reason = f"The text takes longer than {seconds:g} seconds to turn into a page. {_ADVICE}"
        raise TextTooSlow(reason) from None
    if done.returncode:
        raise TextTooSlow(f"The text cannot be turned into a page. {_ADVICE}")
    made = msgspec.json.decode(done.stdout, type=Converted)
    if len(made.html) > LARGEST:
        raise TextTooSlow(f"The text makes a page of more than {LARGEST // 1024} KB. {_ADVICE}")
    return made
