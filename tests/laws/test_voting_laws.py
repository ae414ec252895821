"""What holds for every total, however it is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.domain.rollcalls import Tally
from dragoman.events.voting.tallies import TENS, UNITS, find_tallies

MEMBERS = 193
Votes = tuple[int, int, int]


def votes(most: int = MEMBERS) -> st.SearchStrategy[Votes]:
    """Yes, no and abstentions of no more members than there are, each at most `most`."""
    cuts = st.lists(st.integers(0, MEMBERS), min_size=3, max_size=3).map(sorted)
    return cuts.map(lambda c: (min(c[0], most), min(c[1] - c[0], most), min(c[2] - c[1], most)))


FORMS = (
    "The resolution was adopted {y}–{n}–{a}.",
    "The resolution was adopted {y}-{n}-{a}.",
    "The resolution was adopted by {y} votes to {n}, with {a} abstentions.",
    "The Assembly adopted the draft by a vote of {y} in favour to {n} against, with {a} abstentions.",
    "The vote on the resolution was {y} in favour, {n} against and {a} abstentions.",
    "On the resolution, {y} countries voted in favour, {n} voted against and {a} abstained.",
)
IN_WORDS = FORMS[2:]


def words_of(number: int) -> str:
    """“thirty-one” for 31; up to 99."""
    if number < 20:
        return UNITS[number]
    ten, unit = divmod(number, 10)
    name = next(word for word, value in TENS.items() if value == ten * 10)
    return f"{name}-{UNITS[unit]}" if unit else name


def totals_in(sentence: str) -> list[Tally]:
    return [statement.tally for statement in find_tallies(sentence, 0, len(sentence))]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30, deadline=None)
@given(votes())
def test_a_total_is_read_as_it_was_written(form: str, said: Votes) -> None:
    y, n, a = said
    assert totals_in(form.format(y=y, n=n, a=a)) == [Tally(yes=y, no=n, abstain=a)]


@pytest.mark.parametrize("form", IN_WORDS)
@settings(max_examples=30, deadline=None)
@given(votes(99))
def test_words_and_digits_give_the_same_total(form: str, said: Votes) -> None:
    y, n, a = said
    spelled = form.format(y=words_of(y), n=words_of(n), a=words_of(a))
    assert totals_in(spelled) == totals_in(form.format(y=y, n=n, a=a)) == [Tally(yes=y, no=n, abstain=a)]


@settings(max_examples=30, deadline=None)
@given(votes(), st.text("ab .,\n", max_size=30))
def test_a_total_stands_where_it_says(numbers: Votes, before: str) -> None:
    y, n, a = numbers
    said = f"{y} votes to {n}, with {a} abstentions"
    text = f"{before}The resolution was adopted by {said}. It was raining."
    (found,) = find_tallies(text, len(before), len(text))
    assert text[found.start : found.end] == said
