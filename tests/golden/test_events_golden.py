"""Each line of events.txt: a sentence and the events it tells, no more and no fewer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.domain.actors import Mention
from dragoman.domain.events import Event
from dragoman.domain.sources import Source
from dragoman.events.coder import find_events
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

PUBLISHED = date(2025, 2, 24)
LINES = (Path(__file__).parent / "events.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]


def codes(mentions: tuple[Mention, ...]) -> str:
    return " ".join(sorted({m.code for m in mentions}))


def written(event: Event) -> str:
    """An event as the file writes it."""
    by = [link.actor.code for link in event.attribution]
    words = (
        event.type,
        codes(event.actors),
        ">",
        codes(event.recipients),
        event.status,
        *(["by", *by] if by else []),
    )
    return " ".join(str(word) for word in words if word)


def test_the_file_covers_much() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_sentence_tells(sentence: str, expected: str) -> None:
    document = read_text(Source.of(sentence, published=PUBLISHED), load_model())
    found = [written(event) for event in find_events(document)]
    assert sorted(found) == sorted([] if expected == "-" else [e.strip() for e in expected.split(";")])
