"""What votes are about, without coding by hand: their subject headings; else those of the vote with the nearest title; else words.

Titles are vectors of their words' weights (term frequency × inverse document frequency, Spärck Jones 1972); near is a cosine of
at least `NEAR`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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


NEAR = 0.5
"""Cosine from which one title lends another its headings; half of the weight is shared."""


MOST_WORDS = 3000
"""The commonest words of titles; rarer ones hardly ever meet."""


def topics(matrix: VoteMatrix, *, fewest: int = 3) -> Table:
    """Topics of at least `fewest` votes, the most frequent first: topic, votes."""
    counts = Counter(name for names in topics_of(matrix) for name in names)
    common = [(name, n) for name, n in counts.most_common() if n >= fewest]
    return Table.of(topic=[name for name, _ in common], votes=np.array([n for _, n in common], np.int64))


def topics_of(matrix: VoteMatrix) -> tuple[tuple[str, ...], ...]:
    """Topics of each vote: main headings (what stands before `--`), its own or the nearest title's, else its telling words.

    A word in more than a fifth of the titles tells nothing.
    """
    words = [_words(title) for title in matrix.titles]
    spread = Counter(word for each in words for word in set(each))
    most = max(2, len(matrix) // 5)
    own = [
        tuple(dict.fromkeys(heading.split("--")[0].strip().capitalize() for heading in headings))
        for headings in matrix.subjects
    ]
    lent = _lent(own, words, spread)
    found = []
    for i, each in enumerate(words):
        telling = sorted({w for w in each if 1 < spread[w] <= most}, key=lambda w: (-spread[w], w))
        found.append(own[i] or lent.get(i) or tuple(word.capitalize() for word in telling[:2]))
    return tuple(found)


def _lent(
    headings: Sequence[tuple[str, ...]], words: Sequence[list[str]], spread: Counter[str]
) -> dict[int, tuple[str, ...]]:
    """For votes without headings those of the vote with the nearest title, where one is near."""
    with_, without = (np.flatnonzero([bool(h) is has for h in headings]) for has in (True, False))
    if not (len(with_) and len(without)):
        return {}
    place = {word: i for i, (word, _) in enumerate(spread.most_common(MOST_WORDS))}
    known = _vectors([words[i] for i in with_.tolist()], place, spread, len(words))
    lent = {}
    for part in np.array_split(without, 1 + len(without) // 500):
        near = _vectors([words[i] for i in part.tolist()], place, spread, len(words)) @ known.T
        best = near.argmax(1)
        for i, j, cosine in zip(part.tolist(), best.tolist(), near.max(1).tolist(), strict=True):
            if cosine >= NEAR:
                lent[i] = headings[int(with_[j])]
    return lent


def _vectors(
    titles: Sequence[list[str]], place: dict[str, int], spread: Counter[str], n: int
) -> NDArray[np.float32]:
    """One row of unit length for each title: its words weighted by how few titles have them."""
    rows = np.zeros((len(titles), len(place)), np.float32)
    for row, title in zip(rows, titles, strict=True):
        for word in title:
            if word in place:
                row[place[word]] += np.log(n / spread[word])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows


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


def topics_of_dissent(matrix: VoteMatrix, dissenters: Table, *, most: int = 2) -> Table:
    """The table of `dissenters` with the topics of the votes in which each broke ranks: topics (by `;`), the commonest first."""
    place, names = {id_: i for i, id_ in enumerate(matrix.ids)}, topics_of(matrix)
    told = []
    for ids in dissenters["votes"].tolist():
        counts = Counter(name for id_ in filter(None, ids.split(";")) for name in names[place[id_]])
        told.append(";".join(name for name, _ in counts.most_common(most)))
    return Table.of(**dissenters.columns, topics=told)


def _words(title: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]{4,}", title.casefold()) if w not in EMPTY]
