"""Ideal points of states over time, from their votes alone, in the manner of scikit-learn.

The model is the dynamic ordinal one of Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61: yes, abstain
and no are ordered answers to z = β·θ + ε. Two scales are offered:

`published`  the fixed point of the authors' sampler, for comparison with their series (the default: it is what people
             cite). It is not the posterior of the stated model; see `fitting`.
`coherent`   the variational fit of the stated model with a random walk of known size, in one dimension or more. It
             predicts votes it has not seen slightly better.

Direction and scale are arbitrary: points have mean 0 and variance 1 over all seats and periods, and the seat named
`positive` lies on the positive side on average; or two named seats stand at 1 and −1 on average (`unit="poles"`).
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import State, fit_coherent, fit_published
from dragoman.alignment.ordered import cdf_of, mills_table
from dragoman.alignment.random_walk import lagged
from dragoman.alignment.starts import from_two_poles, starting_points
from dragoman.alignment.tables import Table
from dragoman.alignment.uncertainty import drift_variance, within_variance
from dragoman.alignment.votes import VoteMatrix
from dragoman.errors import EstimateError

Floats = NDArray[np.float64]
Scale = Literal["published", "coherent"]
Unit = Literal["spread", "poles"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """Estimated positions: one row for each seat and period that voted."""

    seats: tuple[str, ...]
    """Seat of each row."""
    periods: NDArray[np.int64]
    votes: NDArray[np.int64]
    """Choices each row rests on."""
    position: Floats
    """rows × D."""
    within: Floats
    """rows × D: standard error given the period's origin and scale: enough to compare seats of one period."""
    drift: Floats
    """rows × D: standard error of the period's origin and axes at this place, to be added (in squares) when periods are
    compared. In more than one dimension axes may turn as well as stretch; how all of them lie together is arbitrary, and no
    part of it."""

    def interval(
        self, level: float = 0.9, *, over_time: bool = True, dimension: int = 0
    ) -> tuple[Floats, Floats]:
        """Low and high in one dimension, with the drift between periods or within a period only."""
        z = NormalDist().inv_cdf(0.5 + level / 2)
        half = z * np.hypot(self.within, self.drift if over_time else 0.0)
        return self.position[:, dimension] - half[:, dimension], self.position[:, dimension] + half[
            :, dimension
        ]

    def of(self, seat: str) -> Table:
        """One seat's rows in the order of periods."""
        return self.table().take(np.array([name == seat for name in self.seats]))

    def table(self, level: float = 0.9) -> Table:
        """seat, period, votes, point, within, drift, low, high; for each further dimension the last five again with `_2` …"""
        columns: dict[str, Any] = {"seat": self.seats, "period": self.periods, "votes": self.votes}
        for d in range(self.position.shape[1]):
            low, high = self.interval(level, dimension=d)
            own = {"point": self.position[:, d], "within": self.within[:, d], "drift": self.drift[:, d]}
            own |= {"low": low, "high": high}
            columns |= {name if d == 0 else f"{name}_{d + 1}": values for name, values in own.items()}
        return Table.of(**columns)

    def to_arrow(self) -> Any:
        return self.table().to_arrow()

    def to_polars(self) -> Any:
        return self.table().to_polars()

    def to_pandas(self) -> Any:
        return self.table().to_pandas()


class IdealPoints:
    """Estimator of ideal points; `fit` sets `points_`, `items_`, `converged_`, `sweeps_` and, with polish, `draws_`."""

    points_: Points
    items_: Table
    converged_: bool
    sweeps_: int
    draws_: Floats | None
    """Draws × rows of `points_`, from the Gibbs sampler; None without polish."""

    def __init__(
        self,
        *,
        scale: Scale = "published",
        dimensions: int = 1,
        drift: float | None = None,
        positive: str | None = "USA",
        negative: str | None = "RUS",
        unit: Unit = "spread",
        tolerance: float | None = None,
        max_sweeps: int = 200,
        polish: int = 0,
        random_state: int | np.random.Generator | None = None,
        n_jobs: int = 2,
    ) -> None:
        """`drift` is the coherent fit's step from period to period, in units of the first period's spread; None learns it.

        `unit` is what the scale is fixed by: the `spread` of all points (mean 0, variance 1), or the two named seats, the
        `poles`: in the first dimension the positive one's mean over its periods is 1, the negative one's −1. Intervals are
        then given where these two stand.
        `polish` is a number of Gibbs sweeps from the fit on (numba, one dimension); `tolerance` the root mean square step
        at which sweeps stop, 0.0005 for the coherent fit. For the published scale it is 0.002 (0.004 before polish), chosen
        on the General Assembly's votes of 1946–2019 against the published points: run on to rest, the deterministic fit
        lets the origin of the first twenty sessions creep below the sampler's, and pooled r falls from .996 to .990.
        """
        self.scale, self.dimensions, self.drift = scale, dimensions, drift
        self.positive, self.negative, self.unit = positive, negative, unit
        self.tolerance, self.max_sweeps = tolerance, max_sweeps
        self.polish, self.random_state, self.n_jobs = polish, random_state, n_jobs

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002 (scikit-learn's signature)
        """The arguments of the constructor."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Change arguments of the constructor."""
        for name, value in params.items():
            if name not in self.get_params():
                raise EstimateError(
                    f"IdealPoints has no parameter {name}; it has {', '.join(self.get_params())}"
                )
            setattr(self, name, value)
        return self

    def fit(self, votes: VoteMatrix | Ballots) -> Self:
        """Estimate all points; raises EstimateError where the votes or the named seats do not determine them."""
        if self.scale == "published" and self.dimensions != 1:
            raise EstimateError('the published scale has one dimension; use scale="coherent" for more')
        ballots = votes if isinstance(votes, Ballots) else Ballots.of(votes)
        state = self._estimate(ballots)
        self.draws_ = self._draw(ballots, state) if self.polish else None
        self.converged_, self.sweeps_ = state.converged, state.sweeps
        self._ballots, self._state = ballots, state
        self.points_ = self._points(ballots, state)
        self.items_ = self._items(ballots, state)
        return self

    def predict_proba(self, seats: Sequence[str], periods: Sequence[int], items: Sequence[Any]) -> Floats:
        """Chances of yes, abstain and no (n × 3), averaged over the uncertainty of points and items.

        Only seats, periods and items of the fit can be predicted; others raise EstimateError.
        """
        point = _places(self._ballots.seats, self._ballots.seat, self._ballots.period, seats, periods)
        item = _among(self._ballots.items, items, "item")
        return probabilities(self._state, point, item)

    def to_arrow(self) -> Any:
        return self.points_.to_arrow()

    def to_polars(self) -> Any:
        return self.points_.to_polars()

    def to_pandas(self) -> Any:
        return self.points_.to_pandas()

    def to_arviz(self, *, draws: int = 1000) -> Any:
        """ArviZ's InferenceData: the Gibbs sampler's draws where the fit was polished, else draws of its normal intervals.

        Those of a normal treat rows as independent: right for each row, not for differences between periods. Extra `bayes`.
        """
        from dragoman.alignment.bayes import inference_data  # noqa: PLC0415 (an extra)

        points = self.points_
        if self.draws_ is not None:
            shift, unit, turn = self._frame
            return inference_data(points, (turn * (self.draws_ - shift) / unit)[None])
        noise = np.random.default_rng(self.random_state).standard_normal((1, draws, len(points.votes)))
        return inference_data(
            points, points.position[:, 0] + np.hypot(points.within[:, 0], points.drift[:, 0]) * noise
        )

    def _estimate(self, ballots: Ballots) -> State:
        if self.scale == "published":
            return fit_published(
                ballots,
                self._start(ballots),
                tolerance=self.tolerance or (4e-3 if self.polish else 2e-3),
                max_sweeps=self.max_sweeps,
                jobs=self.n_jobs,
            )
        return fit_coherent(
            ballots,
            self._start(ballots),
            drift=self.drift,
            tolerance=self.tolerance or 5e-4,
            max_sweeps=self.max_sweeps,
            jobs=self.n_jobs,
        )

    def _start(self, ballots: Ballots) -> Floats:
        if self.dimensions == 1 and self.positive and self.negative:
            return from_two_poles(ballots, self.positive, self.negative)
        theta = starting_points(ballots, self.dimensions)
        if self.positive:
            theta *= np.where(theta[ballots.at(self.positive)].mean(0) < 0, -1.0, 1.0)
        return theta

    def _draw(self, ballots: Ballots, state: State) -> Floats:
        if self.dimensions != 1:
            raise EstimateError("polish draws in one dimension only; set dimensions=1 or polish=0")
        try:
            from dragoman.alignment.gibbs import draw_points  # noqa: PLC0415 (an extra)
        except ImportError as error:
            raise EstimateError('polish needs numba: pip install "dragoman[analysis]"') from error
        drift = state.drift if self.scale == "coherent" else None
        rng = np.random.default_rng(self.random_state)
        return draw_points(ballots, state, rng, sweeps=self.polish, drift=drift, jobs=self.n_jobs)

    def _points(self, ballots: Ballots, state: State) -> Points:
        theta, variance = state.theta, within_variance(ballots, state)
        if self.draws_ is not None:
            theta, variance = self.draws_.mean(0)[:, None], self.draws_.var(0)[:, None]
        shift, unit = self._origin(ballots, theta, variance)
        turn = self._turn(ballots, theta - shift)
        self._frame = float(shift[0]), float(unit[0]), float(turn[0])
        return Points(
            seats=tuple(np.array(ballots.seats, object)[ballots.seat]),
            periods=ballots.period,
            votes=ballots.votes_of_point,
            position=turn * (theta - shift) / unit,
            within=np.sqrt(variance) / unit,
            drift=self._drift(ballots, state) / unit,
        )

    def _origin(self, ballots: Ballots, theta: Floats, variance: Floats) -> tuple[Floats, Floats]:
        """Where each dimension's zero lies, and how long its unit is."""
        shift, unit = theta.mean(0), np.sqrt(theta.var(0) + variance.mean(0))
        if self.unit == "poles":
            if not (self.positive and self.negative):
                raise EstimateError('unit="poles" needs the seats `positive` and `negative`')
            ends = [theta[ballots.at(code), 0].mean() for code in (self.positive, self.negative)]
            shift[0], unit[0] = np.mean(ends), abs(ends[0] - ends[1]) / 2
        return shift, unit

    def _turn(self, ballots: Ballots, theta: Floats) -> Floats:
        """1 or −1 for each dimension, so that the positive seat lies on the positive side."""
        if self.positive is None:
            return np.ones(theta.shape[1])
        return np.where(theta[ballots.at(self.positive)].mean(0) < 0, -1.0, 1.0)

    def _drift(self, ballots: Ballots, state: State) -> Floats:
        if self.scale == "published":
            pulls, strength = lagged(ballots)
        else:
            pulls = ballots.previous()
            gap = np.where(pulls >= 0, ballots.period - ballots.period[pulls], 1)
            strength = np.where(pulls >= 0, 1 / (state.drift**2 * gap), 1.0)
        return np.sqrt(np.maximum(drift_variance(ballots, state, strength, pulls), 0.0))

    def _items(self, ballots: Ballots, state: State) -> Table:
        slopes = {f"slope_{d + 1}": state.slope[:, d] for d in range(self.dimensions)}
        n = np.diff(ballots.item_start)
        return Table.of(item=ballots.items, votes=n, **slopes, cut_1=state.cut[:, 0], cut_2=state.cut[:, 1])


def probabilities(state: State, point: NDArray[Any], item: NDArray[Any]) -> Floats:
    """Chances of yes, abstain and no (n × 3): Φ((γ − β·θ) / √(1 + variance of γ − β·θ))."""
    theta, slope, cov, dims = state.theta[point], state.slope[item], state.cov[item], state.theta.shape[1]
    table = mills_table()
    eta = (theta * slope).sum(1)
    from_point = np.einsum("nd,nde,ne->n", slope, state.spread[point], slope)
    from_slope = np.einsum("nd,nde,ne->n", theta, cov[:, :dims, :dims], theta)
    below = []
    for k in range(2):
        mixed = (theta * cov[:, :dims, dims + k]).sum(1)
        variance = 1 + from_point + from_slope - 2 * mixed + cov[:, dims + k, dims + k]
        below.append(cdf_of((state.cut[item, k] - eta) / np.sqrt(np.maximum(variance, 1.0)), table))
    chances = np.stack([below[0], below[1] - below[0], 1 - below[1]], 1)
    chances = np.maximum(chances, 1e-4)
    result: Floats = chances / chances.sum(1, keepdims=True)
    return result


def _places(
    names: tuple[str, ...],
    seat: NDArray[Any],
    period: NDArray[Any],
    seats: Sequence[str],
    periods: Sequence[int],
) -> NDArray[np.intp]:
    """Rows of the points of these seats and periods."""
    span = int(period.max()) + 1
    wanted = _among(np.array(names, object), seats, "seat") * span + np.asarray(periods)
    return _among(seat * span + period, wanted, "seat and period")


def _among(known: NDArray[Any], wanted: Any, what: str) -> NDArray[np.intp]:
    order = np.argsort(known)
    wanted = np.asarray(wanted, known.dtype)
    place: NDArray[np.intp] = order[np.minimum(np.searchsorted(known, wanted, sorter=order), len(known) - 1)]
    missing = known[place] != wanted
    if missing.any():
        raise EstimateError(f"{what} {wanted[missing][0]} was not in the fit")
    return place
