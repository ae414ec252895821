"""The command line: each command parses its arguments, calls one workflow and prints."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dragoman.errors import DragomanError, ParseError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from dragoman.domain.readings import Reading
    from dragoman.workflows import Failure

app = typer.Typer(
    name="dragoman",
    help="Reads diplomatic reports and checks every vote claim against the official roll call.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs as much as all the rest of a start
    context_settings={"help_option_names": ["-h", "--help"]},
)

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Plain-text reports; - reads standard input.")
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per report and line.")]


@app.command()
def read(files: Files, date: Date = None, as_json: AsJson = False) -> None:
    """Read reports: events, positions, relations, and every vote claim checked."""
    readings, failures = _read_all(files, date, as_json, findings_only=False)
    _finish(readings, failures)


@app.command()
def check(
    files: Files,
    date: Date = None,
    as_json: AsJson = False,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="VERDICTS",
            help="Exit 1 on any of these verdicts, comma-separated; none to never.",
        ),
    ] = "conflicts",
) -> None:
    """Check the vote claims of reports; exit 1 where one conflicts with the record."""
    verdicts = _verdicts(fail_on)
    readings, failures = _read_all(files, date, as_json, findings_only=True)
    if not as_json and readings:
        from dragoman.render.brief import render_summary  # noqa: PLC0415

        _console().print(render_summary(readings))
    found = any(f.verdict in verdicts for r in readings for f in r.findings)
    _finish(readings, failures, status=1 if found else 0)


def _verdicts(words: str) -> set[str]:
    from dragoman.domain.claims import Verdict  # noqa: PLC0415

    asked = {w.strip() for w in words.split(",") if w.strip() and w.strip() != "none"}
    known = {v.value for v in Verdict}
    if unknown := asked - known:
        _fail(
            ParseError(
                f"no verdict is called {', '.join(sorted(unknown))}",
                hint=f"choose from: {', '.join(sorted(known))}",
            )
        )
    return asked


def _read_all(
    files: Iterable[str], day: str | None, as_json: bool, *, findings_only: bool
) -> tuple[list[Reading], list[Failure]]:
    """Read every file, print each as it is done, and collect what failed."""
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.contract import render_reading  # noqa: PLC0415

    published = _day(day)
    readings, failures = [], []
    names = list(files)
    for name, result in zip(names, workflows.read_files(names, published=published), strict=True):
        if isinstance(result, workflows.Failure):
            failures.append(result)
            continue
        readings.append(result)
        if as_json:
            _print_json(render_reading(result))
        else:
            from dragoman.render.brief import render_brief  # noqa: PLC0415

            _console().print(render_brief(result, name=name, findings_only=findings_only))
            _console().print()
    return readings, failures


def _finish(readings: list[Reading], failures: list[Failure], status: int = 0) -> None:
    """Report what could not be read, at the end, and leave with the right exit code."""
    for failure in failures:
        _complain(failure.error)
    if failures and len(readings) + len(failures) > 1:
        typer.echo(f"{len(readings)} read, {len(failures)} not", err=True)
    code = status or (failures[0].error.exit_code if failures else 0)
    if code:
        raise typer.Exit(code)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        _fail(ParseError(f"“{text}” is no date", column="--date", hint="write it as 2025-02-24"))


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "160"))
    return Console(width=width, highlight=False)


def _complain(error: DragomanError) -> None:
    typer.echo(f"dragoman: {error}", err=True)


def _fail(error: DragomanError) -> NoReturn:
    _complain(error)
    raise typer.Exit(error.exit_code)


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


def main() -> None:
    """Run the command line; every error of ours becomes a message and an exit code."""
    try:
        app()
    except DragomanError as error:
        _complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
