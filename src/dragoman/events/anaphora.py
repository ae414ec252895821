"""Parties taken up from what was told before: the author of “the offer”, those called “the ministers”."""

from __future__ import annotations

from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.events import Event, EventType, Status
from dragoman.events.parties import Parties, codes, unique, without
from dragoman.events.predicates import Reading
from dragoman.text.frames import objects_of, places, prepositions, spread

Token = Any
T = EventType
Mentions = tuple[Mention, ...]

_OFFERS = frozenset({T.AGREE, T.CONCEDE})
_DEEDS = frozenset({T.SANCTION, T.COERCE, T.MOBILIZE, T.SUPPORT, T.REJECT, T.RETREAT, T.CONCEDE, T.AID})
_ANSWERS: dict[str, frozenset[EventType]] = {
    **dict.fromkeys(("offer", "proposal", "plan", "pledge", "promise", "invitation", "initiative"), _OFFERS),
    **dict.fromkeys(("demand", "request", "call", "appeal", "plea", "condition"), frozenset({T.REQUEST})),
    **dict.fromkeys(("charge", "accusation", "allegation", "claim", "criticism"), frozenset({T.ACCUSE})),
    **dict.fromkeys(
        ("attack", "strike", "raid", "bombing", "shelling", "invasion", "offensive"), frozenset({T.ASSAULT})
    ),
    **dict.fromkeys(("killing", "assault", "airstrike", "ambush", "bombardment"), frozenset({T.ASSAULT})),
    **dict.fromkeys(("sanction", "tariff", "embargo", "expulsion", "boycott"), frozenset({T.SANCTION})),
    **dict.fromkeys(("arrest", "detention", "seizure", "crackdown"), frozenset({T.COERCE})),
    **dict.fromkeys(("move", "step", "decision", "recognition", "withdrawal", "deployment"), _DEEDS),
    **dict.fromkeys(("threat", "warning", "ultimatum"), frozenset({T.THREATEN})),
}
"""What a definite noun takes up again, and the types of act whose author it points to."""
_LASTING = frozenset({"plan", "proposal", "initiative"})
"""Nouns for what a report goes on speaking of: the first such act counts, not the last."""
_DECISIONS = frozenset(
    {"vote", "resolution", "text", "decision", "measure", "determination", "ruling", "verdict", "adoption"}
    | {"draft", "declaration", "outcome"}
)
_TEXTS = frozenset({"resolution", "text", "draft", "statement", "declaration", "communiqué"})
_DECIDED = frozenset({T.REQUEST, T.ACCUSE, T.SUPPORT, T.REJECT, T.SANCTION, T.CONCEDE, T.THREATEN})
"""Types of act that the words of a resolution do."""
_UNDONE = frozenset(
    {"reject", "fail", "veto", "defeat", "block", "withdraw", "introduce", "table", "submit", "circulate"}
    | {"prepare", "draft"}
)
_SIDES = frozenset({"support", "back", "oppose", "favour", "favor", "approve", "endorse", "give"})


def author_of_object(reading: Reading, actors: Mentions, earlier: list[Event], parties: Parties) -> Mentions:
    """Whose offer, demand or vote “the offer”, “the demand”, “the vote” is."""
    for noun in _definite_objects(reading):
        lemma = noun.lemma_.lower()
        for event in earlier if lemma in _LASTING else reversed(earlier):
            if event.type in _ANSWERS.get(lemma, ()) and not codes(event.actors) & codes(actors):
                return event.actors
        if lemma in _DECISIONS and reading.type in (T.REJECT, T.SUPPORT, T.ACCUSE, T.PROTEST):
            return without(parties.organ_before(noun), actors)
    return ()


def _definite_objects(reading: Reading) -> list[Token]:
    behind = [
        t for w, n in prepositions(reading.head) if w in ("of", "against", "to", "in") for t in spread(n)
    ]
    heads = [*objects_of(reading.head), *behind]
    return [t for t in heads if any(c.lower_ in ("the", "this", "that", "its", "their") for c in t.children)]


def carried_on(reading: Reading, actors: Mentions, earlier: list[Event]) -> Mentions:
    """“turned it down and asked for their release”: the other side goes on over coordinated verbs."""
    verb, objects = reading.verb, objects_of(reading.verb)
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for o in objects for c in o.children)
    meant = owned or reading.type is T.AID or any(o.pos_ == "PRON" for o in objects)
    along = verb.dep_ == "advcl" and verb.tag_ == "VBG"
    if not along and not (verb.dep_ == "conj" and meant):
        return ()
    start = verb.sent.start_char
    before = [e for e in earlier[-1:] if codes(actors) <= codes(e.actors) and e.evidence.end >= start]
    return (before[0].recipients or without(before[0].actors, actors)) if before else ()


def party_of_condition(reading: Reading, parties: Parties) -> Mentions:
    """“Peru would reopen it if Chile left”: whoever must fulfil the condition."""
    clauses = [
        c
        for c in reading.verb.children
        if c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children)
    ]
    return parties.of(s for c in clauses for s in c.children if s.dep_ == "nsubj")


def taken_up(reading: Reading, earlier: list[Event], start: int) -> Mentions:
    """Actors of a passive without agent: the authors of “the plan”, or of the friendly act just told in the same
    sentence, as in “they signalled a deal; a memorandum will be signed”."""
    if reading.actors or places(reading.verb, "subject"):
        return ()
    if reading.type is T.AGREE:
        for noun in _definite_objects(reading):
            authors = [e for e in earlier if e.type in _ANSWERS.get(noun.lemma_.lower(), ())]
            if authors:
                return authors[0].actors
    before = [
        e
        for e in earlier
        if e.evidence.start >= start and len(e.actors) > 1 and e.status is not Status.NEGATED
    ]
    return before[-1].actors if before and reading.type in (T.AGREE, T.SUPPORT, T.COOPERATE) else ()


def same_group(agent: Token, parties: Parties, earlier: list[Event]) -> Mentions:
    """“The ministers”, “the two sides”: those so called before, else the parties of the last act of several."""
    if agent.tag_ not in ("NNS", "NNPS") or not any(
        c.lower_ in ("the", "both", "these") for c in agent.children
    ):
        return ()
    called = parties.called_before(agent)
    if called:
        return unique(called)
    several = [e for e in earlier if len(e.actors) > 1]
    return several[-1].actors if several else ()


def organ_of_text(reading: Reading, parties: Parties) -> Mentions:
    """The organ whose resolution condemns, demands or welcomes; nobody where the text was not adopted."""
    for subject in places(reading.verb, "subject"):
        fate = next((v for v in (subject.head, *subject.head.ancestors) if v.pos_ == "VERB"), subject.head)
        bare = any(m.lemma_ == "draft" or m.lower_ in ("no", "neither") for m in subject.children)
        stands = fate.lemma_ not in _UNDONE and not bare
        if stands and reading.type in _DECIDED and subject.lemma_.lower() in _TEXTS:
            return parties.of(places(fate, "by")) or parties.organ_before(subject)
    return ()


def is_plain_vote(reading: Reading) -> bool:
    """“backed the resolution”, “opposed it”, “was against”: a side taken on a text is a position, not an event."""
    if reading.type not in (T.SUPPORT, T.REJECT):
        return False
    if reading.phrase.text == "be against":
        return True
    objects = {o.lemma_.lower() for o in objects_of(reading.head)}
    return reading.head.lemma_ in _SIDES and bool(objects & (_TEXTS | {"it", "one", "amendment", "motion"}))
