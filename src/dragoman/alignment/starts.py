"""Where the fits begin: each seat at its place on the main axes of agreement, the same in all periods."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import Ballots

Floats = NDArray[np.float64]


def starting_points(ballots: Ballots, dims: int) -> Floats:
    """points × D: leading eigenvectors of the doubly centred covariance of choices between seats, with unit variance.

    Pairs that never voted together count as unrelated.
    """
    item, seat = ballots.item_of_choice, ballots.seat[ballots.item_point]
    side = ballots.item_choice - 2.0
    mean = np.bincount(item, side) / np.bincount(item)
    votes, cast = (np.zeros((len(ballots.items), len(ballots.seats)), np.float32) for _ in range(2))
    np.add.at(votes, (item, seat), (side - mean[item]).astype(np.float32))
    np.add.at(cast, (item, seat), 1.0)
    together = cast.T @ cast
    covariance = np.where(together > 0, (votes.T @ votes) / np.maximum(together, 20), 0.0).astype(float)
    _, vectors = np.linalg.eigh(covariance)
    theta = vectors[:, ::-1][:, :dims][ballots.seat]
    standard: Floats = (theta - theta.mean(0)) / np.maximum(theta.std(0), 1e-9)
    return standard


def from_two_poles(ballots: Ballots, positive: str, negative: str) -> Floats:
    """points × 1: how far each point sides with one named seat against the other, on items where those two differ.

    The published sampler takes its signs from the same comparison. The origin of the first twenty sessions is so weakly
    tied to the rest that a fit stopped before complete rest keeps a trace of where it began.
    """
    item, point = ballots.item_of_choice, ballots.item_point
    side = np.zeros(len(ballots.items))
    for code, sign in ((positive, 1.0), (negative, -1.0)):
        own = np.isin(point, ballots.at(code))
        side += (
            sign
            * np.bincount(item[own], ballots.item_choice[own], minlength=len(side))
            / np.maximum(np.bincount(item[own], minlength=len(side)), 1)
        )
        side[np.bincount(item[own], minlength=len(side)) == 0] = np.nan
    direction = np.nan_to_num(np.sign(side))[item]
    score = np.bincount(point, direction * (ballots.item_choice - 2.0), minlength=len(ballots.seat))
    asked = np.bincount(point, np.abs(direction), minlength=len(ballots.seat))
    theta = score / np.maximum(asked, 1)
    standard: Floats = (theta - theta.mean()) / np.maximum(theta.std(), 1e-9)
    return standard[:, None]
