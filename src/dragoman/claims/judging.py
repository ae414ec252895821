"""What the record says of a claim: verdict, record lines and the reason in plain words.

A claim is judged against the roll call that the *other* signs of the report point to. Where several fit equally
well and give the same answer, that answer stands; where their answers differ, the verdict is `several records
fit`. Nothing in the record is silence, not contradiction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import world
from dragoman.claims.asserted import Asserted
from dragoman.claims.blocs import judge_bloc
from dragoman.claims.linking import CLEAR, ENOUGH, Candidate, is_exact, place_of
from dragoman.claims.signs import (
    CHOICE_OF,
    VOTERS_NAMED,
    is_of_another_kind,
    is_of_committee,
)
from dragoman.claims.turned import has_just_these
from dragoman.claims.wording import CHOICE_WORDS, day_of, label, totals
from dragoman.domain.claims import Claim, ClaimKind, Finding, Quantifier, RecordLine, Verdict
from dragoman.domain.events import Status
from dragoman.domain.measures import MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import COUNCIL_SIZE, RollCall, Tally
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
PROVEN = 2.0
"""What totals, voters and symbol must add up to for that."""
UNRECORDED = frozenset((Outcome.REJECTED, Outcome.VETOED, Outcome.ADOPTED_WITHOUT_VOTE))
BESIDE_TOTALS = 1.0
"""Least that all but the totals must say for a roll call that they alone point to."""
EVEN = 0.5
"""A claim that the best record bears out stands unless one that fits as well, within this, refutes it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one roll call says of a claim."""

    verdict: Verdict
    reason: str
    record: tuple[RecordLine, ...] = ()
    tally: Tally | None = None


def judge(asserted: Asserted, ballot: Ballot, candidates: Sequence[Candidate]) -> Finding:
    """The finding on one claim, given the ranked roll calls of its ballot."""
    claim = asserted.claim
    if claim.uncheckable:
        return _without_record(claim, Verdict.NOT_CHECKABLE, claim.uncheckable)
    if claim.kind is ClaimKind.SPONSORSHIP and (claim.count or claim.quantifier is Quantifier.NONE):
        return _sponsorless(claim, candidates)
    fitting = _fitting(asserted, candidates)
    if not fitting:
        return _silent(claim, ballot, candidates)
    if _is_unrecorded(claim, ballot) and not _is_surely(claim, ballot, *fitting[0]):
        return _silent(claim, ballot, candidates)
    return _settle(claim, ballot, fitting, candidates, asserted.last)


def _is_whole(claim: Claim) -> bool:
    """Whether it gives all three totals: enough to say that some vote of the day was so."""
    return claim.tally is not None and None not in (claim.tally.yes, claim.tally.no, claim.tally.abstain)


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
    return score >= SURE and _is_proven(candidate)


def _is_proven(candidate: Candidate) -> bool:
    """Whether totals, voters or a symbol tie the report to this record, and not only day and subject."""
    ties = ("the totals", VOTERS_NAMED, "the symbol", "the number")
    return sum(s.weight for s in candidate.signs if s.name in ties) >= PROVEN


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
        if others and not _is_whole(claim):
            return _several(claim, [(candidate, chosen), *others])
        if others:
            candidate, chosen = others[0]
        elif elsewhere := _long_before(claim, candidate, candidates):
            return _several(
                claim, [(candidate, chosen), (elsewhere, answer(claim, ballot, elsewhere.record))]
            )
    elif len({a.verdict for _, a in near}) > 1 and not _is_whole(claim):
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
    return next(
        (
            c
            for c in candidates
            if abs((c.record.held - found.record.held).days) > NEAR_DAYS
            and answer_tally(claim, c.record).verdict is Verdict.MATCHES
            and c.score() >= ENOUGH
        ),
        None,
    )


# ------------------------------------------------------------------ one claim, one record
def answer(claim: Claim, ballot: Ballot, record: RollCall, last: dt.date | None = None) -> Answer:
    """What this roll call says of this claim."""
    if claim.kind is ClaimKind.CHOICE:
        return _choice(claim, record)
    if claim.kind is ClaimKind.TALLY:
        return answer_tally(claim, record)
    if claim.kind is ClaimKind.OUTCOME:
        return _outcome(claim, record)
    if claim.kind is ClaimKind.BLOC:
        verdict, reason, lines = judge_bloc(claim, ballot, record)
        return Answer(verdict, reason, lines)
    if claim.kind is ClaimKind.DATE:
        same = claim.held is not None and claim.held <= record.held <= (last or claim.held)
        same = same or is_yearless(claim, record)
        return Answer(
            Verdict.MATCHES if same else Verdict.CONFLICTS, f"the vote was on {day_of(record.held)}"
        )
    if claim.kind is ClaimKind.SPONSORSHIP:
        return _sponsor(claim, record)
    return _organ(ballot, record)


def is_yearless(claim: Claim, record: RollCall) -> bool:
    """Whether the words name just this day and month, and no year: which year they mean was only understood."""
    if claim.held is None or re.search(r"\d{4}", claim.evidence.text):
        return False
    one_day = re.search(r"\d|\b(?:Eve|Day)\b", claim.evidence.text) is not None
    return one_day and (claim.held.month, claim.held.day) == (record.held.month, record.held.day)


def _organ(ballot: Ballot, record: RollCall) -> Answer:
    """A vote told of an organ that did not hold it."""
    held = (
        f"{label(record)} was voted on in the General Assembly’s plenary"
        if record.body == "UNGA"
        else f"{label(record)} was voted on in the Security Council"
    )
    if is_of_committee(ballot):
        return Answer(Verdict.CONFLICTS, f"{held}, with just these votes; a committee’s vote is another vote")
    if ballot.measure.body == record.body:
        return Answer(Verdict.MATCHES, held)
    return Answer(Verdict.CONFLICTS, f"the Council has {COUNCIL_SIZE} members; {held}")


def _choice(claim: Claim, record: RollCall) -> Answer:
    assert claim.actor is not None
    assert claim.stance is not None
    if not record.choices:
        return Answer(Verdict.SILENT, f"only the totals of {label(record)} are on record, not who chose what")
    seat = claim.actor.actor.seat or claim.actor.code
    name = world.name_of(seat, record.held)
    actual = record.choices.get(seat)
    if actual is None:
        if record.body == "UNSC" and seat in world.members("UN", record.held).members:
            return Answer(Verdict.SILENT, f"{name} was not a member of the Council on {day_of(record.held)}")
        return Answer(Verdict.SILENT, f"{name} is not in the roll call of {label(record)}")
    said = CHOICE_OF[claim.stance]
    line = (RecordLine(seat=seat, choice=actual),)
    verdict = Verdict.MATCHES if actual is said else Verdict.CONFLICTS
    return Answer(verdict, f"{name} {CHOICE_WORDS[actual]}", line)


def answer_tally(claim: Claim, record: RollCall) -> Answer:
    """Totals claimed against totals counted, or as the record states them."""
    assert claim.tally is not None
    actual = record.tally
    pairs = _pairs(claim.tally, actual)
    if not pairs:
        return Answer(Verdict.SILENT, f"the record states no such total for {label(record)}")
    right = sum(a == b for a, b in pairs)
    if right < len(pairs) and record.choices and record.stated.yes is not None:
        stated = _pairs(claim.tally, record.stated)
        if stated and all(a == b for a, b in stated):
            reason = f"{totals(record.stated)} as the record states it"
            return Answer(Verdict.MATCHES, reason, tally=record.stated)
    verdict = (
        Verdict.MATCHES
        if right == len(pairs)
        else Verdict.PARTLY
        if right and len(pairs) > 1 and right == len(pairs) - 1
        else Verdict.CONFLICTS
    )
    if verdict is Verdict.PARTLY:
        verdict = Verdict.CONFLICTS if right < 2 else Verdict.PARTLY
    missing = claim.tally.absent is not None and actual.absent is not None
    away = f", and {actual.absent} did not vote" if missing else ""
    return Answer(verdict, f"the vote was {totals(actual)}{away}", tally=actual)


def _pairs(said: Tally, actual: Tally) -> list[tuple[int, int]]:
    """Each number told with that on record; those of which the record knows nothing are left out."""
    four = (
        (said.yes, actual.yes),
        (said.no, actual.no),
        (said.abstain, actual.abstain),
        (said.absent, actual.absent),
    )
    return [(a, b) for a, b in four if a is not None and b is not None]


def _outcome(claim: Claim, record: RollCall) -> Answer:
    said, actual = claim.outcome, record.outcome
    assert said is not None
    if actual is None:
        return Answer(Verdict.SILENT, f"the record gives no outcome for {label(record)}")
    if said.adopted != actual.adopted:
        return Answer(Verdict.CONFLICTS, f"{label(record)} was {actual}, {totals(record.tally)}")
    if said is Outcome.ADOPTED_WITHOUT_VOTE and record.choices:
        return Answer(Verdict.CONFLICTS, f"there was a recorded vote, {totals(record.tally)}")
    if said is Outcome.ADOPTED_AS_AMENDED and actual is Outcome.ADOPTED:
        return Answer(
            Verdict.MATCHES, f"{label(record)} was adopted; whether it was amended is not in the record"
        )
    return Answer(Verdict.MATCHES, f"{label(record)} was {actual}, {totals(record.tally)}")


def _sponsor(claim: Claim, record: RollCall) -> Answer:
    assert claim.actor is not None
    if not record.sponsors:
        return Answer(Verdict.NOT_CHECKABLE, "roll calls do not show who sponsored a text")
    seat = claim.actor.actor.seat or claim.actor.code
    names = ", ".join(world.name_of(s, record.held) for s in record.sponsors)
    if seat in record.sponsors or (
        world.is_bloc(seat) and world.members(seat, record.held).members & set(record.sponsors)
    ):
        return Answer(Verdict.MATCHES, f"{label(record)} was sponsored by {names}")
    if claim.stance is Stance.COSPONSOR:
        return Answer(Verdict.NOT_CHECKABLE, "the record at hand does not list all co-sponsors")
    return Answer(Verdict.CONFLICTS, f"{label(record)} was sponsored by {names}")


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
