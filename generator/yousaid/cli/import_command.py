"""`yousaid import`: a table to files that can be looked through, changed and kept."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.editing.importing import Import
    from yousaid.model.library import Library
    from yousaid.pipeline.request import Request
    from yousaid.problems import Problem
    from yousaid.reading.files import File

_SHOWN_ROWS = 3
_ANSWERS = ("Very good", "Good", "Neither", "Poor", "Very poor", "Don't know")


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@options.content
@options.today
@click.option("--preview", is_flag=True, help="Show how the table is understood, and write nothing.")
@click.option("--audience", "audiences", multiple=True, help="Who may see it. Left out, what site.yaml says.")
@click.option("--add-places", is_flag=True, help="Add wards and sites that are not in places.yaml to it.")
@click.option("--replace", "may_replace", is_flag=True, help="Write over the files of an earlier import.")
def command(
    *,
    table: Path,
    content: Path,
    today: date,
    preview: bool,
    audiences: tuple[str, ...],
    add_places: bool,
    may_replace: bool,
) -> None:
    """Turn a table into files that you can look through, change and keep.

    TABLE is a CSV file or an Excel workbook: Friends and Family Test (FFT) figures as they come out of your system or
    from NHS England, or a list of pairs with the columns Ward, You said, We did, Status and Month. You do not have to
    import: a table in the feedback or stories folder is read where it is.

    \b
    Examples:
      yousaid import fft-october.csv --preview
      yousaid import fft-october.csv --audience patients --audience staff
      yousaid import "You said we did.xlsx" --add-places
    """  # noqa: D301
    from yousaid.cli.report import TerminalProgress, library_of, show_problems
    from yousaid.editing.importing import Refused, import_table
    from yousaid.pipeline.build import look_over
    from yousaid.pipeline.request import NoSuchAudience, Request, check_audiences, count_errors
    from yousaid.reading.files import File
    from yousaid.spread import default_jobs

    library = library_of(content)
    try:
        check_audiences(audiences, library.site)
    except NoSuchAudience as fault:
        raise click.UsageError(str(fault)) from fault
    file = File(table.name, str(table.resolve()))
    if not table.is_file():
        raise click.UsageError(f"There is no file {table}.")
    if not file.is_table:
        raise click.UsageError(f"{table.name} is not a table: its name must end in .csv, .tsv or .xlsx.")
    request = Request(content=content, output=Path("site"), today=today, jobs=default_jobs())
    if preview:
        _show(file, library, request, audiences, add_places=add_places)
        return
    try:
        done = import_table(file, library, content, audiences, add_places=add_places, may_replace=may_replace)
    except Refused as refused:
        raise click.UsageError(str(refused)) from refused
    except OSError as fault:
        click.echo(f"{fault.filename or content} cannot be written: {fault.strerror}.", err=True)
        sys.exit(1)
    written = {path.relative_to(content).as_posix() for path in done.files}
    progress = TerminalProgress()
    try:
        found = look_over(request, progress).outcome.problems
    finally:
        progress.close()
    problems = (*done.problems, *(one for one in found if one.path in written or not one.path))
    show_problems(problems)
    _tell(done, table, content)
    sys.exit(1 if count_errors(problems) else 0)


def _tell(done: Import, table: Path, content: Path) -> None:
    """Say what was written, and what to do next."""
    from yousaid.cli.report import counted

    if done.places:
        names = ", ".join(place.name for place in done.places)
        click.echo(f"Added to places.yaml: {names}. Look whether each is a ward, a service or a site.")
    if not done.files:
        click.echo("Nothing was written: there is nothing in this table that can be used.", err=True)
        return
    records = counted(done.records, *done.noun)
    folder = next(iter(done.files)).parent
    click.echo(f"Written to {folder}: {records} in {counted(len(done.files), 'file', 'files')}.")
    if content.resolve() in table.resolve().parents:
        click.echo(f"Now take {table.name} out of {table.parent}, or everything is counted twice.")
    click.echo("Look through them. Then run “yousaid check”.")


def _show(file: File, library: Library, request: Request, audiences: tuple[str, ...], *, add_places: bool) -> None:
    """Show how a table is understood, and what a build would tell about it."""
    from yousaid.cli.report import count_problems, counted, show_problems, show_table
    from yousaid.editing.importing import look_at
    from yousaid.reading.tables.sheets import letters

    seen = look_at(file, library.site.tables)
    for sheet, header in seen.sheets:
        kind = "pairs of “you said” and “we did”" if seen.pairs else "Friends and Family Test answers"
        if not seen.pairs and not seen.tallied:
            kind = "no figures that can be used"
        name = f"Sheet “{sheet.name}”" if sheet.name else file.path
        click.echo(f"{name}: {kind}. The headings are in row {header.row}.\n")
        meanings = {column: meaning for meaning, column in header.columns.items()}
        rows = [["", "Heading", "Read as"]]
        rows += [
            [letters(column), text, meanings.get(column) or _guess(header.guesses.get(text, ""))]
            for column, text in enumerate(header.headings)
            if text
        ]
        show_table(rows)
        if header.guesses:
            click.echo("\nIf a guess is right, write this in site.yaml:\n\ntables:\n  headings:")
            for text, meaning in header.guesses.items():
                click.echo(f"    {text}: {meaning}")
        click.echo()
    if seen.tallied:
        months = sorted({one.period for one in seen.tallied})
        places = {one.place for one in seen.tallied}
        answers = sum(sum(one.counts) for one in seen.tallied)
        click.echo(
            f"{counted(answers, 'answer', 'answers')} about {counted(len(places), 'place', 'places')}, "
            f"{months[0]} to {months[-1]}. For example:\n"
        )
        rows = [["Row", "Place", "Month", *_ANSWERS]]
        rows += [[str(one.row), one.place, one.period, *map(str, one.counts)] for one in seen.tallied[:_SHOWN_ROWS]]
        show_table(rows)
        click.echo()
    problems = _problems(file, library, request, audiences, add_places=add_places)
    show_problems(problems)
    click.echo(f"Nothing was written. {count_problems(problems).capitalize()}.")


def _problems(
    file: File, library: Library, request: Request, audiences: tuple[str, ...], *, add_places: bool
) -> tuple[Problem, ...]:
    """Return what a build would tell about a table, and say which places would be added for it."""
    from yousaid.cli.report import TerminalProgress
    from yousaid.editing.importing import new_places_of, places_file
    from yousaid.editing.newplaces import CannotAdd, NewPlaces
    from yousaid.editing.previewing import problems_with

    new = new_places_of(file, library) if add_places else NewPlaces((), ())
    if new.places:
        click.echo(f"Would be added to places.yaml: {', '.join(place.name for place in new.places)}.\n")
    progress = TerminalProgress()
    try:
        found = problems_with(
            file,
            library,
            request,
            progress,
            audiences=audiences,
            new=new.places,
            places=places_file(request.content),
        )
    except CannotAdd as fault:
        raise click.UsageError(str(fault)) from fault
    finally:
        progress.close()
    return (*found, *new.problems)


def _guess(meaning: str) -> str:
    return f"not read; perhaps {meaning}" if meaning else "not read"
