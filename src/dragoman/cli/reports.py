"""`read` and `check`: reports in, readings and findings out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.terminal import (
    AsJson,
    AsOf,
    LedgerOption,
    choose,
    counting,
    finish,
    parse_day,
    print_json,
    say,
    show,
    write_out,
)

if TYPE_CHECKING:
    from datetime import date

    from dragoman.domain.readings import Reading
    from dragoman.workflows import Failure

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Plain-text reports; - reads standard input.")
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication.")]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another spaCy model with a parser and lemmas.")
]
Save = Annotated[bool, typer.Option("--save", help="Keep what was read in the ledger.")]


def read(
    files: Files,
    date: Date = None,
    as_json: AsJson = False,
    save: Save = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
    model: Model = None,
) -> None:
    """Read reports, and check every vote claim.

    Prints events, positions and relations with the words that prove them, and a finding for every claim on a vote.
    """
    published = parse_day(date)
    done, failures = 0, []
    for name, result in _read_all(files, published, save=save, ledger=ledger, as_of=as_of, model=model):
        if _is_failure(result):
            failures.append(result)
            continue
        done += 1
        _print_reading(name, result, as_json=as_json)
    if save:
        say(f"{done} kept in the ledger")
    finish(done, failures)


def check(
    files: Files,
    date: Date = None,
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
    save: Save = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
    model: Model = None,
) -> None:
    """Check the vote claims of reports; exit 1 where the record refutes one, wholly or in one number of several.

    Of several reports each claim is told once, with all who tell it, where they contradict each other, and whom the
    record bears out.
    """
    published, verdicts = parse_day(date), _verdicts(fail_on)
    readings: dict[str, Reading] = {}
    failures = []
    for name, result in _read_all(files, published, save=save, ledger=ledger, as_of=as_of, model=model):
        if _is_failure(result):
            failures.append(result)
            continue
        readings[name] = result
        if as_json:
            _print_reading(name, result, as_json=True)
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


def _read_all(
    files: list[str],
    published: date | None,
    *,
    save: bool,
    ledger: str | None,
    as_of: int | None,
    model: str | None,
) -> Iterator[tuple[str, Any]]:
    """Each file's name with its reading or failure, in turn."""
    from dragoman import workflows  # noqa: PLC0415

    workflows.layer_officeholders()
    store = workflows.make_ledger(ledger) if save else None
    record = workflows.record_at(ledger, as_of_version=as_of)
    nlp = workflows.language_model(model)
    results: Iterator[Reading | Failure] = workflows.read_files(
        files, published=published, record=record, nlp=nlp
    )
    if store is not None:
        results = workflows.saved(results, store)
    with counting("reading", len(files)) as step:
        for name, result in zip(files, results, strict=True):
            step()
            yield name, result


def _is_failure(result: Any) -> bool:
    from dragoman.workflows import Failure  # noqa: PLC0415

    return isinstance(result, Failure)


def _print_reading(name: str, reading: Reading, *, as_json: bool) -> None:
    if as_json:
        from dragoman.render.contract import render_reading  # noqa: PLC0415

        print_json(render_reading(reading))
    else:
        from dragoman.render.brief import render_brief  # noqa: PLC0415

        show(render_brief(reading, name=name), "")


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


def _short_names(readings: dict[str, Reading]) -> dict[str, str]:
    """What to call each source: its file's name."""
    from pathlib import PurePath  # noqa: PLC0415

    return {reading.source.id: PurePath(name).stem or name for name, reading in readings.items()}


def _write_pages(readings: dict[str, Reading], html: str | None, claimreview: str | None) -> None:
    if html is not None:
        from dragoman.render.page import render_page  # noqa: PLC0415

        write_out(render_page(list(readings.values()), names=_short_names(readings)), html)
    if claimreview is not None:
        from dragoman.render.claimreview import render_claim_reviews  # noqa: PLC0415

        write_out(render_claim_reviews(readings.values()), claimreview)
