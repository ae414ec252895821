"""What must hold for any votes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.alignment.agreement import SCORE, agreement_all
from dragoman.alignment.ballots import Ballots
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.simulation import simulate_votes
from dragoman.alignment.votes import VoteMatrix


def matrix_of(choices: list[list[int]]) -> VoteMatrix:
    n = len(choices)
    return VoteMatrix(
        choices=np.array(choices, np.int8),
        seats=tuple("ABCD"),
        ids=tuple(map(str, range(n))),
        days=np.arange(n).astype("datetime64[D]"),
        symbols=(None,) * n,
        titles=("",) * n,
        sessions=(None,) * n,
        bodies=("UNGA",) * n,
        subjects=((),) * n,
        agenda=((),) * n,
    )


some_votes = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=12)


@given(some_votes, st.sampled_from(list(SCORE)))
def test_agreement_is_mutual_and_inside_its_interval(choices, method):
    every = agreement_all(matrix_of(choices), method)
    np.testing.assert_allclose(every.value, every.value.T)
    known = ~np.isnan(every.value)
    assert np.all(every.low[known] <= every.value[known] + 1e-9)
    assert np.all(every.value[known] <= every.high[known] + 1e-9)


@given(some_votes, st.sampled_from(list(SCORE)))
def test_flipping_every_vote_changes_no_agreement(choices, method):
    flipped = [[(4 - c) % 4 if c else 0 for c in row] for row in choices]
    one, other = (agreement_all(matrix_of(each), method) for each in (choices, flipped))
    np.testing.assert_allclose(one.value, other.value, atol=1e-12)


@given(some_votes, st.randoms(use_true_random=False))
def test_the_order_of_votes_changes_no_agreement(choices, random):
    shuffled = random.sample(choices, len(choices))
    np.testing.assert_allclose(
        agreement_all(matrix_of(choices)).value, agreement_all(matrix_of(shuffled)).value
    )


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000))
def test_flipping_every_vote_flips_every_point(seed):
    b = simulate_votes(np.random.default_rng(seed), seats=20, periods=3, votes=30).ballots
    seats, periods = np.array(b.seats)[b.seat[b.item_point]], b.period[b.item_point]
    flipped = Ballots.from_long(
        seats=seats, periods=periods, items=b.item_of_choice, choices=4 - b.item_choice
    )
    same, turned = (
        IdealPoints(scale="coherent", positive="S001", negative=None, tolerance=1e-4, n_jobs=1)
        .fit(each)
        .points_
        for each in (b, flipped)
    )
    np.testing.assert_allclose(same.position, turned.position, atol=0.02)
