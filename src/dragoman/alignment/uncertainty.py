"""How uncertain a point is, in two parts.

*Within* a period: given where the period's origin lies and how its axes run. *Drift*: the part of the error that all points
of a period share. Given the items a point is known well, but a whole period may be shifted, stretched or turned against the
others: only items that recur and seats that stay hold them together.
"""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import State
from dragoman.alignment.kernels_plain import likelihood_terms
from dragoman.alignment.ordered import mills_table

Floats = NDArray[np.float64]

PIECE = 200_000
"""Choices taken at a time in one dimension, fewer in more: some twenty arrays of that length."""


def within_variance(ballots: Ballots, state: State) -> Floats:
    """Variance of each point (points × D) given its period's origin and axes, the items' own errors included.

    V = P⁻¹ + P⁻¹ M P⁻¹: P is the fit's precision without what the items' variance adds to it, M the variance of the
    point's score that comes from the errors of β and γ (a sandwich). The mean-field variance alone covers two points of a
    hundred too few.
    """
    n, dims = state.theta.shape
    noise, shared = np.zeros((2, n, dims, dims))
    for first, last in pieces(ballots.point_start, dims):
        rows = slice(ballots.point_start[first], ballots.point_start[last])
        point = np.repeat(np.arange(last - first), np.diff(ballots.point_start[first : last + 1]))
        item = ballots.point_item[rows]
        theta, slope, cov = state.theta[first + point], state.slope[item], state.cov[item]
        w1, w2 = _weights((theta * slope).sum(1), ballots.point_choice[rows], state.cut[item])
        lever = np.column_stack([-(w1 + w2)[:, None] * theta, w1, w2])
        error = np.einsum("na,nab,nb->n", lever, cov, lever, optimize=True)
        for d, e in np.ndindex(dims, dims):
            noise[first:last, d, e] = np.bincount(point, slope[:, d] * slope[:, e] * error)
            shared[first:last, d, e] = np.bincount(point, (w1 + w2) * cov[:, d, e])
    known = np.linalg.inv(np.linalg.inv(state.spread) - shared)
    variance: Floats = np.diagonal(known + known @ noise @ known, axis1=1, axis2=2)
    return variance


def pieces(start: NDArray[np.int64], dims: int = 1) -> list[tuple[int, int]]:
    """Runs of whole groups of about `PIECE` choices, so that arrays over all choices at once are never needed."""
    size = PIECE // dims**2 if dims > 1 else PIECE
    bounds = np.searchsorted(start, np.arange(0, start[-1] + size, size))
    bounds = np.unique(np.append(np.minimum(bounds, len(start) - 1), (0, len(start) - 1)))
    return list(pairwise(bounds.tolist()))


def _weights(eta: Floats, choice: Any, cut: Floats) -> tuple[Floats, Floats]:
    """What one unit of each cut does to a choice's curvature."""
    parts = likelihood_terms(eta, choice, cut, np.inf, mills_table())
    return parts[2] + parts[4], parts[3] + parts[4]


def drift_variance(ballots: Ballots, state: State, strength: Floats, pulls: NDArray[np.int64]) -> Floats:
    """Variance of each point (points × D) that comes from its period's origin and axes.

    The Laplace covariance of one affine map for each period, θ → θ + δ_t + ρ_t θ (in one dimension a shift and a stretch),
    with all items profiled out, less the overall map that standardising and the choice of axes remove. Parameters of a
    period stand in the order (δ₁, ρ₁₁ … ρ₁D), (δ₂, ρ₂₁ …).
    `strength` is the precision with which point `pulls[i]` (−1: none) holds point i.
    """
    periods, when = np.unique(ballots.period, return_inverse=True)
    n, dims = len(periods), state.theta.shape[1]
    frame = np.column_stack([np.ones(len(when)), state.theta])
    information = _from_votes(ballots, state, frame, when, n) + _from_walk(frame, when, n, strength, pulls)
    ridge = 1e-10 * np.trace(information) / len(information)
    covariance = np.linalg.inv(information + ridge * np.eye(len(information)))
    own = _without_overall(covariance, frame, when, n)[when]
    axes = dims + 1
    variance: Floats = np.stack(
        [
            np.einsum("ia,iab,ib->i", frame, own[:, d : d + axes, d : d + axes], frame)
            for d in range(0, dims * axes, axes)
        ],
        1,
    )
    return variance


def _from_votes(ballots: Ballots, state: State, frame: Floats, when: Any, n: int) -> Floats:
    """Information of the choices on the maps, less what the items take up (Schur complement)."""
    dims = state.theta.shape[1]
    found = [
        _groups(ballots, state, frame, when, n, first, last)
        for first, last in pieces(ballots.item_start, dims)
    ]
    group, cross, own = (np.concatenate(part) for part in zip(*found, strict=True))
    size = own.shape[1]
    full = np.zeros((n, size, n, size))
    _add(full, group % n, group % n, own)
    item_of_group = group // n
    starts = np.flatnonzero(np.diff(item_of_group, prepend=-1))
    for k in range(int(np.diff(np.append(starts, len(group))).max())):
        for one, other in _apart(item_of_group, k):
            lost = np.swapaxes(cross[one], 1, 2) @ state.cov[item_of_group[one]] @ cross[other]
            _add(full, group[one] % n, group[other] % n, -lost)
            if k:
                _add(full, group[other] % n, group[one] % n, -np.swapaxes(lost, 1, 2))
    return full.reshape(n * size, n * size)


def _groups(
    ballots: Ballots, state: State, frame: Floats, when: Any, n: int, first: int, last: int
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Of some items, for each with each period it was put in: item · n + period, information with (β, γ) and on the map.

    A map moves β·θ by β ⊗ (1, θ): within a group β is one, so Σ w (1, θ)(1, θ)ᵀ is all that must be summed over choices.
    """
    rows = slice(ballots.item_start[first], ballots.item_start[last])
    item = np.repeat(np.arange(first, last), np.diff(ballots.item_start[first : last + 1]))
    point = ballots.item_point[rows]
    f, slope = frame[point], state.slope[item]
    w1, w2 = _weights((f[:, 1:] * slope).sum(1), ballots.item_choice[rows], state.cut[item])
    group, pair = np.unique(item * n + when[point], return_inverse=True)
    axes = f.shape[1]
    square, cuts = np.empty((len(group), axes, axes)), np.empty((len(group), 2, axes))
    for a, b in combinations_with_replacement(range(axes), 2):
        square[:, a, b] = square[:, b, a] = np.bincount(pair, (w1 + w2) * f[:, a] * f[:, b])
    for a in range(axes):
        cuts[:, 0, a], cuts[:, 1, a] = np.bincount(pair, w1 * f[:, a]), np.bincount(pair, w2 * f[:, a])
    beta, size = state.slope[group // n], (axes - 1) * axes
    own = np.einsum("gd,ge,gab->gdaeb", beta, beta, square).reshape(-1, size, size)
    with_items = np.concatenate([square[:, 1:], -cuts], 1)
    cross = np.einsum("gd,gca->gcda", beta, with_items).reshape(-1, axes + 1, size)
    return group, cross, own


def _add(full: Any, row: Any, column: Any, blocks: Floats) -> None:
    """Add blocks at (row, ·, column, ·); places may repeat."""
    n = full.shape[0]
    place = row * n + column
    for a, b in np.ndindex(blocks.shape[1:]):
        full[:, a, :, b] += np.bincount(place, blocks[:, a, b], minlength=n * n).reshape(n, n)


def _apart(item: Any, k: int) -> list[tuple[Any, Any]]:
    """Pairs of groups k places apart that belong to the same item."""
    one = np.arange(len(item) - k)
    same = item[one] == item[one + k]
    return [(one[same], one[same] + k)]


def _from_walk(frame: Floats, when: Any, n: int, strength: Floats, pulls: NDArray[np.int64]) -> Floats:
    """Information of the random walk: strength · |move of the point − move of the point that holds it|², each axis alone."""
    axes = frame.shape[1]
    one = np.zeros((n, axes, n, axes))
    held = pulls >= 0
    other = pulls[held]
    here, there = when, when[other]
    outer = strength[:, None, None] * frame[:, :, None] * frame[:, None, :]
    _add(one, here, here, outer)
    across = strength[held, None, None] * frame[held][:, :, None] * frame[other][:, None, :]
    behind = strength[held, None, None] * frame[other][:, :, None] * frame[other][:, None, :]
    _add(one, there, there, behind)
    _add(one, here[held], there, -across)
    _add(one, there, here[held], -np.swapaxes(across, 1, 2))
    full = np.zeros((n, axes - 1, axes, n, axes - 1, axes))
    for d in range(axes - 1):
        full[:, d, :, :, d, :] = one
    size = n * (axes - 1) * axes
    return full.reshape(size, size)


def _without_overall(covariance: Floats, frame: Floats, when: Any, n: int) -> Floats:
    """Of each period the covariance of its map, less the overall map of all points: the mean of all maps, each weighted by
    the second moments of its points."""
    axes = frame.shape[1]
    moments = np.zeros((n, axes, axes))
    np.add.at(moments, when, frame[:, :, None] * frame[:, None, :])
    weight = np.linalg.solve(moments.sum(0), moments)
    weight = np.einsum("de,nab->ndaeb", np.eye(axes - 1), weight).reshape(n, (axes - 1) * axes, -1)
    size = weight.shape[1]
    blocks = covariance.reshape(n, size, n, size)
    with_mean = np.einsum("nab,nbmc->mac", weight, blocks, optimize=True)
    of_mean = np.einsum("mac,mbc->ab", with_mean, weight)
    own = blocks[np.arange(n), :, np.arange(n), :]
    return np.asarray(own - with_mean - np.swapaxes(with_mean, 1, 2) + of_mean)
