"""Where in a search an item stands, so that a list goes on after it whatever was added meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.domain.rollcalls import RollCall
from dragoman.ledger.browse import Search, _conditions
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.rows import roll_call_of


def place_after(ledger: Ledger, asked: Search, id_: str) -> int | None:
    """How many of a search's roll calls, newest first, come up to this one; None where it is not in the ledger."""
    where, values = _conditions(asked)
    rows = ledger._now.rows(
        f"""SELECT count(*) FILTER (WHERE {where}) AS place, bool_or(id = ?) AS found FROM headings
        WHERE nth >= (SELECT nth FROM headings WHERE id = ?)""",  # noqa: S608
        [*values, id_, id_],
    )
    return int(rows[0]["place"]) if rows and rows[0]["found"] else None


def roll_calls_by_id(ledger: Ledger, ids: Sequence[str]) -> dict[str, RollCall]:
    """The roll calls with these ids."""
    rows = ledger._now.rows("SELECT * FROM roll_calls WHERE list_contains(?, id)", [list(ids)])
    return {row["id"]: roll_call_of(row) for row in rows}
