"""Courses a series of votes can take: steady; a new one from some day on; one left for a while and taken up again.

The series is the share of the other side that chose alike, vote by vote; votes of one day are never split. Evidence is a
log likelihood ratio, Σ n KL(p ‖ p̄) over the stretches (mean shares p, p̄ over all): of two stretches for a new course; of
the days away and all the rest for a departure, the epidemic alternative of Levin & Kline (1985), Statistics in Medicine 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LONGEST = 366
"""Days the longest departure lasts, about a session: what lasts longer is a new course, and perhaps another."""
MOST_DAYS = 40
"""Days with votes the longest departure covers."""
WORK = 20_000_000
"""Stretches looked at in all shuffles together; the longest series are shuffled less often, but 99 times at least."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """Shares of votes in the order of days, and where each day begins."""

    share: Floats
    first: Ints
    """Place of each day's first vote."""
    day: NDArray[np.datetime64]
    """Of each day with votes."""

    @classmethod
    def of(cls, share: Floats, days: NDArray[np.datetime64]) -> Series:
        first = np.flatnonzero(np.diff(days.astype(np.int64), prepend=-(2**31)))
        return cls(share=share, first=first, day=days[first])

    def sums(self, share: Floats | None = None) -> tuple[Floats, Floats]:
        """Sum of shares and number of votes of each day; of other shares in the same places where given."""
        values = self.share if share is None else share
        return np.add.reduceat(values, self.first), np.diff(np.append(self.first, len(values))).astype(float)

    def departures(self) -> tuple[Ints, Ints]:
        """First day away and first day back of every departure: it has a course before it and one after."""
        n = len(self.day)
        begin = np.arange(1, n)
        far = np.searchsorted(self.day, self.day[begin] + LONGEST, side="right")
        last = np.minimum(np.minimum(far, begin + MOST_DAYS), n - 1)
        length = np.maximum(last - begin, 0)
        away = np.repeat(begin, length)
        offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        return away, away + 1 + offset


def split_evidence(total: Floats, n: Floats) -> Floats:
    """Evidence of a new course from each day but the first, from each day's sum of shares and votes.

    Shares are drawn half a vote towards the mean of all, so that a short unanimous stretch is not infinitely sure.
    """
    overall = total.sum() / n.sum()
    left, votes = np.cumsum(total)[:-1], np.cumsum(n)[:-1]
    right, others = total.sum() - left, n.sum() - votes
    return divergence(left, votes, overall) + divergence(right, others, overall)


def departure_evidence(total: Floats, n: Floats, away: Ints, back: Ints) -> Floats:
    """Evidence of each departure, from its first day away to the last before its first day back."""
    overall = total.sum() / n.sum()
    inside, votes = _between(total, away, back), _between(n, away, back)
    rest, others = total.sum() - inside, n.sum() - votes
    return divergence(inside, votes, overall) + divergence(rest, others, overall)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """How likely each course is, each kind as likely as the others beforehand; `steady`, `lasting`, `passing` add up to 1."""

    steady: float
    lasting: float
    passing: float
    new: Floats
    """Weight of a new course from each day on; the first day has none."""
    away: Ints
    back: Ints
    gone: Floats
    """Weight of each departure."""

    @property
    def passes(self) -> bool:
        """Whether a departure is likelier than a new course."""
        return self.passing > self.lasting


def weigh(series: Series) -> Weighed:
    """The courses of a series weighed against each other.

    Beta-binomial with Jeffreys priors on the share of each stretch, flat over days; the likelihood is tempered by how much
    more one day differs from the next than votes drawn one by one would, so that days that hang together are not counted as
    so many votes.
    """
    total, n = series.sums()
    whole, votes, excess = total.sum(), n.sum(), _excess(total, n)
    left, before = np.cumsum(total)[:-1], np.cumsum(n)[:-1]
    new = _marginal(left, before, excess) + _marginal(whole - left, votes - before, excess)
    away, back = series.departures()
    inside, those = _between(total, away, back), _between(n, away, back)
    gone = _marginal(inside, those, excess) + _marginal(whole - inside, votes - those, excess)
    steady = float(_marginal(whole, votes, excess))
    top = max(steady, new.max(), gone.max(initial=-np.inf))
    new, gone = np.exp(new - top), np.exp(gone - top)
    weights = np.array([np.exp(steady - top), new.mean(), gone.mean() if len(gone) else 0.0])
    shares = (weights / weights.sum()).tolist()
    return Weighed(
        steady=shares[0],
        lasting=shares[1],
        passing=shares[2],
        new=np.concatenate([[0.0], new]),
        away=away,
        back=back,
        gone=gone,
    )


def new_course_by_chance(series: Series, found: float, rng: np.random.Generator, shuffles: int) -> float:
    """Share of series with their days shuffled in which a new course has as much evidence."""
    total, n = series.sums()
    as_large = 1
    for _ in range(shuffles):
        order = rng.permutation(len(n))
        as_large += split_evidence(total[order], n[order]).max() >= found - 1e-9
    return float(as_large / (shuffles + 1))


def departure_by_chance(series: Series, found: float, rng: np.random.Generator, shuffles: int) -> float:
    """Share of series with their votes shuffled among the days in which a departure has as much evidence.

    Votes, not days: an odd day stays odd wherever it is put, but odd votes seldom fall together by chance.
    """
    away, back = series.departures()
    shuffles = min(shuffles, max(99, WORK // len(away)))
    as_large = 1
    for _ in range(shuffles):
        total, n = series.sums(rng.permutation(series.share))
        as_large += departure_evidence(total, n, away, back).max() >= found - 1e-9
    return float(as_large / (shuffles + 1))


def _between(values: Floats, away: Ints, back: Ints) -> Floats:
    heap = np.concatenate([[0.0], np.cumsum(values)])
    inside: Floats = heap[back] - heap[away]
    return inside


def divergence(total: Floats, n: Floats, overall: Any) -> Floats:
    """n KL(p ‖ overall) of stretches with these sums of shares, p their means drawn half a vote towards `overall`."""
    p = (total + 0.5 * overall) / (n + 0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(p > 0, p * np.log(p / overall), 0.0)
        no = np.where(p < 1, (1 - p) * np.log((1 - p) / (1 - overall)), 0.0)
    return np.asarray(n * np.nan_to_num(yes + no))


def _excess(total: Floats, n: Floats) -> float:
    """Mean squared step from one day to the next over what binomial scatter would make it, at least 1."""
    mean, p = total / n, (total.sum() + 0.5) / (n.sum() + 1)
    expected = p * (1 - p) * (1 / n[1:] + 1 / n[:-1])
    return max(1.0, float((np.diff(mean) ** 2).sum() / expected.sum()))


def _marginal(total: Any, n: Any, excess: float) -> Floats:
    """log of B(k + ½, n − k + ½) / B(½, ½), with k and n divided by the excess."""
    k, m = np.maximum(total, 0) / excess, n / excess
    ends = _log_gamma(k + 0.5) + _log_gamma(np.maximum(m - k, 0) + 0.5)
    marginal: Floats = ends - _log_gamma(m + 1) - np.log(np.pi)
    return marginal


def _log_gamma(x: Any) -> Floats:
    """log Γ for x > 0: Stirling's series six steps further up (error below 1e-9)."""
    x = np.asarray(x, float)
    steps = np.log(x) + np.log(x + 1) + np.log(x + 2) + np.log(x + 3) + np.log(x + 4) + np.log(x + 5)
    y = x + 6
    series = 1 / (12 * y) - 1 / (360 * y**3) + 1 / (1260 * y**5)
    log_gamma: Floats = (y - 0.5) * np.log(y) - y + 0.5 * np.log(2 * np.pi) + series - steps
    return log_gamma
