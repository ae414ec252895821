"""Predicates: the verbs, nouns and adjectives that the codebook reads as events, with their parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.events import EventType
from dragoman.events import codebook as book
from dragoman.events.agents import is_agent, is_edge
from dragoman.events.codebook import Entry, Phrase
from dragoman.events.conditions import EACH_OTHER, fits
from dragoman.events.mood import cues
from dragoman.events.parties import Parties, codes, unique
from dragoman.events.phrases import Governed, governed_words, lemmas_of, noun_words
from dragoman.text.clauses import is_passive
from dragoman.text.frames import (
    complements,
    controller_of,
    objects_of,
    places,
    prepositions,
    spread,
)

Token = Any

_PRONOUNS = frozenset({"he", "she", "it", "they"})
_OWN = frozenset({"his", "her", "its", "their"})
_WITH = ("with", "alongside")
_ANYBODY = frozenset({"capital", "delegation", "country", "state", "nation", "member", "government", "neighbour"}) | {
    "neighbor", "ally", "partner", "everybody", "everyone", "other",
}  # fmt: skip
"""Nouns for states that the words do not tell."""


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

    is_mutual: bool = False
    """All parties are among the actors."""

    @property
    def is_nominal(self) -> bool:
        """Whether a noun that no verb lends a subject names the act."""
        return self.head.pos_ in ("NOUN", "PROPN") and not self.is_light

    @property
    def is_light(self) -> bool:
        """Whether a light verb carries the noun's act."""
        return (
            self.head.pos_ in ("NOUN", "PROPN")
            and self.head.head == self.verb
            and self.head.dep_ in ("dobj", "nsubjpass")
            and self.verb.lemma_ in cues()["aspect"]["light"]
        )

    @property
    def type(self) -> EventType:
        return self.phrase.entry.type


def find_readings(token: Token, parties: Parties) -> Iterator[Reading]:
    """The readings of a predicate, best first."""
    candidates = _candidates(token)
    if not candidates:
        return
    words = (
        governed_words(token) if token.pos_ in ("VERB", "AUX") else Governed(frozenset(noun_words(token)), {})
    )
    for phrase in candidates:
        if words.match(phrase.words[1:]):
            reading = _read(token, phrase, parties)
            if reading is not None:
                yield reading


def _candidates(token: Token) -> tuple[Phrase, ...]:
    """The phrases of the codebook that this word heads."""
    table, part = book.codebook(), token.pos_
    if part in ("VERB", "AUX"):
        return next((table.verbs[form] for form in lemmas_of(token) if form in table.verbs), ())
    if part in ("NOUN", "PROPN"):
        heads = token.dep_ not in ("compound", "amod", "nmod")
        return table.nouns.get(token.lemma_.lower(), ()) if heads else ()
    return table.adjectives.get(token.lemma_.lower(), ()) if part == "ADJ" else ()


def _read(token: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    if token.pos_ in ("VERB", "AUX"):
        return _read_verb(token, phrase, parties)
    if token.pos_ == "ADJ":
        return _read_adjective(token, phrase, parties)
    return _read_noun(token, phrase, parties)


def _read_verb(verb: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    if not fits(verb, phrase, parties):
        return None
    entry = phrase.entry
    actor_places, recipient_places = (
        entry.actor or book.DEFAULT_VERB[0],
        entry.recipient or book.DEFAULT_VERB[1],
    )
    actors = _first(verb, actor_places, parties)
    if not actors and entry.moved and is_passive(verb):
        actors = parties.of(objects_of(verb))
    reading = Reading(head=verb, verb=verb, phrase=phrase, actors=actors, recipients=())
    if not entry.said and not has_open_object(reading, parties):
        reading = replace(reading, recipients=_recipients(verb, recipient_places, parties, actors))
    return _with_frame(reading)


def has_open_object(reading: Reading, parties: Parties) -> bool:
    """“pressed other capitals to vote no”: whoever is asked is said, and not who that is."""
    objects = objects_of(reading.verb) if reading.type is EventType.REQUEST else []
    return any(o.lemma_.lower() in _ANYBODY and not parties.around([o]) for o in objects)


def _read_adjective(adjective: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    copula = adjective.head
    if copula.lemma_ not in (
        "be",
        "seem",
        "remain",
        "stand",
        "become",
        "appear",
        "declare",
        "say",
    ) or not complements(adjective):
        return None
    actors = _first(copula, ("subject",), parties)
    recipients = _recipients(adjective, phrase.entry.recipient, parties, actors)
    return Reading(head=adjective, verb=copula, phrase=phrase, actors=actors, recipients=recipients)


def _read_noun(noun: Token, phrase: Phrase, parties: Parties) -> Reading | None:
    """An act named by a noun: with its own actor, or with the subject of the light verb over it."""
    entry = phrase.entry
    light = light_verb_of(noun)
    if light is None and not _stands_free(noun):
        return None
    actors = _first(noun, entry.actor or book.DEFAULT_NOUN[0], parties)
    if not actors and "between" in entry.actor:
        actors = parties.of(_between_behind(noun))
    if light is not None:
        actors = _first(light, ("subject",), parties) or actors
    recipients = _recipients(noun, entry.recipient or book.DEFAULT_NOUN[1], parties, actors)
    if light is not None and not recipients:
        recipients = _recipients(light, ("dative", "to", "on", "against", "with", "for"), parties, actors)
    if not actors:
        return None
    return _with_frame(
        Reading(head=noun, verb=light or verb_over(noun), phrase=phrase, actors=actors, recipients=recipients)
    )


def _between_behind(noun: Token) -> list[Token]:
    """Those between whom it is, named after the noun's verb: “talks were held (over its head) between …”."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    behind = [verb, *(o for o in objects_of(verb) if o.lower_ == "place")]
    behind += [n for word, n in prepositions(verb) if word == "over" and n.lemma_ == "head"]
    return [
        t
        for head in behind
        for word, named in prepositions(head)
        if word in ("between", "among") and named.i > verb.i
        for t in spread(named)
    ]


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
    return (
        noun.dep_ == "pobj"
        and above.lower_ == "of"
        and above.head.dep_ == "pobj"
        and above.head.head.lower_ in ("after", "during")
    )


def _first(head: Token, where: tuple[str, ...], parties: Parties) -> tuple[Mention, ...]:
    """The parties of the first place that names any."""
    for place in where:
        heads = understood_subjects(head, parties) if place == "subject" else places(head, place)
        if found := parties.of(heads):
            return found
    return ()


def understood_subjects(verb: Token, parties: Parties) -> list[Token]:
    """The subjects; for an unresolved pronoun that of the clause above: “the rebels said they would …”."""
    subjects = places(verb, "subject")
    for subject in subjects:
        owned = any(c.lower_ in _OWN and c.dep_ == "poss" for c in subject.children)
        if (subject.lower_ in _PRONOUNS or owned) and not parties.of([subject]):
            verbs = (a for a in subject.head.ancestors if a.pos_ in ("VERB", "AUX") and a.i < subject.i)
            above = next(verbs, None)
            speaker = controller_of(above) if above is not None else None
            if (
                speaker is not None
                and speaker.i < subject.i
                and _is_only_one(speaker, subject, above, parties)
            ):
                return spread(speaker)
    return subjects


def _is_only_one(speaker: Token, pronoun: Token, verb: Token, parties: Parties) -> bool:
    """Whether nobody else could be meant: in reported speech, or with no other party between the two."""
    if any(a.dep_ == "ccomp" and a.head == verb for a in (pronoun.head, *pronoun.head.ancestors)):
        return True
    between = parties.document.mentions_in(speaker.idx + len(speaker.text), pronoun.idx)
    return codes(between) <= codes(parties.of([speaker]))


def _recipients(
    head: Token, where: tuple[str, ...], parties: Parties, actors: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The parties of the first place that has any besides the actors: outside clauses first, then in them."""
    besides = codes(actors)
    for clauses in (False, True):
        for place in where:
            heads = [t for t in places(head, place) if not (clauses and is_agent(t))]
            heads = [t for t in heads if place == "object" or not is_edge(t) or _shares(t)]
            if place in ("clause", "purpose"):
                found = _in_clauses(heads, parties, besides)
            else:
                found = parties.around(heads, clauses=clauses, besides=besides)
            if found:
                return found
    return ()


def _shares(edge: Token) -> bool:
    """“the border with Morocco”: an edge that says whose it is besides."""
    return any(c.dep_ == "prep" and c.lower_ == "with" for c in edge.children)


def _in_clauses(predicates: list[Token], parties: Parties, besides: frozenset[str]) -> tuple[Mention, ...]:
    """Whom the content of a promise, demand or threat is about: its subject, else what its verb governs."""
    found: list[Mention] = []
    for predicate in predicates:
        own = [c for c in predicate.children if c.dep_ in ("nsubj", "nsubjpass")]
        about = [m for m in parties.of(own) if m.code not in besides]
        found += about or parties.below_verb(predicate, besides)
    return unique(found)


def _with_frame(reading: Reading) -> Reading | None:
    """Apply what the entry says of its frame: mutual acts, visitors and hosts, needs."""
    entry, verb = reading.entry, reading.head
    actors, recipients, is_mutual = reading.actors, reading.recipients, False
    if entry.host:
        actors, recipients = recipients, actors
    if (entry.reciprocal or entry.mutual) and any(o.lower_ in EACH_OTHER for o in objects_of(verb)):
        recipients, is_mutual = (), True
    elif entry.mutual and recipients and _is_shared(reading):
        actors, recipients, is_mutual = unique([*actors, *recipients]), (), True
    if entry.several and len(actors) < 2:
        return None
    if ("actor" in entry.needs and not actors) or (
        "recipient" in entry.needs and not recipients and not entry.host
    ):
        return None
    return replace(
        reading,
        actors=actors,
        recipients=recipients,
        is_mutual=is_mutual or (entry.mutual and len(actors) > 1),
    )


def _is_shared(reading: Reading) -> bool:
    """Whether the recipient was named as a partner: after “with”, or as the object of a verb like “meet”."""
    head = reading.head
    partners = [t for w in _WITH for t in places(head, w)]
    if head.pos_ == "VERB" and reading.phrase.text in reading.entry.party_object:
        partners += objects_of(head)
    spans = [(t.left_edge.idx, t.right_edge.idx + len(t.right_edge.text)) for t in partners]
    return any(a <= m.start < b for m in reading.recipients for a, b in spans)
