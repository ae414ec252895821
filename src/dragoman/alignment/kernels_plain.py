"""The two halves of a sweep in plain NumPy, for machines without numba; see `kernels` for the model and its terms."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ordered import ALL_THREE, NO_MIDDLE, NO_NO, NO_YES, REACH, mills

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
    """One Newton step for all items; `first` and `last` are there for the sake of the compiled twin."""
    dims, n = theta.shape[1], last - first
    item = np.repeat(np.arange(n), np.diff(start))
    t, v, b = theta[point], spread[point], slope[item]
    eta = (t * b).sum(1)
    g1, g2, w11, w22, w12, fall, more = likelihood_terms(eta, choice, cut[item], ceiling, table)
    w = w11 + w22 + 2 * w12
    grad, info = np.zeros((n, dims + 2)), np.zeros((n, dims + 2, dims + 2))
    for d in range(dims):
        grad[:, d] = _sum(item, t[:, d] * (-g1 - g2 - fall) - w * (b * v[:, d]).sum(1), n) - slope[:, d]
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
        rows = np.flatnonzero(kind == each)
        inverse = np.linalg.inv(free.T @ info[rows] @ free)
        cov[rows] = free @ inverse @ free.T
        move = np.einsum("jde,je->jd", cov[rows], grad[rows])
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
    """Slope and curvature at all points; written in place."""
    dims, n = theta.shape[1], last - first
    point = np.repeat(np.arange(n), np.diff(start))
    t, b, c = theta[point], slope[item], cov[item]
    g1, g2, w11, w22, w12, fall, more = likelihood_terms((t * b).sum(1), choice, cut[item], ceiling, table)
    w1, w2 = w11 + w12, w22 + w12
    for d in range(dims):
        bent = (c[:, d, :dims] * t).sum(1)
        uncertain = w1 * (bent - c[:, d, dims]) + w2 * (bent - c[:, d, dims + 1])
        grad[:, d] = _sum(point, b[:, d] * (-g1 - g2 - fall) - uncertain, n)
        for e in range(dims):
            info[:, d, e] = _sum(point, (w1 + w2 + more) * b[:, d] * b[:, e] + (w1 + w2) * c[:, d, e], n)
    complete[:] = _sum(point, b[:, 0] ** 2 + c[:, 0, 0], n)


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
    a, b = cut[:, 0] - eta, cut[:, 1] - eta
    m1, m3 = np.where(yes, mills(a, table), 0.0), np.where(no, mills(-b, table), 0.0)
    pa, pb = _between(a, b, table)
    pa, pb = np.where(yes | no, 0.0, pa), np.where(yes | no, 0.0, pb)
    w11 = m1 * (m1 + a) + pa * (pa - a)
    w22 = m3 * (m3 - b) + pb * (pb + b)
    return m1 - pa, pb - m3, w11, w22, -pa * pb, *_beyond(eta, choice, ceiling, table)


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
    sign = np.where(choice == 3, 1.0, -1.0)
    far = sign * eta - ceiling
    counts = (choice != 2) & (far >= -5.0)
    far = np.where(counts, far, -5.0)
    density = np.exp(-0.5 * far * far) / np.sqrt(2 * np.pi)
    share = np.where(far > REACH, 1.0, density / np.maximum(mills(far, table), 1e-300))
    return np.where(counts, sign * (far * share + density), 0.0), np.where(counts, share, 0.0)
