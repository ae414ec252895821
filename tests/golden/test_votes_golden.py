"""Each line of votes.txt: a sentence and what it says of votes, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from dragoman.domain.actors import Mention
from dragoman.domain.events import Status
from dragoman.domain.rollcalls import Tally
from dragoman.domain.sources import Source
from dragoman.events.voting import find_ballots
from dragoman.events.voting.ballots import Ballot, Group
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

PUBLISHED = date(2025, 2, 24)
LINES = (Path(__file__).parent / "votes.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]


def codes(mentions: tuple[Mention, ...]) -> str:
    return " ".join(sorted({m.code for m in mentions}))


def late(status: Status) -> str:
    return "" if status is Status.ACTUAL else status


def joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def of_group(group: Group) -> str:
    bloc = group.bloc.code if group.bloc else "the rest"
    return joined(bloc, group.quantifier, group.count, codes(group.exceptions))


def of_tally(tally: Tally) -> str:
    numbers = [tally.yes, tally.no, tally.abstain] + [tally.absent] * (tally.absent is not None)
    return "tally " + "-".join("?" if n is None else str(n) for n in numbers)


def by_stance(told: list[tuple[str, str, tuple[Mention, ...]]]) -> Iterator[str]:
    """Voters of one stance as one entry, whether one statement names them or several."""
    for (stance, status), same in groupby(sorted(told, key=lambda t: t[:2]), key=lambda t: t[:2]):
        yield joined(stance, codes(tuple(m for _, _, named in same for m in named)), status)


def written(ballot: Ballot) -> Iterator[str]:
    """What is said of one text, as the file writes it."""
    yield from by_stance(
        [(joined(s.only and "only", s.stance), late(s.status), s.voters) for s in ballot.votes if s.voters]
    )
    yield from by_stance(
        [(joined(s.negated and "not", s.stance), "", s.sponsors) for s in ballot.sponsorships]
    )
    yield from (joined(s.stance, of_group(s.group), late(s.status)) for s in ballot.votes if s.group)
    yield from (of_tally(s.tally) for s in ballot.tallies)
    yield from (joined(s.outcome, late(s.status)) for s in ballot.outcomes)


def test_the_file_covers_much() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_sentence_says_of_votes(sentence: str, expected: str) -> None:
    document = read_text(Source.of(sentence, published=PUBLISHED), load_model())
    found = {entry for ballot in find_ballots(document) for entry in written(ballot)}
    assert sorted(found) == sorted([] if expected == "-" else [e.strip() for e in expected.split(";")])
