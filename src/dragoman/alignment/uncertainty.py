"""How uncertain a point is, in two parts.

*Within* a period: given where the period's origin lies and how its axes run. *Drift*: the part of the error that all points
of a period share. Given the items a point is known well, but a whole period may be shifted, stretched or turned against the
others: only items that recur and seats that stay hold them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import State
from dragoman.alignment.kernels_plain import likelihood_terms
from dragoman.alignment.ordered import mills_table

Floats = NDArray[np.float64]

LEANING = 5
"""Dimensions up to which a period's axes may lean as well: the maps have D(D + 1) parameters a period, 2D beyond."""
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
    with all items profiled out, less the overall map that standardising and the choice of axes remove. In more than
    `LEANING` dimensions axes shift and stretch, but do not lean.
    `strength` is the precision with which point `pulls[i]` (−1: none) holds point i.
    """
    periods, when = np.unique(ballots.period, return_inverse=True)
    maps = _Maps.of(state.theta, when, len(periods))
    information = np.zeros((maps.n, maps.size, maps.n, maps.size))
    _add_votes(information, ballots, state, maps)
    _add_walk(information, maps, strength, pulls)
    flat = information.reshape(maps.n * maps.size, -1)
    flat[np.diag_indices_from(flat)] += 1e-10 * np.trace(flat) / len(flat)
    own = _without_overall(np.asarray(np.linalg.inv(flat), float), maps)[when]
    variance = np.empty_like(state.theta)
    for d, here in enumerate(maps.of_axis):
        frame = maps.frame[:, maps.term[here]]
        variance[:, d] = np.einsum("ia,iab,ib->i", frame, own[:, here, here], frame)
    return variance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Maps:
    """What may move in each period: parameter p moves dimension `axis[p]` by its value times column `term[p]` of (1, θ)."""

    frame: Floats
    """points × (1 + D): 1, θ."""
    when: NDArray[np.intp]
    """Period of each point, from 0."""
    n: int
    axis: NDArray[np.int64]
    term: NDArray[np.int64]
    of_axis: tuple[slice, ...]
    """The parameters of each dimension."""

    @classmethod
    def of(cls, theta: Floats, when: NDArray[np.intp], n: int) -> _Maps:
        dims = theta.shape[1]
        terms = [range(dims + 1) if dims <= LEANING else (0, d + 1) for d in range(dims)]
        ends = np.cumsum([0, *map(len, terms)]).tolist()
        return cls(
            frame=np.column_stack([np.ones(len(theta)), theta]),
            when=when,
            n=n,
            axis=np.repeat(np.arange(dims), [len(own) for own in terms]),
            term=np.concatenate([np.array(own) for own in terms]),
            of_axis=tuple(slice(a, b) for a, b in pairwise(ends)),
        )

    @property
    def size(self) -> int:
        return len(self.axis)


def _add_votes(information: Floats, ballots: Ballots, state: State, maps: _Maps) -> None:
    """What the choices say of the maps, less what the items take up (Schur complement)."""
    n = maps.n
    found = [
        _groups(ballots, state, maps, first, last)
        for first, last in pieces(ballots.item_start, state.theta.shape[1])
    ]
    group, cross, own = (np.concatenate(part) for part in zip(*found, strict=True))
    _add(information, group % n, group % n, own)
    item_of_group = group // n
    starts = np.flatnonzero(np.diff(item_of_group, prepend=-1))
    for k in range(int(np.diff(np.append(starts, len(group))).max())):
        for one, other in _apart(item_of_group, k):
            lost = np.swapaxes(cross[one], 1, 2) @ state.cov[item_of_group[one]] @ cross[other]
            _add(information, group[one] % n, group[other] % n, -lost)
            if k:
                _add(information, group[other] % n, group[one] % n, -np.swapaxes(lost, 1, 2))


def _groups(
    ballots: Ballots, state: State, maps: _Maps, first: int, last: int
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Of some items, for each with each period it was put in: item · n + period, information with (β, γ) and on the map.

    A map moves β·θ by β ⊗ (1, θ): within a group β is one, so Σ w (1, θ)(1, θ)ᵀ is all that must be summed over choices.
    """
    rows = slice(ballots.item_start[first], ballots.item_start[last])
    item = np.repeat(np.arange(first, last), np.diff(ballots.item_start[first : last + 1]))
    point = ballots.item_point[rows]
    f, slope = maps.frame[point], state.slope[item]
    w1, w2 = _weights((f[:, 1:] * slope).sum(1), ballots.item_choice[rows], state.cut[item])
    group, pair = np.unique(item * maps.n + maps.when[point], return_inverse=True)
    axes = f.shape[1]
    square, cuts = np.empty((len(group), axes, axes)), np.empty((len(group), 2, axes))
    for a, b in combinations_with_replacement(range(axes), 2):
        square[:, a, b] = square[:, b, a] = np.bincount(pair, (w1 + w2) * f[:, a] * f[:, b])
    for a in range(axes):
        cuts[:, 0, a], cuts[:, 1, a] = np.bincount(pair, w1 * f[:, a]), np.bincount(pair, w2 * f[:, a])
    beta = state.slope[group // maps.n][:, maps.axis]
    own = beta[:, :, None] * beta[:, None, :] * square[:, maps.term[:, None], maps.term]
    with_items = np.concatenate([square[:, 1:], -cuts], 1)
    return group, beta[:, None, :] * with_items[:, :, maps.term], own


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


def _add_walk(information: Floats, maps: _Maps, strength: Floats, pulls: NDArray[np.int64]) -> None:
    """The random walk: strength · |move of the point − move of the point that holds it|², each dimension alone."""
    n, frame, axes = maps.n, maps.frame, maps.frame.shape[1]
    one = np.zeros((n, axes, n, axes))
    held = pulls >= 0
    other = pulls[held]
    here, there = maps.when, maps.when[other]
    outer = strength[:, None, None] * frame[:, :, None] * frame[:, None, :]
    _add(one, here, here, outer)
    across = strength[held, None, None] * frame[held][:, :, None] * frame[other][:, None, :]
    behind = strength[held, None, None] * frame[other][:, :, None] * frame[other][:, None, :]
    _add(one, there, there, behind)
    _add(one, here[held], there, -across)
    _add(one, there, here[held], -np.swapaxes(across, 1, 2))
    for own in maps.of_axis:
        terms = maps.term[own]
        information[:, own, :, own] += one[:, terms][:, :, :, terms]


def _without_overall(covariance: Floats, maps: _Maps) -> Floats:
    """Of each period the covariance of its map, less the overall map of all points: the mean of all maps, each weighted by
    the second moments of its points."""
    n, size, axes = maps.n, maps.size, maps.frame.shape[1]
    moments = np.zeros((n, axes, axes))
    np.add.at(moments, maps.when, maps.frame[:, :, None] * maps.frame[:, None, :])
    weight = np.zeros((n, size, size))
    for own in maps.of_axis:
        terms = maps.term[own]
        part = moments[:, terms[:, None], terms]
        weight[:, own, own] = np.linalg.solve(part.sum(0), part)
    blocks = covariance.reshape(n, size, n, size)
    with_mean = np.einsum("nab,nbmc->mac", weight, blocks, optimize=True)
    of_mean = np.einsum("mac,mbc->ab", with_mean, weight)
    own_blocks = blocks[np.arange(n), :, np.arange(n), :]
    return np.asarray(own_blocks - with_mean - np.swapaxes(with_mean, 1, 2) + of_mean)
