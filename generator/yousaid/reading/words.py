"""Small helpers for sentences: how a value is shown, and what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
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
    if len(known) <= _MOST_CHOICES:
        return did_you_mean(word[:100], known)
    return nearest(word, known) or otherwise


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the question whether the nearest choice was meant, or nothing when none is near."""
    return _nearest(word[:100], tuple(dict.fromkeys(choices)))


@lru_cache(maxsize=256)
def _nearest(word: str, choices: tuple[str, ...]) -> str:
    """Remembered, because one slip often stands in every record of a file."""
    near = get_close_matches(word.casefold(), [choice.casefold() for choice in choices], n=1, cutoff=0.6)
    return did_you_mean(word, choices) if near else ""


OTHER_KEYS: Final = {
    "action": "actions",
    "aim": "what_matters",
    "audience": "audiences",
    "category": "themes",
    "color": "colour",
    "expiry": "expires",
    "feedback": "you_said",
    "heading": "title",
    "image": "photos",
    "images": "photos",
    "location": "place",
    "published": "publish_from",
    "response": "we_did",
    "reviewed": "review_by",
    "setting": "place",
    "tag": "themes",
    "tags": "themes",
    "url": "address",
    "ward": "place",
}
"""What people and other programs call our keys."""

_NOUNS: Final = {
    "Action": "an action",
    "ActionWords": "an action in another language",
    "Accessibility": "the accessibility statement",
    "Audience": "an audience",
    "Brand": "the brand",
    "Checked": "checked",
    "Colours": "the colours",
    "Contact": "the contact",
    "FeedbackSummary": "a feedback summary",
    "FftCounts": "the FFT counts",
    "Heard": "heard",
    "MadeWith": "made_with",
    "Organisation": "the organisation",
    "PaperType": "the sizes for one paper",
    "Posters": "the posters",
    "PosterType": "the type of posters",
    "Route": "a way to give feedback",
    "Site": "the settings",
    "SiteType": "the type of the site",
    "Suppression": "suppression",
    "ThemeHeard": "what was heard",
    "ThemeSettings": "the theme",
}


def noun_of(record: str) -> str:
    """Return what a record of the model is called in a sentence."""
    return _NOUNS.get(record, f"a {record.casefold()}")
