"""How far second annotators, who saw text and codebook alone, agree with the first annotation.

F1 where both must find the same thing, Cohen's kappa where both found it and had to name it. Events correspond where
their triggers overlap, parties where their words or what they stand for overlap, sayings where half their content words are shared.

    python -m tools.corpus_agreement
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tools.corpus_form import (
    PARAGRAPHS,
    SECOND,
    CorpusEvent,
    Paragraph,
    Party,
    Range,
    Saying,
    Sentence,
    read_paragraphs,
)

T = TypeVar("T")
HALF = 0.5
ROUNDS = 1000
SEED = 7


@dataclass(slots=True)
class Tally:
    """What two annotations have in common."""

    common: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    second: Counter[str] = field(default_factory=Counter)
    named: list[tuple[str, str, str]] = field(default_factory=list)
    """(what is named, the first's name, the second's)."""

    def f1(self, what: str) -> float:
        return 2 * self.common[what] / max(self.first[what] + self.second[what], 1)

    def kappa(self, what: str) -> float:
        return kappa_of([(a, b) for kind, a, b in self.named if kind == what])


def kappa_of(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two namings of the same things; 1 where only one name occurs and both always gave it."""
    if not pairs:
        return 0.0
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[name] * second[name] for name in first) / n**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def overlap(a: Range | None, b: Range | None) -> bool:
    return bool(a and b and a[0] < b[1] and b[0] < a[1])


def same_party(a: Party, b: Party) -> bool:
    """Whether the words meet, or what they stand for is the same."""
    if overlap(a.span, b.span):
        return True
    names = {p.stands_for.casefold() or p.text.casefold() for p in (a, b)}
    return len(names) == 1 and "" not in names


def same_event(a: CorpusEvent, b: CorpusEvent) -> bool:
    return overlap(a.trigger, b.trigger)


def same_saying(a: Saying, b: Saying) -> bool:
    """Whether half of the characters that either content covers are covered by both."""
    first, second = ({i for start, end in s.content for i in range(start, end)} for s in (a, b))
    return len(first & second) >= HALF * len(first | second)


def pairs_of(first: Iterable[T], second: Iterable[T], same: Callable[[T, T], bool]) -> list[tuple[T, T]]:
    """One-to-one pairs, each of the first with the first fitting one left over."""
    left = list(second)
    pairs = []
    for a in first:
        fitting = next((b for b in left if same(a, b)), None)
        if fitting is not None:
            left.remove(fitting)
            pairs.append((a, fitting))
    return pairs


def compare_sentences(a: Sentence, b: Sentence, tally: Tally) -> None:
    """Add what two annotations of one sentence share."""
    tally.named.append(("any event in the sentence", str(bool(a.events)), str(bool(b.events))))
    # Same type first, so that two acts on neighbouring words are not crossed.
    pairs = pairs_of(a.events, b.events, lambda x, y: same_event(x, y) and x.type == y.type)
    done_a, done_b = {id(x) for x, _ in pairs}, {id(y) for _, y in pairs}
    pairs += pairs_of(
        [x for x in a.events if id(x) not in done_a], [y for y in b.events if id(y) not in done_b], same_event
    )
    count(tally, "events", a.events, b.events, len(pairs))
    count(tally, "events with type", a.events, b.events, sum(x.type == y.type for x, y in pairs))
    for x, y in pairs:
        compare_events(x, y, tally)
    compare_sayings(a, b, tally)


def compare_events(x: CorpusEvent, y: CorpusEvent, tally: Tally) -> None:
    """Add what two annotations of one event share."""
    tally.named += [("type", x.type, y.type), ("status", x.status, y.status)]
    tally.named.append(("depth of the chain", str(len(x.chain)), str(len(y.chain))))
    count(tally, "actors", x.actors, y.actors, len(pairs_of(x.actors, y.actors, same_party)))
    count(
        tally, "recipients", x.recipients, y.recipients, len(pairs_of(x.recipients, y.recipients, same_party))
    )


def compare_sayings(a: Sentence, b: Sentence, tally: Tally) -> None:
    """Add what two annotations of the sayings share, those of speaking events included."""
    first, second = ([*s.sayings, *(event.saying for event in s.events if event.saying)] for s in (a, b))
    pairs = pairs_of(first, second, same_saying)
    count(tally, "sayings", first, second, len(pairs))
    by_both = sum((not x.by and not y.by) or bool(x.by and y.by and same_party(x.by, y.by)) for x, y in pairs)
    count(tally, "sayings with speaker", first, second, by_both)
    tally.named += [("kind of quotation", x.kind, y.kind) for x, y in pairs]


def count(tally: Tally, what: str, first: Sequence[object], second: Sequence[object], common: int) -> None:
    tally.first[what] += len(first)
    tally.second[what] += len(second)
    tally.common[what] += common


def tally_of(pairs: Iterable[tuple[Paragraph, Paragraph]]) -> Tally:
    """What the two annotations of these paragraphs share; raises ValueError where their texts differ."""
    tally = Tally()
    for a, b in pairs:
        if [s.text for s in a.sentences] != [s.text for s in b.sentences]:
            raise ValueError(f"{a.id}: the second annotator's text is not the first's")
        for one, other in zip(a.sentences, b.sentences, strict=True):
            compare_sentences(one, other, tally)
    return tally


def figures_of(tally: Tally) -> dict[str, float]:
    """Every figure by its name."""
    kinds = sorted({kind for kind, _, _ in tally.named})
    return {f"{what}, F1": tally.f1(what) for what in tally.first} | {
        f"{kind}, kappa": tally.kappa(kind) for kind in kinds
    }


def rows_of(pairs: list[tuple[Paragraph, Paragraph]]) -> list[str]:
    """A Markdown table of the figures with 95 % intervals over paragraphs."""
    rng = random.Random(SEED)
    whole = figures_of(tally_of(pairs))
    drawn = [figures_of(tally_of(rng.choices(pairs, k=len(pairs)))) for _ in range(ROUNDS)]
    rows = ["| figure | value | 95 % interval |", "|---|---|---|"]
    for name, value in whole.items():
        values = sorted(d.get(name, 0.0) for d in drawn)
        low, high = values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS)]
        rows.append(f"| {name} | {value:.2f} | {low:.2f}–{high:.2f} |")
    return rows


def main() -> int:
    first = {p.id: p for path in sorted(PARAGRAPHS.glob("w*.jsonl")) for p in read_paragraphs(path)}
    second = [p for path in sorted(SECOND.glob("*.jsonl")) for p in read_paragraphs(path)]
    pairs = [(first[p.id], p) for p in second if p.id in first]
    if not pairs:
        print("no second annotation yet")
        return 1
    print(
        *rows_of(pairs),
        f"{len(pairs)} paragraphs, {sum(len(b.sentences) for _, b in pairs)} sentences",
        sep="\n",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
