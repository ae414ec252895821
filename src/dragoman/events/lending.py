"""A country for those whom the clause leaves without one: “police”, “rebels”, “the government”, “President N.”."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.events import Event, EventType
from dragoman.events.anaphora import (
    Mentions,
    author_of_object,
    carried_on,
    organ_of_text,
    party_of_condition,
    same_group,
)
from dragoman.events.codebook import Entry
from dragoman.events.parties import Parties, codes, is_crowd, sector_of, unique, without
from dragoman.events.predicates import Reading, understood_subjects
from dragoman.text.frames import objects_of, places
from dragoman.text.participants import noun_of

Token = Any
T = EventType

_PUBLIC = frozenset({"GOV", "COP", "MIL", "REB", "OPP", "JUD", "LEG", "PAR", "SPY"})
"""Sectors of agents that belong to the country in question when they stand with “the” and no country."""
_STATE = frozenset({"GOV", "JUD", "LEG", "MIL", "COP"})
"""Sectors of those whose title is one of a state's: “President N.”, “Judge N.”."""
_GIVING = frozenset({T.AID, T.AGREE, T.RETREAT, T.SUPPORT, T.REQUEST, T.CONCEDE})
"""Types whose beneficiary may stand far from the verb."""
_BACKGROUND = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "after",
        "before",
        "since",
        "during",
        "amid",
        "despite",
        "following",
        "under",
        "by",
    }
    | {"because", "as", "within", "over", "across", "through", "until", "ahead", "between"}
)
_CLAUSES = ("relcl", "acl", "conj", "ccomp", "parataxis")
_CAUSES = frozenset({"against", "over", "at", "about", "for"})
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
_AGAINST = frozenset({T.ACCUSE, T.REQUEST, T.REJECT, T.THREATEN, T.PROTEST, T.ASSAULT, T.COERCE})
"""Types in which “the government”, “rebels” without a country are the other side at home."""
_AT_HOME = frozenset({T.CONCEDE, T.COERCE, T.PROTEST})
"""Types whose unknown names are most likely those of the actor's own country."""


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
            or _lent_recipients(reading, actors, parties)
            or _only_other(reading, actors, parties)
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
    lenders = _states_around(reading.verb, parties, besides)
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
    around = _states_around(verb, parties, besides) if _may_borrow(agent, reading.entry) else ()
    near = parties.place_of(verb) or around or _sides(reading.recipients)
    if near or reading.type is T.PROTEST:
        return near
    only = _only_state(verb, parties) if _may_borrow(agent, reading.entry) else ()
    own = _is_titled(agent) and reading.type not in _AGAINST
    return only if own or reading.entry.domestic else without(only, reading.recipients)


def _of_blast(noun: Token, parties: Parties) -> Mentions:
    """Whose attack it was, where its phrase tells: “a raid by Chadian jets killed …”; else the state it was in."""
    return parties.of(places(noun, "by")) or tuple(parties.lend(noun, m) for m in parties.place_of(noun)[:1])


def _may_borrow(agent: Token, entry: Entry) -> bool:
    """Whether any state named nearby may be the agent's: in domestic news, and for “President N.”."""
    return entry.domestic or entry.type in _AGAINST or _is_titled(agent)


def _is_titled(agent: Token) -> bool:
    """“President N.”: a name behind an office of state."""
    offices = (noun_of(c) for c in agent.children if c.dep_ == "compound")
    return agent.pos_ == "PROPN" and any(o is not None and o.sector in _STATE for o in offices)


def _only_state(verb: Token, parties: Parties) -> Mentions:
    """The state of a sentence that names just one: its leaders, rebels and crowds are that state's."""
    states = _states_around(verb, parties, frozenset())
    return states if len(states) == 1 else ()


def _sides(recipients: Mentions) -> Mentions:
    """Recipients that are agents themselves, and so may share their country with the actor."""
    return tuple(m for m in recipients if m.form in (MentionForm.OFFICE, MentionForm.DESCRIPTION))


def _states_around(verb: Token, parties: Parties, besides: frozenset[str]) -> Mentions:
    span = verb.sent
    inside = parties.document.mentions_in(span.start_char, span.end_char)
    return unique(m for m in inside if m.code not in besides and _is_state_by_name(m))


def _is_state_by_name(mention: Mention) -> bool:
    home = mention.actor.kind in (ActorKind.STATE, ActorKind.PERSON)
    return home and mention.code != "UNNAMED" and mention.form is not MentionForm.PRONOUN


def _unknown_actors(reading: Reading, parties: Parties) -> Mentions:
    """An actor who is named, or described as an agent, but of no country that the text tells."""
    if reading.is_nominal:
        return ()
    found = [t for t in _subjects(reading, parties) if t.pos_ == "PROPN" or parties.is_agent(t)]
    return tuple(parties.unknown(t) for t in found[:1])


def _lent_recipients(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """Police against students, rebels against the government: both sides of one country."""
    entry, heads = reading.entry, _recipient_heads(reading)
    is_group = actors[0].form in (MentionForm.DESCRIPTION, MentionForm.OFFICE)
    if entry.domestic or (is_group and reading.type in _AGAINST):
        own = _own_people(heads, actors, parties)
        if own:
            return own
    patients = _patients(reading, heads, parties)
    if reading.type is T.ASSAULT:
        patients = [t for t in patients if sector_of(t) != "MIL"]
    patients = [t for t in patients if not _is_of_elsewhere(t)]
    for patient in [t for t in patients if not parties.of([t])] or patients:
        if entry.domestic or (reading.type in _AGAINST and not entry.body and _is_public(patient)):
            return (parties.lend(patient, actors[0]),)
    if entry.domestic and not patients and not objects_of(reading.verb):
        return parties.place_of(reading.verb) or _own_state(reading, actors, parties)
    return ()


def _only_other(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """The one other party that stands further down in what the verb governs: “let grain through to Chad”."""
    if reading.is_nominal or reading.type not in _GIVING:
        return ()
    verb, besides = reading.verb, codes(actors)
    inside = [t for t in verb.subtree if t.i > verb.i and not _is_background(t, verb)]
    named = unique(m for t in inside for m in parties.document.mentions_of(t) if _is_state_by_name(m))
    others = tuple(m for m in named if m.code not in besides)
    return others if len(others) == 1 else ()


def _is_background(token: Token, verb: Token) -> bool:
    """Whether a word tells where, when, why or who says so, or stands in a clause of its own."""
    while token != verb:
        is_clause = token.pos_ in ("VERB", "AUX") and token.dep_ in _CLAUSES
        if is_clause or (token.dep_ == "advcl" and any(c.dep_ == "mark" for c in token.children)):
            return True
        if token.dep_ == "prep" and token.lower_ in _BACKGROUND:
            return True
        token = token.head
    return False


def _is_of_elsewhere(patient: Token) -> bool:
    """“Ruritanian refugees”: of a country that the registry does not know for sure."""
    return any(t.tag_ == "JJ" and t.text[0].isupper() for t in patient.subtree)


def _own_state(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """A crowd that protests for or against something, and against nobody named, turns to its own state."""
    cause = any(
        c.dep_ in ("advcl", "xcomp") or (c.dep_ == "prep" and c.lower_ in _CAUSES)
        for t in (reading.verb, reading.head)
        for c in t.children
    )
    at_home = reading.type is T.PROTEST and len(actors) == 1 and actors[0].actor.kind is ActorKind.STATE
    only = codes(_states_around(reading.verb, parties, frozenset())) <= codes(actors)
    return actors if at_home and only and cause else ()


def _recipient_heads(reading: Reading) -> list[Token]:
    """What stands in the recipient's places; of a clause its own subject, else its objects."""
    heads: list[Token] = []
    for place in reading.entry.recipient:
        found = places(reading.head, place) if place not in ("in", "subject", "none") else []
        if place in ("clause", "purpose"):
            inner = [
                [c for c in p.children if c.dep_ in ("nsubj", "nsubjpass")] or objects_of(p) for p in found
            ]
            found = [t for tokens in inner for t in tokens]
        heads += found
    return heads


def _patients(reading: Reading, heads: list[Token], parties: Parties) -> list[Token]:
    """Agents among the recipient's heads, in domestic acts also deeper down."""
    at_home = reading.type in _AT_HOME
    found = [t for t in heads if parties.is_agent(t) or (at_home and t.pos_ == "PROPN")]
    if found or not reading.entry.domestic:
        return found
    below = [t for h in heads for t in h.subtree if t.i != h.i and t.dep_ != "compound"]
    return [t for t in below if parties.is_agent(t)]


def _own_people(heads: list[Token], actors: Mentions, parties: Parties) -> Mentions:
    """A person or body of the actor's own country that the act is aimed at, named apart from the actor."""
    same = [m for t in heads for m in parties.around([t], clauses=True) if m.code in codes(actors)]
    return unique(
        m for m in same if m.form is not MentionForm.PRONOUN and all(m.start != a.start for a in actors)
    )


def _is_public(token: Token) -> bool:
    """“the government”, “President N.”, “rebels”: an agent that belongs to the country in question."""
    if sector_of(token) in ("REB", "OPP", "COP"):
        return True
    definite = token.pos_ == "PROPN" or any(c.lower_ == "the" for c in token.children)
    singular = token.tag_ not in ("NNS", "NNPS")
    return definite and singular and (sector_of(token) in _PUBLIC or token.pos_ == "PROPN")
