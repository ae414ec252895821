"""Recipients whom the clause leaves out or names far down: the other side at home, the one who gets what is sent."""

from __future__ import annotations

from typing import Any

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.events import EventType
from dragoman.events.agents import sector_of
from dragoman.events.anaphora import Mentions
from dragoman.events.parties import Parties, codes, unique
from dragoman.events.predicates import Reading, has_open_object
from dragoman.text.frames import objects_of, places, prepositions

Token = Any
T = EventType

AGAINST = frozenset({T.ACCUSE, T.REQUEST, T.REJECT, T.THREATEN, T.PROTEST, T.ASSAULT, T.COERCE})
"""Types in which “the government”, “rebels” without a country are the other side at home."""
_AT_HOME = frozenset({T.CONCEDE, T.COERCE, T.PROTEST})
"""Types whose unknown names are most likely those of the actor's own country."""
_PUBLIC = frozenset({"GOV", "COP", "MIL", "REB", "OPP", "JUD", "LEG", "PAR", "SPY"})
"""Sectors of agents that belong to the country in question when they stand with “the” and no country."""
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


_PRESSURE = frozenset(
    {
        "pressure",
        "call",
        "demand",
        "appeal",
        "request",
        "plea",
        "warning",
        "objection",
        "opposition",
        "protest",
    }
    | {"threat", "criticism", "insistence"}
)
_RULES = frozenset({"curfew", "law", "emergency", "siege", "censorship", "lockdown", "blackout"})
"""What a government imposes on its own people: “martial law”, “a state of emergency”."""
_WEAPONS = frozenset(
    {"bomb", "shell", "rocket", "missile", "mortar", "grenade", "mine", "round", "shot", "drone"}
)


def lent_recipients(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """Those the clause names in passing: who pressed for it, where the bombs fell, else the other side at home."""
    return (
        _who_pressed(reading, actors, parties)
        or _who_is_to_do_it(reading, parties)
        or _where_it_struck(reading, parties)
        or _own_population(reading, actors, parties)
        or _other_side_at_home(reading, actors, parties)
    )


def _who_pressed(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """“declined to resign despite calls by Chad”, “marched in defiance of Chad”: whoever made the calls, is defied."""
    if reading.type is T.PROTEST:
        defied = [
            n for w, n in prepositions(reading.verb) if w == "in" and n.lemma_ in ("defiance", "opposition")
        ]
        return tuple(m for n in defied for m in parties.around([n]))
    if reading.type not in (T.REJECT, T.CONCEDE, T.RETREAT) or reading.is_nominal:
        return ()
    verbs = [reading.verb, *places(reading.verb, "clause")]
    nouns = [
        n for v in verbs for w, n in prepositions(v) if w in ("despite", "under") and n.lemma_ in _PRESSURE
    ]
    named = [m for n in nouns for m in parties.around([n])]
    return unique(m for m in named if all(m.start != a.start for a in actors))


def _who_is_to_do_it(reading: Reading, parties: Parties) -> Mentions:
    """“is pressing for Chad to sign”: the subject of a clause with “for”."""
    if reading.type is not T.REQUEST:
        return ()
    clauses = [
        c for c in reading.verb.children if c.dep_ == "advcl" and any(m.lower_ == "for" for m in c.children)
    ]
    return parties.of(s for c in clauses for s in c.children if s.dep_ == "nsubj")


def _where_it_struck(reading: Reading, parties: Parties) -> Mentions:
    """“fired rockets at targets in Chad”: the country that was struck; victims without a country are its people."""
    if reading.type is not T.ASSAULT or reading.is_nominal:
        return ()
    objects = objects_of(reading.verb)
    when = [c for c in reading.verb.children if c.dep_ == "advcl"]
    place = next((p for v in (reading.verb, *when) if (p := parties.place_of(v))), ())[:1]
    if place and any(o.lemma_ in _WEAPONS for o in objects):
        return place
    victims = [t for t in objects if parties.is_agent(t) and not parties.of([t]) and not _is_of_elsewhere(t)]
    return tuple(parties.lend(t, m) for t in victims[:1] for m in place)


def _own_population(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """A curfew, martial law: a state's measure against those who live where it is imposed, at home if nowhere else."""
    imposed = [t for t in objects_of(reading.verb) if t.lemma_ in _RULES]
    if reading.type is not T.COERCE or not imposed or actors[0].actor.kind is ActorKind.UNNAMED:
        return ()
    return parties.place_of(reading.verb)[:1] or actors[:1]


def _other_side_at_home(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """Police against students, rebels against the government: both sides of one country."""
    entry, heads = reading.entry, _recipient_heads(reading)
    is_group = actors[0].form in (MentionForm.DESCRIPTION, MentionForm.OFFICE)
    if entry.domestic or (is_group and reading.type in AGAINST):
        own = _own_people(heads, actors, parties)
        if own:
            return own
    patients = _patients(reading, heads, parties)
    if reading.type is T.ASSAULT:
        patients = [t for t in patients if sector_of(t) != "MIL"]
    patients = [t for t in patients if not _is_of_elsewhere(t)]
    for patient in [t for t in patients if not parties.of([t])] or patients:
        if entry.domestic or (reading.type in AGAINST and not entry.body and _is_public(patient)):
            return (parties.lend(patient, actors[0]),)
    if entry.domestic and not patients and not objects_of(reading.verb):
        return parties.place_of(reading.verb) or _own_state(reading, actors, parties)
    return ()


def only_other(reading: Reading, actors: Mentions, parties: Parties) -> Mentions:
    """The one other party that stands further down in what the verb governs: “let grain through to Chad”."""
    if reading.is_nominal or reading.type not in _GIVING or has_open_object(reading, parties):
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
    only = codes(states_around(reading.verb, parties, frozenset())) <= codes(actors)
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


def states_around(verb: Token, parties: Parties, besides: frozenset[str]) -> Mentions:
    span = verb.sent
    inside = parties.document.mentions_in(span.start_char, span.end_char)
    return unique(m for m in inside if m.code not in besides and _is_state_by_name(m))


def _is_state_by_name(mention: Mention) -> bool:
    home = mention.actor.kind in (ActorKind.STATE, ActorKind.PERSON)
    return home and mention.code != "UNNAMED" and mention.form is not MentionForm.PRONOUN
