"""Who is named as left out of an act."""

from __future__ import annotations

import pytest

from dragoman.domain.sources import Source
from dragoman.events.coder import find_events
from dragoman.text.model import load_model
from dragoman.text.reader import read_text


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("Peru and Chile met without Bolivia.", {"BOL"}),
        ("Peru and Chile held talks without Bolivia in Madrid.", {"BOL"}),
        ("Peru and Chile agreed on the canal over the heads of Bolivia and Brazil.", {"BOL", "BRA"}),
        ("Peru and Chile held talks over the head of Bolivia.", {"BOL"}),
        ("Talks were held over Bolivia's head between Peru and Chile.", {"BOL"}),
        ("Peru negotiated with Chile behind Bolivia's back.", {"BOL"}),
        ("Peru and Chile met without a mediator.", set()),
    ],
)
def test_the_one_over_whose_head_it_was_done_is_excluded(sentence: str, left_out: set[str]) -> None:
    (event,) = find_events(read_text(Source.of(sentence), load_model()))
    assert {m.code for m in event.excluded} == left_out
    assert not left_out & {m.code for m in (*event.actors, *event.recipients)}
