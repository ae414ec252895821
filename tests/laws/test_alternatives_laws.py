"""A pattern with its alternatives sorted by letter matches just what the same pattern does as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.text.alternatives import compile_sorted
from dragoman.text.sieve import Sieve

SAMPLES = Path(__file__).parents[2] / "samples"
LETTERS = st.text("aAbBkſ\u212a1 ", max_size=3)
PARTS = st.recursive(
    LETTERS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=6).map("|".join).map("(?:{})".format),
        st.lists(inner, min_size=2, max_size=4).map("|".join).map("({})".format),
        st.lists(inner, min_size=2, max_size=4).map("|".join).map("(?-i:{})".format),
        st.lists(inner, min_size=2, max_size=4).map("|".join).map("(?>{})".format),
        st.lists(inner, min_size=2, max_size=4).map("|".join).map("(?={})".format),
        inner.map("(?:{})?".format),
        inner.map("(?:{}){{1,2}}?".format),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=12,
)


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], ...]]:
    return [tuple(match.span(i) for i in range(pattern.groups + 1)) for match in pattern.finditer(text)]


@settings(max_examples=1000, deadline=None)
@given(PARTS, st.text("aAbBkKſ\u212a1 ", max_size=12), st.sampled_from((0, re.IGNORECASE)))
def test_sorted_alternatives_match_the_same(pattern: str, text: str, flags: int) -> None:
    assert found(compile_sorted(_parser.parse(pattern, flags)), text) == found(
        re.compile(pattern, flags), text
    )


def sieves() -> Iterator[Sieve]:
    for path in sorted(Path(dragoman.__file__).parent.glob("[ect]*/**/*.py")):
        if "Sieve(" in path.read_text("utf-8") and path.stem != "sieve":
            relative = path.relative_to(Path(dragoman.__file__).parents[1]).with_suffix("")
            for value in vars(import_module(".".join(relative.parts))).values():
                for one in value if isinstance(value, tuple) else (value,):
                    if isinstance(one, Sieve):
                        yield one


@pytest.mark.parametrize("mask", ["", "Ⓥ"], ids=["as it is", "masked"])
def test_every_rule_matches_the_same_in_the_samples(mask: str) -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    if mask:
        texts = [re.sub(r"\b[A-Z]\w+", lambda m: mask * len(m[0]), text) for text in texts]
    rules = list(sieves())
    assert len(rules) > 50
    for rule in rules:
        plain = re.compile(rule._words, rule._flags)
        assert all(found(rule.pattern, text) == found(plain, text) for text in texts)
