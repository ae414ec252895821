"""When the agreement of two states or blocs changes, or a bloc's unity: one break in a series of votes.

Each vote gives the share of the bloc's members (of pairs of members, with two blocs) that chose alike. A break is a new
course that lasts, or a departure that ends; `courses` has the evidence for each. With a flat prior over days the
likelihood ratios give the interval of the date; how often so large a ratio appears without a break comes from shuffling.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import exp, lgamma
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.blocs import majorities, member_pairs
from dragoman.alignment.cohesion import companions, counts_of, identity_of, period_of
from dragoman.alignment.courses import (
    Series,
    Weighed,
    departure_by_chance,
    departure_evidence,
    new_course_by_chance,
    split_evidence,
    weigh,
)
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import CHOICE, Members, VoteMatrix
from dragoman.domain.relations import Period
from dragoman.errors import EstimateError

Floats = NDArray[np.float64]


Kind = Literal["lasting", "passing"]

FEWEST = 3
"""Votes, or half as many as the state itself has, that another state must have for its own break to be looked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Break:
    """The likeliest break of a series, whether or not it is a clear one."""

    state: str
    """The state or bloc whose course it is."""
    kind: Kind
    """`lasting`: a new course from a day on; `passing`: a departure of a session at most, after which the former course is
    taken up again. What began in the last votes of the series counts as lasting: nobody can know."""
    at: date
    """First day of the new course, or of the departure."""
    until: date | None
    """First day back on the former course; None where the break lasts."""
    earliest: date
    latest: date
    """90 % interval of the first day."""
    before: Period
    after: Period
    """The new course; of a passing break the days away."""
    since: Period | None
    """From the return on; None where the break lasts."""
    evidence: float
    """Log likelihood ratio of the break against a steady course."""
    false_alarms: float
    """Share of shuffled series that show as much evidence: with their days shuffled for a lasting break, with their votes
    shuffled among the days for a passing one; never below 1 / (shuffles + 1). A new course of one day cannot be told from
    one odd day by this."""
    chance: float
    """Chance of a mean share as far from the former course or further in as many votes, had the former course held
    (beta-binomial, Jeffreys prior; the course is that of all other votes where the break passes); not corrected for having
    looked at all days."""
    steady: float
    lasting: float
    passing: float
    """How likely each of the three courses is, given the votes (`courses.weigh`); they add up to 1."""
    others: int | None
    """Other states whose own course beside the same side, in the same votes, shows as much evidence of a break of this
    kind; None for blocs."""
    others_of: int | None
    """Other states that were looked at."""
    n: int
    drivers: Table
    """Votes from that day on (of a passing break, until the return), the furthest from the other votes first: id, symbol,
    day, choice, same, voted, share."""

    @property
    def size(self) -> float:
        """Change of the mean share."""
        return self.after.value - self.before.value

    def to_arrow(self) -> Any:
        return self.drivers.to_arrow()

    def to_polars(self) -> Any:
        return self.drivers.to_polars()

    def to_pandas(self) -> Any:
        return self.drivers.to_pandas()


def find_break(
    matrix: VoteMatrix, state: str, members: Members, rng: np.random.Generator, *, shuffles: int = 999
) -> Break:
    """The likeliest break between a state and a bloc's members (one other state: a bloc of one).

    Raises EstimateError where the votes fall on fewer than two days.
    """
    found = _break_of(state, side_by_side(matrix, state, None, members), rng, shuffles)
    as_clear, of = _as_clear(matrix, state, members, found)
    return replace(found, others=as_clear, others_of=of)


def find_bloc_break(
    matrix: VoteMatrix,
    bloc: str,
    ours: Members,
    theirs: Members,
    rng: np.random.Generator,
    *,
    shuffles: int = 999,
) -> Break:
    """The likeliest break between two blocs' members; of a bloc with itself, of its unity."""
    return _break_of(bloc, side_by_side(matrix, bloc, ours, theirs), rng, shuffles)


def side_by_side(matrix: VoteMatrix, name: str, ours: Members | None, theirs: Members) -> Table:
    """Each vote that both cast: id, symbol, day, choice (of the state, or of most members), same, voted, share.

    `same` of `voted` members of the other side, or of pairs of members where `ours` gives a bloc's, chose alike.
    """
    if ours is None:
        rows, same, voted, _ = companions(matrix, name, theirs)
        codes = matrix.of_seat(name).astype(np.int64)
    else:
        rows, same, voted = member_pairs(matrix, ours, theirs)
        codes = majorities(matrix, ours)
    return Table.of(
        **identity_of(matrix, rows),
        choice=[CHOICE[code].value if code else "" for code in codes[rows].tolist()],
        same=same,
        voted=voted,
        share=same / np.maximum(voted, 1),
    )


def _break_of(name: str, votes: Table, rng: np.random.Generator, shuffles: int) -> Break:
    series = Series.of(votes["share"], votes["day"])
    if len(series.day) < 2:
        raise EstimateError(
            f"{name} and the other side voted together on fewer than two days: nothing can change"
        )
    found = weigh(series)
    start, end, weight = _place(series, found)
    share, days = votes["share"], votes["day"]
    before, after = _period(days[:start], share[:start]), _period(days[start:end], share[start:end])
    since = period_of(days[end:], share[end:])
    away = np.abs(share[start:end] - np.concatenate([share[:start], share[end:]]).mean())
    earliest, latest = _interval(weight, series.day)
    evidence, false_alarms = _sureness(series, found, rng, shuffles)
    return Break(
        state=name,
        kind="passing" if found.passes else "lasting",
        at=days[start].item(),
        until=days[end].item() if found.passes else None,
        earliest=min(earliest, days[start].item()),
        latest=max(latest, days[start].item()),
        before=before,
        after=after,
        since=since,
        evidence=evidence,
        false_alarms=false_alarms,
        chance=_chance((before, since) if since else (before,), after),
        steady=found.steady,
        lasting=found.lasting,
        passing=found.passing,
        others=None,
        others_of=None,
        n=len(votes),
        drivers=votes.take(start + np.argsort(-away, kind="stable")),
    )


def _place(series: Series, found: Weighed) -> tuple[int, int, Floats]:
    """Places of the first vote of the break and of the first after it, and the weight of each day to be the first."""
    if not found.passes:
        return int(series.first[found.new.argmax()]), len(series.share), found.new
    best = int(found.gone.argmax())
    weight = np.bincount(found.away, found.gone, minlength=len(series.day)).astype(float)
    return int(series.first[found.away[best]]), int(series.first[found.back[best]]), weight


def _sureness(series: Series, found: Weighed, rng: np.random.Generator, shuffles: int) -> tuple[float, float]:
    """Evidence of the break, and how often shuffled series show as much."""
    total, n = series.sums()
    if found.passes:
        evidence = departure_evidence(total, n, found.away, found.back)[found.gone.argmax()]
        return float(evidence), departure_by_chance(series, float(evidence), rng, shuffles)
    evidence = split_evidence(total, n)[found.new.argmax() - 1]
    return float(evidence), new_course_by_chance(series, float(evidence), rng, shuffles)


def _period(days: NDArray[np.datetime64], share: Floats) -> Period:
    found = period_of(days, share)
    assert found is not None
    return found


def _interval(weight: Floats, days: NDArray[np.datetime64]) -> tuple[date, date]:
    """90 % of the weight lies between these days."""
    heap = np.cumsum(weight) / weight.sum()
    low, high = (min(int(np.searchsorted(heap, q)), len(heap) - 1) for q in (0.05, 0.95))
    return days[low].item(), days[high].item()


def _as_clear(matrix: VoteMatrix, state: str, members: Members, found: Break) -> tuple[int, int]:
    """How many other states show as much evidence of a break of this kind beside the same side, and how many were asked."""
    belongs = matrix.membership(members)
    counts = counts_of(matrix, belongs)
    as_clear = of = 0
    fewest = max(FEWEST, found.n // 2)
    for column, seat in enumerate(matrix.seats):
        own, inside = matrix.choices[:, column], belongs[:, column]
        cast = counts.sum(1) - (inside & (own > 0))
        rows = np.flatnonzero((own > 0) & (cast > 0))
        if seat == state or len(rows) < fewest:
            continue
        same = counts[rows, own[rows] - 1] - inside[rows]
        series = Series.of(same / cast[rows], matrix.days[rows])
        evidence = _evidence(series, found.kind)
        as_clear, of = as_clear + (evidence >= found.evidence - 1e-9), of + 1
    return as_clear, of


def _evidence(series: Series, kind: Kind) -> float:
    """Most evidence of a break of this kind in a series; 0 where it is too short for one."""
    if len(series.day) < 2:
        return 0.0
    if kind == "lasting":
        return float(split_evidence(*series.sums()).max())
    away, back = series.departures()
    return float(departure_evidence(*series.sums(), away, back).max(initial=0.0))


def _chance(course: tuple[Period, ...], gone: Period) -> float:
    """Beta-binomial tail, on the side of the course where the votes that left it lie."""
    votes, alike = sum(p.n for p in course), sum(p.value * p.n for p in course)
    a, b = alike + 0.5, votes - alike + 0.5
    n, k = gone.n, round(gone.value * gone.n)
    tail = range(k + 1) if gone.value < alike / votes else range(k, n + 1)
    return min(1.0, sum(exp(_log_beta_binomial(j, n, a, b)) for j in tail))


def _log_beta_binomial(k: int, n: int, a: float, b: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return ways + _log_beta(a + k, b + n - k) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
