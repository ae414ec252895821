"""Whom pronouns and descriptions stand for: precise rather than eager, unresolved where the grammar leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.domain.actors import Actor, ActorKind, Mention, MentionForm
from dragoman.text.clauses import clause_of, coordinated, is_expletive, subject_of
from dragoman.text.document import Document
from dragoman.text.mentions import by_token, describe, in_order
from dragoman.text.participants import NounKind, noun_of

_SINGULAR_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_PAIRS = frozenset(
    {"country", "neighbour", "neighbor", "government", "nation", "state", "side", "power", "ally", "capital"}
)
_BODIES = frozenset(
    {"organisation", "organization", "bloc", "alliance", "group", "union", "body", "grouping"}
)
_LANDS = frozenset({"country", "nation", "state", "kingdom", "republic"})
_PERSONS = (ActorKind.PERSON, ActorKind.UNNAMED)


@dataclass(slots=True)
class _Text:
    """The document as far as it is resolved: actors by token, grown from left to right."""

    document: Document
    known: dict[int, tuple[Mention, ...]]
    added: list[Mention] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.document.source.text

    def actors_at(self, token: Any) -> tuple[Actor, ...]:
        """The actors that the phrase headed by this token names, those coordinated with it included."""
        found: dict[Actor, None] = {}
        for part in coordinated(token):
            for mention in self.known.get(part.i, ()):
                found[mention.actor] = None
        return tuple(found)

    def add(self, mentions: Iterator[Mention] | list[Mention], token: Any) -> None:
        here = tuple(mentions)
        if here:
            self.added.extend(here)
            self.known[token.i] = here


def resolve_references(document: Document) -> Document:
    """The document with a mention for every pronoun and description whose antecedent is clear."""
    text = _Text(document, by_token(document.parse, document.mentions))
    for token in document.parse:
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            _resolve_pronoun(token, text)
        elif token.i not in text.known:
            _resolve_description(token, text)
    return replace(document, mentions=in_order([*document.mentions, *text.added]))


def _resolve_pronoun(token: Any, text: _Text) -> None:
    actors = _antecedent(token, text)
    text.add([_mention(token, actor, MentionForm.PRONOUN) for actor in actors], token)


def _mention(token: Any, actor: Actor, form: MentionForm) -> Mention:
    return Mention(actor=actor, text=token.text, start=token.idx, end=token.idx + len(token.text), form=form)


def _antecedent(token: Any, text: _Text) -> tuple[Actor, ...]:
    word = token.lower_
    if word in _SINGULAR_PERSON:
        return _first(token, text, lambda actors: len(actors) == 1 and actors[0].kind in _PERSONS, skip=True)
    if word in _THING and not is_expletive(token):
        return _first(
            token, text, lambda actors: len(actors) == 1 and actors[0].kind not in _PERSONS, skip=False
        )
    if word in _PLURAL:
        return _first(token, text, lambda actors: len(actors) > 1 or _is_plural(actors), skip=True)
    return ()


def _is_plural(actors: tuple[Actor, ...]) -> bool:
    return len(actors) == 1 and actors[0].kind is ActorKind.UNNAMED


def _first(
    token: Any, text: _Text, suits: Callable[[tuple[Actor, ...]], bool], *, skip: bool
) -> tuple[Actor, ...]:
    """The nearest subject before the pronoun that suits it.

    With `skip`, subjects that do not suit are passed over (a person is not confused with a draft); without, the
    nearest subject that could be meant settles it, and one that is no actor leaves the pronoun unresolved.
    """
    for subject in _subjects_before(token):
        actors = text.actors_at(subject)
        if suits(actors):
            return actors
        owner = next((c for c in subject.children if c.dep_ == "poss" and c.i in text.known), None)
        if owner is not None and suits(text.actors_at(owner)):
            return text.actors_at(owner)
        if not skip and not actors and not _could_not_be_it(subject):
            return ()
    return ()


def _could_not_be_it(subject: Any) -> bool:
    """Subjects that “it” never stands for."""
    return subject.tag_ in ("NNS", "NNPS", "EX", "WP", "WDT") or subject.pos_ == "PRON"


def _subjects_before(token: Any) -> Iterator[Any]:
    """Subjects in the order in which a pronoun looks for its antecedent.

    Those of the clauses that its own clause hangs on come first, then those of clauses earlier in the sentence,
    then those of the two sentences before, from the last main clause back.
    """
    seen: set[int] = set()
    clause = clause_of(token)
    own = subject_of(clause)
    if own is not None and own.i < token.i and token not in own.subtree:
        seen.add(own.i)
        yield own
    if own is not None:
        seen.add(own.i)
    while clause.head != clause:
        clause = clause_of(clause.head)
        subject = subject_of(clause)
        if (
            subject is not None
            and subject.i < token.i
            and subject.i not in seen
            and token not in subject.subtree
        ):
            seen.add(subject.i)
            yield subject
    sentence = token.sent
    for _ in range(3):
        for other in reversed([t for t in sentence if t.dep_ in ("nsubj", "nsubjpass")]):
            if other.i < token.i and other.i not in seen and token not in other.subtree:
                seen.add(other.i)
                yield other
        if sentence.start == 0:
            return
        sentence = token.doc[sentence.start - 1].sent


def _resolve_description(token: Any, text: _Text) -> None:
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
    elif token.lower_ in ("latter", "former") and token.dep_ in ("nsubj", "nsubjpass"):
        text.add([_phrase(text.words, token, a) for a in _one_of_pair(token, text)], token)
    elif token.lemma_.lower() in _PAIRS and _is_both(token):
        text.add([_phrase(text.words, token, a) for a in _pair_before(token, text)], token)
    elif token.lemma_.lower() in _BODIES and _is_definite(token):
        text.add(
            [
                _phrase(text.words, token, a)
                for a in _nearest(token, text, (ActorKind.ORGANISATION, ActorKind.BLOC))
            ],
            token,
        )
    elif token.lower_ in _LANDS and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _nearest(token, text, (ActorKind.STATE,))], token)
    elif noun is not None and noun.kind is NounKind.PERSON and token.tag_ == "NN" and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _same_role(token, text)], token)


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


def _is_both(token: Any) -> bool:
    return token.tag_ == "NNS" and any(c.lower_ in ("two", "both") for c in token.lefts)


def _one_of_pair(token: Any, text: _Text) -> tuple[Actor, ...]:
    """“The former”, “the latter”: of two actors in the clause before, its subject and its last other party."""
    start = token.doc[max(0, token.left_edge.i - 40)].i
    parties: list[tuple[Actor, ...]] = []
    before = next((s for s in _subjects_before(token)), None)
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


def _pair_before(token: Any, text: _Text) -> tuple[Actor, ...]:
    """The two states coordinated last before this place."""
    limit = 60 if token.lemma_ == "side" else 4000
    for i in range(token.left_edge.i - 1, max(-1, token.left_edge.i - limit), -1):
        other = token.doc[i]
        if other.dep_ == "conj" or i not in text.known:
            continue
        actors = text.actors_at(other)
        if len(actors) == 2 and all(a.kind is ActorKind.STATE for a in actors):
            return actors
    return ()


def _nearest(token: Any, text: _Text, kinds: tuple[ActorKind, ...]) -> tuple[Actor, ...]:
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


def _same_role(token: Any, text: _Text) -> tuple[Actor, ...]:
    """The person last named in this same role."""
    for mention in reversed([*text.document.mentions, *text.added]):
        if mention.end <= token.idx and mention.actor.kind is ActorKind.PERSON:
            if token.lemma_.lower() in mention.text.lower().split():
                return (mention.actor,)
    return ()
