"""`yousaid init`: start a project."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from yousaid.cli import options

_BLANK = ("site.yaml", "places.yaml", "pages")


@click.command("init")
@click.argument("folder", type=options.FOLDER, default=Path())
@click.option("--blank", is_flag=True, help="Only the settings, places and pages, without stories and feedback.")
def command(*, folder: Path, blank: bool) -> None:
    """Start a project in FOLDER: a folder “content” with a demonstration trust to change into your own.

    \b
    Examples:
      yousaid init
      yousaid init our-trust
      yousaid init --blank our-trust
    """  # noqa: D301
    from yousaid.resources import starter_content

    content = folder / "content"
    if content.exists():
        click.echo(f"There is a folder {content} already, so nothing was changed.", err=True)
        click.echo("Choose another folder, for example: yousaid init our-trust", err=True)
        sys.exit(1)
    source = starter_content()
    try:
        _copy(source, content, _BLANK if blank else tuple(path.name for path in source.iterdir()))
    except OSError as fault:
        click.echo(f"{content} cannot be written: {fault.strerror}.", err=True)
        sys.exit(1)
    steps = [f"Change {content / 'site.yaml'} and {content / 'places.yaml'} into your own."]
    if folder != Path():
        steps.append(f"Run “cd {folder}”.")
    steps.append("Run “yousaid new story” to write a story." if blank else "Run “yousaid build”.")
    click.echo(f"Made {content}. Next:")
    for number, step in enumerate(steps, 1):
        click.echo(f"  {number}. {step}")


def _copy(source: Path, content: Path, names: tuple[str, ...]) -> None:
    content.mkdir(parents=True)
    for name in sorted(names):
        if (source / name).is_dir():
            shutil.copytree(source / name, content / name)
        else:
            shutil.copyfile(source / name, content / name)
