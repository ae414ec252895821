"""All pairs at once: when two states, a state and a bloc, or two blocs (one with itself: its unity) parted or came together.

Of every pair each session's sum of shares alike is kept, as in `shifts`. The score of a session is the log likelihood ratio
of the three sessions from it on against the eight before, Σ n KL(p ‖ p̄), divided by how much more the pair's sessions differ
from one another than single votes would. A window, not the whole history: in eighty years every pair has drifted. How often
such scores come about without a break is told from windows with their sessions shuffled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.ballots import sessions_of
from dragoman.alignment.blocs import member_pairs
from dragoman.alignment.cohesion import counts_of
from dragoman.alignment.courses import divergence
from dragoman.alignment.realignment import AHEAD, BEHIND, SEASONED, share_as_high
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import Members, VoteMatrix
from dragoman.errors import EstimateError

Floats = NDArray[np.float64]

FEWEST = 3
"""Votes together that a pair must have before a break; one after it is enough, and scores as little as one vote can."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairBreaks:
    """Scores of every pair and session; NaN where too few votes stand on one side."""

    a: NDArray[Any]
    """Code of the state or bloc, one for each pair."""
    b: NDArray[Any]
    """The other; of a bloc's unity the bloc itself."""
    periods: NDArray[np.int64]
    score: Floats
    """pairs × periods, as all that follow."""
    before: Floats
    """Mean share alike in the sessions before."""
    after: Floats
    n_before: Floats
    n_after: Floats
    null: Floats
    """Scores of windows with their sessions shuffled."""

    def table(self) -> Table:
        """a, b, period, score, before, n_before, after, n_after, rank (share of all that score as high), false_alarms."""
        pair, place = np.nonzero(~np.isnan(self.score))
        scores = self.score[pair, place]
        return Table.of(
            a=self.a[pair],
            b=self.b[pair],
            period=self.periods[place],
            score=scores,
            before=self.before[pair, place],
            n_before=self.n_before[pair, place].astype(np.int64),
            after=self.after[pair, place],
            n_after=self.n_after[pair, place].astype(np.int64),
            rank=share_as_high(scores, scores),
            false_alarms=share_as_high(self.null, scores),
        )

    def ranked(self) -> Table:
        """Of each pair its clearest break, the clearest of all first."""
        table = self.table().sorted_by("score", descending=True)
        names = np.array([f"{a}\n{b}" for a, b in zip(table["a"], table["b"], strict=True)])
        return table.take(np.sort(np.unique(names, return_index=True)[1]))

    def to_arrow(self) -> Any:
        return self.table().to_arrow()

    def to_polars(self) -> Any:
        return self.table().to_polars()

    def to_pandas(self) -> Any:
        return self.table().to_pandas()


def rank_state_pairs(matrix: VoteMatrix, rng: np.random.Generator, *, replicates: int = 2) -> PairBreaks:
    """Scores of every pair of states; raises EstimateError where the votes are of fewer than four sessions."""
    periods, when = _sessions(matrix)
    i, j = np.triu_indices(len(matrix.seats), 1)
    total, n = np.zeros((2, len(i), len(periods)))
    for t in range(len(periods)):
        part = matrix.choices[when == t]
        cast = (part > 0).astype(np.float32)
        alike = sum(chosen.T @ chosen for chosen in ((part == code).astype(np.float32) for code in (1, 2, 3)))
        total[:, t], n[:, t] = np.asarray(alike)[i, j], (cast.T @ cast)[i, j]
    seats = np.array(matrix.seats, object)
    return _scored(seats[i], seats[j], periods, total, n, rng, replicates)


def rank_bloc_pairs(
    matrix: VoteMatrix, blocs: Mapping[str, Members], rng: np.random.Generator, *, replicates: int = 20
) -> PairBreaks:
    """Scores of every two blocs, of each bloc's unity, and of every state with each bloc; else as `rank_state_pairs`."""
    periods, when = _sessions(matrix)
    named, sums = [], []
    for a, b in combinations_with_replacement(blocs, 2):
        rows, same, pairs = member_pairs(matrix, blocs[a], blocs[b])
        named.append((a, b))
        sums.append(_by_session(same / np.maximum(pairs, 1), when[rows], len(periods)))
    for bloc, members in blocs.items():
        for seat, share, rows in _beside(matrix, members):
            named.append((seat, bloc))
            sums.append(_by_session(share, when[rows], len(periods)))
    total, n = (np.stack(part) for part in zip(*sums, strict=True))
    firsts, seconds = (np.array(names, object) for names in zip(*named, strict=True))
    return _scored(firsts, seconds, periods, total, n, rng, replicates)


def _sessions(matrix: VoteMatrix) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    periods, when = np.unique(sessions_of(matrix.days), return_inverse=True)
    if len(periods) <= SEASONED:
        raise EstimateError(
            f"votes of {len(periods)} sessions cannot show a break; give more than {SEASONED}"
        )
    return periods, when


def _by_session(share: Floats, when: NDArray[np.intp], n: int) -> tuple[Floats, Floats]:
    """Of each session the sum of shares and the number of votes."""
    n_votes = np.bincount(when, minlength=n).astype(float)
    return np.bincount(when, share, minlength=n).astype(float), n_votes


def _beside(matrix: VoteMatrix, members: Members) -> list[tuple[str, Floats, NDArray[np.intp]]]:
    """Of each state the share of the members that chose as it did, and in which votes."""
    belongs = matrix.membership(members)
    counts = counts_of(matrix, belongs)
    voted = counts.sum(1)
    found = []
    for column, seat in enumerate(matrix.seats):
        own, inside = matrix.choices[:, column], belongs[:, column]
        rows = np.flatnonzero((own > 0) & (voted > inside))
        same = counts[rows, own[rows] - 1] - inside[rows]
        found.append((seat, same / (voted[rows] - inside[rows]), rows))
    return found


def _scored(
    a: NDArray[Any],
    b: NDArray[Any],
    periods: NDArray[np.int64],
    total: Floats,
    n: Floats,
    rng: np.random.Generator,
    replicates: int,
) -> PairBreaks:
    excess = _excess(total, n)
    shape = total.shape
    score, before, after, n_before, n_after = np.full((5, *shape), np.nan)
    null = []
    for t in range(SEASONED, shape[1]):
        window = slice(max(0, t - BEHIND), t + AHEAD)
        inside, votes, split = total[:, window], n[:, window], t - max(0, t - BEHIND)
        n_before[:, t], n_after[:, t] = votes[:, :split].sum(1), votes[:, split:].sum(1)
        enough = ((n[:, :t] > 0).sum(1) >= SEASONED) & (n[:, t] > 0)
        enough &= n_before[:, t] >= FEWEST
        inside, votes, often = inside[enough], votes[enough], excess[enough]
        score[enough, t] = _contrast(inside, votes, split) / often
        before[enough, t] = inside[:, :split].sum(1) / votes[:, :split].sum(1)
        after[enough, t] = inside[:, split:].sum(1) / votes[:, split:].sum(1)
        for _ in range(replicates):
            order = rng.permutation(inside.shape[1])
            null.append(_contrast(inside[:, order], votes[:, order], split) / often)
    return PairBreaks(
        a=a,
        b=b,
        periods=periods,
        score=score,
        before=before,
        after=after,
        n_before=n_before,
        n_after=n_after,
        null=np.concatenate(null),
    )


def _contrast(total: Floats, n: Floats, split: int) -> Floats:
    """Log likelihood ratio of a split of each row before this column."""
    votes = n.sum(1)
    overall = total.sum(1) / np.maximum(votes, 1)
    sides = (slice(None, split), slice(split, None))
    parts = [divergence(total[:, side].sum(1), n[:, side].sum(1), overall) for side in sides]
    return parts[0] + parts[1]


def _excess(total: Floats, n: Floats) -> Floats:
    """Of each pair, mean squared step from one session to the next over what binomial scatter would make it, at least 1."""
    both = (n[:, 1:] > 0) & (n[:, :-1] > 0)
    mean = total / np.maximum(n, 1)
    p = (total.sum(1) + 0.5) / (n.sum(1) + 1)
    expected = 1 / np.maximum(n[:, 1:], 1) + 1 / np.maximum(n[:, :-1], 1)
    steps = (np.where(both, np.diff(mean, axis=1), 0.0) ** 2).sum(1)
    scatter = p * (1 - p) * np.where(both, expected, 0.0).sum(1)
    return np.asarray(np.maximum(1.0, steps / np.maximum(scatter, 1e-12)))
