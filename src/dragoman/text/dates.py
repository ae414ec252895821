"""Time expressions, anchored on the day of publication; a day that is not said is not invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from dragoman.text.anchoring import (
    COUNTS,
    Reader,
    Rule,
    anchor_after,
    anchor_ago,
    anchor_anniversary,
    anchor_counted_from,
    anchor_decade,
    anchor_from_holiday,
    anchor_full_date,
    anchor_holiday,
    anchor_iso_date,
    anchor_month,
    anchor_near_day,
    anchor_same_day,
    anchor_season,
    anchor_that_year,
    anchor_this_unit,
    anchor_weekday,
    anchor_weekday_and_day,
    anchor_weekend,
    anchor_year,
)
from dragoman.text.document import DateMention
from dragoman.text.sieve import Sieve
from dragoman.text.spans_of_time import MONTHS, SEASONS, WEEKDAYS, day_near, weekday_near

_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_CAPITALS = (
    r"(?P<month>JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_WEEKDAY = rf"(?P<weekday>{'|'.join(d.title() for d in WEEKDAYS)})"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_THAT_YEAR = r"(?P<that>\sof (?:that|the same) year)?"
_TO = r"(?:\s?[–—-]\s?(?P<to>[0-3]?\d)|\s(?:to|and)\s(?P<to2>[0-3]?\d))?"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_PART = r"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in )?)?"
_LOOKS_AHEAD = frozenset({"will", "'ll", "wo", "would", "shall", "may", "might", "must", "should", "to"})


def find_dates(text: str, published: date | None, parse: Any = None) -> tuple[DateMention, ...]:
    """Every time expression of a text, sorted by place; unanchored ones have no days."""
    reader = Reader(published=published, written=_dateline(text, published), tense=_tense_reader(parse))
    for match, rule in _longest(text):
        anchored = rule(match, reader)
        if anchored is None:
            continue
        days, precision = anchored
        reader.found.append(
            DateMention(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                first=days[0] if days else None,
                last=days[1] if days else None,
                precision=precision,
            )
        )
    return tuple(reader.found)


_DATELINE = re.compile(rf"(?m:^)[A-Z][A-Z.,’' -]{{2,40}}, (?:{_MONTH} {_DAY}\b|{_WEEKDAY}\.? ?[-–—])")
HEAD = 300
"""Characters within which a report's dateline stands."""
LATE = 3
"""Days that a report may lie between its dateline and its publication."""


def _dateline(text: str, published: date | None) -> date | None:
    """The day of “LONDON, Dec. 16 —”, on which the report was written; that of publication where it has none."""
    match = _DATELINE.search(text, 0, HEAD)
    if published is None or match is None:
        return published
    if match["weekday"]:
        return weekday_near(published, WEEKDAYS[match["weekday"].lower()], future=False)
    day = day_near(published, MONTHS[match["month"].rstrip(".").lower()], int(match["day"]), future=False)
    return day if day is not None and 0 <= (published - day).days <= LATE else published


def _longest(text: str) -> Iterator[tuple[re.Match[str], Rule]]:
    """Matches of all rules by place; of those that overlap, the longest."""
    matches = [(m, rule) for pattern, rule in _rules() for m in pattern.find_all(text)]
    matches.sort(key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    taken: list[tuple[re.Match[str], Rule]] = []
    covered = bytearray(len(text) + 1)
    for m, rule in matches:
        if not any(covered[m.start() : m.end()]):
            covered[m.start() : m.end()] = b"\1" * (m.end() - m.start())
            taken.append((m, rule))
    return iter(sorted(taken, key=lambda pair: pair[0].start()))


def _tense_reader(parse: Any) -> Callable[[int], bool | None]:
    if parse is None:
        return lambda _: None
    return lambda at: _is_future(parse.char_span(at, at + 1, alignment_mode="expand"))


def _is_future(span: Any) -> bool | None:
    """Whether the verb that a date hangs on looks ahead; None where there is no verb."""
    if span is None:
        return None
    token = span[0]
    owned = token.dep_ == "poss"  # “to read of Thursday's votes” looks back
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            aux = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
            aux -= {"to"} if owned else set()
            if aux & _LOOKS_AHEAD:
                return "have" not in aux
            if token.tag_ in ("VBD", "VBN") or aux & {"had", "has", "have", "was", "were"}:
                return False
            if token.tag_ != "VBG":
                return None
        if token.head == token:
            return None
        token = token.head
    return None


def _rule(pattern: str, rule: Rule) -> tuple[Sieve, Rule]:
    return Sieve(rf"\b(?:{pattern})(?!\w)", 0), rule


_LEAD = r"(?:[Aa]s (?:late|recently|early) as|[Ss]ince|[Ii]n|IN|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Bb]efore|[Aa]fter|[Tt]he|[Bb]ack in)"
_NO_WHICH = r"(?P<which>(?!))?"
_NO_YEAR = r"(?P<year>(?!))?"
_NO_UNTIL = r"(?P<until>(?!))?"
_NO_PART = r"(?P<part>(?!))?"
_WHICH = r"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming)\s)"
_OF_WHICH = r",? (?:of )?(?P<of>last|this|that|the same) year"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Sieve, Rule], ...]:
    """Each pattern with the rule that anchors what it finds; compiled when first needed."""
    return (
        _rule(rf"(?:{_DAY}{_TO}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR}|{_OF_WHICH})?)", anchor_full_date),
        _rule(rf"(?:{_MONTH}\s{_DAY}{_TO}(?:,?\s{_YEAR}|{_OF_WHICH})?)", anchor_full_date),
        _rule(rf"(?:{_DAY}{_TO}\s{_CAPITALS}(?:,?\s{_YEAR})?)", anchor_full_date),
        _rule(r"(?P<year>1[5-9]\d\d|20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)", anchor_iso_date),
        _rule(rf"(?:[Ss]ince\s)?{_PART}{_MONTH}(?:\sof)?,?\s{_YEAR}{_NO_WHICH}", anchor_month),
        _rule(
            rf"(?:[Ss]ince|[Ii]n|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Tt]hrough)\s(?:early|late|mid)?[ -]?{_WHICH}?{_MONTH}{_NO_YEAR}{_THAT_YEAR}(?!['’]s|,?\s\d{{4}})",
            anchor_month,
        ),
        _rule(rf"(?:[Ii]n\s)?{_MONTH}{_OF_WHICH}{_NO_YEAR}{_NO_WHICH}", anchor_month),
        _rule(rf"(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)\s{_MONTH}{_NO_YEAR}{_NO_WHICH}(?=\s[a-z])", anchor_month),
        _rule(rf"{_MONTH}{_NO_YEAR}{_NO_WHICH}(?=['’]s\s)", anchor_month),
        _rule(rf"{_WHICH}{_MONTH}{_NO_YEAR}", anchor_month),
        _rule(rf"{_WHICH}?{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?", anchor_weekday),
        _rule(rf"{_WEEKDAY},? the {_DAY}", anchor_weekday_and_day),
        _rule(
            rf"(?P<holiday>Christmas (?:Eve|Day)|New Year['’]s (?:Eve|Day))(?:,?\s(?:of\s)?{_YEAR})?",
            anchor_holiday,
        ),
        _rule(
            rf"(?i:(?:{_N}|the)\s{_UNIT}\s(?P<way>before|after))\s(?P<holiday>Christmas(?: Eve| Day)?|(?:the )?New Year){_NO_YEAR}",
            anchor_from_holiday,
        ),
        _rule(
            r"[Ll]ast night|[Ee]arlier today|[Ll]ater today|[Tt]o-?day|[Yy]esterday|[Tt]o-?morrow|[Tt]o-?night|[Tt]his (?:morning|afternoon|evening)"
            r"|[Tt]he day (?:before yesterday|after tomorrow)",
            anchor_near_day,
        ),
        _rule(
            rf"{_PART}(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming|[Pp]ast)\s(?P<unit>week|month|year|decade)",
            anchor_this_unit,
        ),
        _rule(
            rf"(?:[Aa]bout |[Aa]lmost |[Nn]early |[Mm]ore than )?(?i:{_N})\s{_UNIT}\sago(?P<exact>\stoday|\sthis\sweek|\sthis\smonth|\son\sthis\sday)?",
            anchor_ago,
        ),
        _rule(
            rf"(?i:{_N})\s{_UNIT}\s(?P<way>later|earlier|on(?=[,;.]|\sthe\s\w+\s(?:was|were|had)\b))",
            anchor_after,
        ),
        _rule(r"[Tt]he (?P<way>next|following|previous)\s(?P<unit>day|week|month|year)", anchor_after),
        _rule(r"(?P<way>Next)\s(?P<unit>day)", anchor_after),
        _rule(
            r"[Tt]he (?P<unit>day|week|month|year)\s(?P<way>before|after)(?!\s(?:yesterday|tomorrow|\w))",
            anchor_after,
        ),
        _rule(rf"(?i:{_N})\s{_UNIT}\s(?:before|after)", anchor_counted_from),
        _rule(r"(?:[Ii]n |[Ll]ater )?(?:[Tt]hat|[Tt]he same) year(?=['’]s\b|[ ,.;])", anchor_that_year),
        _rule(r"(?:the|its|their)\s(?:\w+(?:-\w+)?\s)?anniversary(?:\sof)?", anchor_anniversary),
        _rule(
            r"(?:(?:[Oo]n|[Ii]n|[Aa]t)\s)?(?:[Tt]hat|[Tt]he)\s(?:same|very)\s(?:day|sitting|meeting|morning|afternoon|evening|night)|[Oo]n that day",
            anchor_same_day,
        ),
        _rule(
            rf"{_LEAD}\s{_PART}{_YEAR}(?:\s?[–-]\s?(?P<until>20\d\d|19\d\d|\d\d)(?![\d-]))?(?![-/.,]?\d|-)",
            anchor_year,
        ),
        _rule(rf"(?P<part>[Ee]arly|[Ll]ate)[ -](?:in )?{_YEAR}{_NO_UNTIL}", anchor_year),
        _rule(rf"{_NO_PART}{_YEAR}{_NO_UNTIL}(?=,? when\b)", anchor_year),
        _rule(
            rf"(?:(?<=^)|(?<=[.;\n] )|(?<=\n)|(?<=[-•*] )){_NO_PART}{_YEAR}{_NO_UNTIL}(?= ?[:–—]| - )",
            anchor_year,
        ),
        _rule(rf"(?<=\n){_NO_PART}{_YEAR}{_NO_UNTIL}(?=\. [A-Z])", anchor_year),
        _rule(
            r"(?:[Ss]ince\s)?(?:[Tt]he\s)?(?:early |late |mid-)?(?P<decade>1[5-9]\d0|20\d0)s", anchor_decade
        ),
        _rule(rf"(?:[Ii]n\s)?(?:the\s)?(?:{_WHICH})?{_SEASON}(?:\sof)?\s{_YEAR}", anchor_season),
        _rule(rf"{_WHICH}{_SEASON}{_NO_YEAR}", anchor_season),
        _rule(
            r"(?:[Aa]t|[Oo]ver|[Oo]n) (?:the|(?P<which>this|last|next)) weekend|(?:last|this|next) weekend",
            anchor_weekend,
        ),
    )
