"""Draws by Gibbs sampling, started from a deterministic fit: compiled sweeps over items, one dimension.

The sweep over items is that of Johnson & Albert (1999, ch. 4–5): new cuts by Metropolis–Hastings (Cowles), latent z from
truncated normals, then β. `published` draws the points as the published sampler does; `coherent` draws whole paths of
the stated random walk.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import CEILING, State
from dragoman.alignment.ordered import OUTER_CUT, PER_UNIT, REACH, normal_cdf
from dragoman.alignment.random_walk import draw_paths, lagged

Array = NDArray[Any]
Floats = NDArray[np.float64]


def draw_points(
    ballots: Ballots,
    state: State,
    rng: np.random.Generator,
    *,
    sweeps: int,
    drift: float | None = None,
    jobs: int = 2,
) -> Floats:
    """Draws × points, after a burn-in of a quarter of the sweeps; `drift=None` samples as published."""
    chain = _Chain(
        ballots, state, int(rng.integers(2**62)), ceiling=CEILING if drift is None else 1e9, jobs=jobs
    )
    draws = np.empty((sweeps - sweeps // 4, len(ballots.seat)), np.float32)
    step = _published_step(ballots, state, rng) if drift is None else _coherent_step(ballots, rng, drift)
    with ThreadPoolExecutor(jobs) as pool:
        chain.sweep(pool)
        for k in range(sweeps):
            chain.theta = step(chain.score, chain.information)
            chain.sweep(pool)
            if k >= sweeps // 4:
                draws[k - sweeps // 4] = chain.theta
    return draws.astype(float)


def _published_step(ballots: Ballots, state: State, rng: np.random.Generator) -> Any:
    """Pull towards the previous sweep's mean of the previous period; clip at ±5; standardise."""
    pull, strength = lagged(ballots)
    mean = state.theta[:, 0].copy()

    def step(score: Floats, information: Floats) -> Floats:
        nonlocal mean
        variance = 1 / (information + strength)
        mean = variance * (score + strength * np.where(pull >= 0, mean[pull], 0.0))
        theta = np.clip(mean + np.sqrt(variance) * rng.standard_normal(len(mean)), -5, 5)
        standard: Floats = (theta - theta.mean()) / theta.std()
        return standard

    return step


def _coherent_step(ballots: Ballots, rng: np.random.Generator, drift: float) -> Any:
    def step(score: Floats, information: Floats) -> Floats:
        return draw_paths(ballots, score, information, drift, rng)

    return step


class _Chain:
    """Items and latent values of one chain; the score Σβz and information Σβ² of each point after every sweep."""

    def __init__(self, ballots: Ballots, state: State, seed: int, *, ceiling: float, jobs: int) -> None:
        self.ballots, self.seed, self.ceiling = ballots, seed, ceiling
        self.theta, self.slope, self.cut = (
            state.theta[:, 0].copy(),
            state.slope[:, 0].copy(),
            state.cut.copy(),
        )
        tight = self.cut[:, 1] - self.cut[:, 0] < 0.01
        self.cut[tight] += np.array([-0.005, 0.005])
        self.cdf = normal_cdf(np.arange(-REACH, REACH + 2 / PER_UNIT, 1 / PER_UNIT))
        self._bounds = np.searchsorted(ballots.item_start, np.linspace(0, len(ballots), jobs + 1))
        self._bounds[0], self._bounds[-1] = 0, len(ballots.items)
        self._sums = np.zeros((jobs, 2, len(self.theta)))

    @property
    def score(self) -> Floats:
        score: Floats = self._sums[:, 0].sum(0)
        return score

    @property
    def information(self) -> Floats:
        information: Floats = self._sums[:, 1].sum(0)
        return information

    def sweep(self, pool: ThreadPoolExecutor) -> None:
        """New cuts, latent values and slopes of all items; draws depend on the seed, not on the number of threads."""
        self.seed = (self.seed * 6364136223846793005 + 1442695040888963407) % 2**63
        self._sums[:] = 0.0
        b = self.ballots
        data = (b.item_start, b.item_point, b.item_choice, self.theta, self.slope, self.cut, self.cdf)

        def run(work: tuple[tuple[int, int], Array]) -> None:
            (first, last), sums = work
            sweep_items(first, last, *data, self.seed, self.ceiling, sums)

        list(pool.map(run, zip(pairwise(self._bounds.tolist()), self._sums, strict=True)))


@njit(inline="always")
def _cdf(x: float, table: Array) -> float:
    if x < -4.0:
        return 0.5 * math.erfc(-x * 0.7071067811865476)
    if x > REACH:
        return 1.0
    place = (x + REACH) * PER_UNIT
    cell = int(place)
    return float(table[cell] + (place - cell) * (table[cell + 1] - table[cell]))


@njit(inline="always")
def _tail(p: float) -> float:
    q = math.sqrt(-2 * math.log(p))
    above = -7.784894002430293e-03 * q - 3.223964580411365e-01
    above = ((above * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968
    below = (
        (7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996
    ) * q + 3.754408661907416
    return (above * q + 2.938163982698783) / (below * q + 1.0)


@njit(inline="always")
def _quantile(p: float) -> float:
    """Φ⁻¹ by Acklam's rational approximation; relative error below 1.2e-9."""
    if p < 0.02425:
        return _tail(max(p, 1e-300))
    if p > 0.97575:
        return -_tail(max(1 - p, 1e-16))
    q = p - 0.5
    r = q * q
    above = -3.969683028665376e01 * r + 2.209460984245205e02
    above = ((above * r - 2.759285104469687e02) * r + 1.383577518672690e02) * r - 3.066479806614716e01
    below = -5.447609879822406e01 * r + 1.615858368580409e02
    below = ((below * r - 1.556989798598866e02) * r + 6.680131188771972e01) * r - 1.328068155288572e01
    return (above * r + 2.506628277459239) * q / (below * r + 1.0)


@njit(inline="always")
def _uniform(state: Array) -> float:
    """SplitMix64 (Steele, Lea & Flood 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(((z >> np.uint64(11)) + 0.5) * 1.1102230246251565e-16)


@njit(inline="always")
def _share(eta: float, choice: int, c1: float, c2: float, table: Array) -> float:
    if choice == 1:
        return _cdf(c1 - eta, table)
    if choice == 3:
        return _cdf(eta - c2, table)
    a, b = c1 - eta, c2 - eta
    return _cdf(-a, table) - _cdf(-b, table) if a > 0 else _cdf(b, table) - _cdf(a, table)


@njit(inline="always")
def _latent(u: float, eta: float, choice: int, c1: float, c2: float, table: Array) -> float:
    if choice == 1:
        return eta + _quantile(u * _cdf(c1 - eta, table))
    if choice == 3:
        return eta - _quantile(u * _cdf(eta - c2, table))
    a, b = c1 - eta, c2 - eta
    if a > 0:
        low = _cdf(-b, table)
        return eta - _quantile(low + u * (_cdf(-a, table) - low))
    low = _cdf(a, table)
    return eta + _quantile(low + u * (_cdf(b, table) - low))


@njit(inline="always")
def _new_cuts(state: Array, c1: float, c2: float, table: Array) -> tuple[float, float, float]:
    """Proposed cuts and the log ratio of proposal densities (Cowles 1996)."""
    width = 0.2 / 3
    u = _uniform(state)
    low = _cdf((-OUTER_CUT - c1) / width, table)
    n1 = c1 + width * _quantile(low + u * (_cdf((c2 - c1) / width, table) - low))
    u = _uniform(state)
    low = _cdf((n1 - c2) / width, table)
    n2 = c2 + width * _quantile(low + u * (_cdf((OUTER_CUT - c2) / width, table) - low))
    there = 1 - _cdf((n1 - c2) / width, table)
    back = 1 - _cdf((c1 - n2) / width, table)
    return n1, n2, math.log(max(there, 1e-300) / max(back, 1e-300))


@njit(cache=True, nogil=True)
def sweep_items(
    first: int,
    last: int,
    start: Array,
    point: Array,
    choice: Array,
    theta: Array,
    slope: Array,
    cut: Array,
    table: Array,
    seed: int,
    ceiling: float,
    sums: Array,
) -> None:
    """Draw cuts, z and β of the items from `first` up to `last`; add βz and β² to the points' sums."""
    state = np.empty(1, np.uint64)
    longest = 0
    for j in range(first, last):
        longest = max(longest, start[j + 1] - start[j])
    z = np.empty(longest)
    for j in range(first, last):
        state[0] = np.uint64(seed) + np.uint64(j) * np.uint64(0xD1342543DE82EF95)
        b, c1, c2 = slope[j], cut[j, 0], cut[j, 1]
        n1, n2, gain = _new_cuts(state, c1, c2, table)
        ratio = 1.0
        for k in range(start[j], start[j + 1]):
            eta = b * theta[point[k]]
            new, old = _share(eta, choice[k], n1, n2, table), _share(eta, choice[k], c1, c2, table)
            ratio *= max(new, 1e-30) / max(old, 1e-30)
            if ratio < 1e-200 or ratio > 1e200:
                gain += math.log(ratio)
                ratio = 1.0
        if n2 > n1 and math.log(_uniform(state)) < gain + math.log(max(ratio, 1e-300)):
            cut[j, 0], cut[j, 1] = c1, c2 = n1, n2
        above, below = 0.0, 1.0
        for k in range(start[j], start[j + 1]):
            t = theta[point[k]]
            value = _latent(_uniform(state), b * t, choice[k], c1, c2, table)
            value = min(max(value, -ceiling), ceiling)
            z[k - start[j]] = value
            above += t * value
            below += t * t
        b = above / below + _quantile(_uniform(state)) / math.sqrt(below)
        slope[j] = b
        for k in range(start[j], start[j + 1]):
            i = point[k]
            sums[0, i] += b * z[k - start[j]]
            sums[1, i] += b * b
