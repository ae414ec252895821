"""Comparisons and extremes put together from a side, a direction and a time."""

from __future__ import annotations

import pytest

from dragoman.claims.contrasts import find_contrasts
from dragoman.claims.superlatives import find_superlative


@pytest.mark.parametrize(
    ("words", "side", "way", "by"),
    [
        ("Six ayes were shed within a year.", "yes", -1, 6),
        ("The naysayers were fewer than in 2019.", "no", -1, None),
        ("The hesitant were a smaller band than they had been in 2018.", "abstain", -1, None),
        ("Backing for the text has frayed since 2017.", "yes", -1, None),
        ("The number of opponents jumped by seven within a year.", "no", 1, 7),
        ("The noes have not budged since 2018.", "no", 0, None),
        ("Abstentions went down by six in two years.", "abstain", -1, 6),
    ],
)
def test_a_comparison_is_a_side_a_direction_and_a_time(words, side, way, by):
    (one,) = [c for chain in find_contrasts(words, 0, len(words)) for c in chain]
    assert (one.side.name, one.way, one.by) == (side, way, by)
    assert one.when is not None


@pytest.mark.parametrize(
    "words",
    [
        "Britain's side has lost four votes since then.",  # for or against is not told
        "The price of oil has grown since 2018.",
        "In 2018 more states had abstained.",
        "More than 40 states abstained in 2021.",
    ],
)
def test_without_a_side_or_a_time_since_which_it_holds_nothing_is_compared(words):
    assert find_contrasts(words, 0, len(words)) == []


@pytest.mark.parametrize(
    ("words", "side", "is_low", "year", "years"),
    [
        ("So many negative votes it has never drawn.", "no", False, None, None),
        ("The majority is the thinnest this century.", "yes", True, 2000, None),
        ("Abstentions climbed to their highest level in two decades.", "abstain", False, None, 20),
        ("At no point since 1998 have there been so few noes.", "no", True, 1999, None),
        ("Its support has never been weaker.", "yes", True, None, None),
    ],
)
def test_an_extreme_is_a_side_a_measure_and_a_span(words, side, is_low, year, years):
    said = find_superlative(words, (0, len(words)))
    assert said is not None
    assert said.side is not None
    assert (said.side.name, said.is_low, said.year, said.years) == (side, is_low, year, years)
