"""Where words that rules need stand in a text: all words of all rules are looked for in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from threading import Lock

from ahocorasick_rs import AhoCorasick, Implementation

FOLDED = ("\u0130", "\u0131", "\u017f", "\u212a")
"""Letters that are equal to an ASCII letter where case is ignored, though not in lower case."""

_NUMBERS: dict[str, int] = {}
"""A number for each word that some rule has asked for; it only grows, up to the words of all rules."""
_WORDS: list[str] = []
"""The words by their numbers."""
_LOCK = Lock()


def numbers_of(words: Sequence[str]) -> tuple[int, ...]:
    """The words' numbers; from the next text on they are looked for with all others."""
    with _LOCK:
        for word in words:
            if word not in _NUMBERS:
                _NUMBERS[word] = len(_WORDS)
                _WORDS.append(word)
        return tuple([_NUMBERS[word] for word in words])


def lowered(text: str) -> str | None:
    """The text in lower case; None where that is no guide to what matches."""
    small = text.lower()
    if text.isascii():
        return small
    return None if len(small) != len(text) or any(letter in text for letter in FOLDED) else small


NOWHERE: tuple[Sequence[int], ...] = ((),)
"""Where a rule's words stand in a text that lacks one of its sets."""


class Places:
    """The words known when a text is first looked at, and where each begins in it; later ones are looked for one by one."""

    def __init__(self, small: str) -> None:
        self._small = small
        self._known = len(_WORDS)
        found: dict[int, list[int]] = defaultdict(list)
        if self._known:
            for number, start, _ in _automaton(self._known).find_matches_as_indexes(small, overlapping=True):
                found[number].append(start)
        self._found = found
        self._merged: dict[object, tuple[Sequence[int], ...]] = {}

    def of(self, rule: object, needs: Sequence[Sequence[int]]) -> tuple[Sequence[int], ...]:
        """For each of a rule's sets of words, given as numbers, where one of them begins; NOWHERE if one has none."""
        merged = self._merged.get(rule)
        if merged is None:
            merged = self._merged[rule] = self._all(needs)
        return merged

    def _all(self, needs: Sequence[Sequence[int]]) -> tuple[Sequence[int], ...]:
        merged = []
        for numbers in needs:
            if not (places := self._merge(numbers)):
                return NOWHERE
            merged.append(places)
        return tuple(merged)

    def _merge(self, numbers: Sequence[int]) -> Sequence[int]:
        known = self._found
        if max(numbers, default=0) < self._known:
            found = [known[n] for n in numbers if n in known]
        else:
            found = [starts for n in numbers if (starts := self._starts(n))]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def _starts(self, number: int) -> list[int]:
        if number < self._known:
            return self._found.get(number, [])
        return _starts_of(_WORDS[number], self._small)


def _starts_of(word: str, small: str) -> list[int]:
    starts: list[int] = []
    place = small.find(word)
    while place >= 0:
        starts.append(place)
        place = small.find(word, place + 1)
    return starts


def has_between(places: Iterable[Sequence[int]], start: int, end: int) -> bool:
    """Whether a word of each set begins between two places."""
    for starts in places:
        i = bisect_left(starts, start)
        if i == len(starts) or starts[i] >= end:
            return False
    return True


@lru_cache(maxsize=4)  # a report, and itself with its parts masked in three ways
def places_in(text: str) -> Places | None:
    """The places of a text's words; None where they are no guide to what matches."""
    small = lowered(text)
    return None if small is None else Places(small)


@lru_cache(maxsize=1)
def _automaton(known: int) -> AhoCorasick:
    """What finds the words with numbers below this one."""
    return AhoCorasick(_WORDS[:known], implementation=Implementation.ContiguousNFA)
