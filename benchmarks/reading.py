"""What reading costs beside the bare parse, what a second process brings, one report's cold start, and the memory it takes.

The texts are the sample reports, told over and over under other titles.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

SAMPLES = Path(__file__).parents[1] / "samples"
ROUNDS = 3
COPIES = 16
STARTS = 3


def texts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]


def seconds_of(work: Iterator[object]) -> float:
    start = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - start


def beside_bare_parse(*, rules_alone: bool) -> tuple[float, float]:
    """Words a second of reading, and how it compares with spaCy's parse of the same texts alone; the two take turns."""
    from dragoman import workflows

    nlp, sources = workflows.language_model(), [workflows.source_of(text) for text in texts()]
    record = workflows.embedded_record()
    words = sum(len(source.text.split()) for source in sources)

    def read() -> float:
        return seconds_of(
            workflows.read_source(s, record=record, nlp=nlp, rules_alone=rules_alone) for s in sources
        )

    def parse() -> float:
        return seconds_of(nlp(s.text) for s in sources)

    read(), parse()
    rounds = [(read(), parse()) for _ in range(ROUNDS * 3)]
    return words / median(r for r, _ in rounds), median(p / r for r, p in rounds)


def with_encoder() -> dict[str, float]:
    """The same with the encoder, and the share of sentences in which it is asked; nothing where it is not installed."""
    from dragoman import workflows
    from dragoman.events.coder import find_events
    from dragoman.events.encoder.second import reviewed
    from dragoman.events.encoder.session import load_encoder
    from dragoman.text.reader import read_text

    if (encoder := load_encoder()) is None:
        return {}
    words, ratio = beside_bare_parse(rules_alone=False)
    documents = [read_text(workflows.source_of(text), workflows.language_model()) for text in texts()]
    counts = [reviewed(d, find_events(d), encoder) for d in documents]
    return {
        "encoder_words_a_second": words,
        "encoder_throughput_of_bare_parse": ratio,
        "encoder_asked_share": sum(c.asked for c in counts) / sum(c.sentences for c in counts),
    }


def stream_seconds(path: Path, jobs: int) -> float:
    """From the first reading to the last, so that loading the model is not counted."""
    from dragoman import workflows

    results = workflows.read_documents([str(path)], workflows.Wishes(said=workflows.about()), jobs=jobs)
    for _ in range(2 * jobs):
        next(results)
    return seconds_of(results)


def two_processes() -> float:
    """How many times faster two processes read a collection than one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.jsonl")
        lines = [json.dumps({"title": f"{n}", "text": text}) for n in range(COPIES) for text in texts()]
        path.write_text("\n".join(lines), "utf-8")
        return median(stream_seconds(path, 1) / stream_seconds(path, 2) for _ in range(ROUNDS))


def cold_start() -> tuple[float, float]:
    """Seconds from the command to the printed brief, and the most memory that took, in megabytes."""
    command = [sys.executable, "-m", "dragoman", "read", str(SAMPLES / "01-agency.txt")]
    taken = []
    for _ in range(STARTS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return median(taken[1:]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def figures() -> dict[str, float]:
    """Ratios taken in one run; seconds and megabytes of this machine."""
    start, brief_memory = cold_start()
    words, ratio = beside_bare_parse(rules_alone=True)
    encoder = with_encoder()
    speedup = two_processes()
    return {
        "cold_start_seconds": start,
        "cold_start_megabytes": brief_memory,
        "words_a_second": words,
        "throughput_of_bare_parse": ratio,
        **encoder,
        "two_processes_of_one": speedup,
        "batch_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
