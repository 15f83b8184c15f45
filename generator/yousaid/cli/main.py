"""The command `yousaid`: what it can do, and how it ends."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Final

import click

from yousaid import VERSION

_MADE_BETWEEN_LOOKS: Final = 100_000
"""How many records Python makes before it looks for unused ones: next to all are used until a command ends."""

_COMMANDS: Final = (
    "init",
    "new",
    "import",
    "addresses",
    "check",
    "build",
    "posters",
    "serve",
    "list",
    "report",
    "record",
    "clean",
)


class Commands(click.Group):
    """Commands in the order of a working day, each loaded when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which people need them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command from the module of its name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"yousaid.cli.{cmd_name}_command").command
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all is well, 1 there are errors to put right, 2 the command was written wrongly.",
)
@click.version_option(VERSION, prog_name="yousaid")
@click.option("--debug", is_flag=True, help="Show the inner workings when something unexpected happens.")
@click.pass_context
def cli(context: click.Context, *, debug: bool) -> None:
    """Turn “You said, we did” stories into a site for each audience, and posters for the wall.

    \b
    Examples:
      yousaid init               start with the demonstration trust
      yousaid new story          write a story; it asks a few questions
      yousaid build              make the sites and posters in the folder “site”
      yousaid serve              see the sites while you write
    """  # noqa: D301 - Click's mark for text that keeps its lines
    context.obj = debug


def main() -> None:
    """Run the command. Something unexpected becomes one sentence, unless `--debug` asks for more."""
    gc.set_threshold(_MADE_BETWEEN_LOOKS, *gc.get_threshold()[1:])
    try:
        cli()
    except Exception as fault:  # the last place where it can become a sentence
        if "--debug" in sys.argv:
            raise
        from yousaid.spread import WorkerLost

        if isinstance(fault, WorkerLost):
            click.echo(f"{fault} Your files and your sites are as they were.", err=True)
            sys.exit(1)
        click.echo(f"Something went wrong that yousaid did not expect: {type(fault).__name__}: {fault}", err=True)
        click.echo("Your files and your sites are as they were. Run “yousaid --debug …” to see the details.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
