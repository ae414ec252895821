"""The two halves of a sweep over all choices, compiled by numba: items given points, points given items.

Model (Bailey, Strezhnev & Voeten 2017, eq. 1–3): z = β·θ + ε, ε ~ N(0, 1); yes where z < γ₁, no where z > γ₂, abstention
between. Each half takes one Newton step on the expected log likelihood, to second order in the other half's uncertainty:
for items the variance of θ, for points the whole covariance of (β, γ₁, γ₂). Leaving out the covariance of β and γ pulls all
points towards zero and lets the origin drift. `kernels_plain` says the same in NumPy.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dragoman.alignment.ordered import ALL_THREE, NO_MIDDLE, NO_NO, NO_YES, PER_UNIT, REACH

Array = NDArray[Any]


@njit(inline="always")
def _mills(x: float, table: Array) -> float:
    if x < -REACH:
        return -x
    if x > REACH:
        return 0.0
    place = (x + REACH) * PER_UNIT
    cell = int(place)
    return float(table[cell] + (place - cell) * (table[cell + 1] - table[cell]))


@njit(inline="always")
def _between(a: float, b: float) -> tuple[float, float]:
    """φ(a) / D and φ(b) / D for D = Φ(b) − Φ(a)."""
    width = b - a
    if width < 1e-4:
        middle = 0.5 * (a + b)
        return 1 / width + 0.5 * middle, 1 / width - 0.5 * middle
    if a > 0:
        d = 0.5 * (math.erfc(a * 0.7071067811865476) - math.erfc(b * 0.7071067811865476))
    else:
        d = 0.5 * (math.erfc(-b * 0.7071067811865476) - math.erfc(-a * 0.7071067811865476))
    if d < 1e-300:
        return (a + 1 / width, 0.0) if a > 0 else (0.0, 1 / width - b)
    return 0.3989422804014327 * math.exp(-0.5 * a * a) / d, 0.3989422804014327 * math.exp(-0.5 * b * b) / d


@njit(inline="always")
def _parts(
    eta: float, choice: int, c1: float, c2: float, table: Array
) -> tuple[float, float, float, float, float]:
    """Slopes of the log likelihood in γ₁ and γ₂, and the curvatures −∂²/∂γ₁², −∂²/∂γ₂², −∂²/∂γ₁∂γ₂."""
    if choice == 1:
        x = c1 - eta
        m = _mills(x, table)
        return m, 0.0, m * (m + x), 0.0, 0.0
    if choice == 3:
        x = eta - c2
        m = _mills(x, table)
        return 0.0, -m, 0.0, m * (m + x), 0.0
    a, b = c1 - eta, c2 - eta
    pa, pb = _between(a, b)
    return -pa, pb, pa * (pa - a), pb * (pb + b), -pa * pb


@njit(inline="always")
def _beyond(eta: float, choice: int, ceiling: float) -> tuple[float, float]:
    """By how much the mean of z falls when z is cut off at ±ceiling, and how fast; signed like eta."""
    far = (eta if choice == 3 else -eta) - ceiling
    if choice == 2 or far < -5.0:
        return 0.0, 0.0
    share = 0.5 * math.erfc(-far * 0.7071067811865476)
    fall = far * share + 0.3989422804014327 * math.exp(-0.5 * far * far)
    return (fall if choice == 3 else -fall), share


@njit(inline="always")
def _invert(matrix: Array, n: int) -> None:
    """Replace the leading n × n block of a positive definite matrix by its inverse (Gauss–Jordan, no pivoting)."""
    for k in range(n):
        pivot = 1.0 / max(matrix[k, k], 1e-12)
        matrix[k, k] = 1.0
        for j in range(n):
            matrix[k, j] *= pivot
        for i in range(n):
            if i != k:
                factor = matrix[i, k]
                matrix[i, k] = 0.0
                for j in range(n):
                    matrix[i, j] -= factor * matrix[k, j]


@njit(cache=True, nogil=True)
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
    """One Newton step for the items from `first` up to `last`; writes slope, cut and their covariance in place."""
    dims = theta.shape[1]
    size = dims + 2
    grad = np.empty(size)
    info = np.empty((size, size))
    move = np.empty(size)
    tv = np.empty(dims)
    for j in range(first, last):
        grad[:] = 0.0
        info[:] = 0.0
        if dims == 1:
            rows = slice(start[j], start[j + 1])
            _sum_item_line(
                point[rows], choice[rows], theta, spread, slope[j, 0], cut[j], grad, info, ceiling, table
            )
            _solve_item(j, dims, kind[j], grad, info, move, cov)
            _apply_item(j, dims, kind[j], move, slope, cut)
            continue
        c1, c2 = cut[j, 0], cut[j, 1]
        for d in range(dims):
            grad[d] = -slope[j, d]
            info[d, d] = 1.0
        info[dims, dims] = info[dims + 1, dims + 1] = 1e-6
        for k in range(start[j], start[j + 1]):
            i = point[k]
            eta = 0.0
            for d in range(dims):
                eta += slope[j, d] * theta[i, d]
            g1, g2, w11, w22, w12 = _parts(eta, choice[k], c1, c2, table)
            w = w11 + w22 + 2 * w12
            fall, more = _beyond(eta, choice[k], ceiling)
            pull = -(g1 + g2) - fall
            for d in range(dims):
                bent = 0.0
                for e in range(dims):
                    bent += slope[j, e] * spread[i, d, e]
                grad[d] += theta[i, d] * pull - w * bent
                tv[d] = theta[i, d]
                for e in range(d + 1):
                    info[d, e] += (w + more) * tv[d] * tv[e] + w * spread[i, d, e]
                info[dims, d] -= tv[d] * (w11 + w12)
                info[dims + 1, d] -= tv[d] * (w22 + w12)
            grad[dims] += g1
            grad[dims + 1] += g2
            info[dims, dims] += w11
            info[dims + 1, dims + 1] += w22
            info[dims + 1, dims] += w12
        for d in range(size):
            for e in range(d):
                info[e, d] = info[d, e]
        _solve_item(j, dims, kind[j], grad, info, move, cov)
        _apply_item(j, dims, kind[j], move, slope, cut)


@njit(nogil=True)
def _sum_item_line(
    point: Array,
    choice: Array,
    theta: Array,
    spread: Array,
    b: float,
    cut: Array,
    grad: Array,
    info: Array,
    ceiling: float,
    table: Array,
) -> None:
    """Slope and curvature of one item in one dimension: as in `step_items`, summed in registers, in half the time."""
    gb = -b
    g1s = g2s = bb = b1 = b2 = s11 = s22 = s12 = 0.0
    for k in range(len(point)):
        t, v = theta[point[k], 0], spread[point[k], 0, 0]
        eta = b * t
        g1, g2, w11, w22, w12 = _parts(eta, choice[k], cut[0], cut[1], table)
        w = w11 + w22 + 2 * w12
        fall, more = _beyond(eta, choice[k], ceiling)
        gb += t * (-(g1 + g2) - fall) - w * b * v
        bb += (w + more) * t * t + w * v
        b1 -= t * (w11 + w12)
        b2 -= t * (w22 + w12)
        g1s += g1
        g2s += g2
        s11 += w11
        s22 += w22
        s12 += w12
    grad[0], grad[1], grad[2] = gb, g1s, g2s
    info[0, 0], info[1, 1], info[2, 2] = 1.0 + bb, 1e-6 + s11, 1e-6 + s22
    info[0, 1] = info[1, 0] = b1
    info[0, 2] = info[2, 0] = b2
    info[1, 2] = info[2, 1] = s12


@njit(inline="always")
def _solve_item(j: int, dims: int, kind: int, grad: Array, info: Array, move: Array, cov: Array) -> None:
    """Newton move and covariance of one item, in the parameters its kind leaves free."""
    size = dims + 2
    n = size
    if kind == NO_YES:
        info[dims, :] = info[dims + 1, :]
        info[:, dims] = info[:, dims + 1]
        grad[dims] = grad[dims + 1]
        n = dims + 1
    elif kind == NO_NO:
        n = dims + 1
    elif kind == NO_MIDDLE:
        for d in range(dims):
            info[dims, d] += info[dims + 1, d]
            info[d, dims] = info[dims, d]
        info[dims, dims] += info[dims + 1, dims + 1] + 2 * info[dims + 1, dims]
        grad[dims] += grad[dims + 1]
        n = dims + 1
    _invert(info, n)
    for d in range(size):
        move[d] = 0.0
        for e in range(size):
            cov[j, d, e] = 0.0
    for d in range(n):
        for e in range(n):
            move[d] += info[d, e] * grad[e]
            cov[j, d, e] = info[d, e]
    if kind == NO_YES:
        move[dims + 1] = move[dims]
        move[dims] = 0.0
        for d in range(n):
            cov[j, dims + 1, d] = cov[j, dims, d]
            cov[j, d, dims + 1] = cov[j, dims, d]
        cov[j, dims + 1, dims + 1] = cov[j, dims, dims]
        for d in range(size):
            cov[j, dims, d] = cov[j, d, dims] = 0.0
    elif kind == NO_MIDDLE:
        move[dims + 1] = move[dims]
        for d in range(n):
            cov[j, dims + 1, d] = cov[j, dims, d]
            cov[j, d, dims + 1] = cov[j, dims, d]
        cov[j, dims + 1, dims + 1] = cov[j, dims, dims]


@njit(inline="always")
def _apply_item(j: int, dims: int, kind: int, move: Array, slope: Array, cut: Array) -> None:
    """Move an item, no parameter by more than 1 and never past crossing cuts."""
    largest = 1.0
    for d in range(dims + 2):
        largest = max(largest, abs(move[d]))
    part = 1.0 / largest
    if kind == ALL_THREE:
        closing = move[dims] - move[dims + 1]
        gap = cut[j, 1] - cut[j, 0]
        if part * closing > 0.8 * gap:
            part = 0.8 * gap / closing
    for d in range(dims):
        slope[j, d] += part * move[d]
    cut[j, 0] += part * move[dims]
    cut[j, 1] += part * move[dims + 1]


@njit(cache=True, nogil=True)
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
    """Slope and curvature of the expected log likelihood at each point, and the information were z observed (D = 1)."""
    dims = theta.shape[1]
    for i in range(first, last):
        if dims == 1:
            rows = slice(start[i], start[i + 1])
            grad[i, 0], info[i, 0, 0], complete[i] = _sum_point_line(
                item[rows], choice[rows], theta[i, 0], slope, cut, cov, ceiling, table
            )
            continue
        grad[i, :] = 0.0
        info[i, :, :] = 0.0
        complete[i] = 0.0
        for k in range(start[i], start[i + 1]):
            j = item[k]
            eta = 0.0
            for d in range(dims):
                eta += slope[j, d] * theta[i, d]
            g1, g2, w11, w22, w12 = _parts(eta, choice[k], cut[j, 0], cut[j, 1], table)
            w1, w2 = w11 + w12, w22 + w12
            fall, more = _beyond(eta, choice[k], ceiling)
            pull = -(g1 + g2) - fall
            for d in range(dims):
                bent = 0.0
                for e in range(dims):
                    bent += cov[j, d, e] * theta[i, e]
                grad[i, d] += (
                    slope[j, d] * pull - w1 * (bent - cov[j, d, dims]) - w2 * (bent - cov[j, d, dims + 1])
                )
                for e in range(d + 1):
                    info[i, d, e] += (w1 + w2 + more) * slope[j, d] * slope[j, e] + (w1 + w2) * cov[j, d, e]
            complete[i] += slope[j, 0] * slope[j, 0] + cov[j, 0, 0]
        for d in range(dims):
            for e in range(d):
                info[i, e, d] = info[i, d, e]


@njit(nogil=True)
def _sum_point_line(
    item: Array, choice: Array, t: float, slope: Array, cut: Array, cov: Array, ceiling: float, table: Array
) -> tuple[float, float, float]:
    """The same of one point in one dimension, summed in registers."""
    grad = info = complete = 0.0
    for k in range(len(item)):
        j = item[k]
        b, v = slope[j, 0], cov[j, 0, 0]
        eta = b * t
        g1, g2, w11, w22, w12 = _parts(eta, choice[k], cut[j, 0], cut[j, 1], table)
        w1, w2 = w11 + w12, w22 + w12
        fall, more = _beyond(eta, choice[k], ceiling)
        grad += b * (-(g1 + g2) - fall) - w1 * (v * t - cov[j, 0, 1]) - w2 * (v * t - cov[j, 0, 2])
        info += (w1 + w2 + more) * b * b + (w1 + w2) * v
        complete += b * b + v
    return grad, info, complete
