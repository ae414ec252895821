"""The open ledger: roll calls and readings behind one set of views, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import arro3.core

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.ledger.queries import Question, conditions
from dragoman.ledger.result import Table
from dragoman.ledger.rows import arrow_table, roll_call_of, row_of, tally_of
from dragoman.ledger.schema import ROLL_CALLS
from dragoman.ledger.symbols import symbol_key
from dragoman.ledger.views import VIEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A roll call without its choices: enough to tell votes apart and to rank them."""

    id: str
    body: str
    held: date
    symbol: str | None
    draft: str | None
    title: str
    kind: MeasureKind
    session: str | None
    agenda: tuple[str, ...]
    subjects: tuple[str, ...]
    tally: Tally
    """Counted from the choices, else as stated."""
    outcome: Outcome | None
    sponsors: tuple[str, ...]
    order: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the ledger holds of one body."""

    body: str
    first: date
    last: date
    n: int
    """Roll calls."""
    with_choices: int
    """Of these, by country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One seat's choice in one roll call."""

    roll_call: str
    body: str
    held: date
    symbol: str | None
    title: str
    choice: Choice


_HEADING = """id, body, held, symbol, draft, title, kind, session, agenda, subjects, outcome, sponsors, place,
 coalesce(yes, stated_yes) AS yes, coalesce(no, stated_no) AS no,
 coalesce(abstain, stated_abstain) AS abstain, coalesce(absent, stated_absent) AS absent"""


class Ledger:
    """All that is known, open for queries."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        for view in VIEWS:
            connection.execute(view)

    @classmethod
    def in_memory(cls, roll_calls: Iterable[RollCall] = ()) -> Ledger:
        """A ledger of these roll calls that is gone when closed."""
        import duckdb  # noqa: PLC0415 — a tenth of a second, only when a ledger is opened

        connection = duckdb.connect()
        rows = [{**row_of(call), "revision": 0} for call in roll_calls]
        connection.register("given", arrow_table(ROLL_CALLS, rows))
        connection.execute("CREATE TABLE roll_call_rows AS SELECT * FROM given")
        connection.unregister("given")
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
        return tuple(map(_heading, self._select(table, _HEADING, asked, limit)))

    def roll_call(self, symbol_or_id: str) -> RollCall | None:
        """The roll call on an adopted text, by any usual spelling of its symbol, or by its id; the latest of several."""
        found = self._rows("SELECT * FROM roll_calls WHERE id = ?", [symbol_or_id])
        if found:
            return roll_call_of(found[0])
        by_symbol = self.roll_calls(symbol=symbol_or_id)
        exact = [call for call in by_symbol if symbol_key(call.symbol or "") == symbol_key(symbol_or_id)]
        found_by_symbol = exact or list(by_symbol)
        return found_by_symbol[-1] if found_by_symbol else None

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
        asked = Question(body=body, start=start, end=end, words=words, seat=seat, kinds=kinds)
        columns = f"id, body, held, symbol, title, choices[list_position(seats, {_text(seat)})] AS choice"
        return tuple(
            Vote(
                roll_call=row["id"],
                body=row["body"],
                held=row["held"],
                symbol=row["symbol"],
                title=row["title"],
                choice=Choice(row["choice"]),
            )
            for row in self._select("roll_calls", columns, asked, None)
        )

    def coverage(self) -> tuple[Coverage, ...]:
        """Which days of which body the ledger holds."""
        rows = self._rows(
            "SELECT body, min(held) AS first, max(held) AS last, count(*) AS n, count(yes) AS with_choices"
            " FROM headings GROUP BY body ORDER BY n DESC, body"
        )
        return tuple(Coverage(**row) for row in rows)

    def _select(self, table: str, columns: str, asked: Question, limit: int | None) -> list[dict[str, Any]]:
        where, values = conditions(asked)
        text = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY held, body, place, title, id"  # noqa: S608
        return self._rows(f"{text} LIMIT {int(limit)}" if limit is not None else text, values)

    def _rows(self, text: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        answer = self._connection.cursor().execute(text, list(values))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def sql(self, text: str) -> Table:
        """What a SELECT over the views answers."""
        return Table(arrow=arro3.core.Table.from_arrow(self._connection.cursor().sql(text)))


def _heading(row: dict[str, Any]) -> Heading:
    return Heading(
        id=row["id"],
        body=row["body"],
        held=row["held"],
        symbol=row["symbol"],
        draft=row["draft"],
        title=row["title"],
        kind=MeasureKind(row["kind"]),
        session=row["session"],
        agenda=tuple(row["agenda"] or ()),
        subjects=tuple(row["subjects"] or ()),
        tally=tally_of(row),
        outcome=row["outcome"] and Outcome(row["outcome"]),
        sponsors=tuple(row["sponsors"] or ()),
        order=row["place"],
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
