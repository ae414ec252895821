"""The words that a phrase of the codebook may ask for around its head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.text.frames import is_infinitive, objects_of, prepositions, spread

Token = Any


def lemmas_of(token: Token) -> tuple[str, ...]:
    """The lemma, then what it may be where the lemmatiser errs: staged → stage."""
    word = token.lower_
    return token.lemma_.lower(), *(word[: -len(end)] + "e" for end in ("ed", "ing") if word.endswith(end))


@dataclass(frozen=True, slots=True)
class Governed:
    """What stands below a predicate: words of its own, and those behind each of its prepositions."""

    own: frozenset[str]
    behind: Mapping[str, frozenset[str]]

    def match(self, words: Iterable[frozenset[str]]) -> bool:
        """Whether each word is there; one behind a preposition counts only where the preposition is asked for too."""
        asked = list(words)
        pool = self.own.union(
            *(below for word, below in self.behind.items() if any(word in a for a in asked))
        )
        return all(alternatives & pool for alternatives in asked)


def governed_words(verb: Token) -> Governed:
    """Lemmas of all that a phrase of the codebook may ask for below a verb."""
    own: set[str] = set()
    for child in verb.children:
        if child.dep_ in ("prt", "prep", "agent", "advmod", "acomp", "dative", "oprd", "npadvmod", "amod"):
            own |= {child.lower_} if child.lower_ == "according" else {child.lemma_.lower(), child.lower_}
            own |= {c.lower_ for c in child.children if c.dep_ == "prep"}
        if child.dep_ in ("prt", "advmod") or (child.dep_ == "prep" and not any(child.children)):
            own.add("~" + child.lower_)
        if is_infinitive(child):
            own |= {"to_do", child.lemma_.lower()}
            own |= {c.lower_ for c in child.children if c.dep_ == "mark" and c.lower_ == "for"}
        if child.dep_ == "ccomp":
            own |= {c.lemma_.lower() for c in child.children if c.dep_ in ("attr", "acomp", "oprd")}
        if child.dep_ == "acomp" and any(is_infinitive(c) for c in child.children):
            own.add("to_do")
    for noun in objects_of(verb):
        own |= noun_words(noun)
    behind: dict[str, frozenset[str]] = {}
    for word, noun in prepositions(verb):
        behind[word] = behind.get(word, frozenset()).union(*(noun_words(part) for part in spread(noun)))
    return Governed(frozenset(own), behind)


def noun_words(noun: Token) -> set[str]:
    """The noun's lemma, its modifiers as `+word`, and the noun behind “of”."""
    found = {noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")}
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod"):
            found |= {"+" + child.lemma_.lower(), "+" + child.lower_}
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
            found |= {c.lemma_.lower() for c in child.children if c.dep_ == "pobj"}
            found |= {c.lower_ for c in child.children if c.dep_ == "pobj"}
    return found
