"""Reports to readings: open a file, read its text, check its claims against the record at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.errors import DragomanError, ParseError
from dragoman.workflows.record import embedded_record

if TYPE_CHECKING:
    from dragoman.claims.checking import Record
    from dragoman.ledger import Ledger

LARGEST_FILE = 20_000_000
"""Bytes read of one report's file before it is refused."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item of a batch that could not be read, and why; the others went on."""

    name: str
    error: DragomanError


@cache
def language_model(name: str | None = None) -> Any:
    """The spaCy pipeline, loaded once."""
    from dragoman.text.model import load_model  # noqa: PLC0415  costs a second

    return load_model(name) if name else load_model()


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


def source_of(text: str, *, published: date | None = None, title: str | None = None) -> Source:
    """The source of a report given as words, read as a file of them would be."""
    from dragoman.text.intake import parse_report  # noqa: PLC0415

    source = parse_report(text.encode("utf-8", "replace"), published=published)
    return replace(source, title=title) if title else source


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
    paths: Iterable[str], *, published: date | None = None, record: Record | None = None, nlp: Any = None
) -> Iterator[Reading | Failure]:
    """Read each file in turn; one that cannot be read is a Failure and the rest goes on."""
    for path in paths:
        try:
            yield read_source(open_source(path, published=published), record=record, nlp=nlp)
        except DragomanError as error:
            yield Failure(path, error)


def saved(
    readings: Iterable[Reading | Failure], ledger: Ledger, *, together: int = 32
) -> Iterator[Reading | Failure]:
    """The same readings, each written to the ledger before it is handed on; written `together` in one piece."""
    waiting: list[Reading | Failure] = []
    for reading in readings:
        waiting.append(reading)
        if len(waiting) >= together:
            yield from _save(waiting, ledger)
            waiting = []
    yield from _save(waiting, ledger)


def _save(waiting: list[Reading | Failure], ledger: Ledger) -> list[Reading | Failure]:
    if readings := [r for r in waiting if isinstance(r, Reading)]:
        ledger.save_reading(*readings)
    return waiting
