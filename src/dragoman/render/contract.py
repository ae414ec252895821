"""The JSON contract: one object per report, the same on every face."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.claims import Claim, Finding, Verdict
from dragoman.domain.events import Attribution, Event
from dragoman.domain.measures import Measure, Position
from dragoman.domain.readings import Reading
from dragoman.domain.relations import Period, Relation, Shift
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.domain.sources import Evidence
from dragoman.ledger.answers import Heading, LoadReport

Json = dict[str, Any]
URGENCY = (
    Verdict.CONFLICTS,
    Verdict.PARTLY,
    Verdict.SEVERAL,
    Verdict.MATCHES,
    Verdict.SILENT,
    Verdict.NOT_CHECKABLE,
)
"""The order in which verdicts are told; of several findings on the same words the first of these colours them."""


def render_reading(reading: Reading) -> Json:
    """The whole reading, JSON-ready."""
    source = reading.source
    return {
        "source": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published.isoformat() if source.published else None,
            "chars": len(source.text),
        },
        "events": [_event(e) for e in reading.events],
        "measures": [render_measure(m) for m in reading.measures],
        "positions": [_position(p) for p in reading.positions],
        "findings": [render_finding(f) for f in reading.findings],
        "relations": [_relation(r) for r in reading.relations],
        "shifts": [_shift(s) for s in reading.shifts],
        "skipped": [{"evidence": render_evidence(s.evidence), "why": s.why} for s in reading.skipped],
    }


def render_finding(finding: Finding) -> Json:
    """One finding, JSON-ready."""
    return {
        "claim": _claim(finding.claim),
        "verdict": finding.verdict.value,
        "symbol": finding.symbol,
        "held": finding.held.isoformat() if finding.held else None,
        "inferred": finding.inferred,
        "record": [{"actor": line.seat, "choice": line.choice.value} for line in finding.record],
        "tally": _tally(finding.tally),
        "reason": finding.reason,
        "url": finding.url,
    }


def _claim(claim: Claim) -> Json:
    return {
        "kind": claim.kind.value,
        "text": claim.text,
        "actor": render_actor(claim.actor) if claim.actor else None,
        "stance": claim.stance.value if claim.stance else None,
        "tally": _tally(claim.tally),
        "measure": claim.measure or None,
        "attribution": render_attribution(claim.attribution),
        "evidence": render_evidence(claim.evidence),
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "event": event.type.value,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "actors": render_actors(event.actors),
        "recipients": render_actors(event.recipients),
        "excluded": render_actors(event.excluded),
        "status": event.status.value,
        "date": event.date.isoformat() if event.date else None,
        "end_date": event.end_date.isoformat() if event.end_date else None,
        "measure": event.measure,
        "attribution": render_attribution(event.attribution),
        "evidence": render_evidence(event.evidence),
        "confidence": round(event.confidence, 3),
    }


def render_measure(measure: Measure) -> Json:
    """A text or plan that sides are taken on, JSON-ready."""
    return {
        "id": measure.id,
        "kind": measure.kind.value,
        "body": measure.body,
        "title": measure.title,
        "symbol": measure.symbol,
        "sponsors": render_actors(measure.sponsors),
        "rivals": list(measure.rivals),
        "amends": measure.amends,
        "outcome": measure.outcome.value if measure.outcome else None,
        "evidence": render_evidence(measure.evidence),
    }


def _position(position: Position) -> Json:
    return {
        "id": position.id,
        "actor": render_actor(position.actor),
        "measure": position.measure,
        "stance": position.stance.value,
        "attribution": render_attribution(position.attribution),
        "evidence": render_evidence(position.evidence),
    }


def _relation(relation: Relation) -> Json:
    return {
        "a": render_actor(relation.a),
        "b": render_actor(relation.b),
        "kind": relation.kind.value,
        "status": relation.status.value,
        "since": relation.since,
        "until": relation.until,
        "attribution": render_attribution(relation.attribution),
        "evidence": render_evidence(relation.evidence),
    }


def _shift(shift: Shift) -> Json:
    return {
        "claim": render_evidence(shift.claim) if shift.claim else None,
        "a": render_actor(shift.a),
        "b": render_actor(shift.b),
        "topic": shift.topic,
        "before": _period(shift.before),
        "after": _period(shift.after),
        "verdict": shift.verdict.value,
        "reason": shift.reason,
    }


def _period(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "value": round(period.value, 4),
        "n": period.n,
        "low": round(period.low, 4),
        "high": round(period.high, 4),
    }


def render_actors(mentions: Iterable[Mention]) -> list[Json]:
    """Who is meant at these places, JSON-ready."""
    return [render_actor(m) for m in mentions]


def render_actor(mention: Mention) -> Json:
    """Who is meant at this place, JSON-ready."""
    return {
        "code": mention.actor.code,
        "sector": mention.actor.sector,
        "name": mention.actor.name,
        "mention": mention.text,
        "start": mention.start,
        "end": mention.end,
    }


def render_attribution(chain: Attribution) -> list[Json]:
    """Who says so, the outermost first, JSON-ready."""
    return [{"actor": render_actor(link.actor), "cue": link.cue, "direct": link.direct} for link in chain]


def render_evidence(evidence: Evidence) -> Json:
    """The exact words with where they stand, JSON-ready."""
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def _tally(tally: Tally | None) -> list[int | None] | None:
    return None if tally is None else [tally.yes, tally.no, tally.abstain]


def render_heading(heading: Heading) -> Json:
    """A roll call without its choices, JSON-ready."""
    return {
        "id": heading.id,
        "body": heading.body,
        "held": heading.held.isoformat(),
        "symbol": heading.symbol,
        "draft": heading.draft,
        "title": heading.title,
        "kind": heading.kind.value,
        "session": heading.session,
        "agenda": list(heading.agenda),
        "subjects": list(heading.subjects),
        "outcome": heading.outcome.value if heading.outcome else None,
        "sponsors": list(heading.sponsors),
        "tally": _tally(heading.tally),
    }


def render_roll_call(call: RollCall) -> Json:
    """A roll call in full, JSON-ready; `choices` by seat."""
    return {
        "id": call.id,
        "body": call.body,
        "held": call.held.isoformat(),
        "symbol": call.symbol,
        "draft": call.draft,
        "title": call.title,
        "kind": call.kind.value,
        "session": call.session,
        "meeting": call.meeting,
        "agenda": list(call.agenda),
        "subjects": list(call.subjects),
        "outcome": call.outcome.value if call.outcome else None,
        "sponsors": list(call.sponsors),
        "tally": _tally(call.tally),
        "stated": _tally(call.stated),
        "choices": {seat: choice.value for seat, choice in sorted(call.choices.items())},
        "intended": {seat: choice.value for seat, choice in sorted(call.intended.items())},
        "unknown": list(call.unknown),
        "url": call.url,
        "note": call.note,
    }


def render_loaded(
    name: str, format_name: str | None, report: LoadReport, disagreements: Iterable[str]
) -> Json:
    """What loading a file did, JSON-ready."""
    return {
        "file": name,
        "format": format_name,
        "already_loaded": report.already_loaded,
        "roll_calls": report.roll_calls,
        "choices": report.choices,
        "new": report.new,
        "superseded": report.superseded,
        "unchanged": report.unchanged,
        "mismatches": [
            {
                "roll_call": m.roll_call,
                "symbol": m.symbol,
                "held": m.held.isoformat(),
                "stated": _tally(m.stated),
                "counted": _tally(m.counted),
            }
            for m in report.mismatches
        ],
        "unknown_names": list(report.unknown_names),
        "disagreements": list(disagreements),
    }
