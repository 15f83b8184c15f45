"""What the records of a project are checked against: audiences, languages, places, themes and pictures."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.site import Theme
from yousaid.model.themes import NATIONAL_THEMES
from yousaid.reading.documents import Report
from yousaid.reading.images import Gallery
from yousaid.reading.lookalikes import Names
from yousaid.reading.names import Register
from yousaid.reading.places import PlaceRegister
from yousaid.reading.positions import Keys
from yousaid.reading.refusals import RefusedError


class Registers(Struct, frozen=True):
    """All registers. One that could not be read is None, and nothing is then checked against it."""

    names: Names
    """The audiences, as a fence may name them."""
    languages: tuple[str, ...] | None
    places: PlaceRegister | None
    themes: Register | None
    gallery: Gallery
    groups: frozenset[str] | None = None
    """The ids of the groups of people; None when they could not be read."""

    @property
    def audiences(self) -> frozenset[str] | None:
        """The audiences' ids."""
        return self.names.ids


def all_themes(more: Iterable[Theme]) -> tuple[Theme, ...]:
    """Return the national themes with a site's own: new ones, and other names for these."""
    themes = {theme.id: theme for theme in NATIONAL_THEMES}
    for theme in more:
        known = themes.get(theme.id)
        themes[theme.id] = theme if known is None or theme.group else replace(theme, group=known.group)
    return tuple(themes.values())


def theme_register(themes: Iterable[Theme]) -> Register:
    """Return what understands the ids and names of themes, with or without their group."""
    register = Register("theme", "YS502", "the list of themes in site.yaml and the documentation")
    national = {theme.id: theme for theme in NATIONAL_THEMES}
    for theme in themes:
        names = dict.fromkeys(one.name for one in (theme, national.get(theme.id, theme)))
        register.add(theme.id, [*names, *(f"{theme.group} {name}" for name in names if theme.group)])
    return register


def resolve(register: Register | None, text: str, keys: Keys, report: Report) -> str:
    """Return the id that is meant, or nothing when there is none and that is reported."""
    if register is None or not text:
        return text
    try:
        return register.resolve(text)
    except RefusedError as refused:
        report.at_value(refused.code, keys, refused.message, refused.hint)
        return ""


def resolve_all(register: Register | None, texts: Iterable[str], keys: Keys, report: Report) -> tuple[str, ...]:
    """Return the ids that are meant, each once."""
    found = [resolve(register, text, (*keys, number), report) for number, text in enumerate(texts)]
    return tuple(dict.fromkeys(one for one in found if one))
