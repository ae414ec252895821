"""Two parties beside each other, each a state or a bloc: over all votes, year by year, and where they last differed.

Two states are compared by a method of `agreement`. With a bloc there are two questions: `equal`, the mean share of its members
(with two blocs: of pairs of members) that chose alike, and `majority`, how often the choice most members made is the same.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.agreement import Agreement, Method, agreement
from dragoman.alignment.blocs import (
    BlocsAgreement,
    agreement_of_majorities,
    agreement_of_members,
    majorities,
    member_pairs,
)
from dragoman.alignment.cohesion import BlocAgreement, agreement_with_bloc
from dragoman.alignment.intervals import wilson
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import CHOICE, Members, VoteMatrix
from dragoman.domain.rollcalls import Choice
from dragoman.errors import EstimateError

BlocMethod = Literal["equal", "majority"]
BLOC_METHODS: tuple[str, ...] = get_args(BlocMethod)

Pairs = tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]
"""Votes in which both sides took part; in each, the pairs of members that chose alike, and all pairs."""
DIFFERENCES = 10
"""Latest votes on which two parties differ that a comparison lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A vote in which the two chose differently: a state, or most of a bloc's members, against most of the other side."""

    roll_call: str
    held: date
    symbol: str | None
    title: str
    choice: Choice
    """Of the state, or of most members of the bloc, named first."""
    own: tuple[tuple[Choice, int], ...]
    """How many of the first side chose what; of a state, once its choice."""
    others: tuple[tuple[Choice, int], ...]
    """How many of the other side chose what."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """How far two states or blocs went together, over all votes asked for and by year."""

    a: str
    b: str
    a_is_bloc: bool
    is_bloc: bool
    """Whether b is a bloc."""
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
    """The latest votes in which the two, or most pairs of their members, differed; newest first."""

    def to_arrow(self) -> Any:
        return self.years.to_arrow()

    def to_polars(self) -> Any:
        return self.years.to_polars()

    def to_pandas(self) -> Any:
        return self.years.to_pandas()


def compare(
    matrix: VoteMatrix,
    a: str,
    b: str,
    *,
    members_of_a: Members | None = None,
    members: Members | None = None,
    method: Method | BlocMethod = "equal",
) -> Compared:
    """Agreement of a with b; of one that is a bloc, its members vote by vote (`members` are those of b).

    Raises EstimateError where they never voted together, or where the method does not fit.
    """
    sides = _Sides(a=a, b=b, ours=members_of_a, theirs=members, method=method)
    whole = sides.measure(matrix)
    ours, theirs = sides.members(len(matrix))
    together = sides.together(matrix)
    return Compared(
        a=a,
        b=b,
        a_is_bloc=members_of_a is not None,
        is_bloc=members is not None,
        method=method,
        value=whole.value,
        n=whole.n,
        low=whole.low,
        high=whole.high,
        start=whole.start,
        end=whole.end,
        years=_shares_by_year(matrix, together) if method == "equal" else _by_year(matrix, sides),
        differences=_differences(matrix, sides.own(matrix), (ours, theirs), together),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Who is compared, and how; `ours` and `theirs` are members for each vote of a matrix, None for a state."""

    a: str
    b: str
    ours: Members | None
    theirs: Members | None
    method: Method | BlocMethod

    def members(self, n: int) -> tuple[Members, Members]:
        """Both sides as blocs, a state as a bloc of one that is no member of the other side."""
        ours, theirs = self.ours or ((self.a,),) * n, self.theirs or ((self.b,),) * n
        if self.ours is None and self.theirs is not None:
            theirs = _without(theirs, self.a)
        if self.theirs is None and self.ours is not None:
            ours = _without(ours, self.b)
        return ours, theirs

    def measure(self, matrix: VoteMatrix) -> Agreement | BlocAgreement | BlocsAgreement:
        if self.ours is None and self.theirs is None and self.method != "majority":
            return agreement(matrix, self.a, self.b, self.method)
        if self.method == "majority":
            return agreement_of_majorities(matrix, *self.members(len(matrix)))
        if self.method != "equal":
            raise EstimateError(f"“{self.method}” compares two states; with a bloc choose equal or majority")
        if self.ours is None and self.theirs is not None:
            return agreement_with_bloc(matrix, self.a, self.theirs)
        return agreement_of_members(matrix, *self.members(len(matrix)))

    def together(self, matrix: VoteMatrix) -> Pairs:
        """The votes in which both took part."""
        if self.ours is not None or self.theirs is not None:
            return member_pairs(matrix, *self.members(len(matrix)))
        x, y = matrix.of_seat(self.a), matrix.of_seat(self.b)
        rows = np.flatnonzero((x > 0) & (y > 0))
        return rows, (x == y)[rows].astype(np.int64), np.ones(len(rows), np.int64)

    def own(self, matrix: VoteMatrix) -> NDArray[np.int64]:
        """What a chose in each vote; of a bloc what most of its members chose."""
        if self.ours is None:
            return matrix.of_seat(self.a).astype(np.int64)
        return majorities(matrix, self.members(len(matrix))[0])

    def take(self, rows: NDArray[np.intp]) -> _Sides:
        """The same for some of the votes."""
        ours, theirs = (side and [side[i] for i in rows] for side in (self.ours, self.theirs))
        return replace(self, ours=ours, theirs=theirs)


def _without(members: Members, seat: str) -> Members:
    """The members but for one seat; few blocs change from one vote to the next."""
    left = {seats: seats - {seat} for seats in {frozenset(seats) for seats in members}}
    return [left[frozenset(seats)] for seats in members]


def _shares_by_year(matrix: VoteMatrix, together: Pairs) -> Table:
    """The mean share of pairs that chose alike, year by year: what `measure` gives for the votes of each year."""
    rows, same, pairs = together
    years, year = np.unique(_years(matrix)[rows], return_inverse=True)
    n = np.bincount(year)
    value = np.bincount(year, same / pairs) / n
    low, high = wilson(value, n)
    return Table.of(year=years, value=value, low=low, high=high, n=n)


def _years(matrix: VoteMatrix) -> NDArray[np.int64]:
    return matrix.days.astype("datetime64[Y]").astype(int) + 1970


def _by_year(matrix: VoteMatrix, sides: _Sides) -> Table:
    found = []
    years = _years(matrix)
    for year in np.unique(years).tolist():
        rows = np.flatnonzero(years == year)
        with suppress(EstimateError):  # a year in which they never voted together
            part = sides.take(rows).measure(matrix.take(rows))
            found.append((year, part.value, part.low, part.high, part.n))
    columns = zip(*found, strict=True)
    return Table.of(**dict(zip(("year", "value", "low", "high", "n"), columns, strict=True)))


def _differences(
    matrix: VoteMatrix, own: NDArray[np.int64], sides: tuple[Members, Members], together: Pairs
) -> tuple[Difference, ...]:
    """The latest votes in which most pairs of the two sides chose differently."""
    rows, same, pairs = together
    ours, theirs = sides
    rows = rows[(2 * same < pairs) & (own[rows] > 0)][-DIFFERENCES:]
    return tuple(
        Difference(
            roll_call=matrix.ids[row],
            held=matrix.days[row].item(),
            symbol=matrix.symbols[row],
            title=matrix.titles[row],
            choice=CHOICE[int(own[row])],
            own=_counted(matrix, row, ours[row]),
            others=_counted(matrix, row, theirs[row]),
        )
        for row in rows[::-1].tolist()
    )


def _counted(matrix: VoteMatrix, row: int, members: Collection[str]) -> tuple[tuple[Choice, int], ...]:
    """How many of the members chose what in one vote."""
    chosen = [matrix.choices[row, matrix.seats.index(seat)] for seat in members if seat in matrix.seats]
    return tuple((choice, chosen.count(code)) for code, choice in CHOICE.items() if code in chosen)
