"""Does confidence mean what it says? `python -m evals.reliability` prints, for five equal groups of events by confidence,
how many there are, what was said on the mean, and the share that is right.

On the corpus's test part every event counts. On the news sentences (development data) the best event of each counts,
right where it has the gold's type.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from dragoman.events.encoder.session import load_encoder
from evals import corpus, encoder, events
from evals.devdata import development_data, missing

Judged = Sequence[tuple[float, bool]]


def of_corpus(read: events.Reader) -> Judged:
    return [(e.confidence, gold is not None) for e, gold in corpus.compare("test", read).pairs]


def of_news(read: events.Reader) -> Judged:
    """The best event of each news sentence; nothing where the development data is absent."""
    data = development_data()
    if data is None or missing(data, events.NEEDS):
        return []
    judged = []
    for row in events.rows_of(data / events.NEEDS[1]):
        for best in events.events_of(row["text"], read)[:1]:
            kind = events.YIELD.get(best.type, str(best.type))
            judged.append((best.confidence, kind == row["event_type"]))
    return judged


def show(title: str, judged: Judged) -> None:
    if not judged:
        return
    groups = corpus.groups_of(judged)
    error = sum(n * abs(said - right) for n, said, right in groups) / len(judged)
    brier = fmean((said - right) ** 2 for said, right in judged)
    print(f"{title}: {len(judged)} events, Brier score {brier:.3f}, calibration error {error:.3f}")
    for n, said, right in groups:
        print(f"    {n:>5} {said:>6.2f} {right:>6.2f}  {'#' * round(40 * right)}")


def main() -> None:
    readers = {"rules alone": corpus.by_rules}
    if load_encoder() is not None:
        readers["with the encoder"] = encoder.by_both
    for name, read in readers.items():
        show(f"corpus, test part, {name}", of_corpus(read))
        show(f"news sentences, {name}", of_news(read))


if __name__ == "__main__":
    main()
