"""Votes in long form for the ideal-point models: one row for each choice, ordered by item and by point.

An *item* is what is voted on: one roll call, or several that put the same question again. A *point* is a seat in a period.
Items on which all chose alike say nothing about positions and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.votes import VoteMatrix
from dragoman.errors import EstimateError

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ballots:
    """Every informative choice twice: in the order of items and in the order of points."""

    seats: tuple[str, ...]
    items: NDArray[Any]
    """Label of each item."""
    seat: Ints
    """Seat (place in `seats`) of each point; points are ordered by seat, then period."""
    period: Ints
    """Period of each point."""
    item_start: Ints
    """Choices of item j stand at `item_start[j]:item_start[j + 1]` of the next two."""
    item_point: NDArray[np.int32]
    item_choice: NDArray[np.int8]
    point_start: Ints
    point_item: NDArray[np.int32]
    point_choice: NDArray[np.int8]

    @classmethod
    def of(cls, matrix: VoteMatrix, *, link: bool = False, periods: Sequence[int] | None = None) -> Ballots:
        """The ballots of a matrix; `link` joins roll calls of the same title into one item.

        `periods` gives the period of each vote in the order of the matrix: a Congress, a year. Without it the General
        Assembly's regular session under way that day.
        """
        vote, seat = np.nonzero(matrix.choices)
        period = sessions_of(matrix.days) if periods is None else np.asarray(periods, np.int64)
        items = _recurring(matrix.titles) if link else np.arange(len(matrix))
        return _ballots(
            np.array(matrix.seats, object),
            seat,
            period[vote],
            np.array(matrix.ids, object),
            items[vote],
            matrix.choices[vote, seat],
        )

    @classmethod
    def from_long(cls, *, seats: Any, periods: Any, items: Any, choices: Any) -> Ballots:
        """Ballots from four columns of equal length; choices are 1, 2, 3 (or 1 and 3 where there is no middle)."""
        names, seat = np.unique(np.asarray(seats), return_inverse=True)
        labels, item = np.unique(np.asarray(items), return_inverse=True)
        return _ballots(
            names, seat, np.asarray(periods, np.int64), labels, item, np.asarray(choices, np.int8)
        )

    def __len__(self) -> int:
        return len(self.item_choice)

    @property
    def votes_of_point(self) -> Ints:
        return np.diff(self.point_start)

    @property
    def item_of_choice(self) -> Ints:
        """Item of each choice, in the order of items."""
        return np.repeat(np.arange(len(self.items)), np.diff(self.item_start))

    def counts(self) -> Ints:
        """items × 3: how often each choice was made."""
        flat = np.bincount(self.item_of_choice * 4 + self.item_choice, minlength=4 * len(self.items))
        return flat.reshape(-1, 4)[:, 1:]

    def previous(self) -> Ints:
        """The same seat's point before each point; −1 for its first."""
        same = np.concatenate([[False], self.seat[1:] == self.seat[:-1]])
        return np.where(same, np.arange(len(self.seat)) - 1, -1)

    def at(self, code: str) -> NDArray[np.intp]:
        """The points of one seat."""
        if code not in self.seats:
            raise EstimateError(
                f"{code} took no side in these votes; name a seat that did to fix the direction"
            )
        return np.flatnonzero(self.seat == self.seats.index(code))


def sessions_of(days: NDArray[np.datetime64]) -> Ints:
    """Regular session of the General Assembly under way on each day: the 1st opened in 1946, later ones in September.

    Emergency special sessions run for decades; their votes count for the year in which they were taken.
    """
    months = days.astype("datetime64[M]").astype(np.int64)
    year, month = months // 12 + 1970, months % 12 + 1
    return np.maximum(year - 1945 - (month < 9), 1)


def _ballots(
    names: Any, seat: Ints, period: Ints, labels: Any, item: Ints, choice: NDArray[np.int8]
) -> Ballots:
    counts = np.bincount(item * 4 + choice, minlength=4 * len(labels)).reshape(-1, 4)[:, 1:]
    telling = (counts > 0).sum(1) > 1
    if not telling.any():
        raise EstimateError("in every vote all chose alike: positions cannot be told apart; give more votes")
    kept = telling[item]
    item, seat, period, choice = (np.cumsum(telling) - 1)[item[kept]], seat[kept], period[kept], choice[kept]
    base, span = period.min(), period.max() - period.min() + 1
    key = seat * span + period - base
    taken = np.flatnonzero(np.bincount(key, minlength=len(names) * span))
    point = np.searchsorted(taken, key)
    by_item, by_point = np.argsort(item, kind="stable"), np.argsort(point, kind="stable")
    return Ballots(
        seats=tuple(str(name) for name in names),
        items=labels[telling],
        seat=taken // span,
        period=taken % span + base,
        item_start=_starts(item, int(telling.sum())),
        item_point=point[by_item].astype(np.int32),
        item_choice=choice[by_item],
        point_start=_starts(point, len(taken)),
        point_item=item[by_point].astype(np.int32),
        point_choice=choice[by_point],
    )


def _starts(group: Ints, n: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(group, minlength=n))])


def _recurring(titles: Sequence[str]) -> Ints:
    """The same number for roll calls of the same title; titles of one word or none are never linked."""
    known: dict[str, int] = {}
    numbers = []
    for i, title in enumerate(titles):
        words = re.findall(r"\w+", title.casefold())
        numbers.append(known.setdefault(" ".join(words), i) if len(words) > 1 else i)
    return np.array(numbers)
