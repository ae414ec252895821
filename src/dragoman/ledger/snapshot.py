"""One version of the ledger's tables, attached to DuckDB: what every query of that version goes through."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from arro3.core import Table as Arrow

from dragoman.errors import LedgerError
from dragoman.ledger.safe import bare_connection, lock
from dragoman.ledger.tables import DeltaTables, MemoryTables, attach
from dragoman.ledger.views import READINGS, VOTES


class Snapshot:
    """Threads may share one: each query has a cursor of its own, and the views are made under a lock."""

    def __init__(self, tables: MemoryTables | DeltaTables) -> None:
        import duckdb  # noqa: PLC0415 — a tenth of a second, only when a ledger is opened

        self.tables = tables
        self._connection = duckdb.connect()
        self._making = threading.RLock()
        self._has_readings = False
        self._copies: dict[bool, Any] = {}
        tables.attach_votes(self._connection)

    def close(self) -> None:
        for connection in (*self._copies.values(), self._connection):
            connection.close()

    def rows(self, text: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """What our own SQL answers, row by row."""
        with self._connection.cursor() as cursor:
            answer = cursor.execute(text, list(values))
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def cells(self, text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The same without the columns' names, for answers of thousands of rows."""
        with self._connection.cursor() as cursor:
            found: list[tuple[Any, ...]] = cursor.execute(text, list(values)).fetchall()
            return found

    def attach_readings(self) -> None:
        """Make the tables and views of readings, which many a use of the ledger never needs."""
        with self._making:
            if not self._has_readings:
                self.tables.attach_readings(self._connection)
                self._has_readings = True

    def for_users(self, *, with_readings: bool) -> Any:
        """A cursor on a locked copy in memory, which is made once."""
        with self._making:
            if with_readings not in self._copies:
                connection = bare_connection()
                attach(connection, "roll_call_rows", self._copy("roll_call_rows"), VOTES)
                if with_readings:
                    self.attach_readings()
                    attach(connection, "reading_rows", self._copy("reading_rows"), READINGS)
                lock(connection)
                self._copies[with_readings] = connection
            return self._copies[with_readings].cursor()

    def _copy(self, table: str) -> Any:
        with self._connection.cursor() as cursor:
            return Arrow.from_arrow(cursor.sql(f"SELECT * FROM {table}"))  # noqa: S608

    def write_view(self, view: str, path: Path, kind: str) -> tuple[int, tuple[str, ...]]:
        """Write all rows of a view to a CSV or Parquet file: how many, and their columns. Lists are joined by `|` in CSV."""
        import duckdb  # noqa: PLC0415

        self.attach_readings()
        described = self.rows(f"DESCRIBE {view}")
        lists = [
            row["column_name"] for row in described if row["column_type"] == "VARCHAR[]" and kind == "csv"
        ]
        joined = ", ".join(f"""array_to_string("{name}", '|') AS "{name}\"""" for name in lists)
        columns = f"* REPLACE ({joined})" if lists else "*"
        with self._connection.cursor() as cursor:
            rows = cursor.sql(f"SELECT {columns} FROM {view} ORDER BY ALL")  # noqa: S608
            try:
                (rows.write_csv if kind == "csv" else rows.write_parquet)(str(path))
            except duckdb.Error as error:
                raise LedgerError(f"{path}: cannot be written: {str(error).splitlines()[0][:200]}") from None
        count = int(self.rows(f"SELECT count(*) AS n FROM {view}")[0]["n"])  # noqa: S608
        return count, tuple(row["column_name"] for row in described)
