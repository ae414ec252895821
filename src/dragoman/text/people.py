"""People whom the registry does not know: introduced by a role, called by their last name afterwards."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.domain.actors import UNNAMED, Actor, ActorKind, Mention, MentionForm
from dragoman.text.participants import noun_of

_GENDER_OF_TITLE = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "lady": "f", "dame": "f"}
Named = Mapping[int, tuple[Mention, ...]]


def find_people(text: str, parse: Any, named: Named, described: Named) -> Iterator[Mention]:
    """Mentions of people under a name of their own, with the code of those whom they are said to speak for."""
    known: dict[str, list[Actor]] = {}
    for token in parse:
        if token.i in named and (registered := _in_full(token, named)) is not None:
            known.setdefault(token.text, []).append(registered)
        is_name = token.pos_ == "PROPN" or token.text in known
        if not is_name or token.i in named or not _is_name_head(token):
            continue
        first = _first_of_name(token, named)
        words = text[first.idx : token.idx + len(token.text)]
        actor = _known(token, first, known) or _introduced(token, first, words, named, described)
        if actor is None:
            continue
        known.setdefault(token.text, []).append(actor)
        yield _mention(text, actor, first.idx, token, MentionForm.NAME)
        start = _start_of_role(token, first)
        if start < first.idx:
            yield _mention(text, actor, start, token, MentionForm.OFFICE)
        yield from _role_mentions(token, actor, {**named, **described})


def _in_full(token: Any, named: Named) -> Actor | None:
    """The person of the registry whose full name ends here."""
    mention = named[token.i][0]
    is_last = mention.end == token.idx + len(token.text)
    is_full = mention.actor.kind is ActorKind.PERSON and mention.form is MentionForm.NAME
    return mention.actor if is_last and is_full and " " in mention.text else None


def _known(token: Any, first: Any, known: Mapping[str, list[Actor]]) -> Actor | None:
    """Whoever was named last by this last name and fits the form of address or first name before it."""
    title = titled_gender(first)
    for actor in reversed(known.get(token.text, ())):
        alone = first.i == token.i or is_title(first) or first.text in actor.name
        if alone and (title is None or gender_of(actor.name) in (None, title)):
            return actor
    return None


def titled_gender(name: Any) -> str | None:
    """The gender that the form of address before or at the start of a name says."""
    before = name.doc[name.i - 1] if name.i else name
    return next((g for t in (name, before) if (g := _GENDER_OF_TITLE.get(t.lower_.rstrip(".")))), None)


def _mention(text: str, actor: Actor, start: int, last: Any, form: MentionForm) -> Mention:
    end = last.idx + len(last.text)
    return Mention(actor=actor, text=text[start:end], start=start, end=end, form=form)


def _start_of_role(token: Any, first: Any) -> int:
    """Where the role before a name begins, in “the Malian envoy Awa Keita”; the name's start where there is none."""
    role = token.head
    if token.dep_ == "appos" and role.i == first.i - 1 and _is_role(role):
        return int(next(t for t in token.doc[role.left_edge.i : first.i] if not t.is_punct).idx)
    before = token.doc[token.left_edge.i : first.i]
    while len(before) and before[0].is_punct:
        before = before[1:]
    return int(before[0].idx) if any(_is_role(t) for t in before) else int(first.idx)


def gender_of(name: str) -> str | None:
    """`f` or `m` where a form of address or the first name tells; None where it does not."""
    first = name.split(maxsplit=1)[0] if name else ""
    return _GENDER_OF_TITLE.get(first.lower().rstrip(".")) or _genders().get(first)


@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    """First names, each with its gender."""
    return {name: gender for gender, names in _table("given_names.tsv").items() for name in names}


@lru_cache(maxsize=4)
def name_words(kind: str) -> frozenset[str]:
    """Words around names: forms of address, verbs of people who speak, words that end the name of a body."""
    return _table("name_words.tsv")[kind]


def _table(name: str) -> dict[str, frozenset[str]]:
    with (files(__package__) / name).open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))
    return {key: frozenset(words.split()) for key, words in rows[1:]}


def is_title(token: Any) -> bool:
    """Whether the token is a form of address: “Mr”, “Dame”."""
    return token.lower_ in name_words("title")


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
        if before.is_sent_start:
            first = before
            break
        first = before
    return next((t for t in token.doc[first.i : token.i] if t.text in _genders()), first)


def _introduced(token: Any, first: Any, words: str, named: Named, described: Named) -> Actor | None:
    """The person whom this name introduces; None where nothing shows that it is a person."""
    for other in _appositions(token):
        roles = described.get(other.i) or named.get(other.i)
        if roles and _is_role(other):
            return replace(roles[0].actor, name=words, kind=ActorKind.PERSON)
    before = token.doc[token.left_edge.i : first.i]
    role = next((noun for t in before if (noun := noun_of(t)) and noun.is_person), None)
    own = (t for t in before if t.i in named and t.head.tag_ not in ("VBN", "VBG"))
    affiliation = next((named[t.i][0].actor for t in own), None)
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
    if token.lower_ in name_words("body") or token.text.isupper():
        return False
    if first.i < token.i and gender_of(first.text) is not None:
        return True
    has_article = any(c.dep_ == "det" for c in token.children)
    return token.dep_ == "nsubj" and token.head.lemma_ in name_words("speech") and not has_article


def _is_role(token: Any) -> bool:
    noun = noun_of(token)
    return noun is not None and noun.is_person


def _role_mentions(token: Any, actor: Actor, roles: Named) -> Iterator[Mention]:
    """The role that stands beside the name, now with the person's own name."""
    for other in _appositions(token):
        if _is_role(other):
            for mention in roles.get(other.i, ()):
                yield replace(mention, actor=actor)
