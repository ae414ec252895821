"""What a text says that the record can answer, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.domain.actors import Mention
from dragoman.domain.events import Attribution
from dragoman.domain.measures import Outcome, Stance
from dragoman.domain.rollcalls import Choice, Tally
from dragoman.domain.sources import Evidence


class ClaimKind(StrEnum):
    CHOICE = "choice"
    TALLY = "tally"
    OUTCOME = "outcome"
    BLOC = "bloc"
    SPONSORSHIP = "sponsorship"
    DATE = "date"
    OTHER = "other"


class Verdict(StrEnum):
    """What the record answers; its silence is an answer too, and never a bare “false”."""

    MATCHES = "matches"
    CONFLICTS = "conflicts"
    PARTLY = "partly"
    SEVERAL = "several records fit"
    SILENT = "record silent"
    NOT_CHECKABLE = "not checkable"


class Quantifier(StrEnum):
    """How much of a bloc a claim speaks of."""

    ALL = "all"
    NONE = "none"
    MOST = "most"
    ALL_BUT = "all but"
    """All except those named, or except `count` of them."""
    COUNT = "count"
    """Exactly `count` of them."""
    AT_LEAST = "at least"
    ONLY = "only"
    """Those named and nobody else."""
    AS_BLOC = "as a bloc"
    """The bloc named without a quantifier: “the EU abstained”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement of a report, about one measure."""

    kind: ClaimKind
    text: str
    """The claim in a short sentence of ours."""
    measure: str
    """Id of the report's Measure; empty where the claim is about no text."""
    evidence: Evidence
    actor: Mention | None = None
    """The state or bloc it speaks of; None for tallies, outcomes and dates."""
    stance: Stance | None = None
    tally: Tally | None = None
    outcome: Outcome | None = None
    held: date | None = None
    quantifier: Quantifier | None = None
    count: int | None = None
    exceptions: tuple[Mention, ...] = ()
    beside: tuple[Mention, ...] = ()
    """States left out of a bloc without a word on their own choice."""
    attribution: Attribution = ()
    uncheckable: str | None = None
    """Why no roll call can show it; None where one can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One line of the record: a seat and its choice."""

    seat: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim and what the record answers."""

    claim: Claim
    verdict: Verdict
    reason: str
    """In plain words, with the nearest record where that helps."""
    symbol: str | None = None
    held: date | None = None
    inferred: bool = False
    """True where the day comes from the only record that fits, not from the text."""
    record: tuple[RecordLine, ...] = ()
    tally: Tally | None = None
    url: str | None = None
