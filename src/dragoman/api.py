"""Dragoman in Python: the names promised to users, each a thin call of one workflow.

`import dragoman as dm` brings all of them, loaded when first used. A ledger is named by its address; without one the
user's own is asked where there is one, else the embedded record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from dragoman import workflows
from dragoman.alignment.cohesion import Cohesion
from dragoman.alignment.comparing import Compared
from dragoman.alignment.ideal import IdealPoints, Points
from dragoman.alignment.pairs import PairBreaks
from dragoman.alignment.realignment import Realignments
from dragoman.alignment.shifts import Break
from dragoman.alignment.votes import VoteMatrix
from dragoman.claims.merging import Entry, merge_findings
from dragoman.domain.claims import Finding, Verdict
from dragoman.domain.events import Event
from dragoman.domain.measures import Position
from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import Source
from dragoman.errors import DragomanError, EstimateError, LedgerError, ParseError, SourceError
from dragoman.ledger import Ledger, LoadReport
from dragoman.ledger.result import Table
from dragoman.workflows import Done, Failure

__all__ = [
    "Choice",
    "DragomanError",
    "EstimateError",
    "Event",
    "Finding",
    "IdealPoints",
    "Ledger",
    "LedgerError",
    "ParseError",
    "Position",
    "Reading",
    "RollCall",
    "Source",
    "SourceError",
    "Tally",
    "Verdict",
    "agreement",
    "check",
    "cohesion",
    "load",
    "open_ledger",
    "points",
    "read",
    "read_many",
    "shifts",
    "sql",
    "votes",
]

Report = str | Path | Source
"""The words of a report, the path of its file, or a source that was made before."""


def read(
    report: Report,
    *,
    published: date | None = None,
    title: str | None = None,
    ledger: str | None = None,
    model: str | None = None,
) -> Reading:
    """All that a report gives: events, positions, relations, and every vote claim checked against the record."""
    return workflows.read_source(
        _source(report, published, title),
        record=workflows.record_at(ledger),
        nlp=workflows.language_model(model),
    )


def read_many(
    inputs: Iterable[str | Path],
    *,
    published: date | None = None,
    publisher: str | None = None,
    jobs: int = 1,
    offline: bool = False,
    ledger: str | None = None,
    model: str | None = None,
) -> Iterator[Done | Failure]:
    """What each report in these files, folders and addresses gives, in order and as soon as it is read.

    Each result has a `name`, and either a `reading` or the `error` for which there is none; the other one is None. With
    more than one of `jobs`, as many processes read, and a script must guard its own start with `__name__ == "__main__"`.
    """
    wishes = workflows.Wishes(
        said=workflows.about(published=published, publisher=publisher), ledger=ledger, model=model
    )
    return workflows.read_documents(map(str, inputs), wishes, jobs=jobs, offline=offline)


def check(
    *reports: Report, published: date | None = None, ledger: str | None = None, model: str | None = None
) -> tuple[Entry, ...]:
    """The vote claims of all reports, each once: its sides, who tells them, and which one the record takes."""
    record, nlp = workflows.record_at(ledger), workflows.language_model(model)
    sources = [_source(report, published, None) for report in reports]
    return merge_findings(workflows.read_source(source, record=record, nlp=nlp) for source in sources)


def load(path: str | Path, *, format: str | None = None, ledger: str | None = None) -> LoadReport:  # noqa: A002
    """Write an official file's roll calls to the ledger, made where there is none; the same file again changes nothing."""
    with workflows.make_ledger(ledger) as store:
        return workflows.load_file(Path(path), store, format_name=format).report


def open_ledger(ledger: str | None = None, *, as_of_version: int | None = None) -> Ledger:
    """The ledger at this address or the user's own, as it is or was; the embedded record where there is none."""
    return workflows.open_ledger(ledger, as_of_version=as_of_version)


def votes(
    words: str | None = None,
    *,
    symbol: str | None = None,
    body: str | None = None,
    state: str | None = None,
    start: date | None = None,
    end: date | None = None,
    ledger: str | None = None,
) -> tuple[RollCall, ...]:
    """Roll calls whose titles, agenda or subjects have the words, that adopted the symbol, in which the state had a seat."""
    return open_ledger(ledger).roll_calls(
        words=words,
        symbol=symbol,
        body=body,
        seat=workflows.seat_named(state) if state else None,
        start=start,
        end=end,
    )


def agreement(
    a: str,
    b: str,
    *,
    topic: str | None = None,
    start: date | None = None,
    end: date | None = None,
    method: str = "equal",
    body: str = "UNGA",
    ledger: str | None = None,
) -> Compared:
    """How far two states or blocs chose alike, with n, a 95 % interval, years and latest differences."""
    return workflows.compare_parties(_matrix(ledger, body, start, end, topic), a, b, method=method)


def cohesion(
    bloc: str,
    *,
    topic: str | None = None,
    start: date | None = None,
    end: date | None = None,
    body: str = "UNGA",
    ledger: str | None = None,
) -> Cohesion:
    """How united a bloc voted, by its membership on the day of each vote."""
    return workflows.cohesion_of(_matrix(ledger, body, start, end, topic), bloc)


def points(
    *,
    topic: str | None = None,
    start: date | None = None,
    end: date | None = None,
    scale: str = "published",
    dimensions: int = 1,
    body: str = "UNGA",
    ledger: str | None = None,
) -> Points:
    """Ideal points of all states, session by session, with intervals; `IdealPoints` is the estimator itself.

    More than one dimension needs `scale="coherent"`.
    """
    return workflows.fit_points(_matrix(ledger, body, start, end, topic), scale=scale, dimensions=dimensions)


def shifts(
    state: str | None = None,
    other: str | None = None,
    *,
    topic: str | None = None,
    start: date | None = None,
    end: date | None = None,
    among: str = "states",
    seed: int = 0,
    body: str = "UNGA",
    ledger: str | None = None,
) -> Break | Realignments | PairBreaks:
    """The likeliest break between two states or blocs (one twice: its unity).

    Without them scores of all sessions `among` all `states` (each with its own past), `pairs` of states, or `blocs`.
    """
    matrix = _matrix(ledger, body, start, end, topic)
    if state is None and other is None:
        if among != "states":
            return workflows.rank_pairs(matrix, among=among, seed=seed)
        return workflows.rank_shifts(matrix, seed=seed)
    if state is None or other is None:
        raise ParseError("one party is missing", hint="name a state and a bloc or other state, or neither")
    return workflows.find_shift(matrix, state, other, seed=seed)[2]


def sql(query: str, *, ledger: str | None = None, limit: int | None = None) -> Table:
    """What one SELECT over the ledger's views answers."""
    return open_ledger(ledger).sql(query, limit=limit)


def _source(report: Report, published: date | None, title: str | None) -> Source:
    if isinstance(report, Source):
        return report
    if isinstance(report, Path):
        return workflows.open_source(str(report), published=published)
    return workflows.source_of(report, published=published, title=title)


def _matrix(
    ledger: str | None, body: str, start: date | None, end: date | None, topic: str | None
) -> VoteMatrix:
    return workflows.vote_matrix(open_ledger(ledger), body=body, start=start, end=end, topic=topic)
