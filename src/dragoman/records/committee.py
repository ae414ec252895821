"""Committee reports, as text: recorded votes in a Main Committee or the Human Rights Council, with sponsors and lists.

The same draft is voted on again in plenary: these are other roll calls, of another body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from dragoman.domain.measures import MeasureKind
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records.lists import find_days, flat, names_in
from dragoman.records.minutes import DRAFT, TITLE, Result, kind_of, last_match, parse_lists
from dragoman.records.seats import note_of
from dragoman.records.texts import read_text
from dragoman.world import seat_of_spelling

VOTE = re.compile(
    r"\b(?P<verb>[Aa]dopted|[Aa]pproved|[Rr]etained|[Rr]ejected)(?P<subject>(?:[^.]|\.(?=\S)){0,300}?)"
    r"by a (?:recorded|roll-call) vote of (?P<first>\d{1,3}|none) to (?P<second>\d{1,3}|none)"
    r"(?:, with (?P<abstain>\d{1,3}|no) abstentions?)?"
)
LISTS = re.compile(r"\bvoting was as follows\s*:\s*(?=In favour)")
REPORT = re.compile(r"\bA/(?:HRC/)?\d{1,2}/\d{1,4}(?:/Add\.\d+)?\b")
NAMED_MEETING = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) meeting\b")
SUBMITTED = re.compile(r"\bsubmitted by (?P<who>(?:[^.]|\.(?=\S)){1,3000})\.")
JOINED = re.compile(
    r"(?:Subsequently|At the same meeting), (?P<who>(?:[^.]|\.(?=\S)){1,2000}?) joined in sponsoring"
)
COMMITTEES = {"First": "C1", "Second": "C2", "Third": "C3", "Fourth": "C4", "Fifth": "C5", "Sixth": "C6"}
BETWEEN = 400
"""Characters between the result and its lists, at most."""


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — what stands in the file decides
    text = flat(head.decode("utf-8", "replace"))
    return bool(VOTE.search(text) and LISTS.search(text))


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    text = flat(read_text(stream, where))
    days = list(find_days(text))
    for order, match in enumerate(VOTE.finditer(text), 1):
        lists = LISTS.search(text, match.end(), match.end() + BETWEEN)
        if lists is None:
            continue
        held = held_on(text, match.start(), days)
        if held is None:
            raise ParseError("does not say the day of the vote", where=where, row=order, column="vote")
        names = text[lists.end() : _end_of_lists(text, lists.end())]
        yield _roll_call(passage_before(text, match.start()), match, names, held, order, report_of(text))


def passage_before(text: str, place: int) -> str:
    """The words on this draft before the vote: from about where a title was last told."""
    titles = list(TITLE.finditer(text, 0, place))
    return text[max(0, titles[-1].start() - 200) if titles else 0 : place]


def _end_of_lists(text: str, start: int) -> int:
    """Where the last of the lists ends: each closes with a full stop."""
    place = start
    while heading := re.compile(r"\s*(?:\S*\d\S*\s+){0,6}(In favour|Against|Abstaining)\s*:[^.:]*\.?").match(
        text, place
    ):
        place = heading.end()
        if text[place : place + 1].isdigit() or text[place : place + 1].isalpha():
            place = text.find(".", place) + 1 or len(text)
    return place


def held_on(text: str, place: int, days: list[tuple[int, date]]) -> date | None:
    """The day of the meeting named last before the vote: where that meeting is first named, its day is told."""
    meeting = last_match(NAMED_MEETING, text[:place])
    before = [day for at, day in days if at < place]
    if meeting is None:
        return before[-1] if before else None
    for match in re.finditer(rf"\b{meeting}(?:st|nd|rd|th) meeting,? (?:held )?on ", text[:place]):
        for at, day in days:
            if at == match.end():
                return day
    return before[-1] if before else None


def report_of(text: str) -> str | None:
    found = REPORT.search(text)
    return found[0] if found else None


def body_of(draft: str | None, text: str) -> str:
    if draft and (numbered := re.match(r"A/C\.([1-6])/", draft)):
        return f"C{numbered[1]}"
    if draft and draft.startswith("A/HRC/"):
        return "HRC"
    named = re.search(r"\b(First|Second|Third|Fourth|Fifth|Sixth) Committee\b", text)
    return COMMITTEES[named[1]] if named else "UNGA"


def _roll_call(
    before: str, match: re.Match[str], lists: str, held: date, order: int, report: str | None
) -> RollCall:
    verb = match["verb"].lower()
    result = Result(
        verb=verb,
        first=match["first"],
        second=match["second"],
        abstain=match["abstain"],
        amended="amended" in match["subject"],
    )
    subject = match["subject"].strip(" ,")
    draft = last_match(DRAFT, subject) or last_match(DRAFT, before)
    roll, _ = parse_lists(lists, held)
    kind = kind_of(subject, rejected=result.is_rejected)
    title = last_match(TITLE, before)
    told = title or subject or draft or "untitled"
    return RollCall(
        id=f"committee:{report or held}:{order}",
        body=body_of(draft, before),
        held=held,
        draft=draft,
        title=told if kind in (MeasureKind.RESOLUTION, MeasureKind.DRAFT) else f"{subject}: {told}",
        kind=kind,
        session=draft.split("/")[2] if draft and draft.startswith("A/C.") else None,
        choices=dict(sorted(roll.choices.items())),
        unknown=tuple(roll.unknown),
        stated=result.tally(Tally.of(roll.choices)),
        outcome=result.outcome,
        sponsors=() if kind is MeasureKind.AMENDMENT else sponsors_in(before, held),
        importer="committee",
        note=note_of(f"report {report}" if report else None, *roll.clashes),
    )


def sponsors_in(text: str, on: date) -> tuple[str, ...]:
    """Seats of those who submitted the draft and those who joined them."""
    seats: dict[str, None] = {}
    for pattern in (SUBMITTED, JOINED):
        for match in pattern.finditer(text):
            for name in names_in(match["who"], on):
                if seat := seat_of_spelling(name, on):
                    seats[seat] = None
    return tuple(seats)
