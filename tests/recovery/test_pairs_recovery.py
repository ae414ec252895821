"""Plant a break between two states, or inside a bloc, in votes of steady states; the ranking of all pairs finds it."""

from datetime import date, timedelta

import numpy as np
import pytest

from dragoman.alignment.pairs import PairBreaks, rank_bloc_pairs, rank_state_pairs
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import EstimateError

SEATS = tuple(f"S{i:02d}" for i in range(12))
BLOC = frozenset(SEATS[:5])
TURN = 2012


def votes(*, turning: bool, years: int = 16) -> VoteMatrix:
    """Thirty votes a year; the bloc mostly says yes, the others mostly no. From 2012 on S00 votes with the others."""
    rng = np.random.default_rng(5)
    calls = []
    for year in range(2000, 2000 + years):
        for i in range(30):
            yes = {seat: rng.random() < (0.85 if seat in BLOC else 0.2) for seat in SEATS}
            if turning and year >= TURN:
                yes["S00"] = rng.random() < 0.2
            choices = {seat: Choice.YES if said else Choice.NO for seat, said in yes.items()}
            held = date(year, 9, 20) + timedelta(days=2 * i)
            calls.append(RollCall(id=f"{year}-{i}", body="UNGA", held=held, title="A vote", choices=choices))
    return VoteMatrix.of(calls)


def session(year: int) -> int:
    return year - 1945


@pytest.fixture(scope="module")
def pairs() -> PairBreaks:
    return rank_state_pairs(votes(turning=True), np.random.default_rng(0), replicates=5)


def test_the_pairs_of_a_state_that_turned_come_first(pairs: PairBreaks):
    first = list(pairs.ranked().rows())[:4]
    for row in first:
        assert "S00" in (row["a"], row["b"])
        assert abs(row["period"] - session(TURN)) <= 1
        assert row["false_alarms"] < 0.01


def test_every_pair_stands_in_the_ranking_once(pairs: PairBreaks):
    assert len(pairs.ranked()) == len(SEATS) * (len(SEATS) - 1) // 2


def test_steady_pairs_pass_the_threshold_as_often_as_it_says():
    quiet = rank_state_pairs(votes(turning=False), np.random.default_rng(0), replicates=5)
    assert np.nanmean(quiet.score > np.quantile(quiet.null, 0.95)) == pytest.approx(0.05, abs=0.03)


def test_a_state_that_leaves_its_bloc_and_the_blocs_unity_are_found():
    matrix = votes(turning=True)
    blocs = {"OURS": [BLOC] * len(matrix), "THEIRS": [frozenset(SEATS[5:])] * len(matrix)}
    found = rank_bloc_pairs(matrix, blocs, np.random.default_rng(0))
    rows = list(found.ranked().rows())
    assert {(r["a"], r["b"]) for r in rows[:2]} == {("S00", "OURS"), ("S00", "THEIRS")}
    unity = next(r for r in rows if r["a"] == r["b"] == "OURS")
    assert abs(unity["period"] - session(TURN)) <= 1
    assert unity["after"] < unity["before"]
    assert unity["false_alarms"] < 0.05


def test_a_break_in_the_last_session_is_seen():
    found = rank_state_pairs(votes(turning=True, years=TURN - 2000 + 1), np.random.default_rng(0))
    first = next(iter(found.ranked().rows()))
    assert "S00" in (first["a"], first["b"])
    assert first["period"] == session(TURN)


def test_three_sessions_show_no_break():
    with pytest.raises(EstimateError, match="3 sessions"):
        rank_state_pairs(votes(turning=False, years=3), np.random.default_rng(0))
