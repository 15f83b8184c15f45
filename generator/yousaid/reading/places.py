"""The register of places, and how people's names for a place are understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from yousaid.model.places import Place
from yousaid.model.states import PlaceKind
from yousaid.reading.documents import Entry
from yousaid.reading.fences import refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.lookalikes import NO_NAMES, Names
from yousaid.reading.names import Register, check_slug
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show, suggest

_UNKNOWN: Final = "YS501"
_FILE: Final = "places.yaml"
_MOST_NAMED: Final = 3
"""How many places a message names."""


class UnknownPlaceError(RefusedError):
    """There is no such place, so it can be added."""


class PlaceRegister(Register):
    """Looks up places, also by a name and the site around it: two sites may each have a “Ward 1”."""

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__("place", _UNKNOWN, _FILE)
        every = tuple(places)
        self._places = {place.id: place for place in every}
        for place in every:
            own = (place.name, *place.aliases)
            around = [name for one in self._above(place) for name in (one.name, *one.aliases)]
            whole = (text for other in around for name in own for text in (f"{name} {other}", f"{other} {name}"))
            self.add(place.id, [*own, *whole])

    def site(self, *texts: str) -> str:
        """Return the id of the site that is meant by its name, its code or both.

        Raises RefusedError: UnknownPlaceError when nobody knows it.
        """
        given = [text for text in dict.fromkeys(texts) if text]
        found = {self._site(text): text for text in given if self.meant(text)}
        if not found:
            message = f"{show(given[0])} is not in {_FILE}."
            sites = {one.id for one in self._places.values() if not one.kind.is_ward}
            question = self.near(given[0], sites)
            otherwise = f" If not, add it to {_FILE} as a site." if question else ""
            raise UnknownPlaceError(_UNKNOWN, message, self._hint(given[0], question, "as a site") + otherwise)
        if len(found) > 1:
            message = f"{' and '.join(map(show, found.values()))} are two different places in {_FILE}."
            raise RefusedError(_UNKNOWN, message, f"Put the wrong one right, in the table or in {_FILE}.")
        own_id, text = next(iter(found.items()))
        return self.usable(own_id, text)

    def at_site(self, name: str, *sites: str) -> str:
        """Return the id of the place of this name at the site that is meant by its name, its code or both.

        Without a word about the site, the name alone must do. Raises RefusedError: UnknownPlaceError when nobody knows
        the place.
        """
        around = [site for site in sites if site]
        if not around:
            return self._alone(name)
        whole = [one for site in around for text in (f"{name} {site}", f"{site} {name}") for one in self.meant(text)]
        try:
            site = self.site(*around)
        except UnknownPlaceError as unknown:
            if len(set(whole)) == 1:
                return self.usable(whole[0], name)
            message = f"{show(name)} at {show(around[0])} is not in {_FILE}."
            raise UnknownPlaceError(_UNKNOWN, message, unknown.hint) from None
        meant = tuple(dict.fromkeys([*self.meant(name), *whole]))
        inside = [one for one in meant if self._is_inside(one, site)] or [one for one in meant if one == site]
        if len(inside) == 1:
            return self.usable(inside[0], name)
        if inside:
            raise RefusedError(_UNKNOWN, f"{show(name)} can mean {self._listed(inside)}.", "Write the id in the table.")
        raise self._elsewhere(name, around[0], site, meant)

    def _alone(self, name: str) -> str:
        """Return the id of the place that is meant by a name alone."""
        meant = self.meant(name)
        if not meant:
            message = f"There is no place {show(name)} in {_FILE}."
            raise UnknownPlaceError(_UNKNOWN, message, self._hint(name, self.near(name), "as a new place"))
        if len(meant) > 1 and name not in self._places:
            message = f"{show(name)} can mean {self._listed(meant)}."
            hint = "Say in a column “Site” of the table which site it belongs to, or write the id in place of the name."
            raise RefusedError(_UNKNOWN, message, hint)
        return self.resolve(name)

    def _elsewhere(self, name: str, site: str, own_id: str, meant: Sequence[str]) -> RefusedError:
        """Return what is wrong when no place of this name belongs to a site that is known."""
        message = f"{show(name)} at {show(site)} is not in {_FILE}"
        others = [one for one in meant if self._places[one].parent in self._places]
        if meant and not others:
            hint = (
                f"If it is the same, write “parent: {own_id}” under it in {_FILE}. If not, give it another name there."
            )
            return RefusedError(_UNKNOWN, f"{message}: the place of that name belongs to no site.", hint)
        if meant:
            belongs = " and ".join(show(self._places[self._places[one].parent].name) for one in others[:2])
            hint = f"If this is another place, add it to {_FILE} with “parent: {own_id}”. If not, put the site right."
            return UnknownPlaceError(_UNKNOWN, f"{message}: the place of that name belongs to {belongs}.", hint)
        inside = {one for one in self._places if self._is_inside(one, own_id)}
        hint = self._hint(name, self.near(name, inside), f"with “parent: {own_id}”")
        return UnknownPlaceError(_UNKNOWN, f"{message}.", hint)

    def _hint(self, name: str, question: str, how: str) -> str:
        if question:
            return f"{question} Then write {show(name)} under its aliases."
        adds = "“yousaid import --add-places” adds all new ones for you."
        return f"Add {show(name)} to {_FILE} {how}, or write it under the aliases of a place there. {adds}"

    def _site(self, text: str) -> str:
        """Return the site among the places that a text can mean: a ward may be called as its site is."""
        meant = self.meant(text)
        sites = [one for one in meant if self._places[one].kind is PlaceKind.SITE] or [
            one for one in meant if not any(self._is_inside(one, other) for other in meant)
        ]
        if len(sites) > 1:
            hint = f"Write its id in the table, or give one of them another name in {_FILE}."
            raise RefusedError(_UNKNOWN, f"{show(text)} can mean {self._listed(sites)}.", hint)
        return sites[0]

    def _listed(self, ids: Sequence[str]) -> str:
        """Return places with their id and what they belong to: “k1” (Ward 1, Kestrel)."""
        named = []
        for own_id in ids[:_MOST_NAMED]:
            place = self._places[own_id]
            names = [place.name, *(above.name for above in list(self._above(place))[:1])]
            named.append(f"{show(own_id)} ({', '.join(names)})")
        more = len(ids) - len(named)
        if more > 0:
            named.append(f"{more} more")
        return f"{', '.join(named[:-1])} or {named[-1]}"

    def _is_inside(self, own_id: str, site: str) -> bool:
        return any(above.id == site for above in self._above(self._places[own_id]))

    def _above(self, place: Place) -> Iterator[Place]:
        """Yield the places that a place belongs to, the nearest first."""
        seen = {place.id}
        while (place.parent in self._places) and place.parent not in seen:
            seen.add(place.parent)
            place = self._places[place.parent]
            yield place


def place_register(places: Iterable[Place]) -> PlaceRegister:
    """Return what understands a place's id, name and other names, alone and with a name of the places around it."""
    return PlaceRegister(places)


def find_place(text: str, places: Iterable[Place]) -> Place | None:
    """Return the place that is meant by an id, a name or another name; None when there is none, or more than one."""
    every = tuple(places)
    try:
        found = place_register(every).resolve(text)
    except RefusedError:
        return None
    return next(place for place in every if place.id == found)


def read_places(
    entries: Sequence[Entry], languages: Sequence[str] | None, names: Names = NO_NAMES
) -> tuple[tuple[Place, ...], PlaceRegister]:
    """Return the good places in the order of the file, and the register; the entries' reports hold what is wrong.

    The register also knows the places that are held back, so that a story about one is told why.
    """
    read = [(entry, place) for entry in entries if (place := _read_place(entry, languages, names)) is not None]
    _check_unique(read)
    _check_parents(read)
    register = place_register(place for _, place in read)
    for entry, place in read:
        if entry.report.held:
            register.hold(place.id)
    return tuple(place for entry, place in read if not entry.report.held), register


def _read_place(entry: Entry, languages: Sequence[str] | None, names: Names) -> Place | None:
    """Return the place when it has an id and a name, even with other mistakes."""
    report = entry.report
    read = read_fields(entry.data, Place, (), report)
    refuse_fences(entry, names)
    for number, code in enumerate(read.get("languages", ())):
        if languages is not None and code not in languages:
            message = f"There is no language {show(code)} in site.yaml."
            report.at_value("YS306", ("languages", number), message, suggest(code, languages))
    if "id" in read:
        try:
            check_slug(read["id"])
        except RefusedError as refused:
            report.at_value(refused.code, ("id",), refused.message, refused.hint)
    if "id" not in read or "name" not in read:
        return None
    return Place(**read, origin=entry.origin)


def _check_unique(read: Sequence[tuple[Entry, Place]]) -> None:
    """Report all places that share an id."""
    by_id: dict[str, list[tuple[Entry, Place]]] = {}
    for entry, place in read:
        by_id.setdefault(place.id.casefold(), []).append((entry, place))
    for same in by_id.values():
        for entry, place in same if len(same) > 1 else ():
            lines = " and ".join(f"line {other.origin.line}" for other, _ in same if other is not entry)
            message = f"Two places have the id {show(place.id)}: the other is on {lines}."
            entry.report.at_value("YS503", ("id",), message, "Give one of them another id.")


def _check_parents(read: Sequence[tuple[Entry, Place]]) -> None:
    """Report parents that do not exist or are held back, and places that belong to each other in a circle."""
    parents = {place.id: place.parent for _, place in read}
    circles = _in_circles(parents)
    for entry, place in read:
        if place.parent and place.parent not in parents:
            message = f"There is no place with the id {show(place.parent)} in places.yaml."
            hint = suggest(place.parent, parents, "Write the id of a place.")
            entry.report.at_value("YS501", ("parent",), message, hint)
        elif place.id in circles:
            message = f"{show(place.name)} belongs to itself, through the places that it belongs to."
            entry.report.at_value("YS510", ("parent",), message, "Take one of these parents away.")
    inside: dict[str, list[tuple[Entry, Place]]] = {}
    for entry, place in read:
        inside.setdefault(place.parent, []).append((entry, place))
    waiting = [place for entry, place in read if entry.report.held]
    while waiting:
        above = waiting.pop()
        for entry, place in inside.get(above.id, ()):
            if not entry.report.held:
                message = f"{show(above.id)}, to which this place belongs, is held back for a mistake of its own."
                entry.report.at_value("YS501", ("parent",), message, "Put that right first.")
                waiting.append(place)


def _in_circles(parents: Mapping[str, str]) -> set[str]:
    """Return the ids that come back to themselves when one goes from parent to parent."""
    found: set[str] = set()
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        above = start
        while above in parents and above not in done and above not in path:
            path[above] = None
            above = parents[above]
        if above in path:
            ids = list(path)
            found.update(ids[ids.index(above) :])
        done.update(path)
    return found
