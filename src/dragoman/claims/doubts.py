"""Conflicts withdrawn: where a text was perhaps not the one meant, or a list was perhaps misread."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.claims.answers import answer
from dragoman.claims.asserted import Asserted
from dragoman.claims.linking import Candidate, agrees, is_exact
from dragoman.claims.placing import GOES_ON
from dragoman.claims.signs import CHOICE_OF, VOTERS_NAMED
from dragoman.claims.subjects import ALIKE, Entry, Subjects
from dragoman.claims.wording import label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Quantifier, Verdict
from dragoman.domain.rollcalls import COUNCIL_SIZE, Tally
from dragoman.events.voting.ballots import Ballot
from dragoman.events.voting.focus import FAR_MORE


def doubted(
    findings: list[Finding], others: Sequence[tuple[Ballot, Candidate]], found: Candidate | None
) -> list[Finding]:
    """The findings on one text, conflicts withdrawn where most of what is said of it disagrees with the record found, or
    where neither that nor words of its own speak for the record.

    A report that is wrong on most votes is rarer than a link to the wrong vote. Totals that are just those of another
    of its texts are not withdrawn: the two were swapped.
    """
    counted = (ClaimKind.CHOICE, ClaimKind.BLOC, ClaimKind.TALLY)
    told = [c.record.tally for _, c in others]
    conflicts = [f for f in findings if f.verdict is Verdict.CONFLICTS and f.claim.kind in counted]
    matches = sum(
        _worth(f.claim) for f in findings if f.verdict is Verdict.MATCHES and f.claim.kind in counted
    )
    wrong = _places(conflicts)
    unfounded = bool(wrong) and not matches and not _is_worded(found, conflicts)
    if not unfounded and (wrong < 2 or wrong < matches):
        return findings
    why = "most of what the report says of this text differs from the nearest record, so it may mean another vote — "
    doubtful = {id(f) for f in conflicts if not _is_swapped(f.claim, told)}
    return [
        replace(f, verdict=Verdict.SEVERAL, reason=why + f.reason) if id(f) in doubtful else f
        for f in findings
    ]


def _is_worded(found: Candidate | None, conflicts: Sequence[Finding]) -> bool:
    """Whether the words for a text, or its day, or the ayes told of it, lead to the record."""
    if found is None or any(f.claim.tally and f.claim.tally.yes == found.record.tally.yes for f in conflicts):
        return True
    return sum(s.weight for s in found.signs if s.name in OWN_WORDS) >= WORDED


OWN_WORDS = ("the subject", "the symbol", "the number", "the sponsor", "the day", "all but the totals")
WORDED = 6.0
"""Least weight of these for a record of which nothing else is borne out."""


def _worth(claim: Claim) -> int:
    """What it counts that a claim is borne out: totals in full, too large to be those of two votes, count three times."""
    t = claim.tally
    whole = t is not None and None not in (t.yes, t.no, t.abstain) and (t.yes or 0) > COUNCIL_SIZE
    return 3 if whole else 1


def _places(findings: Sequence[Finding]) -> int:
    """How many words apart from each other some findings are of."""
    count, last = 0, -1
    for start, end in sorted((f.claim.evidence.start, f.claim.evidence.end) for f in findings):
        count += start >= last
        last = max(last, end)
    return count


def _is_swapped(claim: Claim, told: Sequence[Tally]) -> bool:
    return claim.tally is not None and any(is_exact(claim.tally, tally) for tally in told)


def misread(findings: list[Finding]) -> list[Finding]:
    """The findings on one text, conflicts withdrawn where a list has three or more of them and few that are right.

    Reports err on one state of a list or on two; a list that is wrong on more was read as something it does not say.
    """
    places: dict[tuple[int, int], list[Finding]] = {}
    for f in findings:
        if f.claim.kind is ClaimKind.CHOICE:
            places.setdefault((f.claim.evidence.start, f.claim.evidence.end), []).append(f)
    why = "the record differs on several of those named here, so the words may say something else — "
    doubtful: set[int] = set()
    for own in places.values():
        wrong = [f for f in own if f.verdict is Verdict.CONFLICTS]
        right = sum(f.verdict is Verdict.MATCHES for f in own)
        echo = ECHO.match(own[0].claim.evidence.text) is not None
        if (len(wrong) > PAIR and right < FEW * len(wrong)) or (echo and len(wrong) > 1 and not right):
            doubtful |= {id(f) for f in wrong}
    unsure = [f.claim.evidence for f in findings if _is_unsure_list(f)]
    for (start, end), own in places.items():
        if any(start < e.end and e.start < end for e in unsure):
            wrong = [f for f in own if f.verdict is Verdict.CONFLICTS]
            doubtful |= {id(f) for f in wrong} if len(wrong) == len(own) else set()
    return [
        replace(f, verdict=Verdict.SEVERAL, reason=why + f.reason) if id(f) in doubtful else f
        for f in findings
    ]


def _is_unsure_list(f: Finding) -> bool:
    return f.claim.quantifier is Quantifier.ONLY and f.claim.actor is None and f.verdict is Verdict.SEVERAL


ECHO = re.compile(r"\W*(?:and |but )?(?:so|nor|neither|as)\b", re.IGNORECASE)
"""“So did Peru and Chad”: where it is wrong of all, it goes back to something else."""
PAIR, FEW = 2, 3
"""So many right for each wrong one, and the list was read rightly."""


NEAR, BACK = 500, 250
"""Characters within which another text, spoken of before, may be the one meant; and by how much it may have been spoken of
before the one found."""


def elsewhere(
    asserted: Asserted,
    finding: Finding,
    candidates: Sequence[Candidate],
    others: Sequence[tuple[Ballot, Candidate]],
    subjects: Subjects,
    own: Ballot,
) -> Finding:
    """A conflict on a text that the sentence does not name, withdrawn where it holds of another text of the report;
    and one of totals that are just those of a vote of which the report does not speak otherwise."""
    if finding.verdict is Verdict.CONFLICTS and (
        other := _of_another(finding, candidates, others, subjects, own.when)
    ):
        reason = f"these are the totals of {label(other)}, which may be meant — {finding.reason}"
        return replace(finding, verdict=Verdict.SEVERAL, reason=reason)
    if finding.verdict is Verdict.CONFLICTS and _is_out_of_scale(finding, candidates):
        reason = f"so few votes are those of another vote, or of a few states — {finding.reason}"
        return replace(finding, verdict=Verdict.SEVERAL, reason=reason)
    said_little = not asserted.is_named and _says_little(finding.claim, own)
    alone = not others and _did_so(finding, candidates)
    if finding.verdict is Verdict.CONFLICTS and said_little and not alone:
        reason = f"the words do not name the text, so that another vote may be meant — {finding.reason}"
        return replace(finding, verdict=Verdict.SEVERAL, reason=reason)
    if finding.verdict is Verdict.CONFLICTS and _is_against_all(finding, candidates):
        reason = f"what else is told of who chose how does not bear this record out either — {finding.reason}"
        return replace(finding, verdict=Verdict.SEVERAL, reason=reason)
    counted = finding.claim.kind in (ClaimKind.CHOICE, ClaimKind.BLOC) or is_part(finding.claim)
    words = finding.claim.evidence.text
    if finding.verdict is not Verdict.CONFLICTS or not counted or asserted.is_named or GOES_ON.search(words):
        return finding
    start = finding.claim.evidence.start
    statement = asserted.statement[0] if isinstance(asserted.statement, tuple) else asserted.statement
    said = getattr(statement, "when", None)
    of_bloc = finding.claim.kind is ClaimKind.BLOC
    spoken = max((at for at in own.anchors if at < start), default=0) if of_bloc else 0
    for ballot, candidate in others:
        if said is not None and said[0] == said[1] != candidate.record.held:
            continue
        if is_part(finding.claim) and _is_crossed(candidate, others, _found(finding, candidates)):
            continue
        last = max((at for at in ballot.anchors if at < start), default=-NEAR)
        near = is_part(finding.claim) or max(start - NEAR, spoken - BACK) < last
        if near and answer(finding.claim, ballot, candidate.record).verdict is Verdict.MATCHES:
            reason = f"it may be said of {label(candidate.record)}, of which it holds — {finding.reason}"
            return replace(finding, verdict=Verdict.SEVERAL, reason=reason)
    return finding


def _says_little(claim: Claim, own: Ballot) -> bool:
    """Whether it would be true of many a vote, so that it proves nothing of this one: “only Chad opposed it”, or totals
    that lack the ayes, or one of the Council's."""
    if claim.quantifier is Quantifier.ONLY and claim.actor is None:
        return True
    t = next(
        (whole.tally for whole in own.tallies if claim.tally in [p.tally for p in whole.parts]), claim.tally
    )
    partial = t is not None and None in (t.yes, t.no, t.abstain)
    return t is not None and partial and (t.yes is None or own.measure.body == "UNSC")


def _did_so(finding: Finding, candidates: Sequence[Candidate]) -> bool:
    """Whether those said to be the only ones chose so at least."""
    claim, found = finding.claim, _found(finding, candidates)
    if claim.stance not in CHOICE_OF or found is None:
        return False
    said = CHOICE_OF[claim.stance]
    return any(found.record.choices.get(v.actor.seat or v.code) is said for v in claim.exceptions)


def _is_against_all(finding: Finding, candidates: Sequence[Candidate]) -> bool:
    """Whether a choice is told, at some length, besides others that with it do not speak for the vote: words are misread
    more often than a report is wrong on most of those it names."""
    found, told = _found(finding, candidates), finding.claim.evidence
    if finding.claim.kind is not ClaimKind.CHOICE or found is None or told.end - told.start <= SHORT:
        return False
    if any(s.name in ("the symbol", "the number") and s.weight > 0 for s in found.signs):
        return False
    named = [s for s in found.signs if s.name == VOTERS_NAMED]
    return len(named) > 1 and sum(s.weight for s in named) < 0


SHORT = 25
"""Characters in which a choice is told too plainly to be misread: “Zimbabwe again abstained”."""


def _is_crossed(
    candidate: Candidate, others: Sequence[tuple[Ballot, Candidate]], found: Candidate | None
) -> bool:
    """“The first got 69 votes, the second 93”, the other way round: the number told of the other text is that of this one."""
    told = [t for b, c in others if c.record.id == candidate.record.id for t in b.tallies]
    return found is not None and any(
        agrees(part.tally, found.record.tally) and not agrees(part.tally, candidate.record.tally)
        for t in told
        for part in t.parts or (t,)
    )


def _of_another(
    finding: Finding,
    candidates: Sequence[Candidate],
    others: Sequence[tuple[Ballot, Candidate]],
    subjects: Subjects,
    when: tuple[dt.date, dt.date] | None,
) -> Entry | None:
    """The vote with just the totals told, where it is none of those whose totals the report tells elsewhere: one that the
    words may mean, or one of the same matter or sitting as the vote found."""
    tally, found = finding.claim.tally, _found(finding, candidates)
    if tally is None or sum(n or 0 for n in (tally.yes, tally.no, tally.abstain)) < TELLING:
        return None
    if found is not None and sum(s.weight for s in found.signs if s.name in OF_ITS_WORDS) >= NAMED:
        return None
    told = {c.record.id for b, c in others if b.tallies}
    exact: list[Entry] = [c.record for c in candidates if is_exact(tally, c.record.tally)]
    if found is not None:
        sitting = subjects.between(found.record.held - A_SITTING, found.record.held + A_SITTING)
        exact += [e for e in subjects.series(found.record, ALIKE) if agrees(tally, e.tally)]
        exact += [e for e in sitting if is_exact(tally, e.tally)]
    if when is not None and found is not None and when[0] <= found.record.held <= when[1]:
        exact = [e for e in exact if when[0] <= e.held <= when[1]]
    return None if any(e.id in told for e in exact) else next(iter(exact), None)


def _found(finding: Finding, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that a finding was judged by."""
    return next((c for c in candidates if finding.symbol in (c.record.symbol, c.record.draft)), None)


def _is_out_of_scale(finding: Finding, candidates: Sequence[Candidate]) -> bool:
    """Whether a total is far too small for the vote found: one of the Council, or a number of states of some kind."""
    tally, found = finding.claim.tally, _found(finding, candidates)
    if tally is None or tally.yes is None or found is None or found.record.tally.yes is None:
        return False
    return tally.yes <= COUNCIL_SIZE and found.record.tally.yes > FAR_MORE


A_SITTING = dt.timedelta(days=3)
"""Votes within so many days may be of one sitting."""
OF_ITS_WORDS = ("the subject", "the symbol", "the number", "the sponsor")
NAMED = 2.5
"""Least weight of these for a text to be named by its own words."""
TELLING = 40
"""Least votes in all for totals to tell one vote from another."""


def is_part(claim: Claim) -> bool:
    """Whether it gives one number of a total alone, which may be any vote's."""
    t = claim.tally
    return t is not None and sum(n is not None for n in (t.yes, t.no, t.abstain, t.absent)) == 1
