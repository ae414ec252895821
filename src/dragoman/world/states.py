"""States that are and were, their codes and their names by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.world.tables import is_valid, is_within, parse_day, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state with its codes; `start` and `end` bound its existence since 24 October 1945."""

    code: str
    """ISO 3166-1 alpha-3; ISO 3166-3 or an own id for a former state."""
    seat: str | None
    """The code under which voting records carry its seat; None where it never had one."""
    name: str
    official: str
    start: date | None
    end: date | None
    """The first day on which it no longer existed; None where it exists."""
    iso: str | None
    """The alpha-3 code where ISO 3166 has one."""
    iso2: str | None
    m49: str | None
    cow: int | None
    """Correlates of War."""
    gw: int | None
    """Gleditsch and Ward."""
    qid: str | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    basis: str

    def exists_on(self, on: date) -> bool:
        return is_within(on, self.start, self.end)


@cache
def states_by_code() -> dict[str, State]:
    """Every state of the registry by its code."""
    return {
        row["code"]: State(
            code=row["code"],
            seat=row["seat"] or None,
            name=row["name"],
            official=row["official"],
            start=parse_day(row["start"]),
            end=parse_day(row["end"]),
            iso=row["iso"] or None,
            iso2=row["iso2"] or None,
            m49=row["m49"] or None,
            cow=int(row["cow"]) if row["cow"] else None,
            gw=int(row["gw"]) if row["gw"] else None,
            qid=row["qid"] or None,
            predecessors=tuple(row["predecessors"].split()),
            successors=tuple(row["successors"].split()),
            basis=row["basis"],
        )
        for row in read_table("states")
    }


def state(code: str) -> State:
    """The state with this code; raises KeyError where there is none."""
    return states_by_code()[code]


def states(on: date | None = None) -> tuple[State, ...]:
    """Every state, or those that existed on the day."""
    return tuple(s for s in states_by_code().values() if on is None or s.exists_on(on))


def seat_of(code: str) -> str | None:
    """The code under which voting records carry this state's seat; None for what has no seat."""
    found = states_by_code().get(code)
    return found.seat if found else None


@cache
def _dated_names() -> dict[str, tuple[dict[str, str], ...]]:
    dated: dict[str, tuple[dict[str, str], ...]] = {}
    for row in read_table("names"):
        if row["kind"] == "former" and row["until"]:
            dated[row["code"]] = (*dated.get(row["code"], ()), row)
    return dated


@cache
def _former_by_seat() -> dict[str, tuple[State, ...]]:
    found: dict[str, tuple[State, ...]] = {}
    for s in states_by_code().values():
        if s.seat and s.end:
            found[s.seat] = (*found.get(s.seat, ()), s)
    return found


def state_on(code: str, on: date) -> State:
    """The state that sat under this code on the day: the Soviet Union for RUS in 1980."""
    now = states_by_code()[code]
    return next((s for s in _former_by_seat().get(code, ()) if s.exists_on(on)), now)


def state_name(code: str, on: date | None = None) -> str:
    """The short English name, as of the day where one is given."""
    if on is None:
        return states_by_code()[code].name
    sitting = state_on(code, on)
    former = (row["name"] for row in _dated_names().get(sitting.code, ()) if is_valid(row, on))
    return next(former, sitting.name)
