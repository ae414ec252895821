"""What stands where around a predicate: the words it governs, and the places in which parties are sought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.text.clauses import RELATIVE, agent_of, conjuncts, is_passive, subject_of

Token = Any

CLAUSES = ("ccomp", "xcomp", "pcomp")
APART = ("advcl", "relcl", "parataxis", "conj", "punct", "cc", "mark")
_OBJECTS = ("dobj", "obj", "attr", "oprd", "acomp")
_PREPOSITIONAL = ("prep", "agent", "prt", "dative", "advmod")
_PASS_THROUGH = frozenset(
    {"series", "number", "group", "set", "round", "host", "string", "lot", "couple", "pair", "dozen"}
    | {"hundred", "thousand", "million", "billion", "ton", "tonne", "score", "range", "array", "wave"}
    | {"package", "kind", "sort", "type", "part", "bit", "piece", "barrage", "batch", "shipment"}
    | {"load", "truckload", "all", "some", "most", "many", "several", "half", "third", "quarter"}
    | {"one", "two", "three", "member", "majority", "handful", "spate", "amount", "total", "plenty"}
    | {"rest", "each", "both", "none", "crowd", "crew", "team", "mass", "band", "contingent", "cargo"}
    | {"convoy", "case"}
)
"""Nouns that count or gather what stands behind their “of”: “a group of rebels” are the rebels."""


def objects_of(verb: Token) -> list[Token]:
    """The heads of the verb's objects, the subject of a passive and what a participle modifies included."""
    found = [c for c in verb.children if c.dep_ in _OBJECTS]
    if is_passive(verb):
        found += [c for c in verb.children if c.dep_ == "nsubjpass"]
        if not found and verb.dep_ in ("acl", "relcl"):
            found.append(verb.head)
        elif not found and (subject := subject_of(verb)) is not None:
            found.append(subject)
    elif verb.dep_ == "relcl" and not any(c.dep_ in ("dobj", "obj") for c in verb.children):
        own = [c for c in verb.children if c.dep_ == "nsubj"]
        if own and own[0].lower_ not in ("which", "who", "that"):
            found.append(verb.head)
    if not found:
        found += _shared_objects(verb) or _misread_objects(verb)
    return [t for o in found for t in spread(_antecedent(o))]


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in ("which", "who", "that", "whom") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def _shared_objects(verb: Token) -> list[Token]:
    """“detained and expelled two envoys”: the object of the last of two coordinated verbs is also the first's."""
    if not any(c.dep_ == "cc" and c.i == verb.i + 1 for c in verb.children):
        return []
    following = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i <= verb.i + 3]
    return [o for c in following for o in c.children if o.dep_ in ("dobj", "obj")]


def _misread_objects(verb: Token) -> list[Token]:
    """“handed over six boats promised last autumn”: an object that the parser takes for a subject of its participle."""
    return [
        s
        for c in verb.children
        if c.dep_ == "ccomp"
        and c.tag_ in ("VBD", "VBN")
        and not any(k.dep_ in ("mark", "aux", "auxpass") for k in c.children)
        for s in c.children
        if s.dep_ == "nsubj" and s.pos_ == "NOUN" and s.i + 1 == c.i and verb.i < s.i
    ]


def spread(token: Token) -> list[Token]:
    """The members of a list, each behind its quantity: “tons of rice and oil” → rice, oil."""
    return [t for part in conjuncts(token) for t in _behind_quantity(part)]


def _behind_quantity(token: Token) -> list[Token]:
    if token.lemma_.lower() in _PASS_THROUGH:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                inner = [c for c in child.children if c.dep_ == "pobj"]
                if inner:
                    return [token, *spread(inner[0])]
    return [token]


def prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """Preposition and its object, for each below the head: also “out of”, and those under a particle."""
    for child in head.children:
        if child.dep_ == "acomp" or (
            child.dep_ in _PREPOSITIONAL and child.pos_ in ("ADP", "SCONJ", "ADV", "PART")
        ):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield child.lower_, inner
            yield from prepositions(child)


def places(head: Token, place: str) -> list[Token]:
    """The heads of the phrases that stand in a place of the frame around a verb or noun."""
    if place == "subject":
        return subjects_of(head)
    if place == "object":
        return objects_of(head)
    if place == "dative":
        return [t for c in head.children if c.dep_ in ("dative", "iobj") for t in _dative(c)]
    if place == "possessive":
        return possessors(head)
    if place == "clause":
        return complements(head)
    if place == "purpose":
        return [c for c in head.children if c.dep_ == "advcl" and c.tag_ in ("VB", "VBG")]
    if place == "by" and head.pos_ == "VERB":
        agent = agent_of(head)
        return spread(agent) if agent is not None else []
    if place == "none":
        return []
    found = [t for word, noun in prepositions(head) if word == place for t in spread(noun)]
    below = objects_of(head) if head.pos_ == "VERB" else [noun for _, noun in prepositions(head)]
    return found or [t for o in below for w, noun in prepositions(o) if w == place for t in spread(noun)]


def _dative(token: Token) -> list[Token]:
    inner = [c for c in token.children if c.dep_ == "pobj"]
    return spread(inner[0]) if inner else spread(token)


def subjects_of(verb: Token) -> list[Token]:
    """Who does it: the agent of a passive, else the subject, own or inherited."""
    if is_passive(verb):
        agent = agent_of(verb)
        return spread(agent) if agent is not None else []
    subject = controller_of(verb)
    return spread(subject) if subject is not None else []


def controller_of(verb: Token) -> Token | None:
    """The understood subject; that of a clause below a passive (“was urged to leave”) is the passive's subject."""
    subject = subject_of(verb)
    if subject is not None and subject.dep_ == "csubj":
        return None
    if subject is None or verb.dep_ != "xcomp":
        return subject
    governor = verb.head
    passive = [c for c in governor.children if c.dep_ == "nsubjpass"]
    if passive:
        return passive[0]
    received = [c for c in governor.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
    return received[0] if received and governor.pos_ == "VERB" else subject


def possessors(noun: Token) -> list[Token]:
    """“Peru's visit”, “the Peruvian visit”: who owns the act that a noun names."""
    found = [t for c in noun.children if c.dep_ == "poss" for t in spread(c)]
    return found or [
        c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.pos_ in ("PROPN", "ADJ")
    ]


def complements(head: Token) -> list[Token]:
    """Predicates of the clauses below a verb, noun or adjective, and their coordinates."""
    found = []
    for child in head.children:
        if is_content(child) or (child.dep_ == "acl" and is_infinitive(child)):
            found += [child, *(c for c in child.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))]
        elif child.dep_ in ("prep", "acomp", "prt"):
            found += complements(child)
        elif child.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX") and child.pos_ == "NOUN":
            found += [c for c in child.children if c.dep_ == "acl" and is_infinitive(c)]
    return found


def is_content(clause: Token) -> bool:
    """Whether a clause says what its governor is about: “offered to lead”, “ruled out sending”; not why or when."""
    above = clause.head
    if clause.dep_ in CLAUSES:
        return clause.i > above.i or not any(t.text == ";" for t in clause.doc[clause.i : above.i])
    if (
        clause.dep_ != "advcl"
        or above.pos_ not in ("VERB", "AUX")
        or any(c.dep_ == "mark" for c in clause.children)
    ):
        return False
    if is_infinitive(clause):
        return not any(c.dep_ == "dobj" for c in above.children)
    between = clause.doc[above.i + 1 : clause.i]
    return (
        clause.tag_ == "VBG"
        and clause.i > above.i
        and len(between) < 3
        and not any(t.is_punct for t in between)
    )


def is_infinitive(verb: Token) -> bool:
    """“to leave”, “to have left”, “to be left”."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def core_span(head: Token) -> tuple[int, int]:
    """Characters of the clause core: its own subject, the predicate, its objects and complements."""
    inside = [head]
    for token in inside:
        inside += [
            c
            for c in token.children
            if (c.dep_ not in APART or (token == head and is_content(c)))
            and not (token == head and c.i < head.i)
        ]
    last = max(t.i for t in inside)
    near = [
        c
        for c in head.children
        if c.i < head.i and c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i >= head.i - 4
    ]
    first = min(t.i for t in (head, *near))
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < head.i), None)
    if subject is not None and subject.lower_ not in RELATIVE:
        first = (
            subject.left_edge.i
            if subject.right_edge.i < head.i and head.i - subject.left_edge.i < 14
            else min(first, subject.i)
        )
    doc = head.doc
    while last > head.i and doc[last].is_punct and doc[last].text not in "\"”’'":
        last -= 1
    return int(doc[first].idx), int(doc[last].idx + len(doc[last].text))


def noun_span(noun: Token) -> tuple[int, int]:
    """Characters of a noun's own phrase, without clauses below it."""
    inside = [noun]
    for token in inside:
        inside += [c for c in token.children if c.dep_ not in APART]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return int(first.idx), int(last.idx + len(last.text))
