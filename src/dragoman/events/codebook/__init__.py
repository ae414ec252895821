"""The codebook: one data file per event type, read once into entries that a matcher can look up by lemma.

A phrase is a verb's lemma and the words that must depend on it: particles, prepositions, adverbs, objects.
`a|b` means either word, `@class` any word of a class in `words.toml`, `to_do` an infinitive,
`~in` a particle that is no preposition.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.domain.events import EventType

Words = tuple[frozenset[str], ...]
"""The words of a phrase, each a set of alternatives; the first is the head."""

DEFAULT_VERB = ("subject",), ("object", "dative", "to", "with", "against", "on", "for")
DEFAULT_NOUN = ("possessive", "by", "of"), ("of", "against", "on", "to", "with", "for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Verbs, nouns and adjectives of one type that share a frame: who acts, and where the recipient stands."""

    type: EventType
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    """Where the actor stands, best place first; empty means the default of the part of speech."""
    recipient: tuple[str, ...] = ()
    mode: str | None = None
    needs: tuple[str, ...] = ()
    """`actor`, `recipient`: parties without which the words do not mean this."""
    mutual: bool = False
    """All parties are actors, those named by “with” included."""
    reciprocal: bool = False
    """“Each other” makes all parties actors."""
    host: bool = False
    """The object comes to the subject: the visitor is the actor."""
    several: bool = False
    """Only with two parties or more."""
    said: bool = False
    """The actor is whoever says so."""
    domestic: bool = False
    """Parties without a country of their own take the other side's."""
    body: bool = False
    """Only of an organisation or treaty."""
    not_body: bool = False
    """Never of an organisation or treaty."""
    party_actor: bool = False
    """The subject must be a party."""
    party_patient: bool = False
    """The object must be people."""
    party_object: tuple[str, ...] = ()
    """Phrases that mean this only where the object is a party."""
    clause_only: tuple[str, ...] = ()
    """Phrases that mean this only with a clause below them."""
    bare: tuple[str, ...] = ()
    """Phrases that mean this only without a predicate on the object: “called him”, not “called him a liar”."""
    crowd: tuple[str, ...] = ()
    """Phrases that mean this only of people in numbers."""
    weak: tuple[str, ...] = ()
    """Phrases that give way to any other reading."""
    irrealis: tuple[str, ...] = ()
    """Phrases that mean this only where a clause below them asks for something: no plain “that he did”."""
    ahead: tuple[str, ...] = ()
    """Phrases that mean this only of what is to come: “assured him that it would”, not “that it was”."""
    other_subject: tuple[str, ...] = ()
    """Phrases that mean this only of what somebody else is to do: “want him to leave”."""
    things: tuple[str, ...] = ()
    """Phrases that mean this of things, never of people: a minister who is dismissed is not rejected."""
    moved: bool = False
    """In a passive without agent what is moved tells whose it is: “troops were withdrawn”."""
    negated: bool = False
    """The words say that the act did not happen."""
    subjects: tuple[str, ...] = ()
    """Lemmas of which the subject must be one."""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase of an entry, ready to match."""

    words: Words
    entry: Entry
    text: str

    @property
    def weight(self) -> tuple[int, bool]:
        """Longer phrases before shorter ones, strong before weak."""
        return len(self.words) + bool(self.entry.subjects), self.text not in self.entry.weak


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRules:
    """What one data file says of its type beside the entries."""

    type: EventType
    means: str
    rules: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All entries, by the lemma of their head word."""

    types: tuple[TypeRules, ...]
    verbs: Mapping[str, tuple[Phrase, ...]]
    nouns: Mapping[str, tuple[Phrase, ...]]
    adjectives: Mapping[str, tuple[Phrase, ...]]
    classes: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """The codebook of the package."""
    classes = {name: frozenset(words.split()) for name, words in _read("words").items()}
    types = tuple(_rules(_read(kind.lower())) for kind in EventType)
    entries = [entry for rules in types for entry in rules.entries]
    return Codebook(
        types=types,
        verbs=_index(entries, "verbs", classes),
        nouns=_index(entries, "nouns", classes),
        adjectives=_index(entries, "adjectives", classes),
        classes=classes,
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


def _rules(data: Mapping[str, Any]) -> TypeRules:
    kind = EventType(data["type"])
    entries = tuple(_entry(kind, raw) for raw in data["entry"])
    return TypeRules(type=kind, means=data["means"], rules=tuple(data["rules"]), entries=entries)


def _entry(kind: EventType, raw: Mapping[str, Any]) -> Entry:
    fields: dict[str, Any] = {"type": kind}
    for name, value in raw.items():
        if name in ("actor", "recipient", "needs"):
            fields[name] = tuple(value.split())
        else:
            fields[name] = tuple(value) if isinstance(value, list) else value
    return Entry(**fields)


def _index(
    entries: Iterable[Entry], part: str, classes: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for entry in entries:
        for text in getattr(entry, part):
            phrase = Phrase(words=_words(text, classes, last_is_head=part == "nouns"), entry=entry, text=text)
            for lemma in (w for w in phrase.words[0] if not w.startswith("+")):
                found[lemma].append(phrase)
    return {lemma: tuple(sorted(ps, key=lambda p: p.weight, reverse=True)) for lemma, ps in found.items()}


def _words(text: str, classes: Mapping[str, frozenset[str]], *, last_is_head: bool) -> Words:
    words = tuple(frozenset(_alternatives(word, classes)) for word in text.split())
    return words[::-1] if last_is_head else words


def _alternatives(word: str, classes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """A word of a class must head its phrase; any other may also modify a noun, written `+word`."""
    for part in word.split("|"):
        if part.startswith("@"):
            yield from classes[part[1:]]
        else:
            yield from (part.lower(), "+" + part.lower())
