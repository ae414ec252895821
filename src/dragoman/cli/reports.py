"""`read` and `check`: reports in, readings and findings out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.terminal import (
    AsJson,
    AsOf,
    LedgerOption,
    choose,
    counting,
    finish,
    is_watched,
    parse_day,
    print_json,
    say,
    show,
    write_out,
)

if TYPE_CHECKING:
    from dragoman.domain.readings import Reading
    from dragoman.workflows import Done, Failure

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        help="Reports: text, HTML, PDF, feeds, JSONL, folders of them, or addresses; - reads standard input.",
    ),
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication.")]
Title = Annotated[
    str | None, typer.Option("--title", metavar="WORDS", help="Title, before the document's own.")
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Publisher, before the document's own.")
]
Jobs = Annotated[
    int, typer.Option("--jobs", metavar="N", min=0, help="Processes that read; 0 for one a processor.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Never touch the network: addresses are refused.")]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another spaCy model with a parser and lemmas.")
]
Save = Annotated[bool, typer.Option("--save", help="Keep what was read in the ledger.")]


def read(
    files: Files,
    date: Date = None,
    title: Title = None,
    publisher: Publisher = None,
    as_json: AsJson = False,
    jobs: Jobs = 1,
    offline: Offline = False,
    save: Save = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
    model: Model = None,
) -> None:
    """Read reports, and check every vote claim.

    Prints events, positions and relations with the words that prove them, and a finding for every claim on a vote.
    """
    batch = _Batch(
        tuple(files), jobs=jobs, offline=offline, save=save, ledger=ledger, as_of=as_of, model=model
    )
    done, failures = 0, []
    for result in batch.results(date, title, publisher):
        if _is_failure(result):
            failures.append(result)
            continue
        done += 1
        _print_reading(result, as_json=as_json)
    if save:
        say(f"{done} kept in the ledger")
    finish(done, failures)


def check(
    files: Files,
    date: Date = None,
    title: Title = None,
    publisher: Publisher = None,
    as_json: AsJson = False,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="VERDICTS",
            help="Exit 1 on any of these verdicts, comma-separated; none to never.",
        ),
    ] = "conflicts,partly",
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="Write the annotated reports as one page; - prints it."),
    ] = None,
    claimreview: Annotated[
        str | None,
        typer.Option(
            "--claimreview", metavar="FILE", help="Write ClaimReview JSON-LD of schema.org; - prints it."
        ),
    ] = None,
    jobs: Jobs = 1,
    offline: Offline = False,
    save: Save = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
    model: Model = None,
) -> None:
    """Check the vote claims of reports; exit 1 where the record refutes one, wholly or in one number of several.

    Of several reports each claim is told once, with all who tell it, where they contradict each other, and whom the
    record bears out.
    """
    verdicts = _verdicts(fail_on)
    batch = _Batch(
        tuple(files), jobs=jobs, offline=offline, save=save, ledger=ledger, as_of=as_of, model=model
    )
    readings: dict[str, Reading] = {}
    failures = []
    for result in batch.results(date, title, publisher):
        if _is_failure(result):
            failures.append(result)
            continue
        readings[result.name] = result.reading
        if as_json:
            _print_reading(result, as_json=True)
    _write_pages(readings, html, claimreview)
    if not as_json and "-" not in (html, claimreview):
        _print_findings(readings)
    found = any(f.verdict in verdicts for r in readings.values() for f in r.findings)
    finish(len(readings), failures, status=1 if found else 0)


COMMANDS = (read, check)


def _verdicts(words: str) -> set[str]:
    from dragoman.domain.claims import Verdict  # noqa: PLC0415

    asked = {word.strip() for word in words.split(",")} - {"", "none"}
    return {choose(word, [v.value for v in Verdict], "--fail-on") for word in asked}


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a command was asked to read, and how."""

    files: Sequence[str]
    jobs: int
    offline: bool
    save: bool
    ledger: str | None
    as_of: int | None
    model: str | None

    def results(self, date: str | None, title: str | None, publisher: str | None) -> Iterator[Any]:
        """What each report gave, or why it could not be read, in the order of the documents."""
        from dragoman import workflows  # noqa: PLC0415

        said = workflows.about(published=parse_day(date), title=title, publisher=publisher)
        wishes = workflows.Wishes(said=said, ledger=self.ledger, as_of_version=self.as_of, model=self.model)
        store = workflows.make_ledger(self.ledger) if self.save else None
        results: Iterator[Done | Failure] = workflows.read_documents(
            self.files, wishes, jobs=self.jobs or os.cpu_count() or 1, offline=self.offline
        )
        if store is not None:
            results = workflows.saved(results, store)
        with counting("reading", workflows.how_many(self.files) if is_watched() else 0) as step:
            for result in results:
                step()
                for note in getattr(result, "notes", ()):
                    say(f"dragoman: {result.name}: {note}")
                yield result


def _is_failure(result: Any) -> bool:
    from dragoman.workflows import Failure  # noqa: PLC0415

    return isinstance(result, Failure)


def _print_reading(done: Done, *, as_json: bool) -> None:
    if as_json:
        from dragoman.render.contract import render_reading  # noqa: PLC0415

        print_json(render_reading(done.reading))
    else:
        from dragoman.render.brief import render_brief  # noqa: PLC0415

        show(render_brief(done.reading, name=done.name), "")


def _print_findings(readings: dict[str, Reading]) -> None:
    """One report's findings in the order of its text; of several reports each claim once, with all who tell it."""
    from dragoman.render.brief import render_brief, render_summary  # noqa: PLC0415

    if len(readings) > 1:
        from dragoman.claims.merging import merge_findings  # noqa: PLC0415
        from dragoman.render.across import render_across  # noqa: PLC0415

        show(render_across(merge_findings(readings.values()), names=_short_names(readings)), "")
    for name, reading in readings.items():
        if len(readings) == 1:
            show(render_brief(reading, name=name, findings_only=True), "")
    if readings:
        show(render_summary(list(readings.values())))


_PLACE = re.compile(r", (?:entry|line) \d+$")


def _short_names(readings: dict[str, Reading]) -> dict[str, str]:
    """What to call each source: its file's name, and its place in a file of several."""
    from pathlib import PurePath  # noqa: PLC0415

    names = {}
    for name, reading in readings.items():
        place = _PLACE.search(name)
        file = name[: place.start()] if place else name
        names[reading.source.id] = (PurePath(file).stem or file) + (place[0] if place else "")
    return names


def _write_pages(readings: dict[str, Reading], html: str | None, claimreview: str | None) -> None:
    if html is not None:
        from dragoman.render.page import render_page  # noqa: PLC0415

        write_out(render_page(list(readings.values()), names=_short_names(readings)), html)
    if claimreview is not None:
        from dragoman.render.claimreview import render_claim_reviews  # noqa: PLC0415

        write_out(render_claim_reviews(readings.values()), claimreview)
