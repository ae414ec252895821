"""Each case of layout.txt: which blocks a text falls into, and what of it is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.text.layout import find_blocks

WHOLE = (Path(__file__).parent / "layout.txt").read_text("utf-8")
CASES = [case.partition("\n") for case in WHOLE.split("\n## ")[1:]]


@pytest.mark.parametrize("case", CASES, ids=[name for name, _, _ in CASES])
def test_the_text_falls_into_its_blocks(case: tuple[str, str, str]) -> None:
    text, _, expected = case[2].partition("\n=>\n")
    found = [
        f"{'skipped' if block.unread else block.kind} | {' '.join(text[block.start : block.end].split())}"
        for block in find_blocks(text)
    ]
    assert found == expected.strip("\n").split("\n")
