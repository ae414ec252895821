"""People with a page: who holds or held an office in the registry, and whom reports of the ledger name in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman import world
from dragoman.domain.actors import UNNAMED, ActorKind, Mention
from dragoman.domain.readings import Reading
from dragoman.ledger.people import Named
from dragoman.world.offices import people

PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
)
PLAIN |= str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "e", "Ə": "E", "þ": "th", "Þ": "Th"})
"""Letters that are no letter with a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a page."""

    id: str
    name: str
    code: str | None = None
    """The state or body that reports say they speak for; None where the registry says who is meant."""
    tenures: tuple[world.Holder, ...] = ()
    """Offices held, the latest first."""
    sources: tuple[str, ...] = ()
    """The reports of the ledger that name them, the latest first of each way in which they do."""

    @property
    def reports(self) -> int:
        return len(self.sources)


def person_id(name: str, code: str | None = None) -> str:
    """A name as an address has it; whom only reports know is told apart by the state or body.

    >>> person_id("Recep Tayyip Erdoğan"), person_id("António Guterres", "UN")
    ('Recep-Tayyip-Erdogan', 'Antonio-Guterres--UN')
    """
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", re.sub(r"['’ʻ]", "", plain)).strip("-")
    return f"{stem}--{code}" if code and code != UNNAMED.code else stem


class Persons:
    """Everyone with a page, by the id in its address."""

    def __init__(self, named: Iterable[Named]) -> None:
        tenures: dict[str, list[world.Holder]] = {}
        for holder in world.office_holders():
            tenures.setdefault(holder.person, []).append(holder)
        told: dict[tuple[str, str | None], dict[str, None]] = {}
        for one in named:
            is_known = one.name in tenures
            if is_known or " " in one.name:  # a surname alone says nobody in particular
                key = one.name, None if is_known else one.code
                told.setdefault(key, {}).update(dict.fromkeys(one.sources))
        everyone = [*((name, None) for name in tenures), *(key for key in told if key[0] not in tenures)]
        self.by_id = {
            person_id(name, code): Person(
                id=person_id(name, code),
                name=name,
                code=code,
                tenures=tuple(sorted(tenures.get(name, ()), key=lambda h: h.since, reverse=True)),
                sources=tuple(told.get((name, code), ())),
            )
            for name, code in everyone
            if person_id(name)  # a name in another script has none
        }

    def id_of(self, mention: Mention) -> str | None:
        """The page of whoever is meant at this place of a report."""
        name, code = mention.actor.name, mention.actor.code
        return next((id_ for id_ in (person_id(name), person_id(name, code)) if self._is(id_, name)), None)

    def _is(self, id_: str, name: str) -> bool:
        return id_ in self.by_id and self.by_id[id_].name == name

    def ids_in(self, reading: Reading) -> dict[str, str]:
        """Name → page of the people whom a report names."""
        mentions = _mentions(reading)
        return {
            m.actor.name: id_ for m in mentions if m.actor.kind is ActorKind.PERSON and (id_ := self.id_of(m))
        }

    def find(self, words: str) -> tuple[Person, ...]:
        """Whose id, name or surname these words are, in whatever case; those in office last come first."""
        wanted = person_id(words).casefold()
        if exact := [p for id_, p in self.by_id.items() if id_.casefold() == wanted]:
            return tuple(exact)
        found = [p for p in self.by_id.values() if wanted and wanted in _ways(p)]
        return tuple(sorted(found, key=lambda p: p.tenures[0].since if p.tenures else p.id, reverse=True))


def _ways(person: Person) -> set[str]:
    """What else a person is called, as ids are."""
    known = people().get(person.name)
    others = (*known.surnames, *known.spellings) if known else (person.name.rsplit(maxsplit=1)[-1],)
    return {person_id(other).casefold() for other in others}


def _mentions(reading: Reading) -> Iterable[Mention]:
    for event in reading.events:
        yield from (*event.actors, *event.recipients, *(link.actor for link in event.attribution))
    for position in reading.positions:
        yield from (position.actor, *(link.actor for link in position.attribution))
    for relation in reading.relations:
        yield from (relation.a, relation.b, *(link.actor for link in relation.attribution))
    for finding in reading.findings:
        claim = finding.claim
        yield from (link.actor for link in claim.attribution)
        if claim.actor:
            yield claim.actor
