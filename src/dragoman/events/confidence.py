"""Confidence as a probability: how often, where the reader is that sure, an annotator codes an act of that type there.

The weights are those of logistic regressions on the corpus, fitted by `python -m training.calibrate`; the corpus's test
part is not among what they saw. Status and parties are no part of what the number promises. For the rules the map is
monotone in their rank, so that the act which a sentence tells foremost stays ahead of what it tells in passing.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

LOWEST, HIGHEST = 0.02, 0.98
"""No number here is surer than that: the samples are of some hundreds."""
STEP = 0.001
"""What keeps two events of a sentence apart that are equally likely."""
Features = dict[str, float]


def by_rules(rank: float) -> float:
    """The probability of a reading of this rank, from 0 to 1."""
    return _probability(rank_features(rank), "rules")


def of_both(rules: float, share: float) -> float:
    """The probability of an event to which the rules give `rules`, and the encoder `share`."""
    return pooled(rules, _probability(both_features(rules, share), "both"))


def of_proposal(share: float) -> float:
    """The probability of an event that only the encoder sees; the rules' silence counts as even odds."""
    return pooled(0.5, _probability(share_features(share), "encoder"))


def pooled(rules: float, fitted: float) -> float:
    """The mean of the rules' probability and the fitted one (an opinion pool of equal weights, Stone 1961).

    The fit knows the encoder from the corpus, on whose like it was trained. On other texts its doubt says less.
    """
    return (rules + fitted) / 2


def in_order(confidences: Sequence[float]) -> list[float]:
    """The nearest numbers, by least squares, that fall from one to the next (pool adjacent violators, Ayer et al. 1955).

    What a sentence tells foremost must not stand behind what it tells in passing.
    """
    pools: list[tuple[float, int]] = []
    for confidence in confidences:
        pools.append((confidence, 1))
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            (last, n), (before, m) = pools.pop(), pools.pop()
            pools.append(((before * m + last * n) / (m + n), m + n))
    level = [mean for mean, count in pools for _ in range(count)]
    return [max(mean - STEP * place, STEP) for place, mean in enumerate(level)]


def rank_features(rank: float) -> Features:
    return {"constant": 1.0, "rank": rank}


def both_features(rules: float, share: float) -> Features:
    return {"rules": log_odds(rules), **share_features(share)}


def share_features(share: float) -> Features:
    return {"constant": 1.0, "encoder": log_odds(share)}


def log_odds(share: float) -> float:
    kept = min(max(share, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def _probability(features: Features, model: str) -> float:
    weights = _weights()[model]
    total = sum(weights[name] * value for name, value in features.items())
    return min(max(1 / (1 + math.exp(-total)), LOWEST), HIGHEST)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((files(__package__) / "confidence.toml").read_text("utf-8"))
