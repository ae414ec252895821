"""Firsts, comparisons and extremes: a vote beside the earlier votes on the same matter."""

from __future__ import annotations

from dragoman.claims.comparisons import find_comparisons
from dragoman.claims.extremes import find_extremes
from dragoman.claims.firsts import find_firsts
from dragoman.claims.series import History, Told
from dragoman.domain.claims import Finding
from dragoman.domain.sources import Source

__all__ = ["History", "Told", "find_histories"]


def find_histories(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every first, comparison and extreme that the report claims of a vote it surely means."""
    readers = (find_firsts, find_comparisons, find_extremes)
    return tuple(finding for reader in readers for finding in reader(history, source))
