"""Names and addresses as the pages of one language and one folder need them."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

import msgspec
from markupsafe import Markup

from yousaid.model.edition import Edition
from yousaid.model.look import Look
from yousaid.model.states import Status
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.rendering.borrowed import LISTS, borrowed
from yousaid.rendering.environment import Provided


class Names(Provided):
    """The names that readers see, in one language."""

    def __init__(self, plan: Plan, language: str) -> None:
        self.language = language
        own = plan.edition.languages[0]
        self.own_lang = (
            Markup("") if own.code == language else Markup(' lang="{}" dir="{}"').format(own.code, own.direction)
        )
        """What an element says whose words are in the site's own language, on a page in another."""
        self.labels = labels_for(plan.edition, plan.look, language)
        known = own_labels(plan.edition, plan.look, language)
        self._is_borrowed = "month_names" not in known
        """Whether the months are in English because the language has no words for them."""
        self.labels |= {key: borrowed(word) for key, word in self.labels.items() if key not in {*known, *LISTS}}
        self._places = {place.id: place.name for place in plan.edition.places}
        self._themes = {theme.id: theme.name for theme in plan.edition.themes}

        voice = (language, self.labels, self._places, self._themes, own, plan.look.templates, plan.edition.charts)
        self.voice = blake2b(msgspec.msgpack.encode(voice, order="deterministic"), digest_size=16).digest()
        """A digest of all that a story's page shows and is not its own: audiences with one voice read a story alike."""
        self._months = self.labels["month_names"].split(", ")
        self._in_dates = self.labels["day_months"].split(", ")

    def day_words(self, day: date) -> str:
        """Return a date in the words of the language: 6 August 2018."""
        words = f"{day.day} {self._in_dates[day.month - 1]} {day.year}"
        return borrowed(words) if self._is_borrowed else words

    def month_words(self, period: str) -> str:
        """Return 2026-10 as October 2026; a year stays as it is."""
        year, _, month = period.partition("-")
        words = f"{self._months[int(month) - 1]} {year}" if month else year
        return borrowed(words) if self._is_borrowed and month else words

    def place(self, place: str) -> str:
        """Return a place's name, or nothing for no place."""
        return self._places.get(place, "")

    def theme(self, theme: str) -> str:
        """Return a theme's name."""
        return self._themes[theme]

    def status(self, status: str) -> str:
        """Return the word for a status slug, "heard" included."""
        return self.labels[_status_key(status)]

    def month(self, month: str) -> str:
        """Return a month's name, or the word for stories without one."""
        return self.month_words(month) if month else self.labels["undated"]


class Linker(Provided):
    """Turns a kind and a key into an address relative to the pages of one folder."""

    def __init__(self, plan: Plan, root: str) -> None:
        self.root = root
        """What leads from a page back to the top of its site."""
        self._known: dict[tuple[str, str], str] = {}
        self._assets = {
            output.subject.removesuffix(".jinja"): output.path for output in plan.outputs if output.kind is Kind.ASSET
        }

    def __call__(self, kind: str, key: str = "") -> str:
        """Return the relative address. Raises ValueError for an unknown kind, KeyError for an unknown asset."""
        known = self._known.get((kind, key))
        if known is None:
            path = self._assets[key] if kind == Kind.ASSET else address(Kind(kind), key)
            known = self._known[kind, key] = self.root + path
        return known


def own_labels(edition: Edition, look: Look, language: str) -> set[str]:
    """Return the keys of the labels that there are in a language itself; all of them for English."""
    if language.partition("-")[0] == "en":
        return set(look.labels["en"])
    written = next((one.labels for one in edition.languages if one.code == language), {})
    more = edition.labels if language == edition.languages[0].code else {}
    statuses = map(_status_key, edition.status_words) if more is edition.labels else ()
    return {*look.labels.get(language, {}), *written, *more, *statuses}


def labels_for(edition: Edition, look: Look, language: str) -> dict[str, str]:
    """Return the theme's words in a language; in the site's own language the audience's words go over them."""
    written = next((one.labels for one in edition.languages if one.code == language), {})
    labels = look.labels["en"] | look.labels.get(language, {}) | written
    if language != edition.languages[0].code:
        return labels
    statuses = {_status_key(status): word for status, word in edition.status_words.items()}
    return labels | statuses | edition.labels


def _status_key(status: Status | str) -> str:
    return f"status_{status.replace('-', '_')}"
