"""How uncertain a point is, in two parts.

*Within* a period: given where the period's origin lies and how far it stretches. *Drift*: the part of the error that all
points of a period share. Given the items a point is known well, but a whole period may be shifted or stretched against the
others: only items that recur and seats that stay hold them together. One dimension only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import State
from dragoman.alignment.kernels_plain import likelihood_terms
from dragoman.alignment.ordered import mills_table

Floats = NDArray[np.float64]


def within_variance(ballots: Ballots, state: State) -> Floats:
    """Variance of each point given its period's origin and scale, the items' own errors included.

    V = 1 / P + M / P²: P is the fit's precision without what the items' variance adds to it, M the variance of the
    point's score that comes from the errors of β and γ (a sandwich). The mean-field variance alone covers two points of a
    hundred too few.
    """
    point = np.repeat(np.arange(len(ballots.seat)), ballots.votes_of_point)
    item = ballots.point_item
    theta, slope = state.theta[point, 0], state.slope[item, 0]
    parts = likelihood_terms(theta * slope, ballots.point_choice, state.cut[item], np.inf, mills_table())
    w1, w2 = parts[2] + parts[4], parts[3] + parts[4]
    lever = (-(w1 + w2) * slope * theta, w1 * slope, w2 * slope)
    score = np.zeros(len(point))
    for a, b in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)):
        score += (1 if a == b else 2) * lever[a] * lever[b] * state.cov[:, a, b][item]
    noise = np.bincount(point, score)
    precision = 1 / state.spread[:, 0, 0] - np.bincount(point, (w1 + w2) * state.cov[:, 0, 0][item])
    variance: Floats = 1 / precision + noise / precision**2
    return variance


def drift_variance(ballots: Ballots, state: State, strength: Floats, pulls: NDArray[np.int64]) -> Floats:
    """Variance of each point that comes from its period's origin and scale.

    The Laplace covariance of one shift and one stretch for each period, θ → θ + δ_t + ρ_t θ, with all items profiled out,
    less the overall shift and stretch that standardising removes.
    `strength` is the precision with which point `pulls[i]` (−1: none) holds point i.
    """
    periods, when = np.unique(ballots.period, return_inverse=True)
    theta, n = state.theta[:, 0], len(periods)
    frame = np.stack([np.ones_like(theta), theta], 1)
    information = _from_votes(ballots, state, when, n) + _from_walk(frame, when, n, strength, pulls)
    covariance = np.linalg.pinv(information, rcond=1e-10, hermitian=True)
    keep = _without_overall(frame, when, n)
    covariance = (keep @ covariance @ keep.T).reshape(n, 2, n, 2)
    own = covariance[np.arange(n), :, np.arange(n), :][when]
    variance: Floats = np.einsum("ia,iab,ib->i", frame, own, frame)
    return variance


def _from_votes(ballots: Ballots, state: State, when: Any, n: int) -> Floats:
    """Information of the choices on (δ, ρ), less what the items take up (Schur complement)."""
    item, point = ballots.item_of_choice, ballots.item_point
    theta, slope = state.theta[point, 0], state.slope[item, 0]
    parts = likelihood_terms(theta * slope, ballots.item_choice, state.cut[item], np.inf, mills_table())
    w1, w2 = parts[2] + parts[4], parts[3] + parts[4]
    group, pair = np.unique(item * n + when[point], return_inverse=True)
    cross = np.empty((len(group), 3, 2))
    own = np.empty((len(group), 2, 2))
    for b, lever in enumerate((slope, slope * theta)):
        for a, weight in enumerate(((w1 + w2) * theta, -w1, -w2)):
            cross[:, a, b] = np.bincount(pair, weight * lever)
        for c, other in enumerate((slope, slope * theta)):
            own[:, b, c] = np.bincount(pair, (w1 + w2) * lever * other)
    full = np.zeros((n, 2, n, 2))
    _add(full, group % n, group % n, own)
    item_of_group = group // n
    starts = np.flatnonzero(np.diff(item_of_group, prepend=-1))
    for k in range(int(np.diff(np.append(starts, len(group))).max())):
        for one, other in _apart(item_of_group, k):
            lost = np.swapaxes(cross[one], 1, 2) @ state.cov[item_of_group[one]] @ cross[other]
            _add(full, group[one] % n, group[other] % n, -lost)
            if k:
                _add(full, group[other] % n, group[one] % n, -np.swapaxes(lost, 1, 2))
    return full.reshape(2 * n, 2 * n)


def _add(full: Any, row: Any, column: Any, blocks: Floats) -> None:
    """Add 2 × 2 blocks at (row, ·, column, ·); places may repeat."""
    n = full.shape[0]
    for a in range(2):
        for b in range(2):
            flat = np.bincount(row * n + column, blocks[:, a, b], minlength=n * n)
            full[:, a, :, b] += flat.reshape(n, n)


def _apart(item: Any, k: int) -> list[tuple[Any, Any]]:
    """Pairs of groups k places apart that belong to the same item."""
    one = np.arange(len(item) - k)
    same = item[one] == item[one + k]
    return [(one[same], one[same] + k)]


def _from_walk(frame: Floats, when: Any, n: int, strength: Floats, pulls: NDArray[np.int64]) -> Floats:
    """Information of the random walk: strength · (shift of the point − shift of the point that holds it)²."""
    full = np.zeros((n, 2, n, 2))
    held = pulls >= 0
    other = np.where(held, pulls, 0)
    here, there = when, when[other]
    outer = strength[:, None, None] * frame[:, :, None] * frame[:, None, :]
    _add(full, here, here, outer)
    outer = outer[held]
    across = strength[held, None, None] * frame[held][:, :, None] * frame[other[held]][:, None, :]
    behind = strength[held, None, None] * frame[other[held]][:, :, None] * frame[other[held]][:, None, :]
    _add(full, there[held], there[held], behind)
    _add(full, here[held], there[held], -across)
    _add(full, there[held], here[held], -np.swapaxes(across, 1, 2))
    return full.reshape(2 * n, 2 * n)


def _without_overall(frame: Floats, when: Any, n: int) -> Floats:
    """The projection that removes the overall shift and stretch of all points."""
    overall = np.tile(np.eye(2), (n, 1))
    count = np.zeros((n, 2, 2))
    np.add.at(count, when, frame[:, :, None] * frame[:, None, :])
    weight = count.reshape(2 * n, 2)
    projection: Floats = np.eye(2 * n) - overall @ np.linalg.solve(count.sum(0), weight.T)
    return projection
