"""Where, when and with what result: what a report says beside a vote that it surely means.

The words stand near the vote and name neither it nor each other, so they are asked of the record: what it bears out
is a match; what it contradicts is a conflict only where the words can hardly be of anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.claims.acts import find_acts
from dragoman.claims.asserted import name_of
from dragoman.claims.days import find_days
from dragoman.claims.history import Told
from dragoman.claims.organs import find_organs
from dragoman.claims.series import ANSWERED, answered
from dragoman.claims.wording import label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome
from dragoman.domain.sources import Source

_PASSED = re.compile(
    r"\b(?:went|gone|goes|sailed|scraped|squeaked|got|gets|came|swept|is|was)\s(?:\w+ )?through\b|['’]s through\b|\bcarr(?:ied|ies)\b(?! out| on| over)|"
    r"\bprevail(?:ed|s)\b|\b(?:said|says) yes to\b|\b(?:was|were|been|is) (?:\w+ )?(?:adopted|passed|approved|endorsed)\b",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"\b(?:was|were|been|is) (?:\w+ )?(?:thrown out|turned down|voted down|defeated|rejected|blocked)\b|"
    r"\b(?:text|draft|resolution|motion|proposal|pledge|request|call|demand|measure)s? (?:was|were) (?:\w+ )?(?:beaten|lost)\b|\b(?:fell|failed|falls|fails|went down|goes down)\b|"
    r"(?<!['’]s )(?<!its )(?<!their )\b(?:defeat|rejection) (?:by the (?:general )?assembly (?:on \w+day )?)?of (?:an?|the|its|this) (?:\w+ ){0,2}?(?:text|draft|resolution|motion|proposal|measure)\b"
    r"(?! by (?:the )?(?-i:[A-Z]))|\b(?:suffered|met with|went down to) (?:an? )?(?:\w+ )?defeat\b|"
    r"\bnot (?:been )?enough (?:for (?:it|the \w+) )?to (?:be adopted|pass|carry|succeed)\b|\b(?:text|draft|resolution|motion|proposal) was dead\b",
    re.IGNORECASE,
)


def find_circumstances(told: Sequence[Told], found: Sequence[Finding], source: Source) -> tuple[Finding, ...]:
    """Findings on days, organs and results beside the votes surely meant, where no claim stands already."""
    taken = [(f.claim.kind, f.claim.evidence.start, f.claim.evidence.end) for f in found]
    open_days = {
        place
        for place, f in zip(taken, found, strict=True)
        if place[0] is ClaimKind.DATE and f.verdict not in ANSWERED
    }
    named = {(d.start, d.end) for t in told for d in t.ballot.days if d.named}
    made: list[Finding] = []
    beside = (finding for t in told for finding in _results(t, found, source))
    for finding in (*find_days(told, source), *find_organs(told, source), *beside):
        kind, start, end = finding.claim.kind, finding.claim.evidence.start, finding.claim.evidence.end
        is_sure = finding.verdict is Verdict.MATCHES or (start, end) in named
        if not any(
            k is kind and a < end and start < b and not (is_sure and (k, a, b) in open_days)
            for k, a, b in taken
        ):
            made.append(finding)
            taken.append((kind, start, end))
    return (*made, *find_acts(told, (*found, *made), source))


# ------------------------------------------------------------------ results
def _results(told: Told, found: Sequence[Finding], source: Source) -> Iterator[Finding]:
    """“The text still went through”, in a sentence on this vote."""
    outcome = told.record.outcome
    if outcome is None or told.ballot.outcomes:
        return
    for start, end in told.ballot.sentences:
        for pattern, said in ((_PASSED, Outcome.ADOPTED), (_FAILED, Outcome.REJECTED)):
            match = pattern.search(source.text, start, end)
            if match is None:
                continue
            right = said.adopted == outcome.adopted
            if not (right or _is_borne_out(told, found, start, end)):
                continue
            claim = Claim(
                kind=ClaimKind.OUTCOME,
                text=f"{name_of(told.ballot)} was {said}",
                measure=told.ballot.measure.id,
                evidence=source.evidence(*match.span()),
                outcome=said,
            )
            verdict = Verdict.MATCHES if right else Verdict.CONFLICTS
            yield answered(claim, verdict, f"{label(told.record)} was {outcome}", told.record)


def _is_borne_out(told: Told, found: Sequence[Finding], start: int, end: int) -> bool:
    """Whether totals in the same sentence, or shortly before it, are just those of the record."""
    return any(
        f.claim.kind is ClaimKind.TALLY
        and f.verdict is Verdict.MATCHES
        and f.claim.measure == told.ballot.measure.id
        and start - JUST_BEFORE <= f.claim.evidence.start < end
        for f in found
    )


JUST_BEFORE = 120
"""Characters before a sentence in which the totals may stand whose result it tells."""
