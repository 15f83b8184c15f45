"""Tables to files that a writer can look through: feedback summaries, or stories, a file for each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import yaml
from msgspec import Struct
from msgspec.structs import replace

from yousaid.editing.newplaces import CannotAdd, NewPlaces, new_places, with_places
from yousaid.model.library import Library
from yousaid.model.places import Place
from yousaid.model.site import Site, Tables
from yousaid.output.disk import write_safely
from yousaid.problems import Problem
from yousaid.reading.documents import Document, Entry, entries
from yousaid.reading.files import File
from yousaid.reading.names import check_slug, slugify
from yousaid.reading.places import PlaceRegister, UnknownPlaceError, place_register
from yousaid.reading.refusals import RefusedError
from yousaid.reading.tables.addresses import settle
from yousaid.reading.tables.headings import FFT_COLUMNS, PAIR_COLUMNS, Header
from yousaid.reading.tables.keptrows import KeptRow, kept_beside, read_kept
from yousaid.reading.tables.pairs import has_pairs, read_pairs
from yousaid.reading.tables.read import TableRead, open_table, tally_table, understand
from yousaid.reading.tables.sheets import Sheet
from yousaid.reading.tables.summaries import Unknown, as_written, summaries_of
from yousaid.reading.tables.tally import Tallied

MARK: Final = "# Made by yousaid import from "
"""How every file that an import writes begins. A file that begins otherwise is never written over."""
_WHOLE: Final = "organisation"
"""The name of the file about the whole organisation."""


class Import(Struct, frozen=True, kw_only=True):
    """What importing a table writes."""

    files: dict[Path, str]
    """The text of each file."""
    records: int
    """How many summaries or stories they hold."""
    noun: tuple[str, str]
    """What these are called: one, and several."""
    problems: tuple[Problem, ...]
    unknown: tuple[Unknown, ...] = ()
    """Places that are not in places.yaml."""
    places: tuple[Place, ...] = ()
    """Places that were added to places.yaml."""


class Seen(Struct, frozen=True, kw_only=True):
    """What a table looks like, for somebody who decides whether it is understood."""

    sheets: tuple[tuple[Sheet, Header], ...]
    pairs: bool
    """Whether it is a table of pairs."""
    tallied: tuple[Tallied, ...]
    problems: tuple[Problem, ...]


class Refused(Exception):  # noqa: N818 - it says what happened
    """Something stands in the way of writing; the message says what, and what to do."""


def is_pairs(file: File, tables: Tables) -> bool:
    """Tell whether a table holds pairs of “you said” and “we did”. Raises OSError."""
    sheets, _ = open_table(file, PAIR_COLUMNS, tables)
    return any(header is not None and has_pairs(header) for _, header in sheets)


def look_at(file: File, tables: Tables) -> Seen:
    """Return what a table looks like. Raises OSError."""
    if is_pairs(file, tables):
        sheets, problems = open_table(file, PAIR_COLUMNS, tables)
        known = tuple((sheet, header) for sheet, header in sheets if header is not None)
        return Seen(sheets=known, pairs=True, tallied=(), problems=tuple(problems))
    understood, _ = understand(file, tables)
    table = tally_table(file, tables)
    known = tuple((one.sheet, one.header) for one in understood)
    if not known:
        every, _ = open_table(file, FFT_COLUMNS, tables)
        known = tuple((sheet, header) for sheet, header in every if header is not None)
    return Seen(
        sheets=known,
        pairs=False,
        tallied=tuple(one for one in table.tallied if not one.hidden),
        problems=table.problems,
    )


def import_table(
    file: File, library: Library, content: Path, audiences: Sequence[str], *, add_places: bool, may_replace: bool
) -> Import:
    """Write what a table holds into the content folder, and return what was written.

    `audiences` may see it; none means those that site.yaml names for tables. Raises Refused and OSError, and then
    nothing was written.
    """
    tables = told(library.site.tables, audiences)
    plan = _planned(file, library, tables, content, library.places)
    text = None
    if add_places and plan.unknown:
        new = new_places(library.places, plan.unknown, file.path)
        if new.places:
            text = _with_places(content, new.places)
            plan = _planned(file, library, tables, content, (*library.places, *new.places))
        plan = replace(plan, places=new.places, problems=(*plan.problems, *new.problems))
    check_free(plan.files, may_replace=may_replace)
    if text is not None:
        write_safely(places_file(content), text)
    for path, written in plan.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, written.encode())
    return plan


def _planned(file: File, library: Library, tables: Tables, content: Path, places: Sequence[Place]) -> Import:
    """Return what importing a table would write when these were the places."""
    stem = slugify(Path(file.disk).stem) or "table"
    if is_pairs(file, tables):
        return _stories(file, tables, places, content / "stories" / stem)
    if not tables.figures_for:
        raise Refused("Nothing says who may see the figures. Write --audience and an audience of site.yaml.")
    site = replace(library.site, tables=tables)
    return _summaries(file, tally_table(file, tables), site, places, content / "feedback" / stem)


def new_places_of(file: File, library: Library) -> NewPlaces:
    """Return what would be added to places.yaml for a table. Raises OSError."""
    tables = library.site.tables
    if is_pairs(file, tables):
        unknown = _unknown(read_pairs(file, tables).entries, library.places)
    else:
        register = place_register(library.places)
        tallied = tally_table(file, tables).tallied
        unknown = summaries_of(file.path, tallied, library.site.organisation, register, tables.figures_for).unknown
    return new_places(library.places, unknown, file.path)


def places_file(content: Path) -> Path:
    """Return the file of places: the one that is there, else places.yaml."""
    paths = [content / "places.yaml", content / "places.yml"]
    return next((one for one in paths if one.exists()), paths[0])


def _with_places(content: Path, new: Sequence[Place]) -> bytes:
    try:
        return with_places(places_file(content), new)
    except CannotAdd as fault:
        raise Refused(str(fault)) from fault


def told(tables: Tables, audiences: Sequence[str]) -> Tables:
    """Return the settings for tables, with the audiences that were asked for; none means those of site.yaml."""
    return replace(tables, figures_for=tuple(audiences), pairs_for=tuple(audiences)) if audiences else tables


def _summaries(file: File, table: TableRead, site: Site, places: Sequence[Place], folder: Path) -> Import:
    register = place_register(places)
    found = summaries_of(file.path, table.tallied, site.organisation, register, site.tables.figures_for)
    return Import(
        files=_by_place(as_written(found.summaries), folder, file),
        records=len(found.summaries),
        noun=("summary", "summaries"),
        problems=(*table.problems, *found.problems),
        unknown=found.unknown,
    )


def _unknown(found: Sequence[Entry], places: Sequence[Place]) -> tuple[Unknown, ...]:
    """Return the places of stories that nobody knows, each once."""
    register = place_register(places)
    names = (str(name) for entry in found if (name := entry.data.get("place")))
    return tuple(Unknown(name, "") for name in dict.fromkeys(names) if _is_unknown(name, register))


def _is_unknown(name: str, register: PlaceRegister) -> bool:
    try:
        register.at_site(name)
    except UnknownPlaceError:
        return True
    except RefusedError:
        pass
    return False


def _stories(file: File, tables: Tables, places: Sequence[Place], folder: Path) -> Import:
    pairs = read_pairs(file, tables)
    settle(pairs.entries, _kept_beside(file), file.path)
    problems = (problem for entry in pairs.entries for problem in entry.report.problems)
    rows = [entry.data for entry in pairs.entries if not entry.report.held]
    return Import(
        files=_by_place(rows, folder, file),
        records=len(rows),
        noun=("story", "stories"),
        problems=(*pairs.problems, *problems),
        unknown=_unknown(pairs.entries, places),
    )


def _kept_beside(file: File) -> tuple[KeptRow, ...]:
    """Return the addresses that a file beside a table keeps. Raises OSError, and Refused when there is a mistake."""
    path = Path(kept_beside(file.disk))
    if not path.exists():
        return ()
    text = path.read_text(encoding="utf-8-sig")
    found, problems = entries(Document(path.name, text, text, 1), "an address with what its row says")
    kept, faults = read_kept(found)
    for fault in (*problems, *faults):
        raise Refused(f"{path.name}, line {fault.line}: {fault.message} {fault.hint}")
    return kept


def _by_place(records: Iterable[Mapping[str, object]], folder: Path, file: File) -> dict[Path, str]:
    """Return the text of a file for each place."""
    places: dict[str, list[Mapping[str, object]]] = {}
    for record in records:
        places.setdefault(_stem(str(record.get("place", ""))), []).append(record)
    name = Path(file.disk).name
    return {folder / f"{place}.yaml": _yaml(every, name) for place, every in sorted(places.items())}


def _stem(place: str) -> str:
    """Return the name of the file about a place; some names Windows keeps for itself."""
    try:
        return check_slug(slugify(place) or _WHOLE)
    except RefusedError:
        return f"{slugify(place)}-ward"


def _yaml(records: Sequence[Mapping[str, object]], name: str) -> str:
    note = f"{MARK}{name}. Look through it. You can change it: it is read as if you had written it.\n"
    body = yaml.safe_dump([dict(one) for one in records], sort_keys=False, allow_unicode=True, width=110)
    return note + "\n" + body.replace("\n- ", "\n\n- ")


def check_free(files: Iterable[Path], *, may_replace: bool) -> None:
    """Raise Refused when a file is there already, unless an import made it and may make it again."""
    for path in files:
        if not path.exists():
            continue
        if not path.read_text(encoding="utf-8", errors="replace").startswith(MARK):
            raise Refused(f"There is a file {path} that no import made. Give it another name, or the table.")
        if not may_replace:
            raise Refused(f"{path} was made by an earlier import. Write --replace to make it again.")
