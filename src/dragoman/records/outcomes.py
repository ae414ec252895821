"""Outcomes of General Assembly resolutions from the UN Digital Library: one row a resolution, voted on or not, without choices.

No header of this file has been seen. That it has a column `modality`, and what that holds (“vote, recorded”, “vote, non-recorded”,
“without a vote”), is documented; the other columns are taken to be called as in the Library's voting data. A file without the four
that are needed is not taken for this format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import RollCall, Tally
from dragoman.records.seats import note_of
from dragoman.records.table import Row, header_of, parse_rows
from dragoman.records.undl import columns_of, kind_of, title_of, totals_of

NEEDED = frozenset({"date", "resolution", "title", "modality"})


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — the columns decide, not the name
    columns = set(columns_of(sorted(header_of(head))))
    return columns >= NEEDED and "ms_code" not in columns


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    for row in parse_rows(stream, where, names=columns_of):
        yield parse_outcome(row)


def parse_outcome(row: Row) -> RollCall:
    symbol, modality = row.required("resolution"), row["modality"].lower()
    unvoted = "without" in modality
    drafts, meetings, reports = row.several("draft"), row.several("meeting"), row.several("committee_report")
    return RollCall(
        id=f"outcomes:{row['undl_id'] or symbol}",
        body="UNSC" if symbol.startswith("S/") else "UNGA",
        held=row.day("date"),
        symbol=symbol,
        draft=drafts[0] if drafts else None,
        title=title_of(row["title"]) or symbol,
        kind=kind_of(symbol),
        session=row["session"] or None,
        meeting=meetings[0] if meetings else None,
        agenda=row.several("agenda_title"),
        subjects=row.several("subjects"),
        stated=Tally() if unvoted else totals_of(row),
        outcome=Outcome.ADOPTED_WITHOUT_VOTE if unvoted else Outcome.ADOPTED,
        importer="outcomes",
        url=row["undl_link"] or None,
        note=note_of(
            row["vote_note"],
            row["modality"],
            f"committee report: {', '.join(reports)}" if reports else None,
        ),
    )
