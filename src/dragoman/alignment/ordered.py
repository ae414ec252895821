"""What the ordered probit needs besides its kernels: the normal distribution, kinds of items, starting cuts."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

REACH, PER_UNIT = 10.0, 128
"""The table of φ/Φ runs from −10 to 10 in steps of 1/128; linear between, its error is below 1e-5."""

ALL_THREE, NO_NO, NO_YES, NO_MIDDLE = 1, 2, 3, 4
"""Which choices an item saw. A choice nobody made leaves its cut to the prior; without a middle the two cuts are one."""

OUTER_CUT = 7.0
"""Where a cut lies that no choice determines; the published sampler keeps all cuts within ±7."""


def mills_table() -> NDArray[np.float64]:
    """φ(x) / Φ(x) on the grid."""
    grid = np.arange(-REACH, REACH + 2 / PER_UNIT, 1 / PER_UNIT)
    return np.exp(-0.5 * grid * grid) / (math.sqrt(2 * math.pi) * normal_cdf(grid))


def normal_cdf(x: Array) -> NDArray[np.float64]:
    """Φ, exact; one call of the C library for each value, so for short arrays."""
    flat = [0.5 * math.erfc(-value / math.sqrt(2)) for value in np.ravel(x).tolist()]
    return np.array(flat).reshape(np.shape(x))


def normal_quantile(p: Array) -> NDArray[np.float64]:
    """Φ⁻¹, for short arrays."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse(value) for value in np.ravel(p).tolist()]).reshape(np.shape(p))


def kinds_of(counts: Array) -> NDArray[np.int8]:
    """Kind of each item from how often yes, abstain and no were chosen."""
    yes, middle, no = (counts > 0).T
    kinds = np.select([yes & middle & no, yes & middle, middle & no], [ALL_THREE, NO_NO, NO_YES], NO_MIDDLE)
    return kinds.astype(np.int8)


def starting_cuts(counts: Array, kinds: Array) -> NDArray[np.float64]:
    """Cuts that give the shares of each choice if positions did not matter."""
    share = counts / counts.sum(1, keepdims=True)
    cut = normal_quantile(np.clip(np.stack([share[:, 0], share[:, 0] + share[:, 1]], 1), 0.005, 0.995))
    cut[:, 1] = np.where(kinds == ALL_THREE, np.maximum(cut[:, 1], cut[:, 0] + 0.05), cut[:, 1])
    cut[kinds == NO_NO, 1] = OUTER_CUT
    cut[kinds == NO_YES, 0] = -OUTER_CUT
    cut[kinds == NO_MIDDLE, 1] = cut[kinds == NO_MIDDLE, 0]
    return cut


def mills(x: Array, table: Array) -> Array:
    """φ(x) / Φ(x) from the table."""
    place = (np.clip(x, -REACH, REACH) + REACH) * PER_UNIT
    cell = place.astype(np.int64)
    inside = table[cell] + (place - cell) * (table[cell + 1] - table[cell])
    return np.where(x < -REACH, -x, np.where(x > REACH, 0.0, inside))


def cdf_of(x: Array, table: Array) -> Array:
    """Φ from the table of φ/Φ, for long arrays."""
    tail = -np.minimum(np.abs(x), REACH)
    share = np.exp(-0.5 * tail * tail) / (math.sqrt(2 * math.pi) * mills(tail, table))
    return np.where(x > 0, 1 - share, share)
