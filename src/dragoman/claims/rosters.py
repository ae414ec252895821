"""Lists that no known word puts on a side: a reading of them is taken where the record bears it out as a whole.

`events.voting.rosters` proposes the sides that the report suggests. Each is weighed here: how likely the record's
choices of these states would be if the report meant that side, against how likely they are for any states. What a
reading has to go on beside the record is the likeliness of the words. A state that differs from the rest of a long
list, of which all the others agree, is a conflict; a short list that disagrees says nothing, since it was perhaps misread.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman import world
from dragoman.claims.linking import Candidate
from dragoman.claims.shares import borne_out
from dragoman.claims.signs import CHOICE_OF
from dragoman.domain.actors import Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.measures import Stance
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.events.voting.ballots import Ballot, Group, Roster, TallyStatement, VoteStatement

SLIP = 0.05
"""Share of the states of a list that a report puts on the wrong side."""
CUED = 1.6
"""What it counts, in log odds, that the clause names a side, or only goes on from the sentence before."""
LATER_SIDE = 1.2
"""What it costs not to be the likeliest side, for each before it."""
TELLING = 10
"""A number so large is hardly that of another side by chance."""
OTHER_TEXT = 1.5
"""What it costs to be said of another text than the one spoken of last."""
ENOUGH, ENOUGH_UNCUED = 1.0, 2.5
"""Least that a reading must reach, and least where only the sentences before suggest a side."""
LEAD = 0.7
"""Least by which it must lead the next, of another side of the same text."""
ODD_ONE = 3
"""So many others must agree for the state that does not to be a conflict."""
NEAR = 900
"""Characters within which another text may be the one meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A list, a bloc or a number read as a statement on one text."""

    ballot: Ballot
    statement: VoteStatement | TallyStatement
    candidates: tuple[Candidate, ...]
    is_sure: bool
    """Whether what the record contradicts in it is a conflict; else it says nothing of that."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    score: float
    ballot: Ballot
    candidates: tuple[Candidate, ...]
    stance: Stance


def read_rosters(
    ballots: Sequence[Ballot], firm: Sequence[tuple[Ballot, tuple[Candidate, ...]]]
) -> Iterator[Reading]:
    """Each list of the report with the side that the record bears out, where one does."""
    for ballot in ballots:
        for roster in ballot.rosters:
            if roster.group is not None and not roster.cued:
                continue  # a bloc is named for many reasons
            texts = [
                (b, c, 0.0 if b is ballot else OTHER_TEXT)
                for b, c in firm
                if b is ballot or _is_near(b, roster)
            ]
            best = _as_company(roster, texts) if roster.company else _best(roster, texts)
            if best is None and roster.united:
                best = _commonest(roster, [t for t in texts if t[0] is ballot])
            if best is not None:
                yield Reading(
                    best.ballot, _statement(roster, best.stance), best.candidates, _is_sure(roster, best)
                )


def _distance(ballot: Ballot, roster: Roster) -> int:
    return min((roster.anchor - at for at in ballot.anchors if at < roster.anchor), default=NEAR)


def _is_near(ballot: Ballot, roster: Roster) -> bool:
    return any(0 < roster.anchor - at < NEAR for at in ballot.anchors)


def _best(roster: Roster, texts: Sequence[tuple[Ballot, tuple[Candidate, ...], float]]) -> _Weighed | None:
    """The likeliest reading, where one is likely enough and no other side of the same text nearly as likely."""
    later = 0.0 if (roster.number or 0) >= TELLING else LATER_SIDE
    weighed = [
        _Weighed(weigh(roster, stance, c[0].record) - cost - later * rank, ballot, c, stance)
        for ballot, c, cost in texts
        for rank, stance in enumerate(_sides(roster))
    ]
    best = max(weighed, key=lambda w: w.score, default=None)
    if best is None or best.score < (ENOUGH if roster.cued else ENOUGH_UNCUED):
        return None
    said = CHOICE_OF[best.stance]
    rivals = [w.score for w in weighed if w.ballot is best.ballot and CHOICE_OF[w.stance] is not said]
    return best if best.score - max(rivals, default=-math.inf) >= LEAD else None


def _as_company(
    roster: Roster, texts: Sequence[tuple[Ballot, tuple[Candidate, ...], float]]
) -> _Weighed | None:
    """The side of those whom the others are said to have joined: of the text where all did, else of the one spoken of."""
    odd = None
    for ballot, candidates, cost in sorted(texts, key=lambda t: (t[2], _distance(t[0], roster))):
        record = candidates[0].record
        choices = {_chosen(record, m) for m in roster.company}
        stance = next((s for s in BY_RECORD if {CHOICE_OF[s]} == choices), None)
        if stance is None or not (set(roster.voters) - set(roster.company) or roster.group):
            continue
        read = _Weighed(0.0, ballot, candidates, stance)
        if all(_chosen(record, m) is CHOICE_OF[stance] for m in roster.voters) and _is_of(
            roster, stance, record
        ):
            return read
        odd = read if not cost and roster.cued else odd
    return odd


def _is_of(roster: Roster, stance: Stance, record: RollCall) -> bool:
    return roster.group is None or (borne_out(roster.group, CHOICE_OF[stance], record) or 0.0) >= 1.0


BY_RECORD = (Stance.FOR, Stance.AGAINST, Stance.ABSTAIN, Stance.ABSENT)


def _commonest(
    roster: Roster, texts: Sequence[tuple[Ballot, tuple[Candidate, ...], float]]
) -> _Weighed | None:
    """A group said to be of one mind that was not: on the side of most of its members, which the others refute."""
    for ballot, candidates, _ in texts:
        record = candidates[0].record
        shares = [(borne_out(roster.group, CHOICE_OF[s], record), s) for s in SIDES] if roster.group else []
        share, stance = max(((x, s) for x, s in shares if x is not None), default=(0.0, None))
        if stance is not None and share >= MOST_OF_THEM:
            return _Weighed(0.0, ballot, candidates, stance)
    return None


SIDES = (Stance.FOR, Stance.AGAINST, Stance.ABSTAIN)
MOST_OF_THEM = 0.5
"""So many of a group must have chosen alike for the vote to be the one on which it is said to have been of one mind."""


def _sides(roster: Roster) -> list[Stance]:
    """The sides to try: as many as there are states, since one of several fits a single state by chance."""
    sides = [s for s in roster.sides if s in CHOICE_OF]
    return sides[: len(roster.voters)] if roster.voters else sides


def _is_sure(roster: Roster, best: _Weighed) -> bool:
    """One state of a long list that differs from all the others: the list was read rightly, and is wrong there."""
    said, record = CHOICE_OF[best.stance], best.candidates[0].record
    if roster.united or roster.company:
        return True
    chosen = [_chosen(record, v) for v in roster.voters]
    right, wrong = sum(c is said for c in chosen), sum(c not in (None, said) for c in chosen)
    return roster.cued and wrong == 1 and right >= ODD_ONE


def _statement(roster: Roster, stance: Stance) -> VoteStatement | TallyStatement:
    if roster.number is not None:
        role = ROLE_OF[stance]
        return TallyStatement(
            tally=Tally(**{role: roster.number}),
            start=roster.start,
            end=roster.end,
            anchor=roster.anchor,
            attribution=roster.attribution,
        )
    return VoteStatement(
        stance=stance,
        voters=roster.voters,
        group=roster.group,
        start=roster.start,
        end=roster.end,
        anchor=roster.anchor,
        attribution=roster.attribution,
    )


ROLE_OF = {
    Stance.FOR: "yes",
    Stance.AGAINST: "no",
    Stance.VETO: "no",
    Stance.ABSTAIN: "abstain",
    Stance.ABSENT: "absent",
}


def _chosen(record: RollCall, voter: Mention) -> Choice | None:
    return record.choices.get(voter.actor.seat or voter.code)


# ------------------------------------------------------------------ how likely
def weigh(roster: Roster, stance: Stance, record: RollCall) -> float:
    """Log odds that the words mean a side, from the choices on record and from the words."""
    said, counts, total = CHOICE_OF[stance], record.counts, len(record.choices)
    if not total:
        return -math.inf
    words = CUED if roster.cued else 0.0
    if roster.number is not None:
        return words + _weigh_number(roster.number, counts[said])
    share = min(0.97, max(counts[said], 1) / total)
    if roster.group is not None:
        return words + _weigh_group(roster.group, said, record, share)
    agree, differ = math.log((1 - SLIP) / share), math.log(SLIP / (1 - share))
    choices = [c for v in roster.voters if (c := _chosen(record, v)) is not None]
    if not choices or not counts[said]:
        return -math.inf
    return words + sum(agree if c is said else differ for c in choices)


def _weigh_number(number: int, actual: int) -> float:
    """The same number by chance is rarer the larger it is."""
    return math.log((1 - SLIP) * (6 + number)) - 1.0 if number == actual else -math.inf


def _weigh_group(group: Group, said: Choice, record: RollCall, share: float) -> float:
    assert group.bloc is not None
    excepted = {m.actor.seat or m.code for m in (*group.exceptions, *group.beside)}
    members = (world.members(group.bloc.code, record.held).members & set(record.choices)) - excepted
    agree = sum(record.choices[m] is said for m in members)
    if not members:
        return -math.inf
    if group.quantifier is Quantifier.COUNT:
        return 1.8 if agree == group.count else -math.inf
    if group.quantifier in (Quantifier.ALL, Quantifier.AS_BLOC, Quantifier.ALL_BUT):
        return min(MOST, -len(members) * math.log(share)) if agree == len(members) else -math.inf
    return -math.inf


MOST = 4.0
"""What a bloc can count at most: its members vote alike anyway."""
