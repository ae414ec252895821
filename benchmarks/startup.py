"""What starting costs: `dragoman --help` and `import dragoman`, beside a bare interpreter, medians of several runs."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

RUNS = 11
STARTS = {
    "bare": [sys.executable, "-c", "pass"],
    "import": [sys.executable, "-c", "import dragoman"],
    "help": [sys.executable, "-m", "dragoman", "--help"],
}


def seconds(command: list[str]) -> float:
    """How long the command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def figures() -> dict[str, float]:
    """Seconds of each start, and how many times a bare interpreter's start that is. The starts take turns."""
    rounds = [{name: seconds(command) for name, command in STARTS.items()} for _ in range(RUNS + 1)]
    typical = {
        name: median(taken[name] for taken in rounds[1:]) for name in STARTS
    }  # the first round warms the disk
    return {
        "bare_interpreter_seconds": typical["bare"],
        "import_seconds": typical["import"],
        "help_seconds": typical["help"],
        "import_times_bare": typical["import"] / typical["bare"],
        "help_times_bare": typical["help"] / typical["bare"],
    }
