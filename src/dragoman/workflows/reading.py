"""Reports to readings: open a file, read its text, check its claims against the record at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.errors import DragomanError, ParseError
from dragoman.workflows.gathering import (
    Failure,
    Piece,
    articles_of,
    find_pieces,
    open_file,
    read_limited,
)
from dragoman.workflows.processes import Reader, read_in_processes
from dragoman.workflows.record import embedded_record, layer_officeholders, record_at

if TYPE_CHECKING:
    from dragoman.claims.checking import Record
    from dragoman.ledger import Ledger
    from dragoman.text.intake import About, Article

LONGEST_READING = 120.0
"""Seconds that reading one report may take where several processes read; the longest one takes a tenth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A report of a batch that was read, and what a person should know of how."""

    name: str
    reading: Reading
    notes: tuple[str, ...] = ()
    error: None = None


@cache
def language_model(name: str | None = None) -> Any:
    """The spaCy pipeline, loaded once."""
    from dragoman.text.model import load_model  # noqa: PLC0415  costs a second

    return load_model(name) if name else load_model()


def read_source(
    source: Source, *, record: Record | None = None, nlp: Any = None, rules_alone: bool = False
) -> Reading:
    """All that a report gives: events, measures, positions, relations, and its vote claims checked.

    Where the extra `encoder` is installed, the encoder gives its opinion on events, unless the rules are to stand alone.
    Raises ParseError for a text that is not English.
    """
    from dragoman.claims.checking import check  # noqa: PLC0415
    from dragoman.claims.outside import with_outside  # noqa: PLC0415
    from dragoman.claims.shifts import find_shifts  # noqa: PLC0415
    from dragoman.events.coder import find_events  # noqa: PLC0415
    from dragoman.events.encoder.second import reviewed  # noqa: PLC0415
    from dragoman.events.encoder.session import load_encoder  # noqa: PLC0415
    from dragoman.events.positions import find_positions  # noqa: PLC0415
    from dragoman.events.relations import find_relations  # noqa: PLC0415
    from dragoman.events.voting import find_ballots  # noqa: PLC0415
    from dragoman.text.language import decline_foreign  # noqa: PLC0415
    from dragoman.text.reader import read_text  # noqa: PLC0415

    decline_foreign(source.text)
    document = read_text(source, nlp if nlp is not None else language_model())
    at_hand = record if record is not None else embedded_record()
    ballots = find_ballots(document)
    positions, measures, events = find_positions(document, ballots, find_events(document))
    findings = check(ballots, source, at_hand)
    return Reading(
        source=source,
        events=reviewed(document, events, None if rules_alone else load_encoder()).events,
        measures=measures,
        positions=positions,
        findings=with_outside(document, events, findings),
        relations=find_relations(document),
        shifts=find_shifts(document, at_hand),
        skipped=document.skipped,
    )


def source_of(text: str, *, published: date | None = None, title: str | None = None) -> Source:
    """The source of a report given as words, read as a plain-text file of them would be."""
    from dragoman.text.intake import About, parse_words  # noqa: PLC0415

    return parse_words(text, About(published=published, title=title))


def open_source(path: str, *, published: date | None = None) -> Source:
    """The source in a file that holds one report. Raises ParseError with what is wrong and what to do."""
    from dragoman.text.intake import parse_report  # noqa: PLC0415

    with open_file(path) as stream:
        return parse_report(read_limited(stream, path), name=path, published=published)


def about(*, published: date | None = None, title: str | None = None, publisher: str | None = None) -> About:
    """What the user says of documents, which goes before what stands in them."""
    from dragoman.text.intake import About  # noqa: PLC0415

    return About(published=published, title=title, publisher=publisher)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How documents are to be read: what is said of them, the record and model to use."""

    said: About
    ledger: str | None = None
    as_of_version: int | None = None
    model: str | None = None


def read_documents(
    inputs: Iterable[str],
    wishes: Wishes,
    *,
    jobs: int = 1,
    offline: bool = False,
    limit: float = LONGEST_READING,
) -> Iterator[Done | Failure]:
    """Every report in what the user names, in order, as soon as it is read; what cannot be read is a Failure.

    With more than one job, that many processes read, and one that dies, or takes longer than `limit` seconds on a
    report, is replaced.
    """
    pieces = find_pieces(inputs, offline=offline)
    if jobs > 1:
        yield from read_in_processes(pieces, partial(reader_of, wishes), jobs=jobs, limit=limit)
        return
    read = reader_of(wishes)
    for piece in pieces:
        if isinstance(piece, Failure):
            yield piece
        else:
            yield from read(piece)


def reader_of(wishes: Wishes) -> Reader:
    """A function from a piece to what its reports give, with model and record loaded once."""
    layer_officeholders()
    record = record_at(wishes.ledger, as_of_version=wishes.as_of_version)
    nlp = language_model(wishes.model)

    def read(piece: Piece) -> Iterator[Done | Failure]:
        for article in articles_of(piece, wishes.said):
            yield article if isinstance(article, Failure) else _read_article(article, record, nlp)

    return read


def _read_article(article: Article, record: Record, nlp: Any) -> Done | Failure:
    try:
        return Done(
            name=article.name,
            reading=read_source(article.source, record=record, nlp=nlp),
            notes=article.notes,
        )
    except DragomanError as error:
        return Failure(article.name, _placed(error, article.name))
    except Exception as error:  # one report must not end a batch of thousands
        return Failure(article.name, _fault(error, article.name))


def _placed(error: DragomanError, name: str) -> DragomanError:
    """The same, with the document's name where it had none."""
    if isinstance(error, ParseError) and error.where is None:
        return ParseError(error.what, where=name, hint=error.hint)
    return error


def _fault(error: Exception, name: str) -> ParseError:
    return ParseError(
        f"a fault of Dragoman's own ({type(error).__name__}: {error})",
        where=name,
        hint="report it with the document",
    )


def saved(
    results: Iterable[Done | Failure], ledger: Ledger, *, together: int = 32
) -> Iterator[Done | Failure]:
    """The same results, each written to the ledger before it is handed on; written `together` in one piece."""
    waiting: list[Done | Failure] = []
    for result in results:
        waiting.append(result)
        if len(waiting) >= together:
            yield from _save(waiting, ledger)
            waiting = []
    yield from _save(waiting, ledger)


def _save(waiting: list[Done | Failure], ledger: Ledger) -> list[Done | Failure]:
    if readings := [r.reading for r in waiting if isinstance(r, Done)]:
        ledger.save_reading(*readings)
    return waiting
