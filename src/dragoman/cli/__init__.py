"""The command line: each command parses its arguments, calls one workflow and prints.

One module a group of commands; nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dragoman.cli import alignment, doctor, record, reports, serving, store, tables
from dragoman.cli.terminal import complain
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    help="Reads diplomatic reports and checks every vote claim against the official roll call.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs as much as all the rest of a start
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (reports, record, alignment, tables, serving, doctor):
    for command in group.COMMANDS:
        app.command()(command)
app.add_typer(store.app, name="ledger")


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)
    ] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        typer.echo(installed("dragoman"))
        raise typer.Exit


INTERRUPTED = 130
"""The exit code that shells give a command stopped by Ctrl-C."""


def main() -> None:
    """Run the command line; every error of ours becomes a message and an exit code."""
    try:
        app(prog_name="dragoman")
    except DragomanError as error:
        complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
