"""A state beside another state or a bloc: over all votes, year by year, and where they last differed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.alignment.agreement import Agreement, Method, agreement
from dragoman.alignment.cohesion import BlocAgreement, agreement_with_bloc
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import CHOICE, Members, VoteMatrix
from dragoman.domain.rollcalls import Choice
from dragoman.errors import EstimateError

DIFFERENCES = 10
"""Latest votes on which two parties differ that a comparison lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A vote in which the two chose differently."""

    roll_call: str
    held: date
    symbol: str | None
    title: str
    choice: Choice
    others: tuple[tuple[Choice, int], ...]
    """How many of the other side chose what."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """How far a state went with another state or with a bloc's members, over all votes asked for and by year."""

    a: str
    b: str
    is_bloc: bool
    """Whether b is a bloc: then `value` is the mean share of its members with a's choice."""
    method: str
    value: float
    n: int
    low: float
    high: float
    start: date
    end: date
    years: Table
    """year, value, low, high, n: the same for each calendar year in which they voted together."""
    differences: tuple[Difference, ...]
    """The latest votes in which a differed from b, or from most of b's members; newest first."""

    def to_arrow(self) -> Any:
        return self.years.to_arrow()

    def to_polars(self) -> Any:
        return self.years.to_polars()

    def to_pandas(self) -> Any:
        return self.years.to_pandas()


def compare(
    matrix: VoteMatrix, a: str, b: str, *, members: Members | None = None, method: Method = "equal"
) -> Compared:
    """A state's agreement with another state, or with the bloc `b` whose `members` are given vote by vote.

    Raises EstimateError where they never voted together.
    """
    whole = _measure(matrix, a, b, members, method)
    return Compared(
        a=a,
        b=b,
        is_bloc=members is not None,
        method=method,
        value=whole.value,
        n=whole.n,
        low=whole.low,
        high=whole.high,
        start=whole.start,
        end=whole.end,
        years=_by_year(matrix, a, b, members, method),
        differences=_differences(matrix, a, members or ((b,),) * len(matrix)),
    )


def _measure(
    matrix: VoteMatrix, a: str, b: str, members: Members | None, method: Method
) -> Agreement | BlocAgreement:
    if members is not None:
        return agreement_with_bloc(matrix, a, members)
    return agreement(matrix, a, b, method)


def _by_year(matrix: VoteMatrix, a: str, b: str, members: Members | None, method: Method) -> Table:
    rows, dates = [], matrix.dates
    for year in sorted({day.year for day in dates}):
        part = matrix.between(date(year, 1, 1), date(year, 12, 31))
        then = members and [m for m, day in zip(members, dates, strict=True) if day.year == year]
        with suppress(EstimateError):  # a year in which they never voted together
            found = _measure(part, a, b, then, method)
            rows.append((year, found.value, found.low, found.high, found.n))
    columns = zip(*rows, strict=True)
    return Table.of(**dict(zip(("year", "value", "low", "high", "n"), columns, strict=True)))


def _differences(matrix: VoteMatrix, seat: str, members: Members) -> tuple[Difference, ...]:
    """The latest votes in which the seat chose otherwise than most of the others."""
    own, belongs = matrix.of_seat(seat), matrix.membership(members)
    belongs[:, matrix.seat(seat)] = False
    cast = belongs & (matrix.choices > 0)
    same = (cast & (matrix.choices == own[:, None])).sum(1)
    apart = (own > 0) & cast.any(1) & (2 * same < cast.sum(1))
    found = [row for row in range(len(matrix)) if apart[row]][-DIFFERENCES:]
    return tuple(
        _difference(matrix, row, seat, matrix.choices[row][cast[row]].tolist()) for row in found[::-1]
    )


def _difference(matrix: VoteMatrix, row: int, seat: str, others: list[int]) -> Difference:
    return Difference(
        roll_call=matrix.ids[row],
        held=matrix.dates[row],
        symbol=matrix.symbols[row],
        title=matrix.titles[row],
        choice=CHOICE[int(matrix.of_seat(seat)[row])],
        others=tuple((choice, others.count(code)) for code, choice in CHOICE.items() if code in others),
    )
