"""A sieved pattern finds what the plain one finds, whatever it has looked at first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text.sieve import Sieve
from dragoman.text.wordplaces import NOWHERE, Places, numbers_of

PATTERNS = (
    r"\bso (?:too )?(?:did|do) (?P<names>Ⓥ++)",
    r"(?<![\w-])(?:had (?:also )*)?(?:abstained|sat (?:it|this one) out)(?![\w-])",
    r"(?:opposed|rejected)(?=\s+it\b|\s*[.;,]|\s*$)",
    r"(?:the|its) \d+(?=[^.;:]{0,9}Ⓟ)|none of (?:them|it)",
    r"(?:vote[sd]?|voting)\s*(?:[:(]|\d+\s*\()\s*no",
    r"(?>it|them),? (?:too|as well)+|[a-c]{2}x",
    r"(\w+) and \1",
    r"(?:ks){2,}|K+o",
)
WORDS = st.sampled_from(
    ("so did ", "Ⓥ", "ⓋⓋ", "had ", "also ", "Abstained", "sat it out", "opposed", "it", "them", ". ", "; ", ": ", "(", ")", "\n", "no ",
     "vote", "voting", "7 ", "its ", "the ", "Ⓟ", "none of ", " too", ", ", "as well", "abx", "ab", "x and x", "K", "\u212as", "ſo did ", "İ", "o", "-", "  ")
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=16).map("".join)


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_all_of_a_text(pattern: str, text: str) -> None:
    assert spans(Sieve(pattern).find_all(text)) == spans(re.finditer(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=100, deadline=None)
@given(text=TEXTS, start=st.integers(0, 30), length=st.integers(0, 60))
def test_a_stretch_of_a_text(pattern: str, text: str, start: int, length: int) -> None:
    plain = re.compile(pattern, re.IGNORECASE).finditer(text, start, start + length)
    assert spans(Sieve(pattern).finditer(text, start, start + length)) == spans(plain)


def test_what_a_pattern_needs_is_read_off_it() -> None:
    assert Sieve(r"\b(?:votes|voted) (?:for|against) it").needs == (
        ("voted against it", "voted for it", "votes against it", "votes for it"),
    )
    assert Sieve(r"\w+ed").needs == (("ed",),)
    assert Sieve(r"\d*").needs == ()


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(WORDS.map(str.lower).filter(bool), min_size=1, max_size=6))
def test_words_stand_where_they_are_found(text: str, words: list[str]) -> None:
    for _ in range(2):  # known after a text was looked at, and before the next one
        places = Places(text)
        expected = sorted(m.start() for w in words for m in re.finditer(f"(?={re.escape(w)})", text))
        assert places.of(object(), [numbers_of(words)]) == ((expected,) if expected else NOWHERE)
