"""The fast fit beside the posterior it approximates, sampled in full, and both as ArviZ's InferenceData."""

import numpy as np
import pytest

from dragoman.alignment.bayes import sample_posterior
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.simulation import simulate_votes
from dragoman.errors import EstimateError

FREE = {"positive": None, "negative": None, "n_jobs": 1}
pytestmark = pytest.mark.filterwarnings("default")  # JAX and ArviZ warn of their own futures


@pytest.fixture(scope="module")
def fit() -> IdealPoints:
    votes = simulate_votes(np.random.default_rng(1), seats=14, periods=2, votes=18).ballots
    return IdealPoints(scale="coherent", tolerance=1e-4, random_state=0, **FREE).fit(votes)


def test_full_bayes_on_a_slice_agrees_with_the_fit(fit: IdealPoints):
    pytest.importorskip("numpyro", reason="the extra bayes is not installed")
    sampled = sample_posterior(fit, draws=150, warmup=80, chains=1)
    points = fit.points_
    error = np.hypot(points.within, points.drift)[:, 0]
    assert sampled.divergences < 10
    assert np.corrcoef(sampled.mean, points.position[:, 0])[0, 1] > 0.99
    assert np.abs(sampled.mean - points.position[:, 0]).max() < 2 * sampled.error.mean()
    assert np.median(error / sampled.error) == pytest.approx(1, abs=0.2)


def test_only_the_stated_model_is_checked():
    with pytest.raises(EstimateError, match="coherent"):
        sample_posterior(IdealPoints())


def test_a_fit_leaves_as_inference_data_with_its_rows_named(fit: IdealPoints):
    pytest.importorskip("arviz", reason="the extra bayes is not installed")
    points = fit.points_
    data = fit.to_arviz(draws=4000).posterior
    assert data["point"].dims == ("chain", "draw", "row")
    assert tuple(data["seat"].values) == points.seats
    np.testing.assert_allclose(data["point"].mean(("chain", "draw")), points.position[:, 0], atol=0.05)


def test_polished_draws_leave_on_the_scale_of_the_points(fit: IdealPoints):
    pytest.importorskip("arviz", reason="the extra bayes is not installed")
    pytest.importorskip("numba", reason="the extra analysis is not installed")
    polished = IdealPoints(scale="coherent", polish=80, random_state=0, **FREE).fit(fit._ballots)
    data = polished.to_arviz().posterior["point"]
    assert data.sizes["draw"] == 60
    np.testing.assert_allclose(data.mean(("chain", "draw")), polished.points_.position[:, 0], atol=1e-6)
