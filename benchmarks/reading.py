"""What reading costs beside the bare parse, what a second process brings, one report's cold start, and the memory it takes.

The texts are the sample reports, told over and over under other titles. Because what hangs on a word alone is kept from one
text to the next, the ratio is taken of texts never read before as well: paragraphs of the corpus, a few to a text.
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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.domain.sources import Source

SAMPLES = Path(__file__).parents[1] / "samples"
PARAGRAPHS = Path(__file__).parents[1] / "corpus" / "paragraphs"
TOGETHER, WARM, FRESH = 4, 30, 60
"""Paragraphs to a text; texts read before time is taken, and texts read for it, each once."""
ROUNDS = 3
COPIES, FIRST = 32, 10
"""How often each sample is told to the processes; readings that each of them makes before time is taken."""
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


def fresh_texts() -> list[str]:
    """Texts of a few paragraphs of the corpus, every third one, so that all its writers are among them."""
    lines = [
        line for path in sorted(PARAGRAPHS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    told = [" ".join(sentence["t"] for sentence in json.loads(line)["sentences"]) for line in lines[::3]]
    whole = ["\n\n".join(told[i : i + TOGETHER]) for i in range(0, len(told), TOGETHER)]
    return whole[: WARM + FRESH]


def of_fresh_texts() -> float:
    """How reading compares with the bare parse on texts that were never read before."""
    from dragoman import workflows

    nlp, record = workflows.language_model(), workflows.embedded_record()
    sources = [workflows.source_of(text) for text in fresh_texts()]

    def read(source: Source) -> float:
        return seconds_of(
            workflows.read_source(s, record=record, nlp=nlp, rules_alone=True) for s in (source,)
        )

    def parse(source: Source) -> float:
        return seconds_of(nlp(s.text) for s in (source,))

    for source in sources[:WARM]:
        read(source)
    took = {read: 0.0, parse: 0.0}
    for n, source in enumerate(sources[WARM:]):
        for work in (read, parse) if n % 2 else (parse, read):  # the second finds the words looked up before
            took[work] += work(source)
    return took[parse] / took[read]


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


def stream_rate(path: Path, jobs: int) -> float:
    """Readings a second once each process has read a few: loading the model and compiling the rules are not counted."""
    from dragoman import workflows

    results = workflows.read_documents([str(path)], workflows.Wishes(said=workflows.about()), jobs=jobs)
    for _ in range(FIRST * jobs):
        next(results)
    start = time.perf_counter()
    return sum(1 for _ in results) / (time.perf_counter() - start)


def two_processes() -> float:
    """How many times as many readings two processes make in the same time as one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.jsonl")
        lines = [json.dumps({"title": f"{n}", "text": text}) for n in range(COPIES) for text in texts()]
        path.write_text("\n".join(lines), "utf-8")
        return median(stream_rate(path, 2) / stream_rate(path, 1) for _ in range(ROUNDS))


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
    fresh = of_fresh_texts()
    encoder = with_encoder()
    speedup = two_processes()
    return {
        "cold_start_seconds": start,
        "cold_start_megabytes": brief_memory,
        "words_a_second": words,
        "throughput_of_bare_parse": ratio,
        "throughput_of_bare_parse_fresh_texts": fresh,
        **encoder,
        "two_processes_of_one": speedup,
        "batch_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
