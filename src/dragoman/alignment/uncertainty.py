"""How uncertain a point is, in two parts.

*Within* a period: given where the period's origin lies and how far it stretches. *Drift*: the part of the error that all
points of a period share. Given the items a point is known well, but a whole period may be shifted or stretched against the
others: only items that recur and seats that stay hold them together. One dimension only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import State
from dragoman.alignment.kernels_plain import likelihood_terms
from dragoman.alignment.ordered import mills_table

Floats = NDArray[np.float64]

PIECE = 200_000
"""Choices taken at a time: some twenty arrays of that length."""


def within_variance(ballots: Ballots, state: State) -> Floats:
    """Variance of each point given its period's origin and scale, the items' own errors included.

    V = 1 / P + M / P²: P is the fit's precision without what the items' variance adds to it, M the variance of the
    point's score that comes from the errors of β and γ (a sandwich). The mean-field variance alone covers two points of a
    hundred too few.
    """
    noise, shared = np.zeros((2, len(ballots.seat)))
    for first, last in pieces(ballots.point_start):
        rows = slice(ballots.point_start[first], ballots.point_start[last])
        point = np.repeat(np.arange(last - first), np.diff(ballots.point_start[first : last + 1]))
        item = ballots.point_item[rows]
        theta, slope = state.theta[first + point, 0], state.slope[item, 0]
        w1, w2 = _weights(theta * slope, ballots.point_choice[rows], state.cut[item])
        lever = (-(w1 + w2) * slope * theta, w1 * slope, w2 * slope)
        score = np.zeros(len(point))
        for a, b in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)):
            score += (1 if a == b else 2) * lever[a] * lever[b] * state.cov[:, a, b][item]
        noise[first:last] = np.bincount(point, score, minlength=last - first)
        shared[first:last] = np.bincount(point, (w1 + w2) * state.cov[:, 0, 0][item], minlength=last - first)
    precision = 1 / state.spread[:, 0, 0] - shared
    variance: Floats = 1 / precision + noise / precision**2
    return variance


def pieces(start: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Runs of whole groups of about `PIECE` choices, so that arrays over all choices at once are never needed."""
    bounds = np.searchsorted(start, np.arange(0, start[-1] + PIECE, PIECE))
    bounds = np.unique(np.append(np.minimum(bounds, len(start) - 1), (0, len(start) - 1)))
    return list(pairwise(bounds.tolist()))


def _weights(eta: Floats, choice: Any, cut: Floats) -> tuple[Floats, Floats]:
    """What one unit of each cut does to a choice's curvature."""
    parts = likelihood_terms(eta, choice, cut, np.inf, mills_table())
    return parts[2] + parts[4], parts[3] + parts[4]


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
    found = [_groups(ballots, state, when, n, first, last) for first, last in pieces(ballots.item_start)]
    group, cross, own = (np.concatenate(part) for part in zip(*found, strict=True))
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


def _groups(
    ballots: Ballots, state: State, when: Any, n: int, first: int, last: int
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Of some items, for each with each period it was put in: item · n + period, information with (β, γ) and on (δ, ρ)."""
    rows = slice(ballots.item_start[first], ballots.item_start[last])
    item = np.repeat(np.arange(first, last), np.diff(ballots.item_start[first : last + 1]))
    point = ballots.item_point[rows]
    theta, slope = state.theta[point, 0], state.slope[item, 0]
    w1, w2 = _weights(theta * slope, ballots.item_choice[rows], state.cut[item])
    group, pair = np.unique(item * n + when[point], return_inverse=True)
    cross, own = np.empty((len(group), 3, 2)), np.empty((len(group), 2, 2))
    for b, lever in enumerate((slope, slope * theta)):
        for a, weight in enumerate(((w1 + w2) * theta, -w1, -w2)):
            cross[:, a, b] = np.bincount(pair, weight * lever)
        for c, other in enumerate((slope, slope * theta)):
            own[:, b, c] = np.bincount(pair, (w1 + w2) * lever * other)
    return group, cross, own


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
