"""Positions worked out once a version of the ledger: points of all states, and how likely each choice was.

Fitting takes seconds and numba; what it gives is small. It is written to a file, which a server reads without either.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import DragomanError, EstimateError
from dragoman.workflows.alignment import rank_shifts
from dragoman.workflows.record import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from dragoman.alignment.votes import VoteMatrix
    from dragoman.ledger import Heading, Ledger
    from dragoman.ledger.browse import Ballots

FORM = 1
"""Raised with every change of what is written; part of the file's name."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Positions:
    """Points by seat and session, and the chance of each choice that was made, from the position of its session."""

    rows: tuple[dict[str, Any], ...]
    """seat, period, votes, point, low, high, within: by seat and period."""
    ids: tuple[str, ...]
    """Roll calls of `chance`."""
    seats: tuple[str, ...]
    chance: NDArray[np.uint8]
    """votes × seats, in 250ths; 255 where there is none."""
    shifts: tuple[dict[str, Any], ...] | None = None
    """Breaks of states with their own former position, the clearest first; None while they are not worked out."""
    null: int = 0
    """Simulated histories behind the false alarms."""

    def of_period(self, period: int) -> dict[str, dict[str, Any]]:
        """Seat → its row in that session."""
        return self._by_period.get(period, {})

    @cached_property
    def _by_period(self) -> dict[int, dict[str, dict[str, Any]]]:
        found: dict[int, dict[str, dict[str, Any]]] = {}
        for row in self.rows:
            found.setdefault(row["period"], {})[row["seat"]] = row
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id_: i for i, id_ in enumerate(self.ids)}

    def of_seat(self, seat: str) -> tuple[dict[str, Any], ...]:
        """Its row in each session, oldest first."""
        return tuple(self._by_seat.get(seat, ()))

    @cached_property
    def _by_seat(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows:
            found.setdefault(row["seat"], []).append(row)
        return found

    def chances_in(self, roll_call: str) -> dict[str, float]:
        """Seat → how likely its choice was, of those that voted."""
        if roll_call not in self._places:
            return {}
        row = self.chance[self._places[roll_call]]
        return {seat: int(c) / 250 for seat, c in zip(self.seats, row, strict=True) if c != 255}


def fit_positions(matrix: VoteMatrix) -> Positions:
    """The points and chances of a matrix; EstimateError where the votes do not determine them."""
    from dragoman.alignment.ballots import sessions_of  # noqa: PLC0415
    from dragoman.alignment.ideal import IdealPoints  # noqa: PLC0415

    fit = IdealPoints().fit(matrix)
    rows = tuple(
        {
            "seat": row["seat"],
            "period": row["period"],
            "votes": row["votes"],
            **{name: round(row[name], 3) for name in ("point", "low", "high", "within")},
        }
        for row in fit.points_.table().rows()
    )
    known = set(fit.items_["item"])
    vote, seat = np.nonzero(matrix.choices)
    kept = np.array([matrix.ids[v] in known for v in vote], bool)
    vote, seat = vote[kept], seat[kept]
    names = np.array(matrix.seats, object)
    periods = sessions_of(matrix.days)
    chances = fit.predict_proba(names[seat], periods[vote], np.array(matrix.ids, object)[vote])
    made = chances[np.arange(len(vote)), matrix.choices[vote, seat] - 1]
    chance = np.full(matrix.choices.shape, 255, np.uint8)
    chance[vote, seat] = np.round(made * 250).astype(np.uint8)
    return Positions(rows=rows, ids=matrix.ids, seats=matrix.seats, chance=chance)


def with_shifts(fitted: Positions, matrix: VoteMatrix) -> Positions:
    """The same with the breaks; without any where the votes are too few."""
    try:
        found = rank_shifts(matrix)
    except DragomanError:
        return replace(fitted, shifts=())
    names = ("seat", "period", "score", "moved", "false_alarms")
    rows = [{name: row[name] for name in names} for row in found.ranked().rows()]
    shifts = tuple({n: round(v, 4) if isinstance(v, float) else v for n, v in row.items()} for row in rows)
    return replace(fitted, shifts=shifts, null=len(found.null))


def write_positions(found: Positions, path: Path) -> None:
    """Write them in one piece: a reader sees all or nothing."""
    told = json.dumps(
        {
            "rows": found.rows,
            "ids": found.ids,
            "seats": found.seats,
            "shifts": found.shifts,
            "null": found.null,
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        np.savez_compressed(file, chance=found.chance, told=np.frombuffer(told.encode(), np.uint8))
    fresh.replace(path)


def read_positions(path: Path) -> Positions:
    """The positions in a file of ours."""
    with np.load(path, allow_pickle=False) as file:
        told = json.loads(bytes(file["told"]))
        chance = file["chance"]
    return Positions(
        rows=tuple(told["rows"]),
        ids=tuple(told["ids"]),
        seats=tuple(told["seats"]),
        chance=chance,
        shifts=None if told["shifts"] is None else tuple(told["shifts"]),
        null=told["null"],
    )


def make_positions_file(address: str | None, body: str, path: str) -> None:
    """Open the ledger, fit, write: the whole work of a process of its own. The points come first, the breaks when ready."""
    matrix = matrix_of(open_ledger(address), body)
    found = fit_positions(matrix)
    write_positions(found, Path(path))
    write_positions(with_shifts(found, matrix), Path(path))


def matrix_of(ledger: Ledger, body: str) -> VoteMatrix:
    """All roll calls of a body whose choices are known, as a matrix; without votes where there are none.

    The same as `vote_matrix`, straight from the columns: no object is made for each choice.
    """
    from dragoman.ledger import browse  # noqa: PLC0415

    return matrix_from(ledger.headings(body=body), browse.ballots(ledger, body))


def matrix_from(headings: Iterable[Heading], ballots: Mapping[str, Ballots]) -> VoteMatrix:
    """The matrix of these roll calls as far as their choices are among the ballots."""
    from dragoman.alignment.votes import VoteMatrix  # noqa: PLC0415

    known = [h for h in headings if h.id in ballots and ballots[h.id].seats]
    known.sort(key=lambda h: (h.held, h.order or 0, h.id))
    cast = [ballots[h.id] for h in known]
    seats = tuple(sorted({seat for seats in {one.seats for one in cast} for seat in seats}))
    return VoteMatrix(
        choices=_choices(cast, seats),
        seats=seats,
        ids=tuple(h.id for h in known),
        days=np.array([h.held for h in known], "datetime64[D]"),
        symbols=tuple(h.symbol for h in known),
        titles=tuple(h.title for h in known),
        sessions=tuple(h.session for h in known),
        bodies=tuple(h.body for h in known),
        subjects=tuple(h.subjects for h in known),
        agenda=tuple(h.agenda for h in known),
    )


def narrowed(
    matrix: VoteMatrix,
    ledger: Ledger,
    body: str,
    *,
    start: date | None = None,
    end: date | None = None,
    topic: str | None = None,
) -> VoteMatrix:
    """The votes of a body's matrix in these days and on this topic, as the ledger finds it; EstimateError where there are none."""
    found = matrix.between(start, end) if start or end else matrix
    if topic:
        about = {heading.id for heading in ledger.headings(words=topic, body=body)}
        found = found.take(np.fromiter((id_ in about for id_ in found.ids), bool, len(found)))
    if not len(found):
        raise EstimateError("no roll call at hand fits; name another topic or other days")
    return found


def _choices(cast: Sequence[Ballots], seats: Sequence[str]) -> NDArray[np.int8]:
    """votes × seats: 1 yes, 2 abstain, 3 no, 0 none. Many votes have the same list of seats, found once."""
    column = {seat: i for i, seat in enumerate(seats)}
    places = {of: np.array([column[seat] for seat in of]) for of in {one.seats for one in cast}}
    code = np.zeros(128, np.int8)
    code[[ord("Y"), ord("A"), ord("N")]] = 1, 2, 3
    choices = np.zeros((len(cast), len(seats)), np.int8)
    for row, one in zip(choices, cast, strict=True):
        row[places[one.seats]] = code[np.frombuffer(one.chosen.encode(), np.uint8)]
    return choices


def main() -> None:
    """`python -m dragoman.workflows.positions BODY FILE [LEDGER]`: what a server starts beside itself."""
    body, path, *address = sys.argv[1:]
    os.nice(10)
    make_positions_file(address[0] if address else None, body, path)


if __name__ == "__main__":
    main()
