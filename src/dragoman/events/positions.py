"""Positions of a report: from votes and sponsorship, from what parties say they would take, from support and refusal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.events import Event, EventType, Status
from dragoman.domain.measures import Measure, MeasureKind, Outcome, Position, Stance
from dragoman.events.attribution import chain_at
from dragoman.events.voting.ballots import Ballot
from dragoman.text.clauses import (
    auxiliaries,
    clause_span,
    conjuncts,
    is_negated,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.text.document import Document
from dragoman.text.sieve import Sieve

Token = Any

ACCEPTING = frozenset(
    [
        "accept",
        "back",
        "support",
        "agree",
        "join",
        "contribute",
        "sign",
        "endorse",
        "welcome",
        "allow",
        "approve",
        "tolerate",
        "permit",
        "recognise",
        "recognize",
        "consider",
        "host",
        "send",
    ]
)
REJECTING = frozenset(["reject", "veto", "oppose", "block", "refuse", "resist", "boycott", "obstruct"])
STANDING_ASIDE = frozenset(["object", "oppose", "stand", "veto", "block", "resist", "reject"])
"""Verbs whose denial means acceptance: “would not object”."""
MODALS = frozenset(["would", "could", "will", "might"])
READY = frozenset(["ready", "willing", "prepared", "open"])
WHOLE = (Quantifier.ALL, Quantifier.AS_BLOC, Quantifier.ALL_BUT, Quantifier.MOST)
MEASURE_NOUNS = re.compile(
    r"\b(proposals?|plans?|offers?|ideas?|deals?|agreements?|texts?|drafts?|resolutions?|initiatives?|terms?|wording|treat(?:y|ies)|"
    r"accords?|pacts?|ceasefires?|truces?|mandates?|deployments?|forces?|peacekeepers?|observers?|troops|soldiers|sanctions?|loans?|"
    r"votes?|decisions?|demands?|conditions?|timetables?|dates?|targets?|communiqué|statement|declaration|call|measures?|missions?|talks|summit)\b",
    re.IGNORECASE,
)
KIND_WORDS = (
    (
        MeasureKind.DEPLOYMENT,
        re.compile(r"peacekeep|troops|soldiers|deploy|observers|mission|force\b", re.IGNORECASE),
    ),
    (
        MeasureKind.STATEMENT,
        re.compile(
            r"communiqué|communique|joint statement|joint declaration|final statement|declaration",
            re.IGNORECASE,
        ),
    ),
    (MeasureKind.AGREEMENT, re.compile(r"deal|agreement|accord|pact|treaty|truce|ceasefire", re.IGNORECASE)),
)
STATEMENT_NOUN = Sieve(
    r"\b(?:joint |final |common |agreed )?(?:statement|communiqué|communique|declaration)\b",
)
NOT_AGREED = re.compile(
    r"\b(?:without|fail(?:ed|s|ing|ure)?|unable|could not|couldn't|cannot|did not|didn't|no|never|not)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


@dataclass
class _Book:
    """Measures known so far; new ones get the next number."""

    measures: list[Measure]
    positions: list[Position] = field(default_factory=list)
    of_head: dict[int, str] = field(default_factory=dict)

    def new(
        self, document: Document, start: int, end: int, kind: MeasureKind, outcome: Outcome | None = None
    ) -> str:
        for m in self.measures:
            if m.evidence.start < end and start < m.evidence.end:
                return m.id
        measure = Measure(
            id=f"m{len(self.measures) + 1}",
            kind=kind,
            title=document.source.text[start:end],
            outcome=outcome,
            evidence=document.evidence(start, end),
        )
        self.measures.append(measure)
        return measure.id


def find_positions(
    document: Document, ballots: Sequence[Ballot], events: Sequence[Event]
) -> tuple[tuple[Position, ...], tuple[Measure, ...], tuple[Event, ...]]:
    """Positions, the measures they are on, and the events with the measure each is about."""
    book = _Book([b.measure for b in ballots], of_head={h: b.measure.id for b in ballots for h in b.heads})
    urging = [e for e in events if e.type is EventType.REQUEST and _urging(e) is not None]
    book.positions += [p for b in ballots for p in _of_ballot(document, b) if not _is_urged(p, urging)]
    for token in document.parse:
        _modal(document, token, book)
    for event in events:
        _of_event(document, event, book)
    _failures(document, book)
    linked = tuple(_with_measure(e, book.measures) for e in events)
    return _without_doubles(book.positions), tuple(book.measures), linked


def _is_urged(position: Position, urging: Sequence[Event]) -> bool:
    """Whether a vote to come is what its actor asks of others: “called on all members to vote for it”."""
    if position.stance not in (Stance.WOULD_ACCEPT, Stance.WOULD_REJECT):
        return False
    start, end = position.evidence.start, position.evidence.end
    return any(
        e.evidence.start < end
        and start < e.evidence.end
        and position.actor.code in {m.code for m in e.actors}
        for e in urging
    )


def _without_doubles(positions: list[Position]) -> tuple[Position, ...]:
    """One of each actor, measure, stance and place; overlapping places of the same statement count once."""
    kept: list[Position] = []
    alike: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for p in positions:
        same = alike[p.actor.code, p.measure]
        if not any(k.evidence.start < p.evidence.end and p.evidence.start < k.evidence.end for k in same):
            same.append(p)
            kept.append(p)
    return tuple(sorted(kept, key=lambda p: (p.evidence.start, p.evidence.end)))


# ------------------------------------------------------------------ votes and sponsors
def _of_ballot(document: Document, ballot: Ballot) -> Iterator[Position]:
    def position(actor: Mention, stance: Stance, s: Any) -> Position:
        return Position(
            source=document.source.id,
            actor=actor,
            measure=ballot.measure.id,
            stance=stance,
            attribution=s.attribution,
            evidence=document.evidence(s.start, s.end),
        )

    for s in ballot.votes:
        stance = (
            _intended(s.stance)
            if s.status is not Status.ACTUAL and s.stance is not Stance.ABSENT
            else s.stance
        )
        for voter in s.voters:
            yield position(voter, stance, s)
        if s.group is not None and s.group.bloc is not None and s.group.quantifier in WHOLE:
            yield position(s.group.bloc, stance, s)
    for sponsorship in ballot.sponsorships:
        if not sponsorship.negated:
            for sponsor in sponsorship.sponsors:
                yield position(sponsor, sponsorship.stance, sponsorship)


def _intended(stance: Stance) -> Stance:
    return {
        Stance.FOR: Stance.WOULD_ACCEPT,
        Stance.AGAINST: Stance.WOULD_REJECT,
        Stance.VETO: Stance.WOULD_REJECT,
    }.get(stance, stance)


# ------------------------------------------------------------------ what a party would take
def _modal(document: Document, verb: Token, book: _Book) -> None:
    """“would not object to peacekeepers”, “would veto any use of”, “was ready to contribute”."""
    stance = _would(verb)
    if stance is None:
        return
    subject = subject_of(verb)
    if subject is None:
        return
    actors = _parties(document, subject)
    if not actors:
        return
    target = object_of(verb) or prepositional(verb, "to", "with", "for", "of", "in", "on")
    start, end = clause_span(verb, *([subject] if subject.sent == verb.sent else []))
    phrase = (
        (target.left_edge.idx, target.right_edge.idx + len(target.right_edge.text))
        if target is not None
        else (verb.idx, end)
    )
    heads = [book.of_head[target.i]] if target is not None and target.i in book.of_head else []
    start_of, end_of = phrase
    words = document.source.text[start_of:end_of]
    measure = heads[0] if heads else book.new(document, start_of, end_of, _kind(words))
    for actor in actors:
        book.positions.append(
            Position(
                source=document.source.id,
                actor=actor,
                measure=measure,
                stance=stance,
                attribution=chain_at(document, start, end),
                evidence=document.evidence(start, end),
            )
        )


def _would(verb: Token) -> Stance | None:
    if verb.pos_ not in ("VERB", "ADJ"):
        return None
    lemma = verb.lemma_.lower()
    modal = any(a in MODALS for a in auxiliaries(verb))
    ready = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in READY
    if not modal and not ready:
        return None
    if lemma == "agree" and "could" in auxiliaries(verb):
        return None
    if lemma in STANDING_ASIDE and is_negated(verb):
        return Stance.WOULD_ACCEPT
    if lemma in REJECTING or (lemma in ACCEPTING and is_negated(verb)):
        return Stance.WOULD_REJECT
    return Stance.WOULD_ACCEPT if lemma in ACCEPTING and (ready or "would" in auxiliaries(verb)) else None


def _parties(document: Document, head: Token) -> list[Mention]:
    found = [m for t in conjuncts(head) for m in document.mentions_of(t)]
    return list(dict.fromkeys(m for m in found if m.actor.kind is not ActorKind.UNNAMED))


def _kind(words: str) -> MeasureKind:
    return next((kind for kind, pattern in KIND_WORDS if pattern.search(words)), MeasureKind.OTHER)


# ------------------------------------------------------------------ from events
STANCE_OF = {EventType.SUPPORT: Stance.FOR, EventType.REJECT: Stance.AGAINST}
CONDITIONAL = (Status.HYPOTHETICAL,)


def _of_event(document: Document, event: Event, book: _Book) -> None:
    stance = _event_stance(event)
    if stance is None or event.status is Status.NEGATED:
        return
    start, end = event.evidence.start, event.evidence.end
    noun = MEASURE_NOUNS.search(document.source.text, start, end)
    known = [m for h, m in book.of_head.items() if start <= document.parse[h].idx < end]
    if (
        noun is None
        and not known
        and stance not in (Stance.URGES_FOR, Stance.WOULD_ACCEPT, Stance.WOULD_REJECT)
    ):
        return
    begin, stop = noun.span() if noun else (start, end)
    measure = known[0] if known else book.new(document, begin, stop, _kind(event.evidence.text))
    for actor in event.actors:
        if actor.actor.kind is not ActorKind.UNNAMED and actor.code not in ("UNGA", "UNSC"):
            book.positions.append(
                Position(
                    source=document.source.id,
                    actor=actor,
                    measure=measure,
                    stance=stance,
                    attribution=event.attribution,
                    evidence=event.evidence,
                )
            )


def _event_stance(event: Event) -> Stance | None:
    text = event.evidence.text
    if re.search(r"\bveto", text, re.IGNORECASE):
        return None
    if event.type is EventType.REJECT:
        return (
            Stance.WOULD_REJECT
            if re.search(r"\brul(?:e|ed|es|ing) out|refus|declin", text, re.IGNORECASE)
            else Stance.AGAINST
        )
    if event.type is EventType.AGREE:
        if event.status in CONDITIONAL or re.search(
            r"\bready to|willing to|prepared to\b", text, re.IGNORECASE
        ):
            return Stance.WOULD_ACCEPT
        return Stance.FOR if re.search(r"\baccept", text, re.IGNORECASE) else None
    if event.type is EventType.CONCEDE:
        return Stance.WOULD_ACCEPT if event.status in CONDITIONAL else None
    if event.type is EventType.REQUEST:
        return _urging(event)
    return STANCE_OF.get(event.type)


def _urging(event: Event) -> Stance | None:
    """Urging is a position where it asks others to take a side on a measure."""
    text = event.evidence.text
    if re.search(r"\b(?:vote (?:no|against)|reject|oppose|block|veto)\b", text, re.IGNORECASE):
        return Stance.URGES_AGAINST
    asks = re.search(
        r"\b(?:vote|adopt|back|support|approve|pass|sign|ratify|admit|accept|release|repeal|stand firm|endorse|join|allow)\b",
        text,
        re.IGNORECASE,
    )
    return Stance.URGES_FOR if asks else None


# ------------------------------------------------------------------ failed consensus
def _failures(document: Document, book: _Book) -> None:
    """A joint statement that its parties could not agree on is a measure with that outcome."""
    for match in STATEMENT_NOUN.finditer(document.source.text):
        sentence = document.sentence_at(match.start())
        before = document.source.text[sentence.start : match.start()]
        if NOT_AGREED.search(before):
            for i, m in enumerate(book.measures):
                if m.evidence.start <= match.start() < m.evidence.end:
                    book.measures[i] = replace(m, kind=MeasureKind.STATEMENT, outcome=Outcome.NOT_AGREED)
                    break
            else:
                book.new(document, match.start(), match.end(), MeasureKind.STATEMENT, Outcome.NOT_AGREED)


def _with_measure(event: Event, measures: Sequence[Measure]) -> Event:
    inside = [
        m
        for m in measures
        if event.evidence.start <= m.evidence.start and m.evidence.end <= event.evidence.end
    ]
    return replace(event, measure=inside[0].id) if inside and event.measure is None else event
