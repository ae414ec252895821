"""Comparisons of a vote with an earlier one, and extremes of a series, judged by the record.

Which vote is compared, and with which, is often only understood. A vote is taken where the report surely means it, or
where its numbers stand in the sentence and it is of the series of such a vote; the earlier one by its time, by the
vote last spoken of, or by its number. A contradiction is said only where every vote that may be meant contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.claims.compared import Compared, Side, find_compared, side_in
from dragoman.claims.series import History, answered, called, paragraph_of, sentences
from dragoman.claims.subjects import Entry
from dragoman.claims.times import When, find_when, find_whens
from dragoman.claims.wording import label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.domain.sources import Source
from dragoman.events.voting.tallies import NUMBER, find_tallies, number_of

NEAR = 500
"""Characters back to the vote that a sentence without one is about."""
OPENING = 25
"""Characters in which a sentence that begins with a time has named it."""
TEN = 10
"""Years of a decade."""
SIDES = {"yes": "votes in favour", "no": "votes against", "abstain": "abstentions"}
WAYS = {1: "more", -1: "fewer", 0: "as many"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence, and what is known when it is read."""

    history: History
    source: Source
    start: int
    end: int
    before: tuple[int, int] | None
    """The sentence before in the same paragraph."""


def find_comparisons(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every comparison of a vote the report surely means with an earlier one."""
    if not history.told:
        return ()
    found: list[Finding] = []
    last: tuple[int, int] | None = None
    for start, end in sentences(source.text):
        same = last is not None and paragraph_of(source.text, start) <= last[0]
        place = _Place(history, source, start, end, last if same else None)
        found += _compared(place)
        found += _extreme(place)
        last = start, end
    return tuple(found)


def _compared(place: _Place) -> Iterator[Finding]:
    carried: list[Entry] = []
    totals = [(t.start, t.end) for told in place.history.told for t in told.ballot.tallies]
    for chain in find_compared(place.source.text, place.start, place.end):
        if chain[0].way is None and any(a < chain[0].end and chain[0].start < b for a, b in totals):
            continue  # judged as a total
        steps = list(_chain(place, chain)) if chain[0].now is not None else []
        yield from steps
        if len(chain) == 1 and not steps:
            finding, carried = _single(place, chain[0], carried)
            if finding is not None:
                yield finding


# ------------------------------------------------------------------ which vote
def _spoken_of(place: _Place) -> list[tuple[RollCall, str]]:
    """The votes that a sentence may be about, the likeliest first, each with the id of the report's measure."""
    found: list[tuple[RollCall, str]] = []
    told = place.history.told
    here = [t for t in told if any(place.start <= a < place.end for a in t.ballot.anchors)]
    found += [
        (t.record, t.ballot.measure.id) for t in sorted(here, key=lambda t: t.record.held, reverse=True)
    ]
    found += _by_totals(place)
    before = [(max(past), t) for t in told if (past := [a for a in t.ballot.anchors if a < place.start])]
    near = sorted(before, key=lambda pair: pair[0], reverse=True)
    found += [(t.record, t.ballot.measure.id) for _, t in near]
    return list({record.id: (record, measure) for record, measure in reversed(found)}.values())[::-1]


def _by_totals(place: _Place) -> Iterator[tuple[RollCall, str]]:
    """The vote whose totals stand in the sentence or the one before, of the series of a vote the report means."""
    start = place.before[0] if place.before else place.start
    for said in reversed(find_tallies(place.source.text, start, place.end)):
        if said.tally.yes is None or said.tally.no is None:
            continue
        for told in place.history.told:
            fits = [e for e in place.history.series(told.record) if _has(e.tally, said.tally)]
            if len(fits) == 1:
                yield from ((vote, told.ballot.measure.id) for vote in place.history.votes(fits))


def _has(tally: Tally, said: Tally) -> bool:
    return all(s in (None, t) for s, t in ((said.yes, tally.yes), (said.no, tally.no), (said.abstain, tally.abstain)))  # fmt: skip


def _others(history: History, record: Entry) -> list[Entry]:
    """Earlier votes that may be compared: those of the series, and those the report speaks of, the latest first."""
    of_report = [
        t.record for t in history.told if t.record.held < record.held and t.record.body == record.body
    ]
    found: dict[str, Entry] = {e.id: e for e in (*of_report, *history.earlier(record))}
    return sorted(found.values(), key=lambda e: (e.held, e.id), reverse=True)


def _at(place: _Place, record: Entry, when: When) -> list[Entry]:
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
    return []


def _back(place: _Place, record: Entry, start: int) -> list[Entry]:
    """What “then” and “the earlier one” mean: the time, or the vote, last spoken of in the paragraph or near it."""
    paragraph = paragraph_of(place.source.text, start)
    past = [
        (a, t.record)
        for t in place.history.told
        for a in t.ballot.anchors
        if start - NEAR < a < start and t.record.id != record.id and t.record.held <= record.held
    ]
    spoken = max(past, key=lambda pair: pair[0], default=None)
    times = [w for w in find_whens(place.source.text, paragraph, start) if w.is_told]
    for when in reversed(times):
        if fits := _at(place, record, when):
            return fits if spoken is None or when.start > spoken[0] else [spoken[1]]
    return [spoken[1]] if spoken else []


def _meant(place: _Place, one: Compared, record: Entry, carried: list[Entry]) -> list[Entry]:
    """The earlier votes that a comparison may mean."""
    when = one.when
    if when is not None and when.is_told:
        return _at(place, record, when)
    if when is not None and when.last:
        return _others(place.history, record)[:1]
    if one.before is None:
        return [e for e in carried if e.id != record.id] or (_back(place, record, one.start) if when else [])
    others = _others(place.history, record)
    told = {t.record.id for t in place.history.told} & {e.id for e in place.history.earlier(record)}
    fits = [e for e in others if _number(e.tally, one.side.name) == one.before]
    return fits or [e for e in others if e.id in told and len(told) == 1]


# ------------------------------------------------------------------ judging
def _number(tally: Tally, side: str) -> int | None:
    value = getattr(tally, side)
    return value if isinstance(value, int) else None


def _holds(one: Compared, now: Tally, then: Tally) -> bool | None:
    """Whether two votes' totals bear a comparison out; None where its words leave that open."""
    n, m = _number(now, one.side.name), _number(then, one.side.name)
    if n is None or m is None:
        return None
    if one.now not in (None, n) or one.before not in (None, m):
        return False
    if one.way is None:
        return True
    if one.by is not None and n - m != one.by * one.way:
        return False
    right = _goes(n - m, one.way)
    by_margin = _goes(_margin(now) - _margin(then), one.way)
    return None if one.side.is_vague and one.before is None and right is not by_margin else right


def _goes(difference: int, way: int) -> bool:
    return difference * way > 0 if way else difference == 0


def _margin(tally: Tally) -> int:
    return (tally.yes or 0) - (tally.no or 0)


def _single(place: _Place, one: Compared, carried: list[Entry]) -> tuple[Finding | None, list[Entry]]:
    """The finding on a comparison, and the earlier votes that it means."""
    first: tuple[Finding, list[Entry]] | None = None
    for record, measure in _spoken_of(place):
        if not _is_of_time(place, one, record) or not (meant := _meant(place, one, record, carried)):
            continue
        verdict, other = _verdict(place, one, record, meant)
        if verdict is Verdict.MATCHES and first is not None:
            doubt = f"it holds of {label(record)} — {first[0].reason}"
            return replace(first[0], verdict=Verdict.SEVERAL, reason=doubt), []
        finding = answered(_claim(place, one, measure), verdict, _beside(one, record, other), record)
        if verdict is Verdict.MATCHES:
            return finding, [other]
        first = first or (finding, meant)
    return first or (_unknown(place, one), [])


def _is_of_time(place: _Place, one: Compared, record: RollCall) -> bool:
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


def _verdict(place: _Place, one: Compared, record: RollCall, meant: Sequence[Entry]) -> tuple[Verdict, Entry]:
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


def _is_sure(place: _Place, one: Compared, record: RollCall, meant: Sequence[Entry]) -> bool:
    """Whether a comparison that the record contradicts was surely read right."""
    told = any(
        t.record.id == record.id and place.start - NEAR < a < place.end
        for t in place.history.told
        for a in t.ballot.anchors
    )
    near = told or record.id in {vote.id for vote, _ in _by_totals(place)}
    if one.side.is_said:
        return near
    sides = (replace(one, side=Side(name)) for name in SIDES)
    return near and not any(_holds(other, record.tally, e.tally) for other in sides for e in meant)


def _chain(place: _Place, steps: Sequence[Compared]) -> Iterator[Finding]:
    """Findings on steps told in one breath, each beside the vote with the later number."""
    numbers = [steps[0].before, *(s.now for s in steps)]
    names = [steps[0].side.name] if steps[0].side.is_said else list(SIDES)
    for name in names:
        for record, measure in _spoken_of(place):
            pool = [record, *_others(place.history, record), *place.history.of_session(record)]
            for last in pool:
                path = _path(pool, [last], numbers[::-1], name)
                if path is not None:
                    yield from _stepwise(place, steps, path[::-1], measure)
                    return


def _path(
    pool: Sequence[Entry], path: list[Entry], numbers: Sequence[int | None], side: str
) -> list[Entry] | None:
    """Votes with these numbers, the latest first, each the next before in time that fits."""
    if _number(path[-1].tally, side) != numbers[len(path) - 1]:
        return None
    if len(path) == len(numbers):
        return path
    for entry in pool:
        if entry.held < path[-1].held and (found := _path(pool, [*path, entry], numbers, side)):
            return found
    return None


def _stepwise(
    place: _Place, steps: Sequence[Compared], path: Sequence[Entry], measure: str
) -> Iterator[Finding]:
    records = place.history.read_all([e.id for e in path])
    for step, then, now in zip(steps, path, path[1:], strict=False):
        if (record := records.get(now.id)) is not None:
            yield answered(_claim(place, step, measure), Verdict.MATCHES, _beside(step, record, then), record)


def _claim(place: _Place, one: Compared, measure: str) -> Claim:
    side = SIDES[one.side.name]
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
    now, then = _number(record.tally, side), _number(other.tally, side)
    return f"{then} {SIDES[side]} in {called(other)}, {now} in {label(record)}"


def _unknown(place: _Place, one: Compared) -> Finding | None:
    """Where the earlier vote is not found: said only of words that surely compare votes."""
    spoken = _spoken_of(place)
    if not spoken or not one.side.is_said or one.before is None:
        return None
    record, measure = spoken[0]
    others = _others(place.history, record)
    near = f"; the latest at hand is {called(others[0])}" if others else ""
    return answered(
        _claim(place, one, measure),
        Verdict.NOT_CHECKABLE,
        f"the earlier vote meant is not at hand{near}",
        record,
    )


# ------------------------------------------------------------------ extremes
_EXTREME = re.compile(
    r"\b(?P<way>highest|largest|biggest|strongest|(?<=the )most|lowest|smallest|fewest|weakest|narrowest)\b(?P<what>[^.;:!?]{0,50}?)"
    r"\b(?P<span>ever|since|on record|so far|yet|to date|in (?:more than |over |almost |nearly )?(?:(?P<decade>a decade)|(?P<years>\w+) years))\b"
    r"|\b(?P<never>never (?:before )?(?:had|have|has) so (?:many|few))(?P<whose>[^.;:!?]{0,60})"
    r"|\b(?P<record>record (?:number|high|low)\b)(?P<of>[^.;:!?]{0,30})",
    re.IGNORECASE,
)
_SINCE = re.compile(r"[^.;:!?,]{0,40}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:figure|number|score|total|count|tally|result|votes?)\b", re.IGNORECASE)
_LOW = re.compile(r"lowest|smallest|fewest|weakest|narrowest|few\b|low\b", re.IGNORECASE)


def _extreme(place: _Place) -> Iterator[Finding]:
    """“the highest number of votes ever”, “the lowest score in more than a decade”, “never had so many abstained”."""
    match = _EXTREME.search(place.source.text, place.start, place.end)
    spoken = _spoken_of(place)
    if match is None or not spoken or (side := _side_of(place, match)) is None:
        return
    record, measure = spoken[0]
    first, now = _first_year(place.source.text, match, place.end, record), _number(record.tally, side)
    if first is None or now is None:
        return
    series = [e for e in place.history.earlier(record) if e.held.year >= first]
    numbers = [n for e in series if (n := _number(e.tally, side)) is not None]
    if len(numbers) < 2:
        return
    low = bool(_LOW.search(match["way"] or match["never"] or match["record"]))
    best = min(numbers) if low else max(numbers)
    reason = f"{now} {SIDES[side]}; {'at least' if low else 'at most'} {best} in the {len(numbers)} earlier votes at hand"
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"the {'lowest' if low else 'highest'} number of {SIDES[side]}",
        measure=measure,
        evidence=place.source.evidence(*match.span()),
    )
    verdict = Verdict.MATCHES if (now <= best if low else now >= best) else Verdict.CONFLICTS
    yield answered(claim, verdict, reason, record)


def _side_of(place: _Place, match: re.Match[str]) -> str | None:
    """The side of which an extreme is claimed; None where the words may be about something else."""
    text = place.source.text
    inside = side_in(text, *match.span(), match.start())
    around = side_in(text, place.start, place.end, match.start())
    what = match["what"]
    if inside is not None or what is None:
        return inside.name if inside else None
    if _COUNTED.search(what):
        return around.name if around else Side().name
    return around.name if around and not what.strip(" ,") else None


def _first_year(text: str, match: re.Match[str], end: int, record: RollCall) -> int | None:
    """The first year of which an extreme is claimed; None where the words do not tell."""
    if match["decade"]:
        return record.held.year - TEN
    if match["years"]:
        return (
            record.held.year - number_of(match["years"])
            if re.fullmatch(NUMBER, match["years"], re.IGNORECASE)
            else None
        )
    if (match["span"] or "").lower() == "since":
        since = _SINCE.match(text, match.end(), end)
        return int(since[1]) + 1 if since else None
    return 0
