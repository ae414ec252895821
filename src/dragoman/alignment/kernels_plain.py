"""The two halves of a sweep in plain NumPy, for machines without numba; see `kernels` for the model and its terms."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ordered import ALL_THREE, NO_MIDDLE, NO_NO, NO_YES, REACH, cdf_of, mills

Array = NDArray[Any]


def step_items(
    first: int,
    last: int,
    start: Array,
    point: Array,
    choice: Array,
    theta: Array,
    spread: Array,
    slope: Array,
    cut: Array,
    cov: Array,
    kind: Array,
    ceiling: float,
    table: Array,
) -> None:
    """One Newton step for the items from `first` up to `last`."""
    dims, n = theta.shape[1], last - first
    votes, own = slice(start[first], start[last]), slice(first, last)
    item, point = np.repeat(np.arange(n), np.diff(start[first : last + 1])), point[votes]
    t, v, b = theta[point], spread[point], slope[own][item]
    eta = np.einsum("nd,nd->n", t, b)
    g1, g2, w11, w22, w12, fall, more = likelihood_terms(eta, choice[votes], cut[own][item], ceiling, table)
    w = w11 + w22 + 2 * w12
    grad, info = np.zeros((n, dims + 2)), np.zeros((n, dims + 2, dims + 2))
    for d in range(dims):
        grad[:, d] = (
            _sum(item, t[:, d] * (-g1 - g2 - fall) - w * np.einsum("nd,nd->n", b, v[:, d]), n) - slope[own, d]
        )
        for e in range(d + 1):
            info[:, d, e] = _sum(item, (w + more) * t[:, d] * t[:, e] + w * v[:, d, e], n) + (d == e)
        info[:, dims, d] = -_sum(item, t[:, d] * (w11 + w12), n)
        info[:, dims + 1, d] = -_sum(item, t[:, d] * (w22 + w12), n)
    grad[:, dims], grad[:, dims + 1] = _sum(item, g1, n), _sum(item, g2, n)
    info[:, dims, dims] = _sum(item, w11, n) + 1e-6
    info[:, dims + 1, dims + 1] = _sum(item, w22, n) + 1e-6
    info[:, dims + 1, dims] = _sum(item, w12, n)
    info = np.tril(info) + np.swapaxes(np.tril(info, -1), 1, 2)
    for each, free in _free_of(dims).items():
        here = np.flatnonzero(kind[own] == each)
        rows = here + first
        inverse = np.linalg.inv(free.T @ info[here] @ free)
        cov[rows] = free @ inverse @ free.T
        move = np.einsum("jde,je->jd", cov[rows], grad[here])
        part = 1 / np.maximum(np.abs(move).max(1, initial=0.0), 1)
        if each == ALL_THREE:
            closing, gap = move[:, dims] - move[:, dims + 1], cut[rows, 1] - cut[rows, 0]
            part = np.where(part * closing > 0.8 * gap, 0.8 * gap / np.maximum(closing, 1e-12), part)
        slope[rows] += part[:, None] * move[:, :dims]
        cut[rows] += part[:, None] * move[:, dims:]


def sum_points(
    first: int,
    last: int,
    start: Array,
    item: Array,
    choice: Array,
    theta: Array,
    slope: Array,
    cut: Array,
    cov: Array,
    ceiling: float,
    table: Array,
    grad: Array,
    info: Array,
    complete: Array,
) -> None:
    """Slope and curvature at the points from `first` up to `last`; written in place."""
    dims, n = theta.shape[1], last - first
    votes, own = slice(start[first], start[last]), slice(first, last)
    point, item = np.repeat(np.arange(n), np.diff(start[first : last + 1])), item[votes]
    t, b, c = theta[own][point], slope[item], cov[item]
    eta = np.einsum("nd,nd->n", t, b)
    g1, g2, w11, w22, w12, fall, more = likelihood_terms(eta, choice[votes], cut[item], ceiling, table)
    w1, w2 = w11 + w12, w22 + w12
    for d in range(dims):
        bent = np.einsum("nd,nd->n", c[:, d, :dims], t)
        uncertain = w1 * (bent - c[:, d, dims]) + w2 * (bent - c[:, d, dims + 1])
        grad[own, d] = _sum(point, b[:, d] * (-g1 - g2 - fall) - uncertain, n)
        for e in range(dims):
            info[own, d, e] = _sum(point, (w1 + w2 + more) * b[:, d] * b[:, e] + (w1 + w2) * c[:, d, e], n)
    complete[own] = _sum(point, b[:, 0] ** 2 + c[:, 0, 0], n)


def _free_of(dims: int) -> dict[int, Array]:
    """For each kind of item, how its free parameters make up slope and cuts."""
    full = np.eye(dims + 2)
    tied = np.concatenate([full[:, :dims], full[:, dims:].sum(1, keepdims=True)], 1)
    return {ALL_THREE: full, NO_NO: full[:, : dims + 1], NO_YES: np.delete(full, dims, 1), NO_MIDDLE: tied}


def _sum(group: Array, values: Array, n: int) -> Array:
    return np.bincount(group, values, minlength=n)


def likelihood_terms(
    eta: Array, choice: Array, cut: Array, ceiling: float, table: Array
) -> tuple[Array, ...]:
    """Slopes and curvatures of the log likelihood in both cuts, and what the ceiling takes from z."""
    yes, no = choice == 1, choice == 3
    x = np.where(yes, cut[:, 0] - eta, eta - cut[:, 1])
    m = mills(x, table)
    w = m * (m + x)
    g1, g2, w11, w22, w12 = m * yes, -m * no, w * yes, w * no, np.zeros(len(eta))
    middle = np.flatnonzero(choice == 2)
    a, b = cut[middle, 0] - eta[middle], cut[middle, 1] - eta[middle]
    pa, pb = _between(a, b, table)
    g1[middle], g2[middle] = -pa, pb
    w11[middle], w22[middle], w12[middle] = pa * (pa - a), pb * (pb + b), -pa * pb
    return g1, g2, w11, w22, w12, *_beyond(eta, choice, ceiling, table)


def _between(a: Array, b: Array, table: Array) -> tuple[Array, Array]:
    """φ(a) / D and φ(b) / D for D = Φ(b) − Φ(a), computed in the left tail, where differences keep their digits."""
    flip = a > 0
    low, high = np.where(flip, -b, a), np.where(flip, -a, b)
    low, high = np.clip(low, -30.0, REACH), np.clip(high, -30.0, REACH)
    width = np.maximum(high - low, 1e-12)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        grow = np.exp(0.5 * (high * high - low * low))
        at_high = 1 / (1 / mills(high, table) - grow / mills(low, table))
        at_low = at_high * grow
    middle, thin = 0.5 * (low + high), (width < 1e-4) | ~np.isfinite(at_high)
    at_low, at_high = (
        np.where(thin, 1 / width + middle / 2, at_low),
        np.where(thin, 1 / width - middle / 2, at_high),
    )
    return np.where(flip, at_high, at_low), np.where(flip, at_low, at_high)


def _beyond(eta: Array, choice: Array, ceiling: float, table: Array) -> tuple[Array, Array]:
    """By how much the mean of z falls when z is cut off at ±ceiling, and how fast."""
    fall, share = np.zeros(len(eta)), np.zeros(len(eta))
    rows = np.flatnonzero(np.where(choice == 3, eta, -eta) * (choice != 2) >= ceiling - 5.0)
    sign = np.where(choice[rows] == 3, 1.0, -1.0)
    far = sign * eta[rows] - ceiling
    share[rows] = cdf_of(far, table)
    fall[rows] = sign * (far * share[rows] + np.exp(-0.5 * far * far) / np.sqrt(2 * np.pi))
    return fall, share
