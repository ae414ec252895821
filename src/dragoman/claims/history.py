"""Firsts and comparisons: a vote beside the earlier votes on the same matter."""

from __future__ import annotations

from dragoman.claims.comparisons import find_comparisons
from dragoman.claims.firsts import find_firsts
from dragoman.claims.series import History, Told
from dragoman.domain.claims import Finding
from dragoman.domain.sources import Source

__all__ = ["History", "Told", "find_histories"]


def find_histories(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every first and every comparison that the report claims of a vote it surely means."""
    return (*find_firsts(history, source), *find_comparisons(history, source))
