"""Who drafted, tabled or co-sponsored a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Reference, SponsorStatement
from dragoman.events.voting.references import reference_at
from dragoman.events.voting.tallies import number_of
from dragoman.text.clauses import (
    agent_of,
    clause_span,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.text.document import Document

Token = Any

VERBS = frozenset(
    [
        "sponsor",
        "cosponsor",
        "co-sponsor",
        "draft",
        "introduce",
        "submit",
        "table",
        "propose",
        "author",
        "present",
        "circulate",
        "write",
        "initiate",
    ]
)
NOUNS = frozenset(
    [
        "sponsor",
        "co-sponsor",
        "cosponsor",
        "author",
        "co-author",
        "coauthor",
        "drafter",
        "penholder",
        "proponent",
    ]
)
NO_SPONSORS = frozenset(("UNGA", "UNSC", "UN", "HRC"))
KINDS = (ActorKind.STATE, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANISATION)


def find_sponsors(document: Document, references: tuple[Reference, ...]) -> tuple[SponsorStatement, ...]:
    """Every statement of sponsorship, in reading order."""
    by_head = {r.head: r for r in references}
    found = [
        s
        for token in document.parse
        for s in (*_of_verb(document, token, by_head), *_of_noun(document, token, by_head))
    ]
    stressed = [(s.start, s.end) for s in found]
    for reference in references:
        sponsors = tuple(m for m in reference.sponsors if m.actor.kind in KINDS)
        inside = any(a <= reference.start and reference.end <= b for a, b in stressed)
        if sponsors and not inside:
            start = min(reference.start, *(m.start for m in sponsors))
            found.append(
                SponsorStatement(
                    sponsors=sponsors,
                    reference=reference,
                    start=start,
                    end=reference.end,
                    anchor=reference.start,
                    stressed=False,
                )
            )
    return tuple(sorted(found, key=lambda s: s.anchor))


def _of_verb(document: Document, verb: Token, references: dict[int, Reference]) -> Iterator[SponsorStatement]:
    lemma = verb.lemma_.lower()
    together = verb.i > 1 and verb.nbor(-1).text == "-" and verb.nbor(-2).lower_ == "co"
    put_forward = lemma == "put" and any(c.lower_ == "forward" for c in verb.children)
    if not (verb.pos_ == "VERB" or (together and verb.tag_ in ("VBD", "VBN", "JJ"))) or (
        lemma not in VERBS and not put_forward
    ):
        return
    if is_passive(verb):
        by, target = agent_of(verb), subject_of(verb)
    else:
        by, target = subject_of(verb), object_of(verb)
    reference = reference_at(target, references) if target is not None else None
    if (
        reference is None
        or by is None
        or (reference.pronoun and lemma in ("write", "present", "propose", "introduce"))
    ):
        return
    start, end = clause_span(verb, *[t for t in (by, target) if t is not None and t.sent == verb.sent])
    stance = Stance.COSPONSOR if together or lemma.startswith("co") else Stance.SPONSOR
    yield SponsorStatement(
        sponsors=_actors(document, by),
        reference=reference,
        stance=stance,
        count=_count(by),
        negated=is_negated(verb),
        start=start,
        end=end,
        anchor=verb.idx,
    )


def _of_noun(document: Document, noun: Token, references: dict[int, Reference]) -> Iterator[SponsorStatement]:
    """“Nepal, a co-author of it, …”; “neither was among the co-sponsors”."""
    lemma = noun.lemma_.lower()
    co = noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ == "co"
    if noun.pos_ not in ("NOUN", "PROPN") or lemma not in NOUNS:
        return
    of = prepositional(noun, "of")
    reference = reference_at(of, references) if of is not None else None
    verb = next((a for a in noun.ancestors if a.lemma_ == "be"), None)
    holder = noun.head if noun.dep_ == "appos" else subject_of(verb) if verb is not None else None
    if holder == noun and verb is not None:
        holder = next((c for c in verb.children if c.dep_ in ("attr", "nsubj") and c.i > verb.i), None)
        reference = reference or next((references[c.i] for c in noun.children if c.i in references), None)
    if holder is None or holder == noun:
        return
    negated = bool(verb is not None and is_negated(verb)) or any(
        t.lower_ in ("neither", "nor")
        for t in (*holder.children, *(c for t in conjuncts(holder) for c in t.children))
    )
    actors = _actors(document, holder)
    if not actors:
        return
    start = min(m.start for m in actors)
    end = noun.idx + len(noun.text)
    yield SponsorStatement(
        sponsors=actors,
        reference=reference,
        stance=Stance.COSPONSOR if co or lemma.startswith("co") else Stance.SPONSOR,
        negated=negated,
        start=min(start, noun.idx),
        end=max(end, *(m.end for m in actors)),
        anchor=noun.idx,
    )


def _actors(document: Document, head: Token) -> tuple[Mention, ...]:
    found = [m for t in conjuncts(head) for m in document.mentions_of(t)]
    return tuple(dict.fromkeys(m for m in found if m.actor.kind in KINDS and m.code not in NO_SPONSORS))


def _count(head: Token) -> int | None:
    for child in head.children:
        if child.dep_ == "nummod":
            try:
                return number_of(child.text)
            except KeyError:
                return None
    return None
