"""`yousaid serve`: see the sites while writing."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.pipeline.request import Outcome


@click.command("serve")
@options.content
@options.output
@options.today
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to begin with.")
def command(*, content: Path, output: Path, today: date, port: int) -> None:
    """See the sites while you write: each time you save, they are made again and the browser shows them.

    Only this computer can reach them. Press Ctrl and C to stop. On the page of a poster, “See it on paper” shows its
    sheet with the edges that printers do not reach, and how it looks from 1.5 metres.

    \b
    Examples:
      yousaid serve
      yousaid serve --port 8080
    """  # noqa: D301
    from yousaid.cli.report import TerminalProgress
    from yousaid.pipeline.build import build
    from yousaid.pipeline.request import Request
    from yousaid.preview.serve import serve
    from yousaid.preview.server import NoFreePort
    from yousaid.preview.watching import files_below
    from yousaid.resources import protected_folders

    progress = TerminalProgress()
    request = Request(content=content, output=output, today=today)

    def make() -> Outcome:
        try:
            return build(request, progress)
        finally:
            progress.close()

    try:
        serve(output, make, partial(files_below, *protected_folders(content)), port, click.echo)
    except NoFreePort as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
