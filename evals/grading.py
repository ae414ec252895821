"""Read a folder of reports with gold answers and grade what was read, with bootstrap intervals over reports."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from dragoman.domain.sources import Source
from dragoman.render.contract import render_reading
from dragoman.workflows import read_source
from evals.devdata import scorer
from evals.official import TABLES, full_record

NEEDS = ("exam/grade.py", *TABLES)
RESAMPLES = 1000


def grader(data: Path) -> ModuleType:
    return scorer(data / "exam" / "grade.py")


def counts_of(folder: Path, data: Path) -> list[Counter[Any]]:
    """The grader's counts for each report of a folder, read with the full record at hand."""
    grade, record = grader(data), full_record(data)
    counts = []
    for article in grade.articles(folder):
        source = Source.of(
            article.text,
            title=article.title,
            publisher=article.publisher,
            published=date.fromisoformat(article.date),
        )
        counts.append(grade.grade(article, render_reading(read_source(source, record=record))))
    return counts


def overall(counts: list[Counter[Any]], data: Path) -> dict[str, float]:
    """The grader's figures over all reports together; what had nothing to measure is left out."""
    figures = grader(data).figures(sum(counts, Counter()))
    return {name: value for name, value in figures.items() if value is not None}


def intervals(
    counts: list[Counter[Any]], names: tuple[str, ...], data: Path
) -> dict[str, tuple[float, float]]:
    """The 95 % bootstrap interval of each figure, reports drawn with replacement."""
    dice = Random(20250224)
    drawn = [overall(dice.choices(counts, k=len(counts)), data) for _ in range(RESAMPLES)]
    return {name: _middle([d[name] for d in drawn if name in d]) for name in names}


def _middle(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]
