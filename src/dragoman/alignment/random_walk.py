"""What ties a seat's points of successive periods together.

`lagged` is the pull of the published sampler: towards the seat's previous point only, the harder the more votes the previous
period had. `smooth` is the coherent random walk θ_t ~ N(θ_{t−1}, drift² I), solved exactly for all seats at once (a block
tridiagonal system, forwards and backwards).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots

Array = NDArray[Any]
Floats = NDArray[np.float64]


def lagged(ballots: Ballots) -> tuple[NDArray[np.int64], Floats]:
    """For each point the point that pulls it (−1: none, then zero does) and the precision of the pull.

    A seat's first point is pulled by its second. The precision is 2 (n_t + n_{t−1}) / n_t, in votes n.
    """
    before = ballots.previous()
    first = before < 0
    after = np.append(np.where(first[1:], -1, np.arange(1, len(first))), -1)
    pull = np.where(first, after, before)
    votes = ballots.votes_of_point
    other = np.where(pull >= 0, votes[pull], 0)
    return pull, 2 * (votes + other) / votes


def smooth(
    ballots: Ballots, theta: Floats, grad: Floats, info: Floats, drift: float
) -> tuple[Floats, Floats, float]:
    """Means and covariances of all points under the random walk, given a quadratic log likelihood around `theta`.

    A seat starts from N(0, I); a gap of k periods counts as k steps. Third comes the drift these paths show: the root of
    the expected square of one step, for the next round of EM.
    """
    dims = theta.shape[1]
    precision = info + 1e-9 * np.eye(dims)
    score = np.einsum("ide,ie->id", precision, theta) + grad
    mean, cov = np.empty_like(theta), np.empty_like(info)
    ranks = _ranks(ballots)
    for depth, points in enumerate(ranks):
        if depth == 0:
            prior_mean, prior_cov = (
                np.zeros((len(points), dims)),
                np.broadcast_to(np.eye(dims), info[points].shape),
            )
        else:
            before = points - 1
            prior_mean, prior_cov = mean[before], cov[before] + _step(ballots, points, drift, dims)
        prior = _inverse(prior_cov)
        cov[points] = _inverse(prior + precision[points])
        pulled = np.einsum("ide,ie->id", prior, prior_mean) + score[points]
        mean[points] = np.einsum("ide,ie->id", cov[points], pulled)
    squares, steps = 0.0, 0.0
    for points in reversed(ranks[1:]):
        before = points - 1
        ahead = cov[before] + _step(ballots, points, drift, dims)
        gain = cov[before] @ _inverse(ahead)
        mean[before] += np.einsum("ide,ie->id", gain, mean[points] - mean[before])
        cov[before] += gain @ (cov[points] - ahead) @ np.swapaxes(gain, 1, 2)
        spread = cov[points] + cov[before] - 2 * gain @ cov[points]
        square = ((mean[points] - mean[before]) ** 2).sum(1) + np.trace(spread, axis1=1, axis2=2)
        squares += float((square / (ballots.period[points] - ballots.period[before])).sum())
        steps += dims * len(points)
    return mean, cov, float(np.sqrt(squares / steps)) if steps else drift


def filter_paths(
    ballots: Ballots, theta: Floats, grad: Floats, info: Floats, drift: float
) -> tuple[Floats, Floats]:
    """Mean and covariance of each point foretold from the seat's earlier points alone."""
    dims = theta.shape[1]
    score = np.einsum("ide,ie->id", info, theta) + grad
    mean, cov = np.zeros_like(theta), np.broadcast_to(np.eye(dims), info.shape).copy()
    for points in _ranks(ballots)[1:]:
        before = points - 1
        prior = _inverse(cov[before])
        posterior = _inverse(prior + info[before])
        pulled = np.einsum("ide,ie->id", prior, mean[before]) + score[before]
        mean[points] = np.einsum("ide,ie->id", posterior, pulled)
        cov[points] = posterior + _step(ballots, points, drift, dims)
    return mean, cov


def future_of(
    ballots: Ballots, theta: Floats, grad: Floats, info: Floats, drift: float
) -> tuple[Floats, Floats]:
    """What each point's own and all later votes say of it: precision and precision-weighted mean."""
    dims = theta.shape[1]
    ahead = info + 1e-9 * np.eye(dims)
    pull = np.einsum("ide,ie->id", info, theta) + grad
    for points in reversed(_ranks(ballots)[1:]):
        before = points - 1
        kept = _inverse(np.eye(dims) + ahead[points] @ _step(ballots, points, drift, dims))
        pull[before] += np.einsum("ide,ie->id", kept, pull[points])
        ahead[before] += kept @ ahead[points]
    return ahead, pull


def _ranks(ballots: Ballots) -> list[NDArray[np.intp]]:
    """The first points of all seats, their second points, and so on."""
    start = np.flatnonzero(ballots.previous() < 0)
    length = np.diff(np.append(start, len(ballots.seat)))
    return [start[length > depth] + depth for depth in range(int(length.max()))]


def _step(ballots: Ballots, points: NDArray[np.intp], drift: float, dims: int) -> Floats:
    gap = ballots.period[points] - ballots.period[points - 1]
    steps: Floats = (drift**2 * gap)[:, None, None] * np.eye(dims)
    return steps


def _inverse(matrices: Floats) -> Floats:
    inverse: Floats = (
        np.reciprocal(matrices) if matrices.shape[-1] == 1 else np.linalg.inv(matrices).astype(float)
    )
    return inverse


def draw_paths(
    ballots: Ballots, score: Floats, information: Floats, drift: float, rng: np.random.Generator
) -> Floats:
    """One draw of all points in one dimension under the random walk, given score Σβz and information Σβ².

    Forward filter, backward sampling (Carter & Kohn 1994).
    """
    mean, variance = np.empty_like(score), np.empty_like(score)
    ranks = _ranks(ballots)
    for depth, points in enumerate(ranks):
        before, steps = points - 1, np.zeros(len(points))
        if depth:
            steps = _step(ballots, points, drift, 1)[:, 0, 0]
        prior_mean = mean[before] if depth else np.zeros(len(points))
        prior = 1 / (variance[before] + steps) if depth else np.ones(len(points))
        variance[points] = 1 / (prior + information[points])
        mean[points] = variance[points] * (prior * prior_mean + score[points])
    noise = rng.standard_normal(len(score))
    theta: Floats = np.asarray(mean + np.sqrt(variance) * noise)
    for points in reversed(ranks[1:]):
        before = points - 1
        steps = _step(ballots, points, drift, 1)[:, 0, 0]
        gain = variance[before] / (variance[before] + steps)
        centre = mean[before] + gain * (theta[points] - mean[before])
        theta[before] = centre + np.sqrt(variance[before] * (1 - gain)) * noise[before]
    return theta
