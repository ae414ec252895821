"""What holds for every report and every record: exact words, the same answer twice, and no weight on the order of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import workflows
from dragoman.claims.checking import Record
from dragoman.domain.actors import Mention
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Evidence, Source
from dragoman.text.model import load_model

STATES = (
    "Ukraine",
    "the United States",
    "Russia",
    "Hungary",
    "South Africa",
    "the Baltic states",
    "all EU members",
)
TEXTS = (
    "Ukraine's resolution",
    "the American draft",
    "it",
    "a resolution on Ukraine",
    "resolution 2774",
    "the second one",
)
DEEDS = ("voted for", "voted against", "abstained on", "will vote against", "drafted", "did not vote on")
BODIES = ("The General Assembly", "The Security Council", "The UN General Assembly on Monday", "It")
TOTALS = (
    "93–18–65",
    "93 votes to eight, with 73 abstaining",
    "10 to none",
    "141 votes to 7",
    "ninety-three votes",
)

voters = st.builds(
    "{} {} {}. ".format, st.sampled_from(STATES), st.sampled_from(DEEDS), st.sampled_from(TEXTS)
)
results = st.builds(
    "{} {} {} by {}. ".format,
    st.sampled_from(BODIES),
    st.sampled_from(("adopted", "rejected", "vetoed")),
    st.sampled_from(TEXTS),
    st.sampled_from(TOTALS),
)
noise = st.sampled_from(
    ("“We shall see,” she said. ", "\n\n", "Donald Trump said that ", "– 12.04 ", "😀 ", "Of the 27, ")
)
reports = st.lists(st.one_of(voters, results, noise), min_size=1, max_size=7).map("".join)
days = st.sampled_from((None, date(2025, 2, 24), date(2025, 2, 25), date(2023, 2, 23), date(2022, 10, 13)))
sources = st.builds(lambda text, day: Source.of(text, published=day), reports, days)
few = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="session")
def nlp() -> Any:
    return load_model()


def read(source: Source, nlp: Any, record: Record | None = None) -> Reading:
    return workflows.read_source(source, record=record or workflows.embedded_record(), nlp=nlp)


def places(value: Any) -> Iterator[Evidence | Mention]:
    """Every evidence and mention within a value."""
    if isinstance(value, Evidence | Mention):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from places(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from places(getattr(value, field.name))


@few
@given(source=sources)
def test_the_words_of_every_part_stand_where_it_says(source: Source, nlp: Any) -> None:
    for place in places(read(source, nlp)):
        assert source.text[place.start : place.end] == place.text


@few
@given(source=sources)
def test_the_same_report_twice_gives_equal_readings(source: Source, nlp: Any) -> None:
    assert read(source, nlp) == read(source, nlp)


@few
@given(source=sources)
def test_findings_come_in_the_order_of_the_text(source: Source, nlp: Any) -> None:
    starts = [finding.claim.evidence.start for finding in read(source, nlp).findings]
    assert starts == sorted(starts)


@few
@given(source=sources, dice=st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_no_finding(source: Source, dice: Any, nlp: Any) -> None:
    known = workflows.embedded_record()
    entries = list(known.entries)
    dice.shuffle(entries)
    shuffled = Record.of(entries, known.read_all)
    assert read(source, nlp, shuffled).findings == read(source, nlp).findings


@few
@given(source=sources)
def test_a_verdict_on_a_record_names_it_and_an_empty_record_knows_nothing(source: Source, nlp: Any) -> None:
    answered = {"matches", "conflicts", "partly"}
    assert all(f.symbol for f in read(source, nlp).findings if f.verdict in answered)
    silent = read(source, nlp, Record.of([], lambda _: {})).findings
    assert not [f for f in silent if f.verdict in answered or f.symbol or f.record]
