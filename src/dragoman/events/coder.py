"""Text to events: every predicate the codebook knows, with parties, status and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.events.attribution import chain_at

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.events import Attribution, Event, EventType, Status
from dragoman.events.contexts import contexts_of
from dragoman.events.dating import date_of, day_of, is_background
from dragoman.events.grammar import controller_of, core_span, objects_of, places
from dragoman.events.obligations import find_obligations
from dragoman.events.parties import Parties, codes, is_agent, unique, without
from dragoman.events.predicates import Reading, find_readings
from dragoman.events.shifts import FRIENDLY, shifted
from dragoman.events.status import Situation, situation_of
from dragoman.text.document import Document, Sentence, SentenceKind

Token = Any


@dataclass(slots=True, kw_only=True)
class _Memory:
    """What earlier sentences lend to later ones: whether the tale is of old times."""

    old: bool = False


def find_events(document: Document) -> tuple[Event, ...]:
    """The events of a document, in the order of their evidence."""
    parties, memory = Parties(document=document), _Memory()
    found: list[Event] = []
    for sentence in document.sentences:
        if sentence.kind is SentenceKind.BYLINE:
            continue
        found += _of_sentence(document, sentence, parties, memory)
    return tuple(_distinct(sorted(found, key=lambda e: (e.evidence.start, e.evidence.end))))


def _of_sentence(document: Document, sentence: Sentence, parties: Parties, memory: _Memory) -> list[Event]:
    tokens = document.parse[sentence.first : sentence.last]
    readings = {t.i: r for t in tokens if (r := next(find_readings(t, parties), None)) is not None}
    heads = {i for r in readings.values() for i in (r.head.i, r.verb.i if r.head.pos_ != "VERB" and r.verb.i not in readings else r.head.i)}
    found = [e for r in readings.values() if (e := _event_of(document, r, heads, parties)) is not None]
    found += find_obligations(document, tokens, parties, readings)
    return _with_time(document, sentence, tokens, found, memory)


def _event_of(document: Document, reading: Reading, heads: set[int], parties: Parties) -> Event | None:
    anchor = reading.head if reading.head.pos_ in ("NOUN", "PROPN") and reading.verb.i == reading.head.i else reading.verb
    situation = situation_of(_anchor(reading), heads - {anchor.i, reading.head.i, reading.verb.i})
    if situation.governor is not None:
        return None
    start, end = core_span(reading.verb if _is_light(reading) else reading.head, controller_of(reading.verb))
    if reading.head.pos_ in ("NOUN", "PROPN") and not _is_light(reading):
        start, end = _noun_span(reading.head)
    chain = chain_at(document, start, end)
    reading = _with_lent(reading, parties)
    if reading.entry.said:
        reading = replace(reading, actors=tuple(link.actor for link in chain[-1:]), recipients=parties.of(places(reading.verb, "subject"), deep=True))
        chain = chain[:-1]
    if not reading.actors:
        return None
    own, chain = _speaks_for_itself(chain, reading.actors)
    made = shifted(reading.type, situation, committed=own)
    if made is None:
        return None
    kind, status = made
    status = _as_attributed(kind, status, chain, start, end, document)
    return Event(
        source=document.source.id,
        type=kind,
        mode=reading.entry.mode if kind is reading.type else None,
        contexts=contexts_of(document, start, end),
        actors=reading.actors,
        recipients=reading.recipients,
        status=status,
        attribution=chain,
        evidence=document.evidence(start, end),
        confidence=_confidence(reading, status, situation),
    )


def _anchor(reading: Reading) -> Token:
    """The token whose place in the tree decides how real the act is."""
    return reading.verb if _is_light(reading) or reading.head.pos_ == "ADJ" else reading.head


def _is_light(reading: Reading) -> bool:
    """Whether a light verb carries the noun's act."""
    return reading.head.pos_ in ("NOUN", "PROPN") and reading.head.head == reading.verb and reading.head.dep_ in ("dobj", "nsubjpass")


def _noun_span(noun: Token) -> tuple[int, int]:
    inside = [t for t in noun.subtree if not any(a.dep_ in ("relcl", "advcl") for a in (t, *t.ancestors) if noun.is_ancestor(a))]
    return int(inside[0].idx), int(inside[-1].idx + len(inside[-1].text))


def _with_lent(reading: Reading, parties: Parties) -> Reading:
    """Parties described without a country take the other side's, the place's or the sentence's only one."""
    actors, recipients = reading.actors, reading.recipients
    verb = reading.verb
    subjects = places(verb, "subject") if verb.pos_ in ("VERB", "AUX") else places(reading.head, "by")
    agents = [t for t in subjects if is_agent(t)]
    if not actors and agents:
        lenders = parties.place_of(verb) or recipients or _states_around(verb, parties)
        actors = tuple(parties.lend(agents[0], m) for m in lenders[:1])
    if not actors and not subjects and reading.entry.domestic:
        actors = parties.place_of(verb)[:1]
    if not recipients and actors:
        heads = [t for p in reading.entry.recipient for t in places(reading.head, p) if p not in ("clause", "in", "subject")]
        patients = [t for t in heads if is_agent(t)]
        if patients:
            recipients = (parties.lend(patients[0], actors[0]),)
        elif reading.entry.domestic and not objects_of(verb):
            recipients = without(parties.place_of(verb), ())
    return replace(reading, actors=actors, recipients=recipients)


def _states_around(verb: Token, parties: Parties) -> tuple[Mention, ...]:
    span = verb.sent
    inside = parties.document.mentions_in(span.start_char, span.end_char)
    return unique(m for m in inside if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON) and m.code != "UNNAMED")


def _speaks_for_itself(chain: Attribution, actors: tuple[Mention, ...]) -> tuple[bool, Attribution]:
    """Whether the act is told in the text's own voice or by the actor, and the chain without him."""
    if chain and chain[-1].actor.code in codes(actors):
        return True, chain[:-1]
    return False, chain


def _as_attributed(
    kind: EventType, status: Status, chain: Attribution, start: int, end: int, document: Document
) -> Status:
    """What one party says of another is not done: hypothetical, unless the text adopts it after the act."""
    named = [link for link in chain if link.actor.code != "UNNAMED"]
    if status is not Status.ACTUAL or not named:
        return status
    trailing = len(chain) == 1 and chain[0].actor.start >= end
    if trailing and kind in FRIENDLY:
        return status
    return Status.HYPOTHETICAL


def _confidence(reading: Reading, status: Status, situation: Situation) -> float:
    """A rank, not yet a probability: longer phrases, named parties and plain statements stand higher."""
    value = 0.6 + 0.1 * min(len(reading.phrase.words) - 1, 2)
    value += 0.1 * bool(reading.recipients or len(reading.actors) > 1)
    value -= 0.2 * (reading.phrase.text in reading.entry.weak)
    value -= 0.1 * (reading.head.pos_ in ("NOUN", "PROPN") and not _is_light(reading))
    value -= 0.1 * (status in (Status.HYPOTHETICAL, Status.NEGATED))
    return round(max(0.1, min(value, 0.95)), 2)


def _with_time(
    document: Document, sentence: Sentence, tokens: Any, events: list[Event], memory: _Memory
) -> list[Event]:
    """The events with their dates; those of old times are historical."""
    published = document.source.published
    made = []
    said = [d for d in document.dates if sentence.start <= d.start < sentence.end and d.first is not None]
    if any(is_background(d, published) for d in said):
        pass
    root = document.parse[sentence.first : sentence.last].root
    if said:
        memory.old = is_background(said[0], published)
    elif root.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in root.children if c.dep_ in ("aux", "auxpass")):
        memory.old = False
    for event in events:
        when = _date_near(document, sentence, event)
        first, last = day_of(when)
        old = is_background(when, published) if when is not None else memory.old and not said
        status = Status.HISTORICAL if old and event.status is Status.ACTUAL else event.status
        made.append(replace(event, date=first, end_date=last, status=status))
    return made


def _date_near(document: Document, sentence: Sentence, event: Event) -> Any:
    """The time expression inside the evidence, else the clause's around it."""
    inside = date_of(document, event.evidence.start, event.evidence.end)
    if inside is not None:
        return inside
    near = [
        d
        for d in document.dates
        if d.first is not None and sentence.start <= d.start and d.end <= sentence.end
        and not any(c in document.source.text[min(d.end, event.evidence.end) : max(d.start, event.evidence.start)] for c in ";:")
    ]
    return min(near, key=lambda d: min(abs(d.start - event.evidence.end), abs(event.evidence.start - d.end)), default=None)


def _distinct(events: list[Event]) -> Iterator[Event]:
    """One event where two readings of the same words name the same act."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -e.confidence):
        if not any(_is_same(event, other) for other in kept):
            kept.append(event)
    yield from sorted(kept, key=lambda e: (e.evidence.start, e.evidence.end))


def _is_same(event: Event, other: Event) -> bool:
    overlap = event.evidence.start < other.evidence.end and other.evidence.start < event.evidence.end
    parties = codes(event.actors) | codes(event.recipients), codes(other.actors) | codes(other.recipients)
    return overlap and event.type is other.type and (parties[0] <= parties[1] or parties[1] <= parties[0])
