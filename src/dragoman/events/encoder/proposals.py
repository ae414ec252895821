"""Acts that the encoder sees and the rules do not: its trigger, type and status, with parties found as the rules find them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.events import Event, EventType, Status
from dragoman.events.attribution import chain_at
from dragoman.events.codebook import Entry, Phrase
from dragoman.events.coder import as_attributed, speaks_for_itself
from dragoman.events.contexts import contexts_of
from dragoman.events.dating import date_near, day_of
from dragoman.events.encoder.session import STATUSES, TYPES, Judgement
from dragoman.events.exclusion import excluded_by
from dragoman.events.lending import with_lent
from dragoman.events.parties import Parties, codes, without
from dragoman.events.predicates import Reading, light_verb_of, verb_over
from dragoman.events.shifts import shifted
from dragoman.events.status import situation_of
from dragoman.text.document import Document, Sentence
from dragoman.text.frames import core_span, noun_span

Token = Any
Mentions = tuple[Mention, ...]
PARTY = 0.5
"""Probability from which a word is taken to name a party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that the encoder takes for an act."""

    word: int
    """Its number among the sentence's words."""
    type: EventType
    status: Status
    certainty: float
    """Probability that it tells an act of this very type."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opinion:
    """The encoder's judgement of one sentence, beside the words it was given."""

    sentence: Sentence
    words: Sequence[Token]
    judgement: Judgement

    def triggers(self, bar: float) -> list[Trigger]:
        """The acts whose type has at least this probability; neighbouring words of one type are one act."""
        found: list[Trigger] = []
        for word in range(len(self.judgement.types)):
            trigger = self.at(word)
            if trigger.certainty < bar:
                continue
            if found and found[-1].word >= word - 2 and found[-1].type is trigger.type:
                if self._leads(word, found[-1].word):
                    found[-1] = trigger
                continue
            found.append(trigger)
        return found

    def _leads(self, word: int, other: int) -> bool:
        """Whether a word stands above another in the parse."""
        return bool(self.words[word].is_ancestor(self.words[other]))

    def at(self, word: int) -> Trigger:
        """What the encoder holds of a word."""
        types, statuses = self.judgement.types[word], self.judgement.statuses[word]
        kind = int(types[1:].argmax())
        return Trigger(
            word=word,
            type=TYPES[kind],
            status=STATUSES[int(statuses.argmax())],
            certainty=float(types[1 + kind]),
        )

    def type_within(self, start: int, end: int, kind: EventType) -> float:
        """The highest probability of a type among the words of a stretch of text."""
        column = self.judgement.types[: len(self.words), 1 + TYPES.index(kind)]
        return max(
            (float(p) for p, t in zip(column, self.words, strict=False) if start <= t.idx < end), default=0.0
        )

    def party(self, role: int, word: int) -> list[Token]:
        """Heads of the phrases that name the act's actor (0) or recipient (1), the likeliest first."""
        shares = self.judgement.roles[role, word]
        named = {t.i: float(p) for t, p in zip(self.words, shares, strict=False) if p >= PARTY}
        heads = [t for t in self.words if t.i in named and (t.head.i not in named or t.head == t)]
        return sorted(heads, key=lambda t: -named[t.i])


def propose(
    document: Document, opinion: Opinion, trigger: Trigger, parties: Parties, earlier: list[Event]
) -> Event | None:
    """The event of a trigger; None where nobody is named who does it, or where the grammar tells of no event."""
    head = opinion.words[trigger.word]
    reading = _reading_of(head, trigger.type, opinion, trigger.word, parties)
    reading = with_lent(reading, parties, earlier)
    anchor = reading.verb if reading.is_light or head.pos_ == "ADJ" else head
    chain = chain_at(document, anchor.idx, anchor.idx + len(anchor.text))
    if not reading.actors:
        return None
    own, chain = speaks_for_itself(chain, reading.actors)
    told = _status(trigger, anchor, committed=own)
    if told is None:
        return None
    start, end = core_span(anchor) if anchor.pos_ in ("VERB", "AUX") else noun_span(head)
    if not start <= head.idx < end:
        start, end = head.idx, head.idx + len(head.text)
    status = as_attributed(trigger.type, told, chain, end)
    when = date_near(document, start, end, (opinion.sentence.start, opinion.sentence.end))
    first, last = day_of(when)
    return Event(
        source=document.source.id,
        type=trigger.type,
        contexts=contexts_of(document, start, end),
        actors=reading.actors,
        recipients=reading.recipients,
        excluded=excluded_by(anchor, parties, {*codes(reading.actors), *codes(reading.recipients)}),
        status=status,
        attribution=chain,
        date=first,
        end_date=last,
        evidence=document.evidence(start, end),
        confidence=trigger.certainty,
    )


def _reading_of(head: Token, kind: EventType, opinion: Opinion, word: int, parties: Parties) -> Reading:
    """The reading with the parties that the encoder points at."""
    doers = opinion.party(0, word)
    actors = parties.of(doers) if parties.of(doers[:1]) else ()
    recipients = without(parties.of(opinion.party(1, word)), actors)
    light = light_verb_of(head) if head.pos_ in ("NOUN", "PROPN") else None
    verb = head if head.pos_ in ("VERB", "AUX") else light or verb_over(head)
    phrase = Phrase(
        words=(frozenset({head.lemma_.lower()}),), entry=Entry(type=kind), text=head.lemma_.lower()
    )
    return Reading(head=head, verb=verb, phrase=phrase, actors=actors, recipients=recipients)


def _status(trigger: Trigger, anchor: Token, *, committed: bool) -> Status | None:
    """The encoder's status, but nothing done where the grammar says it was not; None where that tells of no event."""
    made = shifted(trigger.type, situation_of(anchor, ()), committed=committed)
    if made is None:
        return None
    is_done = trigger.status in (Status.ACTUAL, Status.HISTORICAL)
    return trigger.status if made[1] is Status.ACTUAL or not is_done else made[1]
