"""A country for those whom the clause leaves without one: “police”, “rebels”, “the government”, “President N.”."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.domain.actors import ActorKind, MentionForm
from dragoman.domain.events import Event, EventType
from dragoman.events.agents import is_crowd
from dragoman.events.anaphora import (
    Mentions,
    author_of_object,
    carried_on,
    organ_of_text,
    party_of_condition,
    same_group,
)
from dragoman.events.codebook import Entry
from dragoman.events.lending_recipients import AGAINST, lent_recipients, only_other, states_around
from dragoman.events.parties import Parties, codes, without
from dragoman.events.predicates import Reading, understood_subjects
from dragoman.text.frames import places
from dragoman.text.participants import noun_of

Token = Any
T = EventType

_STATE = frozenset({"GOV", "JUD", "LEG", "MIL", "COP"})
"""Sectors of those whose title is one of a state's: “President N.”, “Judge N.”."""
_BLASTS = frozenset(
    {
        "attack",
        "bombing",
        "explosion",
        "blast",
        "bomb",
        "mine",
        "strike",
        "airstrike",
        "raid",
        "shelling",
        "drone",
    }
    | {"missile", "rocket", "gunfire", "ambush", "assault", "bombardment", "fire", "violence"}
)
"""Subjects that tell an attack without telling whose."""


def with_lent(reading: Reading, parties: Parties, earlier: list[Event]) -> Reading:
    """The reading with the parties that its clause leaves out."""
    if reading.entry.host and not reading.recipients:
        return replace(reading, recipients=_lent_hosts(reading, parties))
    actors = reading.actors or organ_of_text(reading, parties) or _lent_actors(reading, parties, earlier)
    if not actors:
        return replace(reading, actors=_unknown_actors(reading, parties)) if reading.recipients else reading
    recipients = reading.recipients
    if not reading.actors:
        recipients = (
            *without(recipients, actors),
            *(m for m in _sides(recipients) if m.code in codes(actors)),
        )
    if not recipients and not reading.is_mutual:
        recipients = (
            author_of_object(reading, actors, earlier, parties)
            or carried_on(reading, actors, earlier)
            or party_of_condition(reading, parties)
            or lent_recipients(reading, actors, parties)
            or only_other(reading, actors, parties)
        )
    return replace(reading, actors=actors, recipients=recipients)


def has_nameless_actor(reading: Reading) -> bool:
    """Whether an act stands without an actor: a crowd of no country, a bombing that killed somebody."""
    subjects = places(reading.verb, "subject")
    if reading.type is T.PROTEST:
        return any(is_crowd(s) for s in subjects)
    return (
        reading.type is T.ASSAULT and bool(reading.recipients) and any(s.lemma_ in _BLASTS for s in subjects)
    )


def _lent_hosts(reading: Reading, parties: Parties) -> Mentions:
    """“the premier received a French envoy”: the country that is not the visitor's."""
    besides = codes(reading.actors)
    hosts = [t for t in places(reading.verb, "subject") if parties.is_agent(t)]
    lenders = states_around(reading.verb, parties, besides)
    return tuple(parties.lend(h, m) for h in hosts[:1] for m in lenders[:1])


def _subjects(reading: Reading, parties: Parties) -> list[Token]:
    if reading.is_nominal:
        return [t for p in reading.entry.actor for t in places(reading.head, p)]
    return understood_subjects(reading.verb, parties)


def _lent_actors(reading: Reading, parties: Parties, earlier: list[Event]) -> Mentions:
    """An agent without a country takes that of the place, or the only other one in the sentence."""
    subjects = _subjects(reading, parties)
    if reading.type is T.ASSAULT and any(s.lemma_ in _BLASTS for s in subjects):
        return _of_blast(subjects[0], parties)
    agents = [t for t in subjects if _lacks_country(t, parties)]
    if agents:
        group = same_group(agents[0], parties, earlier)
        return group or tuple(parties.lend(agents[0], m) for m in _lenders(reading, agents[0], parties)[:1])
    if not subjects and reading.entry.domestic and reading.recipients and reading.verb.pos_ == "VERB":
        return parties.place_of(reading.verb)[:1]
    return ()


def _lacks_country(token: Token, parties: Parties) -> bool:
    """“police”, “President N.”: not a bare name, nor “its army”, nor one side of several."""
    owned = any(c.dep_ == "poss" for c in token.children)
    named = token.pos_ == "PROPN" and not _is_titled(token)
    return parties.is_agent(token) and not owned and not named and token.lemma_ != "side"


def _lenders(reading: Reading, agent: Token, parties: Parties) -> Mentions:
    """Whose the agent may be, most likely first: of the place, of a state nearby, of the other side, of home."""
    verb, besides = reading.verb, codes(reading.recipients)
    around = states_around(verb, parties, besides) if _may_borrow(agent, reading.entry) else ()
    near = parties.place_of(verb) or around or _sides(reading.recipients)
    if near or reading.type is T.PROTEST:
        return near
    only = _only_state(verb, parties) if _may_borrow(agent, reading.entry) else ()
    own = _is_titled(agent) and reading.type not in AGAINST
    return only if own or reading.entry.domestic else without(only, reading.recipients)


def _of_blast(noun: Token, parties: Parties) -> Mentions:
    """Whose attack it was, where its phrase tells: “a raid by Chadian jets killed …”; else the state it was in."""
    return parties.of(places(noun, "by")) or tuple(parties.lend(noun, m) for m in parties.place_of(noun)[:1])


def _may_borrow(agent: Token, entry: Entry) -> bool:
    """Whether any state named nearby may be the agent's: in domestic news, and for “President N.”."""
    return entry.domestic or entry.type in AGAINST or _is_titled(agent)


def _is_titled(agent: Token) -> bool:
    """“President N.”: a name behind an office of state."""
    offices = (noun_of(c) for c in agent.children if c.dep_ == "compound")
    return agent.pos_ == "PROPN" and any(o is not None and o.sector in _STATE for o in offices)


def _only_state(verb: Token, parties: Parties) -> Mentions:
    """The state of a sentence that names just one: its leaders, rebels and crowds are that state's."""
    states = states_around(verb, parties, frozenset())
    return states if len(states) == 1 else ()


def _sides(recipients: Mentions) -> Mentions:
    """Recipients that are agents themselves, and so may share their country with the actor."""
    offices = (MentionForm.OFFICE, MentionForm.DESCRIPTION)
    return tuple(m for m in recipients if m.form in offices or m.actor.kind is ActorKind.PERSON)


def _unknown_actors(reading: Reading, parties: Parties) -> Mentions:
    """An actor who is named, or described as an agent, but of no country that the text tells."""
    if reading.is_nominal:
        return ()
    found = [t for t in _subjects(reading, parties) if t.pos_ == "PROPN" or parties.is_agent(t)]
    return tuple(parties.unknown(t) for t in found[:1])
