"""`yousaid record`: remember which figures the sites show, for the editions to come."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from yousaid.cli import options


@click.command("record")
@options.content
@options.today
@options.as_format
def command(*, content: Path, today: date, form: str) -> None:
    """Remember which feedback figures the sites show.

    Run this each time you publish. Somebody may keep today's page and compare it with a later one. From the record,
    later builds know what is out, and hide what the two together would give away. The record is the file
    published-figures.csv in the content folder. Keep it there, and keep a backup.

    \b
    Examples:
      yousaid record
      yousaid record --content S:/you-said/content
    """  # noqa: D301
    from yousaid.cli.report import counted, show_json, show_problems
    from yousaid.editing.recording import recorded, write_record
    from yousaid.pipeline.readiness import read_and_check
    from yousaid.problems import Severity

    library, problems = read_and_check(content, today)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if library is None:
        show_problems(errors)
        sys.exit(1)
    record = recorded(library)
    try:
        path = write_record(content, record.figures)
    except OSError as fault:
        click.echo(f"The record cannot be written: {fault.strerror}. Close the file in other programs.", err=True)
        sys.exit(1)
    if form == "json":
        show_json({"path": path.name, "tables": len(record.figures), "new": record.added, "changed": record.widened})
        return
    click.echo(
        f"{path}: {counted(len(record.figures), 'table', 'tables')} of figures, {record.added} new, "
        f"{record.widened} of which more is shown."
    )
    if errors:
        click.echo("What errors hold back is on no site, and so not in the record. See yousaid check.")
