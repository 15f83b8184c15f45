"""Tables to files that a writer can look through: feedback summaries, or stories, a file for each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import yaml
from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.library import Library
from yousaid.model.places import Place
from yousaid.model.site import Site, Tables
from yousaid.output.disk import write_safely
from yousaid.problems import Problem
from yousaid.reading.documents import Document, entries
from yousaid.reading.files import File
from yousaid.reading.names import slugify
from yousaid.reading.places import UnknownPlaceError, place_register, read_places
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
    tables = library.site.tables
    if audiences:
        tables = replace(tables, figures_for=tuple(audiences), pairs_for=tuple(audiences))
    stem = slugify(Path(file.disk).stem) or "table"
    if is_pairs(file, tables):
        plan = _stories(file, tables, content / "stories" / stem)
    else:
        site = replace(library.site, tables=tables)
        if not tables.figures_for:
            raise Refused("Nothing says who may see the figures. Write --audience and an audience of site.yaml.")
        table = tally_table(file, tables)
        folder = content / "feedback" / stem
        plan = _summaries(file, table, site, library.places, folder)
        if add_places and plan.unknown:
            path, text, places = places_with(content, library, plan.unknown)
            plan = _summaries(file, table, site, places, folder)
            check_free(plan.files, may_replace=may_replace)
            write_safely(path, text.encode())
            plan = replace(plan, places=places[len(library.places) :])
    check_free(plan.files, may_replace=may_replace)
    for path, text in plan.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, text.encode())
    return plan


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


def _stories(file: File, tables: Tables, folder: Path) -> Import:
    pairs = read_pairs(file, tables)
    settle(pairs.entries, _kept_beside(file), file.path)
    problems = (problem for entry in pairs.entries for problem in entry.report.problems)
    rows = [entry.data for entry in pairs.entries if not entry.report.held]
    return Import(
        files=_by_place(rows, folder, file),
        records=len(rows),
        noun=("story", "stories"),
        problems=(*pairs.problems, *problems),
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
        places.setdefault(slugify(str(record.get("place", ""))) or _WHOLE, []).append(record)
    name = Path(file.disk).name
    return {folder / f"{place}.yaml": _yaml(every, name) for place, every in sorted(places.items())}


def _yaml(records: Sequence[Mapping[str, object]], name: str) -> str:
    note = f"{MARK}{name}. Look through it. You can change it: it is read as if you had written it.\n"
    body = yaml.safe_dump([dict(one) for one in records], sort_keys=False, allow_unicode=True, width=110)
    return note + "\n" + body.replace("\n- ", "\n\n- ")


def places_with(content: Path, library: Library, unknown: Sequence[Unknown]) -> tuple[Path, str, tuple[Place, ...]]:
    """Return places.yaml, its text with the unknown places added to its end, and all places of that text.

    Raises Refused when they cannot be added there, and OSError.
    """
    paths = [content / "places.yaml", content / "places.yml"]
    path = next((one for one in paths if one.exists()), paths[0])
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    text = before.rstrip("\n") + ("\n\n" if before.strip() else "") + _new_places(library.places, unknown)
    found, problems = entries(Document(path.name, text, text, 1), "a place")
    places, _ = read_places(found, None)
    faults = [*problems, *(problem for entry in found for problem in entry.report.problems)]
    if faults or len(places) < len(library.places) + len(unknown):
        reason = faults[0].message if faults else "places.yaml is not a list of places."
        raise Refused(f"The new places cannot be added to {path.name}: {reason} Add them yourself.")
    return path, text, places


def _new_places(places: Sequence[Place], unknown: Sequence[Unknown]) -> str:
    """Return YAML for places that are not there yet, and for the sites around them."""
    register = place_register(places)
    taken = {place.id for place in places}
    sites: dict[str, str] = {}
    lines: list[str] = []

    def add(name: str, kind: str, parent: str) -> str:
        own_id = stem = slugify(name) or kind
        number = 2
        while own_id in taken:
            own_id, number = f"{stem}-{number}", number + 1
        taken.add(own_id)
        fields = {"id": own_id, "name": name, **({"parent": parent} if parent else {}), "kind": kind}
        lines.append(yaml.safe_dump([fields], sort_keys=False, allow_unicode=True, width=110))
        return own_id

    for one in unknown:
        if one.site and one.site != one.name and one.site not in sites:
            try:
                sites[one.site] = register.site(one.site)
            except UnknownPlaceError:
                sites[one.site] = add(one.site, "site", "")
            except RefusedError as refused:
                raise Refused(f"{refused.message} {refused.hint}") from None
    for one in unknown:
        add(one.name, "ward", sites.get(one.site, ""))
    return "\n".join(lines)


def check_free(files: Iterable[Path], *, may_replace: bool) -> None:
    """Raise Refused when a file is there already, unless an import made it and may make it again."""
    for path in files:
        if not path.exists():
            continue
        if not path.read_text(encoding="utf-8", errors="replace").startswith(MARK):
            raise Refused(f"There is a file {path} that no import made. Give it another name, or the table.")
        if not may_replace:
            raise Refused(f"{path} was made by an earlier import. Write --replace to make it again.")
