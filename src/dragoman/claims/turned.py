"""Adopted texts told as rejected: “it was voted down by 72 to 32” gives the noes first, unless it was carried by 72 to 32.

The first total of a rejection is read as the noes. Where the totals in the other order are just those of an adopted text
that all else said points to, the report has the result wrong, and not the totals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.claims.linking import Candidate, is_exact
from dragoman.domain.events import Status
from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import Tally
from dragoman.events.voting.ballots import Ballot, TallyStatement

LEAST = 20
"""Votes in all from which totals tell one vote from another."""
MANY = 25
"""Ayes above which three totals are rarely those of two votes."""
BESIDE, BESIDE_THREE = 2.0, -3.0
"""Least that all but the totals must say for the vote with just these, where two are told, and where three are."""


def as_counted(ballot: Ballot, ranked: Callable[[Ballot], tuple[Candidate, ...]]) -> Ballot:
    """The ballot with the totals of its rejection in the order of the record, where an adopted text has them so."""
    turned = _turned(ballot)
    if turned is None:
        return ballot
    best = next(iter(ranked(turned)), None)
    if best is None or best.record.outcome is None or not best.record.outcome.adopted:
        return ballot
    exact = any(is_exact(t.tally, best.record.tally) for t in turned.tallies)
    apart = sum(s.weight for s in best.signs if s.name != "the totals")
    whole = any(t.tally.abstain is not None for t in turned.tallies)
    return turned if exact and apart >= (BESIDE_THREE if whole else BESIDE) else ballot


def _turned(ballot: Ballot) -> Ballot | None:
    rejected = any(o.outcome is Outcome.REJECTED and o.status is Status.ACTUAL for o in ballot.outcomes)
    tallies = tuple(_swapped(t) for t in ballot.tallies)
    return replace(ballot, tallies=tallies) if rejected and tallies != ballot.tallies else None


def _swapped(s: TallyStatement) -> TallyStatement:
    yes, no = s.tally.yes, s.tally.no
    if yes is None or no is None or yes >= no or yes + no < LEAST or s.parts:
        return s
    return replace(s, tally=Tally(yes=no, no=yes, abstain=s.tally.abstain))


def has_just_these(ballot: Ballot, candidate: Candidate) -> bool:
    """Whether three totals told of the text, large enough to be no other vote's, are those of this one, and it was adopted."""
    own, outcome = candidate.record.tally, candidate.record.outcome
    told = [t.tally for t in ballot.tallies]
    whole = [t for t in told if None not in (t.yes, t.no, t.abstain) and (t.yes or 0) > MANY]
    return outcome is not None and outcome.adopted and any(is_exact(t, own) for t in whole)
