"""Choices told beside totals of which no record is found: both may be of a vote that is none of those at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.domain.claims import ClaimKind, Finding, Verdict

BESIDE = 8
"""Characters from the totals to the choice told in the same breath: “…, with five abstentions, Chad among them”."""


def beside_unplaced(found: Sequence[Finding]) -> list[Finding]:
    """The findings, with the conflicts of choices withdrawn that follow on totals which no record at hand has."""
    ends = [f.claim.evidence.end for f in found if f.claim.tally is not None and f.verdict is Verdict.SILENT]
    return [
        replace(f, verdict=Verdict.SEVERAL, reason=f"{WHY} — {f.reason}") if _follows(f, ends) else f
        for f in found
    ]


WHY = "the totals told beside it are those of no vote at hand, so it may be said of another"


def _follows(f: Finding, ends: Sequence[int]) -> bool:
    start = f.claim.evidence.start
    of_choice = f.verdict is Verdict.CONFLICTS and f.claim.kind is ClaimKind.CHOICE
    return of_choice and any(0 <= start - end <= BESIDE for end in ends)
