"""Comparisons of a vote with an earlier one, judged by the record.

Which vote is compared, and with which, is often only understood. A vote is taken where the report surely means it, or
where its numbers stand in the sentence and it is of the series of such a vote; the earlier one by its time, by the
vote last spoken of, or by its number. A contradiction is said only where every vote that may be meant contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.claims.compared import Compared
from dragoman.claims.contrasts import find_contrasts
from dragoman.claims.series import History, answered, called, paragraph_of
from dragoman.claims.sides import Side
from dragoman.claims.spoken import (
    NAMES,
    SIDES,
    Place,
    by_totals,
    is_of_now,
    margin,
    number,
    places,
    spoken_of,
)
from dragoman.claims.subjects import Entry, words_of
from dragoman.claims.times import When, find_when, find_whens
from dragoman.claims.wording import label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.domain.sources import Source

NEAR = 500
"""Characters back to the vote that a sentence without one is about."""
LATELY = 2
"""Votes of the series before the last that “from 15 to nine”, without a time, may be about."""
OPENING = 25
"""Characters in which a sentence that begins with a time has named it."""
WAYS = {1: "more", -1: "fewer", 0: "as many"}


def find_comparisons(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every comparison of a vote the report surely means with an earlier one."""
    if not history.told:
        return ()
    return tuple(finding for place in places(history, source) for finding in _compared(place))


def _compared(place: Place) -> Iterator[Finding]:
    carried: list[Entry] = []
    totals = [(t.start, t.end) for told in place.history.told for t in told.ballot.tallies]
    for chain in find_contrasts(place.source.text, place.start, place.end):
        if chain[0].way is None and any(a < chain[0].end and chain[0].start < b for a, b in totals):
            continue  # judged as a total
        steps = list(_chain(place, chain)) if None not in (chain[0].before, chain[0].now) else []
        yield from steps
        if len(chain) == 1 and not steps:
            finding, carried = _single(place, chain[0], carried)
            if finding is not None:
                yield finding


# ------------------------------------------------------------------ which vote
def _others(history: History, record: Entry) -> list[Entry]:
    """Earlier votes that may be compared: those of the series, and those the report speaks of, the latest first."""
    of_report = [
        t.record for t in history.told if t.record.held < record.held and t.record.body == record.body
    ]
    found: dict[str, Entry] = {e.id: e for e in (*of_report, *history.earlier(record))}
    return sorted(found.values(), key=lambda e: (e.held, e.id), reverse=True)


def _lately(history: History, record: Entry, steps: int = 1) -> list[Entry]:
    """Those of them that numbers alone may mean: what the report speaks of, and the last of the series."""
    told = {t.record.id for t in history.told}
    latest = {e.id for e in history.earlier(record)[: LATELY + steps]}
    return [e for e in _others(history, record) if e.id in told | latest]


def _at(place: Place, record: Entry, when: When) -> list[Entry]:
    """The earlier votes that words for a time may mean."""
    told = {t.record.id for t in place.history.told}
    seen_from = place.source.published if when.from_today else None
    for pool in (
        place.history.earlier(record),
        place.history.of_session(record),
        _others(place.history, record),
    ):
        fits = [e for e in pool if when.fits(e.held, seen_from or record.held)]
        if fits:
            return [e for e in fits if e.id in told] or fits
    related = [e for e in place.history.related(record) if when.fits(e.held, seen_from or record.held)]
    of_item = [e for e in place.history.of_item(record) if when.fits(e.held, seen_from or record.held)]
    return related if len(related) == 1 else of_item


def _back(place: Place, record: Entry, one: Compared) -> list[Entry]:
    """What “then” and “the earlier one” mean: the time, or the vote, last spoken of in the paragraph or near it.

    “Has shrunk” says no such thing: it means a vote of another day.
    """
    start = one.start
    said = one.when is not None and (one.when.start, one.when.end) != (one.start, one.end)
    paragraph = paragraph_of(place.source.text, start)
    past = [
        (a, t.record)
        for t in place.history.told
        for a in t.ballot.anchors
        if start - NEAR < a < start
        and t.record.id != record.id
        and (t.record.held < record.held or (said and t.record.held == record.held))
        and t.record.body == record.body
    ]
    spoken = max(past, key=lambda pair: pair[0], default=None)
    times = [w for w in find_whens(place.source.text, paragraph, start) if w.is_told]
    for when in reversed(times):
        if fits := _at(place, record, when):
            return fits if spoken is None or when.start > spoken[0] else [spoken[1]]
    return [spoken[1]] if spoken else []


def _meant(place: Place, one: Compared, record: Entry, carried: list[Entry]) -> list[Entry]:
    """The earlier votes that a comparison may mean."""
    when = one.when
    if when is not None and when.is_told:
        return _at(place, record, when)
    if when is not None and when.last:
        return (place.history.earlier(record) or _others(place.history, record))[:1]
    if one.than is not None:
        named = _named(place, *one.than)
        return [e for e in named if e.id != record.id] if len(named) == 1 else []
    if one.before is None:
        last = place.history.earlier(record)[:1] if when is not None and when.back else []
        return [e for e in carried if e.id != record.id] or (
            _back(place, record, one) or last if when else []
        )
    others = _lately(place.history, record)
    told = {t.record.id for t in place.history.told} & {e.id for e in place.history.earlier(record)}
    fits = [e for e in others if number(e.tally, one.side.name) == one.before]
    of_item = [e for e in place.history.of_item(record) if number(e.tally, one.side.name) == one.before]
    return (
        fits
        or [e for e in others if e.id in told and len(told) == 1]
        or (of_item if len(of_item) == 1 else [])
    )


def _named(place: Place, start: int, end: int) -> list[RollCall]:
    """The votes told in the report that some words name, by words of their titles and of what the report says of them."""
    words = words_of(place.source.text[start:end])
    met: dict[str, tuple[float, RollCall]] = {}
    for t in place.history.told:
        known = words_of(f"{t.record.title} {' '.join(t.ballot.about)}")
        weight = place.history.subjects.weight(words & known)
        if weight > met.get(t.record.id, (0.0, t.record))[0]:
            met[t.record.id] = weight, t.record
    best = max((weight for weight, _ in met.values()), default=0.0)
    return [record for weight, record in met.values() if weight == best]


# ------------------------------------------------------------------ judging
def _holds(one: Compared, now: Tally, then: Tally) -> bool | None:
    """Whether two votes' totals bear a comparison out; None where its words leave that open."""
    n, m = number(now, one.side.name), number(then, one.side.name)
    if n is None or m is None:
        return None
    if one.now not in (None, n) or one.before not in (None, m):
        return False
    if one.way is None:
        return True
    if one.by is not None and n - m != one.by * one.way:
        return False
    right = _goes(n - m, one.way)
    by_margin = _goes(margin(now) - margin(then), one.way)
    return None if one.side.is_vague and one.before is None and right is not by_margin else right


def _goes(difference: int, way: int) -> bool:
    return difference * way > 0 if way else difference == 0


def _single(place: Place, one: Compared, carried: list[Entry]) -> tuple[Finding | None, list[Entry]]:
    """The finding on a comparison, and the earlier votes that it means."""
    first: tuple[Finding, list[Entry]] | None = None
    pairs = _pairs(place, one, carried)
    for record, measure, meant in pairs:
        sided, (verdict, other) = _best(place, one, record, meant)
        if verdict is Verdict.MATCHES and first is not None:
            doubt = f"it holds of {label(record)} — {first[0].reason}"
            return replace(first[0], verdict=Verdict.SEVERAL, reason=doubt), []
        finding = answered(_claim(place, sided, measure), verdict, _beside(sided, record, other), record)
        if verdict is Verdict.MATCHES:
            return finding, [other]
        first = first or (finding, meant)
        if is_of_now(place, record) or [vote.id for vote, *_ in pairs if _is_here(place, vote)] == [
            record.id
        ]:
            break
    return first or (_unknown(place, one), [])


def _is_here(place: Place, record: RollCall) -> bool:
    """Whether the paragraph up to the end of the sentence speaks of a vote."""
    start = paragraph_of(place.source.text, place.start)
    return any(
        start <= a < place.end
        for t in place.history.told
        if t.record.id == record.id
        for a in t.ballot.anchors
    )


def _pairs(place: Place, one: Compared, carried: list[Entry]) -> list[tuple[RollCall, str, list[Entry]]]:
    """The votes that may be compared, each with those it may be compared with: first where the report speaks of both."""
    told = {t.record.id for t in place.history.told}
    spoken = spoken_of(place)
    if one.of is not None and len(named := _named(place, *one.of)) == 1:
        spoken = [pair for pair in spoken if pair[0].id == named[0].id]
    pairs = [
        (record, measure, meant)
        for record, measure in spoken
        if _is_of_time(place, one, record)
        and _may_be_now(one, record)
        and (meant := _meant(place, one, record, carried))
    ]
    return sorted(pairs, key=lambda pair: not any(e.id in told for e in pair[2]))


def _may_be_now(one: Compared, record: Entry) -> bool:
    """Whether a vote has the number told of it, where the words say that it is the same as another's."""
    return (
        one.way != 0
        or one.now is None
        or one.before is not None
        or number(record.tally, one.side.name) == one.now
    )


def _best(
    place: Place, one: Compared, record: RollCall, meant: Sequence[Entry]
) -> tuple[Compared, tuple[Verdict, Entry]]:
    """The verdict, on the side that a number fits where the words name none."""
    if one.side.is_said or (one.before is None and one.by is None):
        return one, _verdict(place, one, record, meant)
    sides = [replace(one, side=Side(name)) for name in SIDES]
    judged = [(side, _verdict(place, side, record, meant)) for side in sides]
    return next((pair for pair in judged if pair[1][0] is Verdict.MATCHES), judged[0])


def _is_of_time(place: Place, one: Compared, record: Entry) -> bool:
    """Whether a vote was held at the time with which the sentence begins: “In 2019 the noes were more than in 2017”."""
    when = find_when(place.source.text, place.start, min(place.start + OPENING, place.end))
    if (
        when is None
        or not when.is_told
        or when == one.when
        or when.ago is not None
        or when.start >= one.start
    ):
        return True
    held = record.held
    return when.year in (None, held.year) and when.month in (None, held.month)


def _verdict(place: Place, one: Compared, record: RollCall, meant: Sequence[Entry]) -> tuple[Verdict, Entry]:
    """The verdict on a comparison of one vote with those that may be meant, and the one that decides."""
    answers = [(e, _holds(one, record.tally, e.tally)) for e in meant]
    right = next((e for e, holds in answers if holds), None)
    if right is not None and (one.before is not None or all(holds for _, holds in answers)):
        return Verdict.MATCHES, right
    if right is not None:
        return Verdict.SEVERAL, right
    if any(holds is None for _, holds in answers) or not _is_sure(place, one, record, meant):
        return Verdict.NOT_CHECKABLE, meant[0]
    return Verdict.CONFLICTS, meant[0]


_BALLOT = re.compile(
    r"\bvot|\bballot|\bnoes?\b|\bayes?\b|\babst|\bin favou?r|\bstates\b|\bcountries\b|\bmembers\b|\bmajorit|\bresolution|\btext\b|\bdraft|\bresult\b|\bscore\b|\bmargin\b|\bgovernments\b|\bcamp\b|\btally\b|\bfigures?\b|\bsaid (?:yes|no)\b|\bshowing\b|"
    r"\b(?:opposition|support|backing|resistance)(?= (?:for (?:it|the (?:text|resolution)) |to (?:it|the (?:text|resolution)) )?(?:has|have|had|was|is|fell|rose|grew|shrank|dropped|slipped)\b)|\b(?:opponents|supporters|backers|sponsors)\b",
    re.IGNORECASE,
)


def _is_sure(place: Place, one: Compared, record: RollCall, meant: Sequence[Entry]) -> bool:
    """Whether a comparison that the record contradicts was surely read right.

    The vote is spoken of near by, at once before where “support” may be that of anything, and a side is named or none fits.
    """
    of_ballot = _BALLOT.search(place.source.text, place.start, place.end)
    if of_ballot or one.before is not None:
        near = place.start - NEAR
    else:
        near = place.before[0] if place.before else place.start
    told = (t for t in place.history.told if t.record.id == record.id)
    spoken = any(near <= a < place.end for t in told for a in t.ballot.anchors)
    spoken = spoken or is_of_now(place, record)
    if not spoken and record.id not in {vote.id for vote, _ in by_totals(place)}:
        return False
    sides = (replace(one, side=Side(name)) for name in SIDES)
    return one.side.is_said or not any(_holds(other, record.tally, e.tally) for other in sides for e in meant)


def _chain(place: Place, steps: Sequence[Compared]) -> Iterator[Finding]:
    """Findings on steps told in one breath, each beside the vote with the later number."""
    numbers = [steps[0].before, *(s.now for s in steps)]
    names = [steps[0].side.name] if steps[0].side.is_said else list(SIDES)
    for name in names:
        for record, measure in spoken_of(place):
            pool = [record, *_lately(place.history, record, len(steps)), *place.history.of_session(record)]
            for last in pool:
                path = _path(pool, [last], numbers[::-1], name)
                if path is not None and _is_of_time(place, steps[0], last) and _is_at(steps[0], path):
                    yield from _stepwise(place, steps, path[::-1], measure)
                    return


def _is_at(step: Compared, path: Sequence[Entry]) -> bool:
    """Whether one of the votes was held at the time that the words name, where they name one."""
    when = step.when
    return when is None or not when.is_told or any(when.fits(e.held, path[0].held) for e in path)


def _path(
    pool: Sequence[Entry], path: list[Entry], numbers: Sequence[int | None], side: str
) -> list[Entry] | None:
    """Votes with these numbers, the latest first, each the next before in time that fits."""
    if number(path[-1].tally, side) != numbers[len(path) - 1]:
        return None
    if len(path) == len(numbers):
        return path
    for entry in pool:
        if entry.held < path[-1].held and (found := _path(pool, [*path, entry], numbers, side)):
            return found
    return None


def _stepwise(
    place: Place, steps: Sequence[Compared], path: Sequence[Entry], measure: str
) -> Iterator[Finding]:
    records = place.history.read_all([e.id for e in path])
    for step, then, now in zip(steps, path, path[1:], strict=False):
        if (record := records.get(now.id)) is not None:
            yield answered(_claim(place, step, measure), Verdict.MATCHES, _beside(step, record, then), record)


def _claim(place: Place, one: Compared, measure: str) -> Claim:
    side = NAMES[one.side.name]
    if one.way is None:
        words = f"{one.before} {side} in an earlier vote"
    elif one.before is not None and one.now is not None:
        words = f"{side} went from {one.before} to {one.now}"
    else:
        words = f"{WAYS[one.way]} {side} than before" if one.way else f"as many {side} as before"
    return Claim(
        kind=ClaimKind.OTHER, text=words, measure=measure, evidence=place.source.evidence(one.start, one.end)
    )


def _beside(one: Compared, record: RollCall, other: Entry) -> str:
    side = one.side.name
    now, then = number(record.tally, side), number(other.tally, side)
    return f"{then} {NAMES[side]} in {called(other)}, {now} in {label(record)}"


def _unknown(place: Place, one: Compared) -> Finding | None:
    """Where the earlier vote is not found: said only of words that surely compare votes."""
    spoken = spoken_of(place)
    if not spoken or not one.side.is_said or one.before is None:
        return None
    record, measure = spoken[0]
    others = _others(place.history, record)
    series = place.history.earlier(record)
    if one.now is not None and one.when is None and series and _is_of_none(place, one, record, series):
        return answered(
            _claim(place, one, measure), Verdict.CONFLICTS, _beside(one, record, series[0]), record
        )
    near = f"; the latest at hand is {called(others[0])}" if others else ""
    return answered(
        _claim(place, one, measure),
        Verdict.NOT_CHECKABLE,
        f"the earlier vote meant is not at hand{near}",
        record,
    )


def _is_of_none(place: Place, one: Compared, record: Entry, series: Sequence[Entry]) -> bool:
    """Whether of a change told by two numbers the later is this vote's, and the earlier no earlier vote's on the matter."""
    now = number(record.tally, one.side.name) == one.now
    known = any(
        number(e.tally, one.side.name) == one.before for e in (*series, *_others(place.history, record))
    )
    return now and not known and _STAGE.search(place.source.text, place.start, place.end) is None


_STAGE = re.compile(r"\b(?:committee|paragraph|amendment|predict\w*|expect\w*|hop\w+)\b", re.IGNORECASE)
"""What else a number may have changed from."""
