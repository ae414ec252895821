"""What pages ask of a ledger: pieces of long lists with counts by facet, whole columns at once, what reports said of a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.domain.rollcalls import RollCall
from dragoman.ledger.answers import HEADING_COLUMNS, Heading, heading_of
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.queries import Question, conditions
from dragoman.ledger.rows import roll_call_of
from dragoman.ledger.tables import DeltaTables

ORDERS = {
    "newest": "nth DESC",
    "oldest": "nth",
    "closest": "abs(coalesce(yes, stated_yes) - coalesce(no, stated_no)) NULLS LAST, nth DESC",
    "contested": "least(coalesce(yes, stated_yes), coalesce(no, stated_no)) DESC NULLS LAST, nth DESC",
}
"""How a list can be ordered; `contested` puts votes with the largest minority first."""

FACETS = {
    "body": "body",
    "decade": "CAST(year(held) // 10 * 10 AS VARCHAR)",
    "outcome": "coalesce(outcome, 'not known')",
    "kind": "kind",
    "division": """CASE WHEN coalesce(yes, stated_yes) IS NULL OR coalesce(no, stated_no) IS NULL THEN 'not known'
 WHEN coalesce(no, stated_no) = 0 AND coalesce(abstain, stated_abstain, 0) = 0 THEN 'nobody against or abstaining'
 WHEN coalesce(no, stated_no) = 0 THEN 'nobody against'
 WHEN 3 * coalesce(no, stated_no) >= coalesce(yes, stated_yes) THEN 'a quarter or more against'
 ELSE 'some against' END""",
}
"""Columns that a search is counted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a list of roll calls must fit; an empty search finds all."""

    words: str | None = None
    body: str | None = None
    start: date | None = None
    end: date | None = None
    seat: str | None = None
    choice: str | None = None
    """How `seat` chose: Y, N, A or X."""
    facets: tuple[tuple[str, str], ...] = ()
    """Names of FACETS and the value wanted."""
    order: str = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One piece of a search, and how many there are of each kind."""

    headings: tuple[Heading, ...]
    total: int
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report said of a vote."""

    source: str
    title: str | None
    publisher: str | None
    published: date | None
    claim: str
    words: str
    start: int
    """Where the words begin in the report's text, in characters."""
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report in the ledger with the number of each verdict."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    chars: int
    begins: str
    """Its first 300 characters, for one without a title."""
    verdicts: dict[str, int]


def version_of(ledger: Ledger) -> str:
    """The versions of the tables that queries see now; the same string means the same answers."""
    tables = ledger._now.tables
    return "-".join(map(str, tables.versions)) if isinstance(tables, DeltaTables) else "memory"


def votes_version_of(ledger: Ledger) -> str:
    """The same of the roll calls alone."""
    return version_of(ledger).partition("-")[0]


def search(ledger: Ledger, asked: Search, *, limit: int = 50, offset: int = 0) -> Found:
    """The roll calls that fit, piece by piece, with counts by facet over all that fit."""
    where, values = _conditions(asked)
    order = ORDERS.get(asked.order, ORDERS["newest"])
    rows = ledger._now.rows(
        f"SELECT {HEADING_COLUMNS} FROM headings WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        [*values, limit, offset],
    )
    columns = ", ".join(f"{text} AS {name}" for name, text in FACETS.items())
    sets = ", ".join(f"({name})" for name in FACETS)
    counted = ledger._now.rows(
        f"SELECT *, count(*) AS n FROM (SELECT {columns} FROM headings WHERE {where})"  # noqa: S608
        f" GROUP BY GROUPING SETS ({sets}, ()) ORDER BY ALL",
        values,
    )
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    total = 0
    for row in counted:
        name = next((name for name in FACETS if row[name] is not None), None)
        if name is None:
            total = row["n"]
        else:
            counts[name][row[name]] = row["n"]
    return Found(headings=tuple(map(heading_of, rows)), total=total, counts=counts)


def _conditions(asked: Search) -> tuple[str, list[Any]]:
    where, values = conditions(Question(words=asked.words, body=asked.body, start=asked.start, end=asked.end))
    parts = [where, *(f"{FACETS[name]} = ?" for name, _ in asked.facets)]
    values = [*values, *(value for _, value in asked.facets)]
    if asked.seat:
        wanted = "= ?" if asked.choice else "IS NOT NULL"
        parts.append(
            f"""(id, revision) IN (SELECT (id, revision) FROM roll_call_rows
            WHERE choices[list_position(seats, ?)] {wanted})"""  # noqa: S608
        )
        values += [asked.seat, asked.choice] if asked.choice else [asked.seat]
    return " AND ".join(parts), values


def directory(ledger: Ledger) -> list[dict[str, Any]]:
    """What names each roll call: id, body, symbol, draft, kind and day, oldest first."""
    return ledger._now.rows("SELECT id, body, symbol, draft, kind, held FROM headings ORDER BY nth")


def headings_by_id(ledger: Ledger, ids: Sequence[str]) -> tuple[Heading, ...]:
    """The roll calls with these ids, oldest first."""
    rows = ledger._now.rows(
        f"SELECT {HEADING_COLUMNS} FROM headings WHERE list_contains(?, id) ORDER BY nth",  # noqa: S608
        [list(ids)],
    )
    return tuple(map(heading_of, rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """The choices of one roll call, packed: thousands of them fit in memory."""

    seats: tuple[str, ...]
    chosen: str
    """Y, N, A or X of each seat."""
    intended: tuple[str, ...]
    unknown: tuple[str, ...]


def ballots(ledger: Ledger, body: str | None = None) -> dict[str, Ballots]:
    """The choices of all roll calls, or of a body's, by id; equal lists of seats are kept once.

    Each list comes out of the database as one string: a million small strings would take seconds.
    """
    rows = ledger._now.cells(
        """SELECT id, array_to_string(seats, ' '), array_to_string(choices, ''), array_to_string(intended, ' '),
        array_to_string(unknown, '|') FROM roll_calls WHERE body = ? OR ? IS NULL""",
        [body, body],
    )
    known: dict[str, tuple[str, ...]] = {}
    for _, seats, _, _, _ in rows:
        if seats not in known:
            known[seats] = tuple(seats.split())
    return {
        id_: Ballots(
            seats=known[seats],
            chosen=chosen,
            intended=tuple(intended.split()),
            unknown=tuple(unknown.split("|")) if unknown else (),
        )
        for id_, seats, chosen, intended, unknown in rows
    }


def rows_in_full(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Everything but the choices of each roll call by its id, oldest first: for `heading_of` and `roll_call_with`."""
    rows = ledger._now.rows(
        f"""SELECT {HEADING_COLUMNS}, meeting, partial, stated_yes, stated_no, stated_abstain, stated_absent,
        importer, url, note FROM headings ORDER BY nth"""  # noqa: S608
    )
    return {row["id"]: row for row in rows}


def roll_call_with(row: dict[str, Any], cast: Ballots) -> RollCall:
    """The roll call of a row in full and of these choices."""
    packed = {
        "seats": cast.seats,
        "choices": cast.chosen,
        "intended": cast.intended,
        "unknown": cast.unknown,
    }
    return roll_call_of(row | packed)


def told(ledger: Ledger, *, each: int = 40) -> dict[str, tuple[Told, ...]]:
    """What reports in the ledger said of each vote, by its symbol: the latest reports first, at most `each`."""
    rows = _reading_rows(
        ledger,
        """SELECT symbol, source, title, publisher, published, claim, words, span_start AS start, verdict, reason FROM findings
        JOIN (SELECT id AS source, title, publisher, published FROM sources) USING (source)
        WHERE symbol IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY symbol ORDER BY published DESC NULLS LAST, source, span_start) <= ?
        ORDER BY published DESC NULLS LAST, source, span_start""",
        [each],
    )
    found: dict[str, tuple[Told, ...]] = {}
    for row in rows:
        symbol = row.pop("symbol")
        found[symbol] = (*found.get(symbol, ()), Told(**row))
    return found


def reports(ledger: Ledger, *, limit: int = 50, offset: int = 0) -> tuple[tuple[Report, ...], int]:
    """The reports in the ledger, latest first, and how many there are."""
    rows = _reading_rows(
        ledger,
        "SELECT id, title, publisher, published, chars, left(text, 300) AS begins FROM sources ORDER BY published DESC NULLS LAST, id LIMIT ? OFFSET ?",
        [limit, offset],
    )
    counts = _reading_rows(
        ledger,
        "SELECT source, verdict, count(*) AS n FROM findings WHERE list_contains(?, source) GROUP BY ALL ORDER BY ALL",
        [[row["id"] for row in rows]],
    )
    total = int(_reading_rows(ledger, "SELECT count(*) AS n FROM sources", [])[0]["n"])
    return tuple(Report(**row, verdicts=dict(_verdicts(counts, row["id"]))) for row in rows), total


def _verdicts(counts: Sequence[dict[str, Any]], source: str) -> Iterator[tuple[str, int]]:
    yield from ((row["verdict"], row["n"]) for row in counts if row["source"] == source)


def _reading_rows(ledger: Ledger, text: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    now = ledger._now
    now.attach_readings()
    return now.rows(text, values)


def place_of_report(ledger: Ledger, source: str) -> int | None:
    """How many reports, latest first, come up to this one; None where it is not in the ledger."""
    rows = _reading_rows(
        ledger,
        """SELECT place FROM (SELECT id, row_number() OVER (ORDER BY published DESC NULLS LAST, id) AS place FROM sources)
        WHERE id = ?""",
        [source],
    )
    return int(rows[0]["place"]) if rows else None


def same_item(ledger: Ledger, *, limit: int) -> tuple[tuple[Heading, ...], ...]:
    """The latest groups of divided texts that one body took under one item of its agenda on one day."""
    rows = ledger._now.rows(
        """SELECT list(id) AS ids, max(nth) AS latest FROM headings
        WHERE len(agenda) > 0 AND kind = 'resolution' AND coalesce(no, stated_no) > 0 AND symbol IS NOT NULL
        GROUP BY body, held, agenda[1] HAVING count(*) BETWEEN 2 AND 8 ORDER BY latest DESC LIMIT ?""",
        [limit],
    )
    ids = [id_ for row in rows for id_ in row["ids"]]
    known = {heading.id: heading for heading in headings_by_id(ledger, ids)}
    groups = (sorted((known[i] for i in row["ids"]), key=lambda h: h.symbol or "") for row in rows)
    return tuple(map(tuple, groups))


def by_year(ledger: Ledger) -> list[tuple[str, int, int, int]]:
    """Body, year, votes, and those of them by country."""
    rows = ledger._now.rows(
        "SELECT body, year(held) AS y, count(*) AS n, count(yes) AS known FROM headings GROUP BY ALL ORDER BY body, y"
    )
    return [(row["body"], row["y"], row["n"], row["known"]) for row in rows]


def importers(ledger: Ledger) -> list[tuple[str, int]]:
    """Which importer read how many roll calls, the most first."""
    rows = ledger._now.rows(
        "SELECT importer, count(*) AS n FROM records GROUP BY importer ORDER BY n DESC, importer"
    )
    return [(row["importer"], row["n"]) for row in rows]
