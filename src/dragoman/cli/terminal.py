"""What all commands share: their common options, and how results, progress and errors reach the terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from dragoman.errors import DragomanError, ParseError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from dragoman.workflows import Failure

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="ADDRESS",
        envvar="DRAGOMAN_LEDGER",
        show_envvar=True,
        help="Folder or object-store address of the ledger; without it your own.",
    ),
]
AsOf = Annotated[
    int | None,
    typer.Option("--as-of-version", metavar="N", help="The ledger as it was at version N of its history."),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="Only votes from this day on.")
]
To = Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="Only votes up to this day.")]
Topic = Annotated[
    str | None, typer.Option("--topic", help="Only votes whose title, agenda or subjects have these words.")
]
Body = Annotated[str | None, typer.Option("--body", metavar="CODE", help="UNGA, UNSC, C1 … C6.")]
Out = Annotated[str | None, typer.Option("--out", metavar="FILE", help="Write here, not to the terminal.")]


def parse_day(text: str | None, option: str = "--date") -> date | None:
    """The day an option names; None where it was not given."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParseError(f"“{text}” is no date", where=option, hint="write it as 2025-02-24") from None


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def console() -> Console:
    """Standard output: as wide as the terminal, or as COLUMNS says where there is none."""
    from rich.console import Console  # noqa: PLC0415

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "160"))
    return Console(width=width, highlight=False)


def show(*parts: RenderableType) -> None:
    target = console()
    for part in parts:
        target.print(part)


def write_out(data: bytes | str, out: str | None) -> None:
    """To the file named, or to standard output."""
    content = data.encode() if isinstance(data, str) else data
    if out is None or out == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise ParseError(
            f"it cannot be written ({error.strerror})", where=out, hint="choose another file or folder"
        ) from None


def say(text: str) -> None:
    """A word to the user beside the result: on standard error."""
    typer.echo(text, err=True)


def complain(error: DragomanError) -> None:
    say(f"dragoman: {error}")


def choose(value: str, known: Iterable[str], option: str) -> str:
    """The value, if it is one of those that the option takes."""
    choices = tuple(known)
    if value not in choices:
        raise ParseError(f"“{value}” is not known", where=option, hint=f"choose from: {', '.join(choices)}")
    return value


def finish(done: int, failures: Sequence[Failure], status: int = 0) -> None:
    """Report what could not be read, at the end, and leave with the right exit code."""
    for failure in failures:
        complain(failure.error)
    if failures and done + len(failures) > 1:
        say(f"{done} read, {len(failures)} not")
    code = status or (failures[0].error.exit_code if failures else 0)
    if code:
        raise typer.Exit(code)


class Bar(Protocol):
    """To be told how many bytes are done, and of how many where that was not known before."""

    def __call__(self, done: int, whole: int | None = None) -> None: ...


@contextmanager
def bar_of_bytes(name: str, total: int | None) -> Iterator[Bar | None]:
    """A bar on standard error; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=total)

        def move(done: int, whole: int | None = None) -> None:
            progress.update(task, completed=done, total=whole or total)

        yield move


def is_watched() -> bool:
    """Whether somebody sees how the work goes on."""
    return sys.stderr.isatty()


@contextmanager
def counting(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar that is moved on by one with each call, on a terminal and where there is more than one to do.

    Without a total it shows how many are done and for how long it has been at it.
    """
    if (total is not None and total < 2) or not is_watched():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    end = TimeElapsedColumn() if total is None else TimeRemainingColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), end)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal that something takes a while."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status(f"{what} …"):
        yield
