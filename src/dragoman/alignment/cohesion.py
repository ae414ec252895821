"""Blocs in the record: how far a state goes with a bloc, how united the bloc is, and who breaks ranks.

Membership is by date: `members` holds the seats of the bloc on the day of each vote. A state is never counted as its own
companion. Members that cast no vote are left out of the vote and counted as absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.intervals import Floats, wilson
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import CHOICE, Members, VoteMatrix
from dragoman.domain.relations import Period
from dragoman.errors import EstimateError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BlocAgreement:
    """A state beside the members of a bloc: mean share of members with the same choice, over n votes."""

    state: str
    value: float
    n: int
    low: float
    high: float
    """95 %, Wilson on n votes; conservative, as shares vary less than yes and no."""
    with_all: int
    """Votes in which it chose as every member that voted."""
    with_none: int
    start: date
    end: date
    votes: Table
    """id, symbol, day, choice, same (members with this choice), voted (members that cast a vote), absent, share."""

    def to_arrow(self) -> Any:
        return self.votes.to_arrow()

    def to_polars(self) -> Any:
        return self.votes.to_polars()

    def to_pandas(self) -> Any:
        return self.votes.to_pandas()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cohesion:
    """How united a bloc voted: mean agreement index over n votes.

    The index of a vote is (largest − half the rest) ÷ all, over yes, abstain and no: 1 united, 0 split in three
    (Hix, Noury & Roland 2005, BJPolS 35).
    """

    value: float
    n: int
    low: float
    high: float
    unanimous: int
    votes: Table
    """id, symbol, day, yes, abstain, no, absent, index, majority (empty where two choices tie)."""

    def to_arrow(self) -> Any:
        return self.votes.to_arrow()

    def to_polars(self) -> Any:
        return self.votes.to_polars()

    def to_pandas(self) -> Any:
        return self.votes.to_pandas()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The same measure before and from a day on; None where no vote falls."""

    before: Period | None
    after: Period | None


def agreement_with_bloc(matrix: VoteMatrix, state: str, members: Members) -> BlocAgreement:
    """The state's agreement with a bloc's members; raises EstimateError where no vote has both."""
    rows, same, voted, absent = companions(matrix, state, members)
    if not len(rows):
        raise EstimateError(
            f"{state} and the bloc's members never both cast a vote in these {len(matrix)} roll calls"
        )
    share = same / voted
    low, high = wilson(share.mean(), len(rows))
    days = matrix.days[rows].tolist()
    return BlocAgreement(
        state=state,
        value=float(share.mean()),
        n=len(rows),
        low=float(low),
        high=float(high),
        with_all=int((same == voted).sum()),
        with_none=int((same == 0).sum()),
        start=days[0],
        end=days[-1],
        votes=Table.of(
            **identity_of(matrix, rows),
            choice=[CHOICE[code].value for code in matrix.of_seat(state)[rows].tolist()],
            same=same,
            voted=voted,
            absent=absent,
            share=share,
        ),
    )


def compare_periods(matrix: VoteMatrix, state: str, members: Members, split: date) -> Comparison:
    """The state's agreement with a bloc, or with one other state as a bloc of one, before and from `split` on."""
    rows, same, voted, _ = companions(matrix, state, members)
    days = matrix.days[rows]
    later = days >= np.datetime64(split)
    share = same / voted
    return Comparison(
        before=period_of(days[~later], share[~later]), after=period_of(days[later], share[later])
    )


def agreement_by(matrix: VoteMatrix, state: str, members: Members, groups: Sequence[Any]) -> Table:
    """The state's agreement with a bloc in each group of votes: group, value, n, low, high.

    `groups` names the group of each vote: a year, a session, a topic.
    """
    rows, same, voted, _ = companions(matrix, state, members)
    names, group = np.unique(np.array([groups[i] for i in rows]), return_inverse=True)
    n = np.bincount(group, minlength=len(names))
    value = np.bincount(group, same / voted, minlength=len(names)) / n
    low, high = wilson(value, n)
    return Table.of(group=names, value=value, n=n, low=low, high=high)


def cohesion(matrix: VoteMatrix, members: Members) -> Cohesion:
    """Unity of a bloc over all votes in which at least two members voted."""
    belongs = matrix.membership(members)
    counts = counts_of(matrix, belongs)
    rows = np.flatnonzero(counts.sum(1) >= 2)
    if not len(rows):
        raise EstimateError(f"two members of the bloc never voted together in these {len(matrix)} roll calls")
    kept, cast = counts[rows], counts[rows].sum(1)
    index = (1.5 * kept.max(1) - 0.5 * cast) / cast
    low, high = wilson(index.mean(), len(rows))
    return Cohesion(
        value=float(index.mean()),
        n=len(rows),
        low=float(low),
        high=float(high),
        unanimous=int((kept.max(1) == cast).sum()),
        votes=Table.of(
            **identity_of(matrix, rows),
            yes=kept[:, 0],
            abstain=kept[:, 1],
            no=kept[:, 2],
            absent=belongs[rows].sum(1) - cast,
            index=index,
            majority=[CHOICE[code].value if code else "" for code in majority_of(kept).tolist()],
        ),
    )


def dissenters(matrix: VoteMatrix, members: Members) -> Table:
    """Members by how often they left the bloc's majority: seat, broke, n, rate, low, high, votes (their ids, by `;`).

    The majority is the choice most members made; votes in which two choices tie do not count.
    """
    belongs = matrix.membership(members)
    majority = majority_of(counts_of(matrix, belongs))
    counted = belongs & (matrix.choices > 0) & (majority > 0)[:, None]
    broke = counted & (matrix.choices != majority[:, None])
    n, times = counted.sum(0), broke.sum(0)
    seats = np.flatnonzero(n)
    rate = times[seats] / n[seats]
    low, high = wilson(rate, n[seats])
    ids = np.array(matrix.ids, object)
    table = Table.of(
        seat=[matrix.seats[i] for i in seats],
        broke=times[seats],
        n=n[seats],
        rate=rate,
        low=low,
        high=high,
        votes=[";".join(ids[broke[:, i]]) for i in seats],
    )
    return table.sorted_by("rate", descending=True)


def companions(
    matrix: VoteMatrix, state: str, members: Members
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Votes that count; in each, the members that chose as the state did, those that voted, and those that did not."""
    own = matrix.of_seat(state)
    belongs = matrix.membership(members)
    belongs[:, matrix.seat(state)] = False
    cast = belongs & (matrix.choices > 0)
    rows = np.flatnonzero((own > 0) & cast.any(1))
    same = (cast & (matrix.choices == own[:, None])).sum(1)
    voted = cast.sum(1)
    return rows, same[rows], voted[rows], (belongs.sum(1) - voted)[rows]


def counts_of(matrix: VoteMatrix, belongs: NDArray[np.bool_]) -> NDArray[np.int64]:
    """votes × 3: members that chose yes, abstain, no."""
    return np.stack([(belongs & (matrix.choices == code)).sum(1) for code in (1, 2, 3)], axis=1)


def majority_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Code of the choice most made in each vote; 0 where none was made or two tie."""
    most = counts.max(1, keepdims=True)
    alone = ((counts == most).sum(1) == 1) & (most[:, 0] > 0)
    return np.where(alone, counts.argmax(1) + 1, 0)


def period_of(days: NDArray[np.datetime64], share: Floats) -> Period | None:
    """Mean share over some votes; None where there is none."""
    if not len(days):
        return None
    low, high = wilson(share.mean(), len(share))
    return Period(
        start=days[0].item(),
        end=days[-1].item(),
        value=float(share.mean()),
        n=len(share),
        low=float(low),
        high=float(high),
    )


def identity_of(matrix: VoteMatrix, rows: NDArray[np.intp]) -> dict[str, Any]:
    """Columns that name these votes."""
    return {
        "id": [matrix.ids[i] for i in rows],
        "symbol": [matrix.symbols[i] or "" for i in rows],
        "day": matrix.days[rows],
    }
