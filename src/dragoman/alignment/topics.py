"""What votes are about, without coding by hand: their subject headings, else the telling words of their titles."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment.tables import Table
from dragoman.alignment.votes import VoteMatrix

EMPTY = frozenset(
    [
        "with",
        "from",
        "this",
        "that",
        "these",
        "their",
        "other",
        "into",
        "against",
        "between",
        "among",
        "under",
        "upon",
        "adopted",
        "assembly",
        "general",
        "united",
        "nations",
        "international",
        "resolution",
        "question",
        "report",
        "states",
        "state",
        "right",
        "rights",
        "human",
        "draft",
        "paragraph",
        "amendment",
        "use",
        "all",
    ]
)
"""Words that say nothing of a topic in these titles."""


def topics(matrix: VoteMatrix, *, fewest: int = 3) -> Table:
    """Topics of at least `fewest` votes, the most frequent first: topic, votes."""
    counts = Counter(name for names in topics_of(matrix) for name in names)
    common = [(name, n) for name, n in counts.most_common() if n >= fewest]
    return Table.of(topic=[name for name, _ in common], votes=np.array([n for _, n in common], np.int64))


def topics_of(matrix: VoteMatrix) -> tuple[tuple[str, ...], ...]:
    """Topics of each vote: main headings (what stands before `--`), else the words of its title that recur most.

    A word in more than a fifth of the titles tells nothing.
    """
    words = [_words(title) for title in matrix.titles]
    spread = Counter(word for each in words for word in set(each))
    most = max(2, len(matrix) // 5)
    found = []
    for headings, each in zip(matrix.subjects, words, strict=True):
        main = tuple(dict.fromkeys(heading.split("--")[0].strip().capitalize() for heading in headings))
        telling = sorted({w for w in each if 1 < spread[w] <= most}, key=lambda w: (-spread[w], w))
        found.append(main or tuple(word.capitalize() for word in telling[:2]))
    return tuple(found)


def topics_among(matrix: VoteMatrix, votes: NDArray[np.intp]) -> Table:
    """How often each topic occurs among some votes: topic, votes, of (its votes in the whole matrix)."""
    names = topics_of(matrix)
    here, everywhere = (
        Counter(name for i in places for name in names[i]) for places in (votes.tolist(), range(len(names)))
    )
    ranked = here.most_common()
    return Table.of(
        topic=[name for name, _ in ranked],
        votes=np.array([n for _, n in ranked], np.int64),
        of=np.array([everywhere[name] for name, _ in ranked], np.int64),
    )


def _words(title: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]{4,}", title.casefold()) if w not in EMPTY]
