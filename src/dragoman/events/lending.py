"""Parties that the clause leaves to be understood: a country for “police”, the author of “the offer”."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.events import Event, EventType, Status
from dragoman.events.codebook import Entry
from dragoman.events.grammar import objects_of, places, prepositions, spread
from dragoman.events.parties import Parties, codes, is_crowd, sector_of, unique, without
from dragoman.events.predicates import Reading, understood_subjects

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
_LASTING = frozenset({"plan", "proposal", "initiative"})
"""Nouns for what a report goes on speaking of: the first such act counts, not the last."""
_TEXTS = frozenset({"resolution", "text", "draft", "statement", "declaration", "communiqué"})
_DECIDED = frozenset({T.REQUEST, T.ACCUSE, T.SUPPORT, T.REJECT, T.SANCTION, T.CONCEDE, T.THREATEN})
_UNDONE = frozenset(
    {
        "reject",
        "fail",
        "veto",
        "defeat",
        "block",
        "withdraw",
        "introduce",
        "table",
        "submit",
        "circulate",
        "prepare",
    }
)
_AGAINST = frozenset({T.ACCUSE, T.REQUEST, T.REJECT, T.THREATEN, T.PROTEST, T.ASSAULT, T.COERCE})
"""Types in which “the government”, “rebels” without a country are the other side at home."""
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
_AT_HOME = frozenset({T.CONCEDE, T.COERCE, T.PROTEST})
"""Types whose unknown names are most likely those of the actor's own country."""
_SIDES = frozenset({"support", "back", "oppose", "favour", "favor", "approve", "endorse", "give"})
_DECISIONS = frozenset(
    [
        "vote",
        "resolution",
        "text",
        "decision",
        "measure",
        "determination",
        "ruling",
        "verdict",
        "adoption",
        "draft",
        "declaration",
        "outcome",
    ]
)


def with_lent(reading: Reading, parties: Parties, earlier: list[Event]) -> Reading:
    """The reading with the parties that its clause leaves out."""
    if reading.entry.host and not reading.recipients:
        hosts = [t for t in places(reading.verb, "subject") if parties.is_agent(t)]
        lenders = _states_around(reading.verb, parties, codes(reading.actors)) or _home(
            parties, codes(reading.actors)
        )
        return replace(reading, recipients=tuple(parties.lend(h, m) for h in hosts[:1] for m in lenders[:1]))
    lent = not reading.actors
    actors = reading.actors or _decided_by(reading, parties) or _lent_actors(reading, parties, earlier)
    if not actors:
        return replace(reading, actors=_unknown_actors(reading, parties)) if reading.recipients else reading
    recipients = without(reading.recipients, actors) if lent else reading.recipients
    if not recipients and not reading.is_mutual:
        recipients = (
            _author_of_object(reading, actors, earlier, parties)
            or _carried_on(reading, actors, earlier)
            or _of_condition(reading, parties)
            or _lent_recipients(reading, actors, parties)
        )
    return replace(reading, actors=actors, recipients=recipients)


def _unknown_actors(reading: Reading, parties: Parties) -> tuple[Mention, ...]:
    """An actor who is named, or described as an agent, but of no country that the text tells."""
    if reading.is_nominal:
        return ()
    found = [t for t in _subjects(reading, parties) if t.pos_ == "PROPN" or parties.is_agent(t)]
    return tuple(parties.unknown(t) for t in found[:1])


def _of_blast(noun: Token, parties: Parties) -> tuple[Mention, ...]:
    """Whose attack it was, where its phrase tells: “a raid by Chadian jets killed …”; else the state it happened in."""
    return parties.of(places(noun, "by")) or tuple(parties.lend(noun, m) for m in parties.place_of(noun)[:1])


def _may_borrow(agent: Token, entry: Entry) -> bool:
    """Whether any state named nearby may be the agent's: in domestic news, and for “President N.”."""
    return (
        entry.domestic
        or entry.type in _AGAINST
        or (agent.pos_ == "PROPN" and any(c.dep_ == "compound" for c in agent.children))
    )


def _subjects(reading: Reading, parties: Parties) -> list[Token]:
    if reading.is_nominal:
        return [t for p in reading.entry.actor for t in places(reading.head, p)]
    return understood_subjects(reading.verb, parties)


def _same_group(agent: Token, parties: Parties, earlier: list[Event]) -> tuple[Mention, ...]:
    """“The ministers”, “the two sides”: those so called before, else the parties of the last act of several."""
    if agent.tag_ not in ("NNS", "NNPS") or not any(
        c.lower_ in ("the", "both", "these") for c in agent.children
    ):
        return ()
    called = [
        m
        for m in parties.document.mentions
        if m.end <= agent.idx and m.text.lower().endswith(agent.lower_) and m.code != "UNNAMED"
    ]
    if called:
        return unique(m for m in called if m.end == called[-1].end)
    several = [e for e in earlier if len(e.actors) > 1]
    return several[-1].actors if several else ()


def _sides(recipients: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Recipients that are agents themselves, and so may share their country with the actor."""
    return tuple(m for m in recipients if m.form in (MentionForm.OFFICE, MentionForm.DESCRIPTION))


def _lent_actors(reading: Reading, parties: Parties, earlier: list[Event]) -> tuple[Mention, ...]:
    """An agent without a country takes that of the place, or the only other one in the sentence."""
    verb, entry = reading.verb, reading.entry
    subjects = _subjects(reading, parties)
    if reading.type is T.ASSAULT and any(s.lemma_ in _BLASTS for s in subjects):
        return _of_blast(subjects[0], parties)
    agents = [t for t in subjects if parties.is_agent(t) and not any(c.dep_ == "poss" for c in t.children)]
    if agents:
        same = _same_group(agents[0], parties, earlier)
        if same:
            return same
        besides = codes(reading.recipients)
        home = () if is_crowd(agents[0]) else _home(parties, besides)
        around = _states_around(verb, parties, besides) if _may_borrow(agents[0], entry) else ()
        lenders = parties.place_of(verb) or around or _sides(reading.recipients) or home
        return tuple(parties.lend(agents[0], m) for m in lenders[:1])
    if not subjects and entry.domestic and reading.recipients and verb.pos_ == "VERB":
        return parties.place_of(verb)[:1]
    return ()


def _lent_recipients(reading: Reading, actors: tuple[Mention, ...], parties: Parties) -> tuple[Mention, ...]:
    """Police against students, rebels against the government: both sides of one country."""
    entry = reading.entry
    heads = _recipient_heads(reading)
    if entry.domestic and (own := _own_people(heads, actors, parties)):
        return own
    patients = [t for t in heads if parties.is_agent(t) or (reading.type in _AT_HOME and t.pos_ == "PROPN")]
    if entry.domestic and not patients:
        below = [t for h in heads for t in h.subtree if t.i != h.i and t.dep_ != "compound"]
        patients = [t for t in below if parties.is_agent(t)]
    named = [t for t in patients if not parties.of([t])]
    for patient in named or patients:
        if entry.domestic or (reading.type in _AGAINST and not entry.body and _is_public(patient)):
            return (parties.lend(patient, actors[0]),)
    if entry.domestic and not patients and not objects_of(reading.verb):
        return parties.place_of(reading.verb)
    return ()


def _recipient_heads(reading: Reading) -> list[Token]:
    """What stands in the recipient's places; of a clause its own subject, else its objects."""
    heads = []
    for place in reading.entry.recipient:
        found = places(reading.head, place) if place not in ("in", "subject", "none") else []
        if place in ("clause", "purpose"):
            inner = [
                [c for c in p.children if c.dep_ in ("nsubj", "nsubjpass")] or objects_of(p) for p in found
            ]
            found = [t for tokens in inner for t in tokens]
        heads += found
    return heads


def _own_people(heads: list[Token], actors: tuple[Mention, ...], parties: Parties) -> tuple[Mention, ...]:
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
    return (
        definite
        and token.tag_ not in ("NNS", "NNPS")
        and (sector_of(token) in _PUBLIC or token.pos_ == "PROPN")
    )


def _decided_by(reading: Reading, parties: Parties) -> tuple[Mention, ...]:
    """The organ whose resolution condemns, demands or welcomes; nobody where the text was not adopted."""
    for subject in places(reading.verb, "subject"):
        verb = subject.head
        fate = next((v for v in (verb, *verb.ancestors) if v.pos_ == "VERB"), verb)
        bare = any(m.lemma_ == "draft" or m.lower_ in ("no", "neither") for m in subject.children)
        stands = fate.lemma_ not in _UNDONE and not bare
        if stands and reading.type in _DECIDED and subject.lemma_.lower() in _TEXTS:
            return parties.of(places(fate, "by")) or parties.organ_before(subject)
    return ()


def _carried_on(reading: Reading, actors: tuple[Mention, ...], earlier: list[Event]) -> tuple[Mention, ...]:
    """“refused the deal and demanded their return”: the other side goes on over coordinated verbs."""
    objects = objects_of(reading.verb)
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for o in objects for c in o.children)
    meant = owned or reading.type is T.AID or any(o.pos_ == "PRON" for o in objects)
    along = reading.verb.dep_ == "advcl" and reading.verb.tag_ == "VBG"
    if not along and not (reading.verb.dep_ == "conj" and meant):
        return ()
    start = reading.verb.sent.start_char
    before = [e for e in earlier[-1:] if codes(actors) <= codes(e.actors) and e.evidence.end >= start]
    return (before[0].recipients or without(before[0].actors, actors)) if before else ()


def _of_condition(reading: Reading, parties: Parties) -> tuple[Mention, ...]:
    """“Peru would reopen it if Chile left”: whoever must fulfil the condition."""
    clauses = [
        c
        for c in reading.verb.children
        if c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children)
    ]
    return parties.of(s for c in clauses for s in c.children if s.dep_ == "nsubj")


def _states_around(verb: Token, parties: Parties, besides: frozenset[str]) -> tuple[Mention, ...]:
    span = verb.sent
    inside = parties.document.mentions_in(span.start_char, span.end_char)
    return unique(
        m
        for m in inside
        if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)
        and m.code != "UNNAMED"
        and m.code not in besides
        and m.form is not MentionForm.PRONOUN
    )


def _home(parties: Parties, besides: frozenset[str]) -> tuple[Mention, ...]:
    """The first state that the document names."""
    return tuple(
        m for m in parties.document.mentions if m.actor.kind is ActorKind.STATE and m.code not in besides
    )[:1]


def _author_of_object(
    reading: Reading, actors: tuple[Mention, ...], earlier: list[Event], parties: Parties
) -> tuple[Mention, ...]:
    """Whose offer, demand or vote “the offer”, “the demand”, “the vote” is."""
    for noun in _definite_objects(reading):
        lemma = noun.lemma_.lower()
        for event in earlier if lemma in _LASTING else reversed(earlier):
            if event.type in _ANSWERS.get(lemma, ()) and not codes(event.actors) & codes(actors):
                return event.actors
        if lemma in _DECISIONS and reading.type in (T.REJECT, T.SUPPORT, T.ACCUSE, T.PROTEST):
            return tuple(m for m in parties.organ_before(noun) if m.code not in codes(actors))
    return ()


def _definite_objects(reading: Reading) -> list[Token]:
    heads = [
        *objects_of(reading.head),
        *(t for w, n in prepositions(reading.head) if w in ("of", "against", "to", "in") for t in spread(n)),
    ]
    return [t for t in heads if any(c.lower_ in ("the", "this", "that", "its", "their") for c in t.children)]


def taken_up(reading: Reading, earlier: list[Event], start: int) -> tuple[Mention, ...]:
    """Actors of a passive without agent that goes on from a friendly act in the same sentence:
    “they signalled a deal; a memorandum will be signed”."""
    if reading.actors or places(reading.verb, "subject"):
        return ()
    for noun in _definite_objects(reading):
        authors = [e for e in earlier if e.type in _ANSWERS.get(noun.lemma_.lower(), ())]
        if authors and reading.type is T.AGREE:
            return authors[0].actors
    before = [
        e
        for e in earlier
        if e.evidence.start >= start and len(e.actors) > 1 and e.status is not Status.NEGATED
    ]
    friendly = reading.type in (T.AGREE, T.SUPPORT, T.COOPERATE)
    return before[-1].actors if before and friendly else ()


def has_nameless_actor(reading: Reading) -> bool:
    """Whether an act stands without an actor: a crowd of no country, a bombing that killed somebody."""
    subjects = places(reading.verb, "subject")
    if reading.type is T.PROTEST:
        return any(is_crowd(s) for s in subjects)
    return (
        reading.type is T.ASSAULT and bool(reading.recipients) and any(s.lemma_ in _BLASTS for s in subjects)
    )


def is_plain_vote(reading: Reading) -> bool:
    """“backed the resolution”, “opposed it”, “was against”: a side taken on a text is a position, not an event."""
    if reading.type not in (T.SUPPORT, T.REJECT):
        return False
    if reading.phrase.text == "be against":
        return True
    objects = [o.lemma_.lower() for o in objects_of(reading.head)]
    return reading.head.lemma_ in _SIDES and any(
        o in _TEXTS or o in ("it", "one", "amendment", "motion") for o in objects
    )
