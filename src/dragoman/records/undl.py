"""Voting data of the UN Digital Library as CSV, of the General Assembly and of the Security Council.

One row a member and vote; every known release is read by the names of its columns (September 2024 to 2026). The rows of one vote
stand together and repeat its title and totals: a row that ends as the one before is not parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records.seats import Roll, note_of, seat_for
from dragoman.records.table import Row, header_of, parse_repeating_lines

ALIASES = {
    "ms_codes": "ms_code",
    "ms_names": "ms_name",
    "ms_votes": "ms_vote",
    "resolutions": "resolution",
    "agenda_titles": "agenda_title",
    "agenda": "agenda_title",
    "description": "title",
    "yes": "total_yes",
    "no": "total_no",
    "abstentions": "total_abstentions",
    "non-voting": "total_non_voting",
    "total-voting": "total_ms",
}
"""Column names of older releases and of the Council's file → those of the Assembly's file of 2026."""

OF_THE_MEMBER = frozenset({"undl_id", "ms_code", "ms_name", "permanent_member", "ms_vote"})
NEEDED = frozenset({"undl_id", "ms_code", "ms_name", "ms_vote", "date", "resolution", "title"})
CHOICES = {
    "Y": Choice.YES,
    "N": Choice.NO,
    "A": Choice.ABSTAIN,
    "X": Choice.ABSENT,
    "NV": Choice.ABSENT,
    "": Choice.ABSENT,
}
ENDING = re.compile(r"\s*:\s*\w{0,3}\s*(resolution|decision)\s*/\s*adopted by .*$", re.IGNORECASE)


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — the columns decide, not the name
    return {ALIASES.get(column, column) for column in header_of(head)} >= NEEDED


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    lines = parse_repeating_lines(stream, where, lambda header: leading(columns_of(header)))
    names = columns_of(next(lines, (1, []))[1])
    if missing := NEEDED - set(names):
        raise ParseError(f"has no column “{min(missing)}”", where=where, row=1)
    votes: dict[str, tuple[Row, date, Roll]] = {}
    at = {name: names.index(name) for name in ("undl_id", "ms_code", "ms_name", "ms_vote")}
    vote_id, day, roll = "", date.min, Roll()
    for number, cells in lines:
        if cells[at["undl_id"]] != vote_id:
            row = Row(where, number, dict(zip(names, cells, strict=False)))
            vote_id = row.required("undl_id")
            _, day, roll = votes.setdefault(vote_id, (row, row.day("date"), Roll()))
        choice = CHOICES.get(cells[at["ms_vote"]].upper().strip())
        if choice is None:
            what = f"“{cells[at['ms_vote']][:20]}” is no vote"
            raise ParseError(what, where=where, row=number, column="ms_vote", hint="votes are Y, N, A and X")
        name = cells[at["ms_name"]]
        roll.add(seat_for(cells[at["ms_code"]], name, day), name, choice)
    for row, day, roll in votes.values():
        yield parse_roll_call(row, day, roll)


def columns_of(header: list[str]) -> list[str]:
    return [ALIASES.get(name.strip().lower(), name.strip().lower()) for name in header]


def leading(columns: list[str]) -> int:
    """How many columns at the start speak of the member, not of the vote."""
    return next((i for i, column in enumerate(columns) if column not in OF_THE_MEMBER), 0) or 1


def parse_roll_call(row: Row, held: date, roll: Roll) -> RollCall:
    """The vote from any one of its rows and the members' choices."""
    symbol = row.required("resolution")
    body = "UNSC" if symbol.startswith("S/") or "permanent_member" in row.cells else "UNGA"
    unvoted = "without" in row["modality"].lower()
    drafts, reports, meetings = row.several("draft"), row.several("committee_report"), row.several("meeting")
    return RollCall(
        id=f"undl:{row['undl_id']}",
        body=body,
        held=held,
        symbol=symbol,
        draft=drafts[0] if drafts else None,
        title=title_of(row["title"]) or symbol,
        kind=kind_of(symbol),
        session=row["session"] or None,
        meeting=meetings[0] if meetings else None,
        agenda=row.several("agenda_title"),
        subjects=row.several("subjects"),
        choices={} if unvoted else roll.choices,
        unknown=tuple(roll.unknown),
        stated=Tally() if unvoted else totals_of(row),
        outcome=Outcome.ADOPTED_WITHOUT_VOTE if unvoted else Outcome.ADOPTED,
        importer="undl",
        url=row["undl_link"] or None,
        note=note_of(
            row["vote_note"],
            f"drafts: {', '.join(drafts)}" if len(drafts) > 1 else None,
            f"committee report: {', '.join(reports)}" if reports else None,
            f"meetings: {', '.join(meetings)}" if len(meetings) > 1 else None,
            *roll.clashes,
        ),
    )


def totals_of(row: Row) -> Tally:
    return Tally(
        yes=row.number_of("total_yes"),
        no=row.number_of("total_no"),
        abstain=row.number_of("total_abstentions"),
        absent=row.number_of("total_non_voting"),
    )


def title_of(words: str) -> str:
    """A title without the Library's ending, its colons set as the document sets them.

    >>> title_of("Rights of the sea : a beginning : resolution / adopted by the General Assembly")
    'Rights of the sea: a beginning'
    """
    return re.sub(r"\s+:\s+", ": ", ENDING.sub("", words)).strip()


def kind_of(symbol: str) -> MeasureKind:
    """What was voted on, as far as the symbol tells."""
    if re.search(r"\[(PARA|RULE|ART)", symbol):
        return MeasureKind.PARAGRAPH
    return MeasureKind.OTHER if "/DEC/" in symbol else MeasureKind.RESOLUTION
