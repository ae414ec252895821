"""How real an act is by the grammar around it: its own mood, and the verbs, nouns and conditions above it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.events.mood import (
    Modality,
    auxiliaries,
    cues,
    further,
    has_condition,
    is_condition,
    is_negated,
    mark_of,
    modality_of,
)
from dragoman.events.presupposition import effect_of, is_apart, is_definite, is_known, tells_course
from dragoman.text.frames import is_content, is_infinitive

Token = Any


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
    could: bool = False
    """With “could”: in the perfect what was open and was not done."""
    perfect: bool = False
    """With “have”: “may have done” is a guess at what is past."""
    epistemic: bool = False
    """A guess at what is so: “may be”, “is thought to have”."""

    @property
    def counterfactual(self) -> bool:
        """“would have done”, “could have done”."""
        return self.perfect and (self.modality is Modality.WOULD or self.could)


_EFFECT = {"done": Modality.PLAIN, "meant": Modality.FUTURE, "imagined": Modality.IMAGINED}
_CIRCUMSTANCE = frozenset(
    {
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
    }
    | {"at", "until", "with", "as", "besides"}
)
_CAUSAL = frozenset({"as", "because", "since", "although", "though", "while", "whereas"})
"""Conjunctions whose clause is true now, whatever the main clause foretells."""
_STATES = frozenset(
    {"be", "have", "need", "know", "exist", "contain", "belong", "own", "mean", "include", "depend"}
)
"""Verbs of what is so: “may be” guesses at the present, “may leave” at what is to come."""
_GUESSES = frozenset({"believe", "think", "suspect", "presume", "assume", "allege", "rumour", "rumor"})
"""In the passive these leave open whether what follows is so: “is thought to be”."""
_CHANGES = frozenset(
    {
        "fall",
        "rise",
        "drop",
        "climb",
        "slip",
        "recover",
        "jump",
        "increase",
        "decrease",
        "decline",
        "grow",
        "rally",
    }
    | {"gain", "lose", "slide", "sink", "soar", "plunge", "go", "come", "fight", "advance", "surge", "tumble"}
)
_OUTCOME = frozenset(
    {
        "reach",
        "end",
        "finish",
        "close",
        "settle",
        "stand",
        "become",
        "hit",
        "slip",
        "win",
        "take",
        "total",
        "find",
    }
)
"""What follows from a change just told: “rose to reach”, “fell to close at”."""
_SCHEDULED = frozenset({"set", "due", "schedule", "slate", "expect", "suppose"})
"""What “was due to” happen may not have come about."""
_APPLIES = frozenset({"file", "apply", "bid", "petition", "compete", "vie", "qualify"})
"""What is applied “for” is not yet had."""
_GOES_ON = frozenset({"continue", "persist", "last", "remain", "intensify", "deepen", "worsen"})
"""What will go on is there already."""
_COURTESIES = frozenset(
    {"thank", "congratulate", "apologise", "apologize", "welcome", "stress", "commend", "add"}
)
"""What is done by saying that one would like to do it."""
_OBJECT = ("dobj", "pobj", "nsubjpass", "attr", "conj", "oprd")


def situation_of(predicate: Token, events: Collection[int]) -> Situation:
    """The situation of a predicate; `events` are the tokens that the codebook reads as events themselves."""
    found = _own(predicate)
    for lower, upper, preposition in _links(predicate):
        if is_apart(lower, upper) or (upper.i not in events and is_known(lower, upper)):
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


def _own(head: Token) -> Situation:
    """What the predicate's own clause says; a bare coordinate shares what the first verb says."""
    aux = auxiliaries(head)
    own = Situation(
        modality=Modality.PLAIN if _is_wish(head) else modality_of(head),
        negated=is_negated(head),
        conditional=has_condition(head),
        could=any(a.lower_ == "could" for a in aux),
        perfect=any(a.lower_ in ("have", "'ve") for a in aux),
        epistemic=_is_guess(head, aux) or _were_to(head),
    )
    shares = head.dep_ == "conj" and not aux and head.tag_ in ("VB", "VBN")
    return _raise(own, _own(head.head)) if shares else own


def _is_wish(verb: Token) -> bool:
    """“would like to thank them”: wished now, whatever “would” says."""
    return verb.lemma_ in ("like", "love", "prefer") and modality_of(verb) is Modality.WOULD


def _is_guess(verb: Token, aux: list[Token]) -> bool:
    """“may be at sea”; “should be ready by May”, which nobody is told to do."""
    if modality_of(verb) is Modality.POSSIBLE:
        return verb.lemma_ in _STATES
    is_state = verb.lemma_ == "be" or any(a.dep_ == "auxpass" for a in aux)
    return is_state and any(a.lower_ == "should" for a in aux)


def _were_to(verb: Token) -> bool:
    """“were to meet in May”: what was arranged, and may not have come about."""
    plain = verb.dep_ == "xcomp" and not any(c.dep_ in ("acomp", "attr") for c in verb.head.children)
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    wh = any(c.tag_ in ("WRB", "WP") for c in verb.children)
    return bool(plain and to and not wh and verb.head.lemma_ == "be" and verb.head.tag_ == "VBD")


def _step(
    found: Situation, lower: Token, upper: Token, preposition: str, events: Collection[int]
) -> Situation:
    """The situation one link further up the tree."""
    relation = lower.dep_
    if preposition == "without":
        return replace(found, negated=True)
    if preposition in _CIRCUMSTANCE:
        return _with_time_of(found, upper) if relation == "pcomp" else found
    if relation in ("ccomp", "xcomp", "pcomp") or relation == "acl":
        return _under(found, lower, upper, events, preposition)
    if relation == "acomp":
        return _raise(found, _own(upper))
    if relation == "advcl":
        return _beside(found, lower, upper, events)
    if lower.pos_ in ("NOUN", "PROPN") and relation != "conj":
        return _named_by(found, lower, upper, preposition, events)
    return found


def _beside(found: Situation, lower: Token, upper: Token, events: Collection[int]) -> Situation:
    """An adverbial clause: a condition, a purpose, or a circumstance in the main clause's time."""
    if is_condition(lower):
        return replace(found, in_condition=True)
    if is_infinitive(lower) or is_content(lower):
        return _under(found, lower, upper, events)
    if mark_of(lower) in _CAUSAL:
        return found
    return _with_time_of(found, upper)


def _with_time_of(found: Situation, upper: Token) -> Situation:
    """“when it arrives” lies in the future where the main clause does."""
    modality = modality_of(upper)
    return (
        replace(found, modality=modality)
        if found.modality is Modality.PLAIN and modality in _AHEAD
        else found
    )


_AHEAD = (Modality.FUTURE, Modality.WOULD)


def _under(
    found: Situation, lower: Token, upper: Token, events: Collection[int], preposition: str = ""
) -> Situation:
    """A clause below a verb, noun or adjective: its content, or done, meant, imagined as the cue says."""
    lemma = upper.lemma_.lower()
    if upper.i in events:
        return replace(found, governor=upper)
    if lemma in _CHANGES and is_infinitive(lower) and lower.lemma_ in _OUTCOME:
        return _raise(found, _own(upper))
    if lower.dep_ == "advcl" and lemma in cues()["motion"]["verbs"]:
        return _with_time_of(found, upper)
    if mark_of(lower) in ("whether", "if"):
        return replace(found, in_condition=True)
    if lemma in ("like", "want", "wish") and lower.lemma_ in _COURTESIES:
        return found
    infinitive = is_infinitive(lower) or lower.dep_ == "pcomp"
    effect = "done" if lemma == "able" and modality_of(upper.head) is Modality.FUTURE else effect_of(upper)
    if lemma == "have" and any(c.lower_ == "yet" for c in upper.children):
        return replace(found, negated=True)
    if effect == "undone" and (infinitive or lower.tag_ == "VBG"):
        own = _own(upper)
        return replace(_raise(found, own), negated=not own.negated)
    is_passive = any(c.dep_ == "auxpass" for c in upper.children)
    if infinitive and is_passive and lemma in ("say", "report"):
        return replace(found, reported=True)
    if infinitive and is_passive and lemma in _GUESSES:
        raised = _raise(found, _own(upper))
        return replace(raised, modality=further(raised.modality, Modality.POSSIBLE), epistemic=True)
    if effect is None and preposition == "for" and upper.pos_ == "VERB":
        return found
    if effect is None and any(c.lower_ == "too" for c in upper.children):
        return replace(found, negated=True)
    if effect is None or (effect in ("done", "undone") and not infinitive):
        if not infinitive:
            return replace(found, reported=True)
        effect = "done" if lemma == "be" else "imagined"
    raised = _raise(found, _own(upper))
    was_due = infinitive and effect == "meant" and upper.lemma_ in _SCHEDULED and _is_past(upper)
    modality = further(raised.modality, _EFFECT[effect])
    return replace(raised, modality=modality, epistemic=raised.epistemic or was_due)


def _is_past(verb: Token) -> bool:
    """“was set”, “had been due”, “were”: with “be” in the past."""
    forms = [verb, *auxiliaries(verb), *([verb.head] if verb.dep_ == "acomp" else [])]
    return any(t.lemma_ == "be" and t.tag_ == "VBD" for t in forms) or any(t.lower_ == "had" for t in forms)


def _raise(found: Situation, own: Situation) -> Situation:
    """The act takes over what the verb above says of itself."""
    return replace(
        found,
        modality=further(found.modality, own.modality),
        negated=found.negated or own.negated,
        conditional=found.conditional or own.conditional,
        perfect=found.perfect or own.perfect,
    )


def _named_by(
    found: Situation, lower: Token, upper: Token, preposition: str, events: Collection[int]
) -> Situation:
    """An act that a noun names: the content of an event verb, or as real as its clause makes it."""
    if upper.i in events and lower.dep_ in _OBJECT:
        return replace(found, governor=upper)
    effect = effect_of(upper)
    if upper.pos_ == "NOUN" and effect == "undone" and preposition in ("in", "of"):
        return replace(found, negated=True)
    if upper.pos_ == "NOUN":
        is_about = preposition in ("of", "for", "on", "to", "about", "over") and effect in (
            "meant",
            "imagined",
        )
        return (
            replace(found, modality=further(found.modality, _EFFECT[effect]))
            if is_about and effect
            else found
        )
    if upper.pos_ not in ("VERB", "AUX"):
        return found
    own, definite, lemma = _own(upper), is_definite(lower), upper.lemma_.lower()
    if lemma in ("delay", "postpone") and lower.dep_ in ("dobj", "nsubjpass"):
        return replace(found, negated=not own.negated)
    if effect == "undone" and lower.dep_ in ("dobj", "nsubjpass"):
        return replace(_raise(found, own), negated=not own.negated)
    if lower.dep_ == "nsubj" and lemma in _GOES_ON:
        return found
    if lemma == "announce" and lower.dep_ in ("dobj", "nsubjpass") and not definite:
        return replace(_raise(found, own), modality=further(own.modality, Modality.FUTURE))
    if lower.dep_ == "pobj" and preposition == "for" and lemma in _APPLIES:
        return replace(_raise(found, own), modality=Modality.IMAGINED)
    if lower.dep_ == "pobj" and preposition == "for" and effect in ("meant", "imagined"):
        return replace(_raise(found, _own(upper)), modality=further(found.modality, _EFFECT[effect]))
    if lower.dep_ in ("nsubj", "pobj") and upper.lemma_ not in cues()["aspect"]["verbs"]:
        return found
    raised = _raise(found, replace(own, negated=own.negated and not (definite and not tells_course(upper))))
    if lower.dep_ in ("dobj", "nsubjpass") and effect in ("meant", "imagined"):
        return replace(raised, modality=further(raised.modality, _EFFECT[effect]))
    return raised
