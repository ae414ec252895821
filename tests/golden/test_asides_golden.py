"""Each line of asides.txt: a sentence and what of it no roll call can answer, no more and no less."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.claims import asides
from dragoman.domain.sources import Source
from dragoman.events.coder import find_events
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

PUBLISHED = date(2025, 2, 24)
LINES = (Path(__file__).parent / "asides.txt").read_text("utf-8").splitlines()
CASES = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and line[0] != "#"]
NAMES = {
    asides.INTENTION: "to come",
    asides.POSSIBILITY: "possible",
    asides.ATTITUDE: "thought",
    asides.HEARSAY: "hearsay",
    asides.UNSAID: "unsaid",
    asides.DEALINGS: "dealings",
}


def written(sentence: str) -> str:
    """The asides as the file writes them: of several over the same words the first."""
    document = read_text(Source.of(sentence, published=PUBLISHED), load_model())
    found: list[tuple[int, int, str]] = []
    for aside in asides.find_asides(document, find_events(document)):
        if not any(a < aside.end and aside.start < b for a, b, _ in found):
            words = f"{NAMES.get(aside.why, 'said')}: {sentence[aside.start : aside.end]}"
            found.append((aside.start, aside.end, words))
    return " ; ".join(words for _, _, words in sorted(found)) or "-"


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_sentence_holds_no_other_asides(sentence: str, expected: str) -> None:
    assert written(sentence) == expected


@pytest.mark.parametrize("name", [*NAMES.values(), "said"])
def test_every_reason_is_shown_often_enough(name: str) -> None:
    assert sum(expected.startswith(f"{name}:") for _, expected in CASES) >= 2
