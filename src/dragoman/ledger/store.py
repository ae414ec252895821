"""A folder or object-store address of Delta tables: read at a version, written whole or not at all.

Every write states what it saw: it is committed as the very next version of the table or not at all, and then made again from
what is there now. So two writers never write the same row, and a process that dies leaves nothing half written.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from dragoman.errors import LedgerError

if TYPE_CHECKING:
    from deltalake import DeltaTable

ATTEMPTS = 200
"""Tries of one write; with two writers the second nearly always succeeds."""
PATTERN_CHARACTERS = frozenset("*?[]{}")
"""Neither Delta's addresses nor DuckDB's file names can have them."""
COMMITS_PER_TIDYING = 64
"""A reader opens every file of a table: a hundred cost it about 0.1 s."""
LONGEST_WAIT = 0.25
"""Seconds between two tries, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a ledger's tables lie."""

    address: str
    """A folder, or the address of one in an object store: s3://bucket/ledger."""
    options: dict[str, str] = field(default_factory=dict, hash=False)
    """What the object store needs; the usual environment variables are read too."""

    def __post_init__(self) -> None:
        if bad := set(self.address) & PATTERN_CHARACTERS:
            raise LedgerError(f"{self.address}: a ledger's address cannot have {' '.join(sorted(bad))} in it")

    @property
    def is_local(self) -> bool:
        return "://" not in self.address or self.address.startswith("file://")

    def table(self, name: str) -> str:
        return f"{self.address.rstrip('/')}/{name}"


@contextmanager
def told_as_ledger_error(place: Place, doing: str) -> Iterator[None]:
    """What Delta and the file system raise, as a LedgerError that says what was being done."""
    from deltalake.exceptions import DeltaError, TableNotFoundError  # noqa: PLC0415 — heavy

    try:
        yield
    except TableNotFoundError as error:
        raise LedgerError(
            f"{place.address}: no ledger is here; make one with `dragoman ledger init`"
        ) from error
    except (DeltaError, OSError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise LedgerError(f"{place.address}: {doing} failed: {first[:300]}") from error


def exists(place: Place, name: str) -> bool:
    from deltalake import DeltaTable  # noqa: PLC0415
    from deltalake.exceptions import TableNotFoundError  # noqa: PLC0415

    with told_as_ledger_error(place, "looking for the ledger"):
        try:
            DeltaTable(place.table(name), storage_options=place.options or None)
        except TableNotFoundError:
            return False
    return True


def open_table(place: Place, name: str, version: int | None = None) -> DeltaTable:
    """The table, at its newest version or at the one named."""
    from deltalake import DeltaTable  # noqa: PLC0415

    with told_as_ledger_error(place, f"opening {name}"):
        return DeltaTable(place.table(name), version=version, storage_options=place.options or None)


def create_table(place: Place, name: str, schema: Any) -> None:
    """The table, made where it is not there yet."""
    from deltalake import DeltaTable  # noqa: PLC0415
    from deltalake.exceptions import DeltaError  # noqa: PLC0415

    with told_as_ledger_error(place, f"making {name}"):
        if place.is_local:
            os.makedirs(place.table(name).removeprefix("file://"), exist_ok=True)  # noqa: PTH103
        try:
            DeltaTable.create(
                place.table(name), schema=schema, mode="ignore", storage_options=place.options or None
            )
        except DeltaError:
            if not exists(place, name):
                raise


def commit(
    place: Place, name: str, plan: Callable[[DeltaTable], Any | None], *, replace: bool = False
) -> int:
    """The version of the table after adding what `plan` makes of its newest state; None adds nothing.

    `plan` may be asked again where another process was faster. With `replace` its rows stand for all of the table.
    """
    from deltalake import CommitProperties, write_deltalake  # noqa: PLC0415
    from deltalake.exceptions import CommitFailedError  # noqa: PLC0415

    for attempt in range(ATTEMPTS):
        table = open_table(place, name)
        rows = plan(table)
        if rows is None:
            return table.version()
        try:
            with told_as_ledger_error(place, f"writing {name}"):
                _write(write_deltalake, CommitProperties(max_commit_retries=0), table, rows, replace=replace)
            version = table.version()
            _tidy(table)
            return version
        except LedgerError as error:
            if not isinstance(error.__cause__, CommitFailedError):
                raise
            time.sleep(random.uniform(0, min(LONGEST_WAIT, 0.01 * 2 ** min(attempt, 8))))  # noqa: S311
    raise LedgerError(f"{place.address}: {name} is written by others without end; try again later")


def _tidy(table: DeltaTable) -> None:
    """Join the small files that many writes leave, now and then; whoever else writes meanwhile goes first."""
    from deltalake.exceptions import DeltaError  # noqa: PLC0415

    if table.version() % COMMITS_PER_TIDYING == 0:
        with suppress(DeltaError):
            table.optimize.compact()


def _write(
    write: Callable[..., None], commit_properties: Any, table: DeltaTable, rows: Any, *, replace: bool
) -> None:
    write(
        table,
        rows,
        mode="overwrite" if replace else "append",
        schema_mode="overwrite" if replace else None,
        commit_properties=commit_properties,
    )


def files_of(table: DeltaTable) -> list[str]:
    """Paths of the Parquet files of a local table's version."""
    return [unquote(uri.removeprefix("file://")) for uri in table.file_uris()]


def default_address() -> str:
    """Where a user's ledger lies if nothing else is said."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return str(Path(user_data_path("dragoman", appauthor=False)) / "ledger")
