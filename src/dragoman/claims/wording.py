"""How findings speak of records: choices, totals, days and labels in plain words."""

from __future__ import annotations

import datetime as dt

from dragoman.claims.subjects import Entry
from dragoman.domain.rollcalls import Choice, Tally

CHOICE_WORDS = {
    Choice.YES: "voted in favour",
    Choice.NO: "voted against",
    Choice.ABSTAIN: "abstained",
    Choice.ABSENT: "did not vote",
}


def day_of(day: dt.date) -> str:
    """`24 February 2025`."""
    return f"{day.day} {day:%B %Y}"


def totals(tally: Tally) -> str:
    """`93–18–65`, in the order for–against–abstaining."""
    return str(tally)


def label(record: Entry) -> str:
    """The shortest official name: the symbol, else the draft's, else the title."""
    return record.symbol or record.draft or f"“{record.title}”"


def listed(names: list[str], most: int = 8) -> str:
    """`A, B and C`, cut with a count where there are many."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "none"
