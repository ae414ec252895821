"""All claims of a report against the record: link the ballots jointly, then judge each claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.claims.asserted import find_claims, of_statement
from dragoman.claims.circumstances import find_circumstances
from dragoman.claims.contradicted import beside_other
from dragoman.claims.dated import of_report, with_dated
from dragoman.claims.doubts import doubted, elsewhere, is_part, misread
from dragoman.claims.earlier import find_earlier
from dragoman.claims.exclusive import find_exclusive
from dragoman.claims.history import History, Told, find_histories
from dragoman.claims.judging import judge
from dragoman.claims.linking import (
    Candidate,
    is_firm,
    joined,
    of_council,
    of_plenary,
    rank,
    separate,
    shortlist,
)
from dragoman.claims.misdated import set_right, with_misdated
from dragoman.claims.owners import find_owners
from dragoman.claims.placing import place
from dragoman.claims.refused import with_refused
from dragoman.claims.relinking import of_series, unswapped
from dragoman.claims.rosters import read_rosters
from dragoman.claims.series import ANSWERED
from dragoman.claims.signs import choice_signs, heading_signs, is_impossible, is_of_committee
from dragoman.claims.subjects import Entry, Subjects, words_of
from dragoman.claims.turned import as_counted
from dragoman.claims.unplaced import beside_unplaced
from dragoman.domain.claims import ClaimKind, Finding, Verdict
from dragoman.domain.rollcalls import RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot

UNITED_NATIONS = re.compile(
    r"\b(?:United Nations|UN[A-Z]*|U\.N\.|General Assembly|Security Council|[Aa]ssembly|Council|Secretariat|world body|"
    r"[AS]/RES/|[Rr]esolutions?|plenary|emergency special session|delegations?)\b"
)


@dataclass(frozen=True)
class Record:
    """The roll calls at hand: what is known of all, and a way to read those with some ids in full."""

    subjects: Subjects
    read_all: Callable[[Collection[str]], Mapping[str, RollCall]]

    @classmethod
    def of(
        cls, entries: Sequence[Entry], read_all: Callable[[Collection[str]], Mapping[str, RollCall]]
    ) -> Record:
        return cls(Subjects(entries), read_all)

    @property
    def entries(self) -> Sequence[Entry]:
        """All roll calls, by day."""
        return self.subjects.entries


Candidates = dict[str, tuple[Candidate, ...]]
"""For each ballot's measure id the roll calls that it may mean, best first."""


def find_candidates(
    ballots: Sequence[Ballot], source: Source, record: Record, context: frozenset[str]
) -> Candidates:
    """What the words on each ballot alone point to; `context` holds the stems of the whole report."""
    at_home = bool(UNITED_NATIONS.search(f"{source.title or ''} {source.publisher or ''} {source.text}"))
    short = {
        b.measure.id: shortlist(b, record.subjects, source.published, context)
        if at_home or b.measure.symbol is not None
        else []
        for b in ballots
    }
    read = record.read_all({entry.id for found in short.values() for entry, _ in found})
    ranked: Candidates = {}
    for ballot in ballots:
        candidates = rank(ballot, short[ballot.measure.id], read)
        if is_of_committee(ballot):
            candidates = of_plenary(ballot, candidates)
        elif is_impossible(ballot):
            candidates = of_council(ballot, candidates) or candidates
        ranked[ballot.measure.id] = candidates
    return ranked


def link(
    ballots: Sequence[Ballot],
    ranked: Candidates,
    source: Source,
    record: Record,
    context: frozenset[str],
) -> Candidates:
    """What the ballots point to together, by what each points to alone."""

    def anew(ballot: Ballot, roll_call: RollCall) -> Candidate:
        signs = heading_signs(ballot, roll_call, record.subjects, source.published, context)
        return Candidate(roll_call, (*signs, *choice_signs(ballot, roll_call)))

    ranked = of_series(ballots, unswapped(ballots, ranked, anew), record.subjects, record.read_all, anew)
    linked = separate(ballots, unswapped(ballots, joined(ballots, ranked, anew), anew))
    single = any(is_firm(linked[b.measure.id]) for b in ballots if not b.collective)
    return linked | ({b.measure.id: () for b in ballots if b.collective} if single else {})


def check(ballots: Sequence[Ballot], source: Source, record: Record) -> tuple[Finding, ...]:
    """Findings on every claim of the report, in the order of the text."""
    context = words_of(f"{source.title or ''} {source.text}")
    ballots = [
        as_counted(b, lambda b: find_candidates([b], source, record, context)[b.measure.id]) for b in ballots
    ]
    ranked = find_candidates(ballots, source, record, context)
    links = link(ballots, ranked, source, record, context)
    if (placed := place(ballots, links, source, record.subjects)) is not ballots:
        moved = [new for new, old in zip(placed, ballots, strict=True) if new is not old]
        ranked |= find_candidates(moved, source, record, context)
        ballots, links = placed, link(placed, ranked, source, record, context)
    ballots, links = with_dated(ballots, links, source, record.subjects, record.read_all, context)
    firm = [(b, links[b.measure.id][0]) for b in ballots if is_firm(links[b.measure.id])]
    found: list[Finding] = []
    for ballot in ballots:
        candidates = links[ballot.measure.id]
        others = [(b, c) for b, c in firm if b is not ballot]
        claims = find_claims(ballot, source)
        judged = [
            (a, elsewhere(a, judge(a, ballot, candidates), candidates, others, record.subjects, ballot))
            for a in claims
        ]
        kept = misread([f for a, f in judged if not a.loose or _is_harmless(f)])
        found += doubted(kept, others, candidates[0] if candidates else None)
    told = [Told(b, c.record) for b, c in firm if not _is_doubted(b, found)]
    sure = [(t.ballot, links[t.ballot.measure.id]) for t in told]
    for reading in read_rosters(ballots, sure):
        heard = [
            judge(a, reading.ballot, reading.candidates)
            for a in of_statement(reading.ballot, reading.statement, source)
        ]
        kept = [f for f in heard if reading.is_sure or f.verdict is Verdict.MATCHES]
        found += [f for f in kept if not any(_is_told(f, o) for o in found)]
    found += [
        replace(f, inferred=not links[f.claim.measure][0].is_dated)
        for f in (*find_circumstances(told, found, source), *find_exclusive(told, found, source))
    ]
    history = History(record.subjects, record.read_all, told)
    found += [f for f in find_earlier(history, ballots, source) if not any(_is_same(f, o) for o in found)]
    found = with_misdated(with_refused(found, history, source), history, ballots, source)
    found = set_right(found, history, source)
    found += find_owners(history, found, source)
    compared = find_histories(history, source)
    found = [f for f in found if not any(_holds(c, f) for c in compared)]
    found += compared
    found = beside_other(beside_unplaced(found))
    right = [f for f in found if f.verdict is Verdict.MATCHES]
    found = [
        f for f in found if f.verdict is not Verdict.CONFLICTS or not any(_is_overruled(f, o) for o in right)
    ]
    found = _once([of_report(f) for f in found if not _is_answered(f, found)])
    return tuple(sorted(found, key=lambda f: (f.claim.evidence.start, f.claim.evidence.end, f.claim.kind)))


def _once(found: Sequence[Finding]) -> list[Finding]:
    """The findings, of those that say the same of the same words in the same way the first."""
    kept: dict[object, list[Finding]] = {}
    for f in found:
        alike = kept.setdefault((f.symbol, f.verdict, f.claim.kind, f.claim.text), [])
        a = f.claim.evidence
        if not any(a.start < o.claim.evidence.end and o.claim.evidence.start < a.end for o in alike):
            alike.append(f)
    return [f for alike in kept.values() for f in alike]


def _is_answered(f: Finding, found: Sequence[Finding]) -> bool:
    """Whether words for a time or an owner, of which one text says nothing, are answered for another."""
    return (
        f.claim.kind in (ClaimKind.DATE, ClaimKind.SPONSORSHIP)
        and f.verdict not in ANSWERED
        and any(
            o.claim.kind is f.claim.kind
            and o.verdict in ANSWERED
            and o.claim.evidence.start < f.claim.evidence.end
            and f.claim.evidence.start < o.claim.evidence.end
            for o in found
        )
    )


def _holds(compared: Finding, f: Finding) -> bool:
    """Whether a number told as an earlier vote's is judged in a comparison with it already."""
    whole, part = compared.claim.evidence, f.claim.evidence
    if compared.symbol == f.symbol or not whole.start <= part.start < whole.end:
        return False
    both_wrong = f.claim.tally is not None and f.verdict is compared.verdict is Verdict.CONFLICTS
    return both_wrong or (is_part(f.claim) and part.end <= whole.end)


def _is_harmless(f: Finding) -> bool:
    """Whether what is only perhaps claimed is borne out; of an owner told in passing, that the roll call shows none."""
    if f.claim.kind is ClaimKind.SPONSORSHIP:
        return f.verdict is Verdict.NOT_CHECKABLE and f.symbol is not None
    return f.verdict is Verdict.MATCHES


def _is_overruled(f: Finding, other: Finding) -> bool:
    """Whether a conflict stands beside another reading, borne out, of the same words and the same state."""
    a, b = f.claim, other.claim
    same = a.kind is b.kind is ClaimKind.CHOICE and a.actor == b.actor and f.symbol == other.symbol
    return same and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def _is_same(f: Finding, other: Finding) -> bool:
    """Whether the same choice of the same state is borne out at the same place already."""
    a, b = f.claim, other.claim
    same = (a.kind, a.actor, a.stance, f.symbol) == (b.kind, b.actor, b.stance, other.symbol)
    same = same and other.verdict is Verdict.MATCHES
    return same and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def _is_told(f: Finding, other: Finding) -> bool:
    """Whether a total is told already by a claim at the same place."""
    a, b = f.claim, other.claim
    same = a.kind is b.kind is ClaimKind.TALLY and a.measure == b.measure
    return same and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def _is_doubted(ballot: Ballot, found: Sequence[Finding]) -> bool:
    """Whether the record found for a text bears out nothing that is said of it."""
    if not ballot.anchors:
        return False
    return not any(f.claim.measure == ballot.measure.id and f.verdict is Verdict.MATCHES for f in found)
