"""Writes the reference pages of docs/ from the program itself, so that they cannot drift from it.

Run it after a change to a record, a command or a problem code: python docs/reference.py
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
import msgspec

from records import field_notes, theme_records
from yousaid.cli.main import cli
from yousaid.model import feedback, page, places, site, story
from yousaid.model.themes import NATIONAL_THEMES
from yousaid.problems import KINDS
from yousaid.reading.fields import shape_of

DOCS: Final = Path(__file__).parent

_STORY_PARTS: Final = (
    ("A story", story.Story),
    ("An action", story.Action),
    ("Where it was heard (`heard`)", story.Heard),
    ("A quote", story.Quote),
    ("A photo", story.Photo),
    ("Consent", story.Consent),
    ("Checked", story.Checked),
    ("A measure", story.Measure),
    ("A point of a series", story.Point),
    ("New limits in a chart (`rebase`)", story.Rebase),
    ("Who made it with us (`made_with`)", story.MadeWith),
    ("A challenge, or what helped", story.Factor),
    ("A plan, do, study, act (PDSA) cycle", story.Cycle),
    ("A translation", story.Translation),
    ("The words of an action in a translation", story.ActionWords),
)
_OTHER_PARTS: Final = (
    ("A feedback summary", feedback.FeedbackSummary),
    ("Friends and Family Test (FFT) counts (`fft`)", feedback.FftCounts),
    ("What people said about a theme (`heard`)", feedback.ThemeHeard),
    ("A page", page.Page),
    ("A place in places.yaml", places.Place),
)
_SETTINGS: Final = (
    ("site.yaml", site.Site),
    ("organisation", site.Organisation),
    ("audiences", site.Audience),
    ("suppression, of an audience", site.Suppression),
    ("posters, of an audience", site.Posters),
    ("contact", site.Contact),
    ("feedback", site.Route),
    ("languages", site.Language),
    ("brand", site.Brand),
    ("themes", site.Theme),
    ("groups", site.Group),
    ("accessibility", site.Accessibility),
    ("charts", site.Charts),
    ("tables", site.Tables),
)
_MADE: Final = "<!-- Made by docs/reference.py. Change the program, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Return the text of each reference page, by file name."""
    return {
        "front-matter.md": _MADE + "".join(_front_matter()),
        "settings.md": _MADE + "".join(_settings()),
        "commands.md": _MADE + "".join(_commands()),
        "problem-codes.md": _MADE + "".join(_codes()),
        "theme-list.md": _MADE + "".join(_themes()),
        "theme-records.md": _MADE + "".join(theme_records()),
    }


def written_keys(record: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the keys of a record that people write: those that the reader takes."""
    return tuple(shape_of(record).slots)


def _front_matter() -> Iterator[str]:
    yield "# Every key of stories, summaries, pages and places\n\n"
    yield "A key that is needed is marked. All others may be left out. Dates are written as 2026-10-31.\n"
    yield from _tables(_STORY_PARTS)
    yield from _tables(_OTHER_PARTS)


def _settings() -> Iterator[str]:
    yield "# Every setting in site.yaml\n\n"
    yield "A setting that is needed is marked. All others may be left out.\n"
    yield from _tables(_SETTINGS)


def _tables(parts: Iterable[tuple[str, type[msgspec.Struct]]]) -> Iterator[str]:
    for title, record in parts:
        notes = field_notes(record)
        required = {field.name for field in msgspec.structs.fields(record) if field.required}
        yield f"\n## {title}\n\n{inspect.cleandoc(record.__doc__ or '')}\n\n| Key | What it is |\n| --- | --- |\n"
        for key in written_keys(record):
            needed = "**Needed.** " if key in required else ""
            yield f"| `{key}` | {needed}{' '.join(notes[key].split())} |\n"


def _commands() -> Iterator[str]:
    yield "# Every command\n"
    context = click.Context(cli, info_name="yousaid", terminal_width=80, **cli.context_settings)
    yield from _command(cli, context)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"\n## {context.command_path}\n\n```\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _command(inner, click.Context(inner, info_name=name, parent=context))


def _codes() -> Iterator[str]:
    yield "# Every problem code\n\n"
    yield "An error holds its file back. A warning and a hint do not. [What to do about each](problems.md).\n\n"
    yield "| Code | What it means | Kind |\n| --- | --- | --- |\n"
    for code, kind in sorted(KINDS.items()):
        yield f"| [{code}](problems.md#{code.lower()}) | {kind.title} | {kind.severity} |\n"


def _themes() -> Iterator[str]:
    yield "# The list of themes\n\nWrite the id or the name under `themes`. You can add your own in site.yaml.\n"
    group = None
    for theme in NATIONAL_THEMES:
        if theme.group != group:
            group = theme.group
            yield f"\n## {group}\n\n| Id | Name |\n| --- | --- |\n"
        yield f"| `{theme.id}` | {theme.name} |\n"


def main() -> None:
    """Write the reference pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"written: docs/{name}\n")


if __name__ == "__main__":
    main()
