"""The clearest break of every pair, worked out once a version of the ledger and written to a file that a server reads."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.workflows.alignment import rank_pairs
from dragoman.workflows.positions import matrix_of
from dragoman.workflows.record import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dragoman.alignment.votes import VoteMatrix

FORM = 1
"""Raised with every change of what is written; part of the file's name."""
COLUMNS = ("a", "b", "period", "score", "before", "n_before", "after", "n_after", "false_alarms")


@dataclass(frozen=True, kw_only=True, eq=False)
class Ranking:
    """Pairs of states or blocs by their clearest break; of a bloc with itself, its unity."""

    columns: dict[str, NDArray[Any]]
    """a, b, period, score, before, n_before, after, n_after, false_alarms: the clearest first."""
    looked_at: int
    """Pairs and sessions that have a score."""
    null: int
    """Windows with their sessions shuffled, behind the false alarms."""

    def __len__(self) -> int:
        return len(self.columns["a"])

    def rows(self, *, party: str | None = None, since: int = 0) -> Iterator[dict[str, Any]]:
        """The pairs of one state or bloc, or all, that broke in this session or later."""
        kept = self.columns["period"] >= since
        if party:
            kept &= (self.columns["a"] == party) | (self.columns["b"] == party)
        for i in np.flatnonzero(kept):
            yield {name: column[i].item() for name, column in self.columns.items()}


def make_ranking(matrix: VoteMatrix, among: str) -> Ranking:
    """The ranking of `pairs` or `blocs`; EstimateError where the votes are of too few sessions."""
    found = rank_pairs(matrix, among=among)
    ranked = found.ranked()
    columns = {name: np.asarray(ranked[name]) for name in COLUMNS}
    for name in ("score", "before", "after", "false_alarms"):
        columns[name] = np.round(columns[name].astype(float), 7)
    columns |= {name: columns[name].astype(str) for name in ("a", "b")}
    return Ranking(columns=columns, looked_at=int((~np.isnan(found.score)).sum()), null=len(found.null))


def write_ranking(found: Ranking, path: Path) -> None:
    """Write it in one piece: a reader sees all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        arrays: dict[str, Any] = {"counts": np.array([found.looked_at, found.null]), **found.columns}
        np.savez_compressed(file, **arrays)
    fresh.replace(path)


def read_ranking(path: Path) -> Ranking:
    """The ranking in a file of ours."""
    with np.load(path, allow_pickle=False) as file:
        looked_at, null = file["counts"].tolist()
        return Ranking(columns={name: file[name] for name in COLUMNS}, looked_at=looked_at, null=null)


def main() -> None:
    """`python -m dragoman.workflows.rankings pairs|blocs FILE [LEDGER]`: what a server starts beside itself."""
    among, path, *address = sys.argv[1:]
    os.nice(10)
    matrix = matrix_of(open_ledger(address[0] if address else None), "UNGA")
    write_ranking(make_ranking(matrix, among), Path(path))


if __name__ == "__main__":
    main()
