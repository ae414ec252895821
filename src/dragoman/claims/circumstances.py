"""Where, when and with what result: what a report says beside a vote that it surely means.

The words stand near the vote and name neither it nor each other, so they are asked of the record: what it bears out
is a match; what it contradicts is a conflict only where the words can hardly be of anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.claims.asserted import name_of, of_sponsorship
from dragoman.claims.days import HEAD, find_days
from dragoman.claims.history import Told
from dragoman.claims.judging import answer
from dragoman.claims.linking import is_exact
from dragoman.claims.series import ANSWERED, answered
from dragoman.claims.wording import label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import SaidOrgan

ORGANS = {"UNGA": "the General Assembly", "UNSC": "the Security Council"}

_PASSED = re.compile(
    r"\b(?:went|gone|goes|sailed|scraped|squeaked|got|gets|came|swept|is|was)\s(?:\w+ )?through\b|['’]s through\b|\bcarr(?:ied|ies)\b(?! out| on| over)|"
    r"\bprevail(?:ed|s)\b|\b(?:said|says) yes to\b|\b(?:was|were|been|is) (?:\w+ )?(?:adopted|passed|approved|endorsed)\b",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"\b(?:was|were|been|is) (?:\w+ )?(?:thrown out|turned down|voted down|defeated|rejected|blocked)\b|\b(?:fell|failed|falls|fails|went down|goes down)\b",
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
    made: list[Finding] = []
    beside = (
        finding
        for t in told
        for finding in (*_organs(t, told, source), *_results(t, found, source), *_owners(t, source))
    )
    for finding in (*find_days(told, source), *beside):
        kind, start, end = finding.claim.kind, finding.claim.evidence.start, finding.claim.evidence.end
        is_match = finding.verdict is Verdict.MATCHES
        if not any(
            k is kind and a < end and start < b and not (is_match and (k, a, b) in open_days)
            for k, a, b in taken
        ):
            made.append(finding)
            taken.append((kind, start, end))
    return tuple(made)


# ------------------------------------------------------------------ organs
def _organs(told: Told, all_told: Sequence[Told], source: Source) -> Iterator[Finding]:
    own = told.record.body
    for organ in told.ballot.organs:
        if organ.near > HEAD:
            continue
        right = organ.body == own and organ.acting
        wrong = organ.body != own and (
            _is_its_own(organ, told) or _is_only_one(organ, told, all_told)
            if organ.body in ORGANS
            else _is_of_plenary(organ, told)
        )
        if not (right or wrong):
            continue
        claim = Claim(
            kind=ClaimKind.OTHER,
            text=f"{name_of(told.ballot)} was voted on in {ORGANS.get(organ.body, 'a committee')}",
            measure=told.ballot.measure.id,
            evidence=source.evidence(organ.start, organ.end),
        )
        where = f"{label(told.record)} was voted on in {ORGANS.get(own, own)}"
        yield answered(claim, Verdict.MATCHES if right else Verdict.CONFLICTS, where, told.record)


def _is_its_own(organ: SaidOrgan, told: Told) -> bool:
    """Whether it is the organ by whose act the text is called, in a report that fits this record for all that."""
    act = told.ballot.measure.evidence
    beside = act is not None and any(
        a <= organ.start < b and a <= act.start < b for a, b in told.ballot.sentences
    )
    return beside and told.ballot.organ == (organ.start, organ.end) and told.ballot.measure.body == organ.body


def _is_only_one(organ: SaidOrgan, told: Told, all_told: Sequence[Told]) -> bool:
    """Whether an organ is said to have decided on this text, in a report that speaks of no vote of that organ."""
    bodies = {t.record.body for t in all_told} | {
        o.body for t in all_told for o in t.ballot.organs if o.body == t.record.body and o.near <= HEAD
    }
    results = [o.anchor for o in told.ballot.outcomes] + [t.anchor for t in told.ballot.tallies]
    here = any(a <= organ.start < b and any(a <= r < b for r in results) for a, b in told.ballot.sentences)
    return organ.deciding and here and organ.body not in bodies


def _is_of_plenary(organ: SaidOrgan, told: Told) -> bool:
    """Whether a committee is said to decide in a sentence with totals that are just the plenary's."""
    if not organ.deciding or told.record.body != "UNGA":
        return False
    exact = [t for t in told.ballot.tallies if is_exact(t.tally, told.record.tally)]
    return any(
        a <= organ.start < b and any(a <= t.anchor < b for t in exact) for a, b in told.ballot.sentences
    )


# ------------------------------------------------------------------ owners
_OWNED = re.compile(
    r"['’]s?\s|-(?:drafted|sponsored|written|authored|penned|tabled|proposed|led)\b", re.IGNORECASE
)
"""“Malta's draft”, “the Maltese-drafted text”: whose a text is; “the Maltese text” may be one on Malta."""


def _owners(told: Told, source: Source) -> Iterator[Finding]:
    """Whose a text is wrongly called in passing, where the record knows who sponsored it; the right name says little."""
    if not told.record.sponsors:
        return
    for s in told.ballot.sponsorships:
        if s.stressed or s.negated or not s.sponsors or not _OWNED.search(source.text, s.start, s.end):
            continue
        for asserted in of_sponsorship(told.ballot, s, source):
            said = answer(asserted.claim, told.ballot, told.record)
            if said.verdict is Verdict.CONFLICTS:
                yield answered(asserted.claim, said.verdict, said.reason, told.record)


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
    """Whether totals in the same sentence are just those of the record."""
    return any(
        f.claim.kind is ClaimKind.TALLY
        and f.verdict is Verdict.MATCHES
        and f.claim.measure == told.ballot.measure.id
        and start <= f.claim.evidence.start < end
        for f in found
    )
