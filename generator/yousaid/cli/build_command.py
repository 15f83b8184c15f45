"""`yousaid build`: make the sites and posters."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.pipeline.request import Outcome


@click.command("build")
@options.content
@options.output
@click.option("--audience", "audiences", multiple=True, help="Only this audience's site. May be given more than once.")
@options.today
@click.option("--strict", is_flag=True, help="Build nothing when there is an error.")
@options.jobs
@click.option("--dry-run", is_flag=True, help="Say what would be made, and write nothing.")
@options.as_format
def command(
    *,
    content: Path,
    output: Path,
    audiences: tuple[str, ...],
    today: date,
    strict: bool,
    jobs: int | None,
    dry_run: bool,
    form: str,
) -> None:
    """Make the sites and posters.

    An error in one story holds that story back; everything else is made. Files that you put into the output folder
    yourself are left alone.

    \b
    Examples:
      yousaid build
      yousaid build --audience patients
      yousaid build --content content --output S:/intranet/yousaid
      yousaid build --dry-run
      yousaid build --strict --format json
    """  # noqa: D301
    from yousaid.cli.report import TerminalProgress
    from yousaid.output.refusal import OutputRefused
    from yousaid.pipeline.build import build
    from yousaid.pipeline.build import dry_run as try_out
    from yousaid.pipeline.request import NoSuchAudience, Outcome, Request
    from yousaid.spread import default_jobs

    request = Request(
        content=content,
        output=output,
        today=today,
        audiences=audiences,
        strict=strict,
        jobs=jobs or default_jobs(),
    )
    progress = TerminalProgress()
    try:
        outcome = try_out(request, progress) if dry_run else build(request, progress)
    except OutputRefused as refused:
        outcome = Outcome(problems=(refused.problem,))
    except NoSuchAudience as fault:
        raise click.UsageError(str(fault)) from fault
    finally:
        progress.close()
    _tell(outcome, request.output, form=form, dry_run=dry_run)
    sys.exit(1 if outcome.errors else 0)


def _tell(outcome: Outcome, output: Path, *, form: str, dry_run: bool) -> None:
    from yousaid.cli.report import count_problems, problems_data, show_json, show_problems, show_table

    if form == "json":
        show_json({"problems": problems_data(outcome.problems), **_data(outcome, dry_run=dry_run)})
        return
    show_problems(outcome.problems)
    if dry_run:
        for plan in outcome.plans:
            for planned in plan.outputs:
                click.echo(f"{plan.edition.folder}/{planned.path}")
    if outcome.audiences:
        rows = [["", "Stories", "Pages", "Posters", "Not shown"]]
        rows += [
            [one.name, str(one.stories), str(one.pages), str(one.posters), _skipped(one.skipped)]
            for one in outcome.audiences
        ]
        show_table(rows)
    if outcome.changes is not None:
        changes = outcome.changes
        click.echo(
            f"\nWritten to {output}: {len(changes.added)} new, {len(changes.changed)} changed, "
            f"{len(changes.removed)} removed, {len(changes.unchanged)} as before."
        )
        click.echo(f"Open {output / 'index.html'} to see them.")
    elif not dry_run:
        click.echo("Nothing was written. The sites are as they were.", err=True)
    click.echo(f"{count_problems(outcome.problems).capitalize()}.", err=bool(outcome.errors))


def _skipped(skipped: dict[str, int]) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in skipped.items()) or "–"


def _data(outcome: Outcome, *, dry_run: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "audiences": [
            {
                "id": one.id,
                "name": one.name,
                "folder": one.folder,
                "stories": one.stories,
                "pages": one.pages,
                "posters": one.posters,
                "skipped": one.skipped,
            }
            for one in outcome.audiences
        ]
    }
    if dry_run:
        data["outputs"] = [
            f"{plan.edition.folder}/{planned.path}" for plan in outcome.plans for planned in plan.outputs
        ]
    if outcome.changes is not None:
        changes = outcome.changes
        data["changes"] = {
            "added": list(changes.added),
            "changed": list(changes.changed),
            "removed": list(changes.removed),
            "unchanged": len(changes.unchanged),
        }
    return data
