"""What names cost: loading the registry in a fresh process, and finding and resolving the names of a report."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from dragoman.world import find_names, resolve

RUNS = 9
ON = date(2025, 2, 24)
REPORT = """\
GENEVA — Three days of talks between Norway and the Maldives over fishing rights ended without a text on Friday, two
officials who sat in the room said. The Maldivian side wanted a quota that shrinks each year; Oslo offered one review
after five years. "We were a page apart," said one of the officials, who asked not to be named because the talks were
closed. The president of Kenya, who had lent the parties his good offices, told reporters that both would meet again in
the spring. A spokeswoman for the UN said that the Secretariat stood ready to help, and that the draft would go to the
General Assembly only if both governments asked for it. Mr Guterres was to speak to the two foreign ministers by
telephone. Iceland and the Faroe Islands, which fish the same waters, had watched from the corridor. The European
Commission, asked whether Brussels would join a later round, declined to answer. In the Maldivian capital, Malé, boats
stayed in harbour; their owners said that the price of diesel mattered more to them than any quota. Analysts at a bank
in Singapore put the trade at forty million dollars a year, most of it bought by Japan, South Korea and Thailand.
"""
FRESH = """\
import time
start = time.perf_counter()
from dragoman.world import find_names
imported = time.perf_counter()
find_names("France")
print(imported - start, time.perf_counter() - imported)
"""


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs: what it costs where nothing else runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def fresh() -> tuple[float, float]:
    """Seconds to import the registry and to build it, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", FRESH], check=True, capture_output=True, text=True)
    imported, built = done.stdout.split()
    return float(imported), float(built)


def figures() -> dict[str, float]:
    """Milliseconds; and finding as a multiple of splitting the same text into words, which hardly depends on the machine."""
    text = REPORT * 20
    words = len(text.split())
    hits = find_names(text)
    finding = best(lambda: find_names(text))
    resolving = best(lambda: [resolve(hit, on=ON, context=REPORT) for hit in hits])
    starts = [fresh() for _ in range(RUNS)]
    return {
        "find_ms_per_1000_words": finding * 1e6 / words,
        "find_times_splitting": finding / best(text.split),
        "hits_per_1000_words": len(hits) * 1000 / words,
        "resolve_ms_per_1000_words": resolving * 1e6 / words,
        "import_ms_median": median(imported for imported, _ in starts) * 1000,
        "build_ms_median": median(built for _, built in starts) * 1000,
        "build_ms_best": min(built for _, built in starts) * 1000,
    }
