"""People whom the registry does not know: introduced by a role, called by their last name afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dragoman.domain.actors import UNNAMED, Actor, ActorKind, Mention, MentionForm
from dragoman.text.participants import NounKind, noun_of

_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame sen. rep. gov. gen. col. lt. maj. capt. sgt. prof. rev. hon.".split()
)
_SPEECH = frozenset(
    "say tell add argue warn insist claim declare announce note explain ask reply write deny admit tweet concede"
    " acknowledge suggest call urge accuse describe predict believe think stress recall state respond confirm".split()
)

Named = Mapping[int, tuple[Mention, ...]]


def find_people(text: str, parse: Any, named: Named, described: Named) -> Iterator[Mention]:
    """Mentions of people under a name of their own, with the code of those whom they are said to speak for."""
    known: dict[str, Actor] = {}
    for token in parse:
        if token.pos_ != "PROPN" or token.i in named or not _is_name_head(token):
            continue
        first = _first_of_name(token, named)
        words = text[first.idx : token.idx + len(token.text)]
        actor = known.get(token.text) or _introduced(token, first, words, named, described)
        if actor is None:
            continue
        if " " in words or token.text not in known:
            known.setdefault(token.text, actor)
        yield Mention(
            actor=actor, text=words, start=first.idx, end=token.idx + len(token.text), form=MentionForm.NAME
        )
        yield from _role_mentions(token, actor, {**named, **described})


def is_title(token: Any) -> bool:
    """Whether the token is a form of address: “Mr”, “Dame”."""
    return token.lower_ in _TITLES


def _is_name_head(token: Any) -> bool:
    follows = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    goes_on = (
        follows is not None and follows.pos_ == "PROPN" and token.dep_ == "compound" and token.whitespace_
    )
    return token.text[:1].isupper() and not goes_on and noun_of(token) is None and not is_title(token)


def _first_of_name(token: Any, named: Named) -> Any:
    """The first word of the name that ends with `token`, after titles and roles."""
    first = token
    while first.i > 0:
        before = token.doc[first.i - 1]
        is_part = before.pos_ == "PROPN" and before.text[0].isupper() and before.whitespace_
        if not is_part or before.i in named or is_title(before) or noun_of(before) is not None:
            break
        if before.sent != token.sent:
            break
        first = before
    return first


def _introduced(token: Any, first: Any, words: str, named: Named, described: Named) -> Actor | None:
    """The person whom this name introduces; None where nothing shows that it is a person."""
    for other in _appositions(token):
        roles = described.get(other.i) or named.get(other.i)
        if roles and _is_role(other):
            return replace(roles[0].actor, name=words, kind=ActorKind.PERSON)
    before = token.doc[token.left_edge.i : first.i]
    role = next((noun for t in before if (noun := noun_of(t)) and noun.kind is NounKind.PERSON), None)
    affiliation = next((named[t.i][0].actor for t in before if t.i in named), None)
    if role and affiliation:
        return Actor(
            code=affiliation.code,
            name=words,
            kind=ActorKind.PERSON,
            seat=affiliation.seat,
            sector=role.sector,
        )
    if role or _is_person(token, first):
        return replace(UNNAMED, name=words, kind=ActorKind.PERSON)
    return None


def _appositions(token: Any) -> Iterator[Any]:
    yield from (c for c in token.children if c.dep_ == "appos")
    if token.dep_ == "appos":
        yield token.head


def _is_person(token: Any, first: Any) -> bool:
    before = token.doc[first.i - 1] if first.i else None
    if before is not None and is_title(before):
        return True
    if any(_is_role(t) for t in _appositions(token)):
        return True
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in _SPEECH
    return speaks and first.i < token.i


def _is_role(token: Any) -> bool:
    noun = noun_of(token)
    return noun is not None and noun.kind is NounKind.PERSON


def _role_mentions(token: Any, actor: Actor, roles: Named) -> Iterator[Mention]:
    """The role that stands beside the name, now with the person's own name."""
    for other in _appositions(token):
        if _is_role(other):
            for mention in roles.get(other.i, ()):
                yield replace(mention, actor=actor)
