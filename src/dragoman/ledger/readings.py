"""Readings to rows of the ledger and back: one row a reading, all that a report gave inside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source, digest
from dragoman.ledger.codec import decode, encode, hints_of, sql_type

PARTS = tuple(field.name for field in fields(Reading) if field.name != "source")
"""events, measures, positions, findings, relations, shifts, skipped."""

ROW_TYPE = ", ".join(
    [
        "source VARCHAR, revision INTEGER, content VARCHAR, title VARCHAR, publisher VARCHAR, url VARCHAR",
        "published DATE, text VARCHAR",
        *(f"{part} {sql_type(hints_of(Reading)[part])}" for part in PARTS),
    ]
)
"""Columns of the readings table."""


def reading_row(reading: Reading) -> dict[str, Any]:
    """All columns of a reading except `revision`."""
    source = encode(reading.source)
    row = {"source": source.pop("id"), **source, **{part: encode(getattr(reading, part)) for part in PARTS}}
    return {**row, "content": digest(json.dumps(row, sort_keys=True))}


def reading_of(row: dict[str, Any]) -> Reading:
    """The reading a row holds."""
    source = Source(
        id=row["source"], **{n: row[n] for n in ("text", "title", "publisher", "url", "published")}
    )
    parts = {part: decode(hints_of(Reading)[part], row[part] or ()) for part in PARTS}
    return Reading(source=source, **parts)


def arrow_readings(connection: Any, rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as an Arrow table; none gives the empty table with its columns."""
    from arro3.core import Table  # noqa: PLC0415

    text = f"SELECT unnest(CAST(CAST($rows AS JSON) AS STRUCT({ROW_TYPE})[]), max_depth := 2)"
    return Table.from_arrow(connection.sql(text, params={"rows": json.dumps(list(rows))}))
