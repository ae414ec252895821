"""When: the days, months and years that a report names, each asked of the vote it is told of.

A time is that of the vote told nearest to it which was held then. Where none was, and the words can hardly be of
anything else, the vote beside them is told of a wrong time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from dragoman.claims.asserted import name_of
from dragoman.claims.series import Told, answered
from dragoman.claims.wording import day_of
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import SaidDay

NEAR_DAYS = 4
"""A wrong day is seldom further off; one further off is the day of something else."""
MONTH = 31
"""Most days of a month: a year is that of a vote only beside words on it."""
HERE, BESIDE, HEAD = 0, 1, 3
"""How near to words on a text: in their sentence, in the one before or after, at the head of the report."""


def find_days(told: Sequence[Told], source: Source) -> Iterator[Finding]:
    """Findings on the times named, each of the vote nearest to it that was held then; else of one told wrong."""
    said: dict[tuple[int, int], list[tuple[SaidDay, Told]]] = {}
    for t in told:
        for day in t.ballot.days:
            said.setdefault((day.start, day.end), []).append((day, t))
    for pairs in said.values():
        right = [(d, t) for d, t in pairs if _may_date(d) and _is_then(d, t.record.held, source)]
        if right:
            day, meant = min(right, key=lambda pair: (pair[0].near, _apart(*pair)))
            yield _answer(day, meant, Verdict.MATCHES, source)
            continue
        wrong = [(d, t) for d, t in pairs if _is_wrong(d, t, source)]
        if wrong:
            yield _answer(*min(wrong, key=lambda pair: _apart(*pair)), Verdict.CONFLICTS, source)


def _answer(day: SaidDay, told: Told, verdict: Verdict, source: Source) -> Finding:
    first, last = day.first.isoformat(), day.last.isoformat()
    when = f"on {first}" if first == last else f"between {first} and {last}"
    claim = Claim(
        kind=ClaimKind.DATE,
        text=f"{name_of(told.ballot)} was voted on {when}",
        measure=told.ballot.measure.id,
        evidence=source.evidence(day.start, day.end),
        held=day.first,
    )
    return answered(claim, verdict, f"the vote was on {day_of(told.record.held)}", told.record)


def _may_date(day: SaidDay) -> bool:
    """Whether a time may be that of a vote, by where it stands."""
    return day.near <= (HEAD if (day.last - day.first).days < MONTH else BESIDE)


def _is_then(day: SaidDay, held: dt.date, source: Source) -> bool:
    return day.first <= held <= day.last or _is_yearless(day, held, source)


def _is_yearless(day: SaidDay, held: dt.date, source: Source) -> bool:
    """Whether the words name just this day and month, and no year."""
    words = source.text[day.start : day.end]
    one = day.first == day.last and re.search(r"\d{4}", words) is None
    named = re.search(r"\d|\b(?:Eve|Day)\b", words) is not None
    return one and named and (day.first.month, day.first.day) == (held.month, held.day)


def _apart(day: SaidDay, told: Told) -> int:
    """Characters between the words for a time and the nearest on the vote."""
    return min((abs(day.start - a) for a in told.ballot.anchors), default=len("a whole report") * 1000)


def _is_wrong(day: SaidDay, told: Told, source: Source) -> bool:
    """One day, said of the vote, near its own or that day of another year."""
    held = told.record.held
    near = 0 < abs((day.first - held).days) <= NEAR_DAYS
    near = near or (day.first != held and (day.first.month, day.first.day) == (held.month, held.day))
    own = any(_may_date(d) and _is_then(d, held, source) for d in told.ballot.days)
    return day.near <= HEAD and day.of_vote and not day.open and day.first == day.last and near and not own
