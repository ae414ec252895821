"""Whom descriptions stand for: “the latter”, “both neighbours”, “the bloc”, “his country”, “the minister”."""

from __future__ import annotations

from typing import Any

from dragoman import world
from dragoman.domain.actors import Actor, ActorKind, Mention, MentionForm
from dragoman.text.antecedents import Referents, candidates
from dragoman.text.bodies import KINDS
from dragoman.text.clauses import clause_of
from dragoman.text.mentions import describe
from dragoman.text.participants import NounKind, noun_of

_PAIRS = frozenset(
    {"country", "neighbour", "neighbor", "government", "nation", "state", "side", "power", "ally", "capital"}
)
_BODIES = frozenset(
    {"organisation", "organization", "bloc", "alliance", "group", "union", "body", "grouping"}
)
_LANDS = frozenset({"country", "nation", "state", "kingdom", "republic"})
_OF_STATE = frozenset({"minister", "president", "premier", "chancellor", "leader"})
_BODY_KINDS = (ActorKind.ORGANISATION, ActorKind.BLOC)
FAR = 1500
"""How many tokens back a description looks for somebody spoken of before."""
NEAR = 60
"""How many back “both sides” looks, which any two may be."""


def resolve_description(token: Any, text: Referents) -> None:
    noun = noun_of(token)
    owner = next((c for c in token.children if c.tag_ == "PRP$"), None)
    if (
        noun is not None
        and noun.kind is not NounKind.RELATION
        and owner is not None
        and owner.i in text.known
    ):
        found = [describe(text.words, token, token, actor, noun) for actor in text.actors_at(owner)]
        text.add(found, token)
    elif token.lower_ in _LANDS and owner is not None and owner.i in text.known:
        text.add([_phrase(text.words, token, a) for a in _states_of(text.actors_at(owner))], token)
    elif token.lower_ in ("latter", "former") and token.dep_ in ("nsubj", "nsubjpass"):
        text.add([_phrase(text.words, token, a) for a in _one_of_pair(token, text)], token)
    elif token.lemma_.lower() in _PAIRS and _is_both(token):
        text.add([_phrase(text.words, token, a) for a in _pair_before(token, text)], token)
    elif token.lemma_.lower() in _BODIES and _is_definite(token):
        text.add(
            [
                _phrase(text.words, token, a)
                for a in _nearest(token, text, _BODY_KINDS) or _called_so(token, text)
            ],
            token,
        )
    elif token.lower_ in KINDS and _is_definite(token) and (called := _called_so(token, text)):
        text.add([_phrase(text.words, token, a) for a in called], token)
    elif token.text[0].isupper() and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _short_for(token, text)], token)
    elif noun is not None and token.tag_ == "NNS" and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _same_group(token, text)], token)
    elif token.lower_ in _LANDS and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _nearest(token, text, (ActorKind.STATE,))], token)
    elif noun is not None and noun.kind is NounKind.EPITHET and token.tag_ == "NN" and _is_known(token, text):
        text.add([_phrase(text.words, token, a) for a in _subject_before(token, text)], token)
    elif noun is not None and noun.kind is NounKind.PERSON and token.tag_ == "NN" and _is_known(token, text):
        text.add([_phrase(text.words, token, a) for a in _same_role(token, text)], token)


def _states_of(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The states that these actors speak for: “his country”."""
    codes = {state.code for state in world.states()}
    return tuple(world.actor(code) for code in dict.fromkeys(a.code for a in actors) if code in codes)


def _phrase(source: str, token: Any, actor: Actor) -> Mention:
    first = token.doc[token.left_edge.i]
    end = token.idx + len(token.text)
    return Mention(
        actor=actor,
        text=source[first.idx : end],
        start=first.idx,
        end=end,
        form=MentionForm.DESCRIPTION,
    )


def _is_definite(token: Any) -> bool:
    others = [c for c in token.lefts if c.dep_ in ("amod", "compound", "poss", "nummod")]
    return not others and any(c.lower_ in ("the", "this", "that") for c in token.lefts)


def _is_known(token: Any, text: Referents) -> bool:
    """Whether “the prime minister” is somebody spoken of already: definite, and of no country said here."""
    if any(c.dep_ == "poss" or c.i in text.known for c in token.lefts):
        return False
    return any(c.lower_ in ("the", "this", "that") for c in token.lefts)


def _is_both(token: Any) -> bool:
    return token.tag_ == "NNS" and any(c.lower_ in ("two", "both") for c in token.lefts)


def _one_of_pair(token: Any, text: Referents) -> tuple[Actor, ...]:
    """“The former”, “the latter”: of two actors in the clause before, its subject and its last other party."""
    start = token.doc[max(0, token.left_edge.i - 40)].i
    parties: list[tuple[Actor, ...]] = []
    before = next(iter(candidates(token, text)), None)
    if before is None:
        return ()
    clause = clause_of(before)
    heads = [
        t
        for t in clause.subtree
        if start <= t.i < token.left_edge.i and t.i in text.known and _heads_phrase(t)
    ]
    for head in heads:
        actors = text.known[head.i]
        if len(actors) == 1 and (actors[0].actor,) not in parties:
            parties.append((actors[0].actor,))
    if len(parties) != 2:
        return ()
    return parties[0] if token.lower_ == "former" else parties[1]


def _heads_phrase(token: Any) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "obj", "pobj", "conj", "dative", "attr")


def _nearest(token: Any, text: Referents, kinds: tuple[ActorKind, ...]) -> tuple[Actor, ...]:
    """The only actor of these kinds in this sentence before here, or else in the sentence before."""
    sentence = token.sent
    for _ in range(2):
        here = [
            m.actor
            for i in range(sentence.start, min(sentence.end, token.left_edge.i))
            for m in text.known.get(i, ())
        ]
        found = list(dict.fromkeys(a for a in here if a.kind in kinds))
        if found:
            return (found[0],) if len({a.code for a in found}) == 1 else ()
        if sentence.start == 0:
            return ()
        sentence = token.doc[sentence.start - 1].sent
    return ()


def _pair_before(token: Any, text: Referents) -> tuple[Actor, ...]:
    """The two states coordinated last before this place."""
    for other, _ in text.back_from(token, NEAR if token.lemma_ == "side" else FAR):
        actors = () if other.dep_ == "conj" else text.actors_at(other)
        if len(actors) == 2 and all(a.kind is ActorKind.STATE for a in actors):
            return actors
    return ()


def _short_for(token: Any, text: Referents) -> tuple[Actor, ...]:
    """The body named in full before: “the Council” after “the Security Council”."""
    for _, mentions in text.back_from(token, FAR):
        full = mentions[0]
        if full.actor.kind in _BODY_KINDS and full.text.endswith(f" {token.text}"):
            return (full.actor,)
    return ()


def _called_so(token: Any, text: Referents) -> tuple[Actor, ...]:
    """The body last named of the kind that a plain noun says: “the school” after “Harbord University”."""
    words = KINDS.get(token.lower_, frozenset())
    for _, (last, *_others) in text.back_from(token, FAR):
        is_named = last.actor.kind is ActorKind.ORGANISATION and last.form is MentionForm.NAME
        if is_named and words & set(last.text.lower().split()):
            return (last.actor,)
    return ()


def _same_group(token: Any, text: Referents) -> tuple[Actor, ...]:
    """Those last spoken of by this same plural: “the ministers” after “their defence ministers”."""
    for _, mentions in text.back_from(token, FAR):
        actors = tuple(dict.fromkeys(m.actor for m in mentions if m.actor.kind is not ActorKind.UNNAMED))
        if actors and mentions[0].text.split()[-1] == token.text:
            return actors
    return ()


def _same_role(token: Any, text: Referents) -> tuple[Actor, ...]:
    """The person last named in this same role; else whoever holds it at the seat that the sentence speaks of."""
    role = token.lemma_.lower()
    for _, mentions in text.back_from(token, FAR):
        is_state_or_person = mentions[0].actor.kind in (ActorKind.PERSON, ActorKind.STATE)
        if is_state_or_person and role in mentions[0].text.lower().split():
            return (mentions[0].actor,)
    here = [m for t in token.sent for m in text.known.get(t.i, ()) if t.i < token.i]
    seats = {m.actor for m in here if m.form is MentionForm.SEAT}
    return tuple(seats) if len(seats) == 1 and role in _OF_STATE else ()


def _subject_before(token: Any, text: Referents) -> tuple[Actor, ...]:
    """The person who is the main subject of the sentence before: “Keita rose. The billionaire waved.”"""
    start = token.sent.start
    if start == 0:
        return ()
    root = token.doc[start - 1].sent.root
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    actors = () if subject is None else text.actors_at(subject)
    return actors if len(actors) == 1 and actors[0].kind is ActorKind.PERSON else ()
