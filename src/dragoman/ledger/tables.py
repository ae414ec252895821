"""The two tables of a ledger, in memory or at a version on disk, attached to a DuckDB connection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.ledger.readings import arrow_readings
from dragoman.ledger.rows import arrow_table
from dragoman.ledger.schema import ROLL_CALLS
from dragoman.ledger.store import Place, files_of, open_table
from dragoman.ledger.views import READINGS, VOTES

if TYPE_CHECKING:
    from deltalake import DeltaTable


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryTables:
    """Tables that are given and gone with the process."""

    roll_calls: Any
    """An Arrow table."""

    def attach_votes(self, connection: Any) -> None:
        attach(connection, "roll_call_rows", self.roll_calls, VOTES)

    def attach_readings(self, connection: Any) -> None:
        attach(connection, "reading_rows", arrow_readings(connection, []), READINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeltaTables:
    """Delta tables at one version each."""

    place: Place
    roll_calls: DeltaTable
    readings: DeltaTable

    def attach_votes(self, connection: Any) -> None:
        empty = arrow_table(ROLL_CALLS, [])
        attach(connection, "roll_call_rows", _rows_of(self.place, self.roll_calls, empty), VOTES)

    def attach_readings(self, connection: Any) -> None:
        empty = arrow_readings(connection, [])
        attach(connection, "reading_rows", _rows_of(self.place, self.readings, empty), READINGS)

    @property
    def versions(self) -> tuple[int, int]:
        return self.roll_calls.version(), self.readings.version()


def open_tables(place: Place, versions: tuple[int, int] | tuple[None, None] = (None, None)) -> DeltaTables:
    """The tables as they are now, or at these versions."""
    roll_calls, readings = versions
    return DeltaTables(
        place=place,
        roll_calls=open_table(place, "roll_calls", roll_calls),
        readings=open_table(place, "readings", readings),
    )


def _rows_of(place: Place, table: DeltaTable, empty: Any) -> Any:
    """What to attach: the version's files where DuckDB can read them itself, else its rows."""
    from arro3.core import Table  # noqa: PLC0415
    from deltalake import QueryBuilder  # noqa: PLC0415

    if not table.file_uris():
        return empty
    if place.is_local:
        return files_of(table)
    return Table.from_arrow(QueryBuilder().register("t", table).execute("SELECT * FROM t"))


def attach(connection: Any, name: str, rows: Any, views: Sequence[str]) -> None:
    """Make the table `name` of Arrow rows or Parquet files, and the views over it."""
    if isinstance(rows, list):
        files = ", ".join("'" + path.replace("'", "''") + "'" for path in rows)
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{files}])")  # noqa: S608
    else:
        connection.register("given", rows)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608
        connection.unregister("given")
    for view in views:
        connection.execute(view)
