"""Two blocs beside each other, or a bloc beside itself: how many pairs of their members chose alike, and their majorities.

A bloc of one is a state. A state that belongs to both blocs is never paired with itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.cohesion import counts_of, majority_of
from dragoman.alignment.intervals import wilson
from dragoman.alignment.votes import Members, VoteMatrix
from dragoman.errors import EstimateError

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocsAgreement:
    """How far two blocs agreed in n votes, with its 95 % interval (Wilson; conservative for a mean of shares)."""

    value: float
    n: int
    low: float
    high: float
    start: date
    end: date


def member_pairs(matrix: VoteMatrix, a: Members, b: Members) -> tuple[NDArray[np.intp], Ints, Ints]:
    """Votes in which a pair of members of the two blocs voted; in each, the pairs that chose alike, and all pairs."""
    in_a, in_b = matrix.membership(a), matrix.membership(b)
    ours, theirs, both = counts_of(matrix, in_a), counts_of(matrix, in_b), counts_of(matrix, in_a & in_b)
    same = (ours * theirs).sum(1) - both.sum(1)
    pairs = ours.sum(1) * theirs.sum(1) - both.sum(1)
    rows = np.flatnonzero(pairs)
    return rows, same[rows], pairs[rows]


def agreement_of_members(matrix: VoteMatrix, a: Members, b: Members) -> BlocsAgreement:
    """Mean over the votes of the share of pairs, one member of each bloc, that chose alike."""
    rows, same, pairs = member_pairs(matrix, a, b)
    return _measured(matrix, rows, same / np.maximum(pairs, 1))


def agreement_of_majorities(matrix: VoteMatrix, a: Members, b: Members) -> BlocsAgreement:
    """Share of votes in which the choice that most members made is the same; votes with a tie do not count."""
    ours, theirs = majorities(matrix, a), majorities(matrix, b)
    rows = np.flatnonzero((ours > 0) & (theirs > 0))
    return _measured(matrix, rows, (ours == theirs)[rows].astype(float))


def majorities(matrix: VoteMatrix, members: Members) -> Ints:
    """Code of the choice that most members made in each vote; 0 where none voted or two choices tie."""
    return majority_of(counts_of(matrix, matrix.membership(members)))


def _measured(matrix: VoteMatrix, rows: NDArray[np.intp], share: NDArray[np.float64]) -> BlocsAgreement:
    if not len(rows):
        raise EstimateError(f"the two never both took a side in these {len(matrix)} roll calls")
    low, high = wilson(share.mean(), len(rows))
    days = matrix.days[rows].tolist()
    return BlocsAgreement(
        value=float(share.mean()), n=len(rows), low=float(low), high=float(high), start=days[0], end=days[-1]
    )
