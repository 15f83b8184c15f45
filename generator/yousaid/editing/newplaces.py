"""Places that a table names and places.yaml does not: what is added to its end, and which cannot be added."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import yaml
from msgspec import Struct

from yousaid.model.places import Place
from yousaid.model.states import PlaceKind
from yousaid.problems import Problem
from yousaid.reading.documents import Document, entries
from yousaid.reading.encodings import decode, unshowable
from yousaid.reading.names import LONGEST_SLUG, check_slug, fold, slugify
from yousaid.reading.places import UnknownPlaceError, place_register, read_places
from yousaid.reading.refusals import RefusedError
from yousaid.reading.tables.summaries import Unknown
from yousaid.reading.words import show

_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)
_AROUND: Final = " .,;:-–"


class CannotAdd(Exception):  # noqa: N818 - it says what happened
    """Nothing can be added to the file; the message says why, and what to do."""


class NewPlaces(Struct, frozen=True):
    """What becomes of the places that nobody knows."""

    places: tuple[Place, ...]
    """Those to add: sites first."""
    problems: tuple[Problem, ...]
    """About each that cannot be added."""


def new_places(places: Sequence[Place], unknown: Iterable[Unknown], table: str) -> NewPlaces:
    """Return the places to add: one for all spellings of a name. What cannot be added stops only itself."""
    gathered = _Gathered(places, table)
    for one in unknown:
        gathered.take(one)
    return gathered.done()


class _Gathered:
    def __init__(self, places: Sequence[Place], table: str) -> None:
        self._places = tuple(places)
        self._register = place_register(places)
        self._table = table
        self._taken = {place.id for place in places}
        self._sites: dict[str, tuple[str, list[str]]] = {}
        self._wards: dict[tuple[str, str], list[str]] = {}
        self._problems: list[Problem] = []

    def take(self, one: Unknown) -> None:
        """Take in a place that the table names."""
        parent = self._site(one.site) if one.site and fold(one.site) != fold(one.name) else ""
        if parent is None:
            return
        if reason := _unusable(one.name):
            self._refuse(one.name, reason, "Give it a name in words in the table.")
            return
        same = [place for place in self._places if self._is_spelling(one.name, place, parent)]
        if same:
            names = " or ".join(f"{show(place.name)} ({place.id})" for place in same[:3])
            hint = f"Then write {show(one.name)} under its aliases. If it is another place, add it yourself."
            self._refuse(one.name, f"It looks like {names}, which is there already.", hint)
            return
        self._wards.setdefault((parent, one_name(one.name)), []).append(one.name)

    def _site(self, name: str) -> str | None:
        """Return the id of a site, which is perhaps new; None when it cannot be told which is meant."""
        try:
            return self._register.site(name)
        except UnknownPlaceError:
            pass
        except RefusedError:
            return None  # it is among the table's own problems
        if reason := _unusable(name):
            self._refuse(name, reason, "Give it a name in words in the table.")
            return None
        if one_name(name) not in self._sites:
            self._sites[one_name(name)] = self._free_id(name, "site", ""), []
        own_id, names = self._sites[one_name(name)]
        names.append(name)
        return own_id

    def _is_spelling(self, name: str, place: Place, parent: str) -> bool:
        if parent and place.parent and place.parent != parent:
            return False
        if parent and not place.parent and place.kind is PlaceKind.SITE:
            return False
        return one_name(name) in {one_name(own) for own in (place.name, *place.aliases, place.id)}

    def _free_id(self, name: str, kind: str, around: str) -> str:
        """Return an id that no place has, and that can stand in an address."""
        stem = slugify(name) or kind
        tried = [stem, f"{stem}-{kind}" if not _is_free(stem) else f"{stem}-{around or kind}"]
        tried = [one for one in tried if _is_free(one)]
        cut = stem[: LONGEST_SLUG - 5].strip("-")
        tried += [f"{cut}-{number}" for number in range(2, len(self._taken) + 3)]
        own_id = next(one for one in tried if one not in self._taken)
        self._taken.add(own_id)
        return own_id

    def _refuse(self, name: str, reason: str, hint: str) -> None:
        message = f"{show(name)} cannot be added to places.yaml. {reason}"
        self._problems.append(Problem(code="YS811", path=self._table, message=message, hint=hint))

    def done(self) -> NewPlaces:
        """Return what can be added, each read back as it would be written."""
        made = [_place(own_id, names, PlaceKind.SITE, "") for own_id, names in self._sites.values()]
        for (parent, _), names in self._wards.items():
            made.append(_place(self._free_id(_best(names), "ward", parent), names, PlaceKind.WARD, parent))
        good: list[Place] = []
        lost: set[str] = set()
        for place in made:
            reason = f"{show(place.parent)} cannot be added either." if place.parent in lost else _unreadable(place)
            if reason:
                lost.add(place.id)
                self._refuse(place.name, reason, "Write it in another way in the table.")
            else:
                good.append(place)
        return NewPlaces(tuple(good), tuple(dict.fromkeys(self._problems)))


def one_name(name: str) -> str:
    """Return what all spellings of a place's name have in common: “Willow Ward”, “WILLOW” and “willow-ward.”."""
    words = fold(name).split()
    rest = [word for word in words if word != "ward"]
    has_name = any(len(word) > 1 and not word.isdecimal() for word in rest)
    return "".join(rest if has_name else words)


def _best(names: Sequence[str]) -> str:
    """Return the spelling to use: with “Ward” and capitals where people wrote them."""
    tidied = [" ".join(unicodedata.normalize("NFC", name).split()).strip(_AROUND) or name.strip() for name in names]

    def worth(name: str) -> tuple[bool, bool, bool]:
        return "ward" in fold(name).split(), name[:1].isupper() and not name.isupper(), "-" not in name

    return max(dict.fromkeys(tidied), key=worth)


def _place(own_id: str, names: Sequence[str], kind: PlaceKind, parent: str) -> Place:
    name = _best(names)
    others = {fold(one): " ".join(one.split()) for one in names if fold(one) != fold(name)}
    return Place(id=own_id, name=name, kind=kind, parent=parent, aliases=tuple(others.values()))


def _unusable(name: str) -> str:
    """Return why nothing can be found by a name; nothing when it can."""
    if not fold(name):
        return "There are no letters and no figures in it, so no table could be matched with it."
    if unshowable(name, ""):
        return "There are letters in it that cannot be shown."
    return _unreadable(Place(id="ward", name=" ".join(name.split())))


def _is_free(slug: str) -> bool:
    try:
        check_slug(slug)
    except RefusedError:
        return False
    return True


def _unreadable(place: Place) -> str:
    """Return why a place would not be read back as it is; nothing when it would."""
    text = _yaml(alone(place))
    found, problems = entries(Document("places.yaml", text, text, 1), "a place")
    read, _ = read_places(found, None)
    faults = [*problems, *(problem for entry in found for problem in entry.report.problems)]
    if faults:
        return faults[0].message
    return "" if [_told(one) for one in read] == [_told(alone(place))] else "It would not be read back."


def alone(place: Place) -> Place:
    """Return the place alone, without what it belongs to."""
    return Place(id=place.id, name=place.name, kind=place.kind, aliases=place.aliases)


def _told(place: Place) -> tuple[object, ...]:
    return place.id, place.name, place.kind, place.parent, place.aliases


def _yaml(place: Place) -> str:
    fields: dict[str, object] = {"id": place.id, "name": place.name}
    if place.parent:
        fields["parent"] = place.parent
    fields["kind"] = str(place.kind)
    if place.aliases:
        fields["aliases"] = list(place.aliases)
    return yaml.safe_dump([fields], sort_keys=False, allow_unicode=True, width=10_000)


def with_places(path: Path, new: Sequence[Place]) -> bytes:
    """Return the bytes of places.yaml with new places at its end: all that is there stays as it is, byte for byte.

    Raises CannotAdd when they would not be read back as they are, and OSError.
    """
    raw = path.read_bytes() if path.exists() else b""
    text = decode(raw, path.name)[0] if raw.strip() else ""
    if text is None:
        raise CannotAdd(f"The new places cannot be added to {path.name}: it cannot be read. Run “yousaid check”.")
    item = _ITEM.search(text)
    margin = item[1] if item else ""
    added = "\n".join(_yaml(place) for place in new)
    added = "".join(margin + line if line.strip() else line for line in added.splitlines(keepends=True))
    before = ("" if text.endswith("\n") or not text else "\n") + ("\n" if text.strip() else "")
    _check_read_back(path.name, text + before + added, new)
    ends = "\r\n" if b"\r\n" in raw or b"\r\x00\n" in raw else "\n"
    return raw + _encoded(path.name, (before + added).replace("\n", ends), raw)


def _encoded(name: str, text: str, raw: bytes) -> bytes:
    """Return text in the encoding that the bytes are in."""
    if raw.startswith(codecs.BOM_UTF16_LE):
        return text.encode("utf-16-le")
    if raw.startswith(codecs.BOM_UTF16_BE):
        return text.encode("utf-16-be")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return text.encode("cp1252")
        except UnicodeEncodeError as fault:
            letter = show(text[fault.start])
            message = f"{name} is in an old Windows encoding, which has no letter {letter}. Save it as UTF-8 first."
            raise CannotAdd(message) from fault
    return text.encode()


def _check_read_back(name: str, text: str, new: Sequence[Place]) -> None:
    """Raise CannotAdd unless the text holds exactly these places at its end, and nothing in it is a mistake."""
    found, problems = entries(Document(name, text, text, 1), "a place")
    places, _ = read_places(found, None)
    faults = [*problems, *(problem for entry in found for problem in entry.report.problems)]
    if faults or [_told(place) for place in places[-len(new) :]] != [_told(place) for place in new]:
        reason = faults[0].message if faults else f"{name} is not a list of places."
        raise CannotAdd(f"The new places cannot be added to {name}: {reason} Add them yourself.")
