"""Full Bayes: the stated model sampled by NumPyro's NUTS, to check the fast fit on a slice (extra `bayes`).

Model: θ_first ~ N(0, 1), θ_t ~ N(θ_{t−1}, drift² · gap), β ~ N(0, 1), γ₁ ~ N(0, 5²), log(γ₂ − γ₁) ~ N(−1, 2²);
yes where z = β·θ + ε < γ₁, no where z > γ₂, ε ~ N(0, 1). The drift is the one that the fit learnt. Minutes for some ten
thousand choices: a check, not a way to work.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.fitting import State
from dragoman.alignment.ideal import IdealPoints, Points
from dragoman.errors import EstimateError

Floats = NDArray[np.float64]

FAR = 12.0
"""Where the outer choices end, in standard deviations of ε: beyond it single precision has nothing left."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sampled:
    """Draws of all points, on the scale of the fit they check: mean 0 and variance 1 in every draw."""

    points: Points
    """The fit that was checked."""
    draws: Floats
    """chains × draws × rows of `points`."""
    divergences: int

    @property
    def mean(self) -> Floats:
        """Posterior mean of each row."""
        mean: Floats = self.draws.mean((0, 1))
        return mean

    @property
    def error(self) -> Floats:
        """Posterior standard deviation of each row."""
        error: Floats = self.draws.std((0, 1))
        return error

    def to_arviz(self) -> Any:
        """ArviZ's InferenceData, rows named by seat and period."""
        return inference_data(self.points, self.draws)


def sample_posterior(
    fit: IdealPoints, *, draws: int = 300, warmup: int = 300, chains: int = 2, random_state: int = 0
) -> Sampled:
    """Sample what `fit` approximates: the stated model on the same choices, chains started at the fit.

    Raises EstimateError for another model than the stated one in one dimension, and where NumPyro is not installed.
    """
    if fit.scale != "coherent" or fit.dimensions != 1:
        raise EstimateError('full Bayes checks scale="coherent" in one dimension; fit that')
    try:
        import jax  # noqa: PLC0415 (an extra)
        from numpyro.infer import MCMC, NUTS, init_to_value  # noqa: PLC0415
    except ImportError as error:
        raise EstimateError('full Bayes needs NumPyro: pip install "dragoman[bayes]"') from error
    state: State = fit._state
    start = {
        "theta": state.theta[:, 0],
        "slope": state.slope[:, 0],
        "cut": state.cut[:, 0],
        "gap": np.log(np.maximum(state.cut[:, 1] - state.cut[:, 0], 1e-2)),
    }
    kernel = NUTS(_model, init_strategy=init_to_value(values=start), max_tree_depth=8)
    length = {"num_warmup": warmup, "num_samples": draws, "num_chains": chains}
    sampler = MCMC(kernel, **length, chain_method="sequential", progress_bar=False)
    sampler.run(jax.random.PRNGKey(random_state), *_data(fit), extra_fields=("diverging",))
    theta = np.asarray(sampler.get_samples(group_by_chain=True)["theta"], float)
    return Sampled(
        points=fit.points_,
        draws=_standardised(theta, fit.points_.position[:, 0]),
        divergences=int(np.asarray(sampler.get_extra_fields()["diverging"]).sum()),
    )


def inference_data(points: Points, draws: Floats) -> Any:
    """Draws (chains × draws × rows) of the first dimension as ArviZ's InferenceData."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # ArviZ announces its next version once a day
            import arviz  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise EstimateError('this needs ArviZ: pip install "dragoman[bayes]"') from error
    data = arviz.from_dict(posterior={"point": draws}, dims={"point": ["row"]})
    return data.assign_coords(seat=("row", list(points.seats)), period=("row", points.periods))


def _data(fit: IdealPoints) -> tuple[Any, ...]:
    """Choices as a matrix of points and items (0: none), and what each point walks from."""
    ballots, drift = fit._ballots, fit._state.drift
    choice = np.zeros((len(ballots.seat), len(ballots.items)), np.int8)
    choice[ballots.item_point, ballots.item_of_choice] = ballots.item_choice
    before = ballots.previous()
    gap = np.where(before >= 0, ballots.period - ballots.period[before], 1)
    step = np.where(before >= 0, drift * np.sqrt(gap), 1.0)
    source = np.zeros((len(before), len(before)), np.float32)
    later = np.flatnonzero(before >= 0)
    source[later, before[later]] = 1.0
    return choice, source, step


def _model(choice: Any, source: Any, step: Any) -> None:
    import jax.numpy as jnp  # noqa: PLC0415
    import numpyro  # noqa: PLC0415
    from numpyro import distributions as dist  # noqa: PLC0415

    n, items = choice.shape
    theta = numpyro.sample("theta", dist.ImproperUniform(dist.constraints.real, (), (n,)))
    numpyro.factor("walk", dist.Normal(source @ theta, step).log_prob(theta).sum())
    slope = numpyro.sample("slope", dist.Normal(0, 1).expand([items]))
    cut = numpyro.sample("cut", dist.Normal(0, 5).expand([items]))
    gap = jnp.exp(numpyro.sample("gap", dist.Normal(-1, 2).expand([items])))
    low = cut - theta[:, None] * slope
    numpyro.factor("votes", jnp.where(choice > 0, _log_chance(low, low + gap, choice), 0.0).sum())


def _log_chance(low: Any, high: Any, choice: Any) -> Any:
    """log(Φ(b) − Φ(a)) for the stretch of ε that gives each choice, taken on the side where both tails are small."""
    import jax.numpy as jnp  # noqa: PLC0415
    from jax.scipy.special import erfc  # noqa: PLC0415

    a, b = jnp.where(choice == 1, -FAR, low), jnp.where(choice == 3, FAR, high)
    b = jnp.where(choice == 1, low, b)
    a = jnp.where(choice == 3, high, a)
    turned = a + b > 0
    a, b = jnp.where(turned, -b, a), jnp.where(turned, -a, b)
    share = 0.5 * (erfc(-b * 0.70710678) - erfc(-a * 0.70710678))
    return jnp.log(jnp.maximum(share, 1e-30))


def _standardised(theta: Floats, like: Floats) -> Floats:
    """Each draw with mean 0 and variance 1, on the side of `like`."""
    centred = theta - theta.mean(-1, keepdims=True)
    side = np.sign((centred * like).sum(-1, keepdims=True))
    standard: Floats = side * centred / centred.std(-1, keepdims=True)
    return standard
