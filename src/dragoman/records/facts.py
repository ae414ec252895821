"""The `facts` format: a small table of roll calls that anyone can write by hand, one row a roll call.

    symbol,body,held,title,yes,no,abstain,absent
    A/RES/99/1,UNGA,2054-10-01,An example,FRA GBR,RUS,CHN,USA

`body`, `held` (2025-02-24) and `title` are needed. The choices are seat codes with blanks between them, in the columns
`yes`, `no`, `abstain`, `absent`; a state that was no member that day is in none. Optional columns: `kind` (resolution where it is
empty), `draft`, `session`, `meeting`, `agenda` and `subjects` (values joined by `|`), `order` (place among that body's votes
of the day), `sponsors` (seat codes) and `sponsors_basis` (how they are known), `outcome` (adopted where it is empty), `totals`
(yes-no-abstain or yes-no-abstain-absent, `?` for what is not known), `url`, `note`. Other columns are refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import digest
from dragoman.errors import ParseError
from dragoman.records.table import Row, header_of, parse_rows

NEEDED = frozenset({"body", "held", "title"})
CHOICES = {"yes": Choice.YES, "no": Choice.NO, "abstain": Choice.ABSTAIN, "absent": Choice.ABSENT}
OPTIONAL = frozenset(
    [
        "symbol",
        "kind",
        "draft",
        "session",
        "meeting",
        "agenda",
        "subjects",
        "order",
        "sponsors",
        "sponsors_basis",
        "outcome",
        "totals",
        "url",
        "note",
    ]
)
SEAT = re.compile(r"[A-Z][A-Z0-9]{1,7}")


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — the columns decide, not the name
    names = header_of(head)
    return names >= NEEDED and bool(names & (CHOICES.keys() | {"totals"}))


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    for row in parse_rows(stream, where):
        if strangers := row.cells.keys() - NEEDED - OPTIONAL - CHOICES.keys():
            raise ParseError(f"does not know the column “{min(strangers)[:40]}”", where=where, row=1)
        yield parse_roll_call(row)


def parse_roll_call(row: Row) -> RollCall:
    body, held, title, symbol = row.required("body"), row.day("held"), row.required("title"), row["symbol"]
    kind = row.one_of("kind", MeasureKind) or MeasureKind.RESOLUTION
    return RollCall(
        id=f"facts:{body}:{held}:{symbol or digest(kind, row['draft'], title)}",
        body=body,
        held=held,
        symbol=symbol or None,
        draft=row["draft"] or None,
        title=title,
        kind=kind,
        session=row["session"] or None,
        meeting=row["meeting"] or None,
        agenda=row.several("agenda"),
        subjects=row.several("subjects"),
        choices=parse_choices(row),
        stated=parse_totals(row),
        outcome=row.one_of("outcome", Outcome) or Outcome.ADOPTED,
        sponsors=parse_seats(row, "sponsors"),
        order=row.number_of("order"),
        importer="facts",
        url=row["url"] or None,
        note="; ".join(filter(None, (row["note"], _basis(row)))) or None,
    )


def parse_choices(row: Row) -> dict[str, Choice]:
    choices: dict[str, Choice] = {}
    for column, choice in CHOICES.items():
        for seat in parse_seats(row, column):
            if seat in choices:
                raise row.error(column, f"{seat} has two choices")
            choices[seat] = choice
    return dict(sorted(choices.items()))


def parse_seats(row: Row, column: str) -> tuple[str, ...]:
    seats = tuple(row[column].split())
    for seat in seats:
        if not SEAT.fullmatch(seat):
            raise row.error(column, f"“{seat[:20]}” is no seat code", "write codes as FRA GBR USA")
    return seats


def parse_totals(row: Row) -> Tally:
    if not (value := row["totals"]):
        return Tally()
    if not re.fullmatch(r"(\d{1,4}|\?)([-–](\d{1,4}|\?)){2,3}", value):
        raise row.error(
            "totals", f"“{value[:40]}” are no totals", "write them as 93-18-65, with ? for unknown"
        )
    numbers = [None if part == "?" else int(part) for part in re.split("[-–]", value)]
    yes, no, abstain, absent = [*numbers, None][:4]
    return Tally(yes=yes, no=no, abstain=abstain, absent=absent)


def _basis(row: Row) -> str:
    return f"sponsors: {row['sponsors_basis']}" if row["sponsors_basis"] else ""


def render(calls: Iterable[RollCall]) -> str:
    """Roll calls in this format, as text; what it has no column for (intentions, unknown names) goes into no row."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*sorted(NEEDED), *sorted(OPTIONAL), *CHOICES], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_cells, calls))
    return out.getvalue()


def _cells(call: RollCall) -> dict[str, str | int | None]:
    numbers = (call.stated.yes, call.stated.no, call.stated.abstain, call.stated.absent)
    known = any(number is not None for number in numbers)
    return {
        "symbol": call.symbol,
        "body": call.body,
        "held": call.held.isoformat(),
        "title": call.title,
        "kind": call.kind.value,
        "draft": call.draft,
        "session": call.session,
        "meeting": call.meeting,
        "agenda": "|".join(call.agenda),
        "subjects": "|".join(call.subjects),
        "order": call.order,
        "sponsors": " ".join(call.sponsors),
        "outcome": call.outcome and call.outcome.value,
        "totals": "-".join("?" if n is None else str(n) for n in numbers) if known else "",
        "url": call.url,
        "note": call.note,
        **{
            column: " ".join(seat for seat, chosen in call.choices.items() if chosen is choice)
            for column, choice in CHOICES.items()
        },
    }
