"""Each line of coreference.txt: whom a pronoun or description stands for, or that it stays unresolved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.domain.actors import ActorKind
from dragoman.domain.sources import Source
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

PUBLISHED = date(2025, 2, 24)
LINES = (Path(__file__).parent / "coreference.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_the_words_stand_for(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    document = read_text(Source.of(text, published=PUBLISHED), load_model())
    here = [m for m in document.mentions if (m.start, m.end) == (start, end)]
    resolved = [m.actor for m in here if m.actor.kind is not ActorKind.UNNAMED]
    with_names = "=" in expected
    found = sorted({f"{a.code}={a.name}" if with_names else a.code for a in resolved})
    assert " ".join(found) == ("" if expected == "-" else expected)
