"""What was done, by whom to whom, how certain it is, and who says so: events in PLOVER's sense."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dragoman.domain.actors import Mention
from dragoman.domain.sources import Evidence, digest


class EventType(StrEnum):
    """The 16 types of PLOVER 2.0 (Open Event Data Alliance)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class QuadClass(StrEnum):
    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


QUAD_CLASS: dict[EventType, QuadClass] = {
    EventType.AGREE: QuadClass.VERBAL_COOPERATION,
    EventType.CONSULT: QuadClass.VERBAL_COOPERATION,
    EventType.SUPPORT: QuadClass.VERBAL_COOPERATION,
    EventType.CONCEDE: QuadClass.VERBAL_COOPERATION,
    EventType.COOPERATE: QuadClass.MATERIAL_COOPERATION,
    EventType.AID: QuadClass.MATERIAL_COOPERATION,
    EventType.RETREAT: QuadClass.MATERIAL_COOPERATION,
    EventType.REQUEST: QuadClass.VERBAL_CONFLICT,
    EventType.ACCUSE: QuadClass.VERBAL_CONFLICT,
    EventType.REJECT: QuadClass.VERBAL_CONFLICT,
    EventType.THREATEN: QuadClass.VERBAL_CONFLICT,
    EventType.PROTEST: QuadClass.MATERIAL_CONFLICT,
    EventType.SANCTION: QuadClass.MATERIAL_CONFLICT,
    EventType.MOBILIZE: QuadClass.MATERIAL_CONFLICT,
    EventType.COERCE: QuadClass.MATERIAL_CONFLICT,
    EventType.ASSAULT: QuadClass.MATERIAL_CONFLICT,
}


class Status(StrEnum):
    """How the text presents the act: PLOVER's auxiliary modes."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    """Conditional, feared, warned of, proposed or planned without commitment."""
    NEGATED = "negated"
    HISTORICAL = "historical"
    """Background dated well before the news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLink:
    """One link of the chain of who says so."""

    actor: Mention
    cue: str
    """The word or phrase that attributes: “said”, “according to”."""
    direct: bool
    """True where the words are quoted."""


Attribution = tuple[AttributionLink, ...]
"""Outermost speaker first; empty in the text's own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: what A did to B according to the text, or to whom the text attributes it."""

    source: str
    """Id of the Source."""
    type: EventType
    mode: str | None = None
    """PLOVER's mode of the type, where the words decide it."""
    contexts: tuple[str, ...] = ()
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...] = ()
    excluded: tuple[Mention, ...] = ()
    """Parties over whose head it was done."""
    status: Status = Status.ACTUAL
    attribution: Attribution = ()
    date: dt.date | None = None
    end_date: dt.date | None = None
    measure: str | None = None
    """Id of the Measure the act is about."""
    evidence: Evidence
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """Content identity: source, place, type and parties."""
        return digest(
            self.source,
            self.evidence.start,
            self.evidence.end,
            self.type,
            *(m.code for m in self.actors),
            ">",
            *(m.code for m in self.recipients),
        )
