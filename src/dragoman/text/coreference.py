"""Whom pronouns and descriptions stand for: precise rather than eager, unresolved where the grammar leaves it open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman import world
from dragoman.domain.actors import Actor, ActorKind, Mention, MentionForm
from dragoman.text.clauses import clause_of, coordinated, is_expletive, subject_of
from dragoman.text.document import Document
from dragoman.text.mentions import by_token, describe, in_order
from dragoman.text.people import gender_of
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
_LONG = 3000
"""Characters of the longest quotation looked for around a word."""
_NOBODY = frozenset({"no", "any", "every", "each", "neither"})
_DONE_TO_TEXTS = frozenset(
    "adopt amend approve back block circulate draft endorse introduce oppose pass put reject revoke sign sponsor"
    " submit support table veto vote withdraw".split()
)
_OF_STATE = frozenset({"minister", "president", "premier", "chancellor", "leader"})
_SUBJECTS = ("nsubj", "nsubjpass")
_PERSONS = (ActorKind.PERSON, ActorKind.UNNAMED)


@dataclass(slots=True)
class _Text:
    """The document as far as it is resolved: actors by token, grown from left to right."""

    document: Document
    known: dict[int, tuple[Mention, ...]]
    added: list[Mention] = field(default_factory=list)
    starts: tuple[int, ...] = ()

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

    def quotation_at(self, token: Any) -> int | None:
        """Index of the quotation that holds the token."""
        i = bisect_right(self.starts, token.idx) - 1
        while i >= 0 and token.idx - self.starts[i] < _LONG:
            if token.idx < self.document.quotations[i].outer[1]:
                return i
            i -= 1
        return None

    def add(self, mentions: Iterator[Mention] | list[Mention], token: Any) -> None:
        here = tuple(mentions)
        if here:
            self.added.extend(here)
            self.known[token.i] = here


def resolve_references(document: Document) -> Document:
    """The document with a mention for every pronoun and description whose antecedent is clear."""
    starts = tuple(q.outer[0] for q in document.quotations)
    text = _Text(document, by_token(document.parse, document.mentions), starts=starts)
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
        return _first(token, text, _is_she if word in _FEMALE else _is_he)
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
    return len(actors) > 1 or (len(actors) == 1 and head.tag_ in ("NNS", "NNPS"))


_Suits = Callable[[Any, tuple[Actor, ...]], bool]


def _first(token: Any, text: _Text, suits: _Suits) -> tuple[Actor, ...]:
    """The nearest candidate before the pronoun that suits it in number and kind.

    A candidate of the right number that is no actor (“the draft” for “it”) settles it too: unresolved.
    """
    inside = text.quotation_at(token)
    for head in _candidates(token, text):
        actors = text.actors_at(head)
        if inside is None and text.quotation_at(head) is not None:
            continue
        if suits(head, actors):
            return actors
        if not actors and _rivals(token, head):
            return _owner_of(token, head, text, suits)
    return ()


def _owner_of(token: Any, head: Any, text: _Text, suits: _Suits) -> tuple[Actor, ...]:
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
    if word in _SINGULAR_PERSON:
        noun = noun_of(head)
        return noun is not None and noun.is_person and not plural
    return plural if word in _PLURAL else not plural


def _candidates(token: Any, text: _Text) -> Iterator[Any]:
    """Where a pronoun looks for its antecedent, nearest first.

    The subjects of the clauses that its own clause hangs on; those of clauses earlier in the sentence, then the
    objects there; then the sentence before: its main subject, its other subjects, its objects. A pronoun that is no
    possessive never stands for the subject of its own clause.
    """
    seen = {token.i}
    for head in (*_above(token), *_earlier(token, token.sent), *_sentences_before(token, text)):
        if head.i < token.i and head.i not in seen and token not in head.subtree:
            seen.add(head.i)
            yield head


def _above(token: Any) -> Iterator[Any]:
    clause = clause_of(token)
    own = subject_of(clause)
    if own is not None and (token.tag_ == "PRP$" or token.lower_.endswith(("self", "selves"))):
        yield own
    while clause.head != clause:
        clause = clause_of(clause.head)
        subject = subject_of(clause)
        if subject is not None and (subject != own or token.tag_ == "PRP$"):
            yield subject


def _earlier(token: Any, sentence: Any) -> Iterator[Any]:
    own = subject_of(clause_of(token))
    before = [t for t in sentence if t.i < token.i and t != own]
    yield from (t for t in reversed(before) if t.dep_ in _SUBJECTS)
    yield from (t for t in reversed(before) if t.dep_ in ("dobj", "agent") and t.head != token.head)


def _sentences_before(token: Any, text: _Text) -> Iterator[Any]:
    """Subjects and objects of the sentence before, of the two before for a person, those in quotations left out."""
    start, left = token.sent.start, 2 if token.lower_ in _SINGULAR_PERSON else 1
    is_quoted = text.quotation_at(token) is not None
    while start > 0 and left > 0:
        sentence = token.doc[start - 1].sent
        start = sentence.start
        if not is_quoted and text.quotation_at(sentence.root) is not None:
            continue
        left -= 1
        main = [c for c in sentence.root.children if c.dep_ in _SUBJECTS]
        others = [t for t in sentence if t.dep_ in _SUBJECTS and t not in main]
        objects = [t for t in sentence if t.dep_ in ("dobj", "pobj")]
        yield from (*main, *reversed(others), *reversed(objects))


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
                for a in _nearest(token, text, (ActorKind.ORGANISATION, ActorKind.BLOC))
            ],
            token,
        )
    elif token.text[0].isupper() and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _short_for(token, text)], token)
    elif noun is not None and token.tag_ == "NNS" and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _same_group(token, text)], token)
    elif token.lower_ in _LANDS and _is_definite(token):
        text.add([_phrase(text.words, token, a) for a in _nearest(token, text, (ActorKind.STATE,))], token)
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


def _is_known(token: Any, text: _Text) -> bool:
    """Whether “the prime minister” is somebody spoken of already: definite, and of no country said here."""
    if any(c.dep_ == "poss" or c.i in text.known for c in token.lefts):
        return False
    return any(c.lower_ in ("the", "this", "that") for c in token.lefts)


def _is_both(token: Any) -> bool:
    return token.tag_ == "NNS" and any(c.lower_ in ("two", "both") for c in token.lefts)


def _one_of_pair(token: Any, text: _Text) -> tuple[Actor, ...]:
    """“The former”, “the latter”: of two actors in the clause before, its subject and its last other party."""
    start = token.doc[max(0, token.left_edge.i - 40)].i
    parties: list[tuple[Actor, ...]] = []
    before = next(iter(_candidates(token, text)), None)
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


def _short_for(token: Any, text: _Text) -> tuple[Actor, ...]:
    """The body named in full before: “the Council” after “the Security Council”."""
    for mention in reversed(text.document.mentions):
        if mention.end <= token.idx and mention.actor.kind in (ActorKind.ORGANISATION, ActorKind.BLOC):
            if mention.text.endswith(token.text) and " " in mention.text:
                return (mention.actor,)
    return ()


def _same_group(token: Any, text: _Text) -> tuple[Actor, ...]:
    """Those last spoken of by this same plural: “the ministers” after “their defence ministers”."""
    before = [m for m in (*text.document.mentions, *text.added) if m.end <= token.idx]
    ends = [
        m.end for m in before if m.text.split()[-1] == token.text and m.actor.kind is not ActorKind.UNNAMED
    ]
    return (
        tuple(dict.fromkeys(m.actor for m in before if m.end == max(ends) and m.text.endswith(token.text)))
        if ends
        else ()
    )


def _same_role(token: Any, text: _Text) -> tuple[Actor, ...]:
    """The person last named in this same role; else whoever holds it at the seat that the sentence speaks of."""
    role = token.lemma_.lower()
    for mention in reversed([*text.document.mentions, *text.added]):
        if mention.end <= token.idx and mention.actor.kind in (ActorKind.PERSON, ActorKind.STATE):
            if role in mention.text.lower().split():
                return (mention.actor,)
    here = [m for t in token.sent for m in text.known.get(t.i, ()) if t.i < token.i]
    seats = {m.actor for m in here if m.form is MentionForm.SEAT}
    return tuple(seats) if len(seats) == 1 and role in _OF_STATE else ()
