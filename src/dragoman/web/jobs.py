"""What workers do: read a report, read what an address holds, answer a stranger's SQL."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dragoman import workflows
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.ledger import Ledger
from dragoman.ledger.browse import version_of
from dragoman.web.refusals import Refusal
from dragoman.workflows.addresses import fetch_document

if TYPE_CHECKING:
    from dragoman.claims.checking import Record

LARGEST_ANSWER = 8_000_000
"""Bytes of an answer to SQL."""


class Bench:
    """What a worker keeps between jobs: the ledger at its newest version, and the record prepared from it."""

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._record: tuple[str, Record] | None = None
        workflows.layer_officeholders()

    @cached_property
    def _ledger(self) -> Ledger:
        return workflows.open_ledger(self._address)

    def ledger(self) -> Ledger:
        self._ledger.refresh()
        return self._ledger

    def prepare(self) -> None:
        """Read a sentence: then all that every report needs is loaded."""
        read_text(self, text="The resolution was adopted.", published=None, title=None)

    def record(self) -> Record:
        ledger = self.ledger()
        version = version_of(ledger)
        if self._record is None or self._record[0] != version:
            embedded = workflows.embedded_ledger()
            parts = (ledger,) if ledger is embedded else (embedded, ledger)
            self._record = version, workflows.record_of(*parts)
        return self._record[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """An answer to SQL, as plain values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool


def read_text(bench: Bench, *, text: str, published: date | None, title: str | None) -> Reading:
    """The reading of words pasted."""
    return _read(bench, workflows.source_of(text, published=published, title=title))


def read_document(bench: Bench, *, data: bytes, name: str, published: date | None) -> Reading:
    """The reading of a file sent."""
    from dragoman.text.intake import parse_report  # noqa: PLC0415

    return _read(bench, parse_report(data, name=name, published=published))


def read_address(bench: Bench, *, url: str, published: date | None) -> Reading:
    """The reading of what lies at a public address."""
    from dragoman.text.intake import parse_report  # noqa: PLC0415

    found = fetch_document(url)
    source = parse_report(found.data, name=found.url, published=published)
    return _read(bench, replace(source, url=source.url or found.url))


def run_sql(bench: Bench, *, query: str, limit: int, time: float) -> Rows:
    """What one SELECT answers, at most so many rows and so many bytes."""
    table = bench.ledger().sql(query, limit=limit + 1, seconds=time)
    if table.arrow.nbytes > LARGEST_ANSWER:
        raise Refusal(
            422, "too_large", f"the answer has more than {LARGEST_ANSWER:,} bytes", hint="ask for less"
        )
    rows = table.rows
    shown = [tuple(_plain(value) for value in row) for row in rows[:limit]]
    return Rows(columns=table.columns, rows=shown, truncated=len(rows) > limit)


def _plain(value: Any) -> Any:
    """The value as JSON has it: days and all else that JSON lacks as words, what is no number as nothing."""
    if isinstance(value, float):
        return value if abs(value) != float("inf") and value == value else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(str(value))[1:-1]


def _read(bench: Bench, source: Source) -> Reading:
    return workflows.read_source(source, record=bench.record(), nlp=workflows.language_model())
