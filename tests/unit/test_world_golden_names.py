"""Each line of tests/golden/names.txt: a sentence, a day, and who the name in brackets is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.world import find_names, resolve

LINES = (Path(__file__).parents[1] / "golden" / "names.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split("|")) for line in LINES if line and line[0] != "#"]


def who(marked: str, on: date | None) -> str:
    """The actors found at the brackets, written as in the file."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    for hit in find_names(text):
        if (hit.start, hit.end) == (start, end):
            actors = resolve(hit, on=on, context=text).actors
            return " ".join(f"{a.code}={a.name}" if a.kind == "person" else a.code for a in actors) or "-"
    return "-"


def test_there_are_two_hundred_names() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize(("sentence", "day", "expected"), CASES)
def test_the_name_in_brackets_is(sentence: str, day: str, expected: str) -> None:
    assert who(sentence, None if day == "-" else date.fromisoformat(day)) == expected
