"""`yousaid check`: find what is wrong, and write nothing."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from yousaid.cli import options


@click.command("check")
@options.content
@options.today
@options.as_format
def command(*, content: Path, today: date, form: str) -> None:
    """Find what is wrong in stories, places and settings. Nothing is written.

    \b
    Examples:
      yousaid check
      yousaid check --content content
      yousaid check --format json
    """  # noqa: D301
    from yousaid.cli.report import count_problems, counted, problems_data, show_json, show_problems
    from yousaid.pipeline.readiness import read_and_check
    from yousaid.pipeline.request import count_errors

    library, problems = read_and_check(content, today)
    if form == "json":
        show_json({"problems": problems_data(problems)})
    else:
        show_problems(problems)
        if library is not None:
            stories = counted(len(library.stories), "story", "stories")
            summaries = counted(len(library.summaries), "feedback summary", "feedback summaries")
            click.echo(f"{stories} and {summaries} read.")
        click.echo(f"{count_problems(problems).capitalize()}.")
    sys.exit(1 if count_errors(problems) else 0)
