"""Small helpers for sentences: how a value is shown, and what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from yousaid.problems import did_you_mean

_LONGEST: Final = 60
_MOST_CHOICES: Final = 14
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


def show(value: object) -> str:
    """Return the value in quotation marks, on one line and not too long."""
    text = " ".join(str(value).split())
    return f"“{text[: _LONGEST - 1]}…”" if len(text) > _LONGEST else f"“{text}”"


def squeeze(word: str) -> str:
    """Return the letters and digits of a word only, so that “In progress” and “in-progress” are one."""
    return _NOT_LETTERS.sub("", word).casefold()


def suggest(word: str, choices: Iterable[str], otherwise: str = "") -> str:
    """Return what was perhaps meant. A long list is not read out: `otherwise` then says where it is."""
    known = tuple(dict.fromkeys(choices))
    near = get_close_matches(word[:100].casefold(), [choice.casefold() for choice in known], n=1, cutoff=0.6)
    if near or len(known) <= _MOST_CHOICES:
        return did_you_mean(word[:100], known)
    return otherwise
