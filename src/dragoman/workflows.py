"""The verbs that join the pure steps to the world: read, check, and open the record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.errors import DragomanError, ParseError

if TYPE_CHECKING:
    from dragoman.claims.checking import Record
    from dragoman.ledger import Heading, Ledger

LARGEST_FILE = 20_000_000
"""Bytes read of one report's file before it is refused."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item of a batch that could not be read, and why; the others went on."""

    name: str
    error: DragomanError


@cache
def embedded_ledger() -> Ledger:
    """The record that comes with the package, behind the same queries as any other ledger."""
    from dragoman import records  # noqa: PLC0415  costs a file read
    from dragoman.ledger import Ledger  # noqa: PLC0415  costs the database's import

    return Ledger.in_memory(records.embedded())


@cache
def language_model(name: str | None = None) -> Any:
    """The spaCy pipeline, loaded once."""
    from dragoman.text.model import load_model  # noqa: PLC0415  costs a second

    return load_model(name) if name else load_model()


def record_of(*ledgers: Ledger) -> Record:
    """The ledgers' roll calls, prepared for linking; of two records of one text the earlier ledger's counts."""
    from dragoman.claims.checking import Record  # noqa: PLC0415

    found: dict[object, tuple[Heading, Ledger]] = {}
    for ledger in ledgers:
        known = set(found)
        for heading in ledger.headings():
            key = (heading.body, heading.symbol) if heading.symbol else heading.id
            if key not in known:
                found.setdefault(key if key not in found else heading.id, (heading, ledger))
    home = {heading.id: ledger for heading, ledger in found.values()}
    return Record.of([heading for heading, _ in found.values()], lambda i: home[i].roll_call(i))


@cache
def embedded_record() -> Record:
    return record_of(embedded_ledger())


def read_source(source: Source, *, record: Record | None = None, nlp: Any = None) -> Reading:
    """All that a report gives: events, measures, positions, relations, and its vote claims checked."""
    from dragoman.claims.checking import check  # noqa: PLC0415
    from dragoman.claims.shifts import find_shifts  # noqa: PLC0415
    from dragoman.events.coder import find_events  # noqa: PLC0415
    from dragoman.events.positions import find_positions  # noqa: PLC0415
    from dragoman.events.relations import find_relations  # noqa: PLC0415
    from dragoman.events.voting import find_ballots  # noqa: PLC0415
    from dragoman.text.reader import read_text  # noqa: PLC0415

    document = read_text(source, nlp if nlp is not None else language_model())
    at_hand = record if record is not None else embedded_record()
    ballots = find_ballots(document)
    events = find_events(document)
    positions, measures, events = find_positions(document, ballots, events)
    return Reading(
        source=source,
        events=events,
        measures=measures,
        positions=positions,
        findings=check(ballots, source, at_hand),
        relations=find_relations(document),
        shifts=find_shifts(document, at_hand),
    )


def open_source(path: str, *, published: date | None = None) -> Source:
    """The source in a file, or on standard input for `-`. Raises ParseError with what is wrong and what to do."""
    from dragoman.text.intake import parse_report  # noqa: PLC0415

    name = "standard input" if path == "-" else path
    return parse_report(_bytes_of(path, name), name=name, published=published)


def _bytes_of(path: str, name: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    file = Path(path)
    if file.is_dir():
        raise ParseError("it is a directory", where=name, hint=f"name its files: {path.rstrip('/')}/*.txt")
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise ParseError("there is no such file", where=name, hint="check the name and the folder") from error
    except OSError as error:
        raise ParseError(f"it cannot be opened ({error.strerror})", where=name) from error
    if len(data) > LARGEST_FILE:
        raise ParseError(f"it is larger than {LARGEST_FILE:,} bytes", where=name, hint="give single reports")
    return data


def read_files(
    paths: Iterable[str], *, published: date | None = None, record: Record | None = None
) -> Iterator[Reading | Failure]:
    """Read each file in turn; one that cannot be read is a Failure and the rest goes on."""
    for path in paths:
        try:
            yield read_source(open_source(path, published=published), record=record)
        except DragomanError as error:
            yield Failure(path, error)
