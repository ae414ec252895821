"""Lasting ties a report speaks of: ally, rival, backer, rift; since when, until when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.events import Status
from dragoman.domain.relations import Relation, RelationKind
from dragoman.events.attribution import chain_at
from dragoman.text.clauses import conjuncts, prepositional, subject_of
from dragoman.text.document import Document

Token = Any

NOUNS = {
    RelationKind.ALLY: "ally partner friend alliance partnership coalition",
    RelationKind.SUPPORT: "backer supporter patron sponsor protector guarantor benefactor lifeline donor defender",
    RelationKind.RIVAL: "rival foe enemy adversary opponent nemesis competitor archrival arch-rival antagonist",
    RelationKind.RIFT: "rift split breach rupture break estrangement falling-out schism feud division cleavage",
}
KIND_OF = {word: kind for kind, words in NOUNS.items() for word in words.split()}
BREAKING = re.compile(
    r"\b(break(?:ing)?|broken|collapse|unravel(?:ling)?|fray(?:ing)?|fall apart|crack(?:ing)?|crumbl(?:e|ing)|end of|abandon(?:ed|ing)?)\b",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\b(fear|fears|feared|worry|worries|worried|warn(?:s|ed)?|could|might|may|risk|would|if|prospect|threat of|concern(?:s|ed)?)\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\b(?:since|from|after|dating (?:back )?to)\s+(?:the\s+)?(?:early |mid-|late |spring of |summer of |autumn of |winter of )?(?P<time>(?:1[89]|20)\d\d(?:s)?|(?:[A-Z][a-z]+ )(?:1[89]|20)\d\d)"
)
UNTIL = re.compile(r"\b(?:until|till|up to|through)\s+(?:the\s+)?(?P<time>(?:1[89]|20)\d\ds?)")
FORMER = re.compile(r"\b(former|one-time|onetime|erstwhile|ex-)\b", re.IGNORECASE)
PARTIES = (ActorKind.STATE, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANISATION, ActorKind.GROUP)


def find_relations(document: Document) -> tuple[Relation, ...]:
    """Every tie that the report names between two actors."""
    found = [
        r
        for token in document.parse
        if token.lemma_.lower() in KIND_OF and token.pos_ == "NOUN"
        for r in _of_noun(document, token)
    ]
    return tuple(dict.fromkeys(found))


def _of_noun(document: Document, noun: Token) -> Iterator[Relation]:
    kind = KIND_OF[noun.lemma_.lower()]
    others = _owners(document, noun)
    holders = _holders(document, noun)
    if kind in (RelationKind.RIFT, RelationKind.ALLY) and (pair := _between(document, noun)):
        holders, others = pair[:1], pair[1:]
    for a in holders:
        for b in others:
            if a.code != b.code:
                yield _relation(document, noun, kind, a, b)


def _owners(document: Document, noun: Token) -> list[Mention]:
    """Whose ally: “Tehran's main backer”, “an ally of Serbia”, “its regional rival”."""
    found: list[Mention] = []
    for child in noun.children:
        if child.dep_ == "poss" or (
            child.dep_ in ("amod", "compound") and noun.lemma_ not in ("partner", "friend")
        ):
            found += [m for t in conjuncts(child) for m in document.mentions_of(t)]
    of = prepositional(noun, "of", "to", "with")
    if of is not None:
        found += [m for t in conjuncts(of) for m in document.mentions_of(t)]
    return [m for m in found if m.actor.kind in PARTIES]


def _holders(document: Document, noun: Token) -> list[Mention]:
    """Who is the ally: the noun in apposition, the subject of “is”, or the name that the noun introduces."""
    heads: list[Token] = []
    if noun.dep_ == "appos":
        heads.append(noun.head)
    heads += [c for c in noun.children if c.dep_ == "appos"]
    if noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ in ("as", "among")):
        verb = noun.head if noun.dep_ == "attr" else noun.head.head
        subject = subject_of(verb)
        heads += [subject] if subject is not None else []
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "PROPN":
        heads.append(noun.head)
    found = [m for h in heads for t in conjuncts(h) for m in document.mentions_of(t)]
    return [m for m in found if m.actor.kind in PARTIES]


def _between(document: Document, noun: Token) -> list[Mention]:
    """“a rift between A and B”."""
    target = prepositional(noun, "between")
    if target is None:
        return _bound(document, noun)
    found = [m for t in conjuncts(target) for m in document.mentions_of(t)]
    return found if len(found) > 1 else []


def _bound(document: Document, noun: Token) -> list[Mention]:
    """“its alliance with A”; “fears that the alliance with A may break”: of the one who fears it."""
    partner = prepositional(noun, "with")
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.dep_ == "ccomp":
        owner = subject_of(noun.head.head)
    if partner is None or owner is None:
        return []
    return [
        *document.mentions_of(owner)[:1],
        *(m for t in conjuncts(partner) for m in document.mentions_of(t)),
    ]


def _relation(document: Document, noun: Token, kind: RelationKind, a: Mention, b: Mention) -> Relation:
    sentence = document.sentence_at(noun.idx)
    words = document.source.text[sentence.start : sentence.end]
    start = (
        min(m.start for m in (a, b) if sentence.start <= m.start < sentence.end)
        if _inside(sentence, a, b)
        else noun.idx
    )
    since = SINCE.search(document.source.text, noun.idx, sentence.end)
    until = UNTIL.search(document.source.text, noun.idx, sentence.end)
    end = max(
        [noun.idx + len(noun.text), *(m.end for m in (a, b) if sentence.start <= m.start < sentence.end)]
    )
    end = max([end, *(m.end() for m in (since, until) if m is not None and m.start() - end < 30)])
    near = document.source.text[max(sentence.start, noun.idx - 60) : noun.idx + 80]
    status = Status.ACTUAL
    if kind is RelationKind.ALLY and BREAKING.search(near):
        kind = RelationKind.RIFT
    if kind is RelationKind.RIFT and UNSURE.search(words):
        status = Status.HYPOTHETICAL
    elif FORMER.search(document.source.text[max(0, noun.idx - 25) : noun.idx]):
        status = Status.HISTORICAL
    return Relation(
        a=a,
        b=b,
        kind=kind,
        status=status,
        since=since["time"] if since else None,
        until=until["time"] if until else None,
        attribution=chain_at(document, noun.idx, noun.idx + len(noun.text)),
        evidence=document.evidence(min(start, noun.idx), end),
    )


def _inside(sentence: Any, *mentions: Mention) -> bool:
    return any(sentence.start <= m.start < sentence.end for m in mentions)
