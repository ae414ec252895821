"""All claims of a report against the record: link the ballots jointly, then judge each claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.claims.asserted import find_claims
from dragoman.claims.judging import judge
from dragoman.claims.linking import Candidate, exactly, rank, separate, shortlist
from dragoman.claims.signs import is_of_committee
from dragoman.claims.subjects import Entry, Subjects, words_of
from dragoman.domain.claims import Finding
from dragoman.domain.rollcalls import RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot

UNITED_NATIONS = re.compile(
    r"\b(?:United Nations|UN[A-Z]*|U\.N\.|General Assembly|Security Council|[Aa]ssembly|Council|Secretariat|world body|"
    r"[AS]/RES/|[Rr]esolutions?|plenary|emergency special session|delegations?)\b"
)


@dataclass(frozen=True)
class Record:
    """The roll calls at hand: what is known of all, and a way to read one in full by its id."""

    subjects: Subjects
    read: Callable[[str], RollCall | None]

    @classmethod
    def of(cls, entries: Sequence[Entry], read: Callable[[str], RollCall | None]) -> Record:
        return cls(Subjects(entries), read)

    @property
    def entries(self) -> Sequence[Entry]:
        """All roll calls, by day."""
        return self.subjects.entries


def link(ballots: Sequence[Ballot], source: Source, record: Record) -> dict[str, tuple[Candidate, ...]]:
    """For each ballot's measure id the roll calls that it may mean, best first."""
    context = words_of(f"{source.title or ''} {source.text}")
    at_home = bool(UNITED_NATIONS.search(f"{source.title or ''} {source.publisher or ''} {source.text}"))
    ranked: dict[str, tuple[Candidate, ...]] = {}
    read: dict[str, RollCall] = {}
    for ballot in ballots:
        if not at_home and ballot.measure.symbol is None:
            ranked[ballot.measure.id] = ()
            continue
        short = shortlist(ballot, record.subjects, source.published, context)
        for entry, _ in short:
            if entry.id not in read and (roll_call := record.read(entry.id)) is not None:
                read[entry.id] = roll_call
        candidates = rank(ballot, short, read)
        ranked[ballot.measure.id] = exactly(ballot, candidates) if is_of_committee(ballot) else candidates
    return separate(ballots, ranked)


def check(ballots: Sequence[Ballot], source: Source, record: Record) -> tuple[Finding, ...]:
    """Findings on every claim of the report, in the order of the text."""
    links = link(ballots, source, record)
    found = [
        judge(asserted, ballot, links[ballot.measure.id])
        for ballot in ballots
        for asserted in find_claims(ballot, source)
    ]
    return tuple(sorted(found, key=lambda f: (f.claim.evidence.start, f.claim.evidence.end, f.claim.kind)))
