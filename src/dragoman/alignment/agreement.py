"""How often two states chose alike, in the usual variants, with n and a 95 % interval.

Every variant is a function of one 3 × 3 table: how often a chose i (yes, abstain, no) where b chose j. For all pairs at
once the tables are nine matrix products. Votes in which either cast no vote do not count.

| method | formula | interval | literature |
|---|---|---|---|
| `equal` | share of equal choices | Wilson | Lijphart (1963), APSR 57, as “index of agreement” without the half |
| `lijphart` | 1 − mean of abs(i − j) / 2: abstention half way | Wilson, conservative | Lijphart (1963) |
| `s` | 2 · lijphart − 1, from −1 to 1 | the same, stretched | Signorino & Ritter (1999), ISQ 43, equal weights |
| `kappa` | 1 − observed ÷ expected disagreement abs(i − j) | jackknife | Cohen (1968); Häge (2011), Political Analysis 19 |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.intervals import Z95, Floats, wilson
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import VoteMatrix
from dragoman.errors import EstimateError

Method = Literal["equal", "lijphart", "s", "kappa"]
Estimate = tuple[Floats, Floats, Floats]
"""Value, low, high."""

DISTANCE = np.abs(np.subtract.outer(np.arange(3.0), np.arange(3.0))) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two seats agreed in n votes, with its 95 % interval."""

    a: str
    b: str
    method: Method
    value: float
    n: int
    low: float
    high: float
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AgreementMatrix:
    """Agreement of all pairs of seats; NaN where two seats never voted together."""

    seats: tuple[str, ...]
    method: Method
    value: Floats
    n: NDArray[np.int64]
    low: Floats
    high: Floats

    def of(self, a: str) -> Table:
        """All others by their agreement with one seat, the closest first."""
        i = self.seats.index(a)
        others = np.array([seat != a and n > 0 for seat, n in zip(self.seats, self.n[i], strict=True)])
        table = Table.of(
            seat=self.seats, value=self.value[i], n=self.n[i], low=self.low[i], high=self.high[i]
        )
        return table.take(others).sorted_by("value", descending=True)

    def table(self) -> Table:
        """One row for each pair that voted together at least once."""
        i, j = np.triu_indices(len(self.seats), 1)
        seats = np.array(self.seats, object)
        pairs = Table.of(
            a=seats[i],
            b=seats[j],
            value=self.value[i, j],
            n=self.n[i, j],
            low=self.low[i, j],
            high=self.high[i, j],
        )
        return pairs.take(pairs["n"] > 0)

    def to_arrow(self) -> Any:
        return self.table().to_arrow()

    def to_polars(self) -> Any:
        return self.table().to_polars()

    def to_pandas(self) -> Any:
        return self.table().to_pandas()


def agreement(matrix: VoteMatrix, a: str, b: str, method: Method = "equal") -> Agreement:
    """Agreement of two seats; raises EstimateError where they never voted together."""
    x, y = matrix.of_seat(a), matrix.of_seat(b)
    both = np.flatnonzero((x > 0) & (y > 0))
    if not len(both):
        raise EstimateError(f"{a} and {b} never both cast a vote in these {len(matrix)} roll calls")
    counts = np.zeros((3, 3))
    np.add.at(counts, (x[both] - 1, y[both] - 1), 1)
    value, low, high = (float(v) for v in SCORE[method](counts))
    days = matrix.days[both].tolist()
    return Agreement(
        a=a, b=b, method=method, value=value, n=len(both), low=low, high=high, start=days[0], end=days[-1]
    )


def agreement_with_all(matrix: VoteMatrix, state: str, method: Method = "equal") -> Table:
    """All other seats by their agreement with one, the closest first: seat, value, n, low, high."""
    chose = np.stack([matrix.choices == code for code in (1, 2, 3)]).astype(np.float32)
    own = chose[:, :, matrix.seat(state)]
    counts = np.einsum("iv,jvt->tij", own, chose, optimize=True).astype(float)
    n = counts.sum((-1, -2)).astype(np.int64)
    value, low, high = SCORE[method](counts)
    table = Table.of(seat=matrix.seats, value=value, n=n, low=low, high=high)
    others = (n > 0) & (np.arange(len(n)) != matrix.seat(state))
    return table.take(others).sorted_by("value", descending=True)


def agreement_all(matrix: VoteMatrix, method: Method = "equal") -> AgreementMatrix:
    """Agreement of all pairs, by matrix products."""
    chose = np.stack([matrix.choices == code for code in (1, 2, 3)]).astype(np.float32)
    counts = np.einsum("ivs,jvt->stij", chose, chose, optimize=True).astype(float)
    value, low, high = SCORE[method](counts)
    n = counts.sum((-1, -2)).astype(np.int64)
    return AgreementMatrix(seats=matrix.seats, method=method, value=value, n=n, low=low, high=high)


def _equal(counts: Floats) -> Estimate:
    n = counts.sum((-1, -2))
    share = _ratio(np.trace(counts, axis1=-2, axis2=-1), n)
    return (share, *wilson(share, n))


def _lijphart(counts: Floats) -> Estimate:
    n = counts.sum((-1, -2))
    share = _ratio((counts * (1 - DISTANCE)).sum((-1, -2)), n)
    return (share, *wilson(share, n))


def _s(counts: Floats) -> Estimate:
    value, low, high = _lijphart(counts)
    return 2 * value - 1, 2 * low - 1, 2 * high - 1


def _kappa(counts: Floats) -> Estimate:
    """Delete-one jackknife, in closed form: all votes of one cell give the same value when left out.

    Where kappa does not exist without one of the votes, the interval is all of −1 to 1.
    """
    value, n = _kappa_value(counts), counts.sum((-1, -2))
    spread = np.zeros_like(value)
    for i, j in np.ndindex(3, 3):
        left = counts.copy()
        left[..., i, j] -= 1
        gap = np.where(counts[..., i, j] > 0, _kappa_value(left) - value, 0.0)
        spread += counts[..., i, j] * gap**2
    half = Z95 * np.sqrt(spread * _ratio(n - 1, n))
    half = np.where(np.isnan(half) & ~np.isnan(value), 2.0, half)
    return value, np.maximum(value - half, -1.0), np.minimum(value + half, 1.0)


def _kappa_value(counts: Floats) -> Floats:
    """NaN where each side made one choice only: nothing is left to be explained by more than chance."""
    n = counts.sum((-1, -2))
    expected = np.einsum("...i,...j->...ij", counts.sum(-1), counts.sum(-2))
    return 1 - _ratio((counts * DISTANCE).sum((-1, -2)) * n, (expected * DISTANCE).sum((-1, -2)))


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)


SCORE: dict[Method, Callable[[Floats], Estimate]] = {
    "equal": _equal,
    "lijphart": _lijphart,
    "s": _s,
    "kappa": _kappa,
}
