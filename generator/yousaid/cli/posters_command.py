"""`yousaid posters`: make the posters that somebody asks for, in a folder of their own."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options
from yousaid.model.states import Orientation, PaperSize, PosterKind, Variant
from yousaid.problems import KINDS, Severity

if TYPE_CHECKING:
    from yousaid.pipeline.request import Outcome
    from yousaid.planning.plan import Plan


def _one_of(words: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([str(word) for word in words])


@click.command("posters")
@options.content
@click.option(
    "--output",
    type=options.FOLDER,
    default=Path("posters"),
    show_default=True,
    help="The folder that the posters are written to.",
)
@click.option("--audience", "audiences", multiple=True, help="Only this audience's posters.")
@click.option("--ward", "wards", multiple=True, help="Only this ward's, by its id or a name that people use.")
@click.option("--story", "stories", multiple=True, help="Only the poster of this story, by its slug.")
@click.option("--kind", "kinds", multiple=True, type=_one_of(PosterKind), help="Only this kind.")
@click.option("--size", "sizes", multiple=True, type=_one_of(PaperSize), help="On this paper.")
@click.option("--orientation", "orientations", multiple=True, type=_one_of(Orientation), help="Which way it hangs.")
@click.option("--variant", "variants", multiple=True, type=_one_of(Variant), help="In this variant.")
@click.option("--language", "languages", multiple=True, help="Only posters in this language, by its code.")
@options.today
@options.jobs
@click.option("--dry-run", is_flag=True, help="Say what would be made, and write nothing.")
@options.as_format
def command(
    *,
    content: Path,
    output: Path,
    audiences: tuple[str, ...],
    wards: tuple[str, ...],
    stories: tuple[str, ...],
    kinds: tuple[PosterKind, ...],
    sizes: tuple[PaperSize, ...],
    orientations: tuple[Orientation, ...],
    variants: tuple[Variant, ...],
    languages: tuple[str, ...],
    today: date,
    jobs: int | None,
    dry_run: bool,
    form: str,
) -> None:
    """Make posters to print, in a folder of their own.

    Without options, it makes all posters that site.yaml asks for. Every option but --today may be given more than once.
    What you leave out is as in site.yaml. The folder then holds what you asked for last, and no other poster of ours.

    \b
    Examples:
      yousaid posters
      yousaid posters --ward willow --size a3
      yousaid posters --ward "Ward 7" --variant large-print
      yousaid posters --story quieter-nights --size a4 --language cy
    """  # noqa: D301
    from yousaid.cli.report import TerminalProgress
    from yousaid.output.refusal import OutputRefused
    from yousaid.pipeline.build import build
    from yousaid.pipeline.build import dry_run as try_out
    from yousaid.pipeline.planned import NothingCalledThat
    from yousaid.pipeline.request import NoSuchAudience, Outcome, Request
    from yousaid.planning.posters.wishes import Wishes
    from yousaid.spread import default_jobs

    wishes = Wishes(
        places=wards,
        stories=stories,
        kinds=tuple(map(PosterKind, kinds)),
        sizes=tuple(map(PaperSize, sizes)),
        orientations=tuple(map(Orientation, orientations)),
        variants=tuple(map(Variant, variants)),
        languages=languages,
    )
    request = Request(
        content=content,
        output=output,
        today=today,
        audiences=audiences,
        jobs=jobs or default_jobs(),
        wishes=wishes,
    )
    progress = TerminalProgress()
    try:
        outcome = try_out(request, progress) if dry_run else build(request, progress)
    except OutputRefused as refused:
        outcome = Outcome(problems=(refused.problem,))
    except (NoSuchAudience, NothingCalledThat) as fault:
        raise click.UsageError(str(fault)) from fault
    finally:
        progress.close()
    _tell(outcome, output, form=form, dry_run=dry_run)
    sys.exit(1 if outcome.errors else 0)


_ABOUT_POSTERS = frozenset(code for code in KINDS if code.startswith("YS7"))


def _tell(outcome: Outcome, output: Path, *, form: str, dry_run: bool) -> None:
    from yousaid.cli.report import count_problems, problems_data, show_json, show_problems

    plans = [plan for plan in outcome.plans if plan.sheets]
    if form == "json":
        posters = [
            {"audience": plan.edition.audience, "file": f"{plan.edition.folder}/{path}"}
            for plan in plans
            for path in _paths(plan)
        ]
        show_json({"problems": problems_data(outcome.problems), "posters": posters})
        return
    problems = tuple(one for one in outcome.problems if one.severity is Severity.ERROR or one.code in _ABOUT_POSTERS)
    show_problems(problems)
    if dry_run:
        for plan in plans:
            for path in _paths(plan):
                click.echo(f"{plan.edition.folder}/{path}")
    elif outcome.changes is None:
        click.echo("Nothing was written. The posters are as they were.", err=True)
    else:
        for plan in plans:
            _say_where(plan, output)
        if not plans:
            click.echo("No poster is like that. See “posters” in site.yaml for what there is.")
    click.echo(f"{count_problems(problems).capitalize()}.", err=bool(outcome.errors))


def _paths(plan: Plan) -> list[str]:
    from yousaid.planning.addresses import Kind, address

    return [address(Kind.POSTER_PDF, sheet.name) for sheet in plan.sheets]


def _say_where(plan: Plan, output: Path) -> None:
    from yousaid.planning.addresses import Kind, address

    folder = output / plan.edition.folder
    runs = [one.subject for one in plan.outputs if one.kind is Kind.PRINT_RUN]
    sheets = len(plan.sheets)
    click.echo(f"{plan.edition.name}: {sheets} {'sheet' if sheets == 1 else 'sheets'} in {folder / 'posters'}.")
    click.echo(f"  To choose: open {folder / address(Kind.POSTERS)}")
    for run in [one for one in runs if one.place] if len({one.place for one in runs}) == 2 else runs:
        if not run.place or len(runs) < 6:
            click.echo(f"  To print {run.about} in one go: {folder / address(Kind.PRINT_RUN, run.name)}")
