"""Arithmetic of days, weeks, months, seasons and years: each a first and a last day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of the season in the northern hemisphere, where most of the reports are written."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def month_of(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def week_of(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekend_before(day: date) -> Days:
    """The last Saturday and Sunday begun on or before `day`."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1)


def season_of(year: int, first_month: int) -> Days:
    """Three months from `first_month`; winter runs into the next year."""
    return date(year, first_month, 1), shift_months(date(year, first_month, 1), 3) - timedelta(days=1)


def shift_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last day where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def weekday_near(anchor: date, weekday: int, *, future: bool) -> date:
    """The last such weekday up to the anchor itself, or the next one after it."""
    if future:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def month_near(anchor: date, month: int, *, future: bool) -> Days:
    """The last such month begun up to the anchor, or the next one not over yet."""
    year = anchor.year
    if future and month < anchor.month:
        year += 1
    if not future and month > anchor.month:
        year -= 1
    return month_of(year, month)


def day_near(anchor: date, month: int, day: int, *, future: bool | None) -> date | None:
    """That day in the year that suits the tense; without a tense the year in which it is nearest."""
    found = [d for y in (anchor.year - 1, anchor.year, anchor.year + 1) if (d := day_of(y, month, day))]
    if future is True:
        found = [d for d in found if d >= anchor]
    if future is False:
        found = [d for d in found if d <= anchor]
    return min(found, key=lambda d: abs(d - anchor), default=None)
