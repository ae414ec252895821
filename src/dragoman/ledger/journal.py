"""The ledger's journal: one row a change, which versions of the tables it left, and which files were loaded.

The journal's own version is the ledger's version. It is written after the tables: a process that dies between the two leaves
its rows in place, and the next change accounts for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.ledger.rows import arrow_table
from dragoman.ledger.schema import JOURNAL, SCHEMA_VERSION
from dragoman.ledger.store import Place, commit, open_table

if TYPE_CHECKING:
    from deltalake import DeltaTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of the ledger."""

    version: int = 0
    """The ledger's version after it."""
    what: str
    """init, load, save, compact, restore, migrate."""
    at: str = ""
    """When, in UTC."""
    schema: int = SCHEMA_VERSION
    file: str | None = None
    """SHA-256 of the file loaded."""
    name: str | None = None
    """Its name."""
    format: str | None = None
    roll_calls: int | None = None
    """Roll calls in the file."""
    added: int | None = None
    """Rows written: new, or standing for an older one."""
    target: int | None = None
    """The version restored."""
    roll_calls_version: int = 0
    readings_version: int = 0


def write_entry(
    place: Place, entry: Entry, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """The ledger's version after noting the change, with the tables as they are now."""

    def plan(journal: DeltaTable) -> Any:
        row = {f.name: getattr(entry, f.name) for f in fields(entry)} | {
            "version": journal.version() + 1,
            "at": now().isoformat(timespec="seconds"),
            "roll_calls_version": open_table(place, "roll_calls").version(),
            "readings_version": open_table(place, "readings").version(),
        }
        return arrow_table(JOURNAL, [row])

    return commit(place, "journal", plan)


def read_entries(journal: DeltaTable) -> tuple[Entry, ...]:
    """All changes, oldest first."""
    from arro3.core import Table  # noqa: PLC0415
    from deltalake import QueryBuilder  # noqa: PLC0415

    query = QueryBuilder().register("journal", journal).execute("SELECT * FROM journal ORDER BY version")
    table = Table.from_arrow(query)
    names = [f.name for f in fields(Entry)]
    columns = [table.column(name).to_pylist() for name in names]
    return tuple(Entry(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def loaded_files(entries: tuple[Entry, ...]) -> frozenset[str]:
    """Digests of the files that are in the ledger; those loaded after a version that was restored are not."""
    loaded: dict[str, int] = {}
    for entry in entries:
        if entry.what == "load" and entry.file:
            loaded[entry.file] = entry.version
        elif entry.what == "restore" and entry.target is not None:
            loaded = {file: version for file, version in loaded.items() if version <= entry.target}
    return frozenset(loaded)
