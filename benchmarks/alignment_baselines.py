"""Held-out votes foretold without a model: log loss and accuracy, on the same tenth as `alignment_ideal.py slice | heldout`.

    DRAGOMAN_DEV_DATA=… python benchmarks/alignment_baselines.py [slice | heldout]

majority   the choice most made in the history; item: how the other seats answered the item
seat       how the seat votes in that session; both: item and seat together (log-linear)
kNN        how those seats answered that agreed with this one before, each weighted by exp(20 · agreement)
"""

from __future__ import annotations

import sys

import numpy as np
from alignment_data import estimation_input

SHARPNESS = 20.0
"""Of the kNN's weights; set by hand, not tuned."""


def main() -> None:
    for what in sys.argv[1:] or ["slice"]:
        data = estimation_input("session >= 60" if what == "slice" else "true")
        test = np.random.default_rng(0).random(len(data["y"])) < 0.1
        _, item = np.unique(data["rcid"], return_inverse=True)
        _, seat = np.unique(data["ccode"], return_inverse=True)
        _, period = np.unique(data["session"], return_inverse=True)
        choice = data["y"].astype(int)
        for name, chances in foretell(item, seat, period, choice, ~test).items():
            p, truth = chances[test], choice[test] - 1
            loss = -np.log(p[np.arange(len(truth)), truth]).mean()
            print(
                f"{what}: {name:9} log loss {loss:.4f}  accuracy {(p.argmax(1) == truth).mean():.4f}  {len(truth)} votes"
            )


def foretell(
    item: np.ndarray, seat: np.ndarray, period: np.ndarray, choice: np.ndarray, train: np.ndarray
) -> dict[str, np.ndarray]:
    overall = np.bincount(choice[train], minlength=4)[1:] / train.sum()
    of_item = _shares(item, choice, train, overall)
    of_seat = _shares(period * (seat.max() + 1) + seat, choice, train, overall)
    both = of_item * of_seat / overall
    return {
        "majority": np.tile(overall, (len(item), 1)),
        "item": of_item,
        "seat": of_seat,
        "both": both / both.sum(1, keepdims=True),
        "kNN": _neighbours(item, seat, period, choice, train, of_item),
    }


def _shares(group: np.ndarray, choice: np.ndarray, train: np.ndarray, prior: np.ndarray) -> np.ndarray:
    counts = np.bincount(group[train] * 3 + choice[train] - 1, minlength=3 * (group.max() + 1)).reshape(-1, 3)
    counts = counts + 2 * prior
    return (counts / counts.sum(1, keepdims=True))[group]


def _neighbours(
    item: np.ndarray,
    seat: np.ndarray,
    period: np.ndarray,
    choice: np.ndarray,
    train: np.ndarray,
    prior: np.ndarray,
) -> np.ndarray:
    """Chances from all other seats that answered the item, weighted by agreement in the sessions up to this one."""
    cast = np.zeros((3, item.max() + 1, seat.max() + 1), np.float32)
    cast[choice[train] - 1, item[train], seat[train]] = 1.0
    session = np.zeros(item.max() + 1, int)
    session[item] = period
    chances = prior.copy()
    same, both = (np.zeros((seat.max() + 1,) * 2, np.float32) for _ in range(2))
    for t in range(period.max() + 1):
        now = np.flatnonzero(session == t)
        part = cast[:, now]
        any_ = part.sum(0)
        same = 0.7 * same + np.einsum("cis,cit->st", part, part, optimize=True)
        both = 0.7 * both + any_.T @ any_
        weight = np.exp(SHARPNESS * (same + 1) / (both + 2) - SHARPNESS)
        np.fill_diagonal(weight, 0.0)
        rows = np.flatnonzero(period == t)
        place = np.searchsorted(now, item[rows])
        sums = np.einsum("cis,st->itc", part, weight, optimize=True)[place, seat[rows]]
        sums = sums + 0.02 * weight.sum(0).mean() / len(weight) * prior[rows]
        chances[rows] = sums / sums.sum(1, keepdims=True)
    return np.clip(chances, 1e-3, None) / np.clip(chances, 1e-3, None).sum(1, keepdims=True)


if __name__ == "__main__":
    main()
