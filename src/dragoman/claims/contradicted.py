"""A voter told of one text in two ways: where the record bears out the one, the other was said of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.domain.claims import ClaimKind, Finding, Verdict


def beside_other(found: Sequence[Finding]) -> list[Finding]:
    """The findings, a conflict on a choice withdrawn where the report itself tells, at another place, what the record
    shows of that voter: a report seldom says both of one vote."""
    borne_out = {
        (f.symbol, f.claim.actor): f.claim.evidence
        for f in found
        if f.claim.kind is ClaimKind.CHOICE and f.verdict is Verdict.MATCHES and f.claim.actor is not None
    }
    by_code = {(symbol, actor.code): e for (symbol, actor), e in borne_out.items() if actor is not None}

    def is_contradicted(f: Finding) -> bool:
        if (
            f.verdict is not Verdict.CONFLICTS
            or f.claim.kind is not ClaimKind.CHOICE
            or f.claim.actor is None
        ):
            return False
        other = by_code.get((f.symbol, f.claim.actor.code))
        return other is not None and (
            other.end <= f.claim.evidence.start or f.claim.evidence.end <= other.start
        )

    why = "the report says elsewhere what the record shows of it, so this may be another vote — "
    return [
        replace(f, verdict=Verdict.SEVERAL, reason=why + f.reason) if is_contradicted(f) else f for f in found
    ]
