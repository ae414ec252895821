"""Which votes a sentence is about: those the report surely means, and those whose totals stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.claims.series import History, paragraph_of, sentences
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.domain.sources import Source
from dragoman.events.voting.tallies import find_tallies

_NOW = re.compile(
    r"\b(?:(?:has|have) (?:therefore |thus |also |now |since |even )*\w+(?:en|ed|n|wn|me|nk|ne)\b|(?:is|are) (?:up|down|higher|lower|fewer|more)\b|now\b|this (?:time|year|week)\b|yesterday|(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)",
    re.IGNORECASE,
)
"""“has fallen”, “this time”: said of the newest vote, not of the one spoken of last."""
SIDES = {"yes": "votes in favour", "no": "votes against", "abstain": "abstentions"}
NAMES = SIDES | {"margin": "votes between the two sides"}


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, and what is known when it is read."""

    history: History
    source: Source
    start: int
    end: int
    before: tuple[int, int] | None
    """The sentence before in the same paragraph."""


def places(history: History, source: Source) -> Iterator[Place]:
    """Every sentence of a report, in order."""
    last: tuple[int, int] | None = None
    for start, end in sentences(source.text):
        same = last is not None and paragraph_of(source.text, start) <= last[0]
        yield Place(history, source, start, end, last if same else None)
        last = start, end


def spoken_of(place: Place) -> list[tuple[RollCall, str]]:
    """The votes that a sentence may be about, the likeliest first, each with the id of the report's measure."""
    told = place.history.told
    here = [t for t in told if any(place.start <= a < place.end for a in t.ballot.anchors)]
    here.sort(key=lambda t: t.record.held, reverse=True)
    past = [(max(anchors), t) for t in told if (anchors := [a for a in t.ballot.anchors if a < place.start])]
    past.sort(key=lambda pair: pair[0], reverse=True)
    spoken = [t for _, t in past]
    newest = [t for t in spoken if is_of_now(place, t.record)][:1]
    own = [t for t in told if _has_alone(place, t.record)]
    found: dict[str, tuple[RollCall, str]] = {}
    for record, measure in (
        *((t.record, t.ballot.measure.id) for t in own),
        *((t.record, t.ballot.measure.id) for t in (*here, *newest)),
        *by_totals(place),
        *((t.record, t.ballot.measure.id) for t in spoken),
    ):
        found.setdefault(record.id, (record, measure))
    return list(found.values())


def is_of_now(place: Place, record: RollCall) -> bool:
    """Whether a sentence speaks of what is so now, and a vote is the newest of those told before it."""
    past = [t.record for t in place.history.told if min(t.ballot.anchors, default=place.end) < place.start]
    newest = max(past, key=lambda r: r.held, default=None)
    return newest is record and _NOW.search(place.source.text, place.start, place.end) is not None


def by_totals(place: Place) -> Iterator[tuple[RollCall, str]]:
    """The vote whose totals stand in the sentence or the one before, of the series of a vote the report means."""
    start = place.before[0] if place.before else place.start
    for said in reversed(find_tallies(place.source.text, start, place.end)):
        if not _is_pair(said.tally):
            continue
        for told in place.history.told:
            fits = [e for e in place.history.series(told.record) if _has(e.tally, said.tally)]
            if len(fits) == 1:
                yield from ((vote, told.ballot.measure.id) for vote in place.history.votes(fits))


def _has_alone(place: Place, record: RollCall) -> bool:
    """Whether the one total told in a sentence is that of a vote."""
    said = [t.tally for t in find_tallies(place.source.text, place.start, place.end) if _is_pair(t.tally)]
    return len(said) == 1 and _has(record.tally, said[0])


def _is_pair(tally: Tally) -> bool:
    return tally.yes is not None and tally.no is not None


def _has(tally: Tally, said: Tally) -> bool:
    return all(s in (None, t) for s, t in ((said.yes, tally.yes), (said.no, tally.no), (said.abstain, tally.abstain)))  # fmt: skip


def number(tally: Tally, side: str) -> int | None:
    """The number on a side, `yes`, `no` or `abstain`, or the `margin`; None where it is not known."""
    if side == "margin":
        return None if tally.yes is None or tally.no is None else margin(tally)
    value = getattr(tally, side)
    return value if isinstance(value, int) else None


def margin(tally: Tally) -> int:
    """Votes in favour less votes against."""
    return (tally.yes or 0) - (tally.no or 0)
