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

FILLED = ("symbol", "symbol_key", "draft", "draft_key", "session", "meeting", "place", "url")
FILLED_LISTS = ("agenda", "sponsors")

RECORDS = """
CREATE VIEW records AS
SELECT * FROM roll_call_rows SEMI JOIN (SELECT id, max(revision) AS revision FROM roll_call_rows GROUP BY id) USING (id, revision)
"""


_FILLED = ", ".join(
    ["arg_min(outcome, rank - if(outcome = 'adopted as amended', 50, 0)) AS outcome"]
    + [f"arg_min({name}, rank) AS {name}" for name in FILLED]
    + [
        f"coalesce(arg_min(CASE WHEN len({name}) > 0 THEN {name} END, rank), []) AS {name}"
        for name in FILLED_LISTS
    ]
    + ["flatten(list(subjects ORDER BY rank)) AS subjects"]
)
"""`arg_min` passes over what is empty: each column comes from the best file that has it. That a text was amended is known to
some files only; the others call it adopted. Subjects of all files are kept: one has headings, another issue codes."""

HEADINGS = f"""
CREATE TABLE headings AS
WITH told AS (SELECT * EXCLUDE (seats, choices, intended, unknown), {RANK} AS rank, {VOTE} AS vote FROM records),
best AS (SELECT vote, arg_min(id, rank) AS id, {_FILLED} FROM told GROUP BY vote)
SELECT told.* EXCLUDE (rank, vote) REPLACE ({", ".join(f"best.{name} AS {name}" for name in ("outcome", *FILLED, *FILLED_LISTS))},
  list_filter(best.subjects, lambda s, i: list_position(best.subjects, s) = i) AS subjects),
  row_number() OVER (ORDER BY held, body, best.place, title, id) AS nth
FROM told JOIN best USING (id)
"""  # noqa: S608 — no part of it comes from outside
"""A table, for it is asked all the time and small: the one thing computed when a ledger is opened."""

ROLL_CALLS = """
CREATE VIEW roll_calls AS
SELECT headings.*, seats, choices, intended, unknown FROM headings JOIN roll_call_rows USING (id, revision)
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

HISTORIES = """
CREATE VIEW histories AS
SELECT body, draft, row_number() OVER (PARTITION BY body, draft_key ORDER BY held, place, kind <> 'amendment', id) AS step,
  id AS roll_call, held, kind, title, outcome, symbol, coalesce(yes, stated_yes) AS yes, coalesce(no, stated_no) AS no,
  coalesce(abstain, stated_abstain) AS abstain
FROM headings WHERE draft IS NOT NULL
"""

VOTES = (RECORDS, HEADINGS, ROLL_CALLS, CHOICES, TOTALS, HISTORIES)
"""Over the table roll_call_rows."""

CURRENT_READINGS = """
CREATE VIEW current_readings AS
SELECT * FROM reading_rows SEMI JOIN
  (SELECT source, max(revision) AS revision FROM reading_rows GROUP BY source) USING (source, revision)
"""

SOURCES = """
CREATE VIEW sources AS
SELECT source AS id, title, publisher, url, published, length(text) AS chars, text FROM current_readings
"""


def _codes(mentions: str) -> str:
    return f"list_transform({mentions}, lambda m: m.actor.code)"


_SAID_BY = "list_transform(x.attribution, lambda link: link.actor.actor.code) AS said_by"


def _evidence(of: str = "x.evidence") -> str:
    return f'{of}."text" AS words, {of}."start" AS span_start, {of}."end" AS span_end'


def _part(view: str, columns: str) -> str:
    return (
        f"CREATE VIEW {view} AS SELECT source, {columns} "  # noqa: S608
        f"FROM (SELECT source, unnest({view}) AS x FROM current_readings)"
    )


PARTS = (
    _part(
        "events",
        "x.id, x.type, x.mode, x.contexts, "
        f"{_codes('x.actors')} AS actors, {_codes('x.recipients')} AS recipients, {_codes('x.excluded')} AS excluded, "
        f"x.status, {_SAID_BY}, x.date, x.end_date, x.measure, {_evidence()}, x.confidence",
    ),
    _part(
        "measures",
        "x.id, x.kind, x.body, x.title, x.symbol, "
        f"{_codes('x.sponsors')} AS sponsors, x.rivals, x.amends, x.outcome, {_evidence()}",
    ),
    _part(
        "positions",
        f"x.id, x.actor.actor.code AS actor, x.actor.actor.name AS name, x.measure, x.stance, {_SAID_BY}, {_evidence()}",
    ),
    _part(
        "findings",
        "x.claim.kind, x.claim.text AS claim, x.claim.actor.actor.code AS actor, x.claim.stance, x.claim.tally, "
        f"x.claim.measure, x.verdict, x.symbol, x.held, x.record, x.tally AS recorded, x.reason, {_evidence('x.claim.evidence')}",
    ),
    _part(
        "relations",
        f"x.a.actor.code AS a, x.b.actor.code AS b, x.kind, x.status, x.since, x.until, {_SAID_BY}, {_evidence()}",
    ),
    _part(
        "shifts",
        f"x.a.actor.code AS a, x.b.actor.code AS b, x.topic, x.before, x.after, x.verdict, x.reason, {_evidence('x.claim')}",
    ),
)

READINGS = (CURRENT_READINGS, SOURCES, *PARTS)
"""Over the table reading_rows."""

READING_VIEWS = frozenset(
    {
        "reading_rows",
        "current_readings",
        "sources",
        "events",
        "measures",
        "positions",
        "findings",
        "relations",
        "shifts",
    }
)

LISTING = frozenset({"show", "tables", "describe", "information_schema", "duckdb_views", "duckdb_tables"})
"""Words of a query that asks which views there are."""
