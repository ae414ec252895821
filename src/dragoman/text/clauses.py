"""Small questions to the dependency parse: which clause, who does it to whom, who is coordinated, what is negated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Token = Any
"""A spaCy token."""

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = ("which", "who", "that", "whom")
CLAUSAL = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep"}
)


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it: “A, B and C” → A, B, C."""
    found = [token]
    for part in found:
        found += [
            c
            for c in part.children
            if c.dep_ in ("conj", "appos")
            and c.pos_ in ("PROPN", "NOUN", "PRON", "NUM", "ADJ")
            and (c.dep_ == "conj" or _is_list_apposition(c))
        ]
    return found


def _is_list_apposition(token: Token) -> bool:
    """True where the parser calls the second item of a list an apposition: “Guatemala, Honduras and Togo”."""
    return (
        token.pos_ == "PROPN" and token.head.pos_ == "PROPN" and any(c.dep_ == "conj" for c in token.children)
    )


def subject_of(verb: Token) -> Token | None:
    """The head of the clause's subject, inherited over coordination, control and relative clauses."""
    seen = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            return antecedent(own, verb)
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "aux", "dep") and verb.head != verb:
            verb = verb.head
            while verb.dep_ in ("prep", "agent") and verb.head != verb:
                verb = verb.head
            continue
        return None
    return None


def antecedent(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other subject stands for itself."""
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return subject


def is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )


def agent_of(verb: Token) -> Token | None:
    """The “by” phrase of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def object_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "obj", "attr")), None)


def prepositional(head: Token, *prepositions: str) -> Token | None:
    """The object of one of these prepositions under `head`."""
    for child in head.children:
        if child.dep_ in ("prep", "prt", "dative") and child.lower_ in prepositions:
            found = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if found is not None:
                return found
    return None


def is_negated(verb: Token) -> bool:
    """True for “did not vote”, “never voted”, and under a negated auxiliary of its own clause."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "not", "n't") for c in verb.children)


def auxiliaries(verb: Token) -> tuple[str, ...]:
    return tuple(c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass"))


def clause_tokens(verb: Token) -> Iterator[Token]:
    """The tokens of a verb's own clause, without clauses coordinated with it or hanging below as statements."""
    stack = [verb]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            separate = child.dep_ in ("conj", "ccomp", "parataxis", "advcl", "relcl") and child.pos_ in (
                "VERB",
                "AUX",
            )
            if not separate and child.dep_ != "punct":
                stack.append(child)


def clause_span(verb: Token, *also: Token) -> tuple[int, int]:
    """Characters from the first to the last token of the clause, the verb's subject and `also` included.

    The word that joins the clause to another (“that”, “while”, “and”) is left out.
    """
    joins = [c for c in verb.children if c.dep_ in ("mark", "cc") and c.i < verb.i]
    tokens = [t for t in (*clause_tokens(verb), *also) if t not in joins]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def clause_of(token: Token) -> Token:
    """The verb or other head of the innermost clause that the token stands in."""
    while token.head != token and not (token.dep_ in CLAUSAL and token.pos_ in ("VERB", "AUX")):
        token = token.head
    return token


def own_subject(clause: Token) -> Token | None:
    """The subject of a clause; for a clause without one, that of the clause it is coordinated with."""
    for _ in range(6):
        for child in clause.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl"):
                return child
        if clause.dep_ not in ("conj", "xcomp") or clause.head == clause:
            return None
        clause = clause.head
    return None


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated with it: “France, Germany and Poland”."""
    found = [token]
    for one in found:
        found.extend(c for c in one.children if c.dep_ == "conj")
    return sorted(found, key=lambda t: t.i)


def is_expletive(token: Token) -> bool:
    """Whether “it” stands for nothing: “it was troops who”, “it is clear that”, “it took years”."""
    if token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    if verb.lemma_ in ("seem", "appear", "take", "happen", "rain", "emerge", "matter", "follow", "come"):
        return True
    if verb.lemma_ == "be":
        return any(c.dep_ in ("ccomp", "csubj", "advcl", "relcl", "acl", "attr") for c in verb.children)
    return verb.tag_ == "VBN" and token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children)
