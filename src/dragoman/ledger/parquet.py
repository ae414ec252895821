"""A table as a Parquet file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.ledger.result import Table


def parquet_of(table: Table) -> bytes:
    """The bytes of a Parquet file of these rows."""
    import duckdb  # noqa: PLC0415

    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, "table.parquet")
        connection.register("rows", table.arrow)
        connection.sql("SELECT * FROM rows").write_parquet(str(path))
        return path.read_bytes()
