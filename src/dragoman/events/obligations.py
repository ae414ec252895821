"""“Peru said Chile must leave”: who says that another must do something asks it of him."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.domain.events import Event, EventType
from dragoman.events.attribution import chain_at
from dragoman.events.contexts import contexts_of
from dragoman.events.parties import Parties, codes, without
from dragoman.events.predicates import Reading
from dragoman.text.document import Document
from dragoman.text.frames import core_span, spread

Token = Any


def find_obligations(
    document: Document, tokens: Any, parties: Parties, readings: Mapping[int, Reading]
) -> list[Event]:
    """A REQUEST for each clause in which a named speaker says what another party must do."""
    found = []
    for verb in tokens:
        if verb.pos_ not in ("VERB", "AUX") or not _is_obliged(verb):
            continue
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        governors = [a.i for a in verb.ancestors if a.i in readings]
        if subject is None or governors:
            continue
        start, end = core_span(verb)
        chain = chain_at(document, verb.idx, verb.idx + len(verb.text))
        speakers = tuple(link.actor for link in chain[-1:] if link.actor.code != "UNNAMED")
        asked = without(parties.around(spread(subject)), speakers)
        if speakers and asked and not codes(speakers) & codes(asked):
            found.append(
                Event(
                    source=document.source.id,
                    type=EventType.REQUEST,
                    contexts=contexts_of(document, start, end),
                    actors=speakers,
                    recipients=asked,
                    attribution=chain[:-1],
                    evidence=document.evidence(start, end),
                    confidence=0.7,
                )
            )
    return found


def _is_obliged(verb: Token) -> bool:
    """“must leave”, “has to leave”, “needs to leave”."""
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in ("must", "should", "ought"):
            return True
    return verb.lemma_ in ("have", "need") and any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.children) for c in verb.children
    )
