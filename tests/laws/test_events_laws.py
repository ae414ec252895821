"""Laws of the event coder: evidence is exact, reading twice changes nothing, every event has a known type and place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.domain.sources import Source
from dragoman.events.coder import find_events
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

LINES = (Path(__file__).parents[1] / "golden" / "events.txt").read_text("utf-8").splitlines()
SENTENCES = [line.split(" | ")[0] for line in LINES if line and line[0] != "#"]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
gently = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def events_of(text: str, published: date | None = date(2025, 2, 24)):
    return find_events(read_text(Source.of(text, published=published), load_model()))


@gently
@given(texts)
def test_evidence_and_mentions_are_the_words_at_their_place(text: str) -> None:
    for event in events_of(text):
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text
        for mention in (*event.actors, *event.recipients, *(link.actor for link in event.attribution)):
            assert text[mention.start : mention.end] == mention.text


@gently
@given(texts)
def test_reading_twice_tells_the_same(text: str) -> None:
    assert events_of(text) == events_of(text)


@gently
@given(texts)
def test_nobody_is_both_told_twice_on_one_side_and_events_come_in_order(text: str) -> None:
    events = events_of(text)
    for event in events:
        assert len({m.code for m in event.actors}) == len(event.actors)
        assert 0 < event.confidence <= 1
    assert [e.evidence.start for e in events] == sorted(e.evidence.start for e in events)


@gently
@given(texts)
def test_a_text_without_a_date_still_tells_the_same_acts(text: str) -> None:
    dated = {(e.evidence.start, e.type) for e in events_of(text)}
    assert {(e.evidence.start, e.type) for e in events_of(text, None)} == dated


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for event in events_of(text):
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text
