"""Say which actors a name stands for, in its context and on a day. Ambiguity is a value, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.domain.actors import Actor, ActorKind
from dragoman.world.bodies import BLOC_ALIASES, bodies_by_code
from dragoman.world.lexicon import Entry, lexicon, normalise
from dragoman.world.names import NameHit, find_names
from dragoman.world.offices import Holder, holders_by_person, office_holders, office_words
from dragoman.world.senses import senses_in
from dragoman.world.states import seat_of, state_name, states_by_code

FORMER = re.compile(r"\b(?:former|ex|then|previous|late|one-time)[\s-]", re.IGNORECASE)
SECTOR = {ActorKind.ORGANISATION: "IGO", ActorKind.BLOC: "IGO", ActorKind.GROUP: "REB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The actors a name can stand for (none, one or several) and why."""

    actors: tuple[Actor, ...]
    reason: str

    @property
    def is_certain(self) -> bool:
        return len(self.actors) == 1


def actor(code: str, *, on: date | None = None, sector: str | None = None) -> Actor:
    """The state, organisation or bloc with this code, named as of the day; raises KeyError for an unknown code."""
    if code in states_by_code():
        return Actor(code=code, name=state_name(code, on), seat=seat_of(code), sector=sector)
    body = bodies_by_code()[BLOC_ALIASES.get(code, code)]
    return Actor(
        code=body.code, name=body.name, kind=body.kind, sector=sector or SECTOR[body.kind], vague=body.vague
    )


def name_of(code: str, on: date | None = None) -> str:
    """The short English name of a state, organisation or bloc, as of the day where one is given."""
    return actor(code, on=on).name


def resolve(hit: NameHit | str, *, on: date | None = None, context: str = "") -> Resolution:
    """The actors that a name found in a text, or given as words, stands for on the day.

    `context` is the sentence or paragraph around it; it decides names that mean several things.
    """
    if isinstance(hit, str):
        return _resolve_words(hit, on, context)
    people = _values(hit.keys, "person")
    nations = _nations(hit, on, context)
    offices = _values(hit.keys, "office")
    if people:
        return _resolve_people(people, nations[0], offices, on)
    if offices:
        return _resolve_office(offices[0], nations, on, former=bool(FORMER.search(hit.text)))
    return _as_actors(*nations, on)


def _values(keys: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(key.split(":", 1)[1] for key in keys if key.startswith(f"{kind}:"))


def _nations(hit: NameHit, on: date | None, context: str) -> tuple[tuple[str, ...], str]:
    """The keys of states, bodies and seats left after the context has had its say, and why."""
    keys = tuple(key for key in hit.keys if key.startswith(("state:", "body:", "seat:")))
    surface = normalise(hit.text)
    left, reason = senses_in(surface, context.replace(hit.text, " "))
    if left:
        return left, reason
    if len(keys) > 1 and on:
        keys = tuple(key for key in keys if _existed(key.split(":", 1)[1], on)) or keys
    return keys, f"“{hit.text}” names it" if len(keys) == 1 else f"“{hit.text}” can mean several"


def _existed(code: str, on: date) -> bool:
    known = states_by_code().get(code) or bodies_by_code()[code]
    return known.exists_on(on)


def _as_actors(keys: tuple[str, ...], reason: str, on: date | None) -> Resolution:
    found = []
    for key in keys:
        if key == "-":
            continue
        kind, code = key.split(":", 1)
        found.append(
            actor(code, on=on, sector="GOV" if kind == "seat" and code in states_by_code() else None)
        )
    return Resolution(actors=tuple(found), reason=reason)


def _sector(code: str) -> str:
    return "GOV" if code in states_by_code() else "IGO"


def _person(holder: Holder, on: date | None, *, in_office: bool) -> Actor:
    return Actor(
        code=holder.code,
        name=holder.person,
        kind=ActorKind.PERSON,
        seat=seat_of(holder.code),
        sector=_sector(holder.code) if in_office or on is None else None,
    )


def _resolve_people(
    names: tuple[str, ...], keys: tuple[str, ...], offices: tuple[str, ...], on: date | None
) -> Resolution:
    """The people of these names: those of the nation said, then those in the office said, then those in office."""
    codes = {key.split(":", 1)[1] for key in keys}
    tenures = [h for name in names for h in holders_by_person()[name]]
    tenures = [h for h in tenures if h.code in codes] or tenures
    roles = {role for office in offices for role in office_words()[office].roles}
    tenures = [h for h in tenures if h.role in roles] or tenures
    if on is None:
        return _undated(tenures)
    current = [h for h in tenures if h.holds_on(on)]
    if current:
        people = _distinct(current)
        reason = "; ".join(f"{h.person}: {h.role} since {h.since}" for h in people)
        return Resolution(actors=tuple(_person(h, on, in_office=True) for h in people), reason=reason)
    near = _nearest(tenures, on)
    return Resolution(
        actors=tuple(_person(h, on, in_office=False) for h in near),
        reason="; ".join(f"{h.person} held no office on {on} ({_tenure(h)})" for h in near),
    )


def _undated(tenures: list[Holder]) -> Resolution:
    people = _distinct(tenures)
    reason = "the only one of that name" if len(people) == 1 else "several of that name, and no day given"
    return Resolution(actors=tuple(_person(h, None, in_office=True) for h in people), reason=reason)


def _distinct(tenures: list[Holder]) -> list[Holder]:
    """One tenure for each person."""
    return list({h.person: h for h in tenures}.values())


def _nearest(tenures: list[Holder], on: date) -> list[Holder]:
    """The last tenures begun before the day, of every person; those yet to begin where there are none."""
    past = sorted((h for h in tenures if h.since <= on), key=lambda h: h.since)
    if not past:
        return _distinct(sorted(tenures, key=lambda h: h.since))
    return _distinct(past)


def _tenure(holder: Holder) -> str:
    until = f" to {holder.until}" if holder.until else ""
    return f"{holder.role} of {holder.code} from {holder.since}{until}"


def _resolve_office(
    phrase: str, nations: tuple[tuple[str, ...], str], on: date | None, *, former: bool
) -> Resolution:
    """Whoever held the office on the day; the state or body itself where no holder is known."""
    word = office_words()[phrase]
    codes = tuple(dict.fromkeys(key.split(":", 1)[1] for key in nations[0] if key != "-")) or word.codes
    if on and word.roles:
        held = [h for code in codes for role in word.roles for h in _held(code, role, on, former=former)]
        people = _distinct(held)
        if people:
            reason = "; ".join(f"{h.person}: {_tenure(h)}" for h in people)
            return Resolution(
                actors=tuple(_person(h, on, in_office=not former) for h in people), reason=reason
            )
    sector = None if former else word.sector
    why = "no day given" if on is None and word.roles else f"the registry keeps no {phrase} on that day"
    found = tuple(actor(code, on=on, sector=sector) for code in codes)
    return Resolution(actors=found, reason=f"{why}; it speaks for {', '.join(codes)}" if codes else why)


def _held(code: str, role: str, on: date, *, former: bool) -> list[Holder]:
    """Who held the office on the day; for a former holder, who held it last before whoever holds it."""
    if not former:
        return list(office_holders(code=code, role=role, on=on))
    past = [h for h in office_holders(code=code, role=role) if h.until and h.until <= on]
    return sorted(past, key=lambda h: h.since)[-1:]


def _resolve_words(words: str, on: date | None, context: str) -> Resolution:
    """As `resolve`, for words without a text around them: “the US president”, “Macron”, “the former chancellor”."""
    hits = find_names(words)
    if hits:
        best = max(hits, key=lambda h: (len(h.keys) > 1, h.end - h.start))
        if FORMER.search(words) and not FORMER.search(best.text):
            best = NameHit(start=best.start, end=best.end, text=words, form=best.form, keys=best.keys)
        return resolve(best, on=on, context=context or words)
    bare = [entry for _, _, entry in lexicon().matches(normalise(words))]
    return _resolve_bare(words, bare, on, context)


def _resolve_bare(words: str, entries: list[Entry], on: date | None, context: str) -> Resolution:
    """An office or a shy surname by itself; the nation is looked for in the context."""
    keys = tuple(key for entry in entries for key in entry.keys)
    people, offices = _values(keys, "person"), _values(keys, "office")
    if people:
        return _resolve_people(people, (), offices, on)
    if not offices:
        return Resolution(actors=(), reason=f"“{words}” names nobody the registry knows")
    nearby = [h for h in find_names(context) if not _values(h.keys, "person")]
    codes = tuple(dict.fromkeys(k for h in nearby for k in h.keys if k.startswith(("state:", "body:"))))
    return _resolve_office(offices[0], (codes, ""), on, former=bool(FORMER.search(words)))
