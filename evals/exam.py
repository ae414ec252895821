"""Whole reports: events, positions, attribution and every finding, held against gold answers, with the full record at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dragoman.domain.sources import Source
from dragoman.render.contract import render_reading
from dragoman.workflows import read_source
from evals.devdata import scorer
from evals.official import TABLES, full_record

NEEDS = ("exam/grade.py", "exam/02.gold.json", *TABLES)


def figures(data: Path) -> dict[str, float]:
    """The grader's overall figures. What had nothing to measure is left out."""
    grade = scorer(data / "exam" / "grade.py")
    articles = list(grade.articles(data / "exam"))
    record = full_record(data)
    answers = {a.n: render_reading(read_source(_source(a.text, a.date), record=record)) for a in articles}
    overall = grade.build_report(articles, answers)["overall"]
    return {name: value for name, value in overall.items() if isinstance(value, int | float)}


def _source(text: str, day: str) -> Source:
    return Source.of(text, published=date.fromisoformat(day))
