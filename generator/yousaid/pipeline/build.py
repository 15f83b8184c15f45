"""The build: six lines of pipeline, each a step that hands on to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yousaid.output.cache import Cache
from yousaid.output.room import open_output
from yousaid.pipeline.making import render_sites
from yousaid.pipeline.planned import SitePlan, plan_sites
from yousaid.pipeline.readiness import read_and_check
from yousaid.pipeline.reports import reports_on
from yousaid.pipeline.request import Outcome, Progress, Request, check_audiences, count_errors
from yousaid.problems import sort_problems
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.chooser import chooser
from yousaid.rendering.looks import ThemeUnusable
from yousaid.resources import protected_folders


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
        prints = Cache(output.cache / "prints")
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


def _covered(request: Request, sites: Sequence[SitePlan], known: Iterable[str]) -> frozenset[str]:
    """Return the folders in which stale files go: those that were made, and all of ours when all were to be made."""
    made = {"", *(site.plan.edition.folder for site in sites)}
    return frozenset(made if request.audiences else made.union(known))


def dry_run(request: Request, progress: Progress) -> Outcome:
    """Decide everything that a build would, and write nothing. Raises `NoSuchAudience`."""
    progress.step("Reading")
    library, problems = read_and_check(request.content, request.today, request.jobs)
    if library is None:
        return Outcome(problems=problems)
    check_audiences(request.audiences, library.site)
    sites, found = plan_sites(library, request, MemoryCache(), progress)
    return Outcome(
        problems=sort_problems((*problems, *found)),
        audiences=reports_on(sites, library, request.today),
        plans=tuple(site.plan for site in sites),
    )
