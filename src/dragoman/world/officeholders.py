"""Office holders from Wikidata's query service, as a table of the user's that lies over the built-in one.

The network is not touched here: `officeholders_query` gives the words to send, `parse_officeholders` reads the reply,
`render_officeholders` writes the table, `use_officeholders` takes it into use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import ParseError
from dragoman.world.lexicon import lexicon
from dragoman.world.offices import Holder, holders_of, set_own_holders
from dragoman.world.states import states
from dragoman.world.tables import parse_table, read_table

COLUMNS = ("code", "role", "person", "since", "until", "leads", "basis")

OFFICEHOLDERS_QUERY = """\
SELECT ?state ?kind ?officeLabel ?person ?personLabel ?since ?until WHERE {
  VALUES ?state { %s }
  {
    ?state p:P35 ?held . ?held ps:P35 ?person . BIND("state" AS ?kind)
    OPTIONAL { ?state wdt:P1906 ?office }
  } UNION {
    ?state p:P6 ?held . ?held ps:P6 ?person . BIND("government" AS ?kind)
    OPTIONAL { ?state wdt:P1313 ?office }
  }
  ?held pq:P580 ?since .
  OPTIONAL { ?held pq:P582 ?until }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }
}
ORDER BY ?state ?kind ?since
"""
"""SPARQL for heads of state (P35) and of government (P6) with the days of their terms (P580, P582)."""

ROLE_WORDS = {
    "prime minister": "prime minister",
    "premier": "prime minister",
    "taoiseach": "prime minister",
    "chancellor": "chancellor",
    "president": "president",
    "supreme leader": "supreme leader",
    "king": "monarch",
    "queen": "monarch",
    "monarch": "monarch",
    "emperor": "monarch",
    "emir": "monarch",
    "sultan": "monarch",
    "grand duke": "monarch",
    "prince": "monarch",
    "pope": "monarch",
}
"""Words in the name of an office that tell the role; the first that fits counts."""


def officeholders_query() -> str:
    """The query for every state that exists and has an item in Wikidata."""
    return OFFICEHOLDERS_QUERY % " ".join(f"wd:{s.qid}" for s in states() if s.qid and s.end is None)


def parse_officeholders(reply: str | bytes) -> tuple[Holder, ...]:
    """The tenures in the query service's JSON reply; rows without a day or a name are left out.

    Raises ParseError for what is no such reply.
    """
    codes = {s.qid: s.code for s in states() if s.qid and s.end is None}
    found = (_holder(row, codes) for row in _bindings(reply))
    return _with_leaders(tuple(dict.fromkeys(holder for holder in found if holder)))


def _bindings(reply: str | bytes) -> Iterator[dict[str, str]]:
    try:
        rows = json.loads(reply)["results"]["bindings"]
        yield from ({name: str(cell["value"]) for name, cell in row.items()} for row in rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ParseError(
            "no reply of the query service: it has no results.bindings",
            where="office holders",
            hint="ask again; the service answers with a page of HTML when it is busy",
        ) from error


def _holder(row: dict[str, str], codes: dict[str, str]) -> Holder | None:
    code = codes.get(row.get("state", "").rsplit("/", 1)[-1])
    qid = row.get("person", "").rsplit("/", 1)[-1]
    name = row.get("personLabel", "").strip()
    since, until = _day(row.get("since")), _day(row.get("until"))
    if not code or not since or not name or name == qid or (until and until <= since):
        return None
    return Holder(
        code=code,
        role=_role(row),
        person=name,
        since=since,
        until=until,
        leads=False,
        basis=f"wikidata: {qid}",
    )


def _day(value: str | None) -> date | None:
    """The day of `2017-05-14T00:00:00Z`; None for a day not known."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _role(row: dict[str, str]) -> str:
    office = row.get("officeLabel", "").lower()
    said = next((role for word, role in ROLE_WORDS.items() if word in office), None)
    return said or ("president" if row.get("kind") == "state" else "prime minister")


def _with_leaders(found: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """The tenures with the leading office marked: as in the built-in table, else the head of government."""
    leading = {(row["code"], row["role"]) for row in read_table("offices") if row["leads"]}
    ruled = {code for code, _ in leading}
    governed = {h.code for h in found if h.role in ("prime minister", "chancellor")}

    def leads(h: Holder) -> bool:
        if h.code in ruled:
            return (h.code, h.role) in leading
        return h.role in ("prime minister", "chancellor") or h.code not in governed

    return tuple(replace(h, leads=leads(h)) for h in found)


def render_officeholders(holders: tuple[Holder, ...]) -> str:
    """The tenures as a table that `use_officeholders` reads."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(_cell(getattr(h, column)) for column in COLUMNS) for h in holders]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return " ".join(str(value).split()) if value is not None else ""


def use_officeholders(path: Path | None) -> None:
    """Layer the user's table of office holders over the built-in one; None takes it away again.

    For an office it names, the user's table holds from its first day there on, the built-in one before. Raises
    ParseError for a table that cannot be read.
    """
    set_own_holders(_parse_user_table(path) if path else ())
    lexicon.cache_clear()


def _parse_user_table(path: Path) -> tuple[Holder, ...]:
    rows = parse_table(path.read_text("utf-8"), where=str(path))
    try:
        return holders_of(rows)
    except (KeyError, ValueError) as error:
        raise ParseError(
            f"no table of office holders: {error}",
            where=str(path),
            hint=f"its columns are {', '.join(COLUMNS)}; days are written 2017-05-14",
        ) from error
