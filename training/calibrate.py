"""Fit what turns readings into probabilities: `python -m training.calibrate`; writes src/dragoman/events/confidence.toml.

The rules have seen none of the corpus, so their map is fitted on the train part. The encoder was trained on that, so
what counts its opinion is fitted on the dev part.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.domain.events import Event
from dragoman.events.coder import find_events
from dragoman.events.confidence import Features, both_features, rank_features, share_features
from dragoman.events.encoder.second import Weighed, by_sentence, weighed
from dragoman.events.encoder.session import load_encoder
from dragoman.text.document import Document
from evals.corpus import compare
from training.places import CONFIDENCE

PULL = 0.5
"""Strength with which a weight is drawn to nothing."""
ANY = 0.5
"""The bar for the encoder's proposals here, low so that the fit sees bad ones too."""
Models = dict[str, dict[str, float]]


def fit(rows: Sequence[Features], right: Sequence[bool]) -> dict[str, float]:
    """Weights of a logistic regression with a quadratic penalty on all but the constant, by Newton's method."""
    names = sorted(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    y = np.array(right, dtype=float)
    pull = np.array([PULL * (name != "constant") for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + pull * weights
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(pull), slope)
    return dict(zip(names, weights.round(3).tolist(), strict=True))


def of_rules() -> Models:
    """The rules' own, on the train part."""
    pairs = compare("train", find_events).pairs
    return {"rules": fit([rank_features(e.confidence) for e, _ in pairs], [g is not None for _, g in pairs])}


def of_encoder() -> Models:
    """Rules and encoder together, and the encoder's own proposals, on the dev part, each sentence asked about."""
    encoder = load_encoder()
    known: dict[int, Weighed] = {}

    def read(document: Document) -> list[Event]:
        told = by_sentence(document, find_events(document))
        found = weighed(document, told, document.sentences, encoder, bar=ANY)
        known.update((id(w.event), w) for events in found.values() for w in events)
        return [w.event for events in found.values() for w in events]

    rows = [(known[id(e)], g is not None) for e, g in compare("dev", read).pairs]
    both = [(both_features(w.rules, w.encoder or 0.0), right) for w, right in rows if w.rules is not None]
    alone = [(share_features(w.encoder or 0.0), right) for w, right in rows if w.rules is None]
    return {"both": fit(*zip(*both, strict=True)), "encoder": fit(*zip(*alone, strict=True))}


def write(models: Models) -> None:
    lines = ["# Weights of logistic regressions, written by `python -m training.calibrate`."]
    for model, weights in models.items():
        lines += ["", f"[{model}]", *(f"{name} = {weight}" for name, weight in sorted(weights.items()))]
    CONFIDENCE.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    rules = of_rules()
    write(rules)
    write({**rules, **of_encoder()})
    print(CONFIDENCE.read_text("utf-8"))


if __name__ == "__main__":
    main()
