"""The same claim told by many sources: one entry with all its spans, and who contradicts whom.

Two claims are the same question where they ask the same of the same roll call: what one state chose, the totals, the
outcome, the day. What is said in answer makes the sides. A claim that no single roll call answers is joined with others of
its own source only: nothing shows that two sources speak of the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.claims.signs import CHOICE_OF
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome
from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import Tally
from dragoman.domain.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One source's words for a claim, with the finding on them."""

    source: Source
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """All tellings that answer the question alike."""

    tellings: tuple[Telling, ...]

    @property
    def claim(self) -> Claim:
        return self.tellings[0].finding.claim

    @property
    def finding(self) -> Finding:
        return self.tellings[0].finding

    @property
    def verdict(self) -> Verdict:
        return self.finding.verdict

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources, each once."""
        return tuple(dict.fromkeys(telling.source.id for telling in self.tellings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question, and every side that the sources take on it."""

    symbol: str | None
    held: date | None
    sides: tuple[Side, ...]

    @property
    def is_contradictory(self) -> bool:
        """Whether two sides cannot both be true."""
        return any(_contradict(a, b) for a, b in combinations(self.sides, 2))

    @property
    def taken(self) -> Side | None:
        """The side the record takes; None where it is silent or takes none of them."""
        return next((side for side in self.sides if side.verdict is Verdict.MATCHES), None)


def merge_findings(readings: Iterable[Reading]) -> tuple[Entry, ...]:
    """The claims of all readings, each question once: by roll call, then in the order in which they are first told."""
    asked: dict[Hashable, dict[Hashable, list[Telling]]] = {}
    for reading in readings:
        for finding in reading.findings:
            sides = asked.setdefault(_question(finding, reading.source), {})
            sides.setdefault(_answer(finding.claim), []).append(
                Telling(source=reading.source, finding=finding)
            )
    return tuple(sorted(map(_entry, asked.values()), key=_place))


def _entry(sides: dict[Hashable, list[Telling]]) -> Entry:
    told = tuple(Side(tellings=tuple(tellings)) for tellings in sides.values())
    first = told[0].finding
    return Entry(symbol=first.symbol, held=first.held, sides=told)


def _place(entry: Entry) -> tuple[date, str, str]:
    """Claims with a roll call by its day, symbol and totals; the others last."""
    return entry.held or date.max, entry.symbol or "", str(entry.sides[0].finding.tally)


def _question(finding: Finding, source: Source) -> Hashable:
    claim = finding.claim
    if finding.symbol is None:
        return (source.id, claim.kind, claim.text.casefold(), finding.verdict)
    of_bloc = claim.stance if claim.kind is ClaimKind.BLOC else None
    vote = str(finding.tally) if "/L." in finding.symbol else ""  # amendments share their draft's symbol
    return (finding.symbol, finding.held, vote, claim.kind, _seat(claim), of_bloc)


def _answer(claim: Claim) -> Hashable:
    return _ANSWER[claim.kind](claim)


def _seat(claim: Claim) -> str | None:
    return (claim.actor.actor.seat or claim.actor.code) if claim.actor else None


def _of_bloc(claim: Claim) -> Hashable:
    return (claim.quantifier, claim.count, tuple(sorted(m.code for m in claim.exceptions)))


_ANSWER: dict[ClaimKind, Callable[[Claim], Hashable]] = {
    ClaimKind.CHOICE: lambda claim: claim.stance and CHOICE_OF.get(claim.stance, claim.stance),
    ClaimKind.TALLY: lambda claim: claim.tally,
    ClaimKind.OUTCOME: lambda claim: claim.outcome,
    ClaimKind.DATE: lambda claim: claim.held,
    ClaimKind.BLOC: _of_bloc,
    ClaimKind.SPONSORSHIP: lambda claim: (claim.quantifier, claim.count),
    ClaimKind.OTHER: lambda claim: claim.text.casefold(),
}


def _contradict(a: Side, b: Side) -> bool:
    x, y = a.claim, b.claim
    if x.kind is ClaimKind.TALLY:
        return x.tally is not None and y.tally is not None and not _agree(x.tally, y.tally)
    if x.kind is ClaimKind.OUTCOME:
        return not _same_outcome(x.outcome, y.outcome)
    if x.kind in (ClaimKind.CHOICE, ClaimKind.DATE):
        return True
    return {a.verdict, b.verdict} == {Verdict.MATCHES, Verdict.CONFLICTS}


def _agree(a: Tally, b: Tally) -> bool:
    """Whether every number that both state is the same."""
    pairs = ((a.yes, b.yes), (a.no, b.no), (a.abstain, b.abstain), (a.absent, b.absent))
    return all(x is None or y is None or x == y for x, y in pairs)


def _same_outcome(a: Outcome | None, b: Outcome | None) -> bool:
    """“Adopted” leaves open whether it was amended; “vetoed” is one way of being rejected."""
    if a is None or b is None or a is b:
        return True
    if a.adopted and b.adopted:
        return Outcome.ADOPTED in (a, b)
    return {a, b} == {Outcome.REJECTED, Outcome.VETOED}
