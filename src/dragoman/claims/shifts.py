"""Claims of change and alliance — “a break with Europe”, “turned against its allies” — answered with before and after."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from dragoman import world
from dragoman.alignment.cohesion import BlocAgreement, agreement_with_bloc, compare_periods
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

CHANGE = re.compile(
    r"\b(?:break(?:ing|s)? (?:with|from|ranks)|broke (?:with|ranks|from)|broken with|split (?:with|from)|depart(?:ure|ed|ing) from|"
    r"revers(?:al|ed|ing)|turn(?:ed|ing)? (?:against|away from|its back on)|turned on|U-turn|about-face|"
    r"part(?:ed|ing)? (?:ways|company)|rift|rupture|abandon(?:ed|ing)|sided with|siding with|shift(?:ed|ing|s)?|"
    r"for the first time|no longer|realign(?:ment|ed)|at odds with|diverg(?:ed|ing|ence)|drift(?:ed|ing) (?:apart|away))\b",
    re.IGNORECASE,
)
ALLIANCE = re.compile(
    r"\b(?:always voted (?:with|together|as one)|voted as one|closest (?:ally|partner)|in lockstep|long united|consistently (?:voted|backed)|"
    r"as (?:it|they) (?:had|have) (?:in|for) )\b",
    re.IGNORECASE,
)
PARTIES = (ActorKind.STATE, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANISATION)
ORGANS = frozenset(("UN", "UNGA", "UNSC", "HRC"))
MOST_VOTES = 80
"""Latest roll calls on the topic that are read; older ones add little to a claim on the present."""


def find_shifts(document: Document, record: Record) -> tuple[Shift, ...]:
    """Every claim of change between a state and a state or bloc, with the record's before and after."""
    found: dict[tuple[str, str, str | None], Shift] = {}
    for sentence in document.sentences:
        words = document.source.text[sentence.start : sentence.end]
        if not (CHANGE.search(words) or ALLIANCE.search(words)):
            continue
        pair = _pair(document, sentence)
        if pair is not None:
            shift = _answer(document, sentence, pair, record)
            found.setdefault((shift.a.code, shift.b.code, shift.topic), shift)
    return tuple(found.values())


def _pair(document: Document, sentence: Sentence) -> tuple[Mention, Mention] | None:
    """The state that changed and whom it moved from or to: the first state, and the first bloc or other state."""
    mentions = [
        m
        for m in document.mentions_in(sentence.start, sentence.end)
        if m.actor.kind in PARTIES and m.code not in ORGANS
    ]
    states = [m for m in mentions if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)]
    if not states:
        return None
    a = states[0]
    blocs = [m for m in mentions if m.actor.kind in (ActorKind.BLOC, ActorKind.ORGANISATION)]
    others = [m for m in states if _seat(m) != _seat(a)]
    b = blocs[0] if blocs else others[0] if others else None
    return (a, b) if b is not None else None


def _seat(mention: Mention) -> str:
    return mention.actor.seat or mention.code


def _answer(document: Document, sentence: Sentence, pair: tuple[Mention, Mention], record: Record) -> Shift:
    a, b = pair
    evidence = document.evidence(sentence.start, sentence.end)
    topic = _topic(document, sentence, pair)
    until = document.source.published
    calls = _calls(record, topic, until)
    named = world.name_of(topic) if topic else None
    if b.actor.vague:
        return Shift(a=a, b=b, topic=named, claim=evidence, reason="who belongs to it is not settled")
    matrix = VoteMatrix.of(calls) if calls else None
    if matrix is None:
        return Shift(a=a, b=b, topic=named, claim=evidence, reason="no vote on it is in the record at hand")
    members = _members(b, calls)
    split = _split(calls)
    try:
        compared = compare_periods(matrix, _seat(a), members, split)
        before = agreement_with_bloc(
            matrix.between(end=_eve(split)), _seat(a), _part(members, calls, split, later=False)
        )
        after = agreement_with_bloc(
            matrix.between(start=split), _seat(a), _part(members, calls, split, later=True)
        )
    except (EstimateError, KeyError, ValueError):
        return Shift(
            a=a,
            b=b,
            topic=named,
            claim=evidence,
            reason="the record at hand has no votes of both before and after",
        )
    return Shift(
        a=a,
        b=b,
        topic=named,
        claim=evidence,
        before=compared.before,
        after=compared.after,
        verdict=_verdict(compared.before, compared.after),
        reason=f"{_told(before, b)}; {_told(after, b)}",
    )


def _topic(document: Document, sentence: Sentence, pair: tuple[Mention, Mention]) -> str | None:
    """The state or place that the change is about: named in the sentence, else the one the report names most."""
    parties = {_seat(m) for m in pair}
    in_sentence = _states(document.mentions_in(sentence.start, sentence.end))
    everywhere = _states(document.mentions)
    by_frequency = sorted(everywhere, key=lambda code: -everywhere.count(code))
    return next((code for code in (*in_sentence, *by_frequency) if code not in parties), None)


def _states(mentions: tuple[Mention, ...]) -> list[str]:
    return [m.code for m in mentions if m.actor.kind is ActorKind.STATE]


def _calls(record: Record, topic: str | None, until: date | None) -> list[RollCall]:
    """The latest recorded Assembly votes on the topic up to the day of publication, in order of time."""
    entries = [
        e
        for e in record.entries
        if e.body == "UNGA" and (until is None or e.held <= until) and (topic is None or _is_about(e, topic))
    ]
    latest = sorted(entries, key=lambda e: (e.held, e.id))[-MOST_VOTES:]
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


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _part(members: Sequence[Any], calls: Sequence[RollCall], split: date, *, later: bool) -> tuple[Any, ...]:
    return tuple(m for m, c in zip(members, calls, strict=True) if (c.held >= split) is later)


ENOUGH_VOTES = 5
"""Fewer votes on either side cannot show that nothing changed."""
LARGE = 0.25
"""A difference in agreement that counts as a change where the intervals still touch."""


def _verdict(before: Period | None, after: Period | None) -> Verdict:
    """A change is shown where the two 95 % intervals lie apart; where they touch, it is only partly shown."""
    if before is None or after is None:
        return Verdict.NOT_CHECKABLE
    if after.high < before.low or after.low > before.high:
        return Verdict.MATCHES
    if abs(after.value - before.value) > LARGE:
        return Verdict.PARTLY
    return Verdict.CONFLICTS if min(before.n, after.n) >= ENOUGH_VOTES else Verdict.NOT_CHECKABLE


def _told(side: BlocAgreement, b: Mention) -> str:
    votes = "vote" if side.n == 1 else "votes"
    span = day_of(side.start) if side.start == side.end else f"{day_of(side.start)} to {day_of(side.end)}"
    if b.actor.kind in (ActorKind.BLOC, ActorKind.ORGANISATION):
        same = [int(n) for n in side.votes["same"]]
        voted = [int(n) for n in side.votes["voted"]]
        if side.with_all:
            return (
                f"the same choice as all members that voted in {side.with_all} of {side.n} {votes} ({span})"
            )
        counts = ", ".join(sorted({f"{s} of {v}" for s, v in zip(same, voted, strict=True)}))
        return f"as {counts} members in {side.n} {votes} ({span})"
    return f"the same choice in {round(side.value * side.n)} of {side.n} {votes} ({span})"
