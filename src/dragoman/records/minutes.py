"""What minutes of all kinds have in common: the words of a result, and the vote they make with its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, Tally
from dragoman.records.lists import split_list
from dragoman.records.seats import Roll

HEADINGS = {
    "in favour": Choice.YES,
    "against": Choice.NO,
    "abstaining": Choice.ABSTAIN,
    "abstentions": Choice.ABSTAIN,
}
HEADING = re.compile(r"\b(In favour|Against|Abstaining|Abstentions)\s*:")
DRAFT = re.compile(r"\b[AS]/(?:[A-Z0-9.-]+/){0,3}(?:L\.\d+|\d{4}/\d+)(?:/Rev\.\d+)?(?:/Add\.\d+)?")
TITLE = re.compile(r"\b(?:entitled|titled)\s+[“\"]([^”\"]{3,400})[”\"]")
_PARAGRAPH = re.compile(
    r"\b(paragraphs?|preambular|operative|subparagraphs?|words|sentence|section)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The sentence that states a result."""

    verb: str
    first: str
    second: str
    abstain: str | None
    amended: bool = False

    @property
    def is_rejected(self) -> bool:
        return self.verb in ("rejected", "not adopted", "defeated")

    @property
    def outcome(self) -> Outcome:
        if self.is_rejected:
            return Outcome.REJECTED
        return Outcome.ADOPTED_AS_AMENDED if self.amended else Outcome.ADOPTED

    def tally(self, counted: Tally) -> Tally:
        """The stated totals; on a rejection the noes are named first, unless the lists say otherwise."""
        first, second = number_of(self.first), number_of(self.second)
        yes, no = (second, first) if self.is_rejected else (first, second)
        if (counted.yes, counted.no) == (no, yes):
            yes, no = no, yes
        return Tally(yes=yes, no=no, abstain=number_of(self.abstain or "none"))


def number_of(words: str) -> int:
    return int(words) if words.isdigit() else 0


def parse_lists(text: str, on: date | None, *, until_unknown: bool = False) -> tuple[Roll, str]:
    """The choices under their headings, and the words after the last list; or up to what is no name, where no end is known."""
    roll, subject = Roll(), ""
    places = list(HEADING.finditer(text))
    for place, match in enumerate(places):
        end = places[place + 1].start() if place + 1 < len(places) else len(text)
        names, subject = split_list(text[match.end() : end], on, until_unknown=until_unknown)
        roll.add_names(names, HEADINGS[match[1].lower()], on)
    return roll, subject


def kind_of(subject: str, *, rejected: bool) -> MeasureKind:
    """What was voted on, from the words that name it."""
    words = subject.lower()
    if "amendment" in words:
        return MeasureKind.AMENDMENT
    if _PARAGRAPH.search(words):
        return MeasureKind.PARAGRAPH
    if "motion" in words or "proposal" in words:
        return MeasureKind.MOTION
    if "decision" in words:
        return MeasureKind.OTHER
    return MeasureKind.DRAFT if rejected else MeasureKind.RESOLUTION


def last_match(pattern: re.Pattern[str], text: str) -> str | None:
    """The last of what the pattern finds: its first group, else all of it."""
    found = None
    for match in pattern.finditer(text):
        found = match[1] if pattern.groups else match[0]
    return found
