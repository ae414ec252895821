"""Words to word pieces: the greedy longest-match split of BERT's lower-case English vocabulary (Wu et al. 2016)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 192
"""Pieces of a sentence that are looked at; what stands behind is not judged."""
LONGEST_WORD = 60
_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Split:
    """A sentence as the network sees it."""

    ids: tuple[int, ...]
    """Numbers of its pieces, between the marks of beginning and end."""
    first: tuple[int, ...]
    """For each word that is seen, the place of its first piece in `ids`."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The pieces and their numbers. Splits are kept, for words come again."""

    numbers: Mapping[str, int]
    _kept: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def split(self, words: Iterable[str]) -> Split:
        """The pieces of a sentence's words, up to LONGEST."""
        ids, first = [self.numbers[FIRST]], []
        for word in words:
            pieces = self.pieces_of(word)
            if len(ids) + len(pieces) >= LONGEST:
                break
            first.append(len(ids))
            ids += pieces
        return Split((*ids, self.numbers[LAST]), tuple(first))

    def pieces_of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; one unknown piece where it has none."""
        if word not in self._kept:
            if len(self._kept) > 50_000:
                self._kept.clear()
            self._kept[word] = tuple(self._cut(folded(word))) or (self.numbers[UNKNOWN],)
        return self._kept[word]

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        for part in _parts(word):
            start, pieces = 0, []
            while start < len(part):
                end = next((e for e in range(len(part), start, -1) if self._has(part, start, e)), 0)
                if not end:
                    pieces = [self.numbers[UNKNOWN]]
                    break
                pieces.append(self.numbers[_piece(part, start, end)])
                start = end
            found += pieces
        return found

    def _has(self, part: str, start: int, end: int) -> bool:
        return _piece(part, start, end) in self.numbers


def _piece(part: str, start: int, end: int) -> str:
    return part[start:end] if start == 0 else "##" + part[start:end]


def _parts(word: str) -> list[str]:
    """A word cut at its punctuation, which stands alone in the vocabulary."""
    return "".join(c if c.isalnum() else f" {c} " for c in word[:LONGEST_WORD]).split()


def folded(word: str) -> str:
    """Small letters without accents, and plain marks."""
    apart = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the package."""
    lines = (files(__package__) / "vocabulary.txt").read_text("utf-8").splitlines()
    return Vocabulary({piece: number for number, piece in enumerate(lines)})
