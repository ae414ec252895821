"""What a text says of two actors over time, and how the record answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.domain.actors import Mention
from dragoman.domain.claims import Verdict
from dragoman.domain.events import Attribution, Status
from dragoman.domain.sources import Evidence


class RelationKind(StrEnum):
    ALLY = "ally"
    RIVAL = "rival"
    RIFT = "rift"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A lasting tie between two actors, as a text tells it."""

    a: Mention
    b: Mention
    kind: RelationKind
    status: Status = Status.ACTUAL
    since: str | None = None
    """As precise as the text: `2022`, `2014-03`, `1980s`."""
    until: str | None = None
    attribution: Attribution = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A value over a stretch of time: share of equal choices in n votes, with its 95 % interval."""

    start: date
    end: date
    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A claim of change or alliance, or our own finding, answered from the record."""

    a: Mention
    b: Mention
    topic: str | None = None
    claim: Evidence | None = None
    before: Period | None = None
    after: Period | None = None
    verdict: Verdict = Verdict.NOT_CHECKABLE
    reason: str = ""
