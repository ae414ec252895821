"""The checking corpus: planted errors found, true claims not called wrong; `dev_`, `tuning_`, `practice_` and `wordings_` may be looked at, the others may not."""

from __future__ import annotations

from pathlib import Path

from evals import grading

NEEDS = grading.NEEDS
CORPUS = Path(__file__).parent / "checking"
MEASURES = ("conflicts_r", "false_alarm_rate", "matches_r", "symbol_accuracy", "silent_accuracy")


def figures(data: Path) -> dict[str, float]:
    """Each measure of each part, with the ends of its 95 % bootstrap interval."""
    found: dict[str, float] = {}
    for part in ("dev", "tuning", "practice", "wordings", "frozen", "fresh", "unread"):
        counts = grading.counts_of(CORPUS / part, data)
        values, ranges = grading.overall(counts, data), grading.intervals(counts, MEASURES, data)
        for name in MEASURES:
            low, high = ranges[name]
            found |= {f"{part}_{name}": values[name], f"{part}_{name}_low": low, f"{part}_{name}_high": high}
        found[f"{part}_stray_conflicts"] = values["stray_conflicts"]
    return found
