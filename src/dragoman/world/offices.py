"""Who held which office on a day, and the words for offices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from dragoman.world.tables import Row, is_within, parse_day, read_table

REVISED = date(2025, 12, 31)
"""The day up to which the built-in table of offices is meant to be complete."""

ORGAN_ROLES = {
    ("EU-COMMISSION", "president"): ("EU", "commission president"),
    ("EU-COMMISSION", "leader"): ("EU", "commission president"),
    ("EU-COUNCIL", "president"): ("EU", "council president"),
    ("EU-COUNCIL", "leader"): ("EU", "council president"),
    ("EU-PARLIAMENT", "president"): ("EU", "parliament president"),
    ("UNSECRETARIAT", "leader"): ("UN", "secretary-general"),
}
"""Offices of an organ that the table keeps under its organisation."""

GOVERNMENTS = frozenset(
    f"office:{word}" for word in ("administration", "government", "cabinet", "regime", "presidency")
)
"""Words that make a leader's name stand for the state: “the Trump administration”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person in an office of a state or body, from `since` until the day before `until`."""

    code: str
    """The state, by its seat code, or the body."""
    role: str
    person: str
    since: date
    until: date | None
    leads: bool
    """Whether this office, and not another, leads the state: the chancellor, not the president, of Germany."""
    basis: str

    def holds_on(self, on: date) -> bool:
        return is_within(on, self.since, self.until)


class Person(NamedTuple):
    """The names of someone who holds or held office."""

    name: str
    surnames: tuple[str, ...]
    """What reports call the person alone: “Macron”, “Xi”."""
    spellings: tuple[str, ...]
    """Other full names."""
    shy: bool
    """True where the surname is too common a word to be found without a title or the full name nearby: “May”."""


_own: list[Holder] = []
"""The user's tenures, which lie over the built-in ones; set by `set_own_holders` alone."""


def set_own_holders(own: tuple[Holder, ...]) -> None:
    """Layer these tenures over the built-in table; none takes the layer away."""
    _own[:] = own
    for cached in (holders, holders_by_code, holders_by_person, people):
        cached.cache_clear()


def holders_of(rows: tuple[Row, ...]) -> tuple[Holder, ...]:
    """The tenures in the rows of an office table."""
    return tuple(
        Holder(
            code=row["code"],
            role=row["role"],
            person=row["person"],
            since=date.fromisoformat(row["since"]),
            until=parse_day(row["until"]),
            leads=bool(row["leads"]),
            basis=row["basis"],
        )
        for row in rows
    )


@cache
def holders() -> tuple[Holder, ...]:
    """Every tenure of the registry, the user's layered over the built-in ones."""
    return layer(holders_of(read_table("offices")), tuple(_own))


def layer(built_in: tuple[Holder, ...], own: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """The tenures of both; for an office that `own` names, from its first day there on, only `own`."""
    first: dict[tuple[str, str], date] = {}
    for h in own:
        first[h.code, h.role] = min(h.since, first.get((h.code, h.role), h.since))
    return (*(cut for h in built_in if (cut := _until(h, first.get((h.code, h.role))))), *own)


def _until(holder: Holder, day: date | None) -> Holder | None:
    """The tenure up to the day; None where it began no earlier."""
    if day is None or (holder.until and holder.until <= day):
        return holder
    return replace(holder, until=day) if holder.since < day else None


@cache
def holders_by_code() -> dict[str, tuple[Holder, ...]]:
    """The tenures of each state and body."""
    found: dict[str, tuple[Holder, ...]] = {}
    for holder in holders():
        found[holder.code] = (*found.get(holder.code, ()), holder)
    return found


@cache
def holders_by_person() -> dict[str, tuple[Holder, ...]]:
    """The tenures of each person, by full name."""
    found: dict[str, tuple[Holder, ...]] = {}
    for holder in holders():
        found[holder.person] = (*found.get(holder.person, ()), holder)
    return found


@cache
def people() -> dict[str, Person]:
    """Everyone in an office table, by full name; the surname is the last word where nothing else is said."""
    said = {row["person"]: row for row in read_table("people")}
    # Without a layer the names are had without a thousand tenures, which many a text never needs.
    names = (h.person for h in holders()) if _own else (row["person"] for row in read_table("offices"))
    return {name: _person(name, said.get(name)) for name in dict.fromkeys(names)}


def _person(name: str, row: Row | None) -> Person:
    surnames = row["surnames"] if row else ""
    return Person(
        name=name,
        surnames=tuple(surnames.split(";")) if surnames else (name.rsplit(maxsplit=1)[-1],),
        spellings=tuple(filter(None, row["spellings"].split(";"))) if row else (),
        shy=bool(row and row["shy"]),
    )


def office_holders(
    *, code: str | None = None, role: str | None = None, on: date | None = None
) -> tuple[Holder, ...]:
    """Who held the office, or any office of the state or body, on the day; the role `leader` is whoever leads."""
    return tuple(
        h
        for h in (holders() if code is None else holders_by_code().get(code, ()))
        if (role is None or h.role == role or (role == "leader" and h.leads))
        and (on is None or h.holds_on(on))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWord:
    """A word for an office: “foreign secretary”."""

    phrase: str
    roles: tuple[str, ...]
    """The roles it can stand for; empty where the registry keeps no holders of it: “ambassador”."""
    codes: tuple[str, ...]
    """The states and bodies that have it, where the word alone says so."""
    sector: str


@cache
def office_words() -> dict[str, OfficeWord]:
    """Every word for an office, in lower case; a plural (“envoys”) means no holder in particular."""
    single = [
        OfficeWord(
            phrase=row["phrase"],
            roles=tuple(filter(None, row["roles"].split(";"))),
            codes=tuple(row["codes"].split()),
            sector=row["sector"],
        )
        for row in read_table("office_words")
    ]
    plural = [
        replace(word, phrase=f"{word.phrase}s", roles=()) for word in single if word.phrase[-1] in "rtdyflen"
    ]
    return {word.phrase: word for word in (*plural, *single)}
