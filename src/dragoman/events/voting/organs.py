"""Which organ a report speaks of at a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from dragoman.events.voting.circumstances import is_other_council, organs_in
from dragoman.events.voting.naming import BODY_WORDS
from dragoman.events.voting.timing import label_of_paragraph
from dragoman.text.document import Document


@lru_cache(maxsize=4)
def _places_of(document: Document, body: str) -> tuple[tuple[int, int], ...]:
    """Where the words for an organ stand."""
    text = document.source.text
    found = BODY_WORDS[body].finditer(text)
    return tuple(m.span() for m in found if not is_other_council(text, m.start(), m.group()))


def _last_named(document: Document, body: str, start: int, end: int) -> int | None:
    """Where an organ is named last between two places."""
    places = _places_of(document, body)
    i = bisect_right(places, end, key=lambda span: span[1]) - 1
    return places[i][0] if i >= 0 and places[i][0] >= start else None


def last_organ(document: Document, at: int) -> str | None:
    """The organ last named before this place in the paragraph, or else the one that the report opens with, or else the
    one last named in it; a paragraph under a year of its own does not go on from the one before."""
    paragraph = document.sentence_at(at).paragraph
    start = next(s.start for s in document.sentences if s.paragraph == paragraph)
    if here := _last_of(document, start, at + 60):
        return here
    if (main := _main(document)) is not None:
        return main
    return None if label_of_paragraph(document, document.sentence_at(at)) else _first_of(document, at)


def _last_of(document: Document, start: int, end: int) -> str | None:
    named = {body: _last_named(document, body, start, end) for body in ("UNSC", "UNGA")}
    places = {body: place for body, place in named.items() if place is not None}
    return max(places, key=lambda body: places[body]) if places else None


def _first_of(document: Document, end: int) -> str | None:
    """The organ named first before a place."""
    named = {
        body: next((a for a, b in _places_of(document, body) if b <= end), None) for body in ("UNSC", "UNGA")
    }
    places = {body: place for body, place in named.items() if place is not None}
    return min(places, key=lambda body: places[body]) if places else None


@lru_cache(maxsize=4)
def _main(document: Document) -> str | None:
    """The one organ that title and first paragraph name."""
    first = document.sentences[0].paragraph if document.sentences else 0
    end = max((s.end for s in document.sentences if s.paragraph == first), default=0)
    words = f"{document.source.title or ''}\n{document.source.text[:end]}"
    named = [body for body in ("UNSC", "UNGA") if BODY_WORDS[body].search(words)]
    return named[0] if len(named) == 1 else None


def organ_near(document: Document, body: str, start: int, end: int) -> tuple[int, int]:
    """Where an organ is named, in the sentence of the words that speak of it."""
    sentence = document.sentence_at(start)
    named = [
        (a, b)
        for a, b, other in organs_in(document.source.text, sentence.start, sentence.end)
        if other == body
    ]
    return min(named, key=lambda span: abs(span[0] - start), default=(start, end))


def organ_of_paragraph(document: Document, at: int) -> str | None:
    """The organ last named before this place in its own paragraph."""
    text = document.source.text
    paragraph = document.sentence_at(at).paragraph
    start = next(s.start for s in document.sentences if s.paragraph == paragraph)
    places = {
        b: m.start()
        for b in ("UNSC", "UNGA")
        for m in BODY_WORDS[b].finditer(text, start, at)
        if not re.search("['’]s", text[m.start() : m.end() + 2])
    }
    return max(places, key=lambda b: places[b]) if places else None
