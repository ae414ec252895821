"""What votes are about, without coding by hand: their subject headings; else what the votes with the nearest titles have; else words.

Titles are embedded by latent semantic analysis (Deerwester et al. 1990, JASIS 41), learnt from the titles of the record alone.
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

AXES = 200
"""Dimensions of the space of titles."""
NEIGHBOURS = 5
"""Nearest titles that are asked."""
NEAR = 0.6
"""Cosine that the nearest title must reach. Chosen with the two above on the Assembly's votes to 2025, a fifth of their
headings hidden; 100 to 200 axes and .5 to .6 do much the same there."""
MOST_WORDS = 3000
"""The commonest words of titles; rarer ones hardly ever meet."""
HEADING = re.compile(r"(?<![^\s.])[A-Z][A-Z0-9'()\-,.: ]{2,}+$")
"""The subject heading in capitals that closes an agenda item in the Library's files."""
MAIN = re.compile(r"--| \(")
"""Where a main heading ends and its subdivision, or the number and place of a conference, begins."""


def topics(matrix: VoteMatrix, *, fewest: int = 3) -> Table:
    """Topics of at least `fewest` votes, the most frequent first: topic, votes."""
    counts = Counter(name for names in topics_of(matrix) for name in names)
    common = [(name, n) for name, n in counts.most_common() if n >= fewest]
    return Table.of(topic=[name for name, _ in common], votes=np.array([n for _, n in common], np.int64))


def topics_of(matrix: VoteMatrix) -> tuple[tuple[str, ...], ...]:
    """Topics of each vote: its own main headings, what the nearest titles have, else its telling words.

    A word in more than a fifth of the titles tells nothing.
    """
    words = [_words(title) for title in matrix.titles]
    spread = Counter(word for each in words for word in set(each))
    most = max(2, len(matrix) // 5)
    own = headings_of(matrix)
    lent = lend_headings(own, matrix.titles)
    found = []
    for i, each in enumerate(words):
        telling = sorted({w for w in each if 1 < spread[w] <= most}, key=lambda w: (-spread[w], w))
        found.append(own[i] or lent.get(i) or tuple(word.capitalize() for word in telling[:2]))
    return tuple(found)


def headings_of(matrix: VoteMatrix) -> tuple[tuple[str, ...], ...]:
    """Main subject headings of each vote (what stands before `--`): its own, else those in capitals that close its agenda items."""
    closing = (
        [found.group() for item in items if (found := HEADING.search(item))] for items in matrix.agenda
    )
    return tuple(
        tuple(dict.fromkeys(MAIN.split(heading)[0].strip(" .").capitalize() for heading in own or capitals))
        for own, capitals in zip(matrix.subjects, closing, strict=True)
    )


def lend_headings(headings: Sequence[tuple[str, ...]], titles: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """For votes without headings the commonest one among those of the nearest titles, weighted by cosine⁴, where one is near."""
    with_, without = (np.flatnonzero([bool(h) is has for h in headings]) for has in (True, False))
    if not (len(with_) and len(without)):
        return {}
    space = title_space(titles)
    lent = {}
    for part in np.array_split(without, 1 + len(without) // 500):
        cosines = space[part] @ space[with_].T
        nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :NEIGHBOURS]
        for i, places, row in zip(part.tolist(), nearest, cosines, strict=True):
            if row[places[0]] >= NEAR:
                lent[i] = _commonest([(headings[int(with_[j])], float(row[j])) for j in places])
    return lent


def _commonest(found: Sequence[tuple[tuple[str, ...], float]]) -> tuple[str, ...]:
    weight: Counter[str] = Counter()
    for headings, cosine in found:
        for heading in headings:
            weight[heading] += max(cosine, 0.0) ** 4  # type: ignore[assignment]
    return (weight.most_common(1)[0][0],)


def title_space(titles: Sequence[str]) -> NDArray[np.float32]:
    """Each title as a vector of length 1, near to others of its kind (zero where it has no telling word).

    Latent semantic analysis: term frequency × inverse document frequency, on the leading `AXES` axes of all titles.
    """
    words = [_words(title) for title in titles]
    spread = Counter(word for each in words for word in set(each))
    place = {word: i for i, (word, _) in enumerate(spread.most_common(MOST_WORDS))}
    rows = np.zeros((len(titles), len(place)), np.float32)
    for row, each in zip(rows, words, strict=True):
        for word in each:
            if word in place:
                row[place[word]] += np.log(len(titles) / spread[word])
    rows = _unit(rows)
    return _unit(rows @ _leading_axes(rows)) if min(rows.shape) > AXES else rows


def _leading_axes(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Columns that span the leading right singular vectors: subspace iteration (Halko, Martinsson & Tropp 2011) from a fixed
    start."""
    axes = np.random.default_rng(0).standard_normal((rows.shape[1], AXES)).astype(np.float32)
    for _ in range(5):
        axes = np.linalg.qr(rows.T @ (rows @ axes))[0]
    return axes


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


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
