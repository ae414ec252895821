"""Votes told of a wrong time: “on 4 May 120 states were for it”, where 120 were for it on 5 May and at no vote on 4 May.

Large totals rarely fit two votes on one matter. Where those told beside a day or a month are just those of one vote of the
series that a report speaks of, that vote is meant, and the time is right or wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from dragoman.claims.linking import agrees
from dragoman.claims.series import ANSWERED, History, answered, sentences
from dragoman.claims.subjects import Entry
from dragoman.claims.wording import day_of, label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot, SaidDay, TallyStatement
from dragoman.events.voting.tallies import find_tallies
from dragoman.text.sieve import Sieve

MANY = 40
"""Ayes from which totals are rarely those of two votes on one matter."""
A_YEAR, MONTH = 400, 31
"""Most days by which a time is told wrong, and most that words for it cover."""


def with_misdated(
    found: Sequence[Finding], history: History, ballots: Sequence[Ballot], source: Source
) -> list[Finding]:
    """The findings, with those on times beside totals of a vote that no ballot was found to mean."""
    told = {(d.start, d.end): d for b in ballots for d in sorted(b.days, key=lambda d: d.of_vote)}
    days = told.values() if history.told else ()
    made = [f for day in days for f in _of_day(day, found, history, source)]
    return [f for f in found if not any(_is_replaced(f, m) for m in made)] + made


def set_right(found: Sequence[Finding], history: History, source: Source) -> list[Finding]:
    """The findings, where a vote was not held on the day told but another on the same matter was: that one is meant."""
    return [_set_right(f, history, source) for f in found]


def _set_right(f: Finding, history: History, source: Source) -> Finding:
    day = f.claim.held
    if f.claim.kind is not ClaimKind.DATE or f.verdict is not Verdict.CONFLICTS:
        return f
    if day is None or f.held is None or abs((day - f.held).days) <= MONTH:
        return f  # a slip of some days
    spoken = {t.record.id for t in history.told}
    then = [(_akin(e, history), e) for e in history.subjects.between(day, day) if e.id not in spoken]
    weight, best = max(then, key=lambda pair: pair[0], default=(0.0, None))
    record = next(history.votes([best]), None) if best is not None and weight >= SAME else None
    if record is None:
        return f
    claim = _dated(day, record, source, (f.claim.evidence.start, f.claim.evidence.end))
    return answered(claim, Verdict.MATCHES, f"the vote was on {day_of(day)}", record)


def _akin(entry: Entry, history: History) -> float:
    """The weight of the words that a vote's title shares with those of one that the report surely means, and of the
    states both name."""
    subjects = history.subjects
    own = subjects.title_words[entry.id]
    shared = (
        subjects.weight(own & subjects.title_words.get(t.record.id, frozenset()))
        + AKIN * bool(subjects.codes(entry) & subjects.codes(t.record))
        for t in history.told
    )
    return max(shared, default=0.0)


AKIN = 4.0
"""Least weight for two votes on one matter: what one state that both titles name counts."""
SAME = 9.0
"""Least weight for a vote of the day told to be meant rather than the one found."""


def _is_replaced(f: Finding, made: Finding) -> bool:
    a, b = f.claim.evidence, made.claim.evidence
    return (
        f.claim.kind is made.claim.kind and f.verdict not in ANSWERED and a.start < b.end and b.start < a.end
    )


def _of_day(day: SaidDay, found: Sequence[Finding], history: History, source: Source) -> Iterator[Finding]:
    if (day.last - day.first).days > MONTH or any(
        f.claim.kind is ClaimKind.DATE and f.verdict in ANSWERED and _meets(f, day.start, day.end)
        for f in found
    ):
        return
    tally = _beside(day, source)
    record = _just_these(tally.tally, day, history) if tally is not None else None
    if tally is None or record is None:
        yield from _of_series(day, found, history, source)
        return
    right = day.first <= record.held <= day.last
    symbol = record.symbol or record.draft
    known = any(
        f.claim.kind is ClaimKind.DATE and f.verdict is Verdict.MATCHES and f.symbol == symbol for f in found
    )
    sure = (day.of_vote and not day.open) or _is_past(day, source)
    if right or (sure and not known):
        verdict = Verdict.MATCHES if right else Verdict.CONFLICTS
        yield answered(
            _dated(day.first, record, source, (day.start, day.end)),
            verdict,
            f"the vote was on {day_of(record.held)}",
            record,
        )
        if not any(
            f.claim.kind is ClaimKind.TALLY and f.verdict in ANSWERED and _meets(f, tally.start, tally.end)
            for f in found
        ):
            yield answered(
                _counted(tally, record, source), Verdict.MATCHES, f"the vote was {record.tally}", record
            )


def _of_series(day: SaidDay, found: Sequence[Finding], history: History, source: Source) -> Iterator[Finding]:
    """“On 4 March 2022, when the last such text was voted on”: not held that day but some days off, where the
    series has one vote of about that time, and no other vote on the matter was held on the day."""
    if not _is_past(day, source) or not history.told:
        return
    told = min(history.told, key=lambda t: min((abs(day.start - a) for a in t.ballot.anchors), default=FAR))
    near = [e for e in history.series(told.record) if abs((e.held - day.first).days) <= SLIP]
    if len({e.held for e in near}) != 1 or near[0].held == day.first:
        return
    if any(_akin(e, history) >= AKIN for e in history.subjects.between(day.first, day.first)):
        return
    symbol = near[0].symbol or near[0].draft
    if any(f.claim.kind is ClaimKind.DATE and f.verdict in ANSWERED and f.symbol == symbol for f in found):
        return
    record = next(history.votes([near[0]]), None)
    if record is not None:
        claim = _dated(day.first, record, source, (day.start, day.end))
        yield answered(claim, Verdict.CONFLICTS, f"the vote was on {day_of(record.held)}", record)


def _is_past(day: SaidDay, source: Source) -> bool:
    """Whether it is a day long before the report, in a sentence on a vote and on nothing else of that day."""
    start, end = next(((a, b) for a, b in sentences(source.text) if a <= day.start < b), (0, 0))
    if day.first != day.last or not _DAY.search(source.text, day.start, day.end):
        return False
    if source.published is None or (source.published - day.first).days <= SLIP:
        return False
    on_a_vote = _ON_A_VOTE.search(source.text, start, end) is not None
    return on_a_vote and _ELSEWHERE.search(source.text, start, end) is None


FAR = 10_000
SLIP = 40
"""Most days by which the day of an earlier vote is told wrong."""
_DAY = re.compile(r"\b\d{1,2}\b(?!\d)")
_ON_A_VOTE = Sieve(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|ayes|noes|adopted|passed|approved|endorsed|carried|rejected|roll[- ]call|plenary|in favou?r|abst[ae]\w+|opposed|outing)\b"
)
_ELSEWHERE = Sieve(
    r"\b(?:committee|commission|parliament|congress|senate|cabinet|court|talks|summit|conference|signed|invasion|invaded|attack\w*|tabled|draft(?:ed|ing)|election\w*|referendum|"
    r"before|after|until|ahead of|since)\b"
)
"""What else may have been on that day."""


def _meets(f: Finding, start: int, end: int) -> bool:
    return f.claim.evidence.start < end and start < f.claim.evidence.end


def _beside(day: SaidDay, source: Source) -> TallyStatement | None:
    """The totals told in the sentence of a day, or first in the next one."""
    spans = sentences(source.text)
    at = next((i for i, (a, b) in enumerate(spans) if a <= day.start < b), None)
    for start, end in spans[at : at + 2] if at is not None else ():
        large = [t for t in find_tallies(source.text, start, end) if (t.tally.yes or 0) >= MANY]
        if large:
            return large[0] if len(large) == 1 else None
        if "\n" in source.text[end : end + 2]:
            return None
    return None


def _just_these(tally: Tally, day: SaidDay, history: History) -> RollCall | None:
    """The one vote of the series told that has these totals and was held within a year of the day."""
    entries: dict[str, Entry] = {
        e.id: e
        for t in history.told
        for e in (t.record, *history.series(t.record), *history.subjects.of_session(t.record))
    }
    near = [e for e in entries.values() if abs((e.held - day.first).days) <= A_YEAR]
    then = [e for e in near if day.first <= e.held <= day.last]
    fits = [e for e in near if agrees(tally, e.tally)]
    if len(fits) != 1 or (then and fits[0] not in then):
        return None
    return next(history.votes(fits), None)


def _dated(day: dt.date, record: RollCall, source: Source, span: tuple[int, int]) -> Claim:
    return Claim(
        kind=ClaimKind.DATE,
        text=f"{label(record)} was voted on on {day.isoformat()}",
        measure="",
        evidence=source.evidence(*span),
        held=day,
    )


def _counted(tally: TallyStatement, record: RollCall, source: Source) -> Claim:
    return Claim(
        kind=ClaimKind.TALLY,
        text=f"{label(record)}: {tally.tally}",
        measure="",
        evidence=source.evidence(tally.start, tally.end),
        tally=tally.tally,
    )
