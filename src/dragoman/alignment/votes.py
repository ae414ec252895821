"""Roll calls as one matrix: votes down, seats across.

1 yes, 2 abstain, 3 no; 0 where a seat cast no vote, whether absent or not a member. Votes stand in the order in which
they were taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import EstimateError

CODE = {Choice.YES: 1, Choice.ABSTAIN: 2, Choice.NO: 3, Choice.ABSENT: 0}
CHOICE = {1: Choice.YES, 2: Choice.ABSTAIN, 3: Choice.NO}

Members = Sequence[Collection[str]]
"""The seats that belong to a bloc on the day of each vote, one collection for each vote."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VoteMatrix:
    """Choices of all seats in all votes, with what identifies each vote."""

    choices: NDArray[np.int8]
    """votes × seats."""
    seats: tuple[str, ...]
    ids: tuple[str, ...]
    days: NDArray[np.datetime64]
    """Day of each vote, never falling."""
    symbols: tuple[str | None, ...]
    titles: tuple[str, ...]
    sessions: tuple[str | None, ...]
    bodies: tuple[str, ...]
    subjects: tuple[tuple[str, ...], ...]
    agenda: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, roll_calls: Iterable[RollCall]) -> VoteMatrix:
        """The matrix of all roll calls whose choices are known, in the order of day, place in the day and id."""
        known = [call for call in roll_calls if call.choices]
        known.sort(key=lambda call: (call.held, call.order or 0, call.id))
        seats = tuple(sorted({seat for call in known for seat in call.choices}))
        return cls(
            choices=_choices(known, seats),
            seats=seats,
            ids=tuple(call.id for call in known),
            days=np.array([call.held for call in known], "datetime64[D]"),
            symbols=tuple(call.symbol for call in known),
            titles=tuple(call.title for call in known),
            sessions=tuple(call.session for call in known),
            bodies=tuple(call.body for call in known),
            subjects=tuple(call.subjects for call in known),
            agenda=tuple(call.agenda for call in known),
        )

    def __len__(self) -> int:
        return len(self.choices)

    @property
    def dates(self) -> list[date]:
        days: list[date] = self.days.tolist()
        return days

    def seat(self, code: str) -> int:
        """Column of a seat; raises EstimateError where it never voted."""
        if code not in self.seats:
            raise EstimateError(
                f"{code} cast no vote in these {len(self)} roll calls; give a code such as USA, or load more votes"
            )
        return self.seats.index(code)

    def of_seat(self, code: str) -> NDArray[np.int8]:
        """Choices of one seat, one for each vote."""
        return self.choices[:, self.seat(code)]

    def take(self, votes: NDArray[np.bool_] | NDArray[np.intp]) -> VoteMatrix:
        """The votes where the mask holds, or at these places (in rising order)."""
        rows = np.flatnonzero(votes) if votes.dtype == np.bool_ else votes
        kept = {f.name: _rows(getattr(self, f.name), rows) for f in fields(self) if f.name != "seats"}
        return VoteMatrix(seats=self.seats, **kept)

    def only(self, seats: Collection[str]) -> VoteMatrix:
        """The same votes with the columns of these seats alone."""
        columns = [i for i, seat in enumerate(self.seats) if seat in seats]
        return replace(self, choices=self.choices[:, columns], seats=tuple(self.seats[i] for i in columns))

    def between(self, start: date | None = None, end: date | None = None) -> VoteMatrix:
        """The votes from `start` to `end`, both days included."""
        inside = np.ones(len(self), bool)
        if start is not None:
            inside &= self.days >= np.datetime64(start)
        if end is not None:
            inside &= self.days <= np.datetime64(end)
        return self.take(inside)

    def about(self, topic: str) -> VoteMatrix:
        """The votes about a topic: each of its words begins a word of the vote's subject headings, agenda or title."""
        return self.take(self.is_about(topic))

    def is_about(self, topic: str) -> NDArray[np.bool_]:
        """Which votes are about a topic."""
        words = [re.compile(rf"\b{re.escape(_stem(word))}") for word in re.findall(r"\w+", topic.casefold())]
        texts = (
            " ".join((title, *headings, *items)).casefold()
            for title, headings, items in zip(self.titles, self.subjects, self.agenda, strict=True)
        )
        return np.fromiter((bool(words) and all(w.search(t) for w in words) for t in texts), bool, len(self))

    def members(self, members_on: Callable[[date], Collection[str]]) -> Members:
        """The members of a bloc on the day of each vote, from a function that knows them for a day."""
        by_day = {day: members_on(day) for day in set(self.dates)}
        return tuple(by_day[day] for day in self.dates)

    def membership(self, members: Members) -> NDArray[np.bool_]:
        """votes × seats: who belonged to the bloc at each vote."""
        column = {seat: i for i, seat in enumerate(self.seats)}
        belongs = np.zeros(self.choices.shape, bool)
        row = 0
        for seats, run in groupby(members):  # few blocs change from one vote to the next
            end = row + sum(1 for _ in run)
            belongs[row:end, [column[seat] for seat in seats if seat in column]] = True
            row = end
        return belongs


def _choices(calls: Sequence[RollCall], seats: Sequence[str]) -> NDArray[np.int8]:
    column = {seat: i for i, seat in enumerate(seats)}
    matrix = np.zeros((len(calls), len(seats)), np.int8)
    for row, call in zip(matrix, calls, strict=True):
        row[[column[seat] for seat in call.choices]] = [CODE[choice] for choice in call.choices.values()]
    return matrix


def _rows(values: Any, rows: NDArray[Any]) -> Any:
    if isinstance(values, np.ndarray):
        return values[rows]
    return tuple(values[i] for i in rows)


def _stem(word: str) -> str:
    """The word without a final s and e, so that Ukraine finds Ukrainian and weapons finds weapon."""
    return word.removesuffix("s").removesuffix("e") if len(word) > 4 else word
