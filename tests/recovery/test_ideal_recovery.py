"""Simulate votes from known positions, fit, and compare with the truth."""

import numpy as np
import pytest

from dragoman.alignment import kernels_plain
from dragoman.alignment.fitting import begin, fit_coherent
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.ordered import mills_table
from dragoman.alignment.simulation import Simulated, simulate_votes
from dragoman.alignment.starts import starting_points
from dragoman.errors import EstimateError

FREE = {"positive": None, "negative": None, "n_jobs": 1}


@pytest.fixture(scope="module")
def world() -> Simulated:
    return simulate_votes(np.random.default_rng(1), seats=60, periods=10, votes=60)


def up_to_sign(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    return found if np.corrcoef(found, truth)[0, 1] > 0 else -found


@pytest.mark.parametrize(("scale", "floor"), [("coherent", 0.98), ("published", 0.96)])
def test_positions_are_found_again(world: Simulated, scale: str, floor: float):
    found = IdealPoints(scale=scale, **FREE).fit(world.ballots).points_.position[:, 0]
    assert abs(np.corrcoef(found, world.theta[:, 0])[0, 1]) > floor


@pytest.mark.parametrize("scale", ["coherent", "published"])
def test_intervals_hold_the_truth_as_often_as_they_say(scale: str):
    inside = []
    for seed in range(4):
        one = simulate_votes(np.random.default_rng(seed), seats=50, periods=8, votes=50)
        points = IdealPoints(scale=scale, tolerance=3e-4, **FREE).fit(one.ballots).points_
        truth = (one.theta[:, 0] - one.theta.mean()) / one.theta.std()
        sign = np.sign(np.corrcoef(points.position[:, 0], truth)[0, 1])
        low, high = points.interval(0.9)
        inside.append(((low <= sign * truth) & (sign * truth <= high)).mean())
    assert 0.85 < np.mean(inside) < 0.95


def test_two_dimensions_are_found_up_to_rotation():
    flat = simulate_votes(np.random.default_rng(2), seats=60, periods=4, votes=120, dimensions=2)
    found = IdealPoints(scale="coherent", dimensions=2, **FREE).fit(flat.ballots).points_.position
    design = np.column_stack([np.ones(len(found)), found])
    fitted = design @ np.linalg.lstsq(design, flat.theta, rcond=None)[0]
    explained = 1 - ((flat.theta - fitted) ** 2).sum(0) / ((flat.theta - flat.theta.mean(0)) ** 2).sum(0)
    assert explained.min() > 0.93


def test_votes_without_abstentions_work_too():
    chamber = simulate_votes(np.random.default_rng(3), binary=True)
    found = IdealPoints(scale="coherent", **FREE).fit(chamber.ballots).points_.position[:, 0]
    assert abs(np.corrcoef(found, chamber.theta[:, 0])[0, 1]) > 0.97


def test_the_size_of_steps_is_learnt():
    calm = simulate_votes(np.random.default_rng(4), drift=0.05)
    wild = simulate_votes(np.random.default_rng(4), drift=0.4)
    drifts = [IdealPoints(scale="coherent", **FREE).fit(one.ballots)._state.drift for one in (calm, wild)]
    assert drifts[0] < 0.15 < 0.3 < drifts[1]


def test_the_named_seat_decides_the_sign(world: Simulated):
    left, right = (
        IdealPoints(positive=seat, negative=other, n_jobs=1).fit(world.ballots).points_.position[:, 0]
        for seat, other in (("S001", "S002"), ("S002", "S001"))
    )
    assert np.corrcoef(left, right)[0, 1] == pytest.approx(-1, abs=0.01)


def test_two_named_seats_can_fix_the_scale(world: Simulated):
    named = {"positive": "S001", "negative": "S002", "n_jobs": 1}
    spread, poles = (
        IdealPoints(unit=unit, **named).fit(world.ballots).points_ for unit in ("spread", "poles")
    )
    for seat, place in (("S001", 1.0), ("S002", -1.0)):
        assert poles.of(seat)["point"].mean() == pytest.approx(place)
    assert np.corrcoef(spread.position[:, 0], poles.position[:, 0])[0, 1] == pytest.approx(1)
    stretched = poles.within[:, 0] / spread.within[:, 0]
    np.testing.assert_allclose(stretched, stretched[0])


def test_the_scale_needs_both_named_seats(world: Simulated):
    with pytest.raises(EstimateError, match="negative"):
        IdealPoints(unit="poles", positive="S001", negative=None).fit(world.ballots)


def test_the_same_votes_give_the_same_points_on_one_thread_and_two(world: Simulated):
    one, two = (IdealPoints(**{**FREE, "n_jobs": n}).fit(world.ballots).points_.position for n in (1, 2))
    assert np.array_equal(one, two)


def test_draws_agree_with_the_fit_they_start_from(world: Simulated):
    fit = IdealPoints(scale="coherent", **FREE).fit(world.ballots)
    drawn = IdealPoints(scale="coherent", polish=400, random_state=0, **FREE).fit(world.ballots)
    a, b = fit.points_, drawn.points_
    assert drawn.draws_ is not None
    assert drawn.draws_.shape == (300, len(a.votes))
    assert np.corrcoef(a.position[:, 0], b.position[:, 0])[0, 1] > 0.995
    assert np.median(b.within / np.hypot(a.within, a.drift)) == pytest.approx(1, abs=0.2)


def test_chances_are_calibrated_on_votes_not_seen(world: Simulated):
    rng, truth = np.random.default_rng(5), world.ballots
    seats = np.array(truth.seats, object)[truth.seat[truth.item_point]]
    periods, items = truth.period[truth.item_point], truth.items[truth.item_of_choice]
    held = rng.random(len(truth)) < 0.1
    kept = type(truth).from_long(
        seats=seats[~held].astype(str),
        periods=periods[~held],
        items=items[~held],
        choices=truth.item_choice[~held],
    )
    fit = IdealPoints(scale="coherent", **FREE).fit(kept)
    known = np.isin(items, kept.items) & held
    chances = fit.predict_proba(seats[known].tolist(), periods[known].tolist(), items[known])
    yes = truth.item_choice[known] == 1
    sure = chances[:, 0] > 0.9
    assert yes[sure].mean() == pytest.approx(chances[sure, 0].mean(), abs=0.02)


@pytest.mark.parametrize("dims", [1, 2])
def test_compiled_and_plain_kernels_say_the_same(world: Simulated, dims: int):
    kernels = pytest.importorskip("dragoman.alignment.kernels")
    b, table = world.ballots, mills_table()
    state = fit_coherent(b, starting_points(b, dims), drift=0.2, tolerance=1e-2, max_sweeps=10, jobs=1)
    results = []
    for each in (kernels, kernels_plain):
        slope, cut, cov = state.slope.copy(), state.cut.copy(), state.cov.copy()
        grad, info, complete = (
            np.zeros_like(state.theta),
            np.zeros_like(state.spread),
            np.zeros(len(state.theta)),
        )
        items = (b.item_start, b.item_point, b.item_choice, state.theta, state.spread)
        each.step_items(0, len(b.items), *items, slope, cut, cov, state.kinds, 9.0, table)
        points = (b.point_start, b.point_item, b.point_choice, state.theta, slope, cut, cov, 9.0, table)
        each.sum_points(0, len(b.seat), *points, grad, info, complete)
        results.append((slope, cut, cov, grad, info, complete))
    for compiled, plain in zip(*results, strict=True):
        np.testing.assert_allclose(compiled, plain, rtol=2e-4, atol=2e-3)


def test_unanimous_votes_determine_nothing():
    with pytest.raises(EstimateError, match="all chose alike"):
        begin(
            type(simulate_votes(np.random.default_rng(0), seats=5, periods=1, votes=5).ballots).from_long(
                seats=["A", "B"], periods=[1, 1], items=[1, 1], choices=[1, 1]
            ),
            np.zeros((2, 1)),
        )


def test_a_seat_that_never_voted_cannot_name_the_direction(world: Simulated):
    with pytest.raises(EstimateError, match="USA"):
        IdealPoints().fit(world.ballots)


def test_intervals_hold_in_two_dimensions_too():
    """Truth is set on the found axes by one map for all periods, so turning and stretching between periods stay errors."""
    inside, narrow = [], []
    for seed in range(3):
        one = simulate_votes(np.random.default_rng(seed), seats=50, periods=8, votes=90, dimensions=2)
        points = IdealPoints(scale="coherent", dimensions=2, tolerance=5e-4, **FREE).fit(one.ballots).points_
        design = np.column_stack([np.ones(len(one.theta)), one.theta])
        truth = design @ np.linalg.lstsq(design, points.position, rcond=None)[0]
        for dimension in range(2):
            low, high = points.interval(dimension=dimension)
            inside.append(((low <= truth[:, dimension]) & (truth[:, dimension] <= high)).mean())
        narrow.append((np.abs(points.position - truth) <= 1.645 * points.within).mean())
    assert 0.85 < np.mean(inside) < 0.95
    assert np.mean(narrow) < np.mean(inside)


def test_the_table_gives_every_dimension_its_interval():
    flat = simulate_votes(np.random.default_rng(2), seats=20, periods=3, votes=60, dimensions=2)
    table = IdealPoints(scale="coherent", dimensions=2, **FREE).fit(flat.ballots).points_.table()
    assert {"point", "low", "high", "drift", "point_2", "low_2", "high_2", "drift_2"} <= table.columns.keys()
    assert all(not np.isnan(column).any() for name, column in table.columns.items() if name != "seat")
