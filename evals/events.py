"""Events of single sentences: type, quad class, roles and all together, against two sets of gold answers.

`gsr_*`: the project's own scorer on the sentences re-coded by the PLOVER project, strict; one best event a sentence, the
first of the highest confidence. `plv_*`: type alone, 15 classes (CONCEDE and RETREAT merged), on news sentences that name
few states; `plv_any` counts a sentence as right where any of its events has the type.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dragoman import world
from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.events import Event
from dragoman.domain.sources import Source
from dragoman.events.coder import find_events
from dragoman.text.document import Document
from dragoman.text.model import load_model
from dragoman.text.reader import read_text
from evals.devdata import scorer

NEEDS = ("events/gsr_dev.jsonl", "events/plv_train.jsonl", "events/score_events.py")
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
Row = dict[str, Any]
Reader = Callable[[Document], Sequence[Event]]


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@cache
def document_of(text: str) -> Document:
    """The document of a sentence, read once for all who code it."""
    return read_text(Source.of(text), load_model())


def events_of(text: str, read: Reader = find_events) -> list[Event]:
    """The events of a sentence, best first."""
    found = read(document_of(text))
    return sorted(found, key=lambda e: (-e.confidence, e.evidence.start))


def party(mention: Mention) -> dict[str, str | None]:
    """A mention as the gold has it: bodies and movements are all international."""
    is_state = mention.code in {state.code for state in world.states()}
    return {"code": mention.code if is_state else "IGO", "sector": mention.actor.sector}


def prediction(row: Row, read: Reader) -> Row:
    """The best event of a gold row's sentence in the scorer's form."""
    best = events_of(row["text"], read)[:1]
    parties = {
        role: [
            party(m)
            for e in best
            for m in getattr(e, role)
            if m.actor.kind is not ActorKind.UNNAMED and m.code != "UNNAMED"
        ]
        for role in ("actors", "recipients")
    }
    return {"id": row["id"], "event_type": str(best[0].type) if best else None, **parties}


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Mean F1 over the gold's classes of (gold, predicted) pairs."""
    both, gold, made = Counter(pairs), Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    return sum(2 * both[t, t] / (gold[t] + made[t]) for t in gold) / len(gold)


def figures(data: Path) -> dict[str, float]:
    """The figures of the rules alone."""
    return scored(data, find_events)


def scored(data: Path, read: Reader) -> dict[str, float]:
    """Macro F1 of types and quad classes, F1 of roles and of all together."""
    score, gold = scorer(data / NEEDS[2]), rows_of(data / NEEDS[0])
    counted = score.score(gold, [prediction(row, read) for row in gold], score.opts())
    news = rows_of(data / NEEDS[1])
    told = [[YIELD.get(e.type, str(e.type)) for e in events_of(row["text"], read)] for row in news]
    pairs = [
        (row["event_type"], types[0] if types else "NONE") for row, types in zip(news, told, strict=True)
    ]
    return {
        "gsr_type_macro_f1": counted["type_macro_f1"],
        "gsr_quad_macro_f1": counted["quad_macro_f1"],
        "gsr_actor_f1": counted["actor_f1"],
        "gsr_recipient_f1": counted["recipient_f1"],
        "gsr_joint_f1": counted["joint_f1"],
        "gsr_coverage": counted["coverage"],
        "plv_type_macro_f1": macro_f1(pairs),
        "plv_any": sum(row["event_type"] in types for row, types in zip(news, told, strict=True)) / len(news),
        "plv_coverage": sum(map(bool, told)) / len(news),
    }
