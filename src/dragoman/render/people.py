"""What reports say that a person said or did: the words, their status, who says so, and the verdicts on the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Claim, Finding
from dragoman.domain.events import Attribution, Event
from dragoman.domain.measures import Measure, Position
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Evidence, Source
from dragoman.render.contract import (
    render_actors,
    render_attribution,
    render_evidence,
    render_finding,
    render_measure,
)

Part = Literal["speaker", "actor", "recipient"]
"""Whether the person is told to have said it, to have done it, or to be the one to whom it was done."""
Told = Event | Position | Claim
IsMeant = Callable[[Mention | None], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that a report says of a person."""

    source: Source
    part: Part
    told: Told
    anchor: str
    """Where its words stand on the report's page: `e3`, `p1`, `f2`."""
    measure: Measure | None
    """The text or plan that it is about."""
    findings: tuple[Finding, ...]
    """The verdicts on claims in the same words."""

    @property
    def symbol(self) -> str | None:
        """The official text that it is about, as far as the report or the record says."""
        named = [self.measure.symbol] if self.measure else []
        return next(filter(None, (*named, *(f.symbol for f in self.findings))), None)

    @property
    def what(self) -> str:
        """The PLOVER type of an act, the stance of a position, the kind of a claim about a vote."""
        told = self.told
        if isinstance(told, Event):
            return told.type.value
        return told.stance.value if isinstance(told, Position) else told.kind.value

    @property
    def parties(self) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Who is told to act, and on whom."""
        if isinstance(self.told, Event):
            return self.told.actors, self.told.recipients
        return ((self.told.actor,) if self.told.actor else ()), ()


def statements_of(reading: Reading, name: str, code: str | None = None) -> tuple[Statement, ...]:
    """All that the report says of the person of this name, in the order of its words.

    `code` is the state or body spoken for, where the name alone does not say who is meant. A claim about a vote is told beside
    the act or position in whose words it stands, and by itself only where there is none. What a state did is not told here.
    """

    def is_meant(mention: Mention | None) -> bool:
        actor = mention.actor if mention else None
        return bool(
            actor and actor.kind is ActorKind.PERSON and actor.name == name and code in (None, actor.code)
        )

    measures = {m.id: m for m in reading.measures}
    found: list[Statement] = []
    for part, told, anchor in _candidates(reading, is_meant):
        if not any(told == f.claim for earlier in found for f in earlier.findings):
            found.append(
                Statement(
                    source=reading.source,
                    part=part,
                    told=told,
                    anchor=anchor,
                    measure=measures.get(told.measure or ""),
                    findings=_in_words(reading, told.evidence),
                )
            )
    return tuple(sorted(found, key=lambda s: (s.told.evidence.start, s.told.evidence.end)))


def _candidates(reading: Reading, is_meant: IsMeant) -> Iterator[tuple[Part, Told, str]]:
    for i, event in enumerate(reading.events, 1):
        if part := _part(event.attribution, event.actors, event.recipients, is_meant):
            yield part, event, f"e{i}"
    for i, position in enumerate(reading.positions, 1):
        if part := _part(position.attribution, (position.actor,), (), is_meant):
            yield part, position, f"p{i}"
    for i, finding in enumerate(reading.findings, 1):
        claim = finding.claim
        if part := _part(claim.attribution, (claim.actor,), (), is_meant):
            yield part, claim, f"f{i}"


def _part(
    chain: Attribution,
    actors: tuple[Mention | None, ...],
    recipients: tuple[Mention, ...],
    is_meant: IsMeant,
) -> Part | None:
    """What the person is in it; whoever says so says it, whatever else they are."""
    if any(is_meant(link.actor) for link in chain):
        return "speaker"
    if any(map(is_meant, actors)):
        return "actor"
    return "recipient" if any(map(is_meant, recipients)) else None


def _in_words(reading: Reading, words: Evidence) -> tuple[Finding, ...]:
    """The findings whose claims share words with these."""
    spans = ((f, f.claim.evidence) for f in reading.findings)
    return tuple(f for f, span in spans if span.start < words.end and words.start < span.end)


def render_statement(statement: Statement) -> dict[str, Any]:
    """A statement, JSON-ready."""
    told, source = statement.told, statement.source
    actors, recipients = statement.parties
    act = told if isinstance(told, Event) else None
    return {
        "report": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published.isoformat() if source.published else None,
        },
        "part": statement.part,
        "kind": "event" if act else "position" if isinstance(told, Position) else "claim",
        "what": statement.what,
        "status": act.status.value if act else None,
        "date": act.date.isoformat() if act and act.date else None,
        "actors": render_actors(actors),
        "recipients": render_actors(recipients),
        "attribution": render_attribution(told.attribution),
        "measure": render_measure(statement.measure) if statement.measure else None,
        "symbol": statement.symbol,
        "evidence": render_evidence(told.evidence),
        "anchor": f"{statement.anchor}-words",
        "findings": [render_finding(f) for f in statement.findings],
    }
