"""What speaks for and against a roll call being the one a report means, each sign with its weight and its source.

A weight is in the manner of log odds. It belongs to a *sign*: the day, the body, the subject words, the sponsor, or
one statement of the report. The weights were set on the reports of `evals/checking/dev`; the sign that decides most
is the subject, then the day.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from typing import NamedTuple

from dragoman import world
from dragoman.claims.shares import WHOLE, borne_out
from dragoman.claims.subjects import Entry, Subjects, names_of, plain, stems
from dragoman.domain.measures import MeasureKind, Stance
from dragoman.domain.rollcalls import COUNCIL_SIZE, Choice, RollCall, Tally
from dragoman.events.voting.ballots import Ballot, TallyStatement, VoteStatement

CHOICE_OF = {
    Stance.FOR: Choice.YES,
    Stance.AGAINST: Choice.NO,
    Stance.VETO: Choice.NO,
    Stance.ABSTAIN: Choice.ABSTAIN,
    Stance.ABSENT: Choice.ABSENT,
}
MOST_OF_ONE_STATEMENT = 5.0
"""A long list of voters counts no more than this, for or against."""
WHOLE_TITLE = 2.0
"""What it counts that the words for a text hold all of a title: of two titles with one word the shorter is meant."""
UNANIMOUS = 1.2
"""What it counts that all of the Council were for a text: so are two in three of its votes."""
BESIDE = frozenset((MeasureKind.AMENDMENT, MeasureKind.MOTION))
"""What is voted on beside a resolution, and seldom on record."""
UNDERSTOOD = -4.0
"""Against a vote of another body, where the report names one only elsewhere."""
COMMON = frozenset(
    ("the day", "a day off", "the time told of", "the body", "published soon after", "words of the report")
)
"""Signs that every vote of a day or a meeting shares."""
NO_BODY = "no body named"
VOTERS_NAMED = "the voters named"
DAY = object()
"""Stands for the report's words for the day: a claim of date must not prove itself by them."""


class Sign(NamedTuple):
    """One reason for or against a candidate; `statement` is None where no single statement gives it."""

    name: str
    weight: float
    statement: object = None


# ------------------------------------------------------------------ signs that need no choices
def heading_signs(
    ballot: Ballot, entry: Entry, subjects: Subjects, published: dt.date | None, context: frozenset[str]
) -> list[Sign]:
    """Day, body, kind, symbol, subject, sponsor and totals."""
    named = _symbol_signs(ballot, entry)
    is_it = any(s.weight > 0 for s in named)
    return [
        *(s for s in _body_signs(ballot, entry) if not is_it or s.name != "another body"),
        *(s for s in _day_signs(ballot, entry, published) if not is_it or s.weight > 0),
        *named,
        *_subject_signs(ballot, entry, subjects, context),
        *_sponsor_signs(ballot, entry),
        *(
            sign
            for t in ballot.tallies
            for part in t.parts or (t,)
            if (sign := _tally_sign(part, entry.tally))
        ),
    ]


def is_impossible(ballot: Ballot) -> bool:
    """Whether the report gives its Council more votes, or names more voters, than it has members."""
    if ballot.measure.body != "UNSC":
        return False
    sums = [sum(n or 0 for n in (t.tally.yes, t.tally.no, t.tally.abstain)) for t in ballot.tallies]
    named = {v.code for s in ballot.votes for v in s.voters}
    return max((*sums, len(named))) > COUNCIL_SIZE


def is_council_sized(ballot: Ballot) -> bool:
    """Whether the report gives its Assembly a vote in which the members of the Council voted, and no more."""
    told = [t.tally for t in ballot.tallies]
    sums = [sum(n or 0 for n in (t.yes, t.no, t.abstain)) for t in told if (t.yes or 0) >= COUNCIL_MAJORITY]
    return ballot.measure.body == "UNGA" and bool(sums) and max(sums) <= COUNCIL_SIZE


COUNCIL_MAJORITY = 9
"""Votes that the Council needs for a decision since 1966."""


def is_of_committee(ballot: Ballot) -> bool:
    return (ballot.measure.body or "").startswith("C")


def is_of_another_kind(ballot: Ballot, entry: Entry) -> bool:
    """Whether the one is a resolution, and the other an amendment or a motion of procedure."""
    said, actual = ballot.measure.kind, entry.kind
    return said != actual and bool(BESIDE & {said, actual})


def _body_signs(ballot: Ballot, entry: Entry) -> list[Sign]:
    unsaid = is_impossible(ballot) or is_of_committee(ballot) or is_council_sized(ballot)
    said = None if unsaid else ballot.measure.body
    signs = [Sign("another kind of text", -8)] if is_of_another_kind(ballot, entry) else []
    if said in ("UNGA", "UNSC", "HRC") and said != entry.body:
        return [*signs, Sign("another body", -8 if ballot.organ else UNDERSTOOD)]
    if said is None and entry.body == "UNSC":
        return [*signs, Sign(NO_BODY, -1)]
    return [*signs, Sign("the body", 0.5)] if said == entry.body else signs


def _day_signs(ballot: Ballot, entry: Entry, published: dt.date | None) -> list[Sign]:
    if ballot.when is not None:
        first, last = ballot.when
        off = max((first - entry.held).days, (entry.held - last).days, 0)
        width = (last - first).days
        if off == 0:
            weight = 4 if width == 0 else 3.5 if width <= 7 else 2.5 if width <= 31 else 1.2
            return [Sign("the day", weight, DAY)]
        if off == 1:
            return [Sign("a day off", 2.5, DAY)]
        return [Sign("another day", -2 if off <= 7 else -4 if off <= 400 else -6, DAY)]
    if ballot.tale is not None and ballot.tale[0] <= entry.held <= ballot.tale[1]:
        width = (ballot.tale[1] - ballot.tale[0]).days
        return [Sign("the time told of", 3.0 if width == 0 else 2.0 if width <= 31 else 1.0)]
    if published is None:
        return []
    past = (published - entry.held).days
    for limit, weight in ((-1, -8.0), (3, 3.0), (8, 2.0), (31, -2.0), (120, -5.0)):
        if past <= limit:
            return [Sign("published soon after", weight)]
    return [Sign("published long after", -7)]


def _symbol_signs(ballot: Ballot, entry: Entry) -> list[Sign]:
    said = ballot.measure.symbol
    if said:
        same = plain(said) in {plain(entry.symbol), plain(entry.draft)}
        return [Sign("the symbol", 14 if same else -6)]
    if ballot.number:
        return [Sign("the number", 9 if plain(ballot.number) in names_of(entry) else -5)]
    return []


def _subject_signs(ballot: Ballot, entry: Entry, subjects: Subjects, context: frozenset[str]) -> list[Sign]:
    title, said = subjects.title_words[entry.id], stems(ballot.about)
    met = subjects.weight(said & subjects.words(entry))
    signs = []
    if met:
        asked = subjects.weight(said)
        signs.append(Sign("the subject", min(5.0, 0.55 * met + 2.0 * met / (asked + 1.5))))
    if ballot.about_codes and (codes := subjects.codes(entry)):
        both = ballot.about_codes & codes
        signs.append(Sign("the states it is about", 2.2 if both else -2.5))
    elif ballot.about_codes:
        signs.append(Sign("no state in its title", -0.3))
    if len(title) > 1 and title <= said:
        signs.append(Sign("the whole title", WHOLE_TITLE))
    total = subjects.title_weight(entry) or 1.0
    nearby = stems(ballot.around) & title - said
    weight = subjects.weight(nearby)
    if weight:
        signs.append(Sign("words beside it", min(3.0, 0.3 * weight + 1.0 * weight / total)))
    elsewhere = subjects.weight((context & title) - said - nearby)
    if elsewhere:
        signs.append(Sign("words of the report", min(1.2, 0.1 * elsewhere + 0.8 * elsewhere / total)))
    return signs


def _sponsor_signs(ballot: Ballot, entry: Entry) -> list[Sign]:
    said = {m.code for m in ballot.measure.sponsors if not m.actor.vague}
    if not said or not entry.sponsors:
        return []
    known = set(entry.sponsors)
    for code in said & {"EU", "NATO", "G7"}:
        known |= {code} if known & world.members(code, entry.held).members else set()
    return [Sign("the sponsor", 4)] if said & known else [Sign("another sponsor", -4)]


def _tally_sign(statement: TallyStatement, actual: Tally) -> Sign | None:
    pairs = [
        (a, b)
        for a, b in zip(
            (statement.tally.yes, statement.tally.no, statement.tally.abstain),
            (actual.yes, actual.no, actual.abstain),
            strict=True,
        )
        if a is not None and b is not None
    ]
    if not pairs:
        return None
    equal = sum(a == b for a, b in pairs)
    if [a for a, _ in pairs] == [COUNCIL_SIZE, 0, 0]:
        return Sign("the totals", UNANIMOUS if equal == 3 else -UNANIMOUS, statement)
    weight = 2.2 * equal + (1.0 if equal == 3 else 0) - sum(_distance(a, b) for a, b in pairs)
    return Sign("the totals", weight, statement)


@lru_cache(maxsize=10_000)
def _distance(said: int, actual: int) -> float:
    """How far a wrong number is from the right one: a slip of one digit counts little."""
    if said == actual:
        return 0.0
    slip = (
        len(str(said)) == len(str(actual))
        and sum(a != b for a, b in zip(str(said), str(actual), strict=True)) == 1
    )
    return (
        0.6 if slip or sorted(str(said)) == sorted(str(actual)) else min(2.0, 0.8 + abs(said - actual) / 25)
    )


# ------------------------------------------------------------------ signs from the choices
def choice_signs(ballot: Ballot, record: RollCall) -> list[Sign]:
    """Named voters who chose as the report says, or did not: the rarer the choice, the more it tells."""
    if not record.choices:
        return []
    return [sign for s in ballot.votes if not s.before for sign in vote_signs(s, record)]


DIFFERS = -1.3
"""What a voter counts who chose otherwise, or had no seat in the organ."""
COUNTED = 1.2
"""What a right number of a bloc's members counts; a wrong one may be a slip, and counts half against."""


def _is_absent_from(s: VoteStatement, record: RollCall) -> bool:
    """Whether a state without a choice on record speaks against it: only members of the Council vote there, while others
    back and oppose what it does."""
    return s.cast and record.body == "UNSC"


def vote_signs(s: VoteStatement, record: RollCall) -> list[Sign]:
    """Signs from one statement on what voters chose."""
    said = CHOICE_OF.get(s.stance)
    if said is None:
        return []
    weights: list[tuple[object, float]] = []
    share = max(record.counts[said], 1) / len(record.choices)
    for voter in s.voters:
        seat = voter.actor.seat or voter.code
        actual = record.choices.get(seat)
        if actual is None and not _is_absent_from(s, record):
            continue
        weights.append(((s, voter.code), min(2.0, -math.log(share)) if actual is said else DIFFERS))
    if s.group is not None and (right := borne_out(s.group, said, record)) is not None:
        counted = s.group.quantifier not in WHOLE
        weights.append(((s, None), (COUNTED if right else -COUNTED / 2) if counted else 2.4 * (right - 0.5)))
    whole = sum(w for _, w in weights)
    scale = min(1.0, MOST_OF_ONE_STATEMENT / abs(whole)) if whole else 1.0
    return [Sign(VOTERS_NAMED, w * scale, key) for key, w in weights]
