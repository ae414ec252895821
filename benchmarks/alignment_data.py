"""Where the benchmarks of alignment find the development data: the folder named by DRAGOMAN_DEV_DATA, or ../shared/data."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import numpy as np

FOLDER = Path(os.environ.get("DRAGOMAN_DEV_DATA", Path(__file__).parents[2] / "shared" / "data")) / "votes"
REFERENCE = FOLDER / "ideal_reference"


def estimation_input(where: str = "true") -> dict[str, np.ndarray]:
    """The input of the published estimates: session, rcid, item, ccode, y."""
    path = REFERENCE / "estimation_input.parquet"
    if not path.exists():
        raise SystemExit(f"no data at {path}: set DRAGOMAN_DEV_DATA to the folder that holds votes/")
    query = f"select session, rcid, item, ccode, y from '{path}' where {where}"
    return {name: np.asarray(column) for name, column in duckdb.sql(query).fetchnumpy().items()}


def published() -> dict[tuple[str, int], float]:
    """The published points (April 2020): (COW code, session) → point."""
    path = REFERENCE / "published_All_Apr2020.csv"
    rows = duckdb.sql(f"select ccode, session, IdealPoint from read_csv('{path}')").fetchall()
    return {(str(code), session): point for code, session, point in rows}
