"""Words for the time of an earlier vote, seen from a later one: “in 1982”, “two years ago”, “then”, “last time”."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

A_YEAR = (300, 430)
"""Days between two votes for “a year earlier”, where the calendar year does not say it."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = {m[:3]: i for i, m in enumerate(MONTHS, 1)}
MONTH = rf"(?-i:{'|'.join(MONTHS)}|(?:{'|'.join(_SHORT)}|Sept)\.)"
_BEFORE_MONTH = "".join(
    f"|(?<={word} )" for word in ("since", "of", "last", "than", "from", "with", "to", "early", "late")
)
_TEXT = "(?:one|text|vote|ballot|draft|resolution|occasion|count|motion|request|roll call|time|version)"
_WHEN = Sieve(
    rf"\b(?:(?P<ago>{NUMBER}|an?) years? (?:ago|earlier|before|previously)\b"
    r"|(?P<decade>a decade (?:ago|earlier|before))\b"
    r"|(?P<year_ago>(?:last|(?:the )?previous|(?:the )?preceding) year|the year before|(?:in (?:the (?:past|last) )?)?(?:twelve|12) months(?: (?:ago|earlier|before))?|(?:in|over|within) (?:a|one|the) year\b(?! (?:of|that|when|in|to)\b))\b"
    rf"|(?P<day>\d{{1,2}}) (?P<month>{MONTH})(?: (?P<year>\d{{4}}))?\b"
    rf"|(?P<us_month>{MONTH}) (?P<us_day>\d{{1,2}})\b(?!\d)(?:,? (?P<us_year>\d{{4}})\b)?"
    rf"|(?:(?<=in ){_BEFORE_MONTH})(?P<bare_month>{MONTH})(?: (?P<bare_year>\d{{4}}))?\b"
    rf"|(?P<owning_month>{MONTH})(?=['’]s\b)"
    r"|(?P<alone>(?:19|20)\d\d)\b"
    rf"|(?P<last>last time|the time before|(?:the|its|their) (?:previous|preceding|last|prior) {_TEXT}|(?:its|the) predecessor|(?<=than )before)\b"
    rf"|(?P<back>(?:(?<=since )|(?<=than )|(?<=as )|(?<=back ))then|this time|(?:an?|two|three|four|some|\d+) (?:days|weeks?|months?) (?:ago|earlier|before)|(?:the|that|its) (?:earlier|former|first|other) {_TEXT})\b)",
)


@dataclass(frozen=True, slots=True)
class When:
    """What words say of the time of an earlier vote."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    ago: int | None = None
    """Years before the vote spoken of."""
    from_today: bool = False
    """“Two years ago”, “last year”: counted from the day of the report."""
    last: bool = False
    """The vote just before."""
    back: bool = False
    """A vote spoken of before."""

    @property
    def is_told(self) -> bool:
        """Whether the words name a time."""
        return not (self.last or self.back)

    def fits(self, held: dt.date, now: dt.date) -> bool:
        """Whether a vote was held at that time, seen from a day: that of the vote spoken of, or `from_today`."""
        days = (now - held).days
        if self.ago is not None:
            return held.year == now.year - self.ago or (self.ago == 1 and A_YEAR[0] <= days <= A_YEAR[1])
        if self.year is None and not 0 < days <= A_YEAR[1]:
            return False
        said = ((self.year, held.year), (self.month, held.month), (self.day, held.day))
        return all(mine in (None, theirs) for mine, theirs in said)


def find_when(text: str, start: int, end: int) -> When | None:
    """The first words for an earlier time between two places."""
    return next(find_whens(text, start, end), None)


def find_whens(text: str, start: int, end: int) -> Iterator[When]:
    for m in _WHEN.finditer(text, start, end):
        month = m["month"] or m["us_month"] or m["bare_month"] or m["owning_month"]
        year = m["year"] or m["us_year"] or m["bare_year"] or m["alone"]
        day = m["day"] or m["us_day"]
        ago = m["ago"] and (1 if m["ago"].lower() in ("a", "an") else number_of(m["ago"]))
        yield When(
            *m.span(),
            year=int(year) if year else None,
            month=_SHORT[month[:3]] if month else None,
            day=int(day) if day else None,
            ago=ago or (10 if m["decade"] else 1 if m["year_ago"] else None),
            from_today=m[0].lower().endswith((" ago", "last year")),
            last=bool(m["last"]),
            back=bool(m["back"]),
        )
