"""The conditions of the codebook's entries: what must hold around a verb for a phrase to mean its type."""

from __future__ import annotations

from typing import Any

from dragoman.domain.actors import ActorKind, MentionForm
from dragoman.domain.events import EventType
from dragoman.events.agents import is_agent, is_crowd
from dragoman.events.codebook import Phrase
from dragoman.events.mood import cues
from dragoman.events.parties import Parties
from dragoman.text.frames import (
    complements,
    is_content,
    is_infinitive,
    objects_of,
    prepositions,
    subjects_of,
)
from dragoman.text.participants import NounKind, noun_of

Token = Any

EACH_OTHER = ("other", "another")
_NEARBY = 300
"""Characters before a bare “withdrew” in which an organisation may have been named."""
_TREATIES = frozenset(
    {"treaty", "pact", "convention", "agreement", "accord", "deal", "court", "council", "body"}
)
_UNIONS = frozenset(
    {"union", "organisation", "organization", "alliance", "bloc", "club", "commonwealth", "federation"}
)
_AHEAD = frozenset({"will", "would", "'ll", "shall", "can", "could", "going"})
_REAL = frozenset({"will", "would", "may", "might", "could", "did", "does", "do", "can"})
"""Auxiliaries of a clause that tells what is so, not what is asked for."""


def fits(verb: Token, phrase: Phrase, parties: Parties) -> bool:
    """Whether the entry's conditions hold at this verb."""
    return (
        _clauses_fit(verb, phrase)
        and _objects_fit(verb, phrase, parties)
        and _subjects_fit(verb, phrase, parties)
        and _body_fits(verb, phrase, parties)
    )


def _clauses_fit(verb: Token, phrase: Phrase) -> bool:
    entry, text = phrase.entry, phrase.text
    if entry.type is EventType.REJECT and any(
        c.lemma_ in cues()["talk"]["verbs"] for c in complements(verb)[:1]
    ):
        return False
    if text in entry.bare and (_clauses(verb) or any(c.dep_ == "oprd" for c in verb.children)):
        return False
    if text in entry.clause_only and not _clauses(verb):
        return False
    if text in entry.irrealis and not _asks(verb):
        return False
    if text in entry.ahead and not _looks_ahead(verb):
        return False
    return text not in entry.other_subject or _has_other_subject(verb)


def _clauses(verb: Token) -> list[Token]:
    """The clauses that are what the verb says, asks or promises."""
    return [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and is_content(c)]


def _asks(verb: Token) -> bool:
    """Whether the clause below asks for something: an infinitive, a subjunctive, “should”; or there is none."""
    return all(c.tag_ == "VB" and not any(a.lower_ in _REAL for a in c.children) for c in _clauses(verb))


def _looks_ahead(verb: Token) -> bool:
    """Whether the clause below tells of the future, or there is none."""
    return all(is_infinitive(c) or any(a.lower_ in _AHEAD for a in c.children) for c in _clauses(verb))


def _has_other_subject(verb: Token) -> bool:
    """“wants Cuba to leave”, not “wants to leave”."""
    infinitives = [c for c in _clauses(verb) if is_infinitive(c)]
    own = any(s.dep_ in ("nsubj", "nsubjpass") for c in infinitives for s in c.children)
    return own or (bool(infinitives) and any(c.dep_ == "dobj" for c in verb.children))


def _objects_fit(verb: Token, phrase: Phrase, parties: Parties) -> bool:
    entry, text = phrase.entry, phrase.text
    objects = objects_of(verb)
    if (
        entry.type is EventType.SUPPORT
        and objects
        and all(o.lower_.endswith(("self", "selves")) for o in objects)
    ):
        return False
    if text in entry.things and any(_is_person(o, parties) for o in objects):
        return False
    if text in entry.party_object and not any(_is_party(o, parties, strict=entry.host) for o in objects):
        return entry.mutual and not objects
    one_word = entry.party_patient and len(phrase.words) == 1
    return not one_word or any(_is_people(o, parties) for o in objects)


def _is_person(token: Token, parties: Parties) -> bool:
    """Whether a noun names a person, not a body or a state."""
    noun = noun_of(token)
    if noun is not None:
        return noun.kind in (NounKind.PERSON, NounKind.PEOPLE)
    return any(m.actor.kind is ActorKind.PERSON for m in parties.of([token]) if m.form is MentionForm.NAME)


def _is_party(token: Token, parties: Parties, *, strict: bool) -> bool:
    """Whether an object is a party or, unless `strict`, something of a party's."""
    return parties.is_party(token) or token.lower_ in EACH_OTHER or (not strict and bool(parties.of([token])))


def _is_people(token: Token, parties: Parties) -> bool:
    plural = token.tag_ in ("NNS", "NNPS") or token.pos_ in ("PROPN", "PRON", "NUM")
    return plural or is_agent(token) or bool(parties.of([token]))


def _subjects_fit(verb: Token, phrase: Phrase, parties: Parties) -> bool:
    entry, subjects = phrase.entry, subjects_of(verb)
    if phrase.text in entry.crowd and subjects and not any(is_crowd(s) for s in subjects):
        return False
    if entry.subjects and not any(s.lemma_.lower() in entry.subjects for s in subjects):
        return False
    return not entry.party_actor or any(
        _is_party(s, parties, strict=False) or s.pos_ == "PRON" for s in subjects
    )


def _body_fits(verb: Token, phrase: Phrase, parties: Parties) -> bool:
    entry = phrase.entry
    return not (entry.body or entry.not_body) or _is_about_body(verb, parties) == entry.body


def _is_about_body(verb: Token, parties: Parties) -> bool:
    """Whether what is left or joined is an organisation or treaty, not a place."""
    heads = [*objects_of(verb), *(t for w, t in prepositions(verb) if w in ("from", "of"))]
    if not heads:
        inside = parties.document.mentions_in(max(0, verb.idx - _NEARBY), verb.idx)
        return any(m.actor.kind is ActorKind.ORGANISATION for m in inside)
    if any(h.pos_ == "PRON" for h in heads):
        return False
    bodies = any(m.actor.kind in (ActorKind.ORGANISATION, ActorKind.BLOC) for m in parties.of(heads))
    return bodies or any(h.lower_.rstrip("s") in _TREATIES | _UNIONS for h in heads)
