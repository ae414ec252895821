"""Other bodies' roll calls, for `alignment`: the United States Congress as Voteview tells it, the European Parliament as HowTheyVote.

Each comes in two files, the votes and who cast what, so neither is among the formats that `load` takes one file of. A seat is
a member's own number there. Voteview: Lewis et al., voteview.com, articles/data_help_votes and data_help_rollcalls;
HowTheyVote.eu's export: github.com/HowTheyVote/data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, TypeVar

from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.records.table import Row, parse_rows

T = TypeVar("T")

CAST = {
    **dict.fromkeys("123", Choice.YES),
    **dict.fromkeys("456", Choice.NO),
    **dict.fromkeys("789", Choice.ABSENT),
}
"""Voteview's cast codes: yea, paired or announced yea; the same for nay; present or not voting. 0 is no member."""
POSITIONS = {
    "FOR": Choice.YES,
    "AGAINST": Choice.NO,
    "ABSTENTION": Choice.ABSTAIN,
    "DID_NOT_VOTE": Choice.ABSENT,
}
CHAMBERS = {"house": "US-HOUSE", "senate": "US-SENATE"}


def parse_voteview(rollcalls: BinaryIO, votes: BinaryIO) -> Iterator[RollCall]:
    """Roll calls of Congress from Voteview's rollcalls and votes files (CSV); `session` is the number of the Congress.

    A member is named by ICPSR number. Raises ParseError, with the row, for a cast code or a chamber that is none.
    """
    choices: dict[tuple[str, ...], dict[str, Choice]] = {}
    for row in parse_rows(votes, "votes"):
        if (code := _whole(row, "cast_code")) != "0":
            choices.setdefault(_number_of(row), {})[_whole(row, "icpsr")] = _one_of(
                row, "cast_code", CAST, code
            )
    for order, row in enumerate(parse_rows(rollcalls, "rollcalls"), 1):
        number = _number_of(row)
        yield RollCall(
            id=f"voteview:{'-'.join(number)}",
            body=_one_of(row, "chamber", CHAMBERS, row.required("chamber").lower()),
            held=row.day("date"),
            title=row["vote_desc"] or row["dtl_desc"] or row["vote_question"] or row["bill_number"],
            session=number[0],
            choices=choices.get(number, {}),
            outcome=None,
            order=order,
            importer="chambers",
        )


def parse_howtheyvote(votes: BinaryIO, member_votes: BinaryIO) -> Iterator[RollCall]:
    """Roll calls of the European Parliament from HowTheyVote's votes and member_votes files (CSV); `session` is the year.

    A member is named by the Parliament's own number. Raises ParseError, with the row, for a position that is none.
    """
    choices: dict[str, dict[str, Choice]] = {}
    for row in parse_rows(member_votes, "member_votes"):
        position = _one_of(row, "position", POSITIONS, row.required("position"))
        choices.setdefault(row.required("vote_id"), {})[row.required("member_id")] = position
    for order, row in enumerate(parse_rows(votes, "votes"), 1):
        number, held = row.required("id"), row.day("timestamp")
        titles = (row["display_title"] or row["procedure_title"], row["description"])
        yield RollCall(
            id=f"howtheyvote:{number}",
            body="EP",
            held=held,
            symbol=row["reference"] or None,
            title=": ".join(filter(None, titles)),
            session=str(held.year),
            choices=choices.get(number, {}),
            outcome=None,
            order=order,
            importer="chambers",
        )


def _number_of(row: Row) -> tuple[str, ...]:
    return (_whole(row, "congress"), row.required("chamber"), _whole(row, "rollnumber"))


def _whole(row: Row, column: str) -> str:
    row.required(column)
    return str(row.number_of(column))


def _one_of(row: Row, column: str, known: Mapping[str, T], value: str) -> T:
    if value not in known:
        raise row.error(column, f"“{value[:40]}” is not known", f"known are: {', '.join(known)}")
    return known[value]
