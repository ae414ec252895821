"""Events as PLOVER JSONL: one object a line, in the field names of PLOVER's own data, our spans and status beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.events import QUAD_CLASS, Event
from dragoman.domain.readings import Reading

FIELDS = {
    "id": "id of the source, and of the event within it",
    "date": "day of the act",
    "end_date": "its last day",
    "actor": "those who act: `code`, `sector`, `name`, and `text`, the words that name them",
    "recipient": "those acted on, likewise",
    "event": "PLOVER type",
    "mode": "PLOVER mode",
    "context": "PLOVER contexts",
    "status": "actual, future, hypothetical, negated, historical: PLOVER's auxiliary mode",
    "quad_class": "verbal or material, cooperation or conflict",
    "attribution": "the chain of speakers, outermost first",
    "text_info": "the source, and the words that prove the event with their place in its text",
    "confidence": "0 to 1",
}
"""What each name in a line means."""


def render_plover(readings: Iterable[Reading]) -> str:
    """A line for each event of each reading."""
    lines = (plover_of(event, reading) for reading in readings for event in reading.events)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def plover_of(event: Event, reading: Reading) -> dict[str, Any]:
    """One event; `status` is PLOVER's auxiliary mode, which tells what happened from what is only said of."""
    source = reading.source
    return {
        "id": f"{source.id}-{event.id}",
        "date": event.date.isoformat() if event.date else None,
        "end_date": event.end_date.isoformat() if event.end_date else None,
        "actor": [_party(m) for m in event.actors],
        "recipient": [_party(m) for m in event.recipients],
        "event": event.type.value,
        "mode": event.mode,
        "context": list(event.contexts),
        "status": event.status.value,
        "quad_class": QUAD_CLASS[event.type].value,
        "attribution": [_party(link.actor) for link in event.attribution],
        "text_info": {
            "source": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published.isoformat() if source.published else None,
            "text": event.evidence.text,
            "start": event.evidence.start,
            "end": event.evidence.end,
        },
        "confidence": round(event.confidence, 3),
    }


def _party(mention: Mention) -> dict[str, Any]:
    actor = mention.actor
    return {"code": actor.code, "sector": actor.sector, "name": actor.name, "text": mention.text}
