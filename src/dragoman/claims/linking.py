"""Which roll call a report's ballot means: every sign weighed together, and each sign known by where it stands.

A candidate's score is the sum of its signs. Leaving a statement out gives the score without it, so that a claim
never confirms itself: a wrong total must still find its vote by the other signs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.claims.signs import (
    BESIDE,
    CHOICE_OF,
    COMMON,
    DAY,
    NO_BODY,
    VOTERS_NAMED,
    Sign,
    choice_signs,
    heading_signs,
    is_impossible,
)
from dragoman.claims.subjects import FEW, SOON, Entry, Subjects, stem
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.events.voting.ballots import Ballot

ENOUGH = 4.0
"""Least score, without the claim itself, for a record to answer it."""
SPECIFIC = 1.5
"""Least that signs of its own, beyond day and body, must add up to."""
MANY = 6
"""So many named voters tell one vote from another by themselves."""
CLEAR = 1.5
"""Least lead over the next record for the link to be called clear."""


_SUMMED = object()  # marks that a candidate's weights are summed up for each statement


@dataclass(frozen=True, slots=True)
class Candidate:
    """A roll call that may be meant, and why."""

    record: RollCall
    signs: tuple[Sign, ...]
    _sums: dict[object, tuple[float, float]] = field(init=False, repr=False, compare=False)
    """For each statement, and None for all: the weight of its signs, and of those among them that tell one vote of a
    day from another."""

    def __post_init__(self) -> None:
        all_whole = all_specific = 0.0
        for name, weight, _ in self.signs:
            all_whole += weight
            all_specific += 0.0 if name in COMMON else weight
        object.__setattr__(self, "_sums", {None: (all_whole, all_specific)})

    def _sum_up(self) -> None:
        """The weights for each statement, which only some candidates are asked for."""
        sums = self._sums
        for name, weight, statement in self.signs:
            if statement is not None:
                key = place_of(statement)
                whole, specific = sums.get(key, (0.0, 0.0))
                sums[key] = (whole + weight, specific + (0.0 if name in COMMON else weight))
        sums[_SUMMED] = sums[None]

    def score(self, without: object = None) -> float:
        """The sum of its signs, those of one statement, or of one voter in it, left out: named by its place."""
        return self._less(without, 0)

    def is_specific(self, without: object = None) -> bool:
        """Whether more than day and body speaks for it: subject, owner, symbol, or what others are said to have chosen."""
        return self._less(without, 1) >= SPECIFIC

    def _less(self, without: object, which: int) -> float:
        if without is None:
            return self._sums[None][which]
        if _SUMMED not in self._sums:
            self._sum_up()
        return self._sums[None][which] - self._sums.get(without, (0.0, 0.0))[which]

    @property
    def is_dated(self) -> bool:
        """Whether the report's words for the day, or its day of publication, had a part in finding it."""
        return any(s.statement is DAY or s.name.startswith("published") for s in self.signs)


def place_of(statement: object) -> object:
    """What tells a statement, or one voter in it, from the others: where it stands, and what it is."""
    if statement is None or statement is DAY:
        return statement
    if isinstance(statement, tuple):
        return (place_of(statement[0]), *statement[1:])
    return type(statement).__name__, getattr(statement, "anchor", None), getattr(statement, "stance", None)


# ------------------------------------------------------------------ ranking
def shortlist(
    ballot: Ballot, subjects: Subjects, published: dt.date | None, context: frozenset[str], *, most: int = 12
) -> list[tuple[Entry, list[Sign]]]:
    """The roll calls worth reading in full, best first."""
    scored = [
        (e, heading_signs(ballot, e, subjects, published, context))
        for e in _in_question(ballot, subjects, published)
    ]
    scored.sort(key=lambda pair: (-sum([s.weight for s in pair[1]]), pair[0].id))
    return scored[:most]


def _in_question(ballot: Ballot, subjects: Subjects, published: dt.date | None) -> list[Entry]:
    """Roll calls of the days in question, and those of any day with the same name, subject or totals."""
    if len(subjects.entries) <= FEW:
        return list(subjects.entries)
    found: list[Entry] = []
    if ballot.when is not None:
        found += subjects.between(ballot.when[0] - dt.timedelta(7), ballot.when[1] + dt.timedelta(7))
    if ballot.tale is not None:
        found += subjects.between(*ballot.tale)
    if published is not None:
        found += subjects.between(published - dt.timedelta(SOON[0]), published + dt.timedelta(SOON[1]))
    for name in (ballot.measure.symbol, ballot.number):
        found += subjects.named(name) if name else []
    found += subjects.about({stem(w) for w in ballot.about})
    for statement in ballot.tallies:
        found += subjects.with_totals(statement.tally)
    return list({e.id: e for e in found}.values())


def rank(
    ballot: Ballot, short: Sequence[tuple[Entry, list[Sign]]], records: Mapping[str, RollCall]
) -> tuple[Candidate, ...]:
    """Candidates with all their signs, best first."""
    made = [
        Candidate(records[e.id], (*signs, *choice_signs(ballot, records[e.id])))
        for e, signs in short
        if e.id in records
    ]
    return tuple(sorted(made, key=lambda c: (-c.score(), c.record.id)))


def is_exact(said: Tally, actual: Tally) -> bool:
    """Whether all the totals told, at least two, are just those on record."""
    return agrees(said, actual, least=2)


def agrees(said: Tally, actual: Tally, least: int = 1) -> bool:
    """Whether all the totals told, at least so many, are those on record."""
    pairs = [(said.yes, actual.yes), (said.no, actual.no), (said.abstain, actual.abstain)]
    given = [(a, b) for a, b in pairs if a is not None]
    return len(given) >= least and all(a == b for a, b in given)


def exactly(ballot: Ballot, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those whose totals are just the report's, where it gives at least two."""

    return tuple(c for c in candidates if any(is_exact(t.tally, c.record.tally) for t in ballot.tallies))


def of_council(ballot: Ballot, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The Council's own votes that fit but for the totals, which it cannot have had: a sentence on the Council is judged
    by these alone.

    None where a vote of the Assembly has just the totals told and its voters fit better: the organ is then what is
    wrong.
    """
    totals = {id(t) for t in ballot.tallies}

    def beside(c: Candidate) -> float:
        return sum(s.weight for s in c.signs if id(s.statement) not in totals)

    own = [c for c in candidates if c.record.body == "UNSC" and beside(c) >= ENOUGH + 1]
    best = max((_chosen(c) for c in own), default=0.0)
    elsewhere = any(c.record.body != "UNSC" and _chosen(c) > best for c in exactly(ballot, candidates))
    if elsewhere:
        return ()
    of_body = [
        Candidate(c.record, tuple(s for s in c.signs if id(s.statement) not in totals and s.name != NO_BODY))
        for c in own
    ]
    return tuple(sorted(of_body, key=lambda c: -c.score()))


def _chosen(c: Candidate) -> float:
    return sum(s.weight for s in c.signs if s.name == VOTERS_NAMED)


def of_plenary(ballot: Ballot, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """For a vote told of a committee: the plenary's votes that the report must mean.

    Those with just its totals, or of the very day it names with its subject, or with nearly all of its many voters, or
    on its subject and of the days before publication: a committee votes weeks before the plenary.
    """
    certain = exactly(ballot, candidates) or _of_the_day(candidates)
    if any(o.before and (o.start, o.end) == ballot.organ for o in ballot.organs):
        return certain
    certain = certain or tuple(c for c in candidates if _is_of_these_days(c))
    named = sum(len(s.voters) for s in ballot.votes)
    if certain or named < MANY:
        return certain
    return tuple(
        c
        for c in candidates
        if any(s.name == "the day" for s in c.signs)
        and sum(s.weight > 0 for s in c.signs if s.name == VOTERS_NAMED) >= 0.8 * named
    )


def _is_of_these_days(c: Candidate) -> bool:
    """Whether it is on the subject told, or has nearly its totals, and was held on the day told or just before publication."""
    soon = any(s.name == "published soon after" and s.weight >= JUST_BEFORE for s in c.signs)
    soon = soon or any(s.name == "the day" and s.weight >= ONE_DAY for s in c.signs)
    subject = sum(s.weight for s in c.signs if s.name in ("the subject", "the states it is about"))
    totals = sum(s.weight for s in c.signs if s.name == "the totals")
    return soon and (subject >= ITS_SUBJECT or totals >= NEARLY)


JUST_BEFORE, ITS_SUBJECT, NEARLY = 2.0, 1.8, 3.0
"""Weights that publication within days, a telling word of the title, and two right totals of three reach."""


def joined(
    ballots: Sequence[Ballot],
    ranked: Mapping[str, tuple[Candidate, ...]],
    anew: Callable[[Ballot, RollCall], Candidate],
) -> dict[str, tuple[Candidate, ...]]:
    """The same candidates, where words that name no text of their own lean to the text the report has just spoken of,
    and where a vote found by its own words is one that the report speaks of elsewhere too.

    `anew` weighs a roll call for a ballot that had not looked at it.
    """
    result = dict(ranked)
    for ballot in ballots:
        mine = ranked[ballot.measure.id]
        if not _is_nameless(ballot, mine):
            if mine and _is_told_elsewhere(ballot, mine[0].record, ballots, ranked):
                told = Sign(TOLD_ELSEWHERE, LEANING)
                result[ballot.measure.id] = (Candidate(mine[0].record, (*mine[0].signs, told)), *mine[1:])
            continue
        near = sorted(
            (
                o
                for o in ballots
                if o is not ballot and is_firm(ranked[o.measure.id], FIRM) and not _differ(ballot, o)
            ),
            key=lambda o: (o.order > ballot.order, abs(o.order - ballot.order)),
        )
        if not near:
            continue
        record = ranked[near[0].measure.id][0].record
        if is_impossible(ballot) and record.body == "UNSC":
            continue
        kept = [c for c in ranked[ballot.measure.id] if c.record.id != record.id]
        own = next((c for c in ranked[ballot.measure.id] if c.record.id == record.id), None) or anew(
            ballot, record
        )
        leaning = Candidate(record, (*own.signs, Sign("the text just spoken of", LEANING)))
        result[ballot.measure.id] = tuple(sorted([leaning, *kept], key=lambda c: (-c.score(), c.record.id)))
    return result


def _is_told_elsewhere(
    ballot: Ballot,
    record: RollCall,
    ballots: Sequence[Ballot],
    ranked: Mapping[str, tuple[Candidate, ...]],
) -> bool:
    """Whether another place of the report, not at odds with this one, surely means that record."""
    return any(
        o is not ballot
        and is_firm(ranked[o.measure.id], FIRM)
        and ranked[o.measure.id][0].record.id == record.id
        and not _differ(ballot, o)
        for o in ballots
    )


FIRM = ENOUGH + 2
"""Least score of a text that others lean to."""
TOLD_ELSEWHERE = "told elsewhere in the report"
LEANING = 3.0
"""What it counts that the report has just spoken of another text, where words name none, or speaks of it elsewhere."""


def _is_nameless(ballot: Ballot, candidates: Sequence[Candidate]) -> bool:
    """Whether the words for a text tell it from no other: no symbol, owner, day, or subject that any record has."""
    is_owned = any(s.reference is not None and s.reference.sponsors for s in ballot.sponsorships)
    if ballot.measure.symbol or ballot.number or is_owned or ballot.when is not None:
        return False
    if ballot.measure.kind in BESIDE or ballot.measure.amends is not None:
        return False
    best = candidates[0] if candidates else None
    about = (
        sum(s.weight for s in best.signs if s.name in ("the subject", "the states it is about"))
        if best
        else 0.0
    )
    exact = any(s.name == "the totals" and s.weight > 4 for s in best.signs) if best else False
    return about < 2.0 and not exact


def is_firm(candidates: Sequence[Candidate], least: float = ENOUGH) -> bool:
    """Whether the best candidate is surely meant, by more than day and body."""
    return bool(candidates) and candidates[0].score() >= least and candidates[0].is_specific()


def _of_the_day(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Votes of the very day that the report names, on its subject."""
    return tuple(
        c
        for c in candidates
        if any(s.name == "the day" and s.weight >= ONE_DAY for s in c.signs)
        and any(s.name == "the subject" and s.weight >= OWN_SUBJECT for s in c.signs)
    )


ONE_DAY, OWN_SUBJECT = 4.0, 2.5
"""Weights that only a single day, and several telling words of a title, reach."""


def separate(
    ballots: Sequence[Ballot], ranked: Mapping[str, tuple[Candidate, ...]]
) -> dict[str, tuple[Candidate, ...]]:
    """The same candidates after ballots that cannot be one text have shared them out.

    Two ballots with different totals, owners or named as rivals cannot both mean one roll call: the one it fits
    less is marked down there.
    """
    result = {b.measure.id: list(ranked[b.measure.id]) for b in ballots}
    voted = [b for b in ballots if b.is_voted and result[b.measure.id]]
    apart = {(i, j) for i, a in enumerate(voted) for j, b in enumerate(voted[:i]) if _differ(a, b)}
    for i, a in enumerate(voted):
        for j in range(i + 1, len(voted)):
            b = voted[j]
            mine, yours = result[a.measure.id], result[b.measure.id]
            if mine[0].record.id != yours[0].record.id or (j, i) not in apart:
                continue
            keep_a = _lead(mine) - _lead(yours) >= 0
            loser = yours if keep_a else mine
            loser[0] = _taken(loser[0])
            loser.sort(key=lambda c: (-c.score(), c.record.id))
    for i, a in enumerate(voted):
        own = result[a.measure.id]
        others = {
            result[b.measure.id][0].record.id for j, b in enumerate(voted) if (max(i, j), min(i, j)) in apart
        }
        if any(c.record.id in others for c in own[1:]):
            best = beside_totals(own[0])
            own[1:] = [
                _taken(c) if c.record.id in others and best - beside_totals(c) >= OWN else c for c in own[1:]
            ]
            own.sort(key=lambda c: (-c.score(), c.record.id))
    return {k: tuple(v) for k, v in result.items()}


def _taken(candidate: Candidate) -> Candidate:
    return Candidate(candidate.record, (*candidate.signs, Sign("taken by another text of the report", -5)))


OWN = 2.0
"""How much better all but the totals must fit the roll call that is a text's own than one that another text has."""


def beside_totals(candidate: Candidate) -> float:
    """Its score but for the totals, and what else was found by them."""
    return sum(s.weight for s in candidate.signs if s.name not in ("the totals", TOLD_ELSEWHERE))


def _lead(candidates: list[Candidate]) -> float:
    """How much better the first fits than the second: the one with less choice keeps it."""
    return candidates[0].score() - candidates[1].score() if len(candidates) > 1 else candidates[0].score()


def _differ(a: Ballot, b: Ballot) -> bool:
    if b.measure.id in a.measure.rivals or b.measure.id in a.apart or a.measure.id in b.apart:
        return True
    if len(_choices(a) & _reversed(b)) > len(_choices(a) & _choices(b)):
        return True
    sponsors = {m.code for m in a.measure.sponsors}, {m.code for m in b.measure.sponsors}
    owners = all(sponsors) and not sponsors[0] & sponsors[1]
    tallies = any(
        x is not None and y is not None and x != y
        for s in a.tallies
        for t in b.tallies
        for x, y in zip(
            (s.tally.yes, s.tally.no, s.tally.abstain),
            (t.tally.yes, t.tally.no, t.tally.abstain),
            strict=True,
        )
    )
    bodies = bool(a.measure.body and b.measure.body and a.measure.body != b.measure.body)
    return owners or tallies or bodies


def _choices(ballot: Ballot) -> set[tuple[str, Choice]]:
    return {
        (voter.code, CHOICE_OF[s.stance])
        for s in ballot.votes
        if s.stance in CHOICE_OF and s.cast and not s.before
        for voter in s.voters
    }


def _reversed(ballot: Ballot) -> set[tuple[str, Choice]]:
    """Every voter of a ballot with the choices it is *not* said to have made: two such ballots are two texts."""
    return {(code, other) for code, choice in _choices(ballot) for other in Choice if other is not choice}
