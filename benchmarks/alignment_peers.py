"""R's peers on one session, side by side: seconds, and correlation with the published points of that session.

    DRAGOMAN_DEV_DATA=… python benchmarks/alignment_peers.py [session]

Debian has two of them: `apt-get install r-base-core r-cran-pscl r-cran-mcmcpack`. Both fit one session at a time from yes and
not yes; the dynamic ordinal model exists in neither. What R does not have is left out, with the reason.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from alignment_data import estimation_input, published

SCRIPT = Path(__file__).with_suffix(".R")


def main() -> None:
    session = int(sys.argv[1]) if len(sys.argv) > 1 else 74
    data = estimation_input(f"session = {session}")
    print(f"session {session}: {len(data['y'])} choices")
    print(f"dragoman, coherent: {_told(ours(data), session)}")
    if shutil.which("Rscript") is None:
        print("R is not installed: no peers")
        return
    for peer in ("pscl", "MCMCpack"):
        found = of_peer(peer, data)
        print(f"{peer}: {_told(found, session) if found else 'not installed'}")


def ours(data: dict[str, np.ndarray]) -> tuple[dict[str, float], float]:
    from dragoman.alignment.ballots import Ballots
    from dragoman.alignment.ideal import IdealPoints

    model = IdealPoints(scale="coherent", positive="2", negative=None)
    for _ in range(2):  # the first run also loads the kernels
        started = time.perf_counter()
        ballots = Ballots.from_long(
            seats=data["ccode"], periods=data["session"], items=data["rcid"], choices=data["y"]
        )
        points = model.fit(ballots).points_
        seconds = time.perf_counter() - started
    return dict(zip(points.seats, points.position[:, 0].tolist(), strict=True)), seconds


def of_peer(peer: str, data: dict[str, np.ndarray]) -> tuple[dict[str, float], float] | None:
    with tempfile.TemporaryDirectory() as folder:
        with (Path(folder) / "votes.csv").open("w", newline="") as file:
            rows = zip(data["ccode"].tolist(), data["rcid"].tolist(), data["y"].tolist(), strict=True)
            csv.writer(file).writerows([("seat", "call", "choice"), *rows])
        done = subprocess.run(["Rscript", str(SCRIPT), folder, peer], capture_output=True, check=False)
        if done.returncode:
            return None
        with (Path(folder) / f"{peer}.csv").open() as file:
            found = list(csv.DictReader(file))
    return {row["seat"]: float(row["point"]) for row in found}, float(found[0]["seconds"])


def _told(found: tuple[dict[str, float], float], session: int) -> str:
    points, seconds = found
    known = published()
    seats = [seat for seat in points if (seat, session) in known]
    r = np.corrcoef([points[s] for s in seats], [known[s, session] for s in seats])[0, 1]
    return f"{seconds:.2f} s, |r| with the published points {abs(r):.4f} ({len(seats)} states)"


if __name__ == "__main__":
    main()
