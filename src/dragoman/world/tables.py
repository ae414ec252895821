"""The registry's tables: small tab-separated files read once, when first asked for.

Every period is half open: `since` is the first day, `until` the first day no longer. An empty cell means not bounded
within the registry's time, which begins on 24 October 1945.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from dragoman.errors import ParseError

Row = dict[str, str]

DATA = Path(__file__).parent / "data"


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """The rows of one built-in table, in the order of the file."""
    return parse_table((DATA / f"{name}.tsv").read_text("utf-8"))


def parse_table(text: str, *, where: str | None = None) -> tuple[Row, ...]:
    """The rows of a tab-separated table with a head line; raises ParseError where a row does not fit it."""
    head, *lines = text.splitlines() or [""]
    columns = head.split("\t")
    tabs = len(columns) - 1
    for row, line in enumerate(lines, start=2):
        if line and line.count("\t") != tabs:
            hint = f"a row has {len(columns)} cells, separated by tabs: {', '.join(columns)}"
            raise ParseError("the row does not fit the head line", where=where, row=row, hint=hint)
    return tuple([dict(zip(columns, line.split("\t"), strict=False)) for line in lines if line])


@cache
def parse_day(cell: str) -> date | None:
    """The day in a cell; None for an empty one."""
    return date.fromisoformat(cell) if cell else None


def is_within(on: date, since: date | None, until: date | None) -> bool:
    """Whether the day lies in the half-open period."""
    return (since is None or since <= on) and (until is None or on < until)


def is_valid(row: Row, on: date | None) -> bool:
    """Whether a row with `since` and `until` holds on the day; every row does where no day is given."""
    return on is None or is_within(on, parse_day(row["since"]), parse_day(row["until"]))
