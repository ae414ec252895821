"""Say who is meant by a person's name or an office on a day."""

from __future__ import annotations

import re
from datetime import date

from dragoman.domain.actors import Actor, ActorKind
from dragoman.world.actors import actor, sector_of
from dragoman.world.offices import (
    ORGAN_ROLES,
    REVISED,
    Holder,
    holders_by_person,
    office_holders,
    office_words,
)
from dragoman.world.states import seat_of

FORMER = re.compile(r"\b(?:former|ex|previous|one-time)[\s-]", re.IGNORECASE)
NOT_THE_HOLDER = re.compile(r"\b(?:deputy|assistant|shadow|opposition|incoming)\b", re.IGNORECASE)

Found = tuple[tuple[Actor, ...], str]
"""Actors and the reason."""


def find_people(names: tuple[str, ...], codes: set[str], offices: tuple[str, ...], on: date | None) -> Found:
    """The people of these names: those of the nation said, of the office said, in office on the day."""
    tenures = [h for name in names for h in holders_by_person()[name]]
    tenures = [h for h in tenures if h.code in codes] or tenures
    roles = {role for office in offices for role in office_words()[office].roles}
    tenures = [h for h in tenures if h.role in roles] or tenures
    if on is None:
        return _undated(tenures)
    current = [h for h in tenures if h.holds_on(on)]
    if current:
        reason = "; ".join(_describe(h, on) for h in _distinct(current))
        return tuple(_person(h, in_office=True) for h in _distinct(current)), reason
    near = _distinct([h for h in tenures if h.since <= on] or tenures)
    reason = "; ".join(f"{h.person} held no office on {on} ({_tenure(h)})" for h in near)
    return tuple(_person(h, in_office=False) for h in near), reason


def find_office(
    phrase: str, codes: tuple[str, ...], on: date | None, *, said: str = "", sent_to: tuple[str, ...] = ()
) -> Found:
    """Whoever held the office on the day; the state or body itself where no holder is known.

    `said` is the whole mention: it may make a former or deputy holder of it.
    """
    word = office_words()[phrase]
    codes = codes or word.codes
    former = bool(FORMER.search(said))
    roles = ("un ambassador",) if "UN" in sent_to else word.roles
    if on and not NOT_THE_HOLDER.search(said):
        held = [h for code in codes for role in roles for h in _held(code, role, on, former=former)]
        if held:
            reason = "; ".join(_describe(h, on) for h in _distinct(held))
            return tuple(_person(h, in_office=not former) for h in _distinct(held)), reason
    found = tuple(actor(code, on=on, sector=None if former else word.sector) for code in codes)
    if not codes:
        return (), f"“{phrase}” alone does not say of which state"
    why = "no day is given" if roles and on is None else "the registry keeps no holder of it"
    return found, f"{why}: it speaks for {', '.join(codes)}" if roles else f"it speaks for {', '.join(codes)}"


def find_government(names: tuple[str, ...], on: date | None) -> Found:
    """The states led by these people: “the Trump administration”."""
    people, reason = find_people(names, set(), (), on)
    codes = dict.fromkeys(person.code for person in people)
    return tuple(actor(code, on=on, sector=sector_of(code)) for code in codes), reason


def _held(code: str, role: str, on: date, *, former: bool) -> list[Holder]:
    """Who held the office on the day; for a former holder, who held it last before whoever holds it."""
    code, role = ORGAN_ROLES.get((code, role), (code, role))
    if not former:
        return list(office_holders(code=code, role=role, on=on))
    past = [h for h in office_holders(code=code, role=role) if h.until and h.until <= on]
    return sorted(past, key=lambda h: h.since)[-1:]


def _undated(tenures: list[Holder]) -> Found:
    people = _distinct(tenures)
    reason = "the only one of that name" if len(people) == 1 else "several of that name, and no day is given"
    return tuple(_person(h, in_office=True) for h in people), reason


def _distinct(tenures: list[Holder]) -> list[Holder]:
    """The last tenure of each person."""
    return list({h.person: h for h in sorted(tenures, key=lambda h: h.since)}.values())


def _person(holder: Holder, *, in_office: bool) -> Actor:
    return Actor(
        code=holder.code,
        name=holder.person,
        kind=ActorKind.PERSON,
        seat=seat_of(holder.code),
        sector=sector_of(holder.code) if in_office else None,
    )


def _describe(holder: Holder, on: date) -> str:
    stale = holder.until is None and on > REVISED and holder.basis == "recalled"
    doubt = f", as known on {REVISED}; `dragoman fetch officeholders` renews it" if stale else ""
    return f"{holder.person}: {_tenure(holder)}{doubt}"


def _tenure(holder: Holder) -> str:
    until = f" to {holder.until}" if holder.until else ""
    return f"{holder.role} of {holder.code} from {holder.since}{until}"
