"""Where a time expression lies: each kind's days, counted from the day of publication or from a day named before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.text.document import DateMention, Precision
from dragoman.text.numbers import NUMBERS
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

COUNTS = NUMBERS | {"a": 1, "an": 1}
"""“a week ago”, “two weeks ago”."""
_COUNTED = re.compile(r"\s[a-z]+s\b")
"""What follows a number that counts things and is no year: “by 2000 troops”."""
OPENING = 300
"""Characters at the head of a text in which a look back says of what time it tells."""
REACH = 1500
"""How far back, in characters, “the next day” looks for the day it follows."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """What the rules look at: the day of publication, the tense around, the dates found so far."""

    published: date | None
    written: date | None
    """The day of the dateline, on which “today” was written; that of publication where there is none."""
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
        dated = (m for m in reversed(self.found) if m.first)
        last = next(dated, None)
        return last.first if last and at - last.end <= REACH else None

    def told_year(self, m: re.Match[str]) -> int | None:
        """The past year that the tale is in: the one said with the last full date nearby in the paragraph, or just
        meant by “of that year”."""
        if m.groupdict().get("that"):
            last = self.last_date(m.start())
            return last.year if last else None
        for mention in reversed(self.found):
            if m.start() - mention.end > REACH // 3 or "\n" in m.string[mention.end : m.start()]:
                break
            full = mention.precision in (Precision.DAY, Precision.MONTH) or self._opens(m.string, mention)
            if full and re.search(r"\d{4}", mention.text):
                year = mention.first.year if mention.first else None
                return year if year and self.published and year < self.published.year else None
        return self._opening_year()

    @staticmethod
    def _opens(text: str, mention: DateMention) -> bool:
        """“In 1982 …”, “1982 – …” at the head of a paragraph: the year of all that it tells."""
        return mention.precision is Precision.YEAR and text[max(0, mention.start - 1) : mention.start] in (
            "",
            "\n",
        )

    def _opening_year(self) -> int | None:
        """The past year of which the whole tale is: the one its first date names, “on this day in 1982”."""
        first = self.found[0] if self.found else None
        if first is None or first.first is None or self.published is None or first.start > OPENING:
            return None
        return first.first.year if (self.published - first.first).days > A_YEAR else None


Anchored = tuple[Days | None, Precision]
Rule = Callable[[re.Match[str], Reader], "Anchored | None"]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word.lower()]


def _one(day: date | None) -> Anchored | None:
    return ((day, day), Precision.DAY) if day else None


def anchor_full_date(m: re.Match[str], reader: Reader) -> Anchored | None:
    month, day = MONTHS[m["month"].rstrip(".").lower()], int(m["day"])
    until = m["to"] or m["to2"]
    which = m.groupdict().get("of")
    if m["year"]:
        first = day_of(int(m["year"]), month, day)
    elif which in ("last", "this") and reader.published:
        first = day_of(reader.published.year - (which == "last"), month, day)
    elif told := reader.told_year(m):
        first = day_of(told, month, day)
    elif reader.published:
        first = day_near(reader.published, month, day, future=reader.tense(m.start("month")))
    else:
        return (None, Precision.DAY) if day_of(2000, month, day) else None
    last = day_of(first.year, month, int(until)) if first and until else first
    return ((first, last), Precision.DAY) if first and last and first <= last else None


def anchor_iso_date(m: re.Match[str], reader: Reader) -> Anchored | None:  # noqa: ARG001
    return _one(day_of(int(m["year"]), int(m["m"]), int(m["d"])))


def anchor_month(m: re.Match[str], reader: Reader) -> Anchored | None:
    month = MONTHS[m["month"].rstrip(".").lower()]
    if m["year"]:
        return month_of(int(m["year"]), month), Precision.MONTH
    if not reader.published:
        return None, Precision.MONTH
    which, of = (m["which"] or "").lower(), m.groupdict().get("of")
    if of in ("last", "this"):
        return month_of(reader.published.year - (of == "last"), month), Precision.MONTH
    if not which and (told := reader.told_year(m)):
        return month_of(told, month), Precision.MONTH
    if which == "last" and month == reader.published.month:
        return month_of(reader.published.year - 1, month), Precision.MONTH
    future = which in ("next", "coming") or (which != "last" and reader.tense(m.start("month")) is True)
    if which == "next" and month == reader.published.month:
        return month_of(reader.published.year + 1, month), Precision.MONTH
    return month_near(reader.published, month, future=future), Precision.MONTH


def anchor_weekday(m: re.Match[str], reader: Reader) -> Anchored | None:
    if not reader.published:
        return None, Precision.DAY
    weekday, which = WEEKDAYS[m["weekday"].lower()], (m["which"] or "").lower()
    if which == "last":
        return _one(weekday_near(reader.published - timedelta(days=1), weekday, future=False))
    future = which in ("next", "coming") or (not which and reader.tense(m.start("weekday")) is True)
    if future and not which and reader.published.weekday() == weekday:
        return _one(reader.published)
    return _one(weekday_near(reader.published, weekday, future=future))


def anchor_weekday_and_day(m: re.Match[str], reader: Reader) -> Anchored | None:
    """“Friday the 12th”: the last such day before publication, or the next where the grammar looks ahead."""
    if not reader.published:
        return None, Precision.DAY
    weekday, number = WEEKDAYS[m["weekday"].lower()], int(m["day"])
    step = timedelta(days=1 if reader.tense(m.start("weekday")) is True else -1)
    day = reader.published
    for _ in range(A_YEAR):
        if day.day == number and day.weekday() == weekday:
            return _one(day)
        day += step
    return None


A_YEAR = 366


def anchor_holiday(m: re.Match[str], reader: Reader) -> Anchored | None:
    """“Christmas Eve”, “New Year's Day 2017”."""
    month, day = HOLIDAYS[m["holiday"].lower().replace("’", "'")]
    if m["year"]:
        return _one(day_of(int(m["year"]), month, day))
    if not reader.published:
        return None, Precision.DAY
    return _one(day_near(reader.published, month, day, future=reader.tense(m.start("holiday"))))


def anchor_from_holiday(m: re.Match[str], reader: Reader) -> Anchored | None:
    """“three days before Christmas”, “the day after Christmas Day”; weeks before it are no single day."""
    holiday, precision = anchor_holiday(m, reader) or (None, Precision.DAY)
    if holiday is None or m["unit"].lower() != "day":
        return None, precision
    count = _number(m["n"]) if m["n"] else 1
    return _one(holiday[0] + timedelta(days=-count if m["way"].lower() == "before" else count))


HOLIDAYS = {
    "christmas": (12, 25),
    "new year": (1, 1),
    "the new year": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


def anchor_near_day(m: re.Match[str], reader: Reader) -> Anchored | None:
    if not reader.written:
        return None, Precision.DAY
    word = m.group().lower().replace("-", "")
    shift = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(word.split()[0], 0)
    if word.startswith("the day before"):
        shift = -2
    if word.startswith("the day after"):
        shift = 2
    return _one(reader.written + timedelta(days=shift))


def anchor_this_unit(m: re.Match[str], reader: Reader) -> Anchored | None:
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


def anchor_ago(m: re.Match[str], reader: Reader) -> Anchored | None:
    unit, n = m["unit"].lower(), _number(m["n"])
    exact = (m["exact"] or "").strip().lower()
    if not reader.published:
        return None, Precision.DAY if unit == "day" or exact == "today" else Precision(unit)
    return _moved(reader.published, unit, -n, exact)


def _moved(anchor: date, unit: str, n: int, exact: str = "") -> Anchored | None:
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


def anchor_after(m: re.Match[str], reader: Reader) -> Anchored | None:
    """“two days later”, “the next day”, “the following month”: counted from the day named before."""
    unit = m["unit"].lower()
    n = _number(m["n"]) if m.groupdict().get("n") else 1
    if m.groupdict().get("way", "").lower() in ("before", "previous", "earlier"):
        n = -n
    anchor = reader.last_day(m.start()) if unit == "day" else reader.last_date(m.start())
    return _moved(anchor, unit, n) if anchor else (None, Precision(unit))


def anchor_counted_from(m: re.Match[str], reader: Reader) -> Anchored | None:  # noqa: ARG001
    """“three days after the vote”: the vote's day is not said here."""
    return None, Precision(m["unit"].lower())


def anchor_anniversary(m: re.Match[str], reader: Reader) -> Anchored | None:  # noqa: ARG001
    return None, Precision.DAY


def anchor_that_year(m: re.Match[str], reader: Reader) -> Anchored | None:
    """“That year's vote”: the year of the date named last, where it is a past one."""
    last = reader.last_date(m.start())
    past = last is not None and reader.published is not None and last.year < reader.published.year
    return (year_of(last.year), Precision.YEAR) if last is not None and past else (None, Precision.YEAR)


def anchor_same_day(m: re.Match[str], reader: Reader) -> Anchored | None:
    day = reader.last_day(m.start())
    return _one(day) if day else (None, Precision.DAY)


def anchor_year(m: re.Match[str], reader: Reader) -> Anchored | None:  # noqa: ARG001
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


def anchor_decade(m: re.Match[str], reader: Reader) -> Anchored | None:  # noqa: ARG001
    year = int(m["decade"])
    return (date(year, 1, 1), date(year + 9, 12, 31)), Precision.DECADE


def anchor_season(m: re.Match[str], reader: Reader) -> Anchored | None:
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


def anchor_weekend(m: re.Match[str], reader: Reader) -> Anchored | None:
    if not reader.published:
        return None, Precision.DAY
    ahead = (m["which"] or "").lower() == "next" or reader.tense(
        m.start("which") if m["which"] else m.start()
    )
    days = weekend_before(reader.published)
    if ahead is True:
        days = days[0] + timedelta(days=7), days[1] + timedelta(days=7)
    return days, Precision.DAY
