"""`yousaid report`: whether the loop is closed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yousaid.figures.loop import Silence
    from yousaid.pipeline.closing import Report


@click.command("report")
@options.content
@options.today
@click.option("--audience", help="Whose site to report on. Left out, the first that has this report.")
@options.as_format
def command(*, content: Path, today: date, audience: str | None, form: str) -> None:
    """Say whether the loop is closed: what became of the concerns that people raised.

    These are the figures of the page “Is the loop closed?” and of the sheet for the board, worked out from what the
    audience may see.

    \b
    Examples:
      yousaid report
      yousaid report --audience board --format json
    """  # noqa: D301
    from yousaid.cli.report import show_json, show_problems
    from yousaid.pipeline.closing import report_on
    from yousaid.pipeline.readiness import read_and_check
    from yousaid.pipeline.request import NoSuchAudience
    from yousaid.rendering.looks import ThemeUnusable

    library, problems = read_and_check(content, today)
    if library is None:
        show_problems(problems)
        sys.exit(1)
    try:
        report = report_on(library, content, today, audience)
    except NoSuchAudience as fault:
        raise click.UsageError(str(fault)) from fault
    except ThemeUnusable as fault:
        show_problems(fault.problems)
        sys.exit(1)
    if form == "json":
        show_json({"audience": report.audience, "today": today.isoformat(), **report.data})
    else:
        _tell(report)


def _tell(report: Report) -> None:
    """Print the figures, each with what it counts under it, and the lists."""
    labels, loop = report.labels, report.loop
    click.echo(f"{labels['loop_title']} ({report.audience})\n")
    for line in report.lines:
        click.echo(f"{line.name}: {line.figure}")
        click.echo(f"  {line.meaning}\n")
    if loop.oldest:
        click.echo(f"{labels['loop_oldest']}:")
        for one in loop.oldest:
            click.echo("  " + ", ".join(part for part in (one.month, one.title, one.place) if part))
        click.echo()
    if loop.slips:
        click.echo(f"{labels['loop_slips']}:")
        for slip in loop.slips:
            now = slip.now.isoformat() if slip.now else "–"
            click.echo(f"  {slip.promised} > {now} ({slip.days}): {slip.text}")
        click.echo()
    click.echo(labels["loop_silence"])
    click.echo("  # is a month in which something was heard, and . a month of silence.")
    sources = [(labels[f"source_{one.key.replace('-', '_')}"], one) for one in loop.sources]
    _tell_silence(labels["loop_silence_places"], [(one.name, one) for one in loop.places], report)
    _tell_silence(labels["loop_silence_sources"], sources, report)
    _tell_silence(labels["loop_silence_groups"], [(one.name, one) for one in loop.groups], report)


def _tell_silence(heading: str, every: Sequence[tuple[str, Silence]], report: Report) -> None:
    """Print a row for each: a mark for a month in which something was heard, a point for silence."""
    from yousaid.cli.report import show_table

    if not every:
        return
    click.echo()
    rows = [[heading, report.labels["loop_last_heard"], f"{report.loop.months[0]} … {report.loop.months[-1]}"]]
    rows += [
        [name, one.last or report.labels["loop_never"], "".join("#" if heard else "." for heard in one.heard)]
        for name, one in every
    ]
    show_table(rows)
