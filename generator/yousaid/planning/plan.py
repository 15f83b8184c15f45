"""The plan: a frozen list of everything that one audience's site is made of, decided before anything is rendered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from msgspec import Struct

from yousaid.model.edition import Edition, VisibleStory, Withdrawn
from yousaid.model.look import Look
from yousaid.model.states import ReportKind, Status
from yousaid.planning.addresses import HEARD, UNDATED, Kind, address, hashed_name
from yousaid.planning.pictures import Picture, widths_for
from yousaid.planning.posters.runs import print_runs
from yousaid.planning.shelves import Shelves, has_my_ward, shelves_of

DATA_TABLES: Final = (
    "stories",
    "actions",
    "places",
    "feedback",
    "feedback-chart",
    "measures",
    "statuses",
    "themes",
)
"""The open data of every site: each table is a CSV and a JSON file."""
LOOP_TABLES: Final = ("loop", "loop-open", "loop-slips", "loop-silence")
"""The open data of sites with the report “loop”."""


class PrintedSheet(Protocol):
    """A sheet of a poster, laid out: planning needs no more of it than its name."""

    @property
    def name(self) -> str:
        """The stem of its files."""


class SlideShow(PrintedSheet, Protocol):
    """A slide show for screens, laid out."""

    @property
    def slides(self) -> Sequence[PrintedSheet]:
        """Its slides."""


class Output(Struct, frozen=True):
    """One file to be made."""

    kind: Kind
    key: str = ""
    """The part of the address that differs among outputs of one kind."""
    subject: Any = None
    """The record that it shows."""
    title: str = ""
    """Its heading, for lists of outputs and messages about them."""

    @property
    def path(self) -> str:
        """Where it stands in its site, with `/`."""
        return address(self.kind, self.key)


class Collision(Struct, frozen=True):
    """Outputs that want one address."""

    path: str
    titles: tuple[str, ...]


class Plan(Struct, frozen=True, kw_only=True):
    """Everything that one audience's site is made of."""

    edition: Edition
    look: Look
    shelves: Shelves
    sheets: tuple[Any, ...]
    """The sheets of its posters, laid out."""
    shows: tuple[Any, ...]
    """Its slide shows for screens, laid out."""
    pictures: dict[str, Picture]
    """The photos it shows, by digest."""
    outputs: tuple[Output, ...]
    """Every file, each with an address of its own."""
    collisions: tuple[Collision, ...]
    """Addresses that more than one output asked for; the first got it."""
    alone: bool = False
    """Whether it is a folder of posters, with no site around it."""


def plan_for(
    edition: Edition,
    look: Look,
    pictures: Mapping[str, Picture],
    sheets: Sequence[PrintedSheet],
    shows: Sequence[SlideShow] = (),
) -> Plan:
    """Return the plan of the edition's site."""
    shelves = shelves_of(edition)
    wanted = [
        *_fixed_pages(edition, shelves),
        *_stories(edition),
        *_lists(edition, shelves),
        *_my_wards(edition),
        *_sheets(edition, sheets),
        *_screens(shows),
        *_photos(edition, pictures),
        *_assets(look),
        Output(Kind.SEARCH_INDEX),
        *_data(edition),
    ]
    if edition.address:
        wanted += [Output(kind) for kind in (Kind.FEED_ATOM, Kind.FEED_JSON, Kind.SITEMAP)]
    outputs, collisions = _apart(wanted)
    return Plan(
        edition=edition,
        look=look,
        shelves=shelves,
        sheets=tuple(sheets),
        shows=tuple(shows),
        pictures={photo.digest: pictures[photo.digest] for story in edition.stories for photo in story.photos},
        outputs=outputs,
        collisions=collisions,
    )


def plan_for_posters(edition: Edition, look: Look, sheets: Sequence[PrintedSheet]) -> Plan:
    """Return the plan of a folder with the edition's posters and nothing else."""
    outputs, collisions = _apart((*_sheets(edition, sheets), *_assets(look)))
    return Plan(
        edition=edition,
        look=look,
        shelves=shelves_of(edition),
        sheets=tuple(sheets),
        shows=(),
        pictures={},
        outputs=outputs,
        collisions=collisions,
        alone=True,
    )


def folded(path: str) -> str:
    """Return the form in which two paths are one file on some disk: NFC, small letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _fixed_pages(edition: Edition, shelves: Shelves) -> Iterator[Output]:
    for kind in (Kind.HOME, Kind.STORIES, Kind.PLACES, Kind.THEMES, Kind.STATUSES, Kind.MONTHS, Kind.CANT_CHANGE):
        yield Output(kind)
    for kind in (Kind.TELL_US, Kind.ACCESSIBILITY, Kind.SEARCH, Kind.NOT_FOUND):
        yield Output(kind)
    if shelves.summaries.get(""):
        yield Output(Kind.MEASURES)
    if ReportKind.LOOP in edition.reports:
        yield Output(Kind.LOOP)
    for page in edition.pages:
        yield Output(Kind.PAGE, page.slug, page, page.title)


def _stories(edition: Edition) -> Iterator[Output]:
    for story in edition.stories:
        yield Output(Kind.STORY, story.slug, story, story.title)
        for words in story.translations:
            yield Output(Kind.TRANSLATION, f"{story.slug}.{words.language}", (story, words), words.title)
    for gone in edition.withdrawn:
        yield Output(Kind.WITHDRAWN, gone.slug, gone, gone.slug)
    for story in edition.stories:
        yield from (_redirect(alias, story.slug, story) for alias in story.aliases)
    for gone in edition.withdrawn:
        yield from (_redirect(alias, gone.slug, gone) for alias in gone.aliases)


def _redirect(alias: str, slug: str, subject: VisibleStory | Withdrawn) -> Output:
    return Output(Kind.REDIRECT, alias, subject, f"{alias} (an earlier address of {slug})")


def _lists(edition: Edition, shelves: Shelves) -> Iterator[Output]:
    for place in edition.places:
        yield Output(Kind.PLACE, place.id, place, place.name)
    for theme in edition.themes:
        if theme.id in shelves.themes:
            yield Output(Kind.THEME, theme.id, theme, theme.name)
    for status in (*Status, HEARD):
        if status in shelves.statuses and status is not Status.CANT_CHANGE:
            yield Output(Kind.STATUS, str(status), str(status))
    for month in shelves.months:
        yield Output(Kind.MONTH, month or UNDATED, month)


def _my_wards(edition: Edition) -> Iterator[Output]:
    if ReportKind.MY_WARD in edition.reports:
        yield Output(Kind.MY_WARDS)
        for place in edition.places:
            if has_my_ward(place, edition):
                yield Output(Kind.MY_WARD, place.id, place, place.name)


def data_tables(edition: Edition) -> tuple[str, ...]:
    """Return the names of the tables that a site has."""
    return (*DATA_TABLES, *(LOOP_TABLES if ReportKind.LOOP in edition.reports else ()))


def _data(edition: Edition) -> Iterator[Output]:
    yield Output(Kind.DATA_INDEX)
    for table in data_tables(edition):
        yield Output(Kind.DATA, f"{table}.csv")
        yield Output(Kind.DATA, f"{table}.json")
    yield Output(Kind.DATA, "metadata.json")


def _sheets(edition: Edition, sheets: Sequence[PrintedSheet]) -> Iterator[Output]:
    if sheets:
        yield Output(Kind.POSTERS)
        yield Output(Kind.POSTER_REGISTER)
    for sheet in sheets:
        yield Output(Kind.POSTER, sheet.name, sheet, sheet.name)
        yield Output(Kind.POSTER_PDF, sheet.name, sheet, sheet.name)
        yield Output(Kind.POSTER_THUMBNAIL, sheet.name, sheet, sheet.name)
    for run in print_runs(edition.title, edition.languages[0].code, sheets):
        yield Output(Kind.PRINT_RUN, run.name, run, run.title)


def _assets(look: Look) -> Iterator[Output]:
    for name, digest in sorted(look.assets.items()):
        yield Output(Kind.ASSET, hashed_name(name, digest), name)


def _screens(shows: Sequence[SlideShow]) -> Iterator[Output]:
    if shows:
        yield Output(Kind.SCREENS)
    for show in shows:
        yield Output(Kind.SCREEN, show.name, show, show.name)
        yield from (Output(Kind.SLIDE, slide.name, slide, slide.name) for slide in show.slides)


def _photos(edition: Edition, pictures: Mapping[str, Picture]) -> Iterator[Output]:
    digests = dict.fromkeys(photo.digest for story in edition.stories for photo in story.photos)
    for digest in digests:
        for width in widths_for(pictures[digest]):
            yield Output(Kind.IMAGE, f"{digest[:16]}-{width}", (pictures[digest].file, digest, width))


def _apart(wanted: Iterable[Output]) -> tuple[tuple[Output, ...], tuple[Collision, ...]]:
    """Return one output for each address, and the addresses that several asked for."""
    claims: dict[str, list[Output]] = {}
    for output in wanted:
        claims.setdefault(folded(output.path), []).append(output)
    collisions = tuple(
        Collision(claim[0].path, tuple(one.title or one.path for one in claim))
        for claim in claims.values()
        if len(claim) > 1
    )
    return tuple(claim[0] for claim in claims.values()), collisions
