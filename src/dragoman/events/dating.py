"""When an act took place by the text, and whether it is background rather than news."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dragoman.text.document import DateMention, Document, Precision

Token = Any

OLD = timedelta(days=120)
"""An act dated longer ago than this is background: “plainly earlier” in the coding rules."""
LAST_YEAR = timedelta(days=60)
"""…and this where it also lies in another year."""


def date_of(document: Document, start: int, end: int) -> DateMention | None:
    """The time expression of a clause `start:end`, the last one where it has several."""
    inside = [d for d in document.dates if d.start >= start and d.end <= end and d.first is not None]
    return inside[-1] if inside else None


def is_background(when: DateMention, published: date | None) -> bool:
    """Whether a time lies plainly before the news."""
    if published is None or when.last is None:
        return False
    age = published - when.last
    return age > OLD or (age > LAST_YEAR and when.last.year < published.year)


def is_old(document: Document, start: int, end: int) -> bool | None:
    """Whether the first time named in the main clause from `start` to `end` is background; None where none is."""
    said = [d for d in document.dates if start <= d.start < end and d.first is not None]
    main = [d for d in said if not _is_aside(document.parse, d)]
    return is_background(main[0], document.source.published) if main else None


def _is_aside(parse: Any, when: DateMention) -> bool:
    """Whether a time stands in a relative clause."""
    said = parse.char_span(when.start, when.end, alignment_mode="expand").root
    return any(above.dep_ in ("relcl", "acl") for above in (said, *said.ancestors))


def date_near(document: Document, start: int, end: int, within: tuple[int, int]) -> DateMention | None:
    """The time expression inside `start:end`, else the nearest in its sentence that no semicolon cuts off."""
    inside = date_of(document, start, end)
    if inside is not None:
        return inside
    text = document.source.text
    near = [
        d
        for d in document.dates
        if d.first is not None
        and within[0] <= d.start
        and d.end <= within[1]
        and not any(c in text[min(d.end, end) : max(d.start, start)] for c in ";:")
        and not _is_of_another_clause(document.parse, d, start, end)
    ]
    return min(near, key=lambda d: min(abs(d.start - end), abs(start - d.end)), default=None)


def _is_of_another_clause(parse: Any, when: DateMention, start: int, end: int) -> bool:
    """Whether a time stands in a clause of its own that does not hold the act `start:end`."""
    said = parse.char_span(when.start, when.end, alignment_mode="expand").root
    act = parse.char_span(start, end, alignment_mode="expand").root
    for above in (said, *said.ancestors):
        if above == act or above.is_ancestor(act):
            return False
        if above.dep_ in ("relcl", "advcl", "acl"):
            return True
    return False


def day_of(when: DateMention | None) -> tuple[date | None, date | None]:
    """First and last day, where the expression is as precise as a month."""
    if when is None or when.precision in (Precision.YEAR, Precision.DECADE, Precision.SEASON):
        return None, None
    return when.first, (when.last if when.last != when.first else None)
