"""Topics without hand coding: a fifth of the record's headings hidden and told again from the titles.

    python benchmarks/alignment_topics.py [LEDGER]

The ledger holds the General Assembly's votes (`dragoman load ga_voting.csv`); without one the user's own is asked. The fifth
is random, or the latest; *new* are votes whose title no other vote with a heading has.
"""

from __future__ import annotations

import sys

import numpy as np


def main() -> None:
    from dragoman import workflows
    from dragoman.alignment.topics import headings_of

    matrix = workflows.vote_matrix(workflows.open_ledger(sys.argv[1] if len(sys.argv) > 1 else None))
    headings = headings_of(matrix)
    known = np.flatnonzero([bool(own) for own in headings])
    print(f"{len(known)} of {len(matrix)} votes have headings")
    for name, hidden in (
        ("random fifth", np.random.default_rng(0).random(len(known)) < 0.2),
        ("latest fifth", np.arange(len(known)) >= 0.8 * len(known)),
    ):
        seen = {matrix.titles[i].casefold() for i in known[~hidden]}
        told = recall(headings, matrix.titles, known[hidden])
        new = np.array([matrix.titles[i].casefold() not in seen for i in known[hidden]])
        for part, mask in (("all", np.ones(len(new), bool)), ("new", new)):
            right, answered = (np.mean(column) for column in zip(*np.array(told)[mask], strict=True))
            print(f"{name}, {part}: {mask.sum()} votes, right {right:.3f}, answered {answered:.3f}")


def recall(
    headings: tuple[tuple[str, ...], ...], titles: tuple[str, ...], hidden: np.ndarray
) -> list[tuple[bool, bool]]:
    """For each hidden vote whether the heading lent to it is one of its own, and whether one was lent."""
    from dragoman.alignment.topics import lend_headings

    places = set(hidden.tolist())
    lent = lend_headings([() if i in places else own for i, own in enumerate(headings)], titles)
    return [(bool(set(lent.get(i, ())) & set(headings[i])), i in lent) for i in hidden.tolist()]


if __name__ == "__main__":
    main()
