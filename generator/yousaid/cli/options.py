"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(file_okay=False, path_type=Path)

content = click.option(
    "--content",
    type=FOLDER,
    default=Path("content"),
    show_default=True,
    help="The folder with stories, places and settings.",
)
output = click.option(
    "--output", type=FOLDER, default=Path("site"), show_default=True, help="The folder that the sites are written to."
)
as_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for other programs.",
)
jobs = click.option("--jobs", type=click.IntRange(1, 64), help="How many processes may work. Left out, it is chosen.")


class Day(click.ParamType[date]):
    """A date as 2026-10-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Return the date, or fail with what to write instead."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"“{value}” is not a date. Write it as 2026-10-31.", param, ctx)


today = click.option(
    "--today",
    type=Day(),
    default=date.today,
    help="The day to build for, as 2026-10-31. Left out, it is today.",
)
