"""Votes told by their day alone: “on 4 May the Assembly took up the matter of Sealand …”, in no words that stand for a text.

The record of that day is small, so that what the sentences from the day on say of a subject, of states, totals and
voters tells which vote is meant. Where the report has no ballot for it, one is made of these sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.claims.linking import CLEAR, Candidate, is_exact, is_firm, rank
from dragoman.claims.series import paragraph_of, sentences
from dragoman.claims.signs import COMMON, Sign, heading_signs, vote_signs
from dragoman.claims.subjects import Subjects, codes_in
from dragoman.domain.claims import Finding
from dragoman.domain.measures import Measure, MeasureKind
from dragoman.domain.rollcalls import RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot, SaidDay, SaidOrgan, TallyStatement, VoteStatement

BEFORE = 2
"""Sentences before the day that may say what it is all about."""
ReadAll = Callable[[Collection[str]], Mapping[str, RollCall]]

MOST = 3
"""Sentences from the day on that may go on to tell of the same vote."""
SURELY = 4.0
"""Least that subject, states, totals and voters must say for a vote of which only the time is told."""
SURELY_IN_MONTH, SURELY_IN_YEAR = 5.0, 6.5
"""The same where that is a month or a year, of which there are more votes."""
MONTH = 31
OF_SERIES, EXACT = 3.0, 2.0
"""What it counts to be a vote on a matter of the report, and to have just the totals told, if they are large."""
MANY = 20
MADE = "@"
"""How the id of a ballot begins that is made here: no measure of the report's own."""

_OF_A_VOTE = re.compile(
    r"\b(?:assembly|council|members|united nations|U\.?N\.?|vot\w+|ballot\w*|resolution\w*|roll[ -]call|text|draft|adopt\w+|"
    r"abst\w+|resolved|delegat\w+|sitting|\d+ (?:for|to)|in favou?r|against)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:this time|now|today|yesterday|this (?:week|month|year))\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|until|till)\b[^,;:]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The sentences from a day on, up to the next day or the paragraph's end."""

    day: SaidDay
    start: int
    end: int
    first: int
    """Where the first of them ends."""
    before: int
    """Where the two before them begin."""

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


def with_dated(
    ballots: Sequence[Ballot],
    links: Mapping[str, tuple[Candidate, ...]],
    source: Source,
    subjects: Subjects,
    read_all: ReadAll,
    context: frozenset[str],
) -> tuple[list[Ballot], dict[str, tuple[Candidate, ...]]]:
    """The ballots and their candidates, with one for each vote that only its day tells; its statements leave theirs."""
    kept, linked = list(ballots), dict(links)
    series: frozenset[str] | None = None
    for scope in _scopes(ballots, source):
        firm = [(b, linked[b.measure.id][0].record) for b in kept if is_firm(linked[b.measure.id])]
        if any(_is_of(scope, b, r) for b, r in firm):
            continue
        own = _series(firm, subjects) if series is None else series
        series = own
        for made in _variants(scope, kept, firm, source):
            found = _found(made, scope, own, subjects, read_all, source, context)
            if not found or any(r.id == found[0].record.id for _, r in firm):
                continue
            taken = _own(made, scope, found[0].record, firm, source)
            kept = [_without(b, taken) for b in kept] + [taken]
            linked[taken.measure.id] = found
            break
    return kept, linked


def _scopes(ballots: Sequence[Ballot], source: Source) -> list[_Scope]:
    days = sorted({(d.start, d.end): d for b in ballots for d in b.days}.values(), key=lambda d: d.start)
    spans = sentences(source.text)
    found: list[_Scope] = []
    for i, day in enumerate(days):
        at = next((n for n, (a, b) in enumerate(spans) if a <= day.start < b), None)
        if at is None or (source.published is not None and day.first > source.published):
            continue
        start, end = spans[at]
        following = days[i + 1].start if i + 1 < len(days) else len(source.text)
        for a, b in spans[at + 1 : at + MOST]:
            if b > following or paragraph_of(source.text, a) > start:
                break
            end = b
        told = _OF_A_VOTE.search(source.text, *spans[at]) and not _SINCE.search(source.text, start, day.end)
        if told and (i == 0 or days[i - 1].start < start):
            before = spans[max(0, at - BEFORE)][0]
            found.append(_Scope(day, start, end, spans[at][1], before))
    return found


def _is_of(scope: _Scope, ballot: Ballot, record: RollCall) -> bool:
    """Whether the report has a ballot, spoken of there, that means a vote of this time, or one with just the totals told."""
    if not any(a < scope.end and scope.start < b for a, b in ballot.sentences):
        return False
    by_totals = any(scope.holds(t.anchor) and is_exact(t.tally, record.tally) for t in ballot.tallies)
    return by_totals or scope.day.first <= record.held <= scope.day.last


def _series(firm: Sequence[tuple[Ballot, RollCall]], subjects: Subjects) -> frozenset[str]:
    """Ids of the votes on the matters of the votes that the report surely means."""
    records = {r.id: r for _, r in firm}.values()
    return frozenset(e.id for r in records for e in (*subjects.series(r), *subjects.of_session(r)))


def _variants(
    scope: _Scope, ballots: Sequence[Ballot], firm: Sequence[tuple[Ballot, RollCall]], source: Source
) -> Iterator[Ballot]:
    """What the sentences say, as a ballot: all of them, or the first alone; of the organ named, or of any, for the wrong
    one may be named."""
    for end in dict.fromkeys((scope.end, scope.first)):
        made = _ballot(replace(scope, end=end), ballots, firm, source)
        yield made
        if made.measure.body is not None:
            yield replace(made, organ=None, measure=replace(made.measure, body=None))


_MEMBERS = re.compile(
    r"\b(?:all |the )(?P<n>15|fifteen|19[0-3])(?: \w+)? (?:members|nations|states)\b", re.IGNORECASE
)


def _organ(ballots: Sequence[Ballot], scope: _Scope, source: Source) -> SaidOrgan | None:
    """The organ that acts, by its name or by the number of its members."""
    acting = [o for o in ballots[0].organs if scope.holds(o.start) and o.acting] if ballots else []
    match = _MEMBERS.search(source.text, scope.start, scope.end)
    if acting or match is None:
        return replace(acting[0], near=0) if acting else None
    body = "UNSC" if match["n"].lower() in ("15", "fifteen") else "UNGA"
    return SaidOrgan(
        start=match.start(), end=match.end(), body=body, acting=True, deciding=True, before=False, near=0
    )


def _ballot(
    scope: _Scope, ballots: Sequence[Ballot], firm: Sequence[tuple[Ballot, RollCall]], source: Source
) -> Ballot:
    """What the sentences say, as a ballot: but for what is said of a text that they name themselves."""
    words = source.text[scope.start : scope.end]
    named = {id(b) for b, _ in firm if b.heads and scope.holds(b.measure.evidence.start)}
    own = [b for b in ballots if id(b) not in named]
    votes = tuple(s for b in own for s in b.votes if scope.holds(s.anchor) and not s.before)
    voters = {v.code for s in votes for v in s.voters}
    subject = words
    for s in votes:
        for v in s.voters:
            subject = subject.replace(v.text, " ")
    organ = _organ(ballots, scope, source)
    return Ballot(
        measure=Measure(
            id=f"{MADE}{scope.day.start}",
            kind=MeasureKind.RESOLUTION,
            body=organ.body if organ else None,
            title=words,
            evidence=source.evidence(scope.start, scope.end),
        ),
        about=_words(subject),
        about_codes=codes_in(subject) - voters,
        when=(scope.day.first, scope.day.last),
        dated=(scope.day.start, scope.day.end),
        order=len(ballots),
        around=_words(f"{source.title or ''} {source.text[scope.before : scope.start]}"),
        organ=(organ.start, organ.end) if organ else None,
        votes=votes,
        tallies=tuple(s for b in own for s in b.tallies if scope.holds(s.anchor)),
        outcomes=tuple(s for b in own for s in b.outcomes if scope.holds(s.anchor) and s.outcome.adopted),
        rosters=tuple(s for b in own for s in b.rosters if scope.holds(s.anchor)),
        sentences=((scope.start, scope.end),),
        days=(replace(scope.day, near=0),),
        organs=(organ,) if organ else (),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", text.lower())) - _SAYING_NOTHING


_SAYING_NOTHING = frozenset(
    "the and for with from that this these those they them their its his her were was had has have been which who whom when "
    "vote votes voted voting cast ballot delegates delegation delegations assembly council nations united text resolution draft".split()
)
"""Words of no subject, though titles have them too."""


def _found(
    made: Ballot,
    scope: _Scope,
    series: frozenset[str],
    subjects: Subjects,
    read_all: ReadAll,
    source: Source,
    context: frozenset[str],
) -> tuple[Candidate, ...]:
    """The votes of that time, the one that is surely meant first; none where none is."""
    entries = subjects.between(scope.day.first, scope.day.last)
    scored = []
    for e in entries:
        signs = heading_signs(made, e, subjects, source.published, context)
        if e.id in series:
            signs.append(Sign("the matter of the report", OF_SERIES))
        if any(is_exact(t.tally, e.tally) and (t.tally.yes or 0) >= MANY for t in made.tallies):
            signs.append(Sign("just the totals told", EXACT))
        scored.append((e, signs))
    scored.sort(key=lambda pair: (-sum(s.weight for s in pair[1]), pair[0].id))
    ranked = rank(made, scored[:12], read_all({e.id for e, _ in scored[:12]}))
    if not ranked:
        return ()
    own = sum(s.weight for s in ranked[0].signs if s.name not in COMMON)
    days = (scope.day.last - scope.day.first).days
    lead = ranked[0].score() - ranked[1].score() if len(ranked) > 1 else CLEAR
    if _is_of_other_totals(made, ranked[0].record, subjects):
        return ()
    least = SURELY if days == 0 else SURELY_IN_MONTH if days < MONTH else SURELY_IN_YEAR
    return ranked if own >= least and lead >= CLEAR else ()


def _own(
    made: Ballot,
    scope: _Scope,
    record: RollCall,
    firm: Sequence[tuple[Ballot, RollCall]],
    source: Source,
) -> Ballot:
    """The ballot without what a later sentence says of a text spoken of before: unless only this record bears it out."""

    def kept(own: tuple[Any, ...], name: str) -> tuple[Any, ...]:
        homes = {id(s): r for b, r in firm for s in getattr(b, name)}
        return tuple(
            s
            for s in own
            if s.anchor < scope.first
            or id(s) not in homes
            or (
                _bears_out(s, record)
                and not _bears_out(s, homes[id(s)])
                and not _NOW.search(source.text, scope.first, s.end)
            )
        )

    return replace(
        made,
        votes=kept(made.votes, "votes"),
        tallies=kept(made.tallies, "tallies"),
        outcomes=kept(made.outcomes, "outcomes"),
        rosters=kept(made.rosters, "rosters"),
    )


def _bears_out(s: object, record: RollCall) -> bool:
    """Whether a record bears out what is said of totals or choices."""
    if isinstance(s, TallyStatement):
        return is_exact(s.tally, record.tally)
    return isinstance(s, VoteStatement) and sum(sign.weight for sign in vote_signs(s, record)) > 0


def _is_of_other_totals(made: Ballot, record: RollCall, subjects: Subjects) -> bool:
    """Whether totals told in full are not its own, but those of another vote."""
    whole = [t.tally for t in made.tallies if None not in (t.tally.yes, t.tally.no, t.tally.abstain)]
    return any(not is_exact(t, record.tally) and subjects.with_totals(t) for t in whole)


def _without(ballot: Ballot, made: Ballot) -> Ballot:
    """The ballot without what the new one has taken."""
    gone = {id(s) for s in (*made.votes, *made.tallies, *made.outcomes, *made.rosters)}

    def rest(own: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(s for s in own if id(s) not in gone)

    if not any(id(s) in gone for s in (*ballot.votes, *ballot.tallies, *ballot.outcomes, *ballot.rosters)):
        return ballot
    return replace(
        ballot,
        votes=rest(ballot.votes),
        tallies=rest(ballot.tallies),
        outcomes=rest(ballot.outcomes),
        rosters=rest(ballot.rosters),
    )


def of_report(finding: Finding) -> Finding:
    """The finding, with no measure where it is of a ballot made here."""
    if not finding.claim.measure.startswith(MADE):
        return finding
    return replace(finding, claim=replace(finding.claim, measure=""))
