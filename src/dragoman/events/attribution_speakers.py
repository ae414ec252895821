"""Who a saying's source is: the actors behind its words, through letters, first persons and names not registered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dragoman.domain.actors import UNNAMED, Actor, Mention, MentionForm
from dragoman.events.attribution_sayings import Saying
from dragoman.events.attribution_sources import VEHICLES, source_span
from dragoman.text.clauses import coordinated
from dragoman.text.document import Document

Token = Any
_WRITES = frozenset({"write", "tweet", "post", "email", "publish", "declare", "say"})
_THIRD = frozenset({"he", "she", "it", "they"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})


def speakers_of(document: Document, saying: Saying, sayings: Iterable[Saying] = ()) -> tuple[Mention, ...]:
    """The mentions of who says it; an unnamed one where the text does not tell.

    `sayings` are those of the whole document: “I” within one of them is whoever says it.
    """
    others = tuple(sayings)
    heads = () if saying.head is None else coordinated(document.parse[saying.head])
    known = [m for head in heads for m in _at(document, head, saying, others)]
    if known:
        return tuple({m.actor: m for m in known}.values())
    start, end = saying.source or saying.cue
    form = MentionForm.DESCRIPTION if saying.source else MentionForm.IMPLICIT
    return (_mention(document, _by_name(document, saying), start, end, form),)


def _at(document: Document, head: Token, saying: Saying, others: tuple[Saying, ...]) -> tuple[Mention, ...]:
    if named := document.mentions_of(head):
        return named
    if head.lower_ in _FIRST:
        return _first_person(document, head, saying, others)
    if head.lemma_.lower() in VEHICLES:
        return _behind(document, head) or _author_before(document, head, others)
    return ()


def _first_person(
    document: Document, head: Token, saying: Saying, others: tuple[Saying, ...]
) -> tuple[Mention, ...]:
    """“I” in somebody's quoted words: the speaker of the innermost of the sayings around it."""
    start, end = head.idx, head.idx + len(head.text)
    inside = any(q.outer[0] <= start < q.outer[1] for q in document.quotations)
    around = [s for s in others if s is not saying and s.covers(start, end) and s.head != head.i]
    if not inside or not around:
        return ()
    innermost = min(around, key=lambda s: sum(b - a for a, b in s.content))
    return tuple(
        replace(m, text=head.text, start=start, end=end, form=MentionForm.PRONOUN)
        for m in speakers_of(document, innermost)
        if m.actor != UNNAMED
    )


def _behind(document: Document, vehicle: Token) -> tuple[Mention, ...]:
    """“her letter”, “a statement from the ministry”, “the report by two scholars”."""
    owners = [c for c in vehicle.children if c.dep_ == "poss"]
    for child in vehicle.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            owners += [c for c in child.children if c.dep_ == "pobj"]
    return tuple(m for owner in owners for part in coordinated(owner) for m in document.mentions_of(part))


def _author_before(document: Document, vehicle: Token, others: tuple[Saying, ...]) -> tuple[Mention, ...]:
    """“The message” just told of: whoever wrote or said last, not far before."""
    if not any(c.lower_ in ("the", "this", "that") for c in vehicle.children):
        return ()
    before = [s for s in others if s.cue[1] <= vehicle.idx and _wrote(document, s)]
    found = speakers_of(document, before[-1]) if before else ()
    start, end = vehicle.left_edge.idx, vehicle.idx + len(vehicle.text)
    text = document.source.text[start:end]
    return tuple(
        replace(m, text=text, start=start, end=end, form=MentionForm.DESCRIPTION)
        for m in found
        if m.actor != UNNAMED
    )


def _wrote(document: Document, saying: Saying) -> bool:
    return document.parse[saying.token].lemma_.lower() in _WRITES


def _by_name(document: Document, saying: Saying) -> Actor:
    """A source under a name that the registry does not know keeps it; a pronoun takes that of the subject before."""
    head = None if saying.head is None else document.parse[saying.head]
    if head is None or saying.source is None:
        return UNNAMED
    if head.lower_ in _THIRD:
        head = _subject_before(head)
    if head is None or head.pos_ != "PROPN":
        return UNNAMED
    start, end = source_span(head) or saying.source
    return replace(UNNAMED, name=" ".join(document.source.text[start:end].split()))


def _subject_before(pronoun: Token) -> Token | None:
    """The main subject of the sentence before."""
    start = pronoun.sent.start
    root = pronoun.doc[start - 1].sent.root if start else None
    return None if root is None else next((c for c in root.children if c.dep_ == "nsubj"), None)


def _mention(document: Document, actor: Actor, start: int, end: int, form: MentionForm) -> Mention:
    return Mention(actor=actor, text=document.source.text[start:end], start=start, end=end, form=form)
