"""Spans as W3C Web Annotations: JSON-LD that points from what was extracted to the exact words of the source."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dragoman.domain.claims import Finding
from dragoman.domain.events import Event
from dragoman.domain.measures import Position
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Evidence, Source, digest

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a span that help to find it in a changed text."""

FIELDS = {
    "@context": "the vocabulary: the Web Annotation Data Model of the W3C",
    "@graph": "the annotations",
    "id": "digest of the source, the span and the body",
    "type": "Annotation",
    "motivation": "why the span is marked: tagging",
    "body": "what the words were read as, in a line of plain English",
    "target": "`source`, its address or digest; `selector`, the exact words with what stands around them, and their place in the text",
}
"""What each name in the document means."""


def render_annotations(readings: Iterable[Reading], kind: str) -> str:
    """A JSON-LD document with an annotation for each event, position or finding."""
    graph = [
        _annotation(reading.source, _evidence(item), _body(item))
        for reading in readings
        for item in getattr(reading, kind)
    ]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _annotation(source: Source, evidence: Evidence, body: str) -> dict[str, Any]:
    text = source.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": evidence.text,
        "prefix": text[max(0, evidence.start - AROUND) : evidence.start],
        "suffix": text[evidence.end : evidence.end + AROUND],
    }
    return {
        "id": f"urn:dragoman:{digest(source.id, evidence.start, evidence.end, body)}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": body, "format": "text/plain", "language": "en"},
        "target": {
            "source": source.url or f"urn:sha256:{source.id}",
            "selector": [
                quote,
                {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
            ],
        },
    }


Item = Event | Position | Finding


def _evidence(item: Item) -> Evidence:
    return item.claim.evidence if isinstance(item, Finding) else item.evidence


def _body(item: Item) -> str:
    """What the words were read as, in a line."""
    if isinstance(item, Finding):
        return f"{item.verdict}: {item.claim.text}" + (f" ({item.symbol})" if item.symbol else "")
    if isinstance(item, Position):
        return f"{item.actor.code} {item.stance} {item.measure}"
    actors, recipients = (",".join(m.code for m in group) for group in (item.actors, item.recipients))
    return f"{actors} {item.type} {recipients} ({item.status})"
