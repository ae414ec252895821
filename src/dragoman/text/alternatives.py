"""Patterns compiled with their alternatives sorted by first letters, so that most are ruled out at a glance.

Python tries the alternatives of a pattern one by one, fifty words at each letter of a text. Those that begin with
different letters exclude each other, so they may be put together by letter, as in a dictionary, and a match stays the
same: “two|ten|one” is tried as “t(?:wo|en)|one”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

Tree = Any
"""A parsed pattern: (operation, what it is about) one after another."""


def compile_sorted(tree: Tree) -> re.Pattern[str]:
    """A parsed pattern compiled; it matches just what `re.compile` makes of the pattern does."""
    compiled: re.Pattern[str] = _compiler.compile(_sorted(tree), tree.state.flags)
    return compiled


def _sorted(tree: Tree) -> Tree:
    return _with(tree, [(op, _inside(op, what)) for op, what in tree.data])


def _with(tree: Tree, parts: list[Any]) -> Tree:
    return _parser.SubPattern(tree.state, parts)


def _inside(op: Any, what: Any) -> Any:
    """What an operation is about, sorted."""
    if op is ops.BRANCH:
        return None, _grouped(map(_sorted, what[1]))
    if op is ops.ATOMIC_GROUP:
        return _sorted(what)
    if op in (
        ops.SUBPATTERN,
        ops.MAX_REPEAT,
        ops.MIN_REPEAT,
        ops.POSSESSIVE_REPEAT,
        ops.ASSERT,
        ops.ASSERT_NOT,
    ):
        return *what[:-1], _sorted(what[-1])
    return what


def _grouped(alternatives: Iterable[Tree]) -> list[Tree]:
    """The alternatives, those with the same first letter as one; none goes past one that may begin with any letter."""
    made: list[Tree] = []
    by_letter: dict[str, list[Tree]] = {}
    for tree in alternatives:
        if letter := _first_letter(tree):
            by_letter.setdefault(letter, []).append(tree)
        else:
            made += [*chain.from_iterable(map(_merged, by_letter.values())), tree]
            by_letter = {}
    return [*made, *chain.from_iterable(map(_merged, by_letter.values()))]


def _first_letter(tree: Tree) -> str:
    """The letter with which each match begins, in lower case; empty where it may be another, or is not ASCII.

    Letters beyond ASCII may be equal to several where case is ignored.
    """
    op, what = tree.data[0] if tree.data else (None, 0)
    return chr(what).lower() if op is ops.LITERAL and what < 128 else ""


def _merged(trees: list[Tree]) -> list[Tree]:
    """Alternatives that begin with the same letter as one, where it is in the same case in all."""
    first = trees[0].data[0]
    if len(trees) == 1 or any(tree.data[0] != first for tree in trees):
        return trees
    rests = _grouped(_with(tree, tree.data[1:]) for tree in trees)
    return [_with(trees[0], [first, *(rests[0].data if len(rests) == 1 else [(ops.BRANCH, (None, rests))])])]
