"""Tables for people and machines: a terminal, CSV, JSON lines, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from dragoman.ledger.parquet import parquet_of
from dragoman.ledger.result import Table

FORMATS = ("table", "csv", "json", "parquet")
"""`json` is one object a line."""
SHOWN = 100
"""Rows printed to a terminal; the other formats give all."""


def render_table(table: Table, form: str) -> bytes:
    """The table in a machine's format: csv, json or parquet."""
    if form == "parquet":
        return parquet_of(table)
    return (_csv(table) if form == "csv" else "".join(_lines(table))).encode()


def render_grid(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, most: int = SHOWN
) -> RenderableType:
    """The table for a terminal, its first rows."""
    grid = Grid(
        box=None,
        padding=(0, 2, 0, 0),
        header_style="dim",
        caption_justify="left",
        caption=f"{most} of {len(rows):,} rows; --format csv gives all" if len(rows) > most else None,
    )
    for i, name in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[i], int | float | None) for row in rows[:most])
        grid.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows[:most]:
        grid.add_row(*[Text(_cell(value)) for value in row])
    return grid


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_cell, value))
    return json.dumps(value, default=str, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _csv(table: Table) -> str:
    """Lists and structures as JSON in their cell; empty cells for what is not there."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_plain(v) if isinstance(v, list | tuple | dict) else v for v in row])
    return out.getvalue()


def _lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield _plain(dict(zip(table.columns, row, strict=True))) + "\n"


def _plain(value: Any) -> str:
    return json.dumps(value, default=_day, ensure_ascii=False)


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
