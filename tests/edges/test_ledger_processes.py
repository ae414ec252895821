"""Many processes on one ledger, and processes that die: nothing is lost, nothing doubled, nobody sees half a write."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from dragoman.ledger import Ledger, Place, verify

PREAMBLE = """
import sys
from datetime import date
from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.domain.sources import Source
from dragoman.ledger import Ledger

def votes(batch, n=40):
    for i in range(n):
        choices = {f"S{seat:02}": Choice.YES if (seat + i) % 3 else Choice.NO for seat in range(60)}
        yield RollCall(id=f"undl:{batch}-{i}", body="UNGA", held=date(2054, 1, 1), title=f"Tides {batch}", choices=choices)

def reading(batch):
    return Reading(source=Source.of(f"Report {batch} on tides."))
"""
LOAD = (
    PREAMBLE
    + """
ledger = Ledger.open(sys.argv[1])
print("ready", flush=True)
for batch in map(int, sys.argv[2:]):
    ledger.append(votes(batch), file=f"file-{batch}")
    ledger.save_reading(reading(batch))
"""
)
READ = (
    PREAMBLE
    + """
import time
seen, until = 0, time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    with Ledger.open(sys.argv[1]) as ledger:
        calls = ledger.roll_calls()
        n = ledger.sql("SELECT count(*) FROM choices").rows[0][0]
    assert len(calls) % 40 == 0, f"half a load was seen: {len(calls)}"
    assert len(calls) >= seen, "what was there is gone"
    assert all(len(call.choices) == 60 for call in calls)
    assert n == 60 * len(calls)
    seen = len(calls)
print(seen)
"""
)
KILLS = 50
BATCHES = 400


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return out


def held(folder: Path) -> tuple[dict[str, int], int]:
    """Rows per roll call, and the number of readings; verify has nothing to say."""
    with Ledger.open(folder) as ledger:
        rows = dict(ledger.sql("SELECT id, count(*) FROM roll_call_rows GROUP BY id").rows)
        readings = ledger.sql("SELECT count(*), count(DISTINCT source) FROM reading_rows").rows[0]
    assert readings[0] == readings[1]
    assert verify(Place(address=str(folder))) == ()
    return rows, readings[0]


def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """A writer is killed at a random moment, then begins again with what it cannot know to be done."""
    folder, dice = tmp_path / "ledger", random.Random(20250224)
    Ledger.create(folder).close()
    kills, first = 0, 0
    while kills < KILLS:
        process = start(LOAD, folder, *range(first, BATCHES))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, 0.35))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        kills += 1
        with Ledger.open(folder) as ledger:
            done = len(ledger.roll_calls()) // 40
            assert len(ledger.roll_calls()) % 40 == 0
        first = max(0, done - 2)
    finish(start(LOAD, folder, *range(done + 1)))
    rows, readings = held(folder)
    assert set(rows) == {f"undl:{batch}-{i}" for batch in range(done + 1) for i in range(40)}
    assert set(rows.values()) == {1}
    assert readings == done + 1


def test_eight_read_while_two_write(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    Ledger.create(folder).close()
    readers = [start(READ, folder, 8) for _ in range(8)]
    writers = [start(LOAD, folder, *range(12)), start(LOAD, folder, *range(6, 18))]
    for process in (*writers, *readers):
        finish(process)
    rows, readings = held(folder)
    assert len(rows) == 18 * 40
    assert set(rows.values()) == {1}
    assert readings == 18


def test_two_can_make_the_same_ledger_at_once(tmp_path: Path) -> None:
    code = PREAMBLE + "Ledger.create(sys.argv[1]).append(votes(1))"
    for process in [start(code, tmp_path / "ledger") for _ in range(4)]:
        finish(process)
    rows, _ = held(tmp_path / "ledger")
    assert set(rows.values()) == {1}
    assert len(rows) == 40
