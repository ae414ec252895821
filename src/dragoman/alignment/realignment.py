"""When a state leaves its own former position: found vote by vote, for all states at once, up to the last session.

For every seat and period two questions are asked of a model of several dimensions (`fitting.fit_coherent`), whose items
are taken as known:

*jump*      log Bayes factor of a jump N(0, jump_size² I) of the position on top of its usual random walk, from all later votes;
*surprise*  how much worse the votes of this period and the next two are foretold from the former position than votes usually
            were from one period to the next, in standard errors; a vote's surprise is −log p less its expectation.

The score is surprise + log(1 + jump). `alarm` is the same with nothing later than the period itself: what could have been
said at the time, and the measure for a departure of one session from which a state came back. A score is only as good as the rate at which it fires where nothing happened: `false_alarms` gives it from
votes simulated without breaks, and `rank` says how many of all seats and periods score as high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import Halves, State, fit_coherent
from dragoman.alignment.ideal import probabilities
from dragoman.alignment.random_walk import filter_paths, future_of, smooth
from dragoman.alignment.starts import starting_points
from dragoman.alignment.tables import Table

Floats = NDArray[np.float64]

AHEAD, BEHIND, SEASONED = 3, 8, 3
"""Periods a surprise looks ahead, periods that say what is usual, and periods a seat must have voted in before."""

FLOOR = 0.02
"""Standard error a mean surprise never falls below: periods differ by more than their votes' scatter."""

LENT = 10
"""Votes of the usual scatter lent to every mean, so that two or three votes alike do not look sure of themselves."""

CAP = 4.0
"""Most that one vote may add to a surprise: a single wild vote makes no break."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Realignments:
    """Scores of every seat and period; NaN in a seat's first periods."""

    ballots: Ballots
    score: Floats
    jump: Floats
    surprise: Floats
    alarm: Floats
    moved: Floats
    """Distance between the positions before and from the period on, in standard deviations of all points."""
    chance: Floats
    """Of each choice, in the order of points: how likely it was from the position of the period before."""
    null: Floats
    """Scores of simulated seats that never broke; empty without simulation."""
    null_at_once: Floats
    """Their alarms."""

    def false_alarms(self, score: float) -> float:
        """Share of seats and periods without a break that score as high; NaN without simulation."""
        return float(share_as_high(self.null, np.array([score]))[0])

    def table(self) -> Table:
        """seat, period, score, jump, surprise, alarm, moved, rank (share of all that score as high), false_alarms (of the
        score), at_once (false alarms of the alarm)."""
        rows = np.flatnonzero(~np.isnan(self.score))
        scores = self.score[rows]
        return Table.of(
            seat=np.array(self.ballots.seats, object)[self.ballots.seat[rows]],
            period=self.ballots.period[rows],
            score=scores,
            jump=self.jump[rows],
            surprise=self.surprise[rows],
            alarm=self.alarm[rows],
            moved=self.moved[rows],
            rank=share_as_high(scores, scores),
            false_alarms=share_as_high(self.null, scores),
            at_once=share_as_high(self.null_at_once, self.alarm[rows]),
        )

    def ranked(self, *, apart: int = AHEAD, by: Literal["score", "alarm"] = "score") -> Table:
        """All breaks, the clearest first; of scores of one seat less than `apart` periods apart only the highest.

        By `alarm` a departure of one session stands beside one that lasted, and the last session is judged as any other.
        """
        table = self.table().sorted_by(by, descending=True)
        taken: dict[str, list[int]] = {}
        keep = []
        for row, (seat, period) in enumerate(zip(table["seat"], table["period"].tolist(), strict=True)):
            if all(abs(period - other) >= apart for other in taken.get(seat, ())):
                taken.setdefault(seat, []).append(period)
                keep.append(row)
        return table.take(np.array(keep, np.intp))

    def of(self, seat: str) -> Table:
        """One seat's scores in the order of periods."""
        table = self.table()
        return table.take(table["seat"] == seat)

    def drivers(self, seat: str, period: int) -> Table:
        """The votes that speak for a break, the least expected first: item, choice (1, 2, 3), chance before it."""
        b = self.ballots
        places = b.at(seat)
        point = places[b.period[places] == period]
        rows = np.concatenate([np.arange(b.point_start[p], b.point_start[p + 1]) for p in point])
        table = Table.of(
            item=b.items[b.point_item[rows]], choice=b.point_choice[rows], chance=self.chance[rows]
        )
        return table.sorted_by("chance")

    def to_arrow(self) -> Any:
        return self.table().to_arrow()

    def to_polars(self) -> Any:
        return self.table().to_polars()

    def to_pandas(self) -> Any:
        return self.table().to_pandas()


def detect_realignments(
    ballots: Ballots,
    *,
    dimensions: int = 5,
    jump_size: float = 0.5,
    rng: np.random.Generator | None = None,
    replicates: int = 1,
    jobs: int = 2,
) -> Realignments:
    """Scores of all seats and periods; with a generator also a null of `replicates` simulated histories of every seat."""
    state = fit_coherent(
        ballots,
        starting_points(ballots, dimensions),
        drift=None,
        tolerance=4e-3,
        max_sweeps=100,
        jobs=jobs,
    )
    scores = score_paths(ballots, state, jump_size=jump_size, jobs=jobs)
    histories = [simulate_unbroken(ballots, state, rng) for _ in range(replicates)] if rng is not None else []
    unbroken = [score_paths(*one, jump_size=jump_size, jobs=jobs) for one in histories]
    null, at_once = (np.concatenate([[], *(each[name] for each in unbroken)]) for name in ("score", "alarm"))
    return Realignments(
        ballots=ballots,
        null=null[~np.isnan(null)],
        null_at_once=at_once[~np.isnan(at_once)],
        **scores,
    )


def score_paths(
    ballots: Ballots, items: State, *, jump_size: float = 0.5, jobs: int = 2
) -> dict[str, Floats]:
    """Fit the paths of these seats to known items, then score every point."""
    state, halves = _settle(ballots, items, jobs)
    mean, cov = filter_paths(ballots, state.theta, halves.grad, halves.info, state.drift)
    ahead, pull = future_of(ballots, state.theta, halves.grad, halves.info, state.drift)
    now = np.einsum("ide,ie->id", halves.info, state.theta) + halves.grad
    foretold = _with_points(state, mean, cov)
    sums, chance = zip(*(_surprises(ballots, foretold, lag) for lag in range(AHEAD)), strict=True)
    rank = _rank(ballots)
    seasoned = rank >= SEASONED
    jump = _log_bayes(mean, cov, ahead, pull, jump_size)
    at_once = _log_bayes(mean, cov, halves.info, now, jump_size)
    surprise, first = _contrast(sums, rank, AHEAD), _contrast(sums, rank, 1)
    smoothed, before = state.theta, mean
    return {
        "score": np.where(seasoned, surprise + np.log1p(np.maximum(jump, 0)), np.nan),
        "jump": np.where(seasoned, jump, np.nan),
        "surprise": np.where(seasoned, surprise, np.nan),
        "alarm": np.where(seasoned, first + np.log1p(np.maximum(at_once, 0)), np.nan),
        "moved": np.where(seasoned, np.sqrt(((smoothed - before) ** 2).sum(1)), np.nan),
        "chance": chance[0],
    }


def simulate_unbroken(ballots: Ballots, items: State, rng: np.random.Generator) -> tuple[Ballots, State]:
    """The same seats voting on the same items along random walks that never jump, and a state to begin from."""
    theta = rng.standard_normal(items.theta.shape)
    first = ballots.previous() < 0
    gap = np.where(first, 1, np.diff(ballots.period, prepend=0))
    theta[~first] *= items.drift * np.sqrt(gap[~first])[:, None]
    theta[first] = items.theta[first]
    start = np.flatnonzero(first)
    total = theta.cumsum(0)
    theta = total - np.repeat(total[start] - theta[start], np.diff(np.append(start, len(theta))), axis=0)
    point = np.repeat(np.arange(len(theta)), ballots.votes_of_point)
    item = ballots.point_item
    z = (theta[point] * items.slope[item]).sum(1) + rng.standard_normal(len(item))
    choice = (1 + (z > items.cut[item, 0]) + (z > items.cut[item, 1])).astype(np.int8)
    drawn = Ballots(
        **{name: getattr(ballots, name) for name in Ballots.__slots__ if name != "point_choice"},
        point_choice=choice,
    )
    return drawn, _with_points(items, theta, items.spread)


def share_as_high(among: Floats, scores: Floats) -> Floats:
    """Share of some values that are as high as each score; NaN where there are none."""
    if not len(among):
        return np.full(len(scores), np.nan)
    share: Floats = (len(among) - np.searchsorted(np.sort(among), scores)) / len(among)
    return share


def _settle(ballots: Ballots, items: State, jobs: int) -> tuple[State, Halves]:
    """Paths at rest under known items."""
    state = _with_points(items, items.theta.copy(), items.spread.copy())
    halves = Halves(ballots, ceiling=np.inf, jobs=jobs)
    for _ in range(8):
        halves.points(state)
        new, state.spread, _ = smooth(ballots, state.theta, halves.grad, halves.info, state.drift)
        state.theta = state.theta + np.clip(new - state.theta, -1, 1)
    halves.points(state)
    return state, halves


def _with_points(items: State, theta: Floats, spread: Floats) -> State:
    return State(
        theta=theta,
        spread=spread,
        slope=items.slope,
        cut=items.cut,
        cov=items.cov,
        kinds=items.kinds,
        drift=items.drift,
    )


def _log_bayes(mean: Floats, cov: Floats, ahead: Floats, pull: Floats, jump_size: float) -> Floats:
    """How much likelier later votes are if the position jumped than if it only walked on."""
    wider = cov + jump_size**2 * np.eye(mean.shape[1])
    return _evidence(mean, wider, ahead, pull) - _evidence(mean, cov, ahead, pull)


def _evidence(mean: Floats, cov: Floats, ahead: Floats, pull: Floats) -> Floats:
    """log ∫ N(θ; mean, cov) exp(pull·θ − ½ θ·ahead·θ) dθ."""
    eye = np.eye(mean.shape[1])
    prior = np.linalg.inv(cov)
    whole = np.einsum("ide,ie->id", prior, mean) + pull
    fit = np.einsum("id,id->i", whole, np.linalg.solve(prior + ahead, whole[:, :, None])[:, :, 0])
    cost = np.einsum("id,ide,ie->i", mean, prior, mean)
    evidence: Floats = 0.5 * (fit - cost - np.linalg.slogdet(eye + cov @ ahead)[1])
    return evidence


def _surprises(ballots: Ballots, foretold: State, lag: int) -> tuple[Floats, Floats]:
    """Of each point, over its votes: n, sum and sum of squares of surprise, foretold `lag` periods earlier; and the
    chance each choice had."""
    choices, chance = ballots.point_choice, np.empty(len(ballots.point_item), float)
    point = np.repeat(np.arange(len(ballots.seat)), ballots.votes_of_point)
    basis = np.maximum(point - np.minimum(lag, _rank(ballots)[point]), 0)
    surprise = np.empty(len(point))
    for chunk in np.array_split(np.arange(len(point)), max(1, len(point) // 50_000)):
        p = probabilities(foretold, basis[chunk], ballots.point_item[chunk])
        chance[chunk] = p[np.arange(len(chunk)), choices[chunk] - 1]
        surprise[chunk] = np.minimum((p * np.log(p)).sum(1) - np.log(chance[chunk]), CAP)
    powers = (np.ones(len(point)), surprise, surprise**2)
    sums = np.empty((len(ballots.seat), 3))
    for k, power in enumerate(powers):
        sums[:, k] = np.bincount(point, power, minlength=len(sums))
    return sums, chance


def _contrast(sums: tuple[Floats, ...], rank: NDArray[np.int64], ahead: int) -> Floats:
    """Mean surprise from each point on less the usual one before it, in standard errors."""
    after, before = np.zeros_like(sums[0]), np.zeros_like(sums[0])
    for k in range(ahead):
        after += _shifted(sums[k], rank, -k)
    for k in range(1, BEHIND + 1):
        before += np.where((rank - k >= 1)[:, None], _shifted(sums[0], rank, k), 0.0)
    usual = sums[0][:, 2].sum() / sums[0][:, 0].sum()
    mean, error = np.zeros((2, len(rank))), np.full(len(rank), FLOOR**2)
    for side, (votes, total, square) in enumerate((before.T, after.T)):
        n = np.maximum(votes, 1)
        mean[side] = total / n
        variance = square - n * mean[side] ** 2 + LENT * usual
        error += variance / (n + LENT) / n
    contrast: Floats = (mean[1] - mean[0]) / np.sqrt(error)
    return contrast


def _shifted(values: Floats, rank: NDArray[np.int64], k: int) -> Floats:
    """The values k points earlier (later where k < 0) of the same seat; zero where there is none."""
    place = np.arange(len(rank)) - k
    inside = (place >= 0) & (place < len(rank))
    place = np.where(inside, place, 0)
    inside &= rank[place] == rank - k
    shifted: Floats = np.where(inside[:, None], values[place], 0.0)
    return shifted


def _rank(ballots: Ballots) -> NDArray[np.int64]:
    """Place of each point in its seat's history, from 0."""
    start = np.flatnonzero(ballots.previous() < 0)
    length = np.diff(np.append(start, len(ballots.seat)))
    return np.arange(len(ballots.seat)) - np.repeat(start, length)
