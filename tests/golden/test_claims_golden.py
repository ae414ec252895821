"""Each report of claims.txt: its vote claims against the record in the package, no more and no fewer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from dragoman import workflows
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.rollcalls import Tally
from dragoman.domain.sources import Source

Case = tuple[str, str, tuple[str, ...]]
LEAST = 5
"""Findings of each verdict that the file must hold."""


def cases() -> Iterator[Case]:
    """Day and title, report, findings."""
    text = (Path(__file__).parent / "claims.txt").read_text("utf-8")
    for block in text.split("\n== ")[1:]:
        head, report, *lines = [line for line in block.splitlines() if line and line[0] != "#"]
        yield head, report, tuple(line.removeprefix("- ") for line in lines)


CASES = tuple(cases())


def numbers(tally: Tally) -> str:
    return "-".join("?" if n is None else str(n) for n in (tally.yes, tally.no, tally.abstain))


def claimed(claim: Claim) -> str:
    """What is claimed, in a few words: the actor and stance, the totals, the outcome or the day."""
    if claim.kind is ClaimKind.TALLY and claim.tally:
        return numbers(claim.tally)
    who = claim.actor.code if claim.actor else ""
    excepted = sorted(m.code for m in claim.exceptions)
    said = (who, claim.quantifier, claim.count, *excepted, claim.stance, claim.outcome, claim.held)
    return " ".join(str(part) for part in said if part) or "-"


def written(finding: Finding) -> str:
    """A finding as the file writes it."""
    answer = f"{finding.claim.kind} {claimed(finding.claim)}: {finding.verdict}"
    return f"{answer} {finding.symbol}" if finding.symbol else answer


def check(head: str, report: str) -> tuple[Finding, ...]:
    day = head.split(maxsplit=1)[0]
    published = None if day == "-" else date.fromisoformat(day)
    source = Source.of(report, published=published)
    return workflows.read_source(source, record=workflows.embedded_record()).findings


@pytest.mark.parametrize(("head", "report", "expected"), CASES, ids=[head for head, _, _ in CASES])
def test_the_record_answers(head: str, report: str, expected: tuple[str, ...]) -> None:
    findings = check(head, report)
    found = [written(finding) for finding in findings]
    assert len(found) == len(expected), found
    assert all(map(fnmatchcase, found, expected)), found


def undated() -> list[Case]:
    return [case for case in CASES if case[0].startswith("- ")]


@pytest.mark.parametrize(("head", "report", "expected"), undated(), ids=[head for head, _, _ in undated()])
def test_a_day_that_no_report_gives_is_called_inferred(
    head: str, report: str, expected: tuple[str, ...]
) -> None:
    findings = check(head, report)
    assert [f.inferred for f in findings] == [f.symbol is not None for f in findings]


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_shown_often_enough(verdict: Verdict) -> None:
    lines = [line for _, _, expected in CASES for line in expected]
    assert sum(f": {verdict}" in line for line in lines) >= LEAST
