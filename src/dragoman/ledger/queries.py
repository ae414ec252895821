"""What can be asked of roll calls, and the SQL condition that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.domain.measures import MeasureKind
from dragoman.ledger.symbols import symbol_key
from dragoman.ledger.words import search_stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that is given must hold."""

    symbol: str | None = None
    draft: str | None = None
    body: str | None = None
    start: date | None = None
    end: date | None = None
    words: str | None = None
    seat: str | None = None
    kinds: Sequence[MeasureKind] | None = None


def conditions(asked: Question) -> tuple[str, list[Any]]:
    """The WHERE clause over `roll_calls` and the values of its placeholders."""
    parts = list(_parts(asked))
    clause = " AND ".join(part for part, _ in parts) or "true"
    return clause, [value for _, values in parts for value in values]


def _parts(asked: Question) -> Iterator[tuple[str, list[Any]]]:
    if asked.symbol is not None:
        key = symbol_key(asked.symbol)
        yield "(symbol_key = ? OR starts_with(symbol_key, ?))", [key, f"{key}("]
    if asked.draft is not None:
        yield "draft_key = ?", [symbol_key(asked.draft)]
    if asked.body is not None:
        yield "body = ?", [asked.body]
    if asked.start is not None:
        yield "held >= ?", [asked.start]
    if asked.end is not None:
        yield "held <= ?", [asked.end]
    for stem in search_stems(asked.words or ""):
        yield "contains(search, ?)", [f" {stem}"]
    if asked.seat is not None:
        yield "list_contains(seats, ?)", [asked.seat]
    if asked.kinds is not None:
        yield "list_contains(?, kind)", [[str(kind) for kind in asked.kinds]]
