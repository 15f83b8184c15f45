"""`yousaid clean`: take away what yousaid made."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yousaid.cli import options


@click.command("clean")
@options.output
def command(*, output: Path) -> None:
    """Take away the sites and posters that yousaid made, and nothing else.

    Files that you put there or changed yourself stay, and are named.

    \b
    Examples:
      yousaid clean
      yousaid clean --output S:/intranet/yousaid
    """  # noqa: D301
    from yousaid.cli.report import counted, show_problems
    from yousaid.output.cleaning import clean
    from yousaid.output.refusal import OutputRefused

    try:
        cleaned = clean(output)
    except OutputRefused as refused:
        show_problems([refused.problem])
        sys.exit(1)
    click.echo(f"{counted(len(cleaned.removed), 'file', 'files')} taken away from {output}.")
    for path in cleaned.left:
        click.echo(f"Left alone, as it is not ours or was changed: {path}")
    show_problems(cleaned.problems)
