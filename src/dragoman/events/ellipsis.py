"""Acts told without their verb: “Thailand has not”, “So did Peru”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dragoman.domain.events import Event, Status
from dragoman.events.mood import is_negated
from dragoman.events.parties import Parties, codes
from dragoman.events.predicates import Reading
from dragoman.text.document import Document
from dragoman.text.frames import spread

Token = Any
_FILLERS = ("nsubj", "neg", "advmod", "punct", "cc", "intj", "conj", "mark", "advcl", "preconj", "det")
_REACH = 60
"""Characters between the end of the act taken up and the subject that takes it up."""


def find_elliptic(
    document: Document, tokens: Any, parties: Parties, earlier: list[Event], readings: Mapping[int, Reading]
) -> list[Event]:
    """The act just told, taken up by another party through a bare auxiliary."""
    found = []
    for verb in tokens:
        subject = _bare_subject(verb)
        if subject is None or verb.i in readings:
            continue
        before = [
            e
            for e in earlier
            if e.evidence.end <= verb.idx and subject.left_edge.idx - e.evidence.end < _REACH
        ]
        actors = parties.of(spread(subject))
        if before and actors and not codes(actors) & codes(before[-1].actors):
            start, end = min(verb.idx, subject.left_edge.idx), _end_of(verb)
            status = Status.NEGATED if is_negated(verb) else before[-1].status
            found.append(
                replace(
                    before[-1],
                    actors=actors,
                    status=status,
                    evidence=document.evidence(start, end),
                    confidence=0.5,
                )
            )
    return found


def _bare_subject(verb: Token) -> Token | None:
    """The subject of an auxiliary that has no verb beside it."""
    if verb.pos_ not in ("AUX", "VERB") or verb.lower_ not in (
        "has",
        "have",
        "had",
        "did",
        "does",
        "do",
        "will",
        "would",
    ):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.dep_ in ("aux", "auxpass"):
        return None
    before = [c for c in verb.children if c.dep_ == "ccomp" and c.i < subject.i]
    return None if any(c.dep_ not in _FILLERS for c in verb.children if c not in before) else subject


def _end_of(verb: Token) -> int:
    last = max((t for t in verb.subtree if t.dep_ in ("neg", "nsubj") or t == verb), key=lambda t: t.i)
    return int(last.idx + len(last.text))
