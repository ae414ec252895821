"""Organisations, blocs, regions and armed groups, and who belonged to them on a day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dragoman.domain.actors import ActorKind
from dragoman.world.states import states_by_code
from dragoman.world.tables import Row, is_valid, is_within, parse_day, read_table

BLOC_ALIASES = {"NAM": "NON-ALIGNED", "P5": "UNSC-P5", "AFG-GROUP": "AFRICAN-GROUP", "OAU": "AU"}
"""Other codes under which `members` finds a bloc; NAM as an actor is Namibia."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation, bloc, region or armed group."""

    code: str
    kind: ActorKind
    name: str
    start: date | None
    end: date | None
    parent: str | None
    """The organisation it is an organ of."""
    vague: bool
    sector: str | None
    basis: str

    def exists_on(self, on: date) -> bool:
        return is_within(on, self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Who belonged to a bloc on a day."""

    bloc: str
    members: frozenset[str]
    """Codes under which the members are seated; a member whose rights were suspended is still one."""
    disputed: frozenset[str] = frozenset()
    """States of which it is contested whether they are members; never among `members`."""
    suspended: frozenset[str] = frozenset()
    """Members whose participation was suspended, or who froze it."""
    bodies: frozenset[str] = frozenset()
    """Organisations that are members beside states: the EU in the G20."""
    vague: bool = False
    """True where nobody can say who belongs: such a bloc is never expanded silently."""
    basis: str = ""


@cache
def bodies_by_code() -> dict[str, Body]:
    """Every organisation, bloc and group of the registry by its code."""
    return {
        row["code"]: Body(
            code=row["code"],
            kind=ActorKind(row["kind"]),
            name=row["name"],
            start=parse_day(row["start"]),
            end=parse_day(row["end"]),
            parent=row["parent"] or None,
            vague=bool(row["vague"]),
            sector=row["sector"] or None,
            basis=row["basis"],
        )
        for row in read_table("bodies")
    }


@cache
def _rows_by_bloc() -> dict[str, tuple[Row, ...]]:
    grouped: dict[str, list[Row]] = {}
    for row in read_table("memberships"):
        grouped.setdefault(row["bloc"], []).append(row)
    return {bloc: tuple(rows) for bloc, rows in grouped.items()}


@cache
def _un_rows() -> dict[str, tuple[Row, ...]]:
    """Each seat's periods of membership in the UN."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in _rows_by_bloc()["UN"]:
        if row["status"] == "member":
            found[row["member"]] = (*found.get(row["member"], ()), row)
    return found


def is_bloc(code: str) -> bool:
    """Whether the code is that of an organisation or bloc known here."""
    return BLOC_ALIASES.get(code, code) in bodies_by_code()


def members(bloc: str, on: date) -> Membership:
    """Who belonged to the bloc on the day; raises KeyError for a code that is no bloc."""
    body = bodies_by_code()[BLOC_ALIASES.get(bloc, bloc)]
    turns = _turns(body.code)
    return _members_since(body.code, turns[bisect_right(turns, on) - 1])


@lru_cache(maxsize=4096)
def _members_since(code: str, on: date) -> Membership:
    body = bodies_by_code()[code]
    rows = [row for row in _rows_by_bloc().get(_source(code), ()) if is_valid(row, on)]
    if code == "UNSC-E10":
        rows = [row for row in rows if row["member"] not in _named("UNSC-P5", on)]
    return _membership(body, [row for row in rows if row["since"] or _is_seated(row["member"], on)])


def _source(code: str) -> str:
    """The bloc whose rows say who belongs."""
    return {"UNSC-E10": "UNSC", "UNGA": "UN"}.get(code, code)


@cache
def _turns(code: str) -> tuple[date, ...]:
    """The days on which membership may have changed, in order; between two of them it is the same."""
    rows = list(_rows_by_bloc().get(_source(code), ()))
    if code == "UNSC-E10":
        rows += _rows_by_bloc()["UNSC-P5"]
    bounds = [bound for row in rows for bound in (row["since"], row["until"])]
    seated = {row["member"] for row in rows if not row["since"]}
    bounds += [
        bound for m in seated for row in _un_rows().get(m, ()) for bound in (row["since"], row["until"])
    ]
    states = [states_by_code()[m] for m in seated if m in states_by_code()]
    days = {*map(parse_day, bounds), *(day for state in states for day in (state.start, state.end))}
    return (date.min, *sorted(day for day in days if day))


def _membership(body: Body, rows: list[Row]) -> Membership:
    by_status: dict[str, set[str]] = {}
    for row in rows:
        by_status.setdefault(row["status"], set()).add(row["member"])
    disputed = by_status.get("disputed", set())
    belonging = by_status.get("member", set()) | by_status.get("suspended", set())
    bodies = belonging & bodies_by_code().keys() - states_by_code().keys()
    return Membership(
        bloc=body.code,
        members=frozenset(belonging - bodies - disputed),
        disputed=frozenset(disputed),
        suspended=frozenset(by_status.get("suspended", ())),
        bodies=frozenset(bodies),
        vague=body.vague,
        basis="; ".join(sorted({row["basis"] for row in rows})) or body.basis,
    )


def _named(bloc: str, on: date) -> set[str]:
    return {row["member"] for row in _rows_by_bloc()[bloc] if is_valid(row, on)}


def _is_seated(code: str, on: date) -> bool:
    """Whether a state without own dates in a region counts there: a UN member then, or outside the UN."""
    if rows := _un_rows().get(code):
        return any(is_valid(row, on) for row in rows)
    return code in states_by_code() and states_by_code()[code].exists_on(on)


def blocs(on: date | None = None) -> tuple[str, ...]:
    """Codes of the blocs and organisations that have members, or that had them on the day."""
    known = (
        b for b in bodies_by_code().values() if b.code in _rows_by_bloc() or b.code in ("UNGA", "UNSC-E10")
    )
    return tuple(b.code for b in known if on is None or b.exists_on(on))


def blocs_of(code: str, on: date) -> tuple[str, ...]:
    """Codes of the blocs that the state, given by its seat, belonged to on the day; vague ones left out."""
    return tuple(b for b in blocs(on) if not bodies_by_code()[b].vague and code in members(b, on).members)
