"""Say which actors a name stands for, in its context and on a day. Ambiguity is a value, never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.domain.actors import Actor
from dragoman.world.actors import actor, existed, sector_of
from dragoman.world.lexicon import lexicon, normalise
from dragoman.world.names import NameHit, find_names
from dragoman.world.offices import GOVERNMENTS
from dragoman.world.senses import senses_in
from dragoman.world.tables import Row, is_valid, read_table
from dragoman.world.tenures import Found, find_government, find_office, find_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The actors a name can stand for (none, one or several) and why."""

    actors: tuple[Actor, ...]
    reason: str
    joint: bool = False
    """True where several are meant together (“the two Koreas”), not one of several."""

    @property
    def is_certain(self) -> bool:
        return len(self.actors) == 1 or self.joint


def resolve(hit: NameHit | str, *, on: date | None = None, context: str = "") -> Resolution:
    """The actors that a name found in a text, or given as words, stands for on the day.

    `context` is the sentence or paragraph around it; it decides names that mean several things.
    """
    if isinstance(hit, str):
        return _resolve_words(hit, on, context)
    people, offices = _values(hit.keys, "person"), _values(hit.keys, "office")
    if people and GOVERNMENTS.intersection(hit.keys):
        return _resolution(find_government(people, on))
    if people:
        said = {key.split(":")[1] for key in _nations(hit.keys)}
        return _resolve_people(people, said, offices, on, context)
    keys, reason = _open_keys(hit, on, context)
    if offices:
        parts = (part for key in keys for part in key.split("+") if part != "-")
        codes = tuple(dict.fromkeys(part.split(":")[1] for part in parts))
        return _resolution(find_office(offices[0], codes, on, said=hit.text, sent_to=_values(hit.keys, "to")))
    return _resolve_keys(keys, reason, on)


def _resolution(found: Found) -> Resolution:
    return Resolution(actors=found[0], reason=found[1])


def _values(keys: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(key.split(":", 1)[1] for key in keys if key.startswith(f"{kind}:"))


def _nations(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key.startswith(("state:", "body:", "seat:")))


def _open_keys(hit: NameHit, on: date | None, context: str) -> tuple[tuple[str, ...], str]:
    """The keys of states, bodies and seats left after the context and the day have had their say, and why."""
    keys = _nations(hit.keys)
    left, reason = senses_in(normalise(hit.core), context)
    if left:
        return left, reason
    keys = tuple(key for key in keys if not _was_moved(normalise(hit.core), key, on))
    if not keys:
        return (), f"“{hit.core}” is no seat of government {f'on {on}' if on else 'now'}"
    alive = tuple(key for key in keys if existed(key.split(":")[1], on))
    if len(keys) > 1 and alive:
        keys = alive
    return keys, f"“{hit.text}” names it" if len(keys) == 1 else f"“{hit.text}” can mean several"


@cache
def _dated_capitals() -> dict[tuple[str, str], Row]:
    rows = (row for row in read_table("names") if row["kind"] == "capital" and (row["since"] or row["until"]))
    return {(row["name"], f"seat:{row['code']}"): row for row in rows}


def _was_moved(name: str, key: str, on: date | None) -> bool:
    """Whether this capital was none yet, or no longer, on the day; without a day, whether it is none now."""
    row = _dated_capitals().get((name, key))
    if row is None:
        return False
    return not is_valid(row, on) if on else bool(row["until"])


def _resolve_keys(keys: tuple[str, ...], reason: str, on: date | None) -> Resolution:
    joint = any("+" in key for key in keys)
    parts = [part for key in keys for part in key.split("+") if part != "-"]
    found: dict[str, Actor] = {}
    for part in parts:
        kind, code, *sector = part.split(":")
        said = sector[0] if sector else sector_of(code) if kind == "seat" else None
        found.setdefault(code, actor(code, on=on, sector=said))
    return Resolution(actors=tuple(found.values()), reason=reason, joint=joint)


def _resolve_people(
    names: tuple[str, ...], said: set[str], offices: tuple[str, ...], on: date | None, context: str
) -> Resolution:
    """The people of these names; of several, the one whose state stands nearby, if only one does."""
    found, reason = find_people(names, said, offices, on)
    if len(found) > 1 and context:
        nearby = _codes_in(context)
        named = tuple(person for person in found if person.code in nearby)
        if len(named) == 1:
            return Resolution(actors=named, reason=f"{named[0].code} is named nearby")
    return Resolution(actors=found, reason=reason)


def _codes_in(text: str) -> tuple[str, ...]:
    """The states and bodies the text names otherwise than through people."""
    hits = (hit for hit in find_names(text) if not _values(hit.keys, "person"))
    return tuple(dict.fromkeys(key.split(":")[1] for hit in hits for key in _nations(hit.keys)))


def _resolve_words(words: str, on: date | None, context: str) -> Resolution:
    """As `resolve`, for words without a text around them: “the US president”, “Macron”, “the former chancellor”."""
    hits = find_names(words)
    if hits:
        best = max(hits, key=lambda h: (len(h.keys) > 1, h.end - h.start))
        return resolve(best, on=on, context=context or words)
    keys = tuple(key for _, _, entry in lexicon().matches(normalise(words)) for key in entry.keys)
    people, offices = _values(keys, "person"), _values(keys, "office")
    if people:
        return _resolve_people(people, set(), offices, on, context)
    if not offices:
        return Resolution(actors=(), reason=f"“{words}” names nobody the registry knows")
    return _resolution(find_office(offices[0], _codes_in(context), on, said=words))
