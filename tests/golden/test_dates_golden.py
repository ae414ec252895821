"""Each line of dates.txt: where a time expression is anchored, and how precisely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.text.dates import find_dates
from dragoman.text.model import load_model

LINES = (Path(__file__).parent / "dates.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]


def day(written: str) -> date | None:
    return None if written == "-" else date.fromisoformat(written)


@pytest.mark.parametrize(("published", "marked", "first", "last", "precision"), CASES)
def test_the_expression_is_anchored(
    published: str, marked: str, first: str, last: str, precision: str
) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = [
        d for d in find_dates(text, day(published), load_model()(text)) if d.start < end and start < d.end
    ]
    if first == "none":
        assert found == []
    else:
        assert [(d.first, d.last, d.precision) for d in found] == [(day(first), day(last), precision)]
        assert text[start:end] in found[0].text or found[0].text in text[start:end]
