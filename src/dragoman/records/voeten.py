"""Erik Voeten's UNVotes as CSV, in its versions: Latin-1 or UTF-8, with NA for zero, with days that are wrong before 2005.

It holds what the Library's files do not: rejected drafts, amendments and separate votes on paragraphs until 2018.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import BinaryIO

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records.seats import note_of, seat_for
from dragoman.records.table import Row, header_of, parse_repeating_lines
from dragoman.world import seat_of_spelling, states

NEEDED = frozenset({"rcid", "ccode", "vote", "session", "date", "unres"})
CHOICES = {"1": Choice.YES, "2": Choice.ABSTAIN, "3": Choice.NO, "8": Choice.ABSENT}
NOT_A_MEMBER = "9"
OF_THE_MEMBER = frozenset({"", "rcid", "ccode", "member", "vote", "country", "countryname"})
ISSUES = {
    "me": "Palestinian conflict",
    "nu": "nuclear weapons",
    "di": "arms control and disarmament",
    "hr": "human rights",
    "co": "colonialism",
    "ec": "economic development",
}
DAYS_ARE_RIGHT_FROM = date(2005, 1, 1)
"""Compared with the Library's days: right in 0–5 % of the roll calls before 2000, 44 % in 2000–04, all from 2005."""

FIRST_NUMBERS = (
    *(1, 103, 185, 288, 376, 502, 609, 713, 807, 907, 1003, 1134, 1237, 1351, 1493, 1622, 1752),
    *(1872, 1994, 2007, 2133, 2251, 2376, 2498, 2620, 2750, 2902, 3050, 3200, 3362, 3542),
)
"""First resolution number of sessions 1 to 31, within a few: other numbers in `unres` are counters, not resolutions."""
LETTERS_ARE_PARTS_FROM = 31
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — the columns decide, not the name
    return header_of(head) >= NEEDED


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    lines = parse_repeating_lines(stream, where, leading, encoding=encoding_of(stream))
    names = [name.strip().lower() for name in next(lines, (1, []))[1]]
    if missing := NEEDED - set(names):
        raise ParseError(f"has no column “{min(missing)}”", where=where, row=1)
    at = {name: names.index(name) for name in ("rcid", "ccode", "vote")}
    votes: dict[str, tuple[Row, date, dict[str, Choice], dict[str, None]]] = {}
    for number, cells in lines:
        rcid, letter = cells[at["rcid"]], cells[at["vote"]].strip().removesuffix(".0")
        if rcid not in votes:
            first = Row(where, number, dict(zip(names, cells, strict=False)))
            votes[rcid] = (first, first.day("date"), {}, {})
        _, day, choices, unknown = votes[rcid]
        if letter == NOT_A_MEMBER:
            continue
        if letter not in CHOICES:
            raise ParseError(f"“{letter[:20]}” is no vote", where=where, row=number, column="vote")
        member = dict(zip(names, cells, strict=False))
        name, code = member.get("countryname", ""), member.get("country", "")
        seat = seat_of_member(member["ccode"], code, name, day)
        if seat is None:
            unknown[name or member["ccode"]] = None
        elif choices.get(seat, Choice.ABSENT) is Choice.ABSENT:
            choices[seat] = CHOICES[letter]
    for row, _, choices, unknown in votes.values():
        yield parse_roll_call(row, choices, tuple(unknown))


def leading(header: list[str]) -> int:
    """How many columns at the start speak of the member, not of the vote."""
    names = [name.strip().lower() for name in header]
    return next((i for i, name in enumerate(names) if name not in OF_THE_MEMBER), 0) or 1


def encoding_of(stream: BinaryIO) -> str:
    """UTF-8 where all of the file is, else Latin-1; the stream is where it was."""
    start, decoder = stream.tell(), codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    finally:
        stream.seek(start)
    return "utf-8-sig"


@lru_cache(maxsize=1 << 16)
def seat_of_member(ccode: str, code: str, name: str, on: date) -> str | None:
    """The seat of a Correlates of War number, else of the name or code beside it on that day."""
    if seat := _seats_by_cow().get(ccode.strip().removesuffix(".0")):
        return seat
    return seat_of_spelling(name, on) or seat_for(code, name, on)


@cache
def _seats_by_cow() -> dict[str, str]:
    """Numbers that stand for one seat at all times; 345 has been Yugoslavia and Serbia."""
    seats: dict[str, set[str]] = {}
    for state in states():
        if state.cow and state.seat:
            seats.setdefault(str(state.cow), set()).add(state.seat)
    return {number: next(iter(found)) for number, found in seats.items() if len(found) == 1}


def parse_roll_call(row: Row, choices: dict[str, Choice], unknown: tuple[str, ...]) -> RollCall:
    held, session = row.day("date"), row.number_of("session")
    kind = kind_of(row)
    symbol = symbol_of(row["unres"], session) if kind is MeasureKind.RESOLUTION else None
    wrong_day = "the day of the month is not reliable in this file before 2005"
    return RollCall(
        id=f"voeten:{row.required('rcid').removesuffix('.0')}",
        body="UNGA",
        held=held,
        symbol=symbol,
        title=row["descr"] or row["short"] or row["unres"] or "untitled",
        kind=kind,
        session=None if session is None else str(session),
        subjects=tuple(words for name, words in ISSUES.items() if row[name].removesuffix(".0") == "1"),
        choices=choices,
        unknown=unknown,
        stated=totals_of(row),
        outcome=Outcome.ADOPTED if symbol else None,
        importer="voeten",
        note=note_of(
            wrong_day if held < DAYS_ARE_RIGHT_FROM else None,
            f"numbered {row['unres']} in the file" if row["unres"] else None,
        ),
    )


def kind_of(row: Row) -> MeasureKind:
    if row["amend"].removesuffix(".0") == "1":
        return MeasureKind.AMENDMENT
    return MeasureKind.PARAGRAPH if row["para"].removesuffix(".0") == "1" else MeasureKind.RESOLUTION


def totals_of(row: Row) -> Tally:
    """The file's totals; NA beside a number means zero."""
    yes, no, abstain = (row.number_of(name) for name in ("yes", "no", "abstain"))
    if yes is no is abstain is None:
        return Tally()
    return Tally(yes=yes or 0, no=no or 0, abstain=abstain or 0)


def symbol_of(unres: str, session: int | None) -> str | None:
    """The symbol that `R/33/116B` or `A/RES/75/52` stands for; None where the number is only a counter.

    >>> symbol_of("R/33/116B", 33), symbol_of("R/26/2783", 26), symbol_of("R/3/766", 3)
    ('A/RES/33/116B', 'A/RES/2783(XXVI)', None)
    """
    if unres.startswith("A/RES/"):
        return unres
    match = re.fullmatch(r"R/(\d{1,2})/(\d{1,4})([A-Z]?)", unres)
    if not match or session is None:
        return None
    number = int(match[2])
    if session >= LETTERS_ARE_PARTS_FROM:
        return f"A/RES/{match[1]}/{match[2]}{match[3]}"
    in_session = bisect_right(FIRST_NUMBERS, number) == session
    return f"A/RES/{number}({roman(session)})" if in_session and not match[3] else None


def roman(number: int) -> str:
    """Roman numeral of a number below 40."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
