"""Known turns of history against the ranking of all states: how many are found where few windows without one pass.

`turns.csv` is our own list. Of a row marked `read` the page, or the passage of it that could be had, was read and tells of the
turn; one marked `recalled` would be from memory. Under `seen_in_ranking`: `yes`, the turn stood among the eighteen clearest
breaks, looked at before the first 56 rows were written; `no`, it did not; `blind`, the row was chosen from books and newspapers
by someone who had not seen the ranking, only the rows before. Floors stand a little under what was measured (.49, .38, .44).
Half of history's turns hardly moved votes: recall at a fixed false-alarm rate means something here, precision does not.
"""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from dragoman import world
from dragoman.alignment.ballots import Ballots
from dragoman.alignment.realignment import Realignments, detect_realignments

DATA = Path(os.environ.get("DRAGOMAN_DEV_DATA", Path(__file__).parents[3] / "shared" / "data")) / "votes"
INPUT = DATA / "ideal_reference" / "estimation_input.parquet"
BEFORE, AFTER = 1, 2
"""Sessions around the one after the turn in which a break counts as that turn."""


def turns() -> list[dict[str, str]]:
    with Path(__file__).with_name("turns.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def history() -> Realignments:
    if not INPUT.exists():
        pytest.skip("the development data of 1946–2019 are not here")
    import duckdb

    data = duckdb.sql(f"select session, item, ccode, y from '{INPUT}'").fetchnumpy()
    ballots = Ballots.from_long(
        seats=np.char.zfill(np.asarray(data["ccode"]).astype(str), 3),
        periods=data["session"],
        items=data["item"],
        choices=data["y"],
    )
    return detect_realignments(ballots)


def windows(history: Realignments) -> dict[str, dict[int, float]]:
    """Of each seat and session the highest score from a session before to two after."""
    found: dict[str, dict[int, float]] = {}
    table = history.table()
    for seat in history.ballots.seats:
        own = table["seat"] == seat
        scores = dict(zip(table["period"][own].tolist(), table["score"][own].tolist(), strict=True))
        found[seat] = {
            t: max(scores[u] for u in range(t - BEFORE, t + AFTER + 1) if u in scores) for t in scores
        }
    return found


def recall(history: Realignments, rate: float, rows: list[dict[str, str]]) -> tuple[float, int]:
    """Share of turns whose window passes what only `rate` of the windows without a turn do, and how many were judged."""
    codes = {
        state.seat: f"{state.cow:03d}"
        for state in world.states()
        if state.cow and state.seat and state.seat == state.code
    }
    codes |= {"RUS": "365", "YUG": "345", "CSK": "315", "ETH": "530"}
    scored = windows(history)
    dated = {(codes[row["seat"]], int(row["year"]) - 1945) for row in turns() if row["seat"] in codes}
    near = {(seat, t + d) for seat, t in dated for d in range(-4, 5)}
    quiet = [s for seat, own in scored.items() for t, s in own.items() if (seat, t) not in near]
    threshold = np.quantile(quiet, 1 - rate)
    judged = [
        scored[codes[row["seat"]]][int(row["year"]) - 1945]
        for row in rows
        if int(row["year"]) - 1945 in scored.get(codes.get(row["seat"], ""), {})
    ]
    return float(np.mean(np.array(judged) > threshold)), len(judged)


@pytest.mark.parametrize(
    ("looks", "least", "floors"),
    [
        pytest.param({"yes", "no", "blind"}, 65, (0.29, 0.45, 0.55), id="all"),
        pytest.param({"no", "blind"}, 55, (0.14, 0.35, 0.47), id="not-at-the-top"),
        pytest.param({"blind"}, 15, (0.1, 0.3, 0.4), id="ranking-unseen"),
    ],
)
def test_turns_of_history_are_found_far_above_the_rate_of_false_alarms(
    history: Realignments, looks: set[str], least: int, floors: tuple[float, float, float]
):
    rows = [row for row in turns() if row["checked"] == "read" and row["seen_in_ranking"] in looks]
    for rate, floor in zip((0.01, 0.05, 0.1), floors, strict=True):
        found, n = recall(history, rate, rows)
        print(f"{rate:.0%} of quiet windows pass: {found:.3f} of {n} turns found")  # noqa: T201
        assert n >= least
        assert found > floor


def test_a_row_of_the_list_is_read_and_has_an_address_or_is_called_recalled():
    for row in turns():
        assert row["checked"] in {"read", "recalled"}
        assert (row["checked"] == "read") == row["url"].startswith("http")
        assert row["source"] or row["checked"] == "recalled"
        assert row["seen_in_ranking"] in {"yes", "no", "blind"}
