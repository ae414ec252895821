"""Votes drawn from the model itself, to see whether a fit finds what is known to be true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulated:
    """Ballots and the truth behind them."""

    ballots: Ballots
    theta: Floats
    """True position (points × D) of every point of the ballots."""


def simulate_votes(
    rng: np.random.Generator,
    *,
    seats: int = 60,
    periods: int = 10,
    votes: int = 60,
    dimensions: int = 1,
    drift: float = 0.2,
    recurring: float = 0.2,
    absent: float = 0.1,
    binary: bool = False,
) -> Simulated:
    """Choices of seats whose positions walk at random: θ_1 ~ N(0, I), steps N(0, drift²), β ~ N(0, 1.5²).

    A share `recurring` of each period's items is put again in the next; `absent` of all choices are missing.
    """
    steps = (
        rng.normal(size=(periods, seats, dimensions))
        * np.where(np.arange(periods) == 0, 1.0, drift)[:, None, None]
    )
    theta = steps.cumsum(0)
    numbers, slopes, cuts = _items(rng, periods, votes, dimensions, recurring)
    eta = np.einsum("tsd,tvd->tvs", theta, slopes) + rng.normal(size=(periods, votes, seats))
    choice = 1 + (eta > cuts[:, :, :1]) + (eta > cuts[:, :, 1:])
    if binary:
        choice = np.where(eta > cuts.mean(2, keepdims=True), 3, 1)
    cast = rng.random(choice.shape) >= absent
    period, vote, seat = np.nonzero(cast)
    ballots = Ballots.from_long(
        seats=np.char.add("S", np.char.zfill(seat.astype(str), 3)),
        periods=period,
        items=numbers[period, vote],
        choices=choice[period, vote, seat],
    )
    return Simulated(ballots=ballots, theta=theta[ballots.period, ballots.seat])


def _items(
    rng: np.random.Generator, periods: int, votes: int, dimensions: int, recurring: float
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Number, slope and cuts of each period's items; the first ones of a period recur from the one before."""
    numbers = np.arange(periods * votes).reshape(periods, votes)
    slopes = rng.normal(0, 1.5, (periods, votes, dimensions))
    middle, half = rng.normal(0, 0.8, (periods, votes)), rng.gamma(2, 0.15, (periods, votes))
    cuts = np.stack([middle - half, middle + half], 2)
    again = int(recurring * votes)
    for t in range(1, periods):
        for values in (numbers, slopes, cuts):
            values[t, :again] = values[t - 1, votes - again :]
    return numbers, slopes, cuts
