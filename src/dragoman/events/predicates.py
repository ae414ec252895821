"""Predicates: the verbs, nouns and adjectives that the codebook reads as events, with their parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.events import EventType
from dragoman.events import codebook as book
from dragoman.events.clauses import is_passive
from dragoman.events.codebook import Entry, Phrase
from dragoman.events.grammar import (
    complements,
    controller_of,
    governed_words,
    noun_words,
    objects_of,
    places,
    prepositions,
    subjects_of,
)
from dragoman.events.parties import Parties, is_agent, is_crowd, unique, without
from dragoman.events.status import cues

Token = Any

EACH_OTHER = ("other", "another")
_WITH = ("with", "alongside")
_CONTENT = (
    "complement",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of one predicate: the entry that fits and the parties in their places."""

    head: Token
    """The verb, noun or adjective of the codebook."""
    verb: Token
    """The verb whose tense and mood it takes: itself, the light verb or the copula."""
    phrase: Phrase
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]

    @property
    def entry(self) -> Entry:
        return self.phrase.entry

    @property
    def type(self) -> EventType:
        return self.phrase.entry.type


def find_readings(token: Token, parties: Parties) -> Iterator[Reading]:
    """The readings of a predicate, best first."""
    lemma, words = token.lemma_.lower(), None
    table = book.codebook()
    if token.pos_ in ("VERB", "AUX"):
        candidates = table.verbs.get(lemma, ())
        words = governed_words(token) if candidates else set()
    elif token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod"):
        candidates = table.nouns.get(lemma, ())
        words = noun_words(token) if candidates else set()
    elif token.pos_ == "ADJ":
        candidates = table.adjectives.get(lemma, ())
        words = set()
    else:
        return
    for phrase in candidates:
        if all(alternatives & words for alternatives in phrase.words[1:]):
            reading = _read(token, phrase, parties)
            if reading is not None:
                yield reading


def _read(token: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    if token.pos_ in ("VERB", "AUX"):
        return _read_verb(token, phrase, parties)
    if token.pos_ == "ADJ":
        return _read_adjective(token, phrase, parties)
    return _read_noun(token, phrase, parties)


def _read_verb(verb: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    if not _fits(verb, phrase, parties):
        return None
    entry = phrase.entry
    actor_places, recipient_places = entry.actor or book.DEFAULT_VERB[0], entry.recipient or book.DEFAULT_VERB[1]
    actors = _first(verb, actor_places, parties)
    recipients = () if entry.said else without(_first(verb, recipient_places, parties, skip=phrase), actors)
    return _with_frame(Reading(head=verb, verb=verb, phrase=phrase, actors=actors, recipients=recipients), parties)


def _read_adjective(adjective: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    copula = adjective.head
    if copula.lemma_ not in ("be", "seem", "remain", "stand", "become", "appear", "declare", "say") or not complements(adjective):
        return None
    actors = _first(copula, ("subject",), parties)
    recipients = without(_first(adjective, phrase.entry.recipient, parties), actors)
    return Reading(head=adjective, verb=copula, phrase=phrase, actors=actors, recipients=recipients)


def _read_noun(noun: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    """An act named by a noun: with its own actor, or with the subject of the light verb over it."""
    entry = phrase.entry
    light = light_verb_of(noun)
    if light is None and not _stands_free(noun):
        return None
    actors = _first(noun, entry.actor or book.DEFAULT_NOUN[0], parties)
    if light is not None:
        actors = _first(light, ("subject",), parties) or actors
    recipients = without(_first(noun, entry.recipient or book.DEFAULT_NOUN[1], parties), actors)
    if light is not None and not recipients:
        recipients = without(_first(light, ("dative", "to", "on", "against", "with", "for"), parties), actors)
    if not actors:
        return None
    return _with_frame(Reading(head=noun, verb=light or verb_over(noun), phrase=phrase, actors=actors, recipients=recipients), parties)


def light_verb_of(noun: Token) -> Token | None:
    """The verb that only lends the noun a subject: “made a promise”, “staged a raid”."""
    above = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and above.lemma_ in cues()["aspect"]["light"]:
        return above
    if noun.dep_ == "nsubjpass" and is_passive(above) and above.lemma_ in cues()["aspect"]["light"]:
        return above
    return None


def verb_over(noun: Token) -> Token:
    """The verb whose clause the noun stands in."""
    for above in noun.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return noun


def _stands_free(noun: Token) -> bool:
    """Whether the noun tells its act as a fact: subject of a verb of course or being, or after “after”."""
    if noun.dep_ in ("nsubj", "nsubjpass", "ROOT", "appos"):
        return True
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in ("after", "during", "following", "since", "amid"):
        return True
    return noun.dep_ == "pobj" and above.lower_ == "of" and above.head.dep_ == "pobj" and above.head.head.lower_ in ("after", "during")


def _fits(verb: Token, phrase: Phrase, parties: Parties) -> bool:
    """Whether the entry's conditions hold at this verb."""
    entry, text = phrase.entry, phrase.text
    if text in entry.clause_only and not any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
        return False
    if text in entry.party_object and not _has_party_object(verb, parties):
        return False
    if entry.party_patient and len(phrase.words) == 1 and not _has_people_object(verb, parties):
        return False
    subjects = subjects_of(verb)
    if text in entry.crowd and subjects and not any(is_crowd(s) for s in subjects):
        return False
    if entry.subjects and not any(s.lemma_.lower() in entry.subjects for s in subjects):
        return False
    if entry.party_actor and not any(parties.of([s]) or is_agent(s) or s.pos_ in ("PROPN", "PRON") for s in subjects):
        return False
    if entry.body or entry.not_body:
        return _is_about_body(verb, parties) == entry.body
    return True


def _has_party_object(verb: Token, parties: Parties) -> bool:
    objects = objects_of(verb)
    return any(parties.of([o]) or is_agent(o) or o.lower_ in EACH_OTHER for o in objects)


def _has_people_object(verb: Token, parties: Parties) -> bool:
    objects = objects_of(verb)
    return any(
        parties.of([o]) or is_agent(o) or o.pos_ in ("PROPN", "PRON", "NUM") or o.tag_ in ("NNS", "NNPS") for o in objects
    )


_TREATIES = frozenset(["treaty", "pact", "convention", "union", "organisation", "organization", "alliance", "bloc", "court", "agreement", "accord", "deal", "club", "council", "body", "commonwealth", "federation"])


def _is_about_body(verb: Token, parties: Parties) -> bool:
    """Whether what is left is an organisation or treaty, not a place."""
    heads = [*objects_of(verb), *(t for w, t in prepositions(verb) if w in ("from", "of"))]
    mentions = parties.of(heads)
    if mentions or heads:
        return any(m.actor.kind in (ActorKind.ORGANISATION, ActorKind.BLOC) for m in mentions) or any(
            h.lemma_.lower() in _TREATIES for h in heads
        )
    span = verb.sent
    inside = parties.document.mentions_in(span.start_char, span.end_char)
    return any(m.actor.kind is ActorKind.ORGANISATION for m in inside)


def _first(head: Token, where: tuple[str, ...], parties: Parties, skip: Phrase | None = None) -> tuple[Mention, ...]:
    """The parties of the first place that has any; objects and complements are searched in depth."""
    for place in where:
        heads = places(head, place)
        if place == "clause":
            found = _in_clauses(heads, parties)
        else:
            found = parties.of(heads, deep=place not in ("subject", "by", "possessive"))
        if found:
            return found
    return ()


def _in_clauses(predicates: list[Token], parties: Parties) -> tuple[Mention, ...]:
    """Whom the content of a promise, demand or threat is about: its subject, else what its verb governs."""
    found: list[Mention] = []
    for predicate in predicates:
        own = [c for c in predicate.children if c.dep_ in ("nsubj", "nsubjpass")]
        about = parties.of(own, deep=False)
        found += about or parties._below(predicate)
    return unique(found)


def _with_frame(reading: Reading, parties: Parties) -> Reading | None:
    """Apply what the entry says of its frame: mutual acts, visitors and hosts, needs."""
    entry, verb = reading.entry, reading.head
    actors, recipients = reading.actors, reading.recipients
    if entry.host:
        actors, recipients = recipients, actors
    if (entry.reciprocal or entry.mutual) and any(o.lower_ in EACH_OTHER for o in objects_of(verb)):
        recipients = ()
    elif entry.mutual and recipients and _is_shared(reading):
        actors, recipients = unique([*actors, *recipients]), ()
    if entry.several and len(actors) < 2:
        return None
    if ("actor" in entry.needs and not actors) or ("recipient" in entry.needs and not recipients):
        return None
    return Reading(head=reading.head, verb=reading.verb, phrase=reading.phrase, actors=actors, recipients=recipients)


def _is_shared(reading: Reading) -> bool:
    """Whether the recipient was named as a partner: after “with”, or as the object of a verb like “meet”."""
    head = reading.head
    partners = [t for w in _WITH for t in places(head, w)]
    if head.pos_ == "VERB":
        if reading.phrase.text in reading.entry.party_object:
            partners += objects_of(head)
    spans = [(t.left_edge.idx, t.right_edge.idx + len(t.right_edge.text)) for t in partners]
    return any(a <= m.start < b for m in reading.recipients for a, b in spans)


__all__ = ["Reading", "controller_of", "find_readings"]
