"""Whole reports of the development exam: events, positions, attribution and every finding."""

from __future__ import annotations

from pathlib import Path

from evals import grading

NEEDS = (*grading.NEEDS, "exam/02.gold.json")


def figures(data: Path) -> dict[str, float]:
    """The grader's overall figures."""
    return grading.overall(grading.counts_of(data / "exam", data), data)
