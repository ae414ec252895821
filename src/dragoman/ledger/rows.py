"""Roll calls to rows of the ledger and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from sys import intern
from typing import Any

from arro3.core import Array, DataType, Table, list_array

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import digest
from dragoman.ledger.schema import Column, arrow_schema
from dragoman.ledger.symbols import symbol_key
from dragoman.ledger.words import search_text

EPOCH = date(1970, 1, 1).toordinal()
CHOICES = {choice.value: choice for choice in Choice}


def row_of(call: RollCall) -> dict[str, Any]:
    """All columns of a roll call except `revision` and `file`, which say where and when it was written."""
    seats = sorted(call.choices)
    counted = call.tally if call.choices and not call.partial else Tally()
    values = {
        "importer": call.importer,
        "body": call.body,
        "held": call.held,
        "symbol": call.symbol,
        "symbol_key": call.symbol and symbol_key(call.symbol),
        "draft": call.draft,
        "draft_key": call.draft and symbol_key(call.draft),
        "title": call.title,
        "kind": call.kind.value,
        "session": call.session,
        "meeting": call.meeting,
        "agenda": list(call.agenda),
        "subjects": list(call.subjects),
        "search": search_text(call.title, *call.agenda, *call.subjects),
        "seats": seats,
        "choices": [call.choices[seat].value for seat in seats],
        "partial": int(call.partial),
        "intended": [f"{seat}={choice}" for seat, choice in sorted(call.intended.items())],
        "unknown": list(call.unknown),
        **_numbers("", counted),
        **_numbers("stated_", call.stated),
        "outcome": call.outcome and call.outcome.value,
        "sponsors": list(call.sponsors),
        "place": call.order,
        "url": call.url,
        "note": call.note,
    }
    return {"id": call.id, "content": digest(call.id, *values.values()), **values}


def _numbers(prefix: str, tally: Tally) -> dict[str, int | None]:
    return {f"{prefix}{name}": getattr(tally, name) for name in ("yes", "no", "abstain", "absent")}


def arrow_table(columns: tuple[Column, ...], rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as an Arrow table with these columns; a cell that is missing is empty."""
    schema = arrow_schema(columns)
    arrays = [
        _array([row.get(column.name) for row in rows], column.type, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return Table.from_arrays(arrays, schema=schema)


def _array(values: list[Any], kind: str, arrow_type: Any) -> Any:
    if kind == "day":
        days = [None if day is None else day.toordinal() - EPOCH for day in values]
        return Array(days, DataType.int32()).cast(arrow_type)
    if kind == "texts":
        ends = [0, *accumulate(len(texts or ()) for texts in values)]
        flat = [text for texts in values for text in texts or ()]
        return list_array(Array(ends, DataType.int32()), Array(flat, DataType.string()), type=arrow_type)
    return Array(values, arrow_type)


def told_of(row: dict[str, Any]) -> dict[str, Any]:
    """What a row tells of its vote besides the choices: the fields that a roll call and its heading share."""
    return {
        "id": row["id"],
        "body": row["body"],
        "held": row["held"],
        "symbol": row["symbol"],
        "draft": row["draft"],
        "title": row["title"],
        "kind": MeasureKind(row["kind"]),
        "session": row["session"],
        "agenda": tuple(row["agenda"] or ()),
        "subjects": tuple(row["subjects"] or ()),
        "outcome": row["outcome"] and Outcome(row["outcome"]),
        "sponsors": tuple(row["sponsors"] or ()),
        "order": row["place"],
    }


def roll_call_of(row: dict[str, Any]) -> RollCall:
    """The roll call a row holds."""
    pairs = zip(row["seats"] or (), row["choices"] or (), strict=True)
    return RollCall(
        **told_of(row),
        meeting=row["meeting"],
        choices={intern(seat): CHOICES[choice] for seat, choice in pairs},
        partial=bool(row["partial"]),
        intended=dict(_intended(row["intended"] or ())),
        unknown=tuple(row["unknown"] or ()),
        stated=tally_of(row, "stated_"),
        importer=row["importer"],
        url=row["url"],
        note=row["note"],
    )


def tally_of(row: dict[str, Any], prefix: str = "") -> Tally:
    return Tally(**{name: row[f"{prefix}{name}"] for name in ("yes", "no", "abstain", "absent")})


def _intended(pairs: Iterable[str]) -> Iterable[tuple[str, Choice]]:
    for pair in pairs:
        seat, _, choice = pair.partition("=")
        yield seat, CHOICES[choice]
