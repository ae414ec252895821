"""Whom pronouns and descriptions stand for: precise rather than eager, unresolved where the grammar leaves it open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dragoman.domain.actors import UNNAMED, Actor, ActorKind, Mention, MentionForm
from dragoman.text.antecedents import PERSONAL, Referents, candidates
from dragoman.text.clauses import is_expletive
from dragoman.text.descriptions import resolve_description
from dragoman.text.document import Document
from dragoman.text.mentions import by_token, in_order
from dragoman.text.participants import noun_of
from dragoman.text.people import gender_of

_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NOBODY = frozenset({"no", "any", "every", "each", "neither"})
NEARBY = 80
"""How many tokens back a pronoun looks for a person whom no clause offers it."""
_DONE_TO_TEXTS = frozenset(
    [
        "adopt",
        "amend",
        "approve",
        "back",
        "block",
        "circulate",
        "draft",
        "endorse",
        "introduce",
        "oppose",
        "pass",
        "put",
        "reject",
        "revoke",
        "sign",
        "sponsor",
        "submit",
        "support",
        "table",
        "veto",
        "vote",
        "withdraw",
    ]
)
_PERSONS = (ActorKind.PERSON, ActorKind.UNNAMED)


def resolve_references(document: Document) -> Document:
    """The document with a mention for every pronoun and description whose antecedent is clear."""
    starts = tuple(q.outer[0] for q in document.quotations)
    text = Referents(document, by_token(document.parse, document.mentions), starts=starts)
    for token in document.parse:
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            _resolve_pronoun(token, text)
        elif token.i not in text.known:
            resolve_description(token, text)
    return replace(document, mentions=in_order([*document.mentions, *text.added]))


def _resolve_pronoun(token: Any, text: Referents) -> None:
    actors = _antecedent(token, text)
    text.add([_mention(token, actor, MentionForm.PRONOUN) for actor in actors], token)


def _mention(token: Any, actor: Actor, form: MentionForm) -> Mention:
    return Mention(actor=actor, text=token.text, start=token.idx, end=token.idx + len(token.text), form=form)


def _antecedent(token: Any, text: Referents) -> tuple[Actor, ...]:
    word = token.lower_
    if word in PERSONAL:
        suits = _is_she if word in _FEMALE else _is_he
        return _as_before(token, text, suits) or _first(token, text, suits) or _only_one(token, text, suits)
    if word.endswith("self") and token.i - 1 in text.known:
        return text.actors_at(token.nbor(-1))
    if word in _THING and not is_expletive(token) and not _is_text(token):
        return _first(token, text, _is_one_body)
    if word in _PLURAL:
        return _first(token, text, _is_several)
    return ()


def _is_text(token: Any) -> bool:
    """Whether “it” is what is voted on, in “the members backed it”, rather than who acts."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return token.dep_ in ("dobj", "pobj", "nsubjpass") and verb.lemma_ in _DONE_TO_TEXTS


def _is_one_person(head: Any, actors: tuple[Actor, ...]) -> bool:
    if len(actors) != 1:
        return False
    noun = noun_of(head)
    return actors[0].kind is ActorKind.PERSON or (noun is not None and noun.is_person and head.tag_ == "NN")


def _is_she(head: Any, actors: tuple[Actor, ...]) -> bool:
    return _is_one_person(head, actors) and gender_of(actors[0].name) != "m"


def _is_he(head: Any, actors: tuple[Actor, ...]) -> bool:
    return _is_one_person(head, actors) and gender_of(actors[0].name) != "f"


def _is_one_body(head: Any, actors: tuple[Actor, ...]) -> bool:
    is_body = len(actors) == 1 and actors[0].kind not in _PERSONS and head.tag_ != "NNS"
    return is_body and not _is_one_person(head, actors)


def _is_several(head: Any, actors: tuple[Actor, ...]) -> bool:
    if len(actors) == 1 and actors[0].code == UNNAMED.code and actors[0].kind is ActorKind.ORGANISATION:
        return True
    return len(actors) > 1 or (len(actors) == 1 and head.tag_ in ("NNS", "NNPS"))


_Suits = Callable[[Any, tuple[Actor, ...]], bool]


def _first(token: Any, text: Referents, suits: _Suits) -> tuple[Actor, ...]:
    """The nearest candidate before the pronoun that suits it in number and kind.

    A candidate of the right number that is no actor (“the draft” for “it”) settles it too: unresolved.
    """
    inside = text.quotation_at(token)
    for head in candidates(token, text):
        actors = text.actors_at(head)
        if inside is None and text.quotation_at(head) is not None:
            continue
        if suits(head, actors):
            return actors
        if not actors and _rivals(token, head):
            return _owner_of(token, head, text, suits)
    return ()


def _as_before(token: Any, text: Referents, suits: _Suits) -> tuple[Actor, ...]:
    """Of a main clause's subject: whom a pronoun earlier in the sentence stands for (“Asked of her plans, she …”)."""
    if token.dep_ != "nsubj" or token.head != token.sent.root:
        return ()
    for other in reversed(token.doc[token.sent.start : token.i]):
        if other.lower_ in PERSONAL and other.i in text.known and text.quotation_at(other) is None:
            actors = text.actors_at(other)
            return actors if suits(other, actors) else ()
    return ()


def _only_one(token: Any, text: Referents, suits: _Suits) -> tuple[Actor, ...]:
    """The only named person nearby whom the pronoun suits."""
    is_quoted = text.quotation_at(token) is not None
    people = {
        mentions[0].actor
        for head, mentions in text.back_from(token, NEARBY)
        if mentions[0].form is MentionForm.NAME
        and suits(head, (mentions[0].actor,))
        and (is_quoted or text.quotation_at(head) is None)
    }
    return tuple(people) if len(people) == 1 else ()


def _owner_of(token: Any, head: Any, text: Referents, suits: _Suits) -> tuple[Actor, ...]:
    """The possessor in a candidate's phrase, for a possessive: “Israel's rejection … its ambassador”."""
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if owner is None or token.tag_ != "PRP$":
        return ()
    actors = text.actors_at(owner)
    return actors if suits(owner, actors) else ()


def _rivals(token: Any, head: Any) -> bool:
    """Whether a noun that names no actor could be what the pronoun stands for."""
    if head.pos_ not in ("NOUN", "PROPN") or any(c.lower_ in _NOBODY for c in head.lefts):
        return False
    plural = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
    word = token.lower_
    if word in PERSONAL:
        noun = noun_of(head)
        return noun is not None and noun.is_person and not plural
    return plural if word in _PLURAL else not plural
