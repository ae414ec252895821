"""Each line of attribution.txt: by whom the marked words are said, outermost speaker first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.domain.sources import Source
from dragoman.events.attribution import chain_at
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

PUBLISHED = date(2025, 2, 24)
LINES = (Path(__file__).parent / "attribution.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_the_words_are_said_by(marked: str, expected: str) -> None:
    before, _, after = marked.rpartition("]")
    start = marked.index("[")
    end = start + len(before.replace("[", "").replace("]", "")) - start
    text = marked.replace("[", "").replace("]", "")
    document = read_text(Source.of(text, published=PUBLISHED), load_model())
    chain = chain_at(document, start, end)
    found = "; ".join(f"{link.actor.code} {link.cue}" for link in chain)
    assert found == ("" if expected == "-" else expected)
    assert after == text[end:]
