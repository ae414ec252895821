"""A report's text as HTML: coloured by verdict where it claims something of a vote, underlined by status where it tells an act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from dragoman.domain.claims import Finding
from dragoman.domain.events import Event
from dragoman.domain.readings import Reading
from dragoman.render.contract import URGENCY
from dragoman.render.page import slug_of


def marked(reading: Reading) -> Markup:
    """The whole text. Where spans overlap the words are cut at every edge; the most urgent verdict colours a piece."""
    text, findings, events = reading.source.text, reading.findings, reading.events
    spans = [(f.claim.evidence.start, f.claim.evidence.end, "f", i) for i, f in enumerate(findings)]
    spans += [(e.evidence.start, e.evidence.end, "e", i) for i, e in enumerate(events)]
    spans += [(p.evidence.start, p.evidence.end, "p", i) for i, p in enumerate(reading.positions)]
    edges = sorted({0, len(text), *(edge for start, end, _, _ in spans for edge in (start, end))})
    begins = {f.claim.evidence.start for f in findings}
    seen: set[tuple[str, int]] = set()
    pieces = []
    for start, end in pairwise(edges):
        here = [(kind, i) for first, last, kind, i in spans if first <= start and end <= last]
        if start in begins:
            pieces.append(Markup('<a id="at{}"></a>').format(start))
        pieces.append(_piece(text[start:end], here, findings, events, seen))
    return Markup("").join(pieces)


def _piece(
    words: str,
    here: list[tuple[str, int]],
    findings: Sequence[Finding],
    events: Sequence[Event],
    seen: set[tuple[str, int]],
) -> Markup:
    if not here or not words.strip():
        return Markup("{}").format(words)
    anchors = Markup("").join(
        Markup('<a id="{}{}-words"></a>').format(kind, i + 1) for kind, i in here if (kind, i) not in seen
    )
    seen.update(here)
    claims = [i for kind, i in here if kind == "f"]
    acts = [i for kind, i in here if kind == "e"]
    if not claims and not acts:
        return anchors + words
    status = f"s-{events[acts[0]].status.value}" if acts else ""
    if not claims:
        event = events[acts[0]]
        return Markup('{}<a class="mark" href="#e{}" title="{}"><span class="act {}">{}</span></a>').format(
            anchors, acts[0] + 1, f"{event.type.value}, {event.status.value}", status, words
        )
    first = min(claims, key=lambda i: URGENCY.index(findings[i].verdict))
    told = "; ".join(f"{findings[i].verdict}: {findings[i].reason}" for i in claims)
    return Markup('{}<a class="mark" href="#f{}" title="{}"><mark class="{} {}">{}</mark></a>').format(
        anchors, first + 1, told, slug_of(findings[first].verdict), status, words
    )
