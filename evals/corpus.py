"""Events of the corpus's test part, read by the rules alone: type, status, parties, and whether confidence means what it says.

An event is right where its words hold the trigger of an annotated act of its type, one event for each. Parties are
counted over right events, by words in common. Texts are the corpus's own paragraphs, so this runs everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

from dragoman.domain.actors import Mention
from dragoman.domain.events import Event, EventType, Status
from dragoman.domain.sources import Source
from dragoman.events.coder import find_events
from dragoman.events.encoder.second import reviewed
from dragoman.text.document import Document
from dragoman.text.model import load_model
from dragoman.text.reader import read_text
from tools.corpus_form import PARAGRAPHS, PARTS, Paragraph, Party, read_paragraphs

NEEDS: tuple[str, ...] = ()
Span = tuple[int, int]
Reader = Callable[[Document], Sequence[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An annotated act, its places counted in the paragraph."""

    type: EventType
    status: Status
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was read of a part, beside its annotation."""

    pairs: tuple[tuple[Event, Gold | None], ...]
    """Each event read, with the annotated act that it is, if any."""
    gold: int
    """Annotated acts in all."""


@cache
def documents(part: str) -> tuple[tuple[Document, tuple[Gold, ...]], ...]:
    """The paragraphs of `train`, `dev` or `test`, each read as a report, with their annotated acts."""
    return tuple(
        (read_text(Source.of(" ".join(s.text for s in p.sentences)), load_model()), tuple(_gold(p)))
        for writer in PARTS[part]
        for p in read_paragraphs(PARAGRAPHS / f"{writer}.jsonl")
    )


def _gold(paragraph: Paragraph) -> Iterator[Gold]:
    offset = 0
    for sentence in paragraph.sentences:
        for event in sentence.events:
            yield Gold(
                type=event.type,
                status=event.status,
                trigger=(event.trigger[0] + offset, event.trigger[1] + offset),
                actors=_places(event.actors, offset),
                recipients=_places(event.recipients, offset),
            )
        offset += len(sentence.text) + 1


def _places(parties: Iterable[Party], offset: int) -> tuple[Span, ...]:
    return tuple((p.span[0] + offset, p.span[1] + offset) for p in parties if p.span)


def compare(part: str, read: Reader) -> Compared:
    """Each event with the act that it is: of those its words hold, one of its type."""
    pairs: list[tuple[Event, Gold | None]] = []
    count = 0
    for document, gold in documents(part):
        open_ = list(gold)
        count += len(gold)
        for event in sorted(read(document), key=lambda e: e.evidence.end - e.evidence.start):
            mine = next((g for g in open_ if g.type is event.type and holds(event, g)), None)
            if mine is not None:
                open_.remove(mine)
            pairs.append((event, mine))
    return Compared(pairs=tuple(pairs), gold=count)


def holds(event: Event, gold: Gold) -> bool:
    return gold.trigger[0] < event.evidence.end and event.evidence.start < gold.trigger[1]


def has_status(event: Event, gold: Gold) -> bool:
    """The same status; what is only said of another counts as hypothetical here and as it was said in the corpus."""
    said = bool(event.attribution) and event.status is Status.HYPOTHETICAL
    return event.status is gold.status or (said and gold.status in (Status.ACTUAL, Status.HISTORICAL))


def scores(compared: Compared) -> dict[str, float]:
    """Precision, recall and F1 of type; status and parties of the events whose type is right; calibration."""
    right = [(e, g) for e, g in compared.pairs if g is not None]
    made = max(len(compared.pairs), 1)
    return {
        "type_p": len(right) / made,
        "type_r": len(right) / compared.gold,
        "type_f1": 2 * len(right) / (made + compared.gold),
        "status": fmean(has_status(e, g) for e, g in right),
        "actor_f1": _party_f1([(e.actors, g.actors) for e, g in right]),
        "recipient_f1": _party_f1([(e.recipients, g.recipients) for e, g in right]),
        "brier": fmean((e.confidence - (g is not None)) ** 2 for e, g in compared.pairs),
        "calibration_error": calibration_error(compared),
    }


def _party_f1(pairs: Sequence[tuple[Sequence[Mention], Sequence[Span]]]) -> float:
    hit = sum(any(m.start < b and a < m.end for m in named) for named, gold in pairs for a, b in gold)
    return 2 * hit / max(sum(len(n) + len(g) for n, g in pairs), 1)


def groups_of(judged: Iterable[tuple[float, bool]], groups: int = 5) -> list[tuple[int, float, float]]:
    """For equal groups by confidence: how many, their mean confidence, the share that is right.

    Events of one and the same confidence share what is right of them, so that the cut between groups plays no part.
    """
    blocks: dict[float, list[bool]] = defaultdict(list)
    for confidence, is_right in judged:
        blocks[confidence].append(is_right)
    ordered = [(c, fmean(blocks[c])) for c in sorted(blocks) for _ in blocks[c]]
    cut = [ordered[n * len(ordered) // groups : (n + 1) * len(ordered) // groups] for n in range(groups)]
    return [(len(c), fmean(p for p, _ in c), fmean(y for _, y in c)) for c in cut if c]


def calibration_error(compared: Compared) -> float:
    """Mean distance of confidence from the share that is right, over five equal groups."""
    groups = groups_of((e.confidence, g is not None) for e, g in compared.pairs)
    return sum(n * abs(said - right) for n, said, right in groups) / len(compared.pairs)


def by_rules(document: Document) -> Sequence[Event]:
    return reviewed(document, find_events(document), None).events


def figures(data: Path | None) -> dict[str, float]:  # noqa: ARG001  the corpus is in the repository
    """The rules' scores on the test part."""
    return scores(compare("test", by_rules))
