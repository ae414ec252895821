"""What an organ decides or takes up, as words for a text: “the Assembly *condemned* the raid”, “turned to Cyprus”."""

from __future__ import annotations

from typing import Any

from dragoman.events.voting.ballots import Reference
from dragoman.events.voting.naming import (
    DECIDING,
    ORGANS,
    PAPERS,
    UNDOING,
    body_in,
    canonical,
    codes_of,
    content_words,
    words_up_to,
)
from dragoman.text.clauses import (
    agent_of,
    clause_span,
    is_negated,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.text.document import Document

Token = Any


def act_of(document: Document, verb: Token) -> Reference | None:
    """The act of an organ that a verb tells, if it tells one."""
    if verb.pos_ != "VERB" or not (verb.lemma_.lower() in DECIDING or _takes_up(verb)):
        return None
    body = _deciding_organ(document, verb)
    return _act(document, verb, body) if body else None


def _takes_up(verb: Token) -> bool:
    """“took up the embargo”, “turned to Cyprus”, “voted on the blockade”: an organ at work on a matter."""
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "prep") and c.i > verb.i}
    matter = object_of(verb) or prepositional(verb, "to", "on", "with", "of")
    if matter is None or matter.lemma_ in PAPERS:
        return False
    return any(verb.lemma_ == lemma and particle in particles for lemma, particle in _AT_WORK)


_AT_WORK = (("take", "up"), ("turn", "to"), ("vote", "on"), ("deal", "with"), ("dispose", "of"))


def _deciding_organ(document: Document, verb: Token) -> str | None:
    """The organ whose decision a verb tells: “the Assembly condemned …”, “asked the Assembly to repeal …”."""
    if is_passive(verb):
        agent = agent_of(verb)
        return body_in(words_up_to(agent)) if agent is not None and not is_negated(verb) else None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    if subject is not None and subject.lower_ in ("that", "which"):
        subject = _stood_for(verb, subject)
    if subject is None and verb.dep_ in ("xcomp", "ccomp", "conj"):
        subject = object_of(verb.head) if verb.dep_ != "conj" else subject_of(verb)
    if subject is None or is_negated(verb):
        return (
            "UNGA"
            if verb.lemma_.lower() in UNDOING and verb.dep_ == "xcomp" and verb.head.lemma_ == "vote"
            else None
        )
    text = document.source.text[subject.left_edge.idx : subject.idx + len(subject.text)]
    if subject.pos_ in ("NOUN", "PROPN"):
        return body_in(text)
    known = document.mentions_of(subject)
    if known or subject.lower_ != "it":
        return next((m.code for m in known if m.code in ORGANS), None)
    return body_in(document.source.text[verb.sent.start_char : subject.idx])


def _stood_for(verb: Token, that: Token) -> Token:
    """What “that” stands for: the noun before it, or the one set in front: “it was the Council that demanded …”."""
    if verb.dep_ == "relcl":
        return verb.head
    above = verb.head
    if verb.dep_ in ("ccomp", "advcl") and above.lemma_ == "be":
        return next((c for c in above.children if c.dep_ == "attr"), that)
    return that


def _act(document: Document, verb: Token, body: str) -> Reference:
    start, end = clause_span(verb)
    tokens = [t for t in verb.subtree if t.i >= verb.i or is_passive(verb)]
    codes = codes_of(document, tokens)
    return Reference(
        start=verb.idx,
        end=max(end, start),
        head=verb.i,
        body=body,
        about=canonical(content_words(tokens)),
        about_codes=codes,
        which="act",
    )
