"""`ledger …`: making, looking at, checking and mending a ledger."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.terminal import AsJson, LedgerOption, print_json, say, show

if TYPE_CHECKING:
    from dragoman.ledger import Place

app = typer.Typer(
    help="Make, look at, check and mend a ledger.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def init(ledger: LedgerOption = None) -> None:
    """Make a ledger with the embedded record, or bring one up to date."""
    from dragoman import workflows  # noqa: PLC0415

    workflows.make_ledger(ledger).close()
    say(f"{ledger or workflows.default_address()} is ready")


@app.command()
def info(as_json: AsJson = False, ledger: LedgerOption = None) -> None:
    """What the ledger holds: votes by body, readings, versions."""
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.tables import render_grid  # noqa: PLC0415

    address = ledger or workflows.default_address()
    with workflows.existing_ledger(ledger) as store:
        entries = store.history()
        readings = store.sql("SELECT count(*) FROM sources").rows[0][0]
        coverage = store.coverage()
    if as_json:
        bodies = [asdict(c) | {"first": c.first.isoformat(), "last": c.last.isoformat()} for c in coverage]
        print_json(
            {"address": address, "version": entries[-1].version, "readings": readings, "bodies": bodies}
        )
        return
    last = entries[-1]
    show(f"{address}\nversion {last.version}, last changed {last.at} ({last.what}); {readings} readings\n")
    rows = [(c.body, c.n, c.with_choices, c.first, c.last) for c in coverage]
    show(render_grid(("body", "votes", "by country", "first", "last"), rows))


@app.command()
def history(as_json: AsJson = False, ledger: LedgerOption = None) -> None:
    """Every change of the ledger, oldest first; its numbers are what --as-of-version and restore take."""
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.tables import render_grid  # noqa: PLC0415

    with workflows.existing_ledger(ledger) as store:
        entries = store.history()
    if as_json:
        for entry in entries:
            print_json(asdict(entry))
        return
    rows = [(e.version, e.at, e.what, e.name, e.format, e.roll_calls, e.added, e.target) for e in entries]
    show(
        render_grid(
            ("version", "at", "what", "file", "format", "roll calls", "rows added", "restored"),
            rows,
            most=len(rows),
        )
    )


@app.command()
def compact(
    forget_days: Annotated[
        int | None,
        typer.Option("--forget-days", metavar="N", help="Give up versions older than so many days."),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Join small files; older versions stay readable unless told to forget them."""
    from dragoman.ledger import compact as join_files  # noqa: PLC0415

    files = join_files(_place(ledger), forget_days=forget_days)
    say(", ".join(f"{name}: {n} {'file' if n == 1 else 'files'}" for name, n in files.items()))


@app.command()
def verify(ledger: LedgerOption = None) -> None:
    """Read every row and hold it against its digest and the log; exit 4 where something is wrong."""
    from dragoman.errors import LedgerError  # noqa: PLC0415
    from dragoman.ledger import verify as find_problems  # noqa: PLC0415

    place = _place(ledger)
    if problems := find_problems(place):
        raise LedgerError(
            f"{place.address}: " + "\n  ".join((f"{len(problems)} things are wrong", *problems))
        )
    say(f"{place.address}: all is well")


@app.command()
def restore(
    version: Annotated[int, typer.Argument(help="A version that `ledger history` lists.")],
    ledger: LedgerOption = None,
) -> None:
    """Make the ledger as it was at a version; what came after stays in its history."""
    from dragoman.ledger import restore as bring_back  # noqa: PLC0415

    say(f"version {bring_back(_place(ledger), version)} is as version {version} was")


def _place(ledger: str | None) -> Place:
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.ledger import Place  # noqa: PLC0415

    return Place(address=ledger or workflows.default_address())
