"""Which majority a vote needs, and what its choices decide: the rules of procedure as arithmetic.

Members present and voting are those that vote yes or no; abstaining counts for neither side (rule 86 of the Assembly).
The record seldom prints the majority that was needed. What is known from a resolution or follows from the kind of question
is said with its rule; everything else is taken to need more yes than no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import Choice, RollCall

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
COUNCIL_OF_FIFTEEN = date(1966, 1, 1)
"""The first day of the enlarged Council, and of nine votes in place of seven."""

KNOWN_TWO_THIRDS = {
    "A/RES/ES-11/3": "suspension from the Human Rights Council: A/RES/60/251, paragraph 8",
    "A/RES/65/265": "suspension from the Human Rights Council: A/RES/60/251, paragraph 8",
}
TWO_THIRDS_WORDS = re.compile(
    r"\badmission of .{2,80} to membership|\bsuspension of the rights|\bexpulsion\b|\bprogramme budget\b"
    r"|\bscale of assessments\b|\bbudget appropriations\b",
    re.IGNORECASE,
)
"""Titles of questions that Article 18 (2) of the Charter lists as important."""


class Majority(StrEnum):
    SIMPLE = "more yes than no"
    TWO_THIRDS = "two thirds of members present and voting"
    COUNCIL = "nine yes and no permanent member against"
    OLD_COUNCIL = "seven yes and no permanent member against"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """The majority a vote needed, and how that is known."""

    majority: Majority
    rule: str
    is_certain: bool = False
    """True where a text says so of this very vote, or the body knows no other majority."""


def requirement_of(call: RollCall) -> Requirement:
    """The majority this vote needed."""
    if call.body == "UNSC":
        old = call.held < COUNCIL_OF_FIFTEEN
        return Requirement(
            majority=Majority.OLD_COUNCIL if old else Majority.COUNCIL,
            rule="Article 27 (3) of the Charter; on procedure no member has a veto",
        )
    if call.body != "UNGA":
        return Requirement(majority=Majority.SIMPLE, rule="rule 125", is_certain=True)
    if call.symbol in KNOWN_TWO_THIRDS:
        rule = KNOWN_TWO_THIRDS[call.symbol]
        return Requirement(majority=Majority.TWO_THIRDS, rule=rule, is_certain=True)
    if TWO_THIRDS_WORDS.search(call.title):
        return Requirement(
            majority=Majority.TWO_THIRDS, rule="rules 83 and 84: the title names an important question"
        )
    return Requirement(
        majority=Majority.SIMPLE, rule="rule 85, unless the Assembly held the question important"
    )


def decided(call: RollCall) -> Outcome | None:
    """What the totals decide under that requirement; None where they are not known."""
    yes, no = call.tally.yes, call.tally.no
    if yes is None or no is None or not (yes or no or call.tally.abstain):
        return None
    match requirement_of(call).majority:
        case Majority.SIMPLE:
            passed = yes > no
        case Majority.TWO_THIRDS:
            passed = yes > 0 and yes >= 2 * no
        case council:
            passed = yes >= (7 if council is Majority.OLD_COUNCIL else 9)
            if passed and any(call.choices.get(seat) is Choice.NO for seat in PERMANENT):
                return Outcome.VETOED
    return Outcome.ADOPTED if passed else Outcome.REJECTED


def disagreement(call: RollCall) -> str | None:
    """Where the stated outcome is not what the totals decide, in words; None where they agree or one is not known."""
    counted, needed = decided(call), requirement_of(call)
    if counted is None or call.outcome is None or call.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
        return None
    if counted.adopted == call.outcome.adopted:
        return None
    name = call.symbol or call.draft or call.id
    return f"{name}: stated as {call.outcome}, but {call.tally} decides {counted} ({needed.majority}; {needed.rule})"
