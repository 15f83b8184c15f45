"""`yousaid addresses`: keep the addresses of stories that are rows of a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.editing.keeping import Keeping


@click.command("addresses")
@options.content
@click.option("--forget", is_flag=True, help="Take out addresses whose rows are gone.")
def command(*, content: Path, forget: bool) -> None:
    """Keep the addresses of stories that are rows of a table.

    Beside each table of “you said, we did” pairs, a file then says which address belongs to which row: beside list.csv
    it is list.addresses.yaml. With it, a row keeps its address when its words are mended, so that printed codes lead to
    the right story. Run it after you have added or changed rows. No build writes this file.

    \b
    Examples:
      yousaid addresses
      yousaid addresses --forget
    """  # noqa: D301
    from yousaid.cli.report import show_problems
    from yousaid.editing.keeping import keep_addresses
    from yousaid.problems import Severity
    from yousaid.reading.library import read_library

    reading = read_library(content)
    if reading.library is None:
        show_problems(reading.problems)
        sys.exit(1)
    try:
        done = keep_addresses(reading.addresses, forget=forget)
    except OSError as fault:
        click.echo(f"{fault.filename or content} cannot be written: {fault.strerror}.", err=True)
        sys.exit(1)
    about = {one.table for one in done} | {one.file.relative_to(content).as_posix() for one in done}
    faults = tuple(one for one in reading.problems if one.path in about and one.severity is Severity.ERROR)
    show_problems(faults)
    for one in done:
        _tell(one)
    if not done:
        click.echo("No table of pairs lies in the stories folder, so there is nothing to keep.")
    sys.exit(1 if faults else 0)


def _tell(one: Keeping) -> None:
    """Say what became of one table."""
    from yousaid.cli.report import counted

    if not one.is_sound:
        click.echo(f"{one.table}: nothing was written, because there are mistakes in {one.file.name}.", err=True)
        return
    written = "Written" if one.is_written else "Nothing to change"
    click.echo(f"{one.table}: {counted(one.rows, 'address is', 'addresses are')} kept. {written}: {one.file}.")
    for gone in one.forgotten:
        click.echo(f"  Forgotten: {gone.address}")
    for gone in one.waiting:
        click.echo(f"  No row has it now: {gone.address}. Run “yousaid check” to see what to do.")
