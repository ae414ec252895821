"""Extremes of a series: “the highest number of votes ever”, “the lowest score in more than a decade”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.claims.series import History, answered, called, paragraph_of
from dragoman.claims.sides import Side, side_in
from dragoman.claims.spoken import NAMES, SIDES, Place, margin, number, places, spoken_of
from dragoman.claims.subjects import words_of
from dragoman.claims.superlatives import Superlative, find_superlative
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.rollcalls import RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

TEN = 10
"""Years of a decade."""
MOST_OWN = 2
"""Of more earlier votes under the same title than that, others are left aside."""

_EXTREME = Sieve(
    r"\b(?P<way>highest|largest|biggest|strongest|(?<=the )most|lowest|smallest|fewest|weakest|narrowest)\b(?P<what>[^.;:!?]{0,60}?)"
    r"\b(?P<span>ever|since|on record|so far|yet|to date|(?:has|have|had) (?:ever )?(?:received|won|got|drawn|collected|obtained|attracted|gathered)|in (?:more than |over |almost |nearly )?(?:(?P<decade>a decade)|(?P<years>\w+) years))\b"
    r"|\b(?P<never>never (?:before )?(?:had|have|has) so (?:many|few))(?P<whose>[^.;:!?]{0,60})"
    r"|\b(?P<record>record (?:number|high|low)\b)(?P<of>[^.;:!?]{0,30})"
    r"|\b(?P<most>(?:more|fewer) (?:votes|support|backing|states|countries|governments|members|noes|abstentions|opponents|supporters)[^.;:!?,]{0,40}? than ever\b(?: before)?"
    r"|a record \d+ (?:states|countries|votes|members|governments|nations)|never (?:before )?been so (?:wide|broad|high|great|strong|large|low|small|weak|few|many)"
    r"|no (?:earlier|previous) (?:edition|version|text|resolution|vote|draft)[^.;:!?,]{0,30}? (?:as|so) (?:many|few)(?: (?:votes|noes|supporters|abstentions))?)",
)
_SINCE = re.compile(r"[^.;:!?,]{0,40}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_SINCE_THEN = re.compile(r"[^.;:!?,]{0,30}?\bsince\b[^.;:!?,]{0,40}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
"""“never been so low *since 1998*”."""
_COUNTED = re.compile(r"\b(?:figure|number|score|total|count|tally|result|votes?)\b", re.IGNORECASE)
_NUMBER = re.compile(rf"\b{NUMBER}\b", re.IGNORECASE)
_LOW = re.compile(
    r"lowest|smallest|fewest|weakest|narrowest|few(?:er)?\b|low\b|small\b|weak\b", re.IGNORECASE
)


def find_extremes(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every extreme that the report claims of a vote it surely means."""
    if not history.told:
        return ()
    return tuple(f for place in places(history, source) for f in (*_extreme(place), *_nobody(place)))


_NOBODY = Sieve(
    r"\bfor the first time(?: ever)?,? (?:[\w ]{0,20} )?(?:nobody|no one|not (?:one|a single) \w+|no \w+|none)(?: \w+){0,3}? "
    r"(?:(?P<no>oppos\w+|voted (?:against|no)|(?:was|were|stood|came out) against|against|dissent\w*|objected)|(?P<abstain>abstain\w*))\b|"
    r"\bfirst (?:such |[A-Z]\w+ )?(?:text|resolution|vote|time|draft|motion|one)(?: \w+){0,6} (?:without|with (?:not|no)) (?:a |any |one )?(?:single )?(?:(?P<opposed>no vote|vote against|noe?s?|negative vote|dissent\w*|opposition|opponent|objection)|(?P<abstained>abstentions?))\b"
)


def _nobody(place: Place) -> Iterator[Finding]:
    """“For the first time nobody voted against it”: the first of its series with nought on a side."""
    match = _NOBODY.search(place.source.text, place.start, place.end)
    if match is None:
        return
    side = "no" if match["no"] or match["opposed"] else "abstain"
    for record, measure in spoken_of(place):
        past = place.history.earlier(record)
        numbers = [(number(e.tally, side), e) for e in past]
        if number(record.tally, side) != 0 or not past:
            continue
        before = next((e for n, e in numbers if n == 0), None)
        claim = Claim(
            kind=ClaimKind.OTHER,
            text=f"no {NAMES[side]} for the first time",
            measure=measure,
            evidence=place.source.evidence(*match.span()),
        )
        reason = (
            f"no {NAMES[side]} in {called(before)} either"
            if before
            else f"some in each of the {len(past)} earlier votes at hand"
        )
        yield answered(claim, Verdict.CONFLICTS if before else Verdict.MATCHES, reason, record)
        return


def _extreme(place: Place) -> Iterator[Finding]:
    """“the highest number of votes ever”, “the lowest score in more than a decade”, “never had so many abstained”."""
    match = _EXTREME.search(place.source.text, place.start, place.end)
    said = find_superlative(place.source.text, (place.start, place.end))
    if not (match or said) or not (spoken := spoken_of(place) or _opening(place)):
        return
    record, measure = _newest(place.history, spoken)
    claimed = match and _usual(place, match, record)
    if claimed is None and said is not None:
        claimed = _composed(place, said, record)
    if claimed is None or (now := number(record.tally, claimed.side.name)) is None:
        return
    side, low, first = claimed.side, claimed.is_low, claimed.first
    past = place.history.earlier(record) or place.history.of_session(record)
    if claimed.is_composed:
        same = [e for e in past if words_of(e.title) == words_of(record.title)]
        past = same if len(same) > MOST_OWN else past
    series = [e for e in past if e.held.year >= first]
    numbers = [n for e in series if (n := number(e.tally, side.name)) is not None]
    if len(numbers) < 2:
        return
    best = min(numbers) if low else max(numbers)
    right = now <= best if low else now >= best
    margins = [margin(e.tally) for e in series]
    by_margin = margin(record.tally) <= min(margins) if low else margin(record.tally) >= max(margins)
    if (side.is_vague and right is not by_margin) or not (right or side.is_said):
        return
    if not right and claimed.is_composed and _told_beside(place) != {record.id}:
        return
    reason = f"{now} {NAMES[side.name]}; {'at least' if low else 'at most'} {best} in the {len(numbers)} earlier votes at hand"
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"the {'lowest' if low else 'highest'} number of {NAMES[side.name]}",
        measure=measure,
        evidence=place.source.evidence(claimed.start, claimed.end),
    )
    yield answered(claim, Verdict.MATCHES if right else Verdict.CONFLICTS, reason, record)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An extreme as claimed of one vote: of which side, which way, and of the votes from which year."""

    start: int
    end: int
    side: Side
    is_low: bool
    first: int
    is_composed: bool = False


def _usual(place: Place, match: re.Match[str], record: RollCall) -> _Claimed | None:
    side, first = (
        _side_of(place, match, record),
        _first_year(place.source.text, match, place.end, record),
    )
    if side is None or first is None:
        return None
    low = _LOW.search(match["way"] or match["never"] or match["record"] or match["most"]) is not None
    return _Claimed(*match.span(), side, low, first)


def _composed(place: Place, said: Superlative, record: RollCall) -> _Claimed | None:
    side = said.side or _shown(place, said.start, record)
    first = record.held.year - said.years if said.years else said.year or 0
    return _Claimed(said.start, said.end, side, said.is_low, first, is_composed=True) if side else None


def _shown(place: Place, end: int, record: RollCall) -> Side | None:
    """The side whose total of a vote stands before in the sentence, if it is that of one side only."""
    numbers = {number_of(m[0]) for m in _NUMBER.finditer(place.source.text, place.start, end)}
    shown = [name for name in SIDES if number(record.tally, name) in numbers]
    return Side(shown[0], is_said=True) if len(shown) == 1 else None


def _told_beside(place: Place) -> set[str]:
    """The votes that the paragraph speaks of up to the end of the sentence."""
    start = paragraph_of(place.source.text, place.start)
    return {t.record.id for t in place.history.told if any(start <= a < place.end for a in t.ballot.anchors)}


def _opening(place: Place) -> list[tuple[RollCall, str]]:
    """The newest vote told, which the first lines of a report are about though they do not name it yet."""
    if place.source.text.count("\n", 0, place.start) > 1:
        return []
    newest = max(place.history.told, key=lambda t: t.record.held)
    return [(newest.record, newest.ballot.measure.id)]


def _newest(history: History, spoken: Sequence[tuple[RollCall, str]]) -> tuple[RollCall, str]:
    """The last vote told of the series of that spoken of last: an extreme is seldom said of an earlier one."""
    series = {e.id for e in history.series(spoken[0][0])}
    return max((pair for pair in spoken if pair[0].id in series), key=lambda pair: pair[0].held)


def _side_of(place: Place, match: re.Match[str], record: RollCall) -> Side | None:
    """The side of which an extreme is claimed; None where the words may be about something else."""
    text, what = place.source.text, match["what"]
    inside = side_in(text, *match.span(), match.start())
    if match["most"]:
        return inside or side_in(text, place.start, match.start(), match.start()) or Side(is_said=True)
    if inside is not None or what is None or (what.strip(" ,") and not _COUNTED.search(what)):
        return inside
    if shown := _shown(place, match.start(), record):
        return shown
    around = side_in(text, place.start, place.end, match.start())
    return around or (Side() if what.strip(" ,") else None)


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
    later = _SINCE_THEN.match(text, match.end(), end)
    return int(later[1]) + 1 if later is not None else 0
