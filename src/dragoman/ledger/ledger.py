"""The open ledger: roll calls and readings behind one set of views, in memory or on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import starmap
from pathlib import Path
from typing import Any

from dragoman.domain.measures import MeasureKind
from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import RollCall
from dragoman.errors import LedgerError
from dragoman.ledger import maintenance
from dragoman.ledger.answers import (
    HEADING_COLUMNS,
    Coverage,
    Heading,
    LoadReport,
    Vote,
    heading_of,
    vote_of,
)
from dragoman.ledger.journal import Entry, loaded_files, read_entries, write_entry
from dragoman.ledger.queries import Question, conditions
from dragoman.ledger.readings import reading_of
from dragoman.ledger.result import Table
from dragoman.ledger.rows import arrow_table, roll_call_of, row_of
from dragoman.ledger.safe import check_is_one_select, mentions, run_select
from dragoman.ledger.schema import ROLL_CALLS
from dragoman.ledger.snapshot import Snapshot
from dragoman.ledger.store import Place, open_table
from dragoman.ledger.symbols import symbol_key
from dragoman.ledger.tables import DeltaTables, MemoryTables, open_tables
from dragoman.ledger.views import LISTING, READING_VIEWS
from dragoman.ledger.writing import write_readings, write_roll_calls


class Ledger:
    """All that is known, open for queries. Threads may share one."""

    def __init__(self, tables: MemoryTables | DeltaTables, *, pinned: bool = False) -> None:
        self._pinned = pinned
        self._now = Snapshot(tables)

    @classmethod
    def in_memory(cls, roll_calls: Iterable[RollCall] = ()) -> Ledger:
        """A ledger of these roll calls that is gone when closed."""
        rows = [row_of(call) | {"revision": 0} for call in roll_calls]
        return cls(MemoryTables(roll_calls=arrow_table(ROLL_CALLS, rows)))

    @classmethod
    def create(cls, address: str | Path, options: dict[str, str] | None = None) -> Ledger:
        """The ledger at this address, made where there is none, brought up to date where it is older."""
        maintenance.create(Place(address=str(address), options=options or {}))
        return cls.open(address, options=options)

    @classmethod
    def open(
        cls,
        address: str | Path,
        *,
        as_of_version: int | None = None,
        options: dict[str, str] | None = None,
    ) -> Ledger:
        """The ledger at this address as it is now, or as it was at a version of its history."""
        place = Place(address=str(address), options=options or {})
        entries = maintenance.checked_history(place)
        if as_of_version is None:
            return cls(open_tables(place))
        entry = maintenance.entry_at(place, entries, as_of_version)
        versions = (entry.roll_calls_version, entry.readings_version)
        return cls(open_tables(place, versions), pinned=True)

    def close(self) -> None:
        self._now.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading.

    def roll_calls(
        self,
        *,
        symbol: str | None = None,
        draft: str | None = None,
        body: str | None = None,
        start: date | None = None,
        end: date | None = None,
        words: str | None = None,
        seat: str | None = None,
        kinds: Sequence[MeasureKind] | None = None,
        limit: int | None = None,
    ) -> tuple[RollCall, ...]:
        """Roll calls that fit all that is given, by day and order; `seat` was a member that day, `words` all occur."""
        asked = Question(
            symbol=symbol, draft=draft, body=body, start=start, end=end, words=words, seat=seat, kinds=kinds
        )
        return tuple(map(roll_call_of, self._select("roll_calls", "*", asked, limit)))

    def headings(
        self,
        *,
        symbol: str | None = None,
        draft: str | None = None,
        body: str | None = None,
        start: date | None = None,
        end: date | None = None,
        words: str | None = None,
        seat: str | None = None,
        kinds: Sequence[MeasureKind] | None = None,
        limit: int | None = None,
    ) -> tuple[Heading, ...]:
        """The same without the choices."""
        asked = Question(
            symbol=symbol, draft=draft, body=body, start=start, end=end, words=words, seat=seat, kinds=kinds
        )
        table = "headings" if seat is None else "roll_calls"
        return tuple(map(heading_of, self._select(table, HEADING_COLUMNS, asked, limit)))

    def roll_call(self, symbol_or_id: str) -> RollCall | None:
        """The roll call on an adopted text, by any usual spelling of its symbol, or by its id; the latest of several."""
        if found := self._now.rows("SELECT * FROM roll_calls WHERE id = ?", [symbol_or_id]):
            return roll_call_of(found[0])
        key = symbol_key(symbol_or_id)
        by_symbol = self.roll_calls(symbol=symbol_or_id) if key else ()
        exact = [call for call in by_symbol if symbol_key(call.symbol or "") == key]
        return next(reversed(exact or by_symbol), None)

    def roll_calls_of(self, ids: Collection[str]) -> dict[str, RollCall]:
        """The roll calls with these ids, those that there are, in one query: each costs a scan of the choices' columns."""
        if not ids:
            return {}
        marks = ", ".join("?" * len(ids))
        # The table and the view are both narrowed: a condition on one alone is not carried over to the other.
        text = f"""SELECT headings.*, seats, choices, intended, unknown
        FROM headings JOIN roll_call_rows USING (id, revision)
        WHERE headings.id IN ({marks}) AND roll_call_rows.id IN ({marks})"""  # noqa: S608
        return {row["id"]: roll_call_of(row) for row in self._now.rows(text, [*ids, *ids])}

    def history_of(
        self,
        seat: str,
        *,
        body: str | None = None,
        start: date | None = None,
        end: date | None = None,
        words: str | None = None,
        kinds: Sequence[MeasureKind] | None = None,
    ) -> tuple[Vote, ...]:
        """A seat's choices, by day and order."""
        asked = Question(body=body, start=start, end=end, words=words, kinds=kinds)
        where, values = conditions(asked)
        # Materialized, so that the choice is taken out before the join: a join over whole lists takes three times as long.
        text = f"""WITH taken AS MATERIALIZED (
            SELECT id, revision, choices[list_position(seats, ?)] AS choice FROM roll_call_rows
        ) SELECT id, body, held, symbol, title, choice FROM headings JOIN taken USING (id, revision)
        WHERE choice IS NOT NULL AND {where} ORDER BY nth"""  # noqa: S608
        return tuple(starmap(vote_of, self._now.cells(text, [seat, *values])))

    def coverage(self) -> tuple[Coverage, ...]:
        """Which days of which body the ledger holds."""
        rows = self._now.rows(
            "SELECT body, min(held) AS first, max(held) AS last, count(*) AS n, count(yes) AS with_choices"
            " FROM headings GROUP BY body ORDER BY n DESC, body"
        )
        return tuple(Coverage(**row) for row in rows)

    def reading(self, source: str) -> Reading | None:
        """The newest reading of the source with this id."""
        now = self._now
        now.attach_readings()
        found = now.rows("SELECT * FROM current_readings WHERE source = ?", [source])
        return reading_of(found[0]) if found else None

    def sql(self, text: str, *, limit: int | None = None, seconds: float | None = None) -> Table:
        """What one SELECT over the views answers; anything else is refused, and nothing can be changed by it."""
        check_is_one_select(text)
        with_readings = mentions(text, READING_VIEWS | LISTING)
        with self._now.for_users(with_readings=with_readings) as connection:
            return run_select(connection, text, limit=limit, seconds=seconds)

    def write_view(self, view: str, path: Path, kind: str) -> tuple[int, tuple[str, ...]]:
        """Write all rows of a view to a CSV or Parquet file: how many, and their columns."""
        return self._now.write_view(view, path, kind)

    def _select(self, table: str, columns: str, asked: Question, limit: int | None) -> list[dict[str, Any]]:
        where, values = conditions(asked)
        text = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY nth"  # noqa: S608
        return self._now.rows(f"{text} LIMIT {int(limit)}" if limit is not None else text, values)

    # Writing.

    def append(
        self,
        roll_calls: Iterable[RollCall],
        *,
        file: str | None = None,
        name: str | None = None,
        format: str | None = None,  # noqa: A002
    ) -> LoadReport:
        """Write roll calls in one piece; `file` is the SHA-256 of the file they are read from, if they are."""
        place = self._writable()
        report = write_roll_calls(place, roll_calls, file)
        added = report.new + report.superseded
        if added or file:
            note = Entry(
                what="load", file=file, name=name, format=format, roll_calls=report.roll_calls, added=added
            )
            report = replace(report, version=write_entry(place, note))
        self.refresh()
        return report

    def save_reading(self, *readings: Reading) -> int:
        """How many readings were written; the same reading again writes nothing, a different one supersedes."""
        place = self._writable()
        if added := write_readings(place, readings):
            write_entry(place, Entry(what="save", added=added))
            self.refresh()
        return added

    def has_file(self, file: str) -> bool:
        """Whether a file with this SHA-256 has been loaded."""
        return file in loaded_files(self.history())

    def refresh(self) -> bool:
        """Look at the newest version; True where there was one. Queries that are under way end on the old one."""
        tables = self._now.tables
        if self._pinned or not isinstance(tables, DeltaTables):
            return False
        newest = open_tables(tables.place)
        if newest.versions == tables.versions:
            return False
        self._now = Snapshot(newest)
        return True

    def history(self) -> tuple[Entry, ...]:
        """Every change, oldest first; a ledger in memory has none."""
        tables = self._now.tables
        if not isinstance(tables, DeltaTables):
            return ()
        return read_entries(open_table(tables.place, "journal"))

    def _writable(self) -> Place:
        tables = self._now.tables
        if not isinstance(tables, DeltaTables):
            raise LedgerError("this ledger lies in memory; make one on disk with `dragoman ledger init`")
        if self._pinned:
            raise LedgerError("an older version of a ledger cannot be written to; restore it first")
        return tables.place
