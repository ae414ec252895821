"""Links looked at again with the rest of the report: earlier votes of the same matter, and totals that changed places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from dragoman.claims.linking import FIRM, Candidate, beside_totals, is_exact, is_firm
from dragoman.claims.signs import BESIDE, VOTERS_NAMED, Sign, is_impossible
from dragoman.claims.subjects import Entry, Subjects
from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.events.voting.ballots import Ballot, TallyStatement


def of_series(
    ballots: Sequence[Ballot],
    ranked: Mapping[str, tuple[Candidate, ...]],
    subjects: Subjects,
    read_all: Callable[[Collection[str]], Mapping[str, RollCall]],
    anew: Callable[[Ballot, RollCall], Candidate],
) -> dict[str, tuple[Candidate, ...]]:
    """The same candidates, and for a text that none fits those of the same matter as a text that the report surely means.

    “Nine years ago it was 61 to 12”, in a report on this year's vote on the same matter: the day or the totals say
    which one of the series it is.
    """
    result = dict(ranked)
    firm = [ranked[b.measure.id][0].record for b in ballots if is_firm(ranked[b.measure.id], FIRM)]
    sure = {record.id: record for record in firm}.values()
    series = {e.id: e for record in sure for e in subjects.series(record, LOOSELY)}
    closely = {e.id for record in sure for e in (*subjects.series(record), *subjects.of_session(record))}
    series |= {e.id: e for record in sure for e in subjects.of_session(record)}
    known: dict[str, frozenset[str]] = {}
    for ballot in ballots:
        own = ranked[ballot.measure.id]
        near = _series_told_before(ballot, ballots, ranked, subjects, known)
        by_day = ballot.when is not None and _is_nameless(ballot)
        if (
            not series
            or (is_firm(own) and not by_day and not _fits_better(ballot, own[0].record, series.values()))
            or ballot.measure.symbol
            or ballot.measure.kind in BESIDE
        ):
            if own and own[0].record.id in closely and _is_nameless(ballot):
                result[ballot.measure.id] = (_one_of_series(own[0], ballot, near), *own[1:])
            continue
        meant = [e.id for e in series.values() if _may_be(ballot, e, close=e.id in closely)][:SERIES_READ]
        made = [_one_of_series(anew(ballot, r), ballot, near) for r in read_all(meant).values()]
        kept = [c for c in own if c.record.id not in meant]
        result[ballot.measure.id] = tuple(sorted([*made, *kept], key=lambda c: (-c.score(), c.record.id)))
    return result


def _fits_better(ballot: Ballot, found: RollCall, series: Iterable[Entry]) -> bool:
    """Whether a vote of the series, of another time, has just the totals told, which the one found has not."""
    told = [t.tally for t in ballot.tallies if not is_exact(t.tally, found.tally)]
    return any(
        is_exact(tally, e.tally)
        for tally in told
        for e in series
        if abs((e.held - found.held).days) > SAME_SITTING
    )


def _is_nameless(ballot: Ballot) -> bool:
    """Whether nothing but the day tells which vote is meant: “Chad, which abstained in 2019”."""
    about = ballot.about - OF_ITS_TIME
    return not (about or ballot.about_codes or ballot.number or ballot.measure.sponsors)


OF_ITS_TIME = frozenset(
    [
        "previous",
        "earlier",
        "last",
        "such",
        "similar",
        "identical",
        "annual",
        "next",
        "latest",
        "later",
        "preceding",
    ]
)
"""Words that place a text among those like it, and say nothing of what it is about."""
LOOSELY = 0.3
"""The same for titles, where two totals agree besides."""
SERIES_READ = 12
"""Most votes of a series looked at in full for one text."""
TO_COME = -8.0
"""What counts against a vote that was held only after publication."""
ONE_OF_SERIES = 4.0
"""What it counts to be of the matter that the report is about, where the words for the text say nothing else."""


def _may_be(ballot: Ballot, entry: Entry, *, close: bool) -> bool:
    """Whether a vote of the series was on a day that the report names, or had just the totals told."""
    if is_impossible(ballot) and entry.body != ballot.measure.body:
        return False  # whose totals a Council's vote cannot have is asked elsewhere
    of_day = ballot.when is not None and ballot.when[0] <= entry.held <= ballot.when[1]
    if of_day:
        return close or any(_agreeing(t.tally, entry.tally) > 1 for t in ballot.tallies)
    return any(is_exact(t.tally, entry.tally) for t in ballot.tallies)


def _agreeing(said: Tally, actual: Tally) -> int:
    pairs = ((said.yes, actual.yes), (said.no, actual.no), (said.abstain, actual.abstain))
    return sum(a is not None and a == b for a, b in pairs)


def _series_told_before(
    ballot: Ballot,
    ballots: Sequence[Ballot],
    ranked: Mapping[str, tuple[Candidate, ...]],
    subjects: Subjects,
    known: dict[str, frozenset[str]],
) -> frozenset[str]:
    """Ids of the votes of the matter last spoken of before a text: “Peru, which abstained *in 2023*, voted for it”."""
    if ballot.when is None:
        return frozenset()
    start = min(ballot.anchors, default=0)
    before = [
        (max(at), o)
        for o in ballots
        if o is not ballot
        and is_firm(ranked[o.measure.id], FIRM)
        and (at := [a for a, _ in o.sentences if a <= start])
    ]
    if not before:
        return frozenset()
    record = ranked[max(before, key=lambda pair: pair[0])[1].measure.id][0].record
    if record.id not in known:
        known[record.id] = frozenset(e.id for e in (*subjects.series(record), *subjects.of_session(record)))
    return known[record.id]


JUST_TOLD = "the matter just spoken of"
NEAREST = 2.0
"""What it counts besides to be of the matter last spoken of."""


def _one_of_series(candidate: Candidate, ballot: Ballot, near: Collection[str] = ()) -> Candidate:
    """With the sign that it is of the matter spoken of; where no day is told, publication says nothing of it."""
    signs = [
        s
        for s in candidate.signs
        if ballot.when is not None or not s.name.startswith("published") or s.weight <= TO_COME
    ]
    signs.append(Sign("the matter of the report", ONE_OF_SERIES))
    if candidate.record.id in near:
        signs.append(Sign(JUST_TOLD, NEAREST))
    return Candidate(candidate.record, tuple(signs))


def unswapped(
    ballots: Sequence[Ballot],
    ranked: Mapping[str, tuple[Candidate, ...]],
    anew: Callable[[Ballot, RollCall], Candidate],
) -> dict[str, tuple[Candidate, ...]]:
    """The same candidates, where two texts were each found by the totals of the other: all else that is said decides."""
    result = dict(ranked)
    told = [b for b in ballots if ranked[b.measure.id] and _is_counted(b, ranked[b.measure.id][0].record)]
    for i, a in enumerate(told):
        for b in told[i + 1 :]:
            mine, yours = result[a.measure.id], result[b.measure.id]
            days = abs((mine[0].record.held - yours[0].record.held).days)
            if mine[0].record.id == yours[0].record.id or days > SAME_SITTING:
                continue
            if mine[0].record.body != yours[0].record.body:
                continue
            crossed = (
                _of(mine, yours[0].record) or anew(a, yours[0].record),
                _of(yours, mine[0].record) or anew(b, mine[0].record),
            )
            if _is_swapped(crossed, (mine[0], yours[0])):
                result[a.measure.id] = _first(crossed[0], mine)
                result[b.measure.id] = _first(crossed[1], yours)
    for ballot in told:
        own = result[ballot.measure.id]
        other = _left_over(ballot, own[0], [(o, result[o.measure.id]) for o in told if o is not ballot])
        meant = (
            (_of(own, other) or anew(ballot, other)) if other is not None else _against_totals(ballot, own)
        )
        if meant is not None:
            result[ballot.measure.id] = _first(meant, own)
    tops = [c[0].record for c in result.values() if is_firm(c)]
    for ballot in ballots:
        own = result[ballot.measure.id]
        if own and ballot.measure.outcome in (None, Outcome.ADOPTED, Outcome.ADOPTED_AS_AMENDED):
            result[ballot.measure.id] = (_forgiven(own[0], tops), *own[1:])
    return result


def _forgiven(candidate: Candidate, tops: Iterable[RollCall]) -> Candidate:
    """The candidate, totals that are just those of another text of the report not counted against it: they changed places."""
    others = [r.tally for r in tops if r.id != candidate.record.id and _is_of_sitting(r, candidate.record)]
    signs = [
        s
        for s in candidate.signs
        if not (
            s.name == "the totals"
            and s.weight < 0
            and isinstance(s.statement, TallyStatement)
            and any(is_exact(s.statement.tally, tally) for tally in others)
        )
    ]
    return candidate if len(signs) == len(candidate.signs) else Candidate(candidate.record, tuple(signs))


def _is_of_sitting(a: RollCall, b: RollCall) -> bool:
    return a.body == b.body and abs((a.held - b.held).days) <= SAME_SITTING


def _left_over(
    ballot: Ballot, found: Candidate, others: Iterable[tuple[Ballot, Sequence[Candidate]]]
) -> RollCall | None:
    """The vote whose totals another text was given that means, by its words, the vote found here by its totals alone."""
    if not any(is_exact(t.tally, found.record.tally) for t in ballot.tallies):
        return None
    for other, candidates in others:
        if candidates[0].record.id != found.record.id or _worded(candidates[0]) <= _worded(found):
            continue
        for c in candidates[1:]:
            days = abs((c.record.held - found.record.held).days)
            if days <= SAME_SITTING and any(is_exact(t.tally, c.record.tally) for t in other.tallies):
                return c.record
    return None


def _against_totals(ballot: Ballot, candidates: Sequence[Candidate]) -> Candidate | None:
    """The vote of the same sitting that everything but the totals says is meant, the words for the text among it, where the
    totals alone found another."""
    found = candidates[0]
    if not any(is_exact(t.tally, found.record.tally) for t in ballot.tallies):
        return None
    near = [c for c in candidates[1:] if abs((c.record.held - found.record.held).days) <= SAME_SITTING]
    best = max(near, key=beside_totals, default=None)
    if best is None or _worded(best) - _worded(found) < BY_WORDS or _chosen(best) < 0:
        return None
    return best if beside_totals(best) - beside_totals(found) >= ALONE else None


BY_WORDS, ALONE = 1.5, 5.0
"""How much better its words, and everything but the totals, must fit a vote for totals of another to be a mistake, where
nothing is told of that other."""


def _is_swapped(crossed: tuple[Candidate, Candidate], found: tuple[Candidate, Candidate]) -> bool:
    """Whether all but the totals fits better the other way round, or the words for the texts do and not only choices."""
    worded = _gain(crossed, found, _worded)
    if _gain(crossed, found, _chosen) < -CHOSEN:
        return False  # the choices told with the totals are those of the same votes
    return worded >= SWAPPED or (worded > -SWAPPED and _gain(crossed, found, beside_totals) >= SWAPPED)


def _gain(
    crossed: tuple[Candidate, Candidate],
    found: tuple[Candidate, Candidate],
    of: Callable[[Candidate], float],
) -> float:
    return of(crossed[0]) + of(crossed[1]) - of(found[0]) - of(found[1])


ALL_BUT_TOTALS = "all but the totals"
SURE_LEAD = 4.0
"""By how much the vote meant is then put before the one found, so that it stays so when a claim is left out."""
SWAPPED = 3.0
"""How much better everything but the totals must fit the other way round."""
CHOSEN = 6.0
"""How much worse choices may fit the other way round where the words for the texts say that totals were swapped."""
SAME_SITTING = 10
"""Days within which totals are easily swapped."""


def _is_counted(ballot: Ballot, found: RollCall) -> bool:
    """Whether all three totals are told of it, or two that are just those of the vote found."""
    return any(
        None not in (t.tally.yes, t.tally.no, t.tally.abstain) or is_exact(t.tally, found.tally)
        for t in ballot.tallies
    )


def _of(candidates: Sequence[Candidate], record: RollCall) -> Candidate | None:
    return next((c for c in candidates if c.record.id == record.id), None)


def _worded(candidate: Candidate) -> float:
    """What the words for the text alone say: choices told of two votes at once are easily laid to the wrong one."""
    names = (
        "the subject",
        "the whole title",
        "the states it is about",
        "the symbol",
        "the number",
        "the day",
    )
    return sum(s.weight for s in candidate.signs if s.name in names)


def _chosen(candidate: Candidate) -> float:
    return sum(s.weight for s in candidate.signs if s.name == VOTERS_NAMED)


def _first(chosen: Candidate, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with this one first."""
    lead = candidates[0].score() - chosen.score() + SURE_LEAD
    meant = Candidate(chosen.record, (*chosen.signs, Sign(ALL_BUT_TOTALS, lead)))
    return (meant, *(c for c in candidates if c.record.id != chosen.record.id))
