"""The build: six lines of pipeline, each a step that hands on to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from yousaid.model.library import Library
from yousaid.output.cache import Cache
from yousaid.output.ledger import Ledger
from yousaid.output.room import open_output
from yousaid.pipeline.making import render_sites, try_pages
from yousaid.pipeline.planned import SitePlan, plan_sites
from yousaid.pipeline.readiness import read_and_check
from yousaid.pipeline.reports import reports_on
from yousaid.pipeline.request import Outcome, Progress, Request, check_audiences, count_errors
from yousaid.problems import Problem, sort_problems
from yousaid.rendering.cache import MemoryCache, NothingToPrint, ReadOnly
from yousaid.rendering.chooser import chooser
from yousaid.rendering.looks import ThemeUnusable
from yousaid.resources import protected_folders, theme_folders


class Overview(Struct, frozen=True):
    """What a build would make and tell."""

    library: Library | None
    """All that can be used; None when settings or places cannot."""
    outcome: Outcome


def build(request: Request, progress: Progress) -> Outcome:
    """Make the sites. Everything is decided before anything is rendered, and rendered before anything is published.

    Raises `OutputRefused` when nothing can be written to the output folder, `NoSuchAudience` when one was asked for.
    """
    progress.step("Reading")
    library, problems = read_and_check(request.content, request.today, request.jobs)
    if library is None:
        return Outcome(problems=problems)
    check_audiences(request.audiences, library.site)
    if request.strict and count_errors(problems):
        return Outcome(problems=problems)
    with open_output(request.output, protected_folders(request.content)) as output:
        prints = _prints_of(output.cache)
        sites, found = plan_sites(library, request, prints, progress)
        problems = sort_problems((*problems, *found, *output.found))
        if request.strict and count_errors(problems):
            return Outcome(problems=problems)
        try:
            written = list(render_sites(sites, request, output.stage, prints, progress))
        except ThemeUnusable as fault:
            return Outcome(problems=sort_problems((*problems, *fault.problems)))
        if sites and request.wishes is None:
            page = chooser(library.site, [site.plan for site in sites], sites[0].theme)
            written.append(output.put("index.html", page))
        progress.step("Publishing")
        changes = output.publish(written, _covered(request, sites, output.folders))
        if not request.audiences:
            # a quote that was taken back must not lie on in a poster that nobody can see
            prints.prune(key for site in sites for key in site.kept)
    return Outcome(
        problems=sort_problems((*problems, *changes.problems)),
        audiences=reports_on(sites, library, request.today),
        plans=tuple(site.plan for site in sites),
        changes=changes,
    )


def _prints_of(cache: Path) -> Cache:
    return Cache(cache / "prints")


def _covered(request: Request, sites: Sequence[SitePlan], known: Iterable[str]) -> frozenset[str]:
    """Return the folders in which stale files go: those that were made, and all of ours when all were to be made."""
    made = {"", *(site.plan.edition.folder for site in sites)}
    return frozenset(made if request.audiences else made.union(known))


def dry_run(request: Request, progress: Progress) -> Outcome:
    """Decide everything that a build would, and write nothing. Raises `NoSuchAudience`."""
    return look_over(request, progress).outcome


def look_over(request: Request, progress: Progress) -> Overview:
    """Return every problem that a build of the request would tell, and what it would make. Nothing is written.

    Only what is wrong with the output folder itself is not looked for. Raises `NoSuchAudience`.
    """
    progress.step("Reading")
    library, problems = read_and_check(request.content, request.today, request.jobs, request.trial)
    if library is None:
        return Overview(None, Outcome(problems=problems))
    check_audiences(request.audiences, library.site)
    # themes that come with the program print what they measure: of others, only printing shows whether they can
    are_own = any((theme_folders(request.content)[0] / one.theme).is_dir() for one in library.site.audiences)
    prints = ReadOnly(_prints_of(Ledger(request.output).cache), MemoryCache() if are_own else NothingToPrint())
    sites, found = plan_sites(library, request, prints, progress)
    faults: tuple[Problem, ...] = ()
    try:
        try_pages(sites if are_own else (), progress)
    except ThemeUnusable as fault:
        faults = fault.problems
    outcome = Outcome(
        problems=sort_problems((*problems, *found, *faults)),
        audiences=reports_on(sites, library, request.today),
        plans=tuple(site.plan for site in sites),
    )
    return Overview(library, outcome)
