"""Every example sentence of the codebook is read as the entry that it stands under says."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dragoman.domain.events import Event, EventType
from dragoman.domain.sources import Source
from dragoman.events.codebook import codebook
from dragoman.events.coder import find_events
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

EXAMPLES = [
    (rules.type, *example.rstrip("]").split(" ["))
    for rules in codebook().types
    for entry in rules.entries
    for example in entry.examples
]


@cache
def events_of(sentence: str) -> tuple[Event, ...]:
    return find_events(read_text(Source.of(sentence, published=date(2025, 2, 24)), load_model()))


def sides(event: Event) -> tuple[set[str], set[str]]:
    return {m.code for m in event.actors}, {m.code for m in event.recipients}


@pytest.mark.parametrize(("kind", "sentence", "parties"), EXAMPLES)
def test_the_example_is_read_as_its_entry_says(kind: EventType, sentence: str, parties: str) -> None:
    actors, _, rest = parties.partition(">")
    recipients = {code for code in rest.split() if code.isupper()}
    status = next((word for word in rest.split() if word.islower()), "actual")
    told = [(e.type, *sides(e), e.status) for e in events_of(sentence)]
    assert (kind, set(actors.split()), recipients, status) in told


@pytest.mark.parametrize("rules", codebook().types, ids=lambda rules: rules.type)
def test_each_type_says_what_it_means_and_knows_many_words(rules) -> None:
    assert rules.means
    assert len(rules.rules) >= 2
    phrases = {p for e in rules.entries for p in (*e.verbs, *e.nouns, *e.adjectives)}
    assert len(phrases) >= 30


def test_every_entry_has_an_example() -> None:
    assert all(entry.examples for rules in codebook().types for entry in rules.entries)


def test_every_condition_names_a_phrase_of_its_entry() -> None:
    for rules in codebook().types:
        for entry in rules.entries:
            named = {*entry.weak, *entry.party_object, *entry.clause_only, *entry.crowd, *entry.things}
            named |= {*entry.irrealis, *entry.other_subject}
            assert named <= {*entry.verbs, *entry.nouns, *entry.adjectives}, rules.type
