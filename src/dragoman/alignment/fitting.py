"""Alternating block Newton for ordered ideal points: items given points, points given items, until they rest.

Two fits of one model. `fit_published` solves for the fixed point of the published sampler, which is not the posterior of
the stated model: it pulls each point towards the previous period only, standardises all points in every sweep without
rescaling the items (so what it shrinks is shrunk in proportion to the information z would carry), and cuts z off at ±9.
`fit_coherent` maximises the variational bound of the stated model, in any number of dimensions.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.anderson import Anderson
from dragoman.alignment.ballots import Ballots
from dragoman.alignment.ordered import kinds_of, mills_table, starting_cuts
from dragoman.alignment.random_walk import lagged, smooth

Array = NDArray[Any]
Floats = NDArray[np.float64]

CEILING = 9.0
"""The published sampler cuts its latent variable off at ±9; for the most extreme seats that decides the estimate."""

PLAIN_PIECE = 20_000
"""Choices the plain kernels take at a time, so that their arrays stay in the processor's cache."""


@dataclass(slots=True, kw_only=True)
class State:
    """Points and items while they are being fitted; arrays are changed in place."""

    theta: Floats
    """points × D."""
    spread: Floats
    """points × D × D: posterior covariance given the items."""
    slope: Floats
    """items × D: β."""
    cut: Floats
    """items × 2: γ₁, γ₂."""
    cov: Floats
    """items × (D + 2) × (D + 2): covariance of (β, γ₁, γ₂) given the points."""
    kinds: NDArray[np.int8]
    drift: float = 0.0
    """Standard deviation of a step of the coherent fit's random walk."""
    sweeps: int = 0
    converged: bool = False


class Halves:
    """The two halves of a sweep over one set of ballots, shared out over threads."""

    def __init__(self, ballots: Ballots, *, ceiling: float, jobs: int) -> None:
        self.ballots, self.ceiling, self.table = ballots, ceiling, mills_table()
        self._kernels, compiled = _kernels()
        jobs = max(1, min(jobs, os.cpu_count() or 1))
        self._pieces = jobs if compiled else max(jobs, len(ballots) // PLAIN_PIECE)
        self._pool = ThreadPoolExecutor(jobs)
        n, dims = len(ballots.seat), 0
        self.grad, self.info, self.complete = np.zeros((n, dims)), np.zeros((n, dims, dims)), np.zeros(n)

    def items(self, s: State) -> None:
        """One Newton step of all items, given the points."""
        b = self.ballots
        data = (b.item_start, b.item_point, b.item_choice)
        rest = (s.theta, s.spread, s.slope, s.cut, s.cov, s.kinds, self.ceiling, self.table)
        self._run(self._kernels.step_items, b.item_start, (*data, *rest))

    def points(self, s: State) -> None:
        """Slope and curvature of all points, given the items, into `grad`, `info`, `complete`."""
        b, dims = self.ballots, s.theta.shape[1]
        if self.grad.shape[1] != dims:
            self.grad, self.info = np.zeros_like(s.theta), np.zeros_like(s.spread)
        data = (b.point_start, b.point_item, b.point_choice)
        rest = (s.theta, s.slope, s.cut, s.cov, self.ceiling, self.table, self.grad, self.info, self.complete)
        self._run(self._kernels.sum_points, b.point_start, (*data, *rest))

    def _run(self, kernel: Callable[..., None], start: Array, arguments: tuple[Any, ...]) -> None:
        bounds = np.searchsorted(start, np.linspace(0, start[-1], self._pieces + 1))
        bounds[0], bounds[-1] = 0, len(start) - 1
        list(self._pool.map(lambda pair: kernel(*pair, *arguments), pairwise(bounds)))


def fit_published(
    ballots: Ballots, theta: Floats, *, tolerance: float, max_sweeps: int, jobs: int = 2
) -> State:
    """The fixed point of the published sampler, from a start in one dimension; points have mean 0 and variance 1."""
    state, halves = begin(ballots, theta), Halves(ballots, ceiling=CEILING, jobs=jobs)
    pull, strength = lagged(ballots)
    pulled = pull >= 0
    scale, shift = 1.0, 0.0

    def sweep(s: State) -> Floats:
        nonlocal scale, shift
        halves.items(s)
        halves.points(s)
        x, grad, info, complete = (
            s.theta[:, 0],
            halves.grad[:, 0],
            halves.info[:, 0, 0],
            halves.complete + strength,
        )
        force = grad + strength * (np.where(pulled, scale * x[pull] + shift, 0.0) - x)
        if s.sweeps > 3:
            raw = x + force / complete
            scale, shift = float(np.sqrt(raw.var() + 1 - x.var())), float(raw.mean())
        curvature = info + strength + complete * (scale - 1)
        new = x + np.clip((force - complete * ((scale - 1) * x + shift)) / curvature, -1, 1)
        s.spread[:, 0, 0] = 1 / curvature
        standard: Floats = (new - new.mean()) / np.sqrt(new.var() + s.spread.mean())
        return standard[:, None]

    return _iterate(state, sweep, tolerance=tolerance, max_sweeps=max_sweeps)


def fit_coherent(
    ballots: Ballots, theta: Floats, *, drift: float | None, tolerance: float, max_sweeps: int, jobs: int = 2
) -> State:
    """The variational fit of the stated model.

    `drift` is the standard deviation of a point's step from period to period; None learns it by EM. The variance of the
    slopes stays 1: learnt along with the rest it runs away.
    """
    state, halves = begin(ballots, theta), Halves(ballots, ceiling=np.inf, jobs=jobs)
    state.drift = drift or 0.2

    def sweep(s: State) -> Floats:
        halves.items(s)
        halves.points(s)
        new, s.spread[:], shown = smooth(ballots, s.theta, halves.grad, halves.info, s.drift)
        s.drift = drift or shown
        moved: Floats = s.theta + np.clip(new - s.theta, -1, 1)
        return moved

    return _iterate(state, sweep, tolerance=tolerance, max_sweeps=max_sweeps)


def begin(ballots: Ballots, theta: Floats) -> State:
    """A state with these points and items that know only their shares."""
    counts, dims = ballots.counts(), theta.shape[1]
    kinds, items = kinds_of(counts), len(ballots.items)
    return State(
        theta=np.ascontiguousarray(theta),
        spread=np.broadcast_to(0.05 * np.eye(dims), (len(theta), dims, dims)).copy(),
        slope=np.zeros((items, dims)),
        cut=starting_cuts(counts, kinds),
        cov=np.zeros((items, dims + 2, dims + 2)),
        kinds=kinds,
    )


def _iterate(state: State, sweep: Callable[[State], Floats], *, tolerance: float, max_sweeps: int) -> State:
    """Sweep until the root mean square step of the points falls below the tolerance; Anderson after twelve plain ones,
    by when the items have found their sides."""
    mixing = Anderson()
    while state.sweeps < max_sweeps and not state.converged:
        new = sweep(state)
        state.converged = bool(np.sqrt(np.mean((new - state.theta) ** 2)) < tolerance)
        state.theta = new if state.sweeps < 12 or state.converged else mixing.mix(state.theta, new)
        state.sweeps += 1
    return state


def _kernels() -> tuple[Any, bool]:
    """The compiled kernels, or their plain twins where numba is not installed."""
    try:
        from dragoman.alignment import kernels  # noqa: PLC0415 (an extra)
    except ImportError:
        from dragoman.alignment import kernels_plain  # noqa: PLC0415

        return kernels_plain, False
    return kernels, True
