"""`sql` and `export`: rows out of the ledger."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.terminal import AsOf, LedgerOption, Out, choose, say, show, write_out


def sql(
    query: Annotated[
        str, typer.Argument(metavar="SELECT…", help="Exactly one SELECT; - reads standard input.")
    ],
    form: Annotated[
        str, typer.Option("--format", help="table, csv, json (one object a line), parquet.")
    ] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", help="At most so many rows.")] = None,
    seconds: Annotated[float, typer.Option("--seconds", help="Stop after so many.")] = 60.0,
    out: Out = None,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """Answer one SELECT over the ledger.

    Nothing can be changed by it. SHOW TABLES lists the views.
    """
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.tables import FORMATS, render_grid, render_table  # noqa: PLC0415

    form = choose("json" if as_json else form, FORMATS, "--format")
    store = workflows.open_ledger(ledger, as_of_version=as_of)
    table = store.sql(sys.stdin.read() if query == "-" else query, limit=limit, seconds=seconds)
    if form == "table" and out is None:
        show(render_grid(table.columns, table.rows))
    else:
        write_out(render_table(table, "csv" if form == "table" else form), out)


def export(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="events, positions, findings, rollcalls, choices.")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="csv, parquet, jsonld, plover (events), claimreview (findings).",
        ),
    ] = "csv",
    out: Out = None,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """Write what the ledger holds for other tools.

    Beside the file goes a page on its columns and terms.
    """
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.exports import export_named, render_export  # noqa: PLC0415

    export_named(what, form)
    store = workflows.open_ledger(ledger, as_of_version=as_of)
    content, about = render_export(store, what, form)
    write_out(content, out)
    if out not in (None, "-"):
        write_out(about, f"{out}.md")
        say(f"{out}, and {out}.md on its columns and terms")


COMMANDS = (sql, export)
