"""How real an act is by the grammar around it: negation, modality, conditions, and the verbs that govern it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.events.grammar import is_content, is_infinitive

Token = Any


class Modality(StrEnum):
    """What the grammar makes of an act, from done to merely imagined."""

    PLAIN = "plain"
    FUTURE = "future"
    """“will”, “is to”, planned."""
    WOULD = "would"
    POSSIBLE = "possible"
    """“may”, “might”, “could”."""
    OBLIGED = "obliged"
    """“must”, “should”: what somebody is told to do."""
    IMAGINED = "imagined"
    """Wished for, tried, feared, proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The grammar around one predicate."""

    modality: Modality = Modality.PLAIN
    negated: bool = False
    conditional: bool = False
    """A condition hangs on it: “if”, “unless”."""
    in_condition: bool = False
    """It is the condition."""
    governor: Token | None = None
    """The event predicate whose content it is; then it is no event of its own."""
    reported: bool = False
    """It stands in a clause under a verb of saying."""
    counterfactual: bool = False
    """“would have done”."""
    perfect: bool = False
    """“may have done”: a guess at what is past."""
    present: bool = False
    """Present tense or perfect: news, not background."""


@lru_cache(maxsize=1)
def cues() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The lists of `codebook/cues.toml`."""
    text = (files(__package__) / "codebook" / "cues.toml").read_text("utf-8")
    return {
        section: {name: frozenset(words.split()) for name, words in lists.items()}
        for section, lists in tomllib.loads(text).items()
    }


def is_factive(cue: str) -> bool:
    """Whether a verb of saying takes what it reports for true: “recalled that”, “acknowledged that”."""
    return any(cue.lower().startswith(stem) for stem in cues()["conditions"]["factive"])


_RANK = list(Modality)
_MODALS = {
    "will": Modality.FUTURE, "'ll": Modality.FUTURE, "shall": Modality.FUTURE, "wo": Modality.FUTURE,
    "would": Modality.WOULD, "'d": Modality.WOULD,
    "may": Modality.POSSIBLE, "might": Modality.POSSIBLE, "could": Modality.POSSIBLE, "can": Modality.POSSIBLE, "ca": Modality.POSSIBLE,
    "must": Modality.OBLIGED, "should": Modality.OBLIGED, "ought": Modality.OBLIGED,
}  # fmt: skip
_EFFECT = {"done": Modality.PLAIN, "meant": Modality.FUTURE, "imagined": Modality.IMAGINED}
_CIRCUMSTANCE = frozenset(
    [
        "after",
        "before",
        "during",
        "since",
        "while",
        "following",
        "amid",
        "despite",
        "by",
        "upon",
        "in",
        "within",
        "at",
        "until",
    ]
)
_NOMINAL = (
    "dobj",
    "pobj",
    "nsubj",
    "nsubjpass",
    "attr",
    "appos",
    "conj",
    "compound",
    "poss",
    "dative",
    "oprd",
)


def situation_of(predicate: Token, events: Collection[int]) -> Situation:
    """The situation of a predicate; `events` are the tokens that the codebook reads as events themselves."""
    found = _own(predicate)
    for lower, upper, preposition in _links(predicate):
        if (
            lower.dep_ == "relcl"
            or (lower.dep_ == "acl" and not is_infinitive(lower))
            or _is_beside(lower, upper)
        ):
            break
        found = _step(found, lower, upper, preposition, events)
        if found.governor is not None:
            break
    return found


def _links(token: Token) -> Iterator[tuple[Token, Token, str]]:
    """Each token on the way up, what it hangs on, and the preposition in between."""
    while token.head != token:
        upper, preposition = token.head, ""
        while upper.head != upper and (upper.pos_ == "ADP" or upper.dep_ in ("prep", "agent")):
            upper, preposition = upper.head, upper.lower_
        yield token, upper, preposition
        token = upper


def _is_beside(lower: Token, upper: Token) -> bool:
    """“A pledged this; it has done that”: the parser hangs the first clause on the second."""
    if lower.dep_ != "ccomp" or lower.i > upper.i:
        return False
    return any(t.text == ";" for t in lower.doc[lower.i : upper.i])


def _own(verb: Token) -> Situation:
    """What the predicate's own clause says."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    modality = max(
        (_MODALS[a.lower_] for a in aux if a.lower_ in _MODALS), key=_RANK.index, default=Modality.PLAIN
    )
    if modality is Modality.PLAIN and _is_scheduled(verb, aux):
        modality = Modality.FUTURE
    if verb.dep_ == "conj" and not aux and verb.tag_ in ("VB", "VBN"):
        shared = _own(verb.head)
        return replace(
            shared,
            conditional=shared.conditional or has_condition(verb),
            negated=shared.negated or is_negated(verb),
        )
    return Situation(
        modality=modality,
        negated=is_negated(verb),
        conditional=has_condition(verb),
        perfect=any(a.lower_ in ("have", "'ve") for a in aux),
        counterfactual=modality is Modality.WOULD and any(a.lower_ in ("have", "'ve") for a in aux),
        present=verb.tag_ in ("VBP", "VBZ") or any(a.tag_ in ("VBP", "VBZ") for a in aux),
    )


def _is_scheduled(verb: Token, aux: list[Token]) -> bool:
    """“is to send”, “is due to send”: a form of be before an infinitive."""
    infinitive = verb.tag_ == "VB" and any(a.lower_ == "to" for a in aux)
    if (
        verb.dep_ == "xcomp"
        and infinitive
        and verb.head.lemma_ == "be"
        and not any(c.dep_ in ("acomp", "attr") for c in verb.head.children)
    ):
        return True
    return infinitive and any(a.lemma_ == "be" for a in aux)


def is_negated(verb: Token) -> bool:
    """“did not”, “never”, “no longer”; “no such promise”, “neither”."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "not", "n't", "neither", "nor", "hardly"):
            return True
        if child.dep_ in ("dobj", "attr", "nsubj", "nsubjpass") and any(
            c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "preconj", "cc")
            for c in child.children
        ):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("nobody", "none", "neither", "nothing"):
            return True
    return False


def has_condition(verb: Token) -> bool:
    """Whether “if”, “unless” or an inverted auxiliary hangs a condition on the verb."""
    return any(
        (c.dep_ == "advcl" and (_mark(c) in cues()["conditions"]["marks"] or _is_inverted(c)))
        or (c.dep_ == "prep" and c.lower_ == "unless")
        for c in verb.children
    )


def _mark(clause: Token) -> str:
    return next((c.lower_ for c in clause.children if c.dep_ == "mark"), "")


def _is_inverted(clause: Token) -> bool:
    """“Had the Council been asked”: a condition without “if”."""
    first = next(clause.subtree)
    return (
        first.lower_ in ("had", "were", "should")
        and first.dep_ in ("aux", "auxpass")
        and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in clause.children)
    ) or any(
        c.lower_ == "had"
        and c.dep_ == "aux"
        and any(s.dep_ in ("nsubj", "nsubjpass") and s.i < c.i for s in clause.children)
        and not _mark(clause)
        and clause.tag_ == "VBN"
        and any(o.lower_ == "would" for o in clause.head.children)
        for c in clause.children
    )


def _step(
    found: Situation, lower: Token, upper: Token, preposition: str, events: Collection[int]
) -> Situation:
    """The situation one link further up the tree."""
    relation = lower.dep_
    if preposition == "without":
        return replace(found, negated=True)
    if preposition in _CIRCUMSTANCE:
        return found
    if relation in ("ccomp", "xcomp", "pcomp", "acomp") or (
        relation in ("acl", "advcl") and is_infinitive(lower)
    ):
        return _under(found, lower, upper, events)
    if relation == "advcl":
        return _under(found, lower, upper, events) if is_content(lower) else _beside(found, lower)
    if relation in _NOMINAL and lower.pos_ in ("NOUN", "PROPN"):
        return _named_by(found, lower, upper, events)
    return found


def _beside(found: Situation, lower: Token) -> Situation:
    if _mark(lower) in cues()["conditions"]["marks"] or _is_inverted(lower):
        return replace(found, in_condition=True)
    return found


def _under(found: Situation, lower: Token, upper: Token, events: Collection[int]) -> Situation:
    """A clause below a verb, noun or adjective: its content, or done, meant, imagined as the cue says."""
    table = cues()
    lemma = upper.lemma_.lower()
    if lower.dep_ == "advcl" and lemma in table["motion"]["verbs"] and upper.i not in events:
        return found
    if upper.i in events:
        return replace(found, governor=upper)
    section = table["nouns" if upper.pos_ == "NOUN" else "adjectives" if upper.pos_ == "ADJ" else "verbs"]
    effect = next((name for name, words in section.items() if lemma in words), None)
    infinitive = is_infinitive(lower) or lower.dep_ == "pcomp"
    if effect == "undone":
        return replace(_raise(found, _own(upper)), negated=not _own(upper).negated)
    if effect is not None and not (effect == "done" and not infinitive):
        modality = max(found.modality, _EFFECT[effect], key=_RANK.index)
        own = _own(upper)
        return replace(
            _raise(found, own),
            modality=max(modality, own.modality, key=_RANK.index),
            negated=found.negated or own.negated,
        )
    if upper.pos_ in ("VERB", "AUX") and not infinitive:
        return replace(found, reported=True)
    if upper.pos_ in ("NOUN", "ADJ") or lower.dep_ == "advcl":
        return (
            replace(found, modality=max(found.modality, Modality.IMAGINED, key=_RANK.index))
            if infinitive
            else found
        )
    return _raise(found, _own(upper))


def _raise(found: Situation, own: Situation) -> Situation:
    """The clause takes over what the governing verb's own grammar says."""
    return replace(
        found,
        modality=max(found.modality, own.modality, key=_RANK.index),
        negated=found.negated or own.negated,
        conditional=found.conditional or own.conditional,
        counterfactual=found.counterfactual or own.counterfactual,
        present=found.present or own.present,
    )


def _named_by(found: Situation, lower: Token, upper: Token, events: Collection[int]) -> Situation:
    """A noun in its clause: the object of an event verb is that event's content."""
    if upper.i in events and lower.dep_ in ("dobj", "pobj", "nsubjpass", "attr", "conj", "oprd"):
        return replace(found, governor=upper)
    if upper.pos_ in ("VERB", "AUX"):
        table = cues()["verbs"]
        lemma = upper.lemma_.lower()
        own = _own(upper)
        raised = _raise(found, own)
        if lower.dep_ in ("dobj", "nsubjpass") and lemma in table["imagined"]:
            return replace(raised, modality=max(raised.modality, Modality.IMAGINED, key=_RANK.index))
        if lower.dep_ in ("dobj", "nsubjpass") and lemma in table["meant"]:
            return replace(raised, modality=max(raised.modality, Modality.FUTURE, key=_RANK.index))
        return raised
    return found
