"""Who is named in person by the reports of a ledger, and the readings that name one of them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.domain.readings import Reading
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.readings import reading_of

_SPEAKERS = "list_transform({}.attribution, lambda link: link.actor)"
_NAMED = f"""
SELECT DISTINCT source, m.actor.name AS name, m.actor.code AS code FROM (
  SELECT source, unnest(flatten([
    flatten(list_transform(events, lambda e: flatten([e.actors, e.recipients, {_SPEAKERS.format("e")}]))),
    flatten(list_transform(positions, lambda p: list_concat([p.actor], {_SPEAKERS.format("p")}))),
    flatten(list_transform(findings, lambda f: list_concat([f.claim.actor], {_SPEAKERS.format("f.claim")})))
  ])) AS m FROM current_readings)
WHERE m.actor.kind = 'person'
"""  # noqa: S608 — no part of it comes from outside
"""One row a report and person: as who acts, who is acted on, who takes a side, or who says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person as reports name them."""

    name: str
    code: str
    """The state or body spoken for; `UNNAMED` where no report says which."""
    reports: int


def people_named(ledger: Ledger) -> tuple[Named, ...]:
    """Everyone named in person, with the number of reports, the most first."""
    now = ledger._now
    now.attach_readings()
    rows = now.rows(
        f"SELECT name, code, count(*) AS reports FROM ({_NAMED}) GROUP BY ALL ORDER BY reports DESC, name, code"  # noqa: S608
    )
    return tuple(Named(**row) for row in rows)


def readings_naming(ledger: Ledger, name: str, code: str | None = None, *, limit: int) -> tuple[Reading, ...]:
    """The readings of the latest reports that name this person, where given as speaking for this state or body."""
    now = ledger._now
    now.attach_readings()
    rows = now.rows(
        f"""SELECT * FROM current_readings SEMI JOIN
        (SELECT source FROM ({_NAMED}) WHERE name = ? AND code = coalesce(?, code)) USING (source)
        ORDER BY published DESC NULLS LAST, source LIMIT ?""",  # noqa: S608
        [name, code, limit],
    )
    return tuple(map(reading_of, rows))
