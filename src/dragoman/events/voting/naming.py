"""What words for a text are made of: nouns, symbols, organs, and the words and states that say what it is about."""

from __future__ import annotations

import re
from typing import Any

from dragoman.domain.actors import ActorKind
from dragoman.domain.measures import MeasureKind
from dragoman.text.document import Document
from dragoman.text.sieve import Sieve

Token = Any

NOUNS = {
    "resolution": MeasureKind.RESOLUTION,
    "text": MeasureKind.RESOLUTION,
    "draft": MeasureKind.DRAFT,
    "proposal": MeasureKind.DRAFT,
    "measure": MeasureKind.RESOLUTION,
    "document": MeasureKind.RESOLUTION,
    "motion": MeasureKind.RESOLUTION,
    "amendment": MeasureKind.AMENDMENT,
    "paragraph": MeasureKind.PARAGRAPH,
    "declaration": MeasureKind.RESOLUTION,
    "version": MeasureKind.DRAFT,
    "decision": MeasureKind.RESOLUTION,
    "repeal": MeasureKind.RESOLUTION,
    "revocation": MeasureKind.RESOLUTION,
    "vote": MeasureKind.RESOLUTION,
    "ballot": MeasureKind.RESOLUTION,
    "statement": MeasureKind.STATEMENT,
    "communiqué": MeasureKind.STATEMENT,
    "communique": MeasureKind.STATEMENT,
}
SYMBOL = re.compile(
    r"\b(?:[AS]/(?:RES/)?(?:ES-|S-)?[\dA-Z]+[/.][\dA-Z./-]*\d[A-Z]?(?:\s?\([IVXL\d]+\))?|[AS]/RES/\d+\s?\([IVXL\d]+\))"
)
NUMBERED = re.compile(
    r"\b[Rr]esolutions?\s+(?P<number>(?:ES-)?\d{1,4}(?:/\d{1,3})?\s?[A-Z]?\b(?:\s?\([IVXL\d]+\))?)"
)
BODY_WORDS = {
    "UNSC": Sieve(r"\bsecurity council\b|\bthe council('s)?\b|\bUNSC\b"),
    "UNGA": Sieve(r"\bgeneral assembly\b|\bthe assembly('s)?\b|\bUNGA\b"),
    "HRC": Sieve(r"\bhuman rights council\b|\bUNHRC\b"),
}
COMMITTEE = Sieve(
    r"\b(?P<name>first|second|third|fourth|fifth|sixth|main|social|disarmament|trusteeship|political|legal|budget|budgetary|"
    r"humanitarian|decoloni[sz]ation) (?:\([^)]*\) |and \w+ (?:and \w+ )?)?committee\b|"
    r"\bcommittee of (?:24|twenty-four)\b|\bassembly's (?P<other>\w+(?: \w+){0,3}) committee\b",
)
STOP = frozenset(
    """
    amend amended bring circulate common entitle final introduce new original propose put revise
    sponsor submit table title very resolution text draft proposal measure document motion vote
    ballot decision version amendment country state member nation un united nations general assembly
    security council day week month year say call other first second rival own emergency special
    session the a an which that this it its his her their same more than only also article paragraph
    most many several some all both each every few cosponsor co
    number monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december be have do make take pass adopt reject
    """.split()
)


ORGANS = ("UNGA", "UNSC", "HRC")
DECIDING = frozenset(
    """
    condemn demand ask call urge request declare determine deplore reaffirm affirm suspend expel
    recognise recognize repeal revoke rescind establish authorise authorize impose exclude admit
    denounce censure order insist welcome lift reiterate proclaim restore invite encourage endorse decide tell
    """.split()
)
UNDOING = frozenset(["repeal", "revoke", "rescind", "overturn", "annul"])
NEVER_TEXTS = frozenset(
    "vote year day week month time country state member law bill budget people hour".split()
)
PAPERS = frozenset("report item question agenda topic debate issue matter business record".split())
"""What an organ takes up that is no text yet."""
DOING = DECIDING - {"admit"} | frozenset(
    "concern affirm create extend renew set regret criticise criticize".split()
)


def body_in(text: str) -> str | None:
    """The body that words name, where they name exactly one."""
    if re.search(r"human rights council", text, re.IGNORECASE):
        return "HRC"
    if match := COMMITTEE.search(text):
        name = (match["name"] or "").lower()
        ordinals = ("first", "second", "third", "fourth", "fifth", "sixth")
        return f"C{ordinals.index(name) + 1}" if name in ordinals else "COMMITTEE"
    named = [body for body in ("UNSC", "UNGA") if BODY_WORDS[body].search(text)]
    return named[0] if len(named) == 1 else None


def content_words(tokens: Any) -> frozenset[str]:
    """Lower-case lemmas that carry content."""
    return frozenset(
        t.lemma_.lower()
        for t in tokens
        if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and len(t.text) > 2 and t.lemma_.lower() not in STOP
    )


def codes_of(document: Document, tokens: list[Token]) -> frozenset[str]:
    """The states and peoples that these words name; pronouns name none."""
    named = (m for t in tokens if t.pos_ != "PRON" for m in document.mentions_of(t))
    return frozenset(
        m.code for m in named if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON, ActorKind.GROUP)
    )


def canonical(words: frozenset[str]) -> frozenset[str]:
    """The words for undoing a text as one: “repeal”, “revoke”, “rescind”."""
    return (words - UNDOING) | {"repeal"} if words & UNDOING else words


def words_up_to(head: Token) -> str:
    """The words of a noun phrase up to its head."""
    return str(head.doc.span(head.left_edge.i, head.i + 1).text)
