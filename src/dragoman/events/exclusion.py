"""Over whose head an act was done: “talks without Kyiv”, “over the heads of the Europeans”."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.events.parties import Parties
from dragoman.text.frames import places, possessors, prepositions, spread

Token = Any
_LEFT_OUT = ("without", "excluding", "minus")
_OVERLOOKED = frozenset({"head", "back"})
"""“over the head of”, “behind the back of”."""


def excluded_by(verb: Token, parties: Parties, involved: Collection[str]) -> tuple[Mention, ...]:
    """Parties that the clause of `verb` names as left out; none of the codes `involved`."""
    found: list[Token] = []
    for word, noun in _phrases(verb):
        if word in _LEFT_OUT:
            found += spread(noun)
        elif word in ("over", "behind") and noun.lemma_.lower() in _OVERLOOKED:
            found += [*possessors(noun), *places(noun, "of")]
    return tuple(m for m in parties.of(found) if m.code not in involved)


def _phrases(verb: Token) -> list[tuple[str, Token]]:
    """The prepositional phrases of a clause, those below its objects and below each other included."""
    found = [
        *prepositions(verb),
        *(p for c in verb.children if c.dep_ in ("dobj", "nsubj") for p in prepositions(c)),
    ]
    for _, noun in found:
        found += prepositions(noun)
    return found
