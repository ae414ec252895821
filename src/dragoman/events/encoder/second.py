"""The second opinion on a document's events: the encoder is asked where the rules are silent or unsure.

The rules propose and keep the last word on types. Where they are silent, the encoder may propose an act of its own;
where they are unsure, its opinion goes into the confidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.domain.events import Event
from dragoman.events.confidence import by_rules, in_order, of_both, of_proposal
from dragoman.events.encoder.proposals import Opinion, propose
from dragoman.events.encoder.session import Encoder
from dragoman.events.parties import Parties
from dragoman.text.document import Document, Sentence, SentenceKind

SURE = 0.8
"""Confidence of the rules from which nobody else is asked."""
NEW = 0.9
"""Probability of a type from which the encoder's own proposal is taken up."""
_VOTES = re.compile(
    r"\b(?:vot(?:e|es|ed|ing|ers?)|abst(?:ain|ention)\w*|in favou?r|ballots?|noes|ayes|amend(?:ed|ments?))\b",
    re.IGNORECASE,
)
"""Words of a vote and of what it is on: sides taken there are positions, which rules of their own read; the corpus holds no votes."""
SHORTEST = 45
"""Characters under which a sentence seldom tells an act and its doer that the rules have missed: “So was Israel.”"""
EARLIER = 100
"""How many earlier events may lend a proposal their parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An event and who holds it how likely."""

    event: Event
    rules: float | None
    """The rules' probability; None where they did not see it."""
    encoder: float | None
    """The encoder's probability of its type at its words; None where it was not asked."""

    @property
    def confidence(self) -> float:
        """Both opinions in one probability."""
        if self.encoder is None:
            return self.rules or 0.0
        return of_proposal(self.encoder) if self.rules is None else of_both(self.rules, self.encoder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The events after the second opinion, and in how many sentences it was asked for."""

    events: tuple[Event, ...]
    asked: int
    sentences: int


def reviewed(document: Document, events: Sequence[Event], encoder: Encoder | None) -> Reviewed:
    """The rules' events with calibrated confidence; with an encoder, also weighed and completed by it."""
    told = by_sentence(document, events)
    asked = [s for s in document.sentences if encoder is not None and is_in_doubt(document, s, told[s.index])]
    found = weighed(document, told, asked, encoder)
    final = [event for events in found.values() for event in _with_confidence(events)]
    return Reviewed(
        events=tuple(sorted(final, key=lambda e: (e.evidence.start, e.evidence.end))),
        asked=len(asked),
        sentences=len(document.sentences),
    )


def unaided(document: Document, encoder: Encoder) -> tuple[Event, ...]:
    """What the encoder sees by itself in all sentences: to measure it beside the rules."""
    found = weighed(document, {}, document.sentences, encoder)
    return tuple(replace(w.event, confidence=w.confidence) for events in found.values() for w in events)


def by_sentence(document: Document, events: Sequence[Event]) -> Mapping[int, list[Weighed]]:
    """The rules' events with their probability, by the index of their sentence."""
    told: dict[int, list[Weighed]] = defaultdict(list)
    for event in events:
        index = document.sentence_at(event.evidence.start).index
        told[index].append(Weighed(event=event, rules=by_rules(event.confidence), encoder=None))
    return told


def is_in_doubt(document: Document, sentence: Sentence, told: Sequence[Weighed]) -> bool:
    """Whether the rules found something they are not sure of, or nothing where they might have."""
    if sentence.kind is SentenceKind.BYLINE:
        return False
    if told:
        return min(w.confidence for w in told) < SURE
    words = document.source.text[sentence.start : sentence.end]
    is_named = bool(document.mentions_in(sentence.start, sentence.end))
    return is_named and len(words) > SHORTEST and not _VOTES.search(words)


def weighed(
    document: Document,
    told: Mapping[int, Sequence[Weighed]],
    asked: Sequence[Sentence],
    encoder: Encoder | None,
    *,
    bar: float = NEW,
) -> Mapping[int, Sequence[Weighed]]:
    """By sentence the rules' events, with the encoder's view of those asked about; where there are none, its own."""
    found = dict(told)
    if encoder is None:
        return found
    parties = Parties(document=document)
    earlier = sorted((w.event for events in told.values() for w in events), key=lambda e: e.evidence.start)
    for sentence in asked:
        opinion = _opinion(document, sentence, encoder)
        if ours := found.get(sentence.index):
            found[sentence.index] = [_seen(opinion, w) for w in ours]
        else:
            before = [e for e in earlier if e.evidence.start < sentence.start][-EARLIER:]
            found[sentence.index] = list(_proposals(document, opinion, parties, before, bar))
    return found


def _opinion(document: Document, sentence: Sentence, encoder: Encoder) -> Opinion:
    words = [t for t in document.parse[sentence.first : sentence.last] if not t.is_space]
    return Opinion(sentence=sentence, words=words, judgement=encoder.judge([t.text for t in words]))


def _seen(opinion: Opinion, ours: Weighed) -> Weighed:
    """A rules' event with the probability that the encoder gives it."""
    evidence = ours.event.evidence
    return replace(ours, encoder=opinion.type_within(evidence.start, evidence.end, ours.event.type))


def _proposals(
    document: Document, opinion: Opinion, parties: Parties, earlier: list[Event], bar: float
) -> Iterator[Weighed]:
    """What the encoder sees where the rules are silent."""
    for trigger in opinion.triggers(bar):
        event = propose(document, opinion, trigger, parties, earlier)
        if event is not None:
            yield Weighed(event=event, rules=None, encoder=trigger.certainty)


def _with_confidence(events: Sequence[Weighed]) -> Iterator[Event]:
    """A sentence's events with their confidence; it follows the order in which the rules rank them."""
    ranked = sorted(events, key=lambda w: (-(w.rules or 0.0), -(w.encoder or 0.0)))
    for one, confidence in zip(ranked, in_order([w.confidence for w in ranked]), strict=True):
        yield replace(one.event, confidence=confidence)
