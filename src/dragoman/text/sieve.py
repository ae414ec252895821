"""Patterns that look first whether a text has the words without which they cannot match.

Rules over reports are long alternatives, tried at every letter, and most sentences have none of their words. What a
pattern needs is read off its own parse tree, so that nobody has to write it down twice; a part that is not understood
needs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from dragoman.text.alternatives import compile_sorted
from dragoman.text.wordplaces import NOWHERE, has_between, lowered, numbers_of, places_in

MOST = 64
"""So many words stand for a part of a pattern; one that can be more is taken to be anything."""
FEW = 60
"""So many words are looked for: of more only the beginnings are."""
ENDS = ".;:!?()\n"
"""Marks at which a text is cut into stretches where a pattern cannot pass over them."""

Words = frozenset[str]
Where = tuple[Sequence[int], ...] | None


class Sieve:
    """A pattern, compiled when it is first needed, with the words of which each match has one."""

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        self._words, self._flags = pattern, flags
        self._last: tuple[str, Where] = "", NOWHERE

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        tree = self._tree
        self.__dict__.pop("_tree", None)  # it is large, and not needed again
        return compile_sorted(tree)

    @cached_property
    def _tree(self) -> Any:
        return _parser.parse(self._words, self._flags)

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Sets of words, in lower case: one of each set stands in every match. The most telling sets first."""
        whole, clauses = _needs(self._tree)
        told = {_fewest(c) for c in (*clauses, whole or ()) if c and "" not in c}
        telling = [c for c in told if not any(w in _ALL_OVER for w in c)]
        return tuple(tuple(sorted(c)) for c in sorted(telling, key=_commonness)[:2])

    @cached_property
    def _marks(self) -> str:
        """The marks that no match holds, and over which it does not look."""
        held = _held(self._tree)
        return "".join(mark for mark in ENDS if mark not in held)

    def may_match(self, text: str, start: int, end: int) -> bool:
        """False where no match lies in this stretch of the text."""
        if start == 0 and end >= len(text):
            return self._may_match_whole(text)
        last = self._last  # read once: other threads may read other texts
        if last[0] is not text:
            last = self._last = text, self.where(text)
        where = last[1]
        return where is not NOWHERE and (where is None or has_between(where, start, end))

    def where(self, text: str) -> Where:
        """Where the words of each set stand in a text; None where that is no guide."""
        places = places_in(text)
        return None if places is None else places.of(self, self._numbers)

    def _may_match_whole(self, text: str) -> bool:
        """The same of all of a text, often a few words that nobody asks of again."""
        small = lowered(text)
        if small is None:
            return True
        for words in self.needs:
            for word in words:
                if word in small:
                    break
            else:
                return False
        return True

    @cached_property
    def _numbers(self) -> tuple[tuple[int, ...], ...]:
        return tuple(map(numbers_of, self.needs))

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterable[re.Match[str]]:
        """All matches in a stretch of a text: a sentence."""
        end = len(text) if end is None else end
        return self.pattern.finditer(text, start, end) if self.may_match(text, start, end) else ()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in a stretch of a text."""
        return next(iter(self.finditer(text, start, end)), None)

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a whole text; a stretch ends with its mark, behind which no rule looks."""
        for start, end in self._stretches(text):
            yield from self.pattern.finditer(text, start, min(end + 1, len(text)))

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where matches may lie, from mark to mark."""
        where = self.where(text)
        if where is NOWHERE:
            return
        if where is None or not self.needs or not self._marks:
            yield 0, len(text)
            return
        first, *others = where
        marks = _places_of(text, self._marks)
        done = 0
        for place in first:
            if place < done:
                continue
            i = bisect_right(marks, place)
            start, done = marks[i - 1] + 1, marks[i]
            if has_between(others, start, done):
                yield start, done


@lru_cache(maxsize=64)
def alive(patterns: tuple[Sieve, ...], text: str) -> tuple[Sieve, ...]:
    """Those of the patterns whose words a text has: the others need not be asked of each of its sentences."""
    return tuple(p for p in patterns if p.where(text) is not NOWHERE)


@lru_cache(maxsize=16)
def _places_of(text: str, marks: str) -> tuple[int, ...]:
    """Where one of the marks stands, and the text's two ends."""
    return -1, *(m.start() for m in re.finditer(f"[{re.escape(marks)}]", text)), len(text)


def _fewest(words: Iterable[str]) -> Words:
    """The words, or their beginnings where they are many, without those that hold another."""
    known = frozenset(words)
    for length in (12, 8, 6, 5, 4):
        if len(known) > FEW:
            known = frozenset(w[:length] for w in known)
    return frozenset(w for w in known if not any(o != w and o in w for o in known))


def _commonness(words: Words) -> float:
    """How many of the words a sentence may have, guessed from their lengths."""
    return sum(map(_expected, words))


def _expected(word: str) -> float:
    if word.strip() in _EVERYWHERE:
        return 0.5 if word.strip() else 5.0
    return 0.4 ** len(word) if word.isascii() else 0.2


_ALL_OVER = frozenset(" aeinorst")
"""So common that to look for them costs more than it spares."""

_EVERYWHERE = frozenset(
    (
        "",
        "the",
        "a",
        "of",
        "and",
        "in",
        "to",
        "for",
        "with",
        "its",
        "their",
        "is",
        "are",
        "was",
        "were",
        "had",
    )
)


# ------------------------------------------------------------------ what a parse tree needs
Needs = tuple[Words | None, list[Words]]
"""All that a part can be, in lower case, where that is little; and sets of words of each of which it holds one."""
ANYTHING: Needs = (None, [])
NOTHING: Needs = (frozenset(("",)), [])


def _needs(tree: Iterable[tuple[Any, Any]]) -> Needs:
    """Of parts one after another."""
    clauses: list[Words] = []
    run: Words = frozenset(("",))
    is_whole = True
    for words, more in _parts(tree):
        clauses += more
        if words is None or len(run) * len(words) > MOST:
            clauses.append(run)
            is_whole = False
            run = words or frozenset(("",))
        else:
            run = _joined(run, words)
    return (run, clauses) if is_whole else (None, [*clauses, run])


def _parts(tree: Iterable[tuple[Any, Any]]) -> Iterator[Needs]:
    """What each part needs, letters that follow each other taken together."""
    letters = ""
    for op, what in tree:
        if op is ops.LITERAL:
            letters += chr(what)
            continue
        if letters:
            yield frozenset((letters.lower(),)), []
            letters = ""
        yield _needs_of(op, what)
    if letters:
        yield frozenset((letters.lower(),)), []


def _joined(one: Words, other: Words) -> Words:
    return frozenset(map("".join, product(one, other)))


def _needs_of(op: Any, what: Any) -> Needs:
    if op is ops.IN:
        return _needs_of_set(what)
    if op is ops.BRANCH:
        return _needs_of_branches([_needs(branch) for branch in what[1]])
    if op is ops.SUBPATTERN:
        return _needs(what[-1])
    if op is ops.ATOMIC_GROUP:
        return _needs(what)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _needs_of_repeat(*what)
    if op is ops.ASSERT and what[0] > 0:
        return NOTHING[0], _seen(what[1])
    if op in (ops.ASSERT, ops.ASSERT_NOT, ops.AT):
        return NOTHING
    return ANYTHING


def _seen(ahead: Any) -> list[Words]:
    """What a look ahead needs, but for the marks, which may stand right behind a stretch."""
    whole, clauses = _needs(ahead)
    told = [*clauses, *([whole] if whole is not None else [])]
    return [words for words in told if not any(mark in word for word in words for mark in ENDS)]


def _needs_of_set(members: Sequence[tuple[Any, Any]]) -> Needs:
    if all(op is ops.LITERAL for op, _ in members):
        return frozenset(chr(what).lower() for _, what in members), []
    return ANYTHING


def _needs_of_branches(branches: Sequence[Needs]) -> Needs:
    whole = [words for words, _ in branches]
    if all(words is not None for words in whole) and sum(len(words or ()) for words in whole) <= MOST:
        return frozenset().union(*(words or () for words in whole)), []
    best: list[Words] = []
    for words, clauses in branches:
        told: list[Words] = [c for c in (*clauses, words or frozenset[str]()) if c and "" not in c]
        if not told:
            return ANYTHING
        least = min(told, key=_commonness)
        best.append(_fewest(least))
    return None, [frozenset().union(*best)]


def _needs_of_repeat(least: int, most: int, inner: Any) -> Needs:
    words, clauses = _needs(inner)
    if least == 0:
        is_little = most == 1 and words is not None
        return (words | {""}, []) if is_little and words is not None else ANYTHING
    if least == most == 1:
        return words, clauses
    return None, [*clauses, *([words] if words is not None else [])]


# ------------------------------------------------------------------ what a parse tree may hold
_KINDS: dict[Any, Callable[[str], bool]] = {
    ops.CATEGORY_DIGIT: str.isdigit,
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: lambda mark: mark.isalnum() or mark == "_",
}
_OTHERS = {
    ops.CATEGORY_NOT_DIGIT: ops.CATEGORY_DIGIT,
    ops.CATEGORY_NOT_SPACE: ops.CATEGORY_SPACE,
    ops.CATEGORY_NOT_WORD: ops.CATEGORY_WORD,
}


def _held(tree: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Of the marks those that a match of the tree may hold."""
    return frozenset().union(*(_held_by(op, what) for op, what in tree))


def _held_by(op: Any, what: Any) -> frozenset[str]:
    if op is ops.LITERAL:
        return frozenset(chr(what)) if chr(what) in ENDS else frozenset()
    if op is ops.IN:
        return _held_by_set(tuple(what))
    if op is ops.BRANCH:
        return frozenset().union(*map(_held, what[1]))
    if op is ops.SUBPATTERN:
        return _held(what[-1])
    if op is ops.ATOMIC_GROUP:
        return _held(what)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _held(what[2])
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return _held_before_last(what[1]) if what[0] > 0 else frozenset()
    return frozenset() if op in (ops.AT, ops.GROUPREF, ops.FAILURE) else frozenset(ENDS)


def _held_before_last(tree: Any) -> frozenset[str]:
    """The marks that a look ahead may pass over: all that it may hold, but for the last character."""
    parts = list(tree)
    if not parts:
        return frozenset()
    op, what = parts[-1]
    if op is ops.BRANCH:
        last = frozenset().union(*map(_held_before_last, what[1]))
    elif op is ops.SUBPATTERN:
        last = _held_before_last(what[-1])
    else:
        last = frozenset() if op in (ops.LITERAL, ops.IN) else _held_by(op, what)
    return _held(parts[:-1]) | last


@lru_cache(maxsize=256)
def _held_by_set(members: tuple[tuple[Any, Any], ...]) -> frozenset[str]:
    is_negated = members[0][0] is ops.NEGATE
    return frozenset(
        mark for mark in ENDS if any(_is_member(op, what, ord(mark)) for op, what in members) != is_negated
    )


def _is_member(op: Any, what: Any, mark: int) -> bool:
    if op is ops.LITERAL:
        return bool(what == mark)
    if op is ops.RANGE:
        return bool(what[0] <= mark <= what[1])
    if op is ops.CATEGORY:
        return _KINDS[what](chr(mark)) if what in _KINDS else not _KINDS[_OTHERS[what]](chr(mark))
    return False
