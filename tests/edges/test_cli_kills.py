"""`dragoman load` and `dragoman read --save` killed at fifty random moments: nothing lost, nothing doubled, no half a vote.

The processes that die are whole: each is forked from one that has imported everything, calls the command line's own entry, and gets
SIGKILL. What a process had printed before it died was done, and must be there.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.ledger import Ledger, Place, verify

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

FORKER = """
import importlib, json, os, pkgutil, signal, sys, time
import deltalake, duckdb, dragoman
from dragoman import cli, workflows, world

for part in ("claims", "events", "ledger", "records", "render", "text"):
    package = importlib.import_module(f"dragoman.{part}")
    for module in pkgutil.walk_packages(package.__path__, f"dragoman.{part}."):
        importlib.import_module(module.name)
workflows.language_model()
world.find_names("France")
for line in sys.stdin:
    arguments, out, killed_after = json.loads(line)
    if (child := os.fork()) == 0:
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        sys.argv = ["dragoman", *arguments]
        cli.main()
        os._exit(0)
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)
"""
KILLS = 25
"""Of each of the two commands."""
FILES = {"load": 4, "read": 34}
"""How many one process goes through: `load` writes each by itself, `read --save` first thirty-two together."""
SEATS = [f"S{number:02}" for number in range(40)]
VOTES_PER_FILE = 12


class Ended(NamedTuple):
    status: int
    printed: int
    """Whole lines, each the answer to one file."""
    seconds: float


class Forker:
    """Starts commands in a moment, in processes of their own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-c", FORKER]
        self.printed = folder / "printed"
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def run(self, *arguments: object, killed_after: float | None = None) -> Ended:
        """What the command printed before it ended or was killed."""
        self.printed.unlink(missing_ok=True)
        start = time.perf_counter()
        order = json.dumps([[str(word) for word in arguments], str(self.printed), killed_after])
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        status = int(self.process.stdout.readline())
        lines = self.printed.read_text("utf-8").split("\n")[:-1] if self.printed.exists() else []
        return Ended(status, len([json.loads(line) for line in lines]), time.perf_counter() - start)


@pytest.fixture(scope="module")
def forker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    forker = Forker(tmp_path_factory.mktemp("forker"))
    with forker.process:
        yield forker
        assert forker.process.stdin is not None
        forker.process.stdin.close()


def vote_files(folder: Path, n: int) -> list[Path]:
    for number in range(n):
        rows = [
            f"A/RES/{number}/{i},UNGA,2054-10-01,Tides of the harbour {number},"
            f"{' '.join(SEATS[: 20 + i])},{' '.join(SEATS[20 + i :])}"
            for i in range(VOTES_PER_FILE)
        ]
        (folder / f"{number:03}.csv").write_text("\n".join(["symbol,body,held,title,yes,no", *rows]), "utf-8")
    return sorted(folder.glob("*.csv"))


def reports(folder: Path, n: int) -> list[Path]:
    for number in range(n):
        text = f"Norway condemned Belarus on 3 May 2024 over harbour {number}."
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return sorted(folder.glob("*.txt"))


def opened(address: Path) -> Ledger:
    """The ledger, which the first of the killed may not have finished making."""
    return Ledger.create(address)


def kill_again_and_again(
    forker: Forker, command: str, files: list[Path], options: list[object], done_of: Callable[[], int]
) -> int:
    """How many files are done after all the kills and one run that may live; each begins a little before the last one's end."""
    dice, first = random.Random(20250224), 0
    longest = seconds_of_a_run(forker, command, files, options)
    for _ in range(KILLS):
        some = files[first : first + 3 * FILES[command]]
        ended = forker.run(command, *options, *some, killed_after=dice.uniform(0, longest))
        assert ended.status == signal.SIGKILL, "it lived too long"
        done = done_of()
        assert done >= first + ended.printed, "what was reported as done is not there"
        first = max(0, done - 2)
    assert done >= FILES[command], "they died too early"
    assert forker.run(command, *options, *files[first : first + FILES[command]]).status == 0
    return first + FILES[command]


def seconds_of_a_run(forker: Forker, command: str, files: list[Path], options: list[object]) -> float:
    """How long the command takes for its number of files, on a ledger that is there already."""
    *others, _ = options
    address, n = files[0].with_name("other ledger"), FILES[command]
    forker.run(command, *others, address, files[0])
    ended = forker.run(command, *others, address, *files[1 : 1 + n])
    assert (ended.status, ended.printed) == (0, n)
    return ended.seconds


def test_load_killed_at_any_moment_loses_and_doubles_nothing(forker: Forker, tmp_path: Path) -> None:
    files, address = vote_files(tmp_path, (KILLS + 3) * FILES["load"]), tmp_path / "ledger"

    def done() -> int:
        with opened(address) as ledger:
            n = len(ledger.headings(words="tides harbour"))
        assert n % VOTES_PER_FILE == 0, "half a file is there"
        return n // VOTES_PER_FILE

    whole = kill_again_and_again(forker, "load", files, ["--json", "--ledger", address], done)
    with Ledger.open(address) as ledger:
        rows = dict(ledger.sql("SELECT id, count(*) FROM roll_call_rows GROUP BY id").rows)
        assert sum(name.startswith("facts:UNGA:2054") for name in rows) == whole * VOTES_PER_FILE
        assert set(rows.values()) == {1}
        assert all(len(call.choices) == len(SEATS) for call in ledger.roll_calls(words="tides harbour"))
    assert verify(Place(address=str(address))) == ()


def test_read_killed_at_any_moment_loses_and_doubles_nothing(forker: Forker, tmp_path: Path) -> None:
    files, address = reports(tmp_path, (KILLS + 3) * FILES["read"]), tmp_path / "ledger"

    def done() -> int:
        with opened(address) as ledger:
            n, sources = ledger.sql("SELECT count(*), count(DISTINCT source) FROM reading_rows").rows[0]
        assert n == sources, "a reading is there twice"
        return int(n)

    whole = kill_again_and_again(forker, "read", files, ["--save", "--json", "--ledger", address], done)
    with Ledger.open(address) as ledger:
        assert ledger.sql("SELECT count(*), count(DISTINCT source) FROM reading_rows").rows == [
            (whole, whole)
        ]
        kept = {text for (text,) in ledger.sql("SELECT text FROM sources").rows}
        assert kept == {path.read_text("utf-8") for path in files[:whole]}
        events = "SELECT min(n), max(n) FROM (SELECT count(*) AS n FROM events GROUP BY source)"
        assert len(set(ledger.sql(events).rows[0])) == 1
    assert verify(Place(address=str(address))) == ()
