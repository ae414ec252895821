"""What has been named so far, and where a pronoun looks for what it stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.domain.actors import Actor, Mention
from dragoman.text.clauses import clause_of, coordinated, own_subject
from dragoman.text.document import Document

PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_LONG = 3000
"""Characters of the longest quotation looked for around a word."""
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(slots=True)
class Referents:
    """The document as far as it is resolved: actors by token, grown from left to right."""

    document: Document
    known: dict[int, tuple[Mention, ...]]
    added: list[Mention] = field(default_factory=list)
    starts: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        return self.document.source.text

    def actors_at(self, token: Any) -> tuple[Actor, ...]:
        """The actors that the phrase headed by this token names, those coordinated with it included."""
        found: dict[Actor, None] = {}
        for part in coordinated(token):
            for mention in self.known.get(part.i, ()):
                found[mention.actor] = None
        return tuple(found)

    def quotation_at(self, token: Any) -> int | None:
        """Index of the quotation that holds the token."""
        i = bisect_right(self.starts, token.idx) - 1
        while i >= 0 and token.idx - self.starts[i] < _LONG:
            if token.idx < self.document.quotations[i].outer[1]:
                return i
            i -= 1
        return None

    def back_from(self, token: Any, reach: int) -> Iterator[tuple[Any, tuple[Mention, ...]]]:
        """Tokens with their mentions before the phrase of this token, nearest first, `reach` tokens at most."""
        first = token.left_edge.i
        for i in range(first - 1, max(-1, first - reach), -1):
            if i in self.known:
                yield token.doc[i], self.known[i]

    def add(self, mentions: Iterator[Mention] | list[Mention], token: Any) -> None:
        here = tuple(mentions)
        if here:
            self.added.extend(here)
            self.known[token.i] = here


def candidates(token: Any, text: Referents) -> Iterator[Any]:
    """Where a pronoun looks for its antecedent, nearest first.

    The subjects of the clauses that its own clause hangs on; those of clauses earlier in the sentence, then the
    objects there; then the sentence before: its main subject, its other subjects, its objects. A pronoun that is no
    possessive never stands for the subject of its own clause.
    """
    seen = {token.i}
    for head in (*_above(token), *_earlier(token, token.sent), *_sentences_before(token, text)):
        if head.i < token.i and head.i not in seen and token not in head.subtree:
            seen.add(head.i)
            yield head


def _above(token: Any) -> Iterator[Any]:
    clause = clause_of(token)
    own = own_subject(clause)
    if own is not None and (token.tag_ == "PRP$" or token.lower_.endswith(("self", "selves"))):
        yield own
    while clause.head != clause:
        clause = clause_of(clause.head)
        subject = own_subject(clause)
        if subject is not None and (subject != own or token.tag_ == "PRP$"):
            yield subject


def _earlier(token: Any, sentence: Any) -> Iterator[Any]:
    own = own_subject(clause_of(token))
    before = [t for t in sentence if t.i < token.i and t != own]
    yield from (t for t in reversed(before) if t.dep_ in _SUBJECTS)
    yield from (t for t in reversed(before) if t.dep_ in ("dobj", "agent") and t.head != token.head)


def _sentences_before(token: Any, text: Referents) -> Iterator[Any]:
    """Subjects and objects of the sentence before, of the two before for a person, those in quotations left out."""
    start, left = token.sent.start, 2 if token.lower_ in PERSONAL else 1
    is_quoted = text.quotation_at(token) is not None
    while start > 0 and left > 0:
        sentence = token.doc[start - 1].sent
        start = sentence.start
        if not is_quoted and text.quotation_at(sentence.root) is not None:
            continue
        left -= 1
        main = [c for c in sentence.root.children if c.dep_ in _SUBJECTS]
        others = [t for t in sentence if t.dep_ in _SUBJECTS and t not in main]
        objects = [t for t in sentence if t.dep_ in ("dobj", "pobj") and t.head.lower_ != "as"]
        yield from (*main, *reversed(others), *reversed(objects))
