"""All that one report gives: what `read` returns and the JSON contract shows."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.domain.claims import Finding
from dragoman.domain.events import Event
from dragoman.domain.measures import Measure, Position
from dragoman.domain.relations import Relation, Shift
from dragoman.domain.sources import Evidence, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A stretch of text that was not understood, and why."""

    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    source: Source
    events: tuple[Event, ...] = ()
    measures: tuple[Measure, ...] = ()
    positions: tuple[Position, ...] = ()
    findings: tuple[Finding, ...] = ()
    relations: tuple[Relation, ...] = ()
    shifts: tuple[Shift, ...] = ()
    skipped: tuple[Skipped, ...] = ()
