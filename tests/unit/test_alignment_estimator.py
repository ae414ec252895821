"""The estimator in scikit-learn's manner, and votes of bodies other than the United Nations."""

from datetime import date

import numpy as np
import pytest

from dragoman.alignment.agreement import agreement
from dragoman.alignment.ballots import Ballots
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import EstimateError


def test_a_clone_has_the_same_parameters_and_nothing_learnt():
    model = IdealPoints(scale="coherent", dimensions=2, random_state=7)
    clone = type(model)(**model.get_params(deep=False))
    assert clone.get_params() == model.get_params()
    assert not hasattr(clone, "points_")


def test_parameters_are_set_by_name_and_a_wrong_name_is_told():
    model = IdealPoints()
    assert model.set_params(polish=100, positive=None) is model
    assert (model.polish, model.positive) == (100, None)
    with pytest.raises(EstimateError, match="no parameter colour"):
        model.set_params(colour="red")


def test_the_same_random_state_gives_the_same_draws():
    pytest.importorskip("numba", reason="the extra analysis is not installed")
    drawn = [
        IdealPoints(scale="coherent", polish=8, random_state=3, positive=None, negative=None, n_jobs=1)
        .fit(Ballots.from_long(**chamber()))
        .draws_
        for _ in range(2)
    ]
    assert np.array_equal(*drawn)


def chamber() -> dict[str, object]:
    """Thirty members of a parliament, left to right, on forty bills that only know yes and no."""
    rng = np.random.default_rng(0)
    places, cuts = np.linspace(-2, 2, 30), rng.normal(0, 1, 40)
    votes = places[:, None] + rng.normal(0, 0.5, (30, 40)) > cuts
    member, bill = np.indices(votes.shape)
    names = np.array([f"MEP-{i:02d}" for i in range(30)])
    return {
        "seats": names[member.ravel()],
        "periods": np.full(votes.size, 9),
        "items": bill.ravel(),
        "choices": np.where(votes.ravel(), 3, 1),
    }


@pytest.mark.parametrize("scale", ["published", "coherent"])
def test_a_chamber_that_only_says_yes_and_no_is_placed_from_left_to_right(scale):
    model = IdealPoints(scale=scale, positive="MEP-29", negative="MEP-00", n_jobs=1)
    points = model.fit(Ballots.from_long(**chamber())).points_
    assert np.corrcoef(points.position[:, 0], np.arange(30))[0, 1] > 0.95
    assert points.seats[0] == "MEP-00"


def test_a_roll_call_of_any_body_becomes_a_matrix():
    calls = [
        RollCall(
            id=f"h{i}",
            body="US-HOUSE",
            held=date(2021, 1, 1 + i),
            title="A bill",
            choices=dict(zip(("Smith", "Jones"), map(Choice, letters), strict=True)),
        )
        for i, letters in enumerate(("YN", "YY", "NN"))
    ]
    matrix = VoteMatrix.of(calls)
    assert agreement(matrix, "Smith", "Jones").value == pytest.approx(2 / 3)
    assert (
        len(
            IdealPoints(scale="coherent", positive="Smith", negative=None, n_jobs=1).fit(matrix).points_.seats
        )
        == 2
    )
