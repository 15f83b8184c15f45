"""A content folder to a library: all that can be used, and every problem of every file."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.feedback import FeedbackSummary
from yousaid.model.library import Library, UnkeptRows
from yousaid.model.page import Page
from yousaid.model.places import Place
from yousaid.model.published import PublishedFigures
from yousaid.model.story import Story, Translation
from yousaid.problems import Problem, sort_problems
from yousaid.reading import copies
from yousaid.reading.documents import Entry, entries, open_document
from yousaid.reading.encodings import decode
from yousaid.reading.feedback import read_summary
from yousaid.reading.files import File, Folder, look_through, read_bytes
from yousaid.reading.images import Gallery
from yousaid.reading.pages import read_page
from yousaid.reading.places import PlaceRegister, place_register, read_places
from yousaid.reading.published import read_published
from yousaid.reading.registers import Registers, all_themes, theme_register
from yousaid.reading.sameness import made_out, report_retold, report_same, report_withdrawn
from yousaid.reading.settings import Settings, read_settings
from yousaid.reading.stories import read_story
from yousaid.reading.tables.addresses import TableAddresses, settle
from yousaid.reading.tables.figures import counted_once, read_figures
from yousaid.reading.tables.keptrows import KeptRow, is_kept, kept_beside, read_kept
from yousaid.reading.tables.pairs import read_pairs
from yousaid.reading.translations import Target, read_translation, target_of, with_translations
from yousaid.reading.trial import Trial
from yousaid.reading.wordlists import tidied
from yousaid.spread import STARTS_AT_ONCE, spread

FILE_CAP: Final = 1024 * 1024
"""The largest story, feedback or page file, in bytes."""
SETTINGS_CAP: Final = 4 * 1024 * 1024
"""The largest site.yaml and places.yaml, in bytes."""

RECORD_CAP: Final = 64 * 1024 * 1024
"""The largest record of published figures, in bytes."""

_WORTH_SPREADING: Final = 500
"""The fewest files for which a second process gains more than it costs to start."""
_PIECE: Final = 100
"""How many files a process reads at a time."""

_Record = TypeVar("_Record", Story, FeedbackSummary, Page)


class Reading(Struct, frozen=True):
    """What reading a content folder gives."""

    library: Library | None
    """All records without an error; None when site.yaml or places.yaml cannot be used."""
    problems: tuple[Problem, ...]
    """All problems of all files, by file and line."""
    addresses: tuple[TableAddresses, ...] = ()
    """The addresses of rows, for each table of pairs."""


def read_library(content: Path, jobs: int = 1, trial: Trial | None = None) -> Reading:
    """Return the library in a content folder, and every problem in it. As many processes may work as `jobs` says.

    With a trial, its table is read as if it lay there.
    """
    if not content.is_dir():
        message = f"There is no content folder {content.name}." if content.name else "There is no content folder."
        hint = "Run yousaid init to make one, or name another with --content."
        return Reading(None, (Problem(code="YS801", message=message, hint=hint),))
    with _no_collection():
        folder = look_through(content)
        return _Reader(trial.laid_into(folder) if trial else folder, jobs, trial).read()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let Python not look for unused memory meanwhile: next to all that is made here stays, and looking takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Pair(Generic[_Record]):
    """A record, and what it was made from."""

    def __init__(self, entry: Entry, record: _Record | None) -> None:
        self.entry = entry
        self.record: _Record | None = record


class _Opened(Struct, frozen=True):
    """A file, and its records as they were written."""

    path: str
    text: str | None
    """None when it could not be read."""
    entries: list[Entry] | None
    """None when the file cannot be used at all."""
    problems: list[Problem]


def _open(file: File, noun: str, cap: int = FILE_CAP) -> _Opened:
    raw = read_bytes(file, cap)
    if isinstance(raw, Problem):
        return _Opened(file.path, None, None, [raw])
    text, problems = decode(raw, file.path)
    if text is None:
        return _Opened(file.path, None, None, problems)
    document, more = open_document(file.path, text)
    if document is None:
        return _Opened(file.path, text, None, [*problems, *more])
    found, faults = entries(document, noun)
    return _Opened(file.path, text, None if not found and faults else found, [*problems, *more, *faults])


def _reader_of(
    files: Sequence[File], noun: str, read: Callable[[Entry, Registers], _Record | None], registers: Registers
) -> Callable[[range], list[tuple[_Opened, list[_Pair[_Record]]]]]:
    """Return what reads some of the files, by number, into their records."""

    def read_files(numbers: range) -> list[tuple[_Opened, list[_Pair[_Record]]]]:
        opened = [_open(files[number], noun) for number in numbers]
        return [
            (one, [_Pair(entry, read(entry, registers)) for entry in map(tidied, one.entries or ())]) for one in opened
        ]

    return read_files


class _Reader:
    """Goes through a content folder once, and collects texts and problems on the way."""

    def __init__(self, folder: Folder, jobs: int, trial: Trial | None) -> None:
        self._jobs = jobs
        self._trial = trial
        self._folder = folder
        self._gallery = Gallery(folder.images)
        self._texts: dict[str, str] = {}
        self._problems: list[Problem] = list(folder.problems)
        self._addresses: list[TableAddresses] = []

    def read(self) -> Reading:
        """Return what the folder gives."""
        settings = self._settings()
        if self._trial is not None:
            settings = replace(settings, tables=self._trial.told(settings.tables))
        places, register = self._places(settings)
        themes = all_themes(settings.themes)
        known_themes = None if settings.site is None else theme_register(themes)
        registers = Registers(
            settings.names, settings.languages, register, known_themes, self._gallery, settings.groups
        )
        stories = self._stories(registers, settings)
        written = [file for file in self._folder.feedback if not file.is_table]
        summaries = self._records(written, "a feedback summary", read_summary, registers)
        pages = self._records(self._folder.pages, "a page", read_page, registers)
        held = self._copies(self._folder.feedback, "file of feedback") | self._copies(self._folder.pages, "page")
        report_same(pages, "slug", "page", held)
        tables = [file for file in self._folder.feedback if file.is_table and file.path not in held]
        counted, problems_of_tables = read_figures(
            tables, settings.tables, None if settings.site is None else settings.site.organisation, register
        )
        self._problems += problems_of_tables
        good_summaries, twice = counted_once([*self._good(summaries, held), *counted])
        self._problems += twice
        good_pages = sorted(self._good(pages, held), key=lambda page: page.slug)
        published = self._published()
        problems = sort_problems(self._problems)
        if settings.site is None or places is None or published is None:
            return Reading(None, problems)
        library = Library(
            site=settings.site,
            places=places,
            themes=themes,
            stories=tuple(stories),
            summaries=tuple(good_summaries),
            published=published,
            pages=tuple(good_pages),
            images=self._gallery.digests(),
            texts=self._texts,
            unkept=tuple(_unkept(self._addresses)),
        )
        return Reading(library, problems, tuple(self._addresses))

    def _entries(self, file: File, noun: str, cap: int = FILE_CAP) -> list[Entry] | None:
        """Return the records of a file, or None when it cannot be used at all."""
        opened = _open(file, noun, cap)
        self._keep(opened)
        return opened.entries

    def _keep(self, opened: _Opened) -> None:
        self._problems += opened.problems
        if opened.text is not None:
            self._texts[opened.path] = opened.text

    def _settings(self) -> Settings:
        file = self._folder.settings
        if self._is_refused("site"):
            return Settings()
        if file is None:
            message = "There is no site.yaml. It says who publishes, and for which audiences."
            hint = "Run yousaid init to get an example."
            self._problems.append(Problem(code="YS108", path="site.yaml", message=message, hint=hint))
            return Settings()
        found = self._entries(file, "the settings", SETTINGS_CAP)
        if found is None:
            return Settings()
        if not found or found[0].origin.index is not None:
            message = "site.yaml holds a list, but it must hold keys, such as organisation: and audiences:."
            self._problems.append(
                Problem(code="YS206", path=file.path, line=1, message=message, hint="Take the dashes away.")
            )
            return Settings()
        settings = read_settings(found[0])
        self._problems += found[0].report.problems
        return settings

    def _places(self, settings: Settings) -> tuple[tuple[Place, ...] | None, PlaceRegister | None]:
        """Return the places (none when there is no file for them), or None when their file cannot be used."""
        file = self._folder.places
        if self._is_refused("places"):
            return None, None
        if file is None:
            return (), place_register(())
        found = self._entries(file, "a place", SETTINGS_CAP)
        if found is None:
            return None, None
        places, register = read_places(found, settings.languages, settings.names)
        self._problems += [problem for entry in found for problem in entry.report.problems]
        return places, register

    def _published(self) -> tuple[PublishedFigures, ...] | None:
        """Return the record of what earlier editions showed, or None when there is one that cannot be used."""
        file = self._folder.published
        if file is None:
            return None if self._is_refused("published-figures") else ()
        raw = read_bytes(file, RECORD_CAP)
        text, problems = (None, [raw]) if isinstance(raw, Problem) else decode(raw, file.path)
        if text is None:
            self._problems += problems
            return None
        found, faults = read_published(text)
        self._problems += [*problems, *faults]
        return None if faults else found

    def _is_refused(self, name: str) -> bool:
        """Tell whether a file of settings is there but may not be opened."""
        return any(problem.path in {f"{name}.yaml", f"{name}.yml", f"{name}.csv"} for problem in self._folder.problems)

    def _stories(self, registers: Registers, settings: Settings) -> list[Story]:
        """Return the good stories by slug, with their translations."""
        files = [file for file in self._folder.stories if not file.is_table]
        targets = {file.path: target_of(file.path) for file in files}
        own = [file for file in files if targets[file.path] is None and not is_kept(file.path)]
        read = self._records(own, "a story", read_story, registers)
        read += self._pairs(registers, settings)
        read += self._unread(own, read)
        translated = [
            (target, self._entries(file, "a translation") or ())
            for file in files
            if (target := targets[file.path]) is not None
        ]
        held = self._copies(self._folder.stories, "story")
        report_same(read, "slug", "story", held)
        report_same(read, "ref", "story", held)
        report_retold(read, held)
        report_withdrawn(read)
        good = self._good(read, held)
        by_path: dict[str, Story | None] = {path: None for path, target in targets.items() if target is None}
        by_path |= {story.origin.path: story for story in good if story.origin.index is None}
        words = self._translations(translated, by_path, registers, held)
        if registers.languages is not None:
            good = [with_translations(one, words.get(one.origin.path, ()), registers.languages) for one in good]
        return sorted(good, key=lambda story: story.slug)

    def _pairs(self, registers: Registers, settings: Settings) -> list[_Pair[Story]]:
        """Return the stories of tables of pairs. Tables of one name share the file that keeps their addresses."""
        kept = {file.path: file for file in self._folder.stories if is_kept(file.path)}
        tables: dict[str, list[File]] = {}
        for file in self._folder.stories:
            if file.is_table:
                tables.setdefault(kept_beside(file.path), []).append(file)
        pairs: list[_Pair[Story]] = []
        for beside, files in tables.items():
            read = [read_pairs(file, settings.tables) for file in files]
            self._problems += [problem for table in read for problem in table.problems]
            found = [entry for table in read for entry in table.entries]
            known, faults = self._kept_rows(kept.pop(beside)) if beside in kept else ((), False)
            settled = settle(found, known, beside)
            self._problems += settled.problems
            self._addresses.append(TableAddresses(files[0].path, kept_beside(files[0].disk), settled, not faults))
            pairs += [_Pair(entry, read_story(entry, registers)) for entry in map(tidied, found)]
        self._problems += [_without_table(path) for path in kept]
        return pairs

    def _kept_rows(self, file: File) -> tuple[tuple[KeptRow, ...], bool]:
        """Return the addresses that a file beside a table keeps, and whether there are mistakes in it."""
        before = len(self._problems)
        found = self._entries(file, "an address with what its row says", SETTINGS_CAP)
        kept, problems = read_kept(found or ())
        self._problems += problems
        return kept, len(self._problems) > before

    def _translations(
        self,
        translated: Iterable[tuple[Target, Sequence[Entry]]],
        stories: Mapping[str, Story | None],
        registers: Registers,
        held: frozenset[str],
    ) -> dict[str, list[Translation]]:
        """Return the good translations by the file of their story."""
        found: dict[str, list[Translation]] = {}
        for target, written in translated:
            for entry in (tidied(one) for one in written if one.origin.path not in held):
                words = read_translation(entry, target, stories, registers)
                self._problems += entry.report.problems
                if words is not None:
                    found.setdefault(target.path, []).append(words)
        return found

    def _unread(self, files: Sequence[File], read: Sequence[_Pair[Story]]) -> list[_Pair[Story]]:
        """Return what can be made out in files that cannot be read: one may be a story that stands elsewhere too."""
        known = {pair.entry.origin.path for pair in read}
        paths = [file.path for file in files if file.path not in known and file.path in self._texts]
        return [_Pair(made_out(path, self._texts[path]), None) for path in paths if path.casefold().endswith(".md")]

    def _copies(self, files: Sequence[File], noun: str) -> frozenset[str]:
        """Return the files that nobody may see because there are copies of them, and report each group of copies."""
        paths = [file.path for file in files]
        groups = copies.groups(paths, self._texts)
        self._problems += [copies.problem_of(group, noun) for group in groups]
        held = frozenset(path for group in groups for path in group)
        odd = (copies.odd_name(path) for path in paths if path not in held)
        self._problems += [problem for problem in odd if problem is not None]
        return held

    def _records(
        self, files: Sequence[File], noun: str, read: Callable[[Entry, Registers], _Record | None], registers: Registers
    ) -> list[_Pair[_Record]]:
        """Return each record of the files with what it was made from."""
        pieces = [range(at, min(at + _PIECE, len(files))) for at in range(0, len(files), _PIECE)]
        jobs = self._jobs if STARTS_AT_ONCE and len(files) >= _WORTH_SPREADING else 1
        pairs: list[_Pair[_Record]] = []
        for piece in spread(pieces, partial(_reader_of, files, noun, read, registers), jobs):
            for opened, found in piece:
                self._keep(opened)
                pairs += found
        return pairs

    def _good(self, read: Sequence[_Pair[_Record]], held: frozenset[str]) -> list[_Record]:
        """Return the records without an error and without copies, and keep the problems of all."""
        self._problems += [problem for pair in read for problem in pair.entry.report.problems]
        return [
            pair.record
            for pair in read
            if pair.record is not None and not pair.entry.report.held and pair.entry.origin.path not in held
        ]


def _without_table(path: str) -> Problem:
    message = "This file keeps the addresses of a table that is not beside it."
    hint = "Give it the name of its table again, such as list.addresses.yaml beside list.csv, or delete it."
    return Problem(code="YS518", path=path, message=message, hint=hint)


def _unkept(tables: Iterable[TableAddresses]) -> Iterator[UnkeptRows]:
    for one in tables:
        if one.settled.lacking or one.settled.changed:
            yield UnkeptRows(one.table, one.settled.lacking, one.settled.changed)
