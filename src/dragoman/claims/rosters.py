"""Lists that no known word puts on a side: a reading of them is taken where the record bears it out as a whole.

`events.voting.rosters` proposes the sides that the report suggests. Each is weighed here: how likely the record's
choices of these states would be if the report meant that side, against how likely they are for any states. What a
reading has to go on beside the record is the likeliness of the words. A state that differs from the rest of a long
list, of which all the others agree, is a conflict; a short list that disagrees says nothing, since it was perhaps misread.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.claims.linking import Candidate
from dragoman.claims.signs import CHOICE_OF
from dragoman.domain.actors import Mention
from dragoman.domain.measures import Stance
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.events.voting.ballots import Ballot, Roster, VoteStatement

SLIP = 0.05
"""Share of the states of a list that a report puts on the wrong side."""
CUED = 1.6
"""What it counts, in log odds, that the clause names a side, or only goes on from the sentence before."""
LATER_SIDE = 1.2
"""What it costs not to be the likeliest side, for each before it."""
OTHER_TEXT = 1.5
"""What it costs to be said of another text than the one spoken of last."""
ENOUGH = 1.0
"""Least that a reading must reach."""
LEAD = 0.7
"""Least by which it must lead the next, of another side of the same text."""
ODD_ONE = 3
"""So many others must agree for the state that does not to be a conflict."""
NEAR = 900
"""Characters within which another text may be the one meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A list read as a statement on one text."""

    ballot: Ballot
    statement: VoteStatement
    candidates: tuple[Candidate, ...]
    doubtful: frozenset[str]
    """Codes of states of which this reading says nothing."""


def read_rosters(
    ballots: Sequence[Ballot], firm: Sequence[tuple[Ballot, tuple[Candidate, ...]]]
) -> Iterator[Reading]:
    """Each list of the report with the side that the record bears out, where one does."""
    for ballot in ballots:
        for roster in ballot.rosters:
            texts = [
                (b, c, 0.0 if b is ballot else OTHER_TEXT)
                for b, c in firm
                if b is ballot or _is_near(b, roster)
            ]
            if (reading := _best(roster, texts)) is not None:
                yield reading


def _is_near(ballot: Ballot, roster: Roster) -> bool:
    return any(0 < roster.anchor - at < NEAR for at in ballot.anchors)


def _best(roster: Roster, texts: Sequence[tuple[Ballot, tuple[Candidate, ...], float]]) -> Reading | None:
    weighed = [
        (weigh(roster, stance, c[0].record) - cost - LATER_SIDE * rank, ballot, c, stance)
        for ballot, c, cost in texts
        for rank, stance in enumerate(s for s in roster.sides if s in CHOICE_OF)
    ]
    weighed.sort(key=lambda one: -one[0])
    if not weighed or weighed[0][0] < ENOUGH:
        return None
    score, ballot, candidates, stance = weighed[0]
    rivals = [
        s for s, b, _, other in weighed[1:] if b is ballot and CHOICE_OF[other] is not CHOICE_OF[stance]
    ]
    if rivals and score - rivals[0] < LEAD:
        return None
    record = candidates[0].record
    wrong = {v.code for v in roster.voters if _chosen(record, v) not in (None, CHOICE_OF[stance])}
    right = sum(_chosen(record, v) is CHOICE_OF[stance] for v in roster.voters)
    surely = len(wrong) == 1 and right >= ODD_ONE and roster.cued
    statement = VoteStatement(
        stance=stance,
        voters=roster.voters,
        start=roster.start,
        end=roster.end,
        anchor=roster.anchor,
        attribution=roster.attribution,
    )
    return Reading(ballot, statement, candidates, frozenset() if surely else frozenset(wrong))


def _chosen(record: RollCall, voter: Mention) -> Choice | None:
    return record.choices.get(voter.actor.seat or voter.code)


def weigh(roster: Roster, stance: Stance, record: RollCall) -> float:
    """Log odds that a list means a side, from the choices on record of its states and from its words."""
    said, counts, total = CHOICE_OF[stance], Counter(record.choices.values()), len(record.choices)
    choices = [c for v in roster.voters if (c := _chosen(record, v)) is not None]
    if not choices or said not in counts:
        return -math.inf
    share = counts[said] / total
    agree = math.log((1 - SLIP) / share)
    differ = math.log(SLIP / max(1 - share, 1 / total))
    return (CUED if roster.cued else 0.0) + sum(agree if c is said else differ for c in choices)
