"""Planted half-breaks: recall at 5 % false alarms, on real votes of the General Assembly.

    DRAGOMAN_DEV_DATA=… python benchmarks/alignment_breaks.py [cases [seed]]

A case is a seat with ten periods before and up to ten after a period t. From t on half of its votes become a random other
seat's, for good or for one session only. Items come from the untouched history. Two rates are reported: a threshold that 5 % of untouched seat-periods pass
(recall at t itself), and one that 5 % of untouched twenty-period series pass anywhere (recall anywhere in the series).
The score was put together on the 400 cases of seed 0; the figures to quote are those of other seeds.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from alignment_data import estimation_input

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.fitting import State, fit_coherent
from dragoman.alignment.realignment import score_paths
from dragoman.alignment.starts import starting_points

BEFORE, AFTER, FEWEST = 10, 10, 20


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for dims in (1, 5, 8):
        started = time.perf_counter()
        votes = Votes(estimation_input(), dims)
        chosen = votes.choose(cases, np.random.default_rng(seed))
        quiet = votes.scores(chosen, 0.0, AFTER)
        for length, told in ((AFTER, ""), (1, ", one session only")):
            broken = votes.scores(chosen, 0.5, length)
            for name in ("score", "jump", "surprise", "alarm"):
                report(f"{dims}-D {name}{told}", quiet[name], broken[name])
        print(f"{dims}-D: {cases} cases in {time.perf_counter() - started:.0f} s")


def report(name: str, quiet: np.ndarray, broken: np.ndarray) -> None:
    at_break = broken[:, BEFORE]
    by_period = (at_break > np.nanquantile(quiet, 0.95)).mean()
    highest, place = np.nanmax(broken, 1), np.nanargmax(broken, 1)
    by_series = (highest > np.quantile(np.nanmax(quiet, 1), 0.95)).mean()
    located = (np.abs(place - BEFORE) <= 1).mean()
    print(f"{name:15} recall by period {by_period:.3f}  by series {by_series:.3f}  located ±1 {located:.2f}")


class Votes:
    """The history as a matrix, with items fitted once."""

    def __init__(self, data: dict[str, np.ndarray], dims: int) -> None:
        self.labels, item = np.unique(data["item"], return_inverse=True)
        _, call = np.unique(data["rcid"], return_inverse=True)
        self.codes, seat = np.unique(data["ccode"], return_inverse=True)
        self.periods, period = np.unique(data["session"], return_inverse=True)
        self.choice = np.zeros((call.max() + 1, len(self.codes)), np.int8)
        self.choice[call, seat] = data["y"]
        self.item, self.period = (np.zeros(len(self.choice), np.int64) for _ in range(2))
        self.item[call], self.period[call] = item, period
        self.ballots = Ballots.from_long(
            seats=np.char.zfill(data["ccode"].astype(str), 3), periods=period, items=item, choices=data["y"]
        )
        start = starting_points(self.ballots, dims)
        self.state = fit_coherent(self.ballots, start, drift=None, tolerance=4e-3, max_sweeps=100)

    def choose(self, cases: int, rng: np.random.Generator) -> list[tuple[int, int, int]]:
        cast = np.stack([(self.choice[self.period == t] > 0).sum(0) for t in range(len(self.periods))], 1)
        chosen: list[tuple[int, int, int]] = []
        while len(chosen) < cases:
            seat, donor = rng.choice(len(self.codes), 2, replace=False)
            t = int(rng.integers(BEFORE, len(self.periods) - 3))
            if (cast[seat, t - BEFORE : t + AFTER] >= FEWEST).all() and (
                cast[donor, t : t + AFTER] >= FEWEST
            ).all():
                chosen.append((int(seat), t, int(donor)))
        return chosen

    def scores(self, cases: list[tuple[int, int, int]], share: float, length: int) -> dict[str, np.ndarray]:
        columns = [self.series(n, *case, share, length) for n, case in enumerate(cases)]
        seat, period, item, choice, start = (np.concatenate(part) for part in zip(*columns, strict=True))
        ballots = _with_items(len(cases), seat, period, item, choice, self.ballots)
        first = np.unique(seat * (BEFORE + AFTER) + period, return_index=True)[1]
        state = State(
            theta=self.state.theta[start[first]].copy(),
            spread=self.state.spread[start[first]].copy(),
            slope=self.state.slope,
            cut=self.state.cut,
            cov=self.state.cov,
            kinds=self.state.kinds,
            drift=self.state.drift,
        )
        grids = {}
        for name, values in score_paths(ballots, state).items():
            if name == "chance":
                continue
            grid = np.full((len(cases), BEFORE + AFTER), np.nan)
            grid[ballots.seat, ballots.period] = values
            grids[name] = grid
        return grids

    def series(
        self, n: int, seat: int, t: int, donor: int, share: float, length: int
    ) -> tuple[np.ndarray, ...]:
        rng = np.random.default_rng(seat * 1000 + t)
        rows = np.flatnonzero(
            (self.period >= t - BEFORE) & (self.period < t + AFTER) & (self.choice[:, seat] > 0)
        )
        choice = self.choice[rows, seat].copy()
        swap = (self.period[rows] >= t) & (self.period[rows] < t + length)
        swap &= (rng.random(len(rows)) < share) & (self.choice[rows, donor] > 0)
        choice[swap] = self.choice[rows[swap], donor]
        known = np.isin(self.item[rows], self.ballots.items)
        rows, choice = rows[known], choice[known]
        own = {
            int(p): i
            for i, p in zip(self.points_of(seat), self.ballots.period[self.points_of(seat)], strict=True)
        }
        start = np.array([own.get(int(p), next(iter(own.values()))) for p in self.period[rows]])
        item = np.searchsorted(self.ballots.items, self.item[rows])
        return np.full(len(rows), n), self.period[rows] - t + BEFORE, item, choice, start

    def points_of(self, seat: int) -> np.ndarray:
        return self.ballots.at(f"{self.codes[seat]:03d}")


def _with_items(
    seats: int, seat: np.ndarray, period: np.ndarray, item: np.ndarray, choice: np.ndarray, known: Ballots
) -> Ballots:
    """Ballots of new seats on items that are already known: only the order of points is needed."""
    key, point = np.unique(seat * (BEFORE + AFTER) + period, return_inverse=True)
    order = np.argsort(point, kind="stable")
    return Ballots(
        seats=tuple(map(str, range(seats))),
        items=known.items,
        seat=key // (BEFORE + AFTER),
        period=key % (BEFORE + AFTER),
        item_start=np.zeros(1, np.int64),
        item_point=np.zeros(0, np.int32),
        item_choice=np.zeros(0, np.int8),
        point_start=np.concatenate([[0], np.cumsum(np.bincount(point))]),
        point_item=item[order].astype(np.int32),
        point_choice=choice[order],
    )


if __name__ == "__main__":
    main()
