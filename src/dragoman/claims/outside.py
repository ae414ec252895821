"""What a report says that no roll call can show: intentions, and what one says of another."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.claims.wording import listed
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.events import Event, Status

INTENTION = "it is something to come, not something done: no record can answer it"
POSSIBILITY = "it is a possibility or a condition, not something done: no record can answer it"
SECOND_HAND = "it is {who} who says so: votes cannot show whether it is right"
WHY = {Status.FUTURE: INTENTION, Status.HYPOTHETICAL: POSSIBILITY}


def find_outside(events: Sequence[Event], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A finding `not checkable` for each act that is only planned, possible or said of another, where no claim on a
    vote stands already; empty for a report that makes no claim on a vote."""
    if not findings:
        return ()
    taken = [(f.claim.evidence.start, f.claim.evidence.end) for f in findings]
    found: list[Finding] = []
    for event in sorted(events, key=lambda e: (e.evidence.start, -e.evidence.end)):
        start, end = event.evidence.start, event.evidence.end
        why = _why(event)
        if why is None or event.measure is not None or any(a < end and start < b for a, b in taken):
            continue
        claim = Claim(
            kind=ClaimKind.OTHER,
            text=f"{_parties(event)}: {event.type}, {event.status}",
            measure="",
            evidence=event.evidence,
            actor=event.actors[0] if len(event.actors) == 1 else None,
            attribution=event.attribution,
            uncheckable=why,
        )
        found.append(Finding(claim=claim, verdict=Verdict.NOT_CHECKABLE, reason=why))
        taken.append((start, end))
    return tuple(found)


def _why(event: Event) -> str | None:
    if event.status in WHY:
        return WHY[event.status]
    speakers = [link.actor.text for link in event.attribution]
    return SECOND_HAND.format(who=speakers[-1]) if speakers and event.actors else None


def _parties(event: Event) -> str:
    return listed([m.code for m in event.actors]) if event.actors else "somebody"
