"""The register of places, and how people's names for a place are understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yousaid.model.places import Place
from yousaid.reading.documents import Entry
from yousaid.reading.fences import refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.lookalikes import NO_NAMES, Names
from yousaid.reading.names import Register, check_slug
from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show, suggest


def place_register(places: Iterable[Place]) -> Register:
    """Return what understands a place's id, name and other names, alone and with a name of the place around it."""
    every = tuple(places)
    names = {place.id: (place.name, *place.aliases) for place in every}
    register = Register("place", "YS501", "places.yaml")
    for place in every:
        own = names[place.id]
        register.add(place.id, [*own, *(f"{name} {around}" for around in names.get(place.parent, ()) for name in own)])
    return register


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
) -> tuple[tuple[Place, ...], Register]:
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
