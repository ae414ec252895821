"""Blocs as voters: “all 27 members”, “the other ASEAN members”, “five African states”, “every EU member but Hungary”."""

from __future__ import annotations

import re
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Quantifier
from dragoman.events.clauses import conjuncts
from dragoman.events.voting.ballots import Group
from dragoman.events.voting.tallies import number_of
from dragoman.text.document import Document

Token = Any

MEMBER_NOUNS = frozenset(
    [
        "member",
        "country",
        "state",
        "nation",
        "government",
        "ally",
        "bloc",
        "delegation",
        "power",
        "capital",
        "partner",
        "neighbour",
        "neighbor",
        "republic",
        "signatory",
        "ten",
        "twenty",
    ]
)
OTHERS = re.compile(r"\b(other|others|rest|remaining|remainder)\b", re.IGNORECASE)
ALL = re.compile(r"\b(all|every|each|entire|whole|both|unanimously|united|solidly|as one)\b", re.IGNORECASE)
NONE = re.compile(r"\b(none|no|not one|not a single|neither)\b", re.IGNORECASE)
MOST = re.compile(
    r"\b(most|majority|many|several|some|largely|mostly|almost all|nearly all|a few|few|half)\b",
    re.IGNORECASE,
)
ALL_BUT = re.compile(
    r"\b(?:all|every)\b[^.;]*?\b(?:but|except(?: for)?|bar|save|apart from|other than|with the exception of)\b",
    re.IGNORECASE,
)
EXCEPT = re.compile(
    r"\b(?:but|except(?: for)?|bar|barring|save(?: for)?|apart from|other than|with the (?:sole )?exceptions? of|excluding|minus)\b",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"\b(at least|more than|over)\b", re.IGNORECASE)
NUMERAL = re.compile(r"\b\d{1,3}\b|\b[a-z]+(?:-[a-z]+)?\b", re.IGNORECASE)
GROUPS = (ActorKind.BLOC, ActorKind.ORGANISATION)


def group_in(document: Document, head: Token, end: int | None = None) -> Group | None:
    """The group that the noun phrase of `head` stands for; None where it names single states or no members."""
    start, stop = _phrase(document, head, end)
    text = document.source.text[start:stop]
    blocs = [
        m
        for m in document.mentions_in(start, stop)
        if m.actor.kind in GROUPS and not _is_exception(document, m, start)
    ]
    members = head.lemma_.lower() in MEMBER_NOUNS or head.lower_ in (
        "all",
        "none",
        "others",
        "rest",
        "most",
        "members",
    )
    if not blocs and not (members and OTHERS.search(text)) and not (members and ALL.search(text)):
        return None
    bloc = blocs[0] if blocs else None
    exceptions = tuple(
        m for m in document.mentions_in(start, stop) if m is not bloc and _is_exception(document, m, start)
    )
    quantifier, count = _quantity(text, head, bloc, bool(exceptions))
    return Group(bloc=bloc, quantifier=quantifier, count=count, exceptions=exceptions, start=start, end=stop)


def _phrase(document: Document, head: Token, end: int | None) -> tuple[int, int]:
    tokens = [
        t
        for t in head.subtree
        if not any(a.dep_ == "relcl" and a != head for a in (t, *t.ancestors) if head in a.ancestors)
    ]
    start, stop = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    return start, min(stop, end) if end else stop


def _is_exception(document: Document, mention: Mention, start: int) -> bool:
    """True for a state named after “but”, “except” …"""
    if mention.actor.kind in GROUPS:
        return False
    between = document.source.text[start : mention.start]
    return bool(EXCEPT.search(between))


def _quantity(text: str, head: Token, bloc: Mention | None, excepted: bool) -> tuple[Quantifier, int | None]:
    lower = text.lower()
    count = _count(text, head)
    if excepted or ALL_BUT.search(text):
        after = EXCEPT.search(text)
        number = _first_number(text[after.end() :]) if after else None
        return Quantifier.ALL_BUT, None if excepted else number
    if OTHERS.search(text):
        return Quantifier.ALL_BUT, None
    if NONE.search(text):
        return Quantifier.NONE, None
    if MOST.search(text):
        return Quantifier.MOST, None
    if (
        ALL.search(text)
        or re.match(r"the \d+ (?:members|countries|states)", lower)
        or re.match(r"(?:the )?\d+-(?:nation|member)", lower)
    ):
        return Quantifier.ALL, count
    if count is not None:
        return (Quantifier.AT_LEAST if AT_LEAST.search(text) else Quantifier.COUNT), count
    if head.tag_ in ("NNS", "NNPS") and head.lemma_.lower() in MEMBER_NOUNS and bloc is not None:
        return (Quantifier.ALL if lower.startswith("the ") else Quantifier.AS_BLOC), None
    return Quantifier.AS_BLOC, None


def _count(text: str, head: Token) -> int | None:
    for child in head.children:
        if child.dep_ == "nummod":
            return _number(child.text)
    return None


def _first_number(text: str) -> int | None:
    return next((n for m in NUMERAL.finditer(text[:30]) if (n := _number(m.group())) is not None), None)


def _number(word: str) -> int | None:
    try:
        return number_of(word)
    except KeyError:
        return None


def named_voters(document: Document, head: Token) -> tuple[Mention, ...]:
    """The single states of a subject: its own mentions, those coordinated with it, and pronouns resolved."""
    found: list[Mention] = []
    for token in conjuncts(head):
        found += _own_mentions(document, token)
    return tuple(dict.fromkeys(m for m in found if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)))


def _own_mentions(document: Document, token: Token) -> list[Mention]:
    direct = list(document.mentions_of(token))
    if direct:
        return direct
    for child in (
        token.children
    ):  # “Turkey's foreign minister”, “the Israeli ambassador”, where the phrase has no mention
        if child.dep_ in ("poss", "compound", "amod") and token.pos_ in ("NOUN", "PROPN"):
            owners = list(document.mentions_of(child))
            if owners and token.lemma_.lower() not in ("bloc", "member"):
                return owners
    return []
