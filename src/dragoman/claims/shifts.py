"""Claims of change and alliance — “a break with Europe”, “turned against its allies” — answered with before and after."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from dragoman import world
from dragoman.alignment.agreement import agreement_with_all
from dragoman.alignment.cohesion import period_of
from dragoman.alignment.shifts import side_by_side
from dragoman.alignment.tables import Table
from dragoman.alignment.votes import VoteMatrix
from dragoman.claims.checking import Record
from dragoman.claims.subjects import Entry
from dragoman.claims.wording import day_of
from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Verdict
from dragoman.domain.relations import Period, Shift
from dragoman.domain.rollcalls import RollCall
from dragoman.errors import EstimateError
from dragoman.text.document import Document, Sentence
from dragoman.text.sieve import Sieve

CHANGE = Sieve(
    r"\b(?:break(?:ing|s)? (?:with|from|ranks)|broke (?:with|ranks|from)|broken with|split (?:with|from)|depart(?:ure|ed|ing) from|"
    r"revers(?:al|ed|ing)|turn(?:ed|ing)? (?:against|away from|its back on)|turned on|U-turn|about-face|"
    r"part(?:ed|ing)? (?:ways|company)|rift|rupture|abandon(?:ed|ing)|sided with|siding with|shift(?:ed|ing|s)?|"
    r"for the first time|no longer|realign(?:ment|ed)|at odds with|diverg(?:ed|ing|ence)|drift(?:ed|ing) (?:apart|away))\b",
    re.IGNORECASE,
)
ALLIANCE = Sieve(
    r"\b(?:always voted (?:with|together|as one)|voted as one|closest (?:ally|partner)|in lockstep|long united|consistently (?:voted|backed)|"
    r"as (?:it|they) (?:had|have) (?:in|for) )\b",
    re.IGNORECASE,
)
UNITY = Sieve(
    r"\b(?:long united|unity|unanim\w+|voted as one|as a bloc|split|divided|broke ranks|closed ranks|spoke with one voice)\b",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\b(?:split|divided|broke ranks|fell apart|cracked)\b", re.IGNORECASE)
CLOSEST = Sieve(
    r"\b(?:closest|staunchest|firmest|most loyal|most reliable)\s+(?:ally|allies|partner|partners|friend|supporter)\b",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:on|over|about|regarding|concerning)\s+(?:the\s+)?(?:(?:war|conflict|question|situation|fighting|crisis|invasion)\s+"
    r"(?:in|of|against)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
PARTIES = (ActorKind.STATE, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANISATION)
ORGANS = frozenset(("UN", "UNGA", "UNSC", "HRC"))
MOST_VOTES = 80
"""Latest roll calls on the topic that are read; older ones add little to a claim on the present."""
MOST_FOR_RANK = 300
"""The same for who is closest: about three sessions of all votes."""
MOST_COUNTS = 3
"""Different counts of members that are told one by one."""
NO_VOTES = "the record at hand has no votes of both before and after"


def find_shifts(document: Document, record: Record) -> tuple[Shift, ...]:
    """Every claim of change or alliance between two parties, or of a bloc's unity, with the record's before and after."""
    claims = [claim for sentence in document.sentences if (claim := _claim(document, sentence))]
    parties = {_seat(m) for claim in claims for m in (claim.a, claim.b)}
    usual = _usual_topic(document, parties)
    found: dict[tuple[str, str, str | None, bool], Shift] = {}
    for claim in claims:
        shift = _answer(document, claim, claim.topic or usual, record)
        found.setdefault((shift.a.code, shift.b.code, shift.topic, claim.closest), shift)
    return tuple(found.values())


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """Whose course a sentence speaks of, towards whom, on what."""

    sentence: Sentence
    a: Mention
    b: Mention
    """The other party; of a bloc's unity the bloc itself."""
    topic: str | None
    closest: bool
    lasting: bool
    """An alliance is claimed and no change."""


def _claim(document: Document, sentence: Sentence) -> _Claim | None:
    """The parties: the first state and the first bloc or other state; a bloc alone where its unity is spoken of."""
    words = document.source.text[sentence.start : sentence.end]
    closest = bool(CLOSEST.search(words))
    if not (closest or CHANGE.search(words) or ALLIANCE.search(words) or UNITY.search(words)):
        return None
    mentions = [
        m
        for m in document.mentions_in(sentence.start, sentence.end)
        if m.actor.kind in PARTIES and m.code not in ORGANS
    ]
    on = [m for m in mentions if _is_topic(document, m)]
    mentions = [m for m in mentions if m not in on]
    states = [m for m in mentions if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)]
    blocs = [m for m in mentions if _is_bloc(m)]
    others = [m for m in states if _seat(m) != _seat(states[0])] if states else []
    first = states[0] if states else blocs[0] if blocs and UNITY.search(words) else None
    if first is None:
        return None
    b = (others or blocs)[:1] if closest else (blocs or others)[:1]
    if not b or (b[0] is not first and not (closest or CHANGE.search(words) or ALLIANCE.search(words))):
        return None
    topic = next((m.code for m in on if m.actor.kind is ActorKind.STATE), None)
    lasting = bool(ALLIANCE.search(words)) and not (CHANGE.search(words) or SPLIT.search(words))
    return _Claim(sentence=sentence, a=first, b=b[0], topic=topic, closest=closest, lasting=lasting)


def _is_topic(document: Document, mention: Mention) -> bool:
    """Whether the words before a name make it what is spoken about: “on Ukraine”, “over the war in Gaza”."""
    return bool(ABOUT.search(document.source.text[max(0, mention.start - 60) : mention.start]))


def _is_bloc(mention: Mention) -> bool:
    return mention.actor.kind in (ActorKind.BLOC, ActorKind.ORGANISATION)


def _usual_topic(document: Document, parties: Collection[str]) -> str | None:
    """What the report is about: the state it names most as a topic, else the one it names most that is no party."""
    states = [m for m in document.mentions if m.actor.kind is ActorKind.STATE]
    for codes in ([m.code for m in states if _is_topic(document, m)], [m.code for m in states]):
        free = [code for code in codes if code not in parties]
        if free:
            return max(free, key=free.count)
    return None


def _seat(mention: Mention) -> str:
    return mention.actor.seat or mention.code


def _answer(document: Document, claim: _Claim, topic: str | None, record: Record) -> Shift:
    a, b, sentence = claim.a, claim.b, claim.sentence
    said: dict[str, Any] = {
        "a": a,
        "b": b,
        "topic": world.name_of(topic) if topic else None,
        "claim": document.evidence(sentence.start, sentence.end),
    }
    if a.actor.vague or b.actor.vague:
        return Shift(**said, reason="who belongs to it is not settled")
    if claim.closest:
        # Who is closest is a question about all votes, unless the sentence itself names a topic.
        said["topic"] = world.name_of(claim.topic) if claim.topic else None
        return _closest(said, _calls(record, claim.topic, document.source.published, most=MOST_FOR_RANK))
    calls = _calls(record, topic, document.source.published)
    if not calls:
        return Shift(**said, reason="no vote on it is in the record at hand")
    try:
        votes = side_by_side(
            VoteMatrix.of(calls),
            _seat(a),
            _members(a, calls) if _is_bloc(a) else None,
            _members(b, calls),
        )
    except (EstimateError, KeyError, ValueError):
        return Shift(**said, reason=NO_VOTES)
    later = votes["day"] >= np.datetime64(_split(calls))
    sides = [votes.take(~later), votes.take(later)]
    before, after = (period_of(side["day"], side["share"]) for side in sides)
    if before is None or after is None:
        return Shift(**said, reason=NO_VOTES)
    return Shift(
        **said,
        before=before,
        after=after,
        verdict=_of_alliance(before) if claim.lasting else _of_change(before, after),
        reason="; ".join(_told(side, b, pairs=_is_bloc(a)) for side in sides),
    )


def _closest(said: dict[str, Any], calls: list[RollCall]) -> Shift:
    """Where a stands among all states by its agreement with b, in the latest votes."""
    a, b = said["a"], said["b"]
    try:
        ranked = agreement_with_all(VoteMatrix.of(calls), _seat(b))
    except EstimateError:
        return Shift(**said, reason=NO_VOTES)
    place = np.flatnonzero(ranked["seat"] == _seat(a))
    if not len(place) or _is_bloc(b):
        return Shift(**said, reason=NO_VOTES)
    row = {name: column[place[0]] for name, column in ranked.columns.items()}
    now = Period(
        start=calls[0].held,
        end=calls[-1].held,
        value=float(row["value"]),
        n=int(row["n"]),
        low=float(row["low"]),
        high=float(row["high"]),
    )
    first = ranked["seat"][0]
    verdict = Verdict.MATCHES if place[0] == 0 else Verdict.PARTLY
    if row["high"] < ranked["low"][0]:
        verdict = Verdict.CONFLICTS
    told = (
        f"{_ordinal(int(place[0]) + 1)} of {len(ranked)} states by agreement with {world.name_of(_seat(b))}"
    )
    rival = "" if place[0] == 0 else f"; first is {world.name_of(first)}, {ranked['value'][0]:.2f}"
    return Shift(**said, after=now, verdict=verdict, reason=f"{told} ({_span(now.start, now.end)}){rival}")


def _ordinal(n: int) -> str:
    return f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _calls(
    record: Record, topic: str | None, until: date | None, *, most: int = MOST_VOTES
) -> list[RollCall]:
    """The latest recorded Assembly votes on the topic up to the day of publication, in order of time."""
    entries = [
        e
        for e in record.entries
        if e.body == "UNGA" and (until is None or e.held <= until) and (topic is None or _is_about(e, topic))
    ]
    latest = sorted(entries, key=lambda e: (e.held, e.id))[-most:]
    read = record.read_all([e.id for e in latest])
    return [r for e in latest if (r := read.get(e.id)) is not None and r.choices]


def _is_about(entry: Entry, topic: str) -> bool:
    """Whether title, agenda or headings name the state or place."""
    name = world.name_of(topic).casefold()
    return any(name in text.casefold() for text in (entry.title, *entry.agenda, *entry.subjects))


def _members(b: Mention, calls: Sequence[RollCall]) -> tuple[Collection[str], ...]:
    if b.actor.kind in (ActorKind.BLOC, ActorKind.ORGANISATION):
        return tuple(world.members(b.code, c.held).members for c in calls)
    return tuple(frozenset((_seat(b),)) for _ in calls)


def _split(calls: Sequence[RollCall]) -> date:
    """Where “now” begins: the last day with a vote, with what was voted in the month before it."""
    days = sorted({c.held for c in calls})
    start = days[-1]
    for earlier, later in reversed(list(pairwise(days))):
        if (later - earlier).days > 31 or later != start:
            break
        start = earlier
    return start


ENOUGH_VOTES = 5
"""Fewer votes on either side cannot show that nothing changed."""
LARGE, SMALL = 0.25, 0.1
"""Differences in agreement: from the first on a change even where the intervals touch; up to the second none."""
AS_ONE, APART = 0.9, 0.75
"""Agreement from which two have voted together all along, and below which they surely have not."""


def _of_change(before: Period, after: Period) -> Verdict:
    """A change is shown where the two 95 % intervals lie apart; where they touch, it is only partly shown."""
    if after.high < before.low or after.low > before.high:
        return Verdict.MATCHES
    if abs(after.value - before.value) > LARGE:
        return Verdict.PARTLY
    still = abs(after.value - before.value) < SMALL and min(before.n, after.n) >= ENOUGH_VOTES
    return Verdict.CONFLICTS if still else Verdict.NOT_CHECKABLE


def _of_alliance(before: Period) -> Verdict:
    """An alliance is shown where they chose alike nearly always, whatever came last."""
    if before.n < ENOUGH_VOTES:
        return Verdict.NOT_CHECKABLE
    if before.value >= AS_ONE:
        return Verdict.MATCHES
    return Verdict.CONFLICTS if before.high < APART else Verdict.PARTLY


def _told(side: Table, b: Mention, *, pairs: bool) -> str:
    """What one side of the split shows, vote by vote where they are few."""
    same, voted, days = side["same"].tolist(), side["voted"].tolist(), side["day"].tolist()
    n = len(days)
    votes, span = "vote" if n == 1 else "votes", _span(days[0], days[-1])
    if pairs:
        alike = float(side["share"].mean())
        return f"{alike:.0%} of pairs of members chose alike in {n} {votes} ({span})"
    if not _is_bloc(b):
        return f"the same choice in {sum(same)} of {n} {votes} ({span})"
    with_all = sum(s == v for s, v in zip(same, voted, strict=True))
    if with_all:
        return f"the same choice as all members that voted in {with_all} of {n} {votes} ({span})"
    counts = sorted({f"{s} of {v}" for s, v in zip(same, voted, strict=True)})
    if len(counts) > MOST_COUNTS:
        return f"as {side['share'].mean():.0%} of members on average in {n} {votes} ({span})"
    return f"as {', '.join(counts)} members in {n} {votes} ({span})"


def _span(start: date, end: date) -> str:
    return day_of(start) if start == end else f"{day_of(start)} to {day_of(end)}"
