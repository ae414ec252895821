"""Time expressions, anchored on the day of publication; a day that is not said is not invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dragoman.text.document import DateMention, Precision
from dragoman.text.spans_of_time import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Days,
    day_near,
    day_of,
    month_near,
    month_of,
    season_of,
    shift_months,
    week_of,
    weekday_near,
    weekend_before,
    year_of,
)

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
NUMBERS = {word: n for n, word in enumerate(_UNITS)} | {
    "a": 1, "an": 1, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(d.title() for d in WEEKDAYS)})"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s?[–—-]\s?(?P<to>[0-3]?\d)|\s(?:to|and)\s(?P<to2>[0-3]?\d))?"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_PART = r"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in )?)?"
_LOOKS_AHEAD = frozenset({"will", "'ll", "wo", "would", "shall", "may", "might", "must", "should", "to"})
_COUNTED = re.compile(r"\s[a-z]+s\b")
"""What follows a number that counts things and is no year: “by 2000 troops”."""
REACH = 1500
"""How far back, in characters, “the next day” looks for the day it follows."""


@dataclass(slots=True)
class _Reader:
    """What the rules look at: the day of publication, the tense around, the dates found so far."""

    published: date | None
    tense: Callable[[int], bool | None]
    """True for future, False for past, None where the grammar does not tell."""
    found: list[DateMention] = field(default_factory=list)

    def last_day(self, at: int) -> date | None:
        """The day named last before this place."""
        for mention in reversed(self.found):
            if at - mention.end > REACH:
                return None
            if mention.precision is Precision.DAY and mention.first and mention.first == mention.last:
                return mention.first
        return None

    def last_date(self, at: int) -> date | None:
        """The first day of the date named last before this place, however precise."""
        near = [m for m in self.found if m.first and at - m.end <= REACH]
        return near[-1].first if near else None

    def told_year(self, at: int) -> int | None:
        """The past year that the tale is in: the one said with the last full date nearby."""
        for mention in reversed(self.found):
            if at - mention.end > REACH // 3:
                return None
            if re.search(r"\d{4}", mention.text) and mention.precision in (Precision.DAY, Precision.MONTH):
                year = mention.first.year if mention.first else None
                return year if year and self.published and year < self.published.year else None
        return None


_Anchored = tuple[Days | None, Precision]
_Rule = Callable[[re.Match[str], _Reader], "_Anchored | None"]


def find_dates(text: str, published: date | None, parse: Any = None) -> tuple[DateMention, ...]:
    """Every time expression of a text, sorted by place; unanchored ones have no days."""
    reader = _Reader(published=published, tense=_tense_reader(parse))
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


def _longest(text: str) -> Iterator[tuple[re.Match[str], _Rule]]:
    """Matches of all rules by place; of those that overlap, the longest."""
    matches = [(m, rule) for pattern, rule in _RULES for m in pattern.finditer(text)]
    matches.sort(key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    taken: list[tuple[re.Match[str], _Rule]] = []
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
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            aux = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
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


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _one(day: date | None) -> _Anchored | None:
    return ((day, day), Precision.DAY) if day else None


def _full_date(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    month, day = MONTHS[m["month"].rstrip(".").lower()], int(m["day"])
    until = m["to"] or m["to2"]
    if m["year"]:
        first = day_of(int(m["year"]), month, day)
    elif told := reader.told_year(m.start()):
        first = day_of(told, month, day)
    elif reader.published:
        first = day_near(reader.published, month, day, future=reader.tense(m.start("month")))
    else:
        return (None, Precision.DAY) if day_of(2000, month, day) else None
    last = day_of(first.year, month, int(until)) if first and until else first
    return ((first, last), Precision.DAY) if first and last and first <= last else None


def _iso_date(m: re.Match[str], reader: _Reader) -> _Anchored | None:  # noqa: ARG001
    return _one(day_of(int(m["year"]), int(m["m"]), int(m["d"])))


def _month(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    month = MONTHS[m["month"].rstrip(".").lower()]
    if m["year"]:
        return month_of(int(m["year"]), month), Precision.MONTH
    if not reader.published:
        return None, Precision.MONTH
    if told := reader.told_year(m.start()):
        return month_of(told, month), Precision.MONTH
    which = (m["which"] or "").lower()
    if which == "last" and month == reader.published.month:
        return month_of(reader.published.year - 1, month), Precision.MONTH
    future = which in ("next", "coming") or (which != "last" and reader.tense(m.start("month")) is True)
    if which == "next" and month == reader.published.month:
        return month_of(reader.published.year + 1, month), Precision.MONTH
    return month_near(reader.published, month, future=future), Precision.MONTH


def _weekday(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    if not reader.published:
        return None, Precision.DAY
    weekday, which = WEEKDAYS[m["weekday"].lower()], (m["which"] or "").lower()
    if which == "last":
        return _one(weekday_near(reader.published - timedelta(days=1), weekday, future=False))
    future = which in ("next", "coming") or (not which and reader.tense(m.start("weekday")) is True)
    if future and not which and reader.published.weekday() == weekday:
        return _one(reader.published)
    return _one(weekday_near(reader.published, weekday, future=future))


def _near_day(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    if not reader.published:
        return None, Precision.DAY
    word = m.group().lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word.split()[0], 0)
    if word.startswith("the day before"):
        shift = -2
    if word.startswith("the day after"):
        shift = 2
    return _one(reader.published + timedelta(days=shift))


def _this_unit(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    """“last week”, “earlier this month”, “early next year”."""
    unit, which = m["unit"].lower(), m["which"].lower()
    precision = Precision(unit)
    if not reader.published:
        return None, precision
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    days = _unit_at(reader.published, unit, step)
    part = (m["part"] or "").lower()
    if step == 0 and part == "earlier":
        days = days[0], max(days[0], reader.published)
    if step == 0 and part == "later":
        days = reader.published, days[1]
    return days, precision


def _unit_at(anchor: date, unit: str, step: int) -> Days:
    if unit == "week":
        return week_of(anchor + timedelta(weeks=step))
    if unit == "month":
        moved = shift_months(anchor.replace(day=1), step)
        return month_of(moved.year, moved.month)
    if unit == "year":
        return year_of(anchor.year + step)
    decade = anchor.year // 10 * 10 + 10 * step
    return date(decade, 1, 1), date(decade + 9, 12, 31)


def _ago(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    unit, n = m["unit"].lower(), _number(m["n"])
    exact = (m["exact"] or "").strip().lower()
    if not reader.published:
        return None, Precision.DAY if unit == "day" or exact == "today" else Precision(unit)
    return _moved(reader.published, unit, -n, exact)


def _moved(anchor: date, unit: str, n: int, exact: str = "") -> _Anchored | None:
    """The day, week, month or year that lies `n` units from the anchor, as precise as its unit."""
    try:
        if unit == "day":
            return _one(anchor + timedelta(days=n))
        if unit == "week":
            return week_of(anchor + timedelta(weeks=n)), Precision.WEEK
        moved = shift_months(anchor, n * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
    except (ValueError, OverflowError):
        return None
    if exact == "today" or exact == "on this day":
        return _one(moved)
    if exact == "this week":
        return week_of(moved), Precision.WEEK
    if exact == "this month" or unit == "month":
        return month_of(moved.year, moved.month), Precision.MONTH
    return year_of(moved.year), Precision.YEAR


def _after(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    """“two days later”, “the next day”, “the following month”: counted from the day named before."""
    unit = m["unit"].lower()
    n = _number(m["n"]) if m.groupdict().get("n") else 1
    if m.groupdict().get("way", "").lower() in ("before", "previous", "earlier"):
        n = -n
    anchor = reader.last_day(m.start()) if unit == "day" else reader.last_date(m.start())
    return _moved(anchor, unit, n) if anchor else (None, Precision(unit))


def _counted_from(m: re.Match[str], reader: _Reader) -> _Anchored | None:  # noqa: ARG001
    """“three days after the vote”: the vote's day is not said here."""
    return None, Precision(m["unit"].lower())


def _anniversary(m: re.Match[str], reader: _Reader) -> _Anchored | None:  # noqa: ARG001
    return None, Precision.DAY


def _same_day(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    day = reader.last_day(m.start())
    return _one(day) if day else (None, Precision.DAY)


def _year(m: re.Match[str], reader: _Reader) -> _Anchored | None:  # noqa: ARG001
    if m.group().lower().startswith(("by ", "of ", "from ")) and _COUNTED.match(m.string, m.end()):
        return None
    year, part = int(m["year"]), (m["part"] or "").lower()
    if until := m["until"]:
        last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
        return ((date(year, 1, 1), date(last, 12, 31)), Precision.YEAR) if last > year else None
    days = year_of(year)
    if part.startswith("earl"):
        days = days[0], date(year, 6, 30)
    elif part.startswith("late"):
        days = date(year, 7, 1), days[1]
    return days, Precision.YEAR


def _decade(m: re.Match[str], reader: _Reader) -> _Anchored | None:  # noqa: ARG001
    year = int(m["decade"])
    return (date(year, 1, 1), date(year + 9, 12, 31)), Precision.DECADE


def _season(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    first_month, which = SEASONS[m["season"].lower()], (m["which"] or "").lower()
    if m["year"]:
        return season_of(int(m["year"]), first_month), Precision.SEASON
    if not reader.published or not which:
        return None, Precision.SEASON
    now = reader.published
    around = [season_of(y, first_month) for y in range(now.year - 2, now.year + 2)]
    if which == "last":
        return max(d for d in around if d[1] < now), Precision.SEASON
    if which == "next":
        return min(d for d in around if d[0] > now), Precision.SEASON
    return min(around, key=lambda d: min(abs(d[0] - now), abs(d[1] - now))), Precision.SEASON


def _weekend(m: re.Match[str], reader: _Reader) -> _Anchored | None:
    if not reader.published:
        return None, Precision.DAY
    ahead = (m["which"] or "").lower() == "next" or reader.tense(
        m.start("which") if m["which"] else m.start()
    )
    days = weekend_before(reader.published)
    if ahead is True:
        days = days[0] + timedelta(days=7), days[1] + timedelta(days=7)
    return days, Precision.DAY


def _rule(pattern: str, rule: _Rule) -> tuple[re.Pattern[str], _Rule]:
    return re.compile(rf"\b(?:{pattern})(?!\w)"), rule


_LEAD = r"(?:[Ss]ince|[Ii]n|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Bb]efore|[Aa]fter|[Tt]he|[Bb]ack in)"
_NO_WHICH = r"(?P<which>(?!))?"
_NO_YEAR = r"(?P<year>(?!))?"
_NO_UNTIL = r"(?P<until>(?!))?"
_WHICH = r"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming)\s)"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    _rule(rf"(?:{_DAY}{_TO}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?)", _full_date),
    _rule(rf"(?:{_MONTH}\s{_DAY}{_TO}(?:,?\s{_YEAR})?)", _full_date),
    _rule(r"(?P<year>1[5-9]\d\d|20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)", _iso_date),
    _rule(rf"(?:[Ss]ince\s)?{_PART}{_MONTH}(?:\sof)?,?\s{_YEAR}{_NO_WHICH}", _month),
    _rule(
        rf"(?:[Ss]ince|[Ii]n|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Tt]hrough)\s(?:early|late|mid)?[ -]?{_WHICH}?{_MONTH}{_NO_YEAR}(?!['’]s)",
        _month,
    ),
    _rule(rf"(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)\s{_MONTH}{_NO_YEAR}{_NO_WHICH}(?=\s[a-z])", _month),
    _rule(rf"{_MONTH}{_NO_YEAR}{_NO_WHICH}(?=['’]s\s)", _month),
    _rule(rf"{_WHICH}{_MONTH}{_NO_YEAR}", _month),
    _rule(rf"{_WHICH}?{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?", _weekday),
    _rule(
        r"[Ee]arlier today|[Ll]ater today|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his (?:morning|afternoon|evening)"
        r"|[Tt]he day (?:before yesterday|after tomorrow)",
        _near_day,
    ),
    _rule(
        rf"{_PART}(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming|[Pp]ast)\s(?P<unit>week|month|year|decade)",
        _this_unit,
    ),
    _rule(
        rf"(?:[Aa]bout |[Aa]lmost |[Nn]early |[Mm]ore than )?(?i:{_N})\s{_UNIT}\sago(?P<exact>\stoday|\sthis\sweek|\sthis\smonth|\son\sthis\sday)?",
        _ago,
    ),
    _rule(rf"(?i:{_N})\s{_UNIT}\s(?P<way>later|earlier)", _after),
    _rule(r"[Tt]he (?P<way>next|following|previous)\s(?P<unit>day|week|month|year)", _after),
    _rule(
        r"[Tt]he (?P<unit>day|week|month|year)\s(?P<way>before|after)(?!\s(?:yesterday|tomorrow|\w))", _after
    ),
    _rule(rf"(?i:{_N})\s{_UNIT}\s(?:before|after)", _counted_from),
    _rule(r"(?:the|its|their)\s(?:\w+(?:-\w+)?\s)?anniversary(?:\sof)?", _anniversary),
    _rule(r"(?:[Oo]n\s)?(?:[Tt]hat|[Tt]he)\s(?:same|very)\sday|[Oo]n that day", _same_day),
    _rule(
        rf"{_LEAD}\s{_PART}{_YEAR}(?:\s?[–-]\s?(?P<until>20\d\d|19\d\d|\d\d)(?![\d-]))?(?![-/.,]?\d|-)", _year
    ),
    _rule(rf"(?P<part>[Ee]arly|[Ll]ate)[ -](?:in )?{_YEAR}{_NO_UNTIL}", _year),
    _rule(r"(?:[Ss]ince\s)?(?:[Tt]he\s)?(?:early |late |mid-)?(?P<decade>1[5-9]\d0|20\d0)s", _decade),
    _rule(rf"(?:[Ii]n\s)?(?:the\s)?(?:{_WHICH})?{_SEASON}(?:\sof)?\s{_YEAR}", _season),
    _rule(rf"{_WHICH}{_SEASON}{_NO_YEAR}", _season),
    _rule(
        r"(?:[Aa]t|[Oo]ver|[Oo]n) (?:the|(?P<which>this|last|next)) weekend|(?:last|this|next) weekend",
        _weekend,
    ),
)
