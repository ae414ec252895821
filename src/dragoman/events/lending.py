"""Parties that the clause leaves to be understood: a country for “police”, the author of “the offer”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.events import Event, EventType, Status
from dragoman.events.grammar import objects_of, places, prepositions, spread
from dragoman.events.parties import Parties, codes, is_crowd, sector_of, unique
from dragoman.events.predicates import Reading

Token = Any
T = EventType

_PUBLIC = frozenset({"GOV", "COP", "MIL", "REB", "OPP", "JUD", "LEG", "PAR", "SPY"})
"""Sectors of agents that belong to the country in question when they stand with “the” and no country."""
_ANSWERS: dict[str, frozenset[EventType]] = {
    **dict.fromkeys(("offer", "proposal", "plan", "pledge", "promise", "invitation", "overture", "initiative"), frozenset({T.AGREE, T.CONCEDE})),
    **dict.fromkeys(("demand", "request", "call", "appeal", "plea", "condition"), frozenset({T.REQUEST})),
    **dict.fromkeys(("charge", "accusation", "allegation", "claim", "criticism", "complaint"), frozenset({T.ACCUSE})),
    **dict.fromkeys(("threat", "warning", "ultimatum"), frozenset({T.THREATEN})),
}  # fmt: skip
"""What a definite noun takes up again, and the types of act whose author it points to."""
_DECISIONS = frozenset("vote resolution text decision measure determination ruling verdict adoption draft declaration outcome".split())


def with_lent(reading: Reading, parties: Parties, earlier: Iterable[Event]) -> Reading:
    """The reading with the parties that its clause leaves out."""
    actors = reading.actors or _lent_actors(reading, parties)
    if not actors:
        return reading
    recipients = reading.recipients
    if not recipients and not reading.is_mutual:
        recipients = _author_of_object(reading, actors, list(earlier), parties) or _lent_recipients(reading, actors, parties)
    return replace(reading, actors=actors, recipients=recipients)


def _lent_actors(reading: Reading, parties: Parties) -> tuple[Mention, ...]:
    """An agent without a country takes that of the place, or the only other one in the sentence."""
    verb, entry = reading.verb, reading.entry
    if reading.is_nominal:
        subjects = [t for p in entry.actor for t in places(reading.head, p)]
    else:
        subjects = places(verb, "subject")
    agents = [t for t in subjects if parties.is_agent(t)]
    if agents:
        elsewhere = [m for m in _states_around(verb, parties) if m.code not in codes(reading.recipients)]
        lenders = parties.place_of(verb) or elsewhere or reading.recipients or _home(parties)
        return tuple(parties.lend(agents[0], m) for m in lenders[:1])
    if not subjects and entry.domestic and reading.recipients and verb.pos_ == "VERB":
        return parties.place_of(verb)[:1]
    return ()


def _lent_recipients(reading: Reading, actors: tuple[Mention, ...], parties: Parties) -> tuple[Mention, ...]:
    """Police against students, rebels against the government: both sides of one country."""
    entry = reading.entry
    heads = [t for p in entry.recipient if p not in ("clause", "in", "subject", "none") for t in places(reading.head, p)]
    patients = [t for t in heads if parties.is_agent(t)]
    if entry.domestic and not patients:
        patients = [t for h in heads for t in h.subtree if t.i != h.i and parties.is_agent(t) and t.dep_ != "compound"]
    named = [t for t in patients if not parties.of([t])]
    for patient in named or patients:
        if entry.domestic or _is_public(patient):
            return (parties.lend(patient, actors[0]),)
    if entry.domestic and not patients and not objects_of(reading.verb):
        return parties.place_of(reading.verb)
    return ()


def _is_public(token: Token) -> bool:
    """“the government”, “President N.”: an agent that belongs to the country in question."""
    definite = token.pos_ == "PROPN" or any(c.lower_ == "the" for c in token.children)
    return definite and token.tag_ not in ("NNS", "NNPS") and (sector_of(token) in _PUBLIC or token.pos_ == "PROPN")


def _states_around(verb: Token, parties: Parties) -> tuple[Mention, ...]:
    span = verb.sent
    inside = parties.document.mentions_in(span.start_char, span.end_char)
    return unique(m for m in inside if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON) and m.code != "UNNAMED")


def _home(parties: Parties) -> tuple[Mention, ...]:
    """The first state that the document names."""
    return tuple(m for m in parties.document.mentions if m.actor.kind is ActorKind.STATE)[:1]


def _author_of_object(
    reading: Reading, actors: tuple[Mention, ...], earlier: list[Event], parties: Parties
) -> tuple[Mention, ...]:
    """Whose offer, demand or vote “the offer”, “the demand”, “the vote” is."""
    for noun in _definite_objects(reading):
        lemma = noun.lemma_.lower()
        for event in reversed(earlier):
            if event.type in _ANSWERS.get(lemma, ()) and not codes(event.actors) & codes(actors):
                return event.actors
        if lemma in _DECISIONS and reading.type in (T.REJECT, T.SUPPORT, T.ACCUSE, T.PROTEST):
            return tuple(m for m in parties.organ_before(noun) if m.code not in codes(actors))
    return ()


def _definite_objects(reading: Reading) -> list[Token]:
    heads = [*objects_of(reading.head), *(t for w, n in prepositions(reading.head) if w in ("of", "against", "to", "in") for t in spread(n))]
    return [t for t in heads if any(c.lower_ in ("the", "this", "that", "its", "their") for c in t.children)]


def taken_up(reading: Reading, earlier: Iterable[Event], start: int) -> tuple[Mention, ...]:
    """Actors of a passive without agent that goes on from a friendly act in the same sentence:
    “they signalled a deal; a memorandum will be signed”."""
    if reading.actors or places(reading.verb, "subject"):
        return ()
    before = [e for e in earlier if e.evidence.start >= start and len(e.actors) > 1 and e.status is not Status.NEGATED]
    friendly = reading.type in (T.AGREE, T.SUPPORT, T.COOPERATE)
    return before[-1].actors if before and friendly else ()


def is_crowd_without_country(reading: Reading) -> bool:
    """Whether protesters are told of without any country: then the act stands without an actor."""
    return reading.type is T.PROTEST and any(is_crowd(s) for s in places(reading.verb, "subject"))


