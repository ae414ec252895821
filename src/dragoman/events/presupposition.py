"""What is so whatever the clause around it says: facts, known things, what stands in a clause apart."""

from __future__ import annotations

from typing import Any

from dragoman.events.mood import cues, mark_of
from dragoman.text.frames import is_infinitive

Token = Any


def is_apart(lower: Token, upper: Token) -> bool:
    """A relative clause, a participle on a noun, and “A pledged this; it has done that” stand by themselves."""
    if lower.dep_ == "relcl" or (lower.dep_ == "amod" and lower.pos_ == "VERB"):
        return True
    if upper.lemma_ == "fact" or _is_presupposed(lower):
        return True
    if lower.dep_ == "acl" and upper.dep_ == "ROOT" and upper.pos_ in ("NOUN", "PROPN"):
        return True
    if lower.dep_ == "acl" and not is_infinitive(lower) and mark_of(lower) != "that":
        return True
    if lower.dep_ != "ccomp" or lower.i > upper.i:
        return False
    return any(t.text == ";" for t in lower.doc[lower.i : upper.i])


def is_known(noun: Token, verb: Token) -> bool:
    """“ease the crisis”: there is one, however unreal the easing; not so of what is held, begun, wished or meant."""
    if noun.pos_ != "NOUN" or noun.dep_ != "dobj" or verb.pos_ != "VERB" or not is_definite(noun):
        return False
    return not tells_course(verb) and effect_of(verb) in (None, "undone")


def _is_presupposed(clause: Token) -> bool:
    """“what happened”, “how they fled”: a question with such a word takes for granted that it did."""
    first = clause.doc[clause.left_edge.i]
    asks = first.tag_ in ("WP", "WRB", "WDT", "WP$") and first.lower_ not in (
        "whether",
        "that",
        "which",
        "who",
    )
    return clause.dep_ in ("ccomp", "pcomp") and asks and not is_infinitive(clause)


def tells_course(verb: Token) -> bool:
    """Whether a verb only says that an act takes place, begins, goes on: “talks will begin”."""
    aspect = cues()["aspect"]
    return verb.lemma_ in aspect["verbs"] or verb.lemma_ in aspect["light"]


def is_definite(noun: Token) -> bool:
    """“the tests”, “their visit”: known already, and so not denied with the verb."""
    return any(c.lower_ in ("the", "this", "these", "those") or c.dep_ == "poss" for c in noun.children)


def effect_of(governor: Token) -> str | None:
    """`done`, `undone`, `meant` or `imagined`: what a governor makes of the act below it; None where it only reports."""
    section = {"NOUN": "nouns", "ADJ": "adjectives"}.get(governor.pos_, "verbs")
    return next((name for name, words in cues()[section].items() if governor.lemma_.lower() in words), None)
