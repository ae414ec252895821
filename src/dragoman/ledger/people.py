"""Who is named in person by the reports of a ledger, and their readings."""

from __future__ import annotations

from collections.abc import Sequence
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
    sources: tuple[str, ...]
    """The reports, the latest first."""


def people_named(ledger: Ledger) -> tuple[Named, ...]:
    """Everyone named in person, with the reports that do, the most often first."""
    now = ledger._now
    now.attach_readings()
    rows = now.rows(
        f"""SELECT name, code, list(source ORDER BY published DESC NULLS LAST, source) AS sources
        FROM ({_NAMED}) JOIN (SELECT source, published FROM current_readings) USING (source)
        GROUP BY ALL ORDER BY len(sources) DESC, name, code"""  # noqa: S608
    )
    return tuple(Named(name=row["name"], code=row["code"], sources=tuple(row["sources"])) for row in rows)


def readings_of(ledger: Ledger, sources: Sequence[str]) -> tuple[Reading, ...]:
    """The readings of these reports, in this order; what is not in the ledger is left out."""
    now = ledger._now
    now.attach_readings()
    rows = now.rows("SELECT * FROM current_readings WHERE list_contains(?, source)", [list(sources)])
    found = {row["source"]: reading_of(row) for row in rows}
    return tuple(found[source] for source in sources if source in found)
