"""`yousaid check`: find what is wrong, and write nothing."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.rendering.posters.room import Room


@click.command("check")
@options.content
@click.option("--posters", is_flag=True, help="Say too how many words each story has left on its posters.")
@click.option("--story", "stories", multiple=True, help="With --posters: only this story, by its slug.")
@options.today
@options.jobs
@options.as_format
def command(
    *, content: Path, posters: bool, stories: tuple[str, ...], today: date, jobs: int | None, form: str
) -> None:
    """Find all that a build would tell, in stories, places, settings, themes and posters. Nothing is written.

    With --posters you see, before a poster is made, how many words are left for “you said” and “we did”.

    \b
    Examples:
      yousaid check
      yousaid check --posters
      yousaid check --posters --story quieter-nights
      yousaid check --format json
    """  # noqa: D301
    from yousaid.cli.report import TerminalProgress, count_problems, counted, problems_data, show_json, show_problems
    from yousaid.pipeline.build import look_over
    from yousaid.pipeline.request import Request, count_errors
    from yousaid.problems import did_you_mean
    from yousaid.rendering.looks import ThemeUnusable
    from yousaid.spread import default_jobs

    request = Request(content=content, output=Path("site"), today=today, jobs=jobs or default_jobs())
    progress = TerminalProgress()
    rooms: list[Room] = []
    try:
        found = look_over(request, progress)
        library, problems = found.library, found.outcome.problems
        slugs = [story.slug for story in library.stories] if library is not None else list(stories)
        for story in stories:
            if story not in slugs:
                raise click.UsageError(f"There is no story “{story}”. {did_you_mean(story, slugs)}")
        if library is not None and (posters or stories):
            from yousaid.pipeline.rooms import rooms_for

            with suppress(ThemeUnusable):  # it is among the problems
                rooms = list(rooms_for(library, request, stories, progress))
    finally:
        progress.close()
    if form == "json":
        show_json({"problems": problems_data(problems), "rooms": [_data(room) for room in rooms]})
    else:
        show_problems(problems)
        if rooms:
            _show_rooms(rooms)
        if library is not None:
            read = counted(len(library.stories), "story", "stories")
            summaries = counted(len(library.summaries), "feedback summary", "feedback summaries")
            click.echo(f"{read} and {summaries} read.")
        click.echo(f"{count_problems(problems).capitalize()}.")
    sys.exit(1 if count_errors(problems) else 0)


def _show_rooms(rooms: list[Room]) -> None:
    from yousaid.cli.report import show_table
    from yousaid.rendering.posters.problems import format_words

    papers = list(dict.fromkeys(room.format for room in rooms))
    found = {(room.slug, room.format): room for room in rooms}
    rows = [["Words on posters", "You said", "The rest", *map(format_words, papers)]]
    for room in {room.slug: room for room in rooms}.values():
        cells = [_left(found[room.slug, paper]) if (room.slug, paper) in found else "–" for paper in papers]
        rows.append([room.slug, str(room.said), str(room.did), *cells])
    show_table(rows)
    click.echo("")


def _left(room: Room) -> str:
    """Return what the writer can still add, in the type that is aimed at and in the smallest."""
    if room.left_at_floor < 0:
        return f"{-room.left_at_floor} too many"
    aimed = f"{room.left_at_target} left" if room.left_at_target >= 0 else f"{-room.left_at_target} too many"
    if room.target == room.floor:
        return f"{aimed} at {room.target:g} pt"
    return f"{aimed} at {room.target:g} pt, {room.left_at_floor} left at {room.floor:g} pt"


def _data(room: Room) -> dict[str, object]:
    return {
        "story": room.slug,
        "format": room.format.name,
        "you_said": room.said,
        "rest": room.did,
        "target": room.target,
        "left_at_target": room.left_at_target,
        "floor": room.floor,
        "left_at_floor": room.left_at_floor,
    }
