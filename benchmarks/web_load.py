"""Pages under readers: 32 of them, one page a second each, open loop, while a release is loaded into the same ledger.

The ledger is the one named by DRAGOMAN_LEDGER (copied first, and left as it is), else one of invented votes of the full
record's size. Readers ask for votes, states and comparisons, half of the latter of pairs that nobody asked for before. Open loop:
a page is due when it is due, and a late answer does not put off the next question; the time counts from when it was due. Server,
readers and load run in sessions of their own, as services and users do: Linux shares a busy processor out by session.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import httpx

from benchmarks.load import LOAD, write_file

READERS = 32
STARTS = 5
"""Of a server, for the time to the first page."""
SECONDS = 40
WARM = 8
"""Seconds after the first page before anything is counted: the matrices of comparisons are made in them."""
STATES = (
    "FRA",
    "USA",
    "CHN",
    "RUS",
    "IND",
    "BRA",
    "ZAF",
    "EGY",
    "JPN",
    "DEU",
    "HUN",
    "TUR",
    "MEX",
    "KEN",
    "IDN",
    "CUB",
)
BLOCS = ("EU", "NATO", "G7", "BRICS", "ASEAN", "AU")


def pages(slugs: list[str], rng: random.Random) -> Iterator[str]:
    """What readers ask for, in turn: a vote, a state, a comparison."""
    while True:
        yield f"/votes/{rng.choice(slugs)}"
        yield f"/states/{rng.choice(STATES)}"
        yield f"/compare?a={rng.choice(STATES[:8])}&b={rng.choice((*STATES[8:], *BLOCS))}"


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server over the ledger."""

    address: str
    first: float
    """Seconds from its start to the first page."""
    process: int

    def cpu(self) -> float:
        """Seconds of processor that its own process has used; NaN where the system does not tell. Loading is not in it."""
        try:
            times = Path(f"/proc/{self.process}/stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(ledger: Path, cache: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "dragoman", "serve", "--port", str(port), "--ledger", str(ledger)]
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        start_new_session=True,
    ) as server:
        try:
            yield Served(address=address, first=_first_page(address, start), process=server.pid)
        finally:
            server.terminate()


def _first_page(address: str, start: float) -> float:
    while True:
        try:
            httpx.get(address, timeout=60).raise_for_status()
            return time.perf_counter() - start
        except httpx.ConnectError:
            time.sleep(0.01)


async def read(address: str, slugs: list[str], seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every page by kind, counted from when it was due; errors under `errors`."""
    taken: dict[str, list[float]] = {"votes": [], "states": [], "compare": [], "errors": []}
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=READERS)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:

        async def one(path: str, due: float) -> None:
            kind = path.split("/")[1].partition("?")[0]
            try:
                answer = await client.get(path)
                kind = kind if answer.status_code == 200 else "errors"
            except httpx.HTTPError:
                kind = "errors"
            taken[kind].append(1000 * (time.perf_counter() - due))

        async def reader(number: int) -> None:
            asked = pages(slugs, random.Random(number))
            due = time.perf_counter() + number / READERS
            end, running = due + seconds, []
            while due < end:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                running.append(asyncio.create_task(one(next(asked), due)))
                due += 1.0
            await asyncio.gather(*running)

        await asyncio.gather(*(reader(number) for number in range(READERS)))
    return taken


def _slugs(address: str) -> list[str]:
    votes = httpx.get(f"{address}/api/v1/votes?limit=200&body=UNGA", timeout=60).json()["items"]
    return [vote["slug"] for vote in votes]


def _ledger(folder: Path) -> Path:
    place = folder / "ledger"
    if given := os.environ.get("DRAGOMAN_LEDGER"):
        shutil.copytree(given, place)
    else:
        write_file(folder / "first.csv")
        subprocess.run(
            [sys.executable, "-c", LOAD, str(folder / "first.csv"), str(place)],
            check=True,
            capture_output=True,
        )
    return place


def figures() -> dict[str, float]:
    """Milliseconds of pages while a load runs, and seconds from a cold start to the first page."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger, release = _ledger(folder), folder / "2026_02_06_ga_voting.csv"
        write_file(release)
        starts, start_cpu = [], []
        for _ in range(STARTS):
            with served(ledger, folder / "cache") as server:
                starts.append(server.first)
                start_cpu.append(server.cpu())
        with served(ledger, folder / "cache") as server:
            slugs = _slugs(server.address)
            asyncio.run(read(server.address, slugs, WARM))
            loading = subprocess.Popen(
                [sys.executable, "-c", LOAD, str(release), str(ledger)],
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            before = server.cpu()
            taken = asyncio.run(read(server.address, slugs, SECONDS))
            spent = server.cpu() - before
            loaded = json.loads(loading.communicate()[0])
    errors = taken.pop("errors")
    everything = [value for values in taken.values() for value in values]
    told = {f"{kind}_p95_ms": quantiles(values, n=20)[-1] for kind, values in taken.items()}
    return {
        "first_page_seconds": median(starts),
        "first_page_cpu_seconds": median(start_cpu),
        "pages": len(everything),
        "errors": len(errors),
        "median_ms": median(everything),
        "p95_ms": quantiles(everything, n=20)[-1],
        **told,
        "slowest_ms": max(everything),
        "server_cpu_ms_per_page": 1000 * spent / len(everything),
        "load_seconds": loaded["seconds"],
    }
