"""Edition and plan: what each audience gets, decided to the last file. Posters are laid out here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from yousaid.editions import edition_for
from yousaid.model.edition import Edition
from yousaid.model.library import Library
from yousaid.model.look import Look
from yousaid.pipeline.fonts import find_fonts
from yousaid.pipeline.languages import without_words
from yousaid.pipeline.links import broken_links
from yousaid.pipeline.posters import lay_out_posters
from yousaid.pipeline.request import Progress, Request
from yousaid.pipeline.screens import lay_out_screens
from yousaid.planning.addresses import Kind
from yousaid.planning.pictures import Picture
from yousaid.planning.plan import Collision, Plan, plan_for, plan_for_posters
from yousaid.planning.posters.choosing import Untranslated
from yousaid.planning.posters.pairs import plain
from yousaid.planning.posters.wishes import Wishes
from yousaid.problems import Problem, did_you_mean
from yousaid.reading.places import place_register
from yousaid.reading.positions import where
from yousaid.reading.refusals import RefusedError
from yousaid.rendering.cache import Cache, photo_key
from yousaid.rendering.looks import Chain, ThemeUnusable, dressed, find_theme, read_look
from yousaid.rendering.posters.press import Layout
from yousaid.rendering.posters.problems import not_translated
from yousaid.rendering.screens.press import ShowLayout
from yousaid.resources import fonts_folder, theme_folders


class SitePlan(Struct, frozen=True):
    """A plan, and the folders of the theme that its pages are made with."""

    plan: Plan
    theme: Chain
    kept: tuple[str, ...]
    """The keys under which the cache holds what this site is made from."""


class NothingCalledThat(Exception):  # noqa: N818 - it says what happened
    """Posters were asked for of a ward, story or language that there is not; the message says what is meant."""


def settled(wishes: Wishes, library: Library) -> Wishes:
    """Return the wishes with ids in place of the names that people use. Raises `NothingCalledThat`."""
    register = place_register(library.places)
    try:
        places = tuple(register.resolve(one) for one in wishes.places)
    except RefusedError as refused:
        raise NothingCalledThat(f"{refused.message} {refused.hint}") from refused
    slugs = [story.slug for story in library.stories]
    codes = [language.code for language in library.site.languages]
    for asked, known, what in ((wishes.stories, slugs, "story"), (wishes.languages, codes, "language")):
        for one in asked:
            if one not in known:
                raise NothingCalledThat(f"There is no {what} “{one}”. {did_you_mean(one, known)}")
    return replace(wishes, places=places)


def plan_sites(
    library: Library, request: Request, cache: Cache, progress: Progress
) -> tuple[tuple[SitePlan, ...], tuple[Problem, ...]]:
    """Return the plan of each audience's site, and the problems found on the way."""
    fonts, faults = find_fonts(fonts_folder(request.content), library.site.brand.poster_font)
    problems = [*faults]
    sites: list[SitePlan] = []
    wishes = settled(request.wishes, library) if request.wishes is not None else None
    wanted = [one for one in library.site.audiences if not request.audiences or one.id in request.audiences]
    editions = [edition_for(library, audience, request.today) for audience in wanted]
    pictures = _measured(editions, request.content / "images")
    looks: dict[Chain, Look] = {}
    missing: list[Untranslated] = []
    for edition in editions:
        try:
            theme = find_theme(edition.theme, theme_folders(request.content))
            look = looks[theme] = looks.get(theme) or read_look(theme, edition.brand)
        except ThemeUnusable as fault:
            problems += fault.problems
            continue
        edition = dressed(edition, look)  # noqa: PLW2901 - from here on, a theme is worn
        if wishes is not None:
            edition = wishes.settle(edition)  # noqa: PLW2901 - as above
        printed = lay_out_posters(
            edition, look, theme, cache, fonts, jobs=request.jobs, progress=progress, wishes=wishes
        )
        problems += (_at_story(problem, library) for problem in printed.problems)
        missing += printed.untranslated
        sheets = [sheet for layout in printed.layouts for sheet in layout.sheets]
        if wishes is not None:
            plan = plan_for_posters(edition, look, sheets)
            sites.append(SitePlan(plan, theme, tuple(_keys(plan, printed.layouts, ()))))
            continue
        shown = lay_out_screens(edition, look, theme, cache, fonts, jobs=request.jobs, progress=progress)
        problems += (_at_story(problem, library) for problem in shown.problems)
        plan = plan_for(edition, look, pictures, sheets, shown.layouts)
        problems += (_collision(collision, edition) for collision in plan.collisions)
        problems += broken_links(plan, library, theme)
        sites.append(SitePlan(plan, theme, tuple(_keys(plan, printed.layouts, shown.layouts))))
    problems += without_words([(site.plan.edition, site.plan.look) for site in sites])
    problems += not_translated(missing, library.site.languages)
    return tuple(sites), tuple(problems)


def _keys(plan: Plan, layouts: Iterable[Layout], shows: Iterable[ShowLayout]) -> Iterator[str]:
    for show in shows:
        yield from show.keys
    for layout in layouts:
        yield layout.key
        yield from (key for sheet in layout.sheets for key in sheet.keys)
    for output in plan.outputs:
        if output.kind is Kind.IMAGE:
            _, digest, width = output.subject
            yield photo_key(digest, width)


def _measured(editions: Iterable[Edition], images: Path) -> Mapping[str, Picture]:
    """Return the size of each photo that an edition shows, by digest."""
    files = {photo.digest: photo.file for edition in editions for story in edition.stories for photo in story.photos}
    if not files:
        return {}
    from yousaid.rendering.photos import measure  # noqa: PLC0415 - Pillow is slow to load, and many have no photos

    return {digest: Picture(file, *measure((images / file).read_bytes())) for digest, file in files.items()}


def _collision(collision: Collision, edition: Edition) -> Problem:
    titles = " and ".join(f"“{title}”" for title in collision.titles)
    return Problem(
        code="YS508",
        message=f"{titles} would have one address, {edition.folder}/{collision.path}. Only the first is made.",
        hint="Give one of them another “slug”, or take the address out of “aliases” or “replaces”.",
    )


def _at_story(problem: Problem, library: Library) -> Problem:
    """Return a poster's problem with the file of the story that it is about: its `path` holds the story's slug."""
    for story in library.stories:
        if story.slug == problem.path:
            return replace(problem, path=story.origin.path, line=story.origin.line, item=story.origin.index)
    if problem.code == "YS702" and not problem.path:
        said, has, rest = problem.message.partition("” has ")
        for place in library.places:
            if plain(place.name) in said:
                keys = ("name",)
                line, column, shown = where(library, place.origin, keys)
                message = f"The name “{place.name}{has}{rest}"
                return replace(
                    problem, message=message, path=place.origin.path, line=line, column=column, excerpt=shown
                )
    return problem
