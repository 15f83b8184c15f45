"""A publication: everything is decided and written down, then the moves, then the removals, then it is remembered."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from yousaid.output.disk import digest_of_file
from yousaid.output.ledger import Known, Ledger
from yousaid.output.mover import Mover
from yousaid.output.names import fold, folder_of, going_live
from yousaid.output.records import VERSION, Changes, Entry, Journal, Move, Written
from yousaid.output.refusal import refuse, refusing
from yousaid.problems import Problem


def publish(ledger: Ledger, build: str, known: Known, written: Iterable[Written], folders: Iterable[str]) -> Changes:
    """Make the published folders hold what was written, and nothing stale; files beside them are the folder "".

    Returns what changed. Raises OutputRefused when the disk fails: the next run then finishes what was begun.
    """
    covered = frozenset(folders)
    single, twins = _without_twins(ledger, build, written)
    astray = sorted(path for path in single if folder_of(path) not in covered)
    if astray:
        raise ValueError(f"{astray[0]} is in none of the folders that this build covers")
    unchanged = {path: output for path, output in single.items() if output.modified is not None}
    staged = _survey(ledger, build, {path: output for path, output in single.items() if output.modified is None})
    mover = Mover(ledger, build, known, staged)
    journal = Journal(
        version=VERSION,
        build=build,
        moves=tuple(_moves(staged, single, known, mover)),
        removals=tuple(
            sorted(path for path in known.files if path not in single and folder_of(path) in covered),
        ),
    )
    begun = bool(journal.moves or journal.removals)
    if begun:
        ledger.write_journal(journal)
        _carry_out(journal, mover)
    mover.files.update((path, _entry_of(output)) for path, output in unchanged.items())
    _remember(ledger, known, mover.files, frozenset(unchanged))
    if begun:
        ledger.drop_journal()
    changes = mover.changes(unchanged)
    return replace(changes, problems=(*changes.problems, *twins))


def finish(ledger: Ledger, known: Known) -> tuple[Problem, ...]:
    """Finish the publication that was interrupted, if there is one; return what must be said about it."""
    journal = ledger.read_journal()
    if journal is None:
        return ()
    staged = {}
    for move in journal.moves:
        file = str(ledger.staging / journal.build / move.path)
        if digest_of_file(file) == move.digest:
            staged[move.path] = os.lstat(file).st_mtime_ns
    mover = Mover(ledger, journal.build, known, staged)
    for move in journal.moves:
        if move.aside and os.path.lexists(ledger.root / move.aside):
            mover.report_aside(move)
    _carry_out(journal, mover)
    _remember(ledger, known, mover.files, frozenset())
    ledger.drop_journal()
    return mover.changes().problems


def _carry_out(journal: Journal, mover: Mover) -> None:
    early, late = _removals_in_the_way(journal)
    for path in early:
        mover.remove(path)
    if early:
        mover.tidy()
    by_folder: dict[str, list[Move]] = defaultdict(list)
    for move in journal.moves:
        by_folder[folder_of(move.path)].append(move)
    whole = {folder for folder, moves in by_folder.items() if folder and mover.place_folder(folder, moves)}
    for move in journal.moves:
        if folder_of(move.path) not in whole:
            mover.place(move)
    for path in late:
        mover.remove(path)
    mover.tidy()


def _removals_in_the_way(journal: Journal) -> tuple[list[str], list[str]]:
    """Part the removals into those that make room for a new file and the rest.

    In the way is a file that a disk may take for the new one, one that has the name of a new file's folder, and one in
    a folder that has the name of a new file.
    """
    new = {fold(move.path) for move in journal.moves}
    taken = new | {above for path in new for above in _folders_above(path)}
    early: list[str] = []
    late: list[str] = []
    for path in journal.removals:
        folded = fold(path)
        in_the_way = folded in taken or not new.isdisjoint(_folders_above(folded))
        (early if in_the_way else late).append(path)
    return early, late


def _folders_above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _moves(staged: Mapping[str, int], single: Mapping[str, Written], known: Known, mover: Mover) -> Iterator[Move]:
    for path in sorted(staged, key=going_live):
        output = single[path]
        aside = mover.name_aside(path) if path in known.files else ""
        yield Move(path, output.digest, output.size, output.key, aside)


def _entry_of(output: Written) -> Entry:
    return Entry(output.digest, output.size, -1 if output.modified is None else output.modified, output.key)


def _remember(ledger: Ledger, known: Known, files: Mapping[str, Entry], seen: frozenset[str]) -> None:
    """Write the manifest if it says anything new."""
    settled = {
        path: entry
        if path in seen or entry.modified < known.settled or known.files.get(path) is not entry
        # Nobody looked at it in this build, and its time alone does not prove that it is as we left it.
        else Entry(entry.digest, entry.size, -1, entry.key)
        for path, entry in files.items()
    }
    young = any(entry.modified >= known.settled for entry in settled.values())
    if young or settled != known.files:
        ledger.write_manifest(settled)


def _survey(ledger: Ledger, build: str, wanted: Mapping[str, Written]) -> dict[str, int]:
    """Return the time of every wanted file on the stage, and remove all others from it.

    Raises OutputRefused when one is missing or not whole.
    """
    found: dict[str, int] = {}
    with refusing(ledger.shown(".yousaid/staging")):
        for path, entry in _walk(ledger.staging / build):
            output = wanted.get(path)
            status = entry.stat(follow_symlinks=False)
            if output is None or status.st_size != output.size or not stat.S_ISREG(status.st_mode):
                Path(entry.path).unlink()
            else:
                found[path] = status.st_mtime_ns
    lost = sorted(wanted.keys() - found.keys())
    if lost:
        raise refuse("YS806", f"“{ledger.shown(lost[0])}” was not written whole.", "Build again.")
    return found


def _walk(folder: Path, before: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    if not before and not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{before}{entry.name}/")
        else:
            yield before + entry.name, entry


def _without_twins(
    ledger: Ledger, build: str, written: Iterable[Written]
) -> tuple[dict[str, Written], tuple[Problem, ...]]:
    """Return the outputs by path, one for each file that any disk would make of them, and a problem for the others."""
    groups: dict[str, list[Written]] = defaultdict(list)
    for output in written:
        groups[fold(output.path)].append(output)
    single, problems = {}, []
    for folded in sorted(groups):
        group = groups[folded]
        first = group[0]
        if any(other != first for other in group):
            first = _winner(ledger, build, group)
            named = ", ".join(f"“{path}”" for path in sorted({output.path for output in group}))
            problems.append(
                Problem(
                    code="YS508",
                    message=f"Two pages have one address ({named}). Only one was written.",
                    hint="Change the slug or id of one of them.",
                )
            )
        single[first.path] = first
    return single, tuple(problems)


def _winner(ledger: Ledger, build: str, group: Iterable[Written]) -> Written:
    """Return the first whose bytes are there: one may have overwritten the other on the stage."""
    outputs = sorted(group, key=lambda output: (output.path, output.digest))
    for output in outputs:
        folder = ledger.root if output.modified is not None else ledger.staging / build
        if digest_of_file(str(folder / output.path)) == output.digest:
            return output
    return outputs[0]
