"""What sides are taken on, and who took which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.domain.actors import Mention
from dragoman.domain.events import Attribution
from dragoman.domain.sources import Evidence, digest


class MeasureKind(StrEnum):
    DRAFT = "draft"
    RESOLUTION = "resolution"
    AMENDMENT = "amendment"
    PARAGRAPH = "paragraph"
    MOTION = "motion"
    STATEMENT = "statement"
    """Joint statement, communiqué, declaration."""
    AGREEMENT = "agreement"
    DEPLOYMENT = "deployment"
    OTHER = "other"


class Outcome(StrEnum):
    ADOPTED = "adopted"
    ADOPTED_AS_AMENDED = "adopted as amended"
    ADOPTED_WITHOUT_VOTE = "adopted without a vote"
    REJECTED = "rejected"
    VETOED = "vetoed"
    WITHDRAWN = "withdrawn"
    NOT_AGREED = "not agreed"
    """Failed consensus: the parties could not settle on a text."""

    @property
    def adopted(self) -> bool:
        return self in (Outcome.ADOPTED, Outcome.ADOPTED_AS_AMENDED, Outcome.ADOPTED_WITHOUT_VOTE)


class Stance(StrEnum):
    SPONSOR = "sponsor"
    COSPONSOR = "cosponsor"
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    ABSENT = "absent"
    VETO = "veto"
    URGES_FOR = "urges-for"
    URGES_AGAINST = "urges-against"
    WOULD_ACCEPT = "would-accept"
    WOULD_REJECT = "would-reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A text or plan that sides are taken on, as one report speaks of it."""

    id: str
    """`m1`, `m2` … in the order in which the report first speaks of them."""
    kind: MeasureKind
    body: str | None = None
    """Code of the organ: UNGA, UNSC, HRC, G20 …"""
    title: str | None = None
    """The report's words for it."""
    symbol: str | None = None
    """Official symbol, only where the text says it or it is certain."""
    sponsors: tuple[Mention, ...] = ()
    rivals: tuple[str, ...] = ()
    amends: str | None = None
    outcome: Outcome | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One actor's side on one measure, as a text tells it. A bloc's position is one position."""

    source: str
    actor: Mention
    measure: str
    stance: Stance
    attribution: Attribution = ()
    evidence: Evidence

    @property
    def id(self) -> str:
        return digest(
            self.source, self.actor.code, self.measure, self.stance, self.evidence.start, self.evidence.end
        )
