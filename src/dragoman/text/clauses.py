"""Small questions to the dependency parse: which clause, which subject, who is coordinated with whom."""

from __future__ import annotations

from typing import Any

_CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep"}
)


def clause_of(token: Any) -> Any:
    """The verb or other head of the innermost clause that the token stands in."""
    while token.head != token and not (token.dep_ in _CLAUSES and token.pos_ in ("VERB", "AUX")):
        token = token.head
    return token


def subject_of(clause: Any) -> Any | None:
    """The subject of a clause; for a clause without one, that of the clause it is coordinated with."""
    for _ in range(6):
        for child in clause.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl"):
                return child
        if clause.dep_ not in ("conj", "xcomp") or clause.head == clause:
            return None
        clause = clause.head
    return None


def coordinated(token: Any) -> list[Any]:
    """The token and what is coordinated with it: “France, Germany and Poland”."""
    found = [token]
    for one in found:
        found.extend(c for c in one.children if c.dep_ == "conj")
    return sorted(found, key=lambda t: t.i)


def is_expletive(token: Any) -> bool:
    """Whether “it” stands for nothing: “it was troops who”, “it is clear that”, “it took years”."""
    if token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    if verb.lemma_ in ("seem", "appear", "take", "happen", "rain", "emerge", "matter", "follow", "come"):
        return True
    if verb.lemma_ == "be":
        return any(c.dep_ in ("ccomp", "csubj", "advcl", "relcl", "acl", "attr") for c in verb.children)
    return verb.tag_ == "VBN" and token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children)
