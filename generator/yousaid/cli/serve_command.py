"""`yousaid serve`: see the sites while writing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from yousaid.cli import options


@click.command("serve")
@options.content
@options.output
@options.today
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to begin with.")
def command(*, content: Path, output: Path, today: date, port: int) -> None:
    """See the sites while you write: each time you save, they are made again and the browser shows them.

    Only this computer can reach them. Press Ctrl and C to stop.

    \b
    Examples:
      yousaid serve
      yousaid serve --port 8080
    """  # noqa: D301
    raise SystemExit(0)
