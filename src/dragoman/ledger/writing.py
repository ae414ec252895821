"""Roll calls and readings into the tables: what is there already is not written again, what changed supersedes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import RollCall
from dragoman.ledger.answers import LoadReport, Mismatch, mismatch_of
from dragoman.ledger.readings import arrow_readings, reading_row
from dragoman.ledger.rows import arrow_table, row_of
from dragoman.ledger.schema import ROLL_CALLS
from dragoman.ledger.store import Place, commit, told_as_ledger_error

if TYPE_CHECKING:
    from deltalake import DeltaTable


def write_roll_calls(place: Place, roll_calls: Iterable[RollCall], file: str | None) -> LoadReport:
    """Write those that are new or changed, in one commit; of two with one id the later counts."""
    rows: dict[str, dict[str, Any]] = {}
    mismatches: dict[str, Mismatch | None] = {}
    choices, unknown = 0, dict[str, None]()
    for call in roll_calls:
        rows[call.id] = row_of(call) | {"file": file}
        mismatches[call.id] = mismatch_of(call)
        choices += len(call.choices)
        unknown.update(dict.fromkeys(call.unknown))
    new, superseded = write_rows(place, rows)
    return LoadReport(
        roll_calls=len(rows),
        choices=choices,
        new=new,
        superseded=superseded,
        unchanged=len(rows) - new - superseded,
        mismatches=tuple(found for found in mismatches.values() if found),
        unknown_names=tuple(unknown),
    )


def write_rows(place: Place, rows: dict[str, dict[str, Any]]) -> tuple[int, int]:
    """How many rows were written that are new, and that supersede one."""
    written = (0, 0)

    def plan(table: DeltaTable) -> Any | None:
        nonlocal written
        known = newest_contents(place, table, "id")
        fresh = [row for row in rows.values() if known.get(row["id"]) != row["content"]]
        superseded = sum(row["id"] in known for row in fresh)
        written = (len(fresh) - superseded, superseded)
        revision = {"revision": table.version() + 1}
        return arrow_table(ROLL_CALLS, [row | revision for row in fresh]) if fresh else None

    commit(place, "roll_calls", plan)
    return written


def write_readings(place: Place, readings: Iterable[Reading]) -> int:
    """How many readings were written: those of new sources, and those that differ from what is there."""
    import duckdb  # noqa: PLC0415

    rows = {row["source"]: row for row in map(reading_row, readings)}
    written = 0

    def plan(table: DeltaTable) -> Any | None:
        nonlocal written
        known = newest_contents(place, table, "source")
        revision = {"revision": table.version() + 1}
        fresh = [row | revision for row in rows.values() if known.get(row["source"]) != row["content"]]
        written = len(fresh)
        with duckdb.connect() as connection:
            return arrow_readings(connection, fresh) if fresh else None

    commit(place, "readings", plan)
    return written


def newest_contents(place: Place, table: DeltaTable, key: str) -> dict[str, str]:
    """Key → content digest of the row that is current."""
    columns = read_columns(place, table, (key, "revision", "content"))
    newest = sorted(zip(*columns, strict=True), key=lambda row: row[1])
    return {name: content for name, _, content in newest}


def read_columns(place: Place, table: DeltaTable, names: tuple[str, ...]) -> list[list[Any]]:
    """These columns of a table's version, wherever it lies."""
    from arro3.core import Table  # noqa: PLC0415
    from deltalake import QueryBuilder  # noqa: PLC0415

    with told_as_ledger_error(place, "reading the table"):
        query = QueryBuilder().register("t", table).execute(f"SELECT {', '.join(names)} FROM t")  # noqa: S608
        rows: Any = Table.from_arrow(query)
    return [rows.column(name).to_pylist() for name in names]
