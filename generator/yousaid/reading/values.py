"""Single values: text to numbers, yes or no, and words from a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from yousaid.model.states import Status
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show, squeeze, suggest

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_WITH_COMMAS: Final = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NUMBER_AND_UNIT: Final = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(\D.*)")
_YES: Final = {"true": True, "yes": True, "false": False, "no": False}
_BREAKS: Final = re.compile(r"\s*\n\s*")
_MORE_WORDS: Final = {"cannotchange": Status.CANT_CHANGE.value}
_LONGEST_TITLE: Final = 120


def read_line(text: str) -> str:
    """Return the text on one line."""
    return _BREAKS.sub(" ", text) if "\n" in text else text


def read_title(text: str) -> str:
    """Return a title; raise RefusedError when it is too long for a heading."""
    text = read_line(text)
    if len(text) > _LONGEST_TITLE:
        message = f"The title has {len(text)} letters and spaces. More than {_LONGEST_TITLE} do not fit a heading."
        raise RefusedError("YS308", message, "Aim at 65 or fewer. Put the rest in you_said or summary.")
    return text


def read_whole(text: str) -> int:
    """Return a count: a whole number that is not negative."""
    if _WHOLE.fullmatch(text):
        return int(text)
    raise RefusedError(
        "YS305", f"{show(text)} is not a count.", _number_hint(text, "Write a whole number in figures, as 12.")
    )


def read_number(text: str) -> float:
    """Return a number with or without decimals."""
    if _NUMBER.fullmatch(text):
        return float(text)
    raise RefusedError(
        "YS305", f"{show(text)} is not a number.", _number_hint(text, "Write a number in figures, as 84 or 8.5.")
    )


def _number_hint(text: str, otherwise: str) -> str:
    if _WITH_COMMAS.fullmatch(text):
        return f"Write {text.replace(',', '')}, without commas."
    if found := _NUMBER_AND_UNIT.fullmatch(text[:100]):
        return f"Write {found[1].replace(',', '')} here. Put {show(found[2])} under unit, if there is a unit."
    return otherwise


def read_yes(text: str) -> bool:
    """Return whether the answer is yes."""
    answer = _YES.get(text.casefold())
    if answer is None:
        raise RefusedError("YS303", f"{show(text)} is neither yes nor no.", "Write yes or no.")
    return answer


def word_reader(words: Mapping[str, object]) -> Callable[[str], object]:
    """Return a reader of words from a list. Capitals, spaces, hyphens and apostrophes do not matter."""
    known = {squeeze(word): value for word, value in words.items()}
    known |= {other: words[word] for other, word in _MORE_WORDS.items() if word in words}

    def read_word(text: str) -> object:
        value = known.get(squeeze(text))
        if value is None:
            hint = suggest(text, words)
            raise RefusedError("YS306", f"{show(text)} is not one of the words that can stand here.", hint)
        return value

    return read_word
