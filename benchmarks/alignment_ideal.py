"""Ideal points on the whole history of the General Assembly: speed, memory, correlation, held-out votes, coverage.

    DRAGOMAN_DEV_DATA=… python benchmarks/alignment_ideal.py fit | polish | heldout | slice | coverage | scale

`fit` times a fresh process (imports and cached kernels included) and a warm one. Correlations are with the published points
of April 2020. `heldout` leaves out a random tenth of all votes, `slice` of sessions 60 to 74.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
from alignment_data import estimation_input, published

STARTED = time.perf_counter()


def main() -> None:
    for what in sys.argv[1:] or ["fit"]:
        {
            "fit": fit,
            "polish": polish,
            "heldout": lambda: held_out("true", (1, 2, 5, 8)),
            "slice": lambda: held_out("session >= 60", (1, 2, 5, 8, 12)),
            "coverage": coverage,
            "scale": scale,
        }[what]()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


def fit() -> None:
    from dragoman.alignment.ideal import IdealPoints

    data = estimation_input()
    for run in ("fresh", "warm", "warm"):
        started = STARTED if run == "fresh" else time.perf_counter()
        before = 0.0 if run == "fresh" else time.process_time()
        points = IdealPoints(positive="2", negative="365").fit(_ballots(data)).points_
        wall, busy = time.perf_counter() - started, time.process_time() - before
        print(f"{run}: {wall:.2f} s, {busy:.2f} CPU s  {_correlation(points)}")
    started = time.perf_counter()
    coherent = IdealPoints(scale="coherent", positive="2", negative="365").fit(_ballots(data))
    print(f"coherent: {time.perf_counter() - started:.2f} s  {_correlation(coherent.points_)}")


def polish() -> None:
    from dragoman.alignment.ideal import IdealPoints

    ballots = _ballots(estimation_input())
    for sweeps in (400, 1000):
        started = time.process_time()
        model = IdealPoints(positive="2", negative="365", polish=sweeps, random_state=0).fit(ballots)
        print(f"{sweeps} sweeps: {time.process_time() - started:.1f} CPU s  {_correlation(model.points_)}")


def held_out(where: str, dimensions: tuple[int, ...]) -> None:
    from dragoman.alignment.ideal import IdealPoints

    data = estimation_input(where)
    test = np.random.default_rng(0).random(len(data["y"])) < 0.1
    ballots = _ballots({name: column[~test] for name, column in data.items()})
    points = {(ballots.seats[s], int(p)) for s, p in zip(ballots.seat, ballots.period, strict=True)}
    known = np.isin(data["item"], ballots.items) & test
    rows = [i for i in np.flatnonzero(known) if (str(data["ccode"][i]), int(data["session"][i])) in points]
    seats, truth = data["ccode"][rows].astype(str).tolist(), data["y"][rows]
    for dims in dimensions:
        started = time.perf_counter()
        model = IdealPoints(scale="coherent", dimensions=dims, positive=None, tolerance=3e-3).fit(ballots)
        chances = model.predict_proba(seats, data["session"][rows].tolist(), data["item"][rows])
        loss = -np.log(chances[np.arange(len(truth)), truth - 1]).mean()
        right = (chances.argmax(1) + 1 == truth).mean()
        seconds = time.perf_counter() - started
        print(
            f"{where}: {dims}-D  log loss {loss:.4f}  accuracy {right:.4f}  {len(truth)} votes  {seconds:.1f} s"
        )


def coverage() -> None:
    from dragoman.alignment.ideal import IdealPoints
    from dragoman.alignment.simulation import simulate_votes

    sizes = {
        24: {"seats": 60, "periods": 10},
        12: {"seats": 80, "periods": 30},
        8: {"seats": 120, "periods": 40},
    }
    for n, size in sizes.items():
        worlds = [simulate_votes(np.random.default_rng(seed), votes=60, **size) for seed in range(n)]
        for scale, tolerance in (("coherent", None), ("published", None), ("published", 2e-4)):
            model = IdealPoints(scale=scale, positive=None, negative=None, tolerance=tolerance)
            found = [_covered(model.fit(one.ballots).points_, one.theta[:, 0]) for one in worlds]
            within, over = np.mean(found, 0)
            doubt = np.std(found, 0).max() / np.sqrt(n)
            stop = tolerance or "default"
            print(
                f"{size} {scale:9} tolerance {stop}  within a period {within:.3f}  over time {over:.3f}  ± {doubt:.3f}"
            )
    flat()


def flat() -> None:
    """Coverage in two and three dimensions: the truth set on the found axes by one map for all periods."""
    from dragoman.alignment.ideal import IdealPoints
    from dragoman.alignment.simulation import simulate_votes

    for dims, votes in ((2, 100), (3, 120)):
        found = []
        for seed in range(8):
            one = simulate_votes(
                np.random.default_rng(seed), seats=70, periods=10, votes=votes, dimensions=dims
            )
            model = IdealPoints(scale="coherent", dimensions=dims, positive=None, negative=None)
            points = model.fit(one.ballots).points_
            design = np.column_stack([np.ones(len(one.theta)), one.theta])
            truth = design @ np.linalg.lstsq(design, points.position, rcond=None)[0]
            half = 1.645 * np.hypot(points.within, points.drift)
            found.append((np.abs(points.position - truth) <= half).mean())
        print(f"{dims} dimensions: over time {np.mean(found):.3f} ± {np.std(found) / np.sqrt(8):.3f}")


def _covered(points: object, theta: np.ndarray) -> tuple[float, float]:
    """Share of 90 % intervals that hold the truth: each period set on its own origin and scale, and all on one."""
    x, period, within = points.position[:, 0], points.periods, points.within[:, 0]
    truth = np.sign(np.corrcoef(x, theta)[0, 1]) * (theta - theta.mean()) / theta.std()
    own = np.empty_like(x)
    for t in np.unique(period):
        rows = period == t
        unit = np.sqrt(x[rows].var() + (within[rows] ** 2).mean()) / truth[rows].std()
        own[rows] = x[rows].mean() + (truth[rows] - truth[rows].mean()) * unit
    low, high = points.interval(0.9, over_time=False)
    wide_low, wide_high = points.interval(0.9)
    return float(((low <= own) & (own <= high)).mean()), float(
        ((wide_low <= truth) & (truth <= wide_high)).mean()
    )


def scale() -> None:
    """Ten copies of the history side by side: ten times the votes."""
    from dragoman.alignment.ballots import Ballots
    from dragoman.alignment.ideal import IdealPoints

    data = estimation_input()
    n = len(data["y"])
    copy = np.repeat(np.arange(10), n)
    ballots = Ballots.from_long(
        seats=np.tile(data["ccode"], 10) + 1000 * copy,
        periods=np.tile(data["session"], 10),
        items=np.tile(data["item"], 10) + 100_000 * copy,
        choices=np.tile(data["y"], 10),
    )
    started = time.perf_counter()
    model = IdealPoints(positive="2", negative="365").fit(ballots)
    print(f"{len(ballots)} votes: {time.perf_counter() - started:.1f} s, {model.sweeps_} sweeps")


def _ballots(data: dict[str, np.ndarray]) -> object:
    from dragoman.alignment.ballots import Ballots

    return Ballots.from_long(
        seats=data["ccode"], periods=data["session"], items=data["item"], choices=data["y"]
    )


def _correlation(points: object) -> str:
    known = published()
    truth = np.array([known[pair] for pair in zip(points.seats, points.periods.tolist(), strict=True)])
    x, period = points.position[:, 0], points.periods
    each = [np.corrcoef(truth[period == t], x[period == t])[0, 1] for t in np.unique(period)]
    pooled = np.corrcoef(truth, x)[0, 1]
    return f"pooled r {pooled:.4f}  sessions: median {np.median(each):.4f}, least {min(each):.4f}"


if __name__ == "__main__":
    main()
