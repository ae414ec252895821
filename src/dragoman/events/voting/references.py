"""The words of a report that stand for a text voted on: noun phrases, symbols and pronouns."""

from __future__ import annotations

import re
from typing import Any

from dragoman.domain.actors import ActorKind
from dragoman.events.voting.acts import act_of
from dragoman.events.voting.ballots import Reference
from dragoman.events.voting.enumerated import find_counted_off
from dragoman.events.voting.headings import find_headings, find_topics, find_turns
from dragoman.events.voting.naming import NEVER_TEXTS, NOUNS, NUMBERED, PAPERS, SYMBOL, body_in, words_up_to
from dragoman.events.voting.nounphrases import find_phrase
from dragoman.text.clauses import agent_of, is_passive, object_of, prepositional, subject_of
from dragoman.text.document import Document

Token = Any

LOOSE = frozenset("a an no yes negative positive affirmative dissenting opposing contrary".split())
"""Words before “vote” that make it one state's, not the vote on a text."""


def find_references(document: Document) -> tuple[Reference, ...]:
    """Every noun phrase, symbol, numbered resolution and act of an organ that stands for a text, in reading order."""
    found: dict[int, Reference] = {}
    for token in document.parse:
        act = act_of(document, token)
        if act is not None:
            found[token.i] = act
            continue
        if (
            _is_ballot_paper(token)
            or any(c.lower_ == "no" and c.dep_ in ("det", "neg") for c in token.children)
            or _is_own_decision(document, token)
            or _is_deed(token)
            or (token.lemma_ == "paragraph" and not _is_numbered(token))
        ):
            continue
        if (
            token.lemma_.lower() in NOUNS
            and token.pos_ in ("NOUN", "PROPN", "ADJ")
            and token.dep_ != "compound"
        ) or _is_one_of_texts(token, bool(found)):
            found[token.i] = find_phrase(document, token)
    for token in document.parse:
        target = _adopted(token) or _put_to_vote(token)
        if target is not None and target.i not in found:
            found[target.i] = find_phrase(document, target)
    for reference in (
        *find_headings(document),
        *find_counted_off(document, list(found.values())),
        *find_topics(document),
        *find_turns(document),
    ):
        found.setdefault(reference.head, reference)
    covered = [(r.start, r.end) for r in found.values()]
    for pattern in (SYMBOL, NUMBERED):
        for match in pattern.finditer(document.source.text):
            if not any(a < match.end() and match.start() < b for a, b in covered):
                reference = _symbolic(document, match)
                found.setdefault(reference.head, reference)
                covered.append(match.span())
    return tuple(sorted(found.values(), key=lambda r: r.start))


def reference_at(token: Token, references: dict[int, Reference]) -> Reference | None:
    """What the object of a voting verb stands for: a phrase, or a pronoun for a text."""
    if token.i in references:
        return references[token.i]
    if token.lower_ in (
        "it",
        "them",
        "both",
        "this",
        "that",
        "one",
        "former",
        "latter",
        "these",
        "those",
        "either",
    ):
        which = token.lower_ if token.lower_ in ("former", "latter") else None
        return Reference(
            start=token.idx,
            end=token.idx + len(token.text),
            head=token.i,
            pronoun=True,
            plural=token.lower_ in ("them", "both", "these", "those"),
            which=which,
        )
    return None


def _is_numbered(paragraph: Token) -> bool:
    """True for a paragraph that can be voted on: “paragraph 4”, “the fifth preambular paragraph”."""
    after = paragraph.nbor(1) if paragraph.i + 1 < len(paragraph.doc) else None
    return bool(after is not None and after.like_num) or any(
        c.lower_ in ("operative", "preambular") for c in paragraph.children
    )


def _is_ballot_paper(token: Token) -> bool:
    """True for votes as things cast or counted: “72 votes”, “cast a vote”, “put to a vote”, “the lone negative vote”."""
    if token.lemma_ not in ("vote", "ballot"):
        return False
    loose = any(c.dep_ == "nummod" or c.lower_ in LOOSE for c in token.children)
    cast = token.dep_ == "dobj" and token.head.lemma_.lower() in _CAST
    return token.tag_ == "NNS" or loose or cast or token.head.lower_ in ("to", "by")


_CAST = frozenset(["cast", "drop", "register", "give", "lend", "withhold"])
"""What is done with one's own vote, not with a text voted on."""


def _is_one_of_texts(token: Token, told: bool) -> bool:
    """“the one on Iran”, “those on Belarus and Iran”, after other words for a text."""
    if not told or token.lower_ not in ("one", "ones", "those", "that"):
        return False
    definite = token.lower_ in ("those", "that") or any(c.lower_ == "the" for c in token.children)
    return definite and any(
        c.dep_ == "prep" and c.lower_ in ("on", "about", "concerning") and c.i == token.i + 1
        for c in token.children
    )


def _is_deed(token: Token) -> bool:
    """“Unilateral coercive measures”, “confidence-building measures”: what is done, no texts, unless they are counted."""
    if token.lower_ != "measures":
        return False
    return not any(
        c.dep_ in ("det", "nummod", "predet") or c.lower_ in ("both", "these") for c in token.children
    )


def _is_own_decision(document: Document, token: Token) -> bool:
    """“Washington's decision”: a choice of its own, no text."""
    return token.lemma_ == "decision" and any(
        m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)
        for c in token.children
        if c.dep_ == "poss"
        for m in document.mentions_of(c)
    )


_BEFORE_ORGAN = re.compile(
    r"\b(?:the (?:general )?assembly|the (?:security )?council|a vote|the vote)\b", re.IGNORECASE
)


def _put_to_vote(verb: Token) -> Token | None:
    """What comes before an organ, called by its matter: “the right of return was put to the Assembly”."""
    if verb.lemma_ not in ("come", "put", "bring", "go") or verb.pos_ != "VERB":
        return None
    place = prepositional(verb, "before", "to")
    target = subject_of(verb)
    if place is None or target is None or target.pos_ not in ("NOUN", "PROPN"):
        return None
    named = target.lemma_ not in NEVER_TEXTS | PAPERS
    return target if named and _BEFORE_ORGAN.search(words_up_to(place)) else None


def _adopted(verb: Token) -> Token | None:
    """What is adopted where it is called by another noun: “the call for a moratorium was adopted”."""
    if verb.lemma_ not in ("adopt", "approve", "pass", "carry") or verb.pos_ != "VERB":
        return None
    passive = is_passive(verb)
    target, organ = (subject_of(verb), agent_of(verb)) if passive else (object_of(verb), subject_of(verb))
    if organ is None and not passive:
        return None
    if organ is not None and body_in(words_up_to(organ)) is None and organ.lemma_ not in ("vote", "margin"):
        return None
    return (
        target if target is not None and target.pos_ == "NOUN" and target.lemma_ not in NEVER_TEXTS else None
    )


def _symbolic(document: Document, match: re.Match[str]) -> Reference:
    span = document.parse.char_span(match.start(), match.end(), alignment_mode="expand")
    symbol = match.group().strip() if match.re is SYMBOL else None
    return Reference(
        start=match.start(),
        end=match.start() + len(match.group().rstrip()),
        head=span.root.i,
        symbol=symbol,
        number=None if symbol else match["number"].strip(),
        body=("UNSC" if symbol.startswith("S/") else "UNGA") if symbol else body_in(span.sent.text),
    )
