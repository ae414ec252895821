"""When the agreement of two states or blocs changes, or a bloc's unity: one break in a series of votes.

Each vote gives the share of the bloc's members (of pairs of members, with two blocs) that chose alike. A split after day d has the log likelihood ratio
n₁ KL(p₁ ‖ p) + n₂ KL(p₂ ‖ p), p the mean shares; votes of one day are never split. With a flat prior over days the ratios
give the interval of the date; how often so large a ratio appears without a break comes from shuffling the days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp, lgamma
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.blocs import majorities, member_pairs
from dragoman.alignment.cohesion import companions, identity_of, period_of
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import CHOICE, Members, VoteMatrix
from dragoman.domain.relations import Period
from dragoman.errors import EstimateError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Break:
    """The likeliest break of a series, whether or not it is a clear one."""

    state: str
    """The state or bloc whose course it is."""
    at: date
    """First day of the new course."""
    earliest: date
    latest: date
    """90 % interval of that day."""
    before: Period
    after: Period
    evidence: float
    """Log likelihood ratio of the split."""
    false_alarms: float
    """Share of series with their days shuffled that show a ratio as large; never below 1 / (shuffles + 1). A new course
    of one day cannot be told from one odd day by this."""
    chance: float
    """Chance of a mean share as far from the former course or further in as many votes, had the former course held
    (beta-binomial, Jeffreys prior); not corrected for having looked at all days."""
    n: int
    drivers: Table
    """Votes from that day on, the furthest from the former course first: id, symbol, day, choice, same, voted, share."""

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
    return _break_of(state, side_by_side(matrix, state, None, members), rng, shuffles)


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
    share, days = votes["share"], votes["day"]
    first = np.flatnonzero(np.diff(days.astype(np.int64), prepend=-(2**31)))
    if len(first) < 2:
        raise EstimateError(
            f"{name} and the other side voted together on fewer than two days: nothing can change"
        )
    total, n = np.add.reduceat(share, first), np.diff(np.append(first, len(share))).astype(float)
    ratios = split_evidence(total, n)
    weight = np.exp(ratios - ratios.max())
    heap = np.cumsum(weight) / weight.sum()
    low, high = (min(int(np.searchsorted(heap, q)), len(heap) - 1) + 1 for q in (0.05, 0.95))
    start = first[int(ratios.argmax()) + 1]
    before, after = period_of(days[:start], share[:start]), period_of(days[start:], share[start:])
    assert before is not None
    assert after is not None
    away = np.abs(share[start:] - share[:start].mean())
    return Break(
        state=name,
        at=days[start].item(),
        earliest=days[first[low]].item(),
        latest=days[first[high]].item(),
        before=before,
        after=after,
        evidence=float(ratios.max()),
        false_alarms=_false_alarms(total, n, float(ratios.max()), rng, shuffles),
        chance=_chance(before, after),
        n=len(votes),
        drivers=votes.take(start + np.argsort(-away, kind="stable")),
    )


def split_evidence(total: Floats, n: Floats) -> Floats:
    """Log likelihood ratio of a split before each day but the first, from each day's sum of shares and votes.

    Shares are drawn half a vote towards the mean of all, so that a short unanimous stretch is not infinitely sure.
    """
    overall = total.sum() / n.sum()
    left, votes = np.cumsum(total)[:-1], np.cumsum(n)[:-1]
    right, others = total.sum() - left, n.sum() - votes
    return _divergence(left, votes, overall) + _divergence(right, others, overall)


def _divergence(total: Floats, n: Floats, overall: float) -> Floats:
    p = (total + 0.5 * overall) / (n + 0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(p > 0, p * np.log(p / overall), 0.0)
        no = np.where(p < 1, (1 - p) * np.log((1 - p) / (1 - overall)), 0.0)
    divergence: Floats = n * np.nan_to_num(yes + no)
    return divergence


def _false_alarms(total: Floats, n: Floats, found: float, rng: np.random.Generator, shuffles: int) -> float:
    as_large = 1
    for _ in range(shuffles):
        order = rng.permutation(len(n))
        as_large += split_evidence(total[order], n[order]).max() >= found - 1e-9
    return float(as_large / (shuffles + 1))


def _chance(before: Period, after: Period) -> float:
    """Beta-binomial tail, on the side of the former course where the later votes lie."""
    a, b = before.value * before.n + 0.5, (1 - before.value) * before.n + 0.5
    n, k = after.n, round(after.value * after.n)
    tail = range(k + 1) if after.value < before.value else range(k, n + 1)
    return min(1.0, sum(exp(_log_beta_binomial(j, n, a, b)) for j in tail))


def _log_beta_binomial(k: int, n: int, a: float, b: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return ways + _log_beta(a + k, b + n - k) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
