"""Each line of ties.txt: which lasting ties and which sides on texts a sentence tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import dragoman as dm
from dragoman.domain.events import Status
from dragoman.domain.relations import Relation

PUBLISHED = date(2025, 2, 24)
LINES = (Path(__file__).parent / "ties.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_sentence_tells_of_ties_and_sides(sentence: str, expected: str) -> None:
    reading = dm.read(sentence, published=PUBLISHED)
    sides = [f"{p.stance} {p.actor.code}" for p in reading.positions]
    found = [*(" ".join(words(r)) for r in reading.relations), *sides]
    assert "; ".join(found) == ("" if expected == "-" else expected)


def words(relation: Relation) -> Iterator[str]:
    """A relation as the file writes it."""
    yield from (relation.kind, relation.a.code, relation.b.code)
    if relation.status is not Status.ACTUAL:
        yield relation.status
    yield from ("since", relation.since) if relation.since else ()
    yield from ("until", relation.until) if relation.until else ()
    if relation.attribution:
        yield from ("by", *(link.actor.code for link in relation.attribution))
