"""What a clause says of its own act: modality, negation, condition; and the cue words of the codebook."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

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


_RANK = list(Modality)
_MODALS = {
    word: modality
    for modality, words in {
        Modality.FUTURE: "will 'll shall wo",
        Modality.WOULD: "would 'd",
        Modality.POSSIBLE: "may might could can ca",
        Modality.OBLIGED: "must should ought",
    }.items()
    for word in words.split()
}
_NEGATIVES = frozenset({"never", "not", "n't", "neither", "nor", "hardly"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})


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


def further(one: Modality, other: Modality) -> Modality:
    """Of two modalities the one further from what is done."""
    return max(one, other, key=_RANK.index)


def auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")]


def modality_of(head: Token) -> Modality:
    """The modality of a verb by its auxiliaries, of a noun by its adjectives (“planned”, “possible”)."""
    if head.pos_ in ("NOUN", "PROPN"):
        return _by_adjective(head)
    aux = auxiliaries(head)
    said = max(
        (_MODALS[a.lower_] for a in aux if a.lower_ in _MODALS), key=_RANK.index, default=Modality.PLAIN
    )
    return Modality.FUTURE if said is Modality.PLAIN and _is_scheduled(head, aux) else said


def _by_adjective(noun: Token) -> Modality:
    words = {c.lemma_.lower() for c in noun.children if c.dep_ in ("amod", "compound")} | {
        c.lower_ for c in noun.children if c.dep_ == "amod"
    }
    for name, modality in (("imagined", Modality.IMAGINED), ("coming", Modality.FUTURE)):
        if words & cues()["attributes"][name]:
            return modality
    return Modality.PLAIN


def _is_scheduled(verb: Token, aux: list[Token]) -> bool:
    """“is to send”, “is due to send”; in headlines the bare “to send”."""
    is_passive = verb.tag_ == "VBN" and any(a.lower_ == "be" for a in aux)
    if not ((verb.tag_ == "VB" or is_passive) and any(a.lower_ == "to" for a in aux)):
        return False
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return not any(c.dep_ in ("acomp", "attr") for c in verb.head.children)
    return (
        any(a.lemma_ == "be" and a.lower_ != "be" for a in aux)
        or (verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.pos_ in ("NOUN", "PROPN"))
        or (verb.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children))
    )


def is_negated(head: Token) -> bool:
    """“did not”, “never”, “no longer”; “no such promise”, “neither”."""
    if head.pos_ in ("NOUN", "PROPN"):
        words = {c.lower_ for c in head.children if c.dep_ in ("det", "amod", "neg")}
        return bool(words & ({"no", "not"} | cues()["attributes"]["undone"]))
    return any(_negates(child) for child in head.children)


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or child.lower_ in _NEGATIVES:
        return True
    if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _NOBODY:
        return True
    return child.dep_ in ("dobj", "attr", "nsubj", "nsubjpass") and any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "preconj", "cc") for c in child.children
    )


def has_condition(verb: Token) -> bool:
    """Whether “if”, “unless” or an inverted auxiliary hangs a condition on the verb."""
    return any(
        (c.dep_ == "advcl" and is_condition(c)) or (c.dep_ == "prep" and c.lower_ == "unless")
        for c in verb.children
    )


def is_condition(clause: Token) -> bool:
    """“if Peru agrees”, “had the Council been asked”, “had others done so”."""
    if mark_of(clause) in cues()["conditions"]["marks"]:
        return True
    first = next(clause.subtree)
    inverted = first.lower_ in ("had", "were", "should") and first.dep_ in ("aux", "auxpass")
    if inverted and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in clause.children):
        return True
    had = any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.children)
    return had and not mark_of(clause) and any(c.lower_ == "would" for c in clause.head.children)


def mark_of(clause: Token) -> str:
    """The conjunction that introduces a clause, or nothing."""
    return next((c.lower_ for c in clause.children if c.dep_ == "mark"), "")
