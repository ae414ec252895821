"""Persons whom only the state beside them makes a voter: “Peru's *Ana Vega*”, “*Ana Vega* (Peru)”, “*Ana Vega* of Peru”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.domain.actors import UNNAMED, Mention

_OWNED = re.compile(r"['’]s? $|['’]s? (?:new |own |veteran )?(?:ambassador|envoy|delegate|representative) $")
_OF = re.compile(r" \((?:the )?$| of (?:the )?$|, (?:for|of) (?:the )?$")


def spoken_for(names: Sequence[Mention], source: str) -> dict[Mention, tuple[int, int]]:
    """The span of each name, a state's with the unknown person beside it, who is then no name of his own."""
    spans = {m: (m.start, m.end) for m in names}
    for person, state, span in _pairs(sorted(names, key=lambda m: (m.start, m.end)), source):
        if state in spans:
            spans[state] = span
            spans = {
                m: s
                for m, s in spans.items()
                if m is state or not (s[0] < person.end and person.start < s[1])
            }
    return spans


def _pairs(names: Sequence[Mention], source: str) -> Iterator[tuple[Mention, Mention, tuple[int, int]]]:
    for one, other in pairwise(names):
        between = source[one.end : other.start]
        if other.code == UNNAMED.code and one.code != UNNAMED.code and _OWNED.fullmatch(between):
            yield other, one, (one.start, other.end)
        elif one.code == UNNAMED.code and other.code != UNNAMED.code and _OF.fullmatch(between):
            closes = "(" in between and source[other.end : other.end + 1] == ")"
            start = min(m.start for m in names if m.end == one.end)
            yield one, other, (start, other.end + closes)


DOMESTIC = re.compile(
    r"\b(?:parliament|senate|congress|legislature|lawmakers|deputies|voters|electorate|court)$", re.IGNORECASE
)
"""“Chad's *parliament* voted against”: in no hall of the United Nations."""
