"""Names and addresses: how people write a name, how it is looked up, and which slugs are safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Final

from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import nearest, show

LONGEST_SLUG: Final = 60
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_APOSTROPHES: Final = re.compile("['’‘ʼ`´]")
_RESERVED: Final = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Names that Windows keeps for itself, and the name of the page that lists the others."""
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "&": " and ",
    }
)
_NUMBERS: Final = re.compile(r"[0-9]+")
_JOINING: Final = frozenset({"and"})
_MOST_IDS: Final = 3
"""How many ids a hint names."""


def slugify(text: str) -> str:
    """Return the text as a slug: small letters without accents, numbers and hyphens; perhaps empty."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()).translate(_LETTERS))
    letters = "".join(letter for letter in plain.casefold() if not unicodedata.combining(letter))
    slug = _NOT_SLUG.sub("-", letters).strip("-")
    if len(slug) <= LONGEST_SLUG:
        return slug
    cut = slug[: LONGEST_SLUG + 1]
    return (cut.rpartition("-")[0] or cut[:LONGEST_SLUG]).strip("-")


def check_slug(slug: str) -> str:
    """Return the slug when it can stand in an address on every system; raise RefusedError otherwise."""
    if len(slug) > LONGEST_SLUG:
        message = f"{show(slug)} has {len(slug)} letters. More than {LONGEST_SLUG} do not fit an address."
        raise RefusedError("YS309", message, f"Write something shorter, such as {slugify(slug)}.")
    if _SLUG.fullmatch(slug) is None:
        better = slugify(slug)
        hint = (
            f"Write {better}." if better and better not in _RESERVED else "Write a word or two, such as quieter-nights."
        )
        message = f"{show(slug)} cannot be part of an address: it takes small letters a to z, numbers and hyphens only."
        raise RefusedError("YS309", message, hint)
    if slug in _RESERVED:
        message = f"{show(slug)} cannot be part of an address: the computer keeps this name for itself."
        raise RefusedError("YS309", message, f"Write another word, such as {slug}-1.")
    return slug


def fold(name: str) -> str:
    """Return what two ways to write one name have in common: no capitals, punctuation, spaces or “and”."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name).casefold()).replace("&", " and ")
    if plain.isascii():
        words = _NOT_SLUG.sub(" ", plain).split()
    else:
        words = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain).split()
    return " ".join(word for word in words if word not in _JOINING)


class Register:
    """Looks up ids by the names that people write."""

    def __init__(self, noun: str, code: str, listed_in: str) -> None:
        self._noun = noun
        self._code = code
        self._listed_in = listed_in
        self._ids: dict[str, str] = {}
        self._meant: dict[str, dict[str, None]] = {}
        self._names: list[tuple[str, str]] = []
        self._held: set[str] = set()
        self._found: dict[str, str] = {}

    def add(self, own_id: str, names: Iterable[str]) -> None:
        """Let the id be found by itself and by the names."""
        self._ids[own_id] = own_id
        self._names.append((own_id, own_id))
        for name in (own_id, *names):
            if folded := fold(name):
                self._meant.setdefault(folded, {})[own_id] = None
                self._names.append((name, own_id))

    def hold(self, own_id: str) -> None:
        """Mark an id as held back for a mistake of its own."""
        self._held.add(own_id)

    def resolve(self, text: str) -> str:
        """Return the id that is meant; raise RefusedError when there is none, or more than one."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._ids.get(text) or self._meaning(text)
        return self.usable(found, text)

    def usable(self, found: str, text: str) -> str:
        """Return an id that was found by a text; raise RefusedError when it is held back."""
        if found in self._held:
            message = f"{show(text)} is held back, because there is a mistake in {self._listed_in}."
            raise RefusedError(self._code, message, "Put that right first.")
        return found

    def meant(self, text: str) -> tuple[str, ...]:
        """Return every id that a text can mean, in the order of the register; perhaps none."""
        return tuple(self._meant.get(fold(text), ()))

    def near(self, text: str, ids: Collection[str] | None = None) -> str:
        """Return the question whether a name nearly the same was meant, or nothing; `ids` are those looked at."""
        # “Ward 3” is not a slip for “Ward 24”
        numbers = _NUMBERS.findall(text)
        names = (name for name, own_id in self._names if ids is None or own_id in ids)
        return nearest(text, (name for name in names if _NUMBERS.findall(name) == numbers))

    def _meaning(self, text: str) -> str:
        meant = self._meant.get(fold(text), {})
        if len(meant) == 1:
            return next(iter(meant))
        if meant:
            message = f"{show(text)} can mean more than one {self._noun}."
            first, more = list(meant)[:_MOST_IDS], len(meant) - _MOST_IDS
            others = f" or one of {more} more" if more > 0 else ""
            raise RefusedError(self._code, message, f"Write its id: {' or '.join(first)}{others}.")
        message = f"There is no {self._noun} {show(text)} in {self._listed_in}."
        otherwise = f"Write an id or a name from {self._listed_in}, or add it there."
        raise RefusedError(self._code, message, self.near(text) or otherwise)
