"""Text to events: every predicate the codebook knows, with parties, status and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.events import Attribution, Event, EventType, Status
from dragoman.events.anaphora import is_plain_vote, taken_up
from dragoman.events.attribution import chain_at
from dragoman.events.contexts import contexts_of
from dragoman.events.dating import date_near, day_of, is_background, is_old
from dragoman.events.ellipsis import find_elliptic
from dragoman.events.exclusion import excluded_by
from dragoman.events.lending import has_nameless_actor, with_lent
from dragoman.events.mood import cues, has_condition, is_factive
from dragoman.events.obligations import find_obligations
from dragoman.events.parties import Parties, codes
from dragoman.events.predicates import Reading, find_readings
from dragoman.events.shifts import FRIENDLY, HOSTILE, shifted
from dragoman.events.status import Situation, situation_of
from dragoman.text.document import Document, Sentence, SentenceKind
from dragoman.text.frames import complements, core_span, noun_span, places

Token = Any
RECENT = 100
"""How many earlier events a sentence may take up again: “the offer”, “the ministers”."""


@dataclass(slots=True, kw_only=True)
class _Story:
    """What earlier sentences lend to later ones: their events, and whether the tale is of old times."""

    events: list[Event] = field(default_factory=list)
    old: bool = False
    old_from_the_start: bool = False
    paragraph: int = -1

    def enter(self, document: Document, sentence: Sentence) -> None:
        """Take up a sentence: a time it names counts, else the tale goes on as far as its paragraph."""
        named = is_old(document, sentence.start, sentence.end)
        if self.paragraph < 0:
            self.old_from_the_start = bool(named)
        if sentence.paragraph != self.paragraph:
            self.old = self.old_from_the_start
        if named is not None:
            self.old = named
        elif _is_present(document.parse.span(sentence.first, sentence.last).root):
            self.old = False
        self.paragraph = sentence.paragraph


def find_events(document: Document) -> tuple[Event, ...]:
    """The events of a document, in the order of their evidence."""
    parties, story = Parties(document=document), _Story()
    for sentence in document.sentences:
        if sentence.kind is not SentenceKind.BYLINE:
            story.enter(document, sentence)
            story.events += _of_sentence(document, sentence, parties, story)
    return tuple(_distinct(story.events))


def _of_sentence(document: Document, sentence: Sentence, parties: Parties, story: _Story) -> list[Event]:
    tokens = document.parse[sentence.first : sentence.last]
    readings = {t.i: r for t in tokens if (r := next(find_readings(t, parties), None)) is not None}
    found: list[Event] = []
    recent = story.events[-RECENT:]
    for reading in readings.values():
        event = _event_of(document, reading, readings, parties, [*recent, *found], sentence)
        if event is not None:
            found.append(event)
    found += find_obligations(document, tokens, parties, readings)
    found += find_elliptic(document, tokens, parties, [*recent, *found], readings)
    return [_with_time(document, sentence, event, story) for event in found]


def _event_of(
    document: Document,
    reading: Reading,
    readings: Mapping[int, Reading],
    parties: Parties,
    earlier: list[Event],
    sentence: Sentence,
) -> Event | None:
    if reading.is_light and reading.verb.i in readings and readings[reading.verb.i].actors:
        return None
    anchor = reading.verb if reading.is_light or reading.head.pos_ == "ADJ" else reading.head
    situation = situation_of(anchor, _governing(reading, readings))
    if situation.governor is not None or is_plain_vote(reading):
        return None
    chain = chain_at(document, anchor.idx, anchor.idx + len(anchor.text))
    reading = (
        _with_speaker(reading, chain, parties) if reading.entry.said else with_lent(reading, parties, earlier)
    )
    actors = reading.actors or taken_up(reading, earlier, sentence.start)
    if not actors and not has_nameless_actor(reading):
        return None
    if reading.entry.mode == "deny" and reading.head.dep_ == "relcl":
        chain = ()
    own, chain = speaks_for_itself(chain, actors)
    kind = _type_of(reading, parties)
    made = shifted(kind, _in_its_words(reading, kind, situation), committed=own)
    if made is None:
        return None
    kind, status = made
    start, end = noun_span(reading.head) if reading.is_nominal else core_span(anchor)
    if reading.head.pos_ == "NOUN" and all(m.start > reading.head.idx for m in reading.actors):
        end = max([end, *(m.end for m in reading.actors if m.end <= sentence.end)])
    status = as_attributed(kind, status, chain, end)
    return Event(
        source=document.source.id,
        type=kind,
        mode=reading.entry.mode if kind is reading.type else None,
        contexts=contexts_of(document, start, end),
        actors=actors,
        recipients=reading.recipients,
        excluded=excluded_by(anchor, parties, {*codes(actors), *codes(reading.recipients)}),
        status=status,
        attribution=chain,
        evidence=document.evidence(start, end),
        confidence=_confidence(reading, status),
    )


def _governing(reading: Reading, readings: Mapping[int, Reading]) -> set[int]:
    """The other predicates of the sentence, any of which may have this one as its content."""
    heads = set(readings) | {r.verb.i for r in readings.values() if r.is_light}
    return heads - ({reading.head.i} if reading.is_nominal else {reading.head.i, reading.verb.i})


def _with_speaker(reading: Reading, chain: Attribution, parties: Parties) -> Reading:
    """The reading of words whose actor is whoever says them: “Peru said Chile was to blame”."""
    recipients = parties.around(places(reading.verb, "subject"), clauses=True)
    speaker = tuple(link.actor for link in chain[-1:] if link.actor.code != "UNNAMED")
    return replace(reading, actors=speaker, recipients=recipients)


def _type_of(reading: Reading, parties: Parties) -> EventType:
    """The type, after a look at what is promised: a promise to strike is a threat, one to block a refusal."""
    if reading.type is not EventType.AGREE or reading.is_nominal:
        return reading.type
    for content in _contents(reading.head):
        inner = next(find_readings(content, parties), None)
        if inner is None or situation_of(content, set()).negated:
            continue
        if inner.type in HOSTILE:
            return EventType.THREATEN
        if inner.type is EventType.REJECT:
            return EventType.REJECT
    return reading.type


def _contents(head: Token) -> list[Token]:
    """What is promised: the clause below, and what “keep”, “begin” in it lead on to."""
    found = complements(head)[:1]
    for content in found:
        if content.lemma_ in cues()["verbs"]["done"]:
            found += complements(content)[:1]
    return found


def _in_its_words(reading: Reading, kind: EventType, situation: Situation) -> Situation:
    """The situation with what the words themselves add: “ended without a deal”, “ready to help if asked”."""
    if reading.entry.negated:
        return replace(situation, negated=True)
    if kind is EventType.AGREE and any(has_condition(c) for c in complements(reading.head)):
        return replace(situation, conditional=True)
    return situation


def speaks_for_itself(chain: Attribution, actors: tuple[Mention, ...]) -> tuple[bool, Attribution]:
    """Whether the innermost speaker is the actor, and the chain without him."""
    own = False
    named = codes(actors) - {"UNNAMED"}
    while chain and chain[-1].actor.code in named:
        own, chain = True, chain[:-1]
    return own, chain


def as_attributed(kind: EventType, status: Status, chain: Attribution, end: int) -> Status:
    """What one party says of another is not done: hypothetical, unless the text itself leads with a friendly act."""
    named = [link for link in chain if link.actor.code != "UNNAMED" and not is_factive(link.cue)]
    if status is not Status.ACTUAL or not named:
        return status
    trailing = len(chain) == 1 and chain[0].actor.start >= end
    return status if trailing and kind in FRIENDLY else Status.HYPOTHETICAL


def _confidence(reading: Reading, status: Status) -> float:
    """A rank, not yet a probability: longer phrases, named parties and plain main clauses stand higher."""
    value = 0.6 + 0.1 * min(len(reading.phrase.words) - 1, 2)
    value += 0.1 * bool(reading.recipients or len(reading.actors) > 1)
    value -= 0.2 * (reading.phrase.text in reading.entry.weak)
    value -= 0.15 * reading.is_nominal
    value -= 0.25 * any(t.dep_ in ("advcl", "relcl", "acl") for t in (reading.verb, *reading.verb.ancestors))
    value -= 0.1 * (status in (Status.HYPOTHETICAL, Status.NEGATED))
    return round(max(0.1, min(value, 0.95)), 2)


def _is_present(root: Token) -> bool:
    finite = [root, *(c for c in root.children if c.dep_ in ("aux", "auxpass"))]
    return any(t.tag_ in ("VBZ", "VBP") for t in finite)


def _with_time(document: Document, sentence: Sentence, event: Event, story: _Story) -> Event:
    """The event with its date; of old times it is historical."""
    evidence = event.evidence
    when = date_near(document, evidence.start, evidence.end, (sentence.start, sentence.end))
    first, last = day_of(when)
    old = is_background(when, document.source.published) if when is not None else story.old
    status = Status.HISTORICAL if old and event.status is Status.ACTUAL else event.status
    return replace(event, date=first, end_date=last, status=status)


def _distinct(events: list[Event]) -> Iterator[Event]:
    """One event where two readings of the same words name the same act; in the order of their evidence."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -e.confidence):
        if not any(_is_same(event, other) for other in kept):
            kept.append(event)
    yield from sorted(kept, key=lambda e: (e.evidence.start, e.evidence.end))


def _is_same(event: Event, other: Event) -> bool:
    overlap = event.evidence.start < other.evidence.end and other.evidence.start < event.evidence.end
    one, two = (codes(e.actors) | codes(e.recipients) for e in (event, other))
    return overlap and event.type is other.type and (one <= two or two <= one)
