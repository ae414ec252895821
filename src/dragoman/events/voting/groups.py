"""Blocs as voters: “all 27 members”, “the other ASEAN members”, “five African states”, “every EU member but Hungary”."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dragoman import world
from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Quantifier
from dragoman.events.voting.ballots import Group
from dragoman.events.voting.tallies import NUMBER as COUNTED
from dragoman.events.voting.tallies import number_of
from dragoman.text.clauses import conjuncts
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
    r"\b(most|majority|largely|mostly|almost all|nearly all|half)\b",
    re.IGNORECASE,
)
SOME = re.compile(r"\b(?:several|some|many|few|a (?:good )?(?:number|handful|couple) of)\b", re.IGNORECASE)
FEWEST = 2
"""Fewest members that “several” and “some” are."""
ALL_BUT = re.compile(
    r"\b(?:all|every)\b[^.;]*?\b(?:but|except(?: for)?|bar|save|apart from|other than|with the (?:\w+ )?exceptions? of)\b",
    re.IGNORECASE,
)
ONE_OF = re.compile(
    r"\b(?:only|sole|lone|first|last|one) (?:[\w-]+ ){0,3}(?:member|country|state|nation|government)\b",
    re.IGNORECASE,
)
"""One member, whatever its bloc did: “the only EU member”."""
EXCEPT = re.compile(
    r"\b(?:but|except(?:ing)?(?: for)?|bar|barring|sav(?:e|ing)(?: for)?|apart from|aside from|other than|with the (?:\w+ ){0,2}exceptions? of|excluding|minus|less|not counting)\b",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"\b(at least|more than|over)\b", re.IGNORECASE)
NUMERAL = re.compile(r"\b\d{1,3}\b|\b[a-z]+(?:-[a-z]+)?\b", re.IGNORECASE)
GROUPS = (ActorKind.BLOC, ActorKind.ORGANISATION)
NO_BLOCS = frozenset(("UN", "UNGA", "UNSC", "HRC", "UNRWA", "UNNAMED"))
"""Organs and agencies: naming one names no bloc of voters."""


def group_in(document: Document, head: Token, end: int | None = None) -> Group | None:
    """The group that the noun phrase of `head` stands for; None where it names single states or no members."""
    start, stop = _phrase(head, end)
    text = document.source.text[start:stop]
    blocs = [
        m
        for m in document.mentions_in(start, stop)
        if m.actor.kind in GROUPS and m.code not in NO_BLOCS and not _is_exception(document, m, start)
    ]
    if ONE_OF.search(text):
        return None
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
    quantifier, count = quantity(without_name(text, start, bloc), bool(exceptions), bloc is not None)
    if bloc is None and quantifier is Quantifier.ALL:
        bloc = bloc_before(document, start, count)
        if bloc is None:
            return None
    return Group(bloc=bloc, quantifier=quantifier, count=count, exceptions=exceptions, start=start, end=stop)


def without_name(words: str, start: int, bloc: Mention | None) -> str:
    """The words that begin at `start`, a number in the bloc's name written over: the “Seven” of the Group of Seven counts
    nobody."""
    if bloc is None:
        return words
    first, last = max(0, bloc.start - start), max(0, bloc.end - start)
    name = _GROUP_OF.sub(lambda m: "x" * len(m.group()), words[first:last])
    return words[:first] + name + words[last:]


_GROUP_OF = re.compile(r"(?<=\bGroup of )\w+", re.IGNORECASE)


def _phrase(head: Token, end: int | None) -> tuple[int, int]:
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


def quantity(text: str, excepted: bool, named: bool) -> tuple[Quantifier, int | None]:
    """How much of a group the words speak of; `excepted` where states are named after “but”, `named` where a bloc is."""
    count = _count(text)
    if excepted or ALL_BUT.search(text):
        after = EXCEPT.search(text)
        return Quantifier.ALL_BUT, None if excepted or after is None else _first_number(text[after.end() :])
    if OTHERS.search(text) and not NONE.search(text):
        return (Quantifier.ALL_BUT, None) if count is None else (Quantifier.COUNT, count)
    if NONE.search(text):
        return Quantifier.NONE, None
    if MOST.search(text):
        return Quantifier.MOST, None
    if count is None and SOME.search(text):
        return Quantifier.AT_LEAST, FEWEST
    if ALL.search(text) or (named and OF_SO_MANY.match(text)):
        return Quantifier.ALL, count
    if count is not None:
        return (Quantifier.AT_LEAST if AT_LEAST.search(text) else Quantifier.COUNT), count
    if re.match(r"the\b", text, re.IGNORECASE) and MEMBER_WORD.search(text) and named:
        return Quantifier.ALL, None
    return Quantifier.AS_BLOC, None


OF_SO_MANY = re.compile(
    rf"(?:the|its|their|her|our) (?:[\w-]+ )??{COUNTED}(?:$| of\b|[ -](?:[\w-]+ ){{0,2}}(?:members?|countries|states|nations?|governments|monarchies|republics|capitals|powers|founders)\b)",
    re.IGNORECASE,
)
"""“The five governments of ASEAN”, “the Ten of the Community”: the whole, with its number."""
MEMBER_WORD = re.compile(
    r"\b(?:members|countries|states|nations|capitals|governments|allies|partners|powers|republics)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:every|no|not|as|any|each) (?:(?:single )?one|single)\b", re.IGNORECASE)


def _count(text: str) -> int | None:
    """The number of members spoken of: the first in “fourteen of the twenty-seven”, the only one in “all 27 members”."""
    return _first_number(_ONE.sub("", text), 120)


def _first_number(text: str, reach: int = 30) -> int | None:
    for match in NUMERAL.finditer(text[:reach]):
        number = _number(match.group())
        if number:
            return number
    return None


def _number(word: str) -> int | None:
    try:
        return number_of(word)
    except KeyError:
        return None


def bloc_before(document: Document, start: int, size: int | None) -> Mention | None:
    """The bloc last named before `start`, of this size on the day of publication where a size is said."""
    day = document.source.published
    for mention in reversed(document.mentions_in(max(0, start - 600), start)):
        if mention.code in NO_BLOCS:
            if size is None and mention.code in ("UNGA", "UNSC", "HRC"):
                return None  # “ten of its members”: the organ's own
            continue
        if mention.actor.kind in GROUPS or mention.actor.kind is ActorKind.UNNAMED or mention.actor.sector:
            known = day is not None and world.is_bloc(mention.code)
            members = world.members(mention.code, day).members if known and day is not None else frozenset()
            if members and (size is None or len(members) == size):
                return (
                    replace(mention, actor=world.actor(mention.code))
                    if mention.actor.kind not in GROUPS
                    else mention
                )
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


def is_of_total(words: str, before: str, after: str) -> bool:
    """“*The two* were Chad and Mali”, “Peru was *one of the five*”: those of a total, whom the rules on sides name."""
    if _ONE_OF.fullmatch(words):
        return _WAS.search(before) is not None
    return _THE_FEW.fullmatch(words) is not None and _WERE_NAMED.match(after) is not None


_ONE_OF = re.compile(rf"one of the {COUNTED}", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|is|are) $")
_THE_FEW = re.compile(rf"the {COUNTED}", re.IGNORECASE)
_WERE_NAMED = re.compile(r" (?:were|was|are) (?:the )?Ⓥ")


_OF_WHOLE = re.compile(rf"\bof (?:the |its |their )?(?:bloc's )?({COUNTED})\b", re.IGNORECASE)


def whole_of(words: str) -> int | None:
    """The size of the whole in “nine of the twelve”."""
    match = _OF_WHOLE.search(words)
    return number_of(match[1]) if match else None
