"""The views over the ledger's tables: what SQL sees, and what every query here goes through.

headings     one row a vote, without choices; where several files tell of it the best one, its gaps filled from the others
roll_calls   the same with the choices as lists
choices      one row a seat and vote
records      every roll call as each file tells it: as taken, and as later stated
totals       counted against stated totals, and whether they agree
"""

from __future__ import annotations

RANK = """CASE importer WHEN 'undl' THEN 0 WHEN 'marcxml' THEN 0 WHEN 'verbatim' THEN 1 WHEN 'facts' THEN 2
 WHEN 'committee' THEN 3 WHEN 'press' THEN 4 WHEN 'voeten' THEN 5 ELSE 6 END + if(yes IS NULL, 10, 0)"""
"""Which file is believed first about one vote; one without choices only where none has them."""

VOTE = """CASE WHEN kind IN ('resolution', 'draft') AND symbol_key IS NOT NULL
 THEN body || ' ' || symbol_key ELSE id END"""
"""What two files must agree on to tell of the same vote."""

FILLED = ("symbol", "symbol_key", "draft", "draft_key", "session", "meeting", "outcome", "place", "url")
FILLED_LISTS = ("agenda", "subjects", "sponsors")

RECORDS = """
CREATE VIEW records AS
SELECT * FROM roll_call_rows SEMI JOIN (SELECT id, max(revision) AS revision FROM roll_call_rows GROUP BY id) USING (id, revision)
"""


def _filled(name: str, given: str) -> str:
    return f"coalesce(first({name} ORDER BY rank) FILTER ({given}), first({name})) AS {name}"


_FILLED = ", ".join(
    [_filled(name, f"{name} IS NOT NULL") for name in FILLED]
    + [_filled(name, f"len({name}) > 0") for name in FILLED_LISTS]
)

HEADINGS = f"""
CREATE TABLE headings AS
WITH told AS (SELECT * EXCLUDE (seats, choices, intended), {RANK} AS rank, {VOTE} AS vote FROM records),
best AS (SELECT vote, arg_min(id, rank) AS id, {_FILLED} FROM told GROUP BY vote)
SELECT told.* EXCLUDE (rank, vote) REPLACE ({", ".join(f"best.{name} AS {name}" for name in (*FILLED, *FILLED_LISTS))})
FROM told JOIN best USING (id)
"""  # noqa: S608 — no part of it comes from outside
"""A table, for it is asked all the time and small: the one thing computed when a ledger is opened."""

ROLL_CALLS = """
CREATE VIEW roll_calls AS
SELECT headings.*, seats, choices, intended FROM headings JOIN roll_call_rows USING (id, revision)
"""

CHOICES = """
CREATE VIEW choices AS
SELECT id AS roll_call, body, held, symbol, unnest(seats) AS seat, unnest(choices) AS choice FROM roll_calls
"""

TOTALS = """
CREATE VIEW totals AS
SELECT id, body, held, symbol, importer, yes, no, abstain, absent, stated_yes, stated_no, stated_abstain, stated_absent,
  coalesce(yes = stated_yes, true) AND coalesce(no = stated_no, true) AND coalesce(abstain = stated_abstain, true)
  AND coalesce(absent = stated_absent, true) AS agree
FROM records WHERE yes IS NOT NULL
"""

VIEWS = (RECORDS, HEADINGS, ROLL_CALLS, CHOICES, TOTALS)
