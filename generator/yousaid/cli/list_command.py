"""`yousaid list`: what needs somebody's attention."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.model.story import Story

_WHAT = ("drafts", "embargoed", "expired", "withdrawn", "due")


@click.command("list")
@click.argument("what", type=click.Choice(_WHAT), required=False)
@options.content
@options.today
@options.as_format
def command(*, what: str | None, content: Path, today: date, form: str) -> None:
    """List stories that are not shown, or are due for review.

    WHAT is drafts, embargoed, expired, withdrawn or due. Left out, all are listed.

    \b
    Examples:
      yousaid list
      yousaid list due
      yousaid list embargoed --format json
    """  # noqa: D301
    from yousaid.cli.report import library_of, show_json, show_table

    rows = [
        (kind, day, story)
        for story in library_of(content).stories
        for kind, day in _reasons(story, today)
        if what in (None, kind)
    ]
    rows.sort(key=lambda row: (_WHAT.index(row[0]), row[1] or date.max, row[2].slug))
    if form == "json":
        show_json({"stories": [_data(kind, day, story) for kind, day, story in rows]})
    elif rows:
        table = [["", "Date", "Story", "File"]]
        table += [[kind, day.isoformat() if day else "", story.title, story.origin.path] for kind, day, story in rows]
        show_table(table)
    else:
        click.echo("Nothing to list.")


def _reasons(story: Story, today: date) -> list[tuple[str, date | None]]:
    """Return why a story is listed, with the day that decides it."""
    from yousaid.editions import Hidden, why_hidden
    from yousaid.figures.days import first_day

    hidden = why_hidden(story, today)
    reasons: dict[Hidden | None, tuple[str, date | None]] = {
        Hidden.DRAFT: ("drafts", None),
        Hidden.EMBARGOED: ("embargoed", first_day(story)),
        Hidden.EXPIRED: ("expired", story.expires),
        Hidden.WITHDRAWN: ("withdrawn", story.withdrawn),
    }
    found = [reasons[hidden]] if hidden else []
    if hidden is None and story.review_by is not None and story.review_by < today:
        found.append(("due", story.review_by))
    return found


def _data(kind: str, day: date | None, story: Story) -> dict[str, str | None]:
    return {
        "list": kind,
        "date": day.isoformat() if day else None,
        "slug": story.slug,
        "title": story.title,
        "path": story.origin.path,
    }
