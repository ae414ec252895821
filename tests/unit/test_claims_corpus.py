"""The gold answers that checking is measured with agree with the roll calls, and the code knows none of the samples."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evals.devdata import development_data

ROOT = Path(__file__).resolve().parents[2]
SHORTEST = 5
"""Words of a sentence that could be somebody's."""


@pytest.mark.skipif(
    development_data() is None, reason="no development data (DRAGOMAN_DEV_DATA names the folder)"
)
def test_every_gold_verdict_follows_from_the_record():
    done = subprocess.run(
        [
            sys.executable,
            "evals/checking/verify.py",
            "samples",
            "dev",
            "tuning",
            "practice",
            "wordings",
            "frozen",
            "fresh",
            "unread",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no disagreement" in done.stdout


def sentences(text: str) -> set[str]:
    """Sentences as their words alone."""
    plain = (" ".join(re.findall(r"\w+", part.casefold())) for part in re.split(r"[.!?:;]\s|\n", text))
    return {words for words in plain if words.count(" ") >= SHORTEST - 1}


def test_no_sentence_of_the_samples_stands_in_the_code():
    code = {
        path: " ".join(re.findall(r"\w+", path.read_text("utf-8").casefold()))
        for path in (ROOT / "src").rglob("*")
        if path.suffix in (".py", ".toml", ".tsv", ".csv", ".txt")
    }
    samples = {s for path in (ROOT / "samples").glob("*.txt") for s in sentences(path.read_text("utf-8"))}
    assert len(samples) > 40
    assert not [(path.name, s) for path, text in code.items() for s in samples if s in text]
