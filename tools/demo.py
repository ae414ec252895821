"""Read the samples, print their briefs, and hold the findings against the errors planted in them.

Exit 0 only where every planted error was found and nothing else was called a conflict.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.domain.claims import Finding, Verdict
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Evidence

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An error put into a sample on purpose."""

    file: str
    quote: str
    kind: str
    symbol: str
    record: str


def load_planted(path: Path) -> tuple[Planted, ...]:
    return tuple(Planted(**row) for row in tomllib.loads(path.read_text("utf-8"))["planted"])


def touches(planted: Planted, text: str, evidence: Evidence) -> bool:
    """Whether these words of the sample and the planted ones overlap."""
    start = text.index(planted.quote)
    return evidence.start < start + len(planted.quote) and start < evidence.end


def conflicts_in(reading: Reading) -> tuple[Finding, ...]:
    """What the record refutes, whole or in one number of several."""
    return tuple(f for f in reading.findings if f.verdict in (Verdict.CONFLICTS, Verdict.PARTLY))


def missed(reading: Reading, planted: Iterable[Planted]) -> list[Planted]:
    """The planted errors of this report that no conflict touches."""
    found = conflicts_in(reading)
    return [p for p in planted if not any(touches(p, reading.source.text, f.claim.evidence) for f in found)]


def false_alarms(reading: Reading, planted: Sequence[Planted]) -> list[Finding]:
    """The conflicts that touch no planted error of this report."""
    return [
        f
        for f in conflicts_in(reading)
        if not any(touches(p, reading.source.text, f.claim.evidence) for p in planted)
    ]


def read_samples() -> dict[str, Reading]:
    """Each sample's reading by file name, its brief printed on the way."""
    from rich.console import Console

    from dragoman.render.brief import render_brief, render_summary
    from dragoman.workflows import open_source, read_source

    console = Console(highlight=False)
    readings = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        readings[path.name] = read_source(open_source(str(path)))
        console.print(render_brief(readings[path.name], name=path.name), "")
    console.print(render_summary(list(readings.values())), "")
    return readings


def main() -> int:
    planted = load_planted(SAMPLES / "planted.toml")
    failures = []
    for name, reading in read_samples().items():
        here = [p for p in planted if p.file == name]
        failures += [f"missed in {name}: “{p.quote}” ({p.kind}; {p.record})" for p in missed(reading, here)]
        failures += [
            f"false alarm in {name}: “{f.claim.evidence.text}” ({f.reason})"
            for f in false_alarms(reading, here)
        ]
    print(*failures, sep="\n", end="\n" if failures else "")
    verdict = (
        "Not as it should be" if failures else f"All {len(planted)} planted errors found, no false alarm"
    )
    print(f"{verdict}.")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
