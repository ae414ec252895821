"""Verbatim records (PV) of the General Assembly and the Security Council, as text: recorded votes with their results.

What a delegation “subsequently” said it had intended is kept apart and not counted. A separate vote on a paragraph and a vote on
an amendment are roll calls of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records.lists import find_days, flat, names_in, without_furniture
from dragoman.records.minutes import DRAFT, TITLE, Result, kind_of, last_match, number_of, parse_lists
from dragoman.records.seats import Roll, note_of
from dragoman.records.texts import read_text
from dragoman.world import seat_of_spelling

MEETING = re.compile(r"\b(?:A/(?:(?:ES|S)-)?\d+|S)/PV\.\d+(?:\s?\(Resumption\s?\d\))?")
RESULT = re.compile(
    r"\b(?:was|were|is|has been|have been)\s+(?P<verb>not adopted|adopted|carried|retained|rejected|approved)"
    r"(?P<how>(?:,? (?:as )?(?:orally )?(?:amended|revised|a whole|and as a whole),?){0,3})"
    r" by (?:a recorded vote of )?(?P<first>\d{1,3}|none) (?:votes? )?to (?P<second>\d{1,3}|none)"
    r"(?:,? with (?P<abstain>\d{1,3}|no) abstentions?)?"
    r"(?: \((?:resolution|decision) (?P<symbol>[^)]{1,40})\))?"
)
OLDER_RESULT = re.compile(
    r"\bBy (?P<first>\d{1,3}|none) votes? to (?P<second>\d{1,3}|none)(?:,? with (?P<abstain>\d{1,3}|no) abstentions?)?,"
    r" (?P<subject>[^.]{3,200}?),? (?:was|were) (?P<verb>not adopted|adopted|carried|retained|rejected|approved)"
    r"(?P<how>,? as (?:orally )?amended)?(?: \((?:resolution|decision) (?P<symbol>[^)]{1,40})\))?"
)
COUNCIL_RESULT = re.compile(
    r"(?P<first>\d{1,2}|no) votes? in favour, (?P<second>\d{1,2}|none|no votes) (?:votes? )?against,? "
    r"(?:and )?(?P<abstain>\d{1,2}|no|none) abstentions?"
)
RESULTS = (RESULT, OLDER_RESULT, COUNCIL_RESULT)
COUNCIL_ADOPTED = re.compile(r"adopted as resolution (\d{1,4} ?\(\d{4}\))")
DRAFT_TEXT = re.compile(rf"\b(?:draft (?:resolution|decision)|document)s? [^.;,]{{0,40}}?({DRAFT.pattern})")
AMENDED = re.compile(r"\bas (?:orally )?amended\b")
VETO = re.compile(r"negative vote of (?:a|one|two|three) permanent member")
INTENDED = re.compile(
    r"delegations? of (?P<who>[^\]]{1,400}?) (?:informed|advised)[^\]]{0,120}?intended "
    r"(?:to vote |to )?(?P<what>in favour|against|abstain|not to participate)"
)
INTENTIONS = {"in favour": Choice.YES, "against": Choice.NO, "abstain": Choice.ABSTAIN}
AFTERWARDS = 1200
"""Characters after a result in which its “Subsequently …” and the Council's outcome stand."""


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — what stands in the file decides
    text = flat(head.decode("utf-8", "replace"))
    return bool("In favour:" in text and any(form.search(text) for form in RESULTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Which meeting a record is of."""

    symbol: str
    held: date

    @property
    def body(self) -> str:
        return "UNSC" if self.symbol.startswith("S/") else "UNGA"

    @property
    def session(self) -> str | None:
        return self.symbol.split("/")[1] if self.body == "UNGA" else None


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    text = flat(read_text(stream, where))
    meeting = meeting_of(text, where)
    text = without_furniture(text)
    starts = [match.start() for match in re.finditer(r"\bIn favour\s*:", text)]
    end, title, draft = 0, None, None
    for order, start in enumerate(starts, 1):
        stop = starts[order] if order < len(starts) else len(text)
        before, segment = text[end:start], text[start:stop]
        match = next(filter(None, (form.search(segment) for form in RESULTS)), None)
        if new := last_match(TITLE, before):
            title, draft = new, None
        draft = last_match(DRAFT_TEXT, before) or draft
        end = start + (match.end() if match else len("In favour:"))
        vote = _voted(meeting, segment, match) if match else _without_result(meeting, segment)
        yield _roll_call(meeting, order, vote, title, draft)


def meeting_of(text: str, where: str) -> Meeting:
    symbol = MEETING.search(text)
    held = next((day for _, day in find_days(text)), None)
    if symbol is None or held is None:
        missing = "symbol" if symbol is None else "day"
        raise ParseError(
            f"does not say the {missing} of its meeting", where=where, hint="load the whole record"
        )
    return Meeting(symbol=symbol[0], held=held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What the lists and the result after them tell."""

    roll: Roll
    subject: str = ""
    stated: Tally = field(default_factory=Tally)
    outcome: Outcome | None = None
    symbol: str | None = None
    after: str = ""
    note: str | None = None


def _voted(meeting: Meeting, segment: str, match: re.Match[str]) -> Vote:
    roll, subject = parse_lists(segment[: match.start()], meeting.held)
    after = segment[match.end() : match.end() + AFTERWARDS]
    if match.re is COUNCIL_RESULT:
        stated, outcome, symbol = _council_result(match, after)
        return Vote(roll=roll, stated=stated, outcome=outcome, symbol=symbol, after=after)
    subject = match.groupdict().get("subject") or subject
    result = Result(
        verb=match["verb"],
        first=match["first"],
        second=match["second"],
        abstain=match["abstain"],
        amended=bool(AMENDED.search(subject + (match["how"] or ""))),
    )
    series = "DEC" if "decision" in match[0] else "RES"
    return Vote(
        roll=roll,
        subject=subject,
        stated=result.tally(Tally.of(roll.choices)),
        outcome=result.outcome,
        symbol=match["symbol"] and f"A/{series}/{match['symbol'].replace(' ', '')}",
        after=after,
    )


def _without_result(meeting: Meeting, segment: str) -> Vote:
    """The names as far as they go; what was decided is not guessed."""
    roll, _ = parse_lists(segment, meeting.held, until_unknown=True)
    return Vote(roll=roll, note="no result that is understood stands after the names")


def _roll_call(meeting: Meeting, order: int, vote: Vote, title: str | None, draft: str | None) -> RollCall:
    roll, subject = vote.roll, vote.subject
    if vote.outcome:
        roll.fill_absent("UN" if meeting.body == "UNGA" else "UNSC", meeting.held)
    kind = kind_of(subject, rejected=not (vote.outcome and vote.outcome.adopted))
    final = kind in (MeasureKind.RESOLUTION, MeasureKind.DRAFT)
    told = title or subject or "untitled"
    return RollCall(
        id=f"verbatim:{meeting.symbol}:{order}",
        body=meeting.body,
        held=meeting.held,
        symbol=vote.symbol,
        draft=last_match(DRAFT, subject) or draft,
        title=told if final or not subject else f"{subject}: {told}",
        kind=kind,
        session=meeting.session,
        meeting=meeting.symbol,
        choices=dict(sorted(roll.choices.items())),
        intended=parse_intentions(vote.after, meeting.held),
        unknown=tuple(roll.unknown),
        stated=vote.stated,
        outcome=vote.outcome,
        order=order,
        importer="verbatim",
        note=note_of(subject if final else None, vote.note, *roll.clashes),
    )


def _council_result(match: re.Match[str], after: str) -> tuple[Tally, Outcome, str | None]:
    yes, no, abstain = (number_of(match[name]) for name in ("first", "second", "abstain"))
    stated = Tally(yes=yes, no=no, abstain=abstain)
    if adopted := COUNCIL_ADOPTED.search(after):
        return stated, Outcome.ADOPTED, f"S/RES/{adopted[1].replace(' ', '')}"
    return stated, Outcome.VETOED if VETO.search(after) else Outcome.REJECTED, None


def parse_intentions(text: str, on: date) -> dict[str, Choice]:
    """What delegations “subsequently” said they had meant to choose, in the brackets after a result."""
    intended: dict[str, Choice] = {}
    for bracket in re.finditer(r"\[Subsequently[^\]]{1,1000}\]", text):
        for match in INTENDED.finditer(bracket[0]):
            for name in names_in(match["who"], on):
                seat = seat_of_spelling(name, on)
                if seat:
                    intended[seat] = INTENTIONS.get(match["what"], Choice.ABSENT)
    return dict(sorted(intended.items()))
