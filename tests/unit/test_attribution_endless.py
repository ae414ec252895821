"""A paragraph that is one word without an end is looked at as fast as any other: labels cannot backtrack."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from dragoman.events.attribution_labels import _LABEL
word = sys.argv[1]
assert _LABEL.match(word * 20_000) is None
"""


@pytest.mark.parametrize("word", ["W", "Ab", "A-", "Aa ", "A. "])
def test_a_word_without_an_end_is_no_label_and_takes_no_time(word):
    subprocess.run([sys.executable, "-c", PROGRAM, word], check=True, timeout=60)
