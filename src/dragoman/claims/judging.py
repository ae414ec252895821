"""What the record says of a claim: verdict, record lines and the reason in plain words.

A claim is judged against the roll call that the *other* signs of the report point to. Where several fit equally
well and give the same answer, that answer stands; where their answers differ, the verdict is `several records
fit`. Nothing in the record is silence, not contradiction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.claims.answers import Answer, answer, answer_tally
from dragoman.claims.asserted import Asserted
from dragoman.claims.linking import CLEAR, ENOUGH, Candidate, is_exact, place_of
from dragoman.claims.signs import (
    VOTERS_NAMED,
    is_of_another_kind,
    is_of_committee,
)
from dragoman.claims.turned import has_just_these
from dragoman.claims.wording import day_of, label, totals
from dragoman.domain.claims import Claim, ClaimKind, Finding, Quantifier, Verdict
from dragoman.domain.events import Status
from dragoman.domain.measures import MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import RollCall
from dragoman.events.voting.ballots import Ballot

MARGIN = 2.5
"""A conflict stands only where no record that would match fits nearly as well as this."""
MARGIN_OF_TOTALS = 5.0
"""The same for three exact totals, which rarely fit another vote by chance."""
NEAR_DAYS = 10
"""Votes of one sitting are easily swapped; those further apart are told apart by their days."""
SURE = 8.0
"""Least score for a record of adoption to refute that a text was rejected, vetoed or agreed without a vote: most
such texts have no record at all."""
SURE_THEN = 4.5
"""The same for a vote of the Assembly at the time told."""
PROVEN = 2.0
"""What totals, voters and symbol must add up to for that."""
SURE_BY_NAME = 6.5
"""The same for a resolution of the Assembly told as rejected whose subject the report names."""
NAMED = 3.0
"""What the words for its subject must add up to for that."""
UNRECORDED = frozenset((Outcome.REJECTED, Outcome.VETOED, Outcome.ADOPTED_WITHOUT_VOTE))
UNCOUNTED = frozenset((Outcome.VETOED, Outcome.ADOPTED_WITHOUT_VOTE))
"""What is told of many texts beside the one of a roll call: it refutes such words only where they name the text."""
BESIDE_TOTALS = 1.0
"""Least that all but the totals must say for a roll call that they alone point to."""
ALONE = 3.0
"""Least lead of a roll call that only its day and organ point to."""
TELLING = 40
"""Votes that one total must have to tell one of a few votes from the others."""
EVEN = 0.5
"""A claim that the best record bears out stands unless one that fits as well, within this, refutes it."""


def judge(asserted: Asserted, ballot: Ballot, candidates: Sequence[Candidate]) -> Finding:
    """The finding on one claim, given the ranked roll calls of its ballot."""
    claim = asserted.claim
    if claim.uncheckable:
        return _without_record(claim, Verdict.NOT_CHECKABLE, claim.uncheckable)
    if claim.kind is ClaimKind.SPONSORSHIP and (claim.count or claim.quantifier is Quantifier.NONE):
        return _sponsorless(claim, candidates)
    fitting = _fitting(asserted, candidates)
    if not fitting:
        return _borne_out(asserted, ballot, candidates) or _silent(claim, ballot, candidates)
    unsaid = claim.outcome in UNCOUNTED and not asserted.is_named
    if _is_unrecorded(claim, ballot) and (unsaid or not _is_surely(claim, ballot, *fitting[0])):
        return _silent(claim, ballot, candidates)
    return _settle(claim, ballot, fitting, candidates, asserted.last)


def _is_whole(claim: Claim) -> bool:
    """Whether it gives all three totals: enough to say that some vote of the day was so."""
    return claim.tally is not None and None not in (claim.tally.yes, claim.tally.no, claim.tally.abstain)


def _is_telling(claim: Claim) -> bool:
    """Whether its numbers tell one vote from the few that fit: all three totals, or one that few votes have."""
    t = claim.tally
    return t is not None and (_is_whole(claim) or max(t.yes or 0, t.no or 0, t.abstain or 0) > TELLING)


def _is_unrecorded(claim: Claim, ballot: Ballot) -> bool:
    """Whether the text is told to have had a result that leaves no roll call in the records at hand."""
    done = {o.outcome for o in ballot.outcomes if o.status is Status.ACTUAL}
    told = {claim.outcome} if claim.outcome else done
    return bool(told) and told <= UNRECORDED


def _is_surely(claim: Claim, ballot: Ballot, score: float, candidate: Candidate) -> bool:
    """Whether a record of adoption is so surely meant that it refutes another result, or the day that is told with it:
    a record of another day may be that of the text voted on next."""
    if has_just_these(ballot, candidate):
        return True
    held = candidate.record.held
    elsewhen = ballot.when is not None and not ballot.when[0] <= held <= ballot.when[1]
    of_the_result = claim.kind in (ClaimKind.OUTCOME, ClaimKind.DATE) or claim.stance is Stance.VETO
    if elsewhen and of_the_result:
        return False
    of_assembly = candidate.record.body == "UNGA"
    resolved = of_assembly and candidate.record.kind is MeasureKind.RESOLUTION
    if resolved and claim.outcome is Outcome.REJECTED and score >= SURE_BY_NAME and _is_named(candidate):
        return True
    then = ballot.when is not None and not elsewhen and of_assembly
    return score >= (SURE_THEN if then else SURE) and _is_proven(candidate)


def _is_proven(candidate: Candidate) -> bool:
    """Whether totals, voters or a symbol tie the report to this record, and not only day and subject."""
    ties = ("the totals", VOTERS_NAMED, "the symbol", "the number")
    return sum(s.weight for s in candidate.signs if s.name in ties) >= PROVEN


def _is_named(candidate: Candidate) -> bool:
    """Whether the words for the text are those of this record's title."""
    names = ("the subject", "the states it is about", "the whole title")
    return sum(s.weight for s in candidate.signs if s.name in names) >= NAMED


def _fitting(asserted: Asserted, candidates: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
    """The roll calls that the rest of the report may point to, with their scores without the claim, best first."""
    place = place_of(asserted.statement)
    scored = [(c.score(place), c) for c in candidates]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].score(), pair[1].record.id))
    found = bool(scored) and scored[0][0] >= ENOUGH
    if not found or not (_is_whole(asserted.claim) or scored[0][1].is_specific(place)):
        return _alone(asserted, candidates)
    return [pair for pair in scored if pair[0] >= ENOUGH - CLEAR]


def _alone(asserted: Asserted, candidates: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
    """The one roll call with just the totals told, where day, body or words speak for it too: totals rarely fit two
    votes, and these few signs would do for no other claim."""
    tally = asserted.claim.tally
    exact = [c for c in candidates if tally is not None and is_exact(tally, c.record.tally)]
    if len(exact) != 1 or exact[0] is not candidates[0] or exact[0].score() < ENOUGH:
        return []
    return (
        [(exact[0].score(), exact[0])]
        if exact[0].score(place_of(asserted.statement)) >= BESIDE_TOTALS
        else []
    )


def _borne_out(asserted: Asserted, ballot: Ballot, candidates: Sequence[Candidate]) -> Finding | None:
    """The finding by the one roll call of the day and organ told, where it bears the claim out: nothing else of those days
    comes near it, though no words name it."""
    place = place_of(asserted.statement)
    scored = sorted(((c.score(place), c) for c in candidates), key=lambda pair: -pair[0])
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 0.0
    if not scored or scored[0][0] < ENOUGH or lead < ALONE or _is_unrecorded(asserted.claim, ballot):
        return None
    found = _settle(asserted.claim, ballot, scored[:1], candidates, asserted.last)
    return found if found.verdict is Verdict.MATCHES else None


def _settle(
    claim: Claim,
    ballot: Ballot,
    fitting: list[tuple[float, Candidate]],
    candidates: Sequence[Candidate],
    last: dt.date | None = None,
) -> Finding:
    """The answer of the best roll call, unless another that fits nearly as well would answer otherwise."""
    answers = [(score, c, answer(claim, ballot, c.record, last)) for score, c in fitting]
    best, candidate, chosen = answers[0]
    if (
        is_of_another_kind(ballot, candidate.record)
        or (claim.stance is Stance.VETO and not _may_be_vetoed(candidate))
        or _is_long_apart(claim, candidate, chosen)
    ):
        return _silent(claim, ballot, candidates)
    near = [
        (c, a)
        for score, c, a in answers
        if best - score < (EVEN if chosen.verdict is Verdict.MATCHES else CLEAR)
    ]
    if chosen.verdict in (Verdict.CONFLICTS, Verdict.PARTLY):
        margin = MARGIN_OF_TOTALS if _is_whole(claim) else MARGIN
        others = [(c, a) for score, c, a in answers if a.verdict is Verdict.MATCHES and best - score < margin]
        if others and not _is_telling(claim):
            return _several(claim, [(candidate, chosen), *others])
        if others:
            candidate, chosen = others[0]
        elif elsewhere := _long_before(claim, candidate, candidates):
            return _several(
                claim, [(candidate, chosen), (elsewhere, answer(claim, ballot, elsewhere.record))]
            )
    elif len({a.verdict for _, a in near}) > 1 and not _is_telling(claim):
        return _several(claim, near)
    elif len(near) > 1:
        candidate, chosen = max(near, key=lambda pair: pair[0].score())
    record = candidate.record
    reason = chosen.reason
    if chosen.verdict in (Verdict.CONFLICTS, Verdict.PARTLY) and claim.kind is ClaimKind.TALLY:
        reason += _nearest(claim, record, candidates)
    return Finding(
        claim=claim,
        verdict=chosen.verdict,
        reason=reason,
        symbol=record.symbol or record.draft,
        held=record.held,
        inferred=not candidate.is_dated,
        record=chosen.record,
        tally=chosen.tally or record.tally,
        url=record.url,
    )


def _is_long_apart(claim: Claim, candidate: Candidate, chosen: Answer) -> bool:
    """Whether a day is wrong by so much that another vote is meant, where no totals, voters or symbol tie the text to this."""
    if claim.kind is not ClaimKind.DATE or chosen.verdict is not Verdict.CONFLICTS or claim.held is None:
        return False
    return abs((claim.held - candidate.record.held).days) > NEAR_DAYS and not _is_proven(candidate)


def _may_be_vetoed(candidate: Candidate) -> bool:
    """Whether a veto may be told of it: a Council's vote, and one that is surely meant, for it was adopted."""
    record = candidate.record
    adopted = record.outcome is not None and record.outcome.adopted
    return record.body == "UNSC" and (not adopted or _is_proven(candidate))


def _long_before(claim: Claim, found: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """A vote of another time with just these totals: the report may well speak of that one. Those of the Council are
    too small to tell one vote from another."""
    if not _is_whole(claim) or found.record.body == "UNSC":
        return None
    just = [c for c in candidates if answer_tally(claim, c.record).verdict is Verdict.MATCHES]
    if any(_apart(c, found) <= NEAR_DAYS for c in just):
        return None  # the totals were swapped with those of another vote of the sitting
    return next((c for c in just if c.score() >= ENOUGH), None)


def _apart(a: Candidate, b: Candidate) -> int:
    """Days between two votes."""
    return abs((a.record.held - b.record.held).days)


# ------------------------------------------------------------------ no record, or too many
def _sponsorless(claim: Claim, candidates: Sequence[Candidate]) -> Finding:
    symbol = candidates[0].record.symbol if candidates and candidates[0].score() >= ENOUGH else None
    return _without_record(
        claim, Verdict.NOT_CHECKABLE, "roll calls do not show who sponsored a text", symbol
    )


def _silent(claim: Claim, ballot: Ballot, candidates: Sequence[Candidate]) -> Finding:
    outcome = ballot.measure.outcome
    if claim.kind is ClaimKind.SPONSORSHIP:
        return _without_record(claim, Verdict.NOT_CHECKABLE, "roll calls do not show who sponsored a text")
    if ballot.measure.body == "HRC" or is_of_committee(ballot):
        return _without_record(
            claim, Verdict.NOT_CHECKABLE, "votes of that body are not in the record at hand"
        )
    if outcome in (Outcome.VETOED, Outcome.REJECTED):
        why = "the record at hand holds adopted texts only, and this one was not adopted"
    elif outcome is Outcome.ADOPTED_WITHOUT_VOTE:
        why = "a text adopted without a vote has no roll call"
    elif ballot.measure.kind is MeasureKind.AMENDMENT:
        why = "no roll call of this amendment is at hand"
    elif ballot.measure.kind is MeasureKind.MOTION:
        why = "no roll call of this motion is at hand"
    else:
        why = "no roll call at hand fits what the report says of it"
    near = candidates[0].record if candidates and candidates[0].score() > 1 else None
    hint = f"; the nearest is {label(near)}, {day_of(near.held)}" if near is not None else ""
    return _without_record(claim, Verdict.SILENT, why + hint)


def _several(claim: Claim, answers: list[tuple[Candidate, Answer]]) -> Finding:
    told = "; ".join(f"{label(c.record)}: {a.reason}" for c, a in answers[:3])
    return _without_record(claim, Verdict.SEVERAL, f"more than one vote fits, and they differ — {told}")


def _without_record(claim: Claim, verdict: Verdict, reason: str, symbol: str | None = None) -> Finding:
    return Finding(claim=claim, verdict=verdict, reason=reason, symbol=symbol)


def _nearest(claim: Claim, record: RollCall, candidates: Sequence[Candidate]) -> str:
    """Another vote whose totals are just those claimed."""
    for candidate in candidates:
        other = candidate.record
        if other.id != record.id and answer_tally(claim, other).verdict is Verdict.MATCHES:
            when = "the same day" if other.held == record.held else day_of(other.held)
            return f"; {totals(other.tally)} is {label(other)}, voted {when}"
    return ""
