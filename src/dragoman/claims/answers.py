"""What one roll call says of one claim: its choice, totals, result, day, owner or organ beside those on record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dragoman import world
from dragoman.claims.blocs import judge_bloc
from dragoman.claims.signs import CHOICE_OF, is_of_committee
from dragoman.claims.wording import CHOICE_WORDS, day_of, label, totals
from dragoman.domain.claims import Claim, ClaimKind, RecordLine, Verdict
from dragoman.domain.measures import Outcome, Stance
from dragoman.domain.rollcalls import COUNCIL_SIZE, RollCall, Tally
from dragoman.events.voting.ballots import Ballot


@dataclass(frozen=True, slots=True)
class Answer:
    """What one roll call says of a claim."""

    verdict: Verdict
    reason: str
    record: tuple[RecordLine, ...] = ()
    tally: Tally | None = None


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
