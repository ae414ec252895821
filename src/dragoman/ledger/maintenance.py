"""Making, checking and mending a ledger: init, history, compact, verify, restore, migrate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import LedgerError
from dragoman.ledger.journal import Entry, read_entries, write_entry
from dragoman.ledger.readings import ROW_TYPE, arrow_readings
from dragoman.ledger.rows import arrow_table, roll_call_of, row_of
from dragoman.ledger.schema import JOURNAL, ROLL_CALLS, SCHEMA_VERSION, arrow_schema
from dragoman.ledger.store import Place, commit, create_table, exists, open_table, told_as_ledger_error

if TYPE_CHECKING:
    from deltalake import DeltaTable

TABLES = ("roll_calls", "readings")


def create(place: Place) -> None:
    """Make the tables that are missing; bring an older ledger up to date."""
    import duckdb  # noqa: PLC0415

    if exists(place, "journal"):
        if schema_of(place) < SCHEMA_VERSION:
            migrate(place)
        return
    create_table(place, "roll_calls", arrow_schema(ROLL_CALLS))
    with duckdb.connect() as connection:
        create_table(place, "readings", arrow_readings(connection, []).schema)
    create_table(place, "journal", arrow_schema(JOURNAL))
    write_entry(place, Entry(what="init"))


def schema_of(place: Place) -> int:
    """The version of its columns, as the last change tells it."""
    entries = read_entries(open_table(place, "journal"))
    return entries[-1].schema if entries else SCHEMA_VERSION


def checked_history(place: Place) -> tuple[Entry, ...]:
    """All changes of a ledger that this Dragoman can read."""
    entries = read_entries(open_table(place, "journal"))
    schema = entries[-1].schema if entries else SCHEMA_VERSION
    if schema > SCHEMA_VERSION:
        raise LedgerError(f"{place.address}: was written by a newer Dragoman (schema {schema}); update it")
    if schema < SCHEMA_VERSION:
        hint = "bring it up to date with `dragoman ledger init`"
        raise LedgerError(f"{place.address}: was written by an older Dragoman (schema {schema}); {hint}")
    return entries


def entry_at(place: Place, entries: tuple[Entry, ...], version: int) -> Entry:
    """The change that made a version."""
    for entry in entries:
        if entry.version == version:
            return entry
    last = entries[-1].version if entries else 0
    raise LedgerError(f"{place.address}: has no version {version}; the newest is {last}")


def restore(place: Place, version: int) -> int:
    """The new version, in which all is as it was at an older one. Nothing in between is lost: it stays in the history."""
    entry = entry_at(place, checked_history(place), version)
    wanted = {"roll_calls": entry.roll_calls_version, "readings": entry.readings_version}
    for name, target in wanted.items():
        table = open_table(place, name)
        if table.version() != target:
            with told_as_ledger_error(place, f"restoring {name}"):
                table.restore(target)
    return write_entry(place, Entry(what="restore", target=version))


def compact(place: Place, *, forget_days: int | None = None) -> dict[str, int]:
    """Files per table after joining small ones; with `forget_days` older versions are given up to free their space."""
    checked_history(place)
    files = {}
    for name in (*TABLES, "journal"):
        table = open_table(place, name)
        with told_as_ledger_error(place, f"compacting {name}"):
            table.optimize.compact()
            table.create_checkpoint()
            if forget_days is not None:
                hours = forget_days * 24
                table.vacuum(retention_hours=hours, dry_run=False, enforce_retention_duration=False)
        files[name] = len(table.file_uris())
    write_entry(place, Entry(what="compact"))
    return files


def verify(place: Place) -> tuple[str, ...]:
    """What is wrong with a ledger, in words; nothing where all is well."""
    entries = checked_history(place)
    problems = list(_journal_problems(place, entries))
    for name in TABLES:
        problems += _file_problems(place, name)
    return tuple(problems or _row_problems(place))


def _journal_problems(place: Place, entries: tuple[Entry, ...]) -> Iterator[str]:
    for name in TABLES:
        newest = open_table(place, name).version()
        noted = max((getattr(entry, f"{name}_version") for entry in entries), default=0)
        if noted > newest:
            yield f"{name} is at version {newest}, but the journal has seen version {noted}"


def _file_problems(place: Place, name: str) -> Iterator[str]:
    from arro3.core import Table  # noqa: PLC0415
    from deltalake import QueryBuilder  # noqa: PLC0415

    table = open_table(place, name)
    promised = sum(Table.from_arrow(table.get_add_actions(flatten=True)).column("num_records").to_pylist())
    try:
        query = (
            QueryBuilder()
            .register("t", table)
            .execute("SELECT count(*) AS n FROM t WHERE content IS NOT NULL")
        )
        found = Table.from_arrow(query).column("n").to_pylist()[0]
    except Exception as error:
        yield f"{name} cannot be read: {str(error).splitlines()[0][:200]}"
        return
    if found != promised:
        yield f"{name} has {found} rows, its log promises {promised}"


def _row_problems(place: Place) -> Iterator[str]:
    seen = set()
    for row in roll_call_rows(open_table(place, "roll_calls")):
        key = (row["id"], row["revision"])
        if key in seen:
            yield f"roll call {key[0]} stands twice in revision {key[1]}"
        seen.add(key)
        if row_of(roll_call_of(row))["content"] != row["content"]:
            yield f"roll call {key[0]} is not what was written: its digest differs"


def roll_call_rows(table: DeltaTable) -> Iterator[dict[str, Any]]:
    """All rows of the table, also one with columns of an older schema: what is missing is empty."""
    from arro3.core import Table  # noqa: PLC0415
    from deltalake import QueryBuilder  # noqa: PLC0415

    if not table.file_uris():
        return
    rows = Table.from_arrow(QueryBuilder().register("t", table).execute("SELECT * FROM t"))
    names = rows.schema.names
    columns = [rows.column(name).to_pylist() for name in names]
    nothing = dict.fromkeys(column.name for column in ROLL_CALLS)
    for cells in zip(*columns, strict=True):
        yield nothing | dict(zip(names, cells, strict=True))


def migrate(place: Place) -> None:
    """Write both tables anew with today's columns; rows, revisions and history stay."""
    commit(place, "roll_calls", _migrated_roll_calls, replace=True)
    commit(place, "readings", _migrated_readings, replace=True)
    write_entry(place, Entry(what="migrate"))


def _migrated_roll_calls(table: DeltaTable) -> Any:
    rows = [
        row_of(roll_call_of(row)) | {"revision": row["revision"], "file": row["file"]}
        for row in roll_call_rows(table)
    ]
    return arrow_table(ROLL_CALLS, rows)


def _migrated_readings(table: DeltaTable) -> Any:
    import duckdb  # noqa: PLC0415
    from arro3.core import Table  # noqa: PLC0415
    from deltalake import QueryBuilder  # noqa: PLC0415

    with duckdb.connect() as connection:
        if not table.file_uris():
            return arrow_readings(connection, [])
        rows = Table.from_arrow(QueryBuilder().register("t", table).execute("SELECT * FROM t"))
        connection.register("old", rows)
        text = f"SELECT unnest(CAST(to_json(old) AS STRUCT({ROW_TYPE}))) FROM old"  # noqa: S608  # noqa: S608
        return Table.from_arrow(connection.sql(text))
