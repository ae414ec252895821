"""`load`, `fetch` and `votes`: official records in, roll calls out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.terminal import (
    AsJson,
    AsOf,
    Body,
    From,
    LedgerOption,
    To,
    Topic,
    bar_of_bytes,
    finish,
    parse_day,
    print_json,
    say,
    show,
)
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.domain.rollcalls import RollCall
    from dragoman.ledger import Heading, Ledger
    from dragoman.workflows import Failure, Loaded


def load(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Official voting records; - reads standard input."),
    ],
    as_format: Annotated[
        str | None, typer.Option("--as", metavar="FORMAT", help="Read them as this format; else detected.")
    ] = None,
    as_json: AsJson = False,
    ledger: LedgerOption = None,
) -> None:
    """Load official voting records into the ledger.

    The same file again changes nothing; a newer release supersedes vote by vote.
    """
    from dragoman import workflows  # noqa: PLC0415

    store = workflows.make_ledger(ledger)
    done: list[Loaded] = []
    failures: list[Failure] = []
    for path in files:
        with bar_of_bytes(path.name, path.stat().st_size if path.is_file() else None) as bar:
            result = workflows.try_to_load(path, store, format_name=as_format, progress=bar)
        if isinstance(result, workflows.Failure):
            failures.append(result)
        else:
            done.append(result)
            _report(result, as_json=as_json)
    finish(len(done), failures)


def fetch(
    release: Annotated[str, typer.Argument(metavar="undl|voeten|officeholders", help="What to download.")],
    folder: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Keep the file here; else in your cache.")
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Never touch the network: then it refuses.")
    ] = False,
    as_json: AsJson = False,
    ledger: LedgerOption = None,
) -> None:
    """Download an official release and load it, or who holds office today."""
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.fetch import RELEASES, fetch_release  # noqa: PLC0415

    if offline:
        raise SourceError(
            "fetch needs the network, and --offline forbids it; download by hand, then load FILE"
        )
    if release == "officeholders":
        _fetch_officeholders(folder)
        return
    target = folder or workflows.download_folder()
    with bar_of_bytes(release, None) as bar:
        fetched = fetch_release(release, target, progress=bar)
    told = RELEASES[release]
    say(f"{told.title}\n{told.terms}\nCite: {told.attribution}\n{fetched.path} (sha256 {fetched.sha256})")
    load([fetched.path], as_format=None, as_json=as_json, ledger=ledger)


def _fetch_officeholders(folder: Path | None) -> None:
    """Refresh the user's table of office holders, layered over the built-in one from then on."""
    from dragoman import workflows, world  # noqa: PLC0415
    from dragoman.fetch import OFFICEHOLDERS, fetch_officeholders  # noqa: PLC0415

    table = folder / "officeholders.tsv" if folder else workflows.officeholders_table()
    found = workflows.save_officeholders(fetch_officeholders(world.officeholders_query()), table)
    say(
        f"{OFFICEHOLDERS.title}\n{OFFICEHOLDERS.terms}\nCite: {OFFICEHOLDERS.attribution}\n{found} tenures in {table}"
    )


def votes(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SYMBOL | WORDS…]", help="A symbol shows that roll call; words search."),
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Also what this state chose.")] = None,
    bloc: Annotated[str | None, typer.Option("--bloc", help="Also how this bloc's members chose.")] = None,
    body: Body = None,
    start: From = None,
    end: To = None,
    topic: Topic = None,
    limit: Annotated[int, typer.Option("--limit", help="At most so many, the latest.")] = 40,
    as_json: AsJson = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """List roll calls, or show one in full."""
    from dragoman import workflows  # noqa: PLC0415

    store = workflows.open_ledger(ledger, as_of_version=as_of)
    asked = " ".join(words or ())
    if asked and (call := workflows.roll_call_named(store, asked)):
        _show_one(call, as_json=as_json)
        return
    seat = workflows.seat_named(state) if state else None
    found = store.headings(
        words=" ".join(filter(None, (asked, topic))) or None,
        body=body,
        seat=seat,
        start=parse_day(start, "--from"),
        end=parse_day(end, "--to"),
    )
    columns = _columns(store, found[-limit:], seat, workflows.bloc_named(bloc) if bloc else None)
    _show_list(found, limit, columns, as_json=as_json)


COMMANDS = (load, fetch, votes)


def _report(loaded: Loaded, *, as_json: bool) -> None:
    if as_json:
        from dragoman.render.contract import render_loaded  # noqa: PLC0415

        print_json(render_loaded(loaded.name, loaded.format, loaded.report, loaded.disagreements))
        return
    from dragoman.render.loading import render_load  # noqa: PLC0415

    show(render_load(loaded.name, loaded.format, loaded.report, loaded.disagreements))


def _show_one(call: RollCall, *, as_json: bool) -> None:
    if as_json:
        from dragoman.render.contract import render_roll_call as as_object  # noqa: PLC0415

        print_json(as_object(call))
        return
    from dragoman.render.rollcall import render_roll_call  # noqa: PLC0415

    show(render_roll_call(call))


Columns = dict[str, Callable[["Heading"], str]]


def _columns(store: Ledger, found: tuple[Heading, ...], seat: str | None, bloc: str | None) -> Columns:
    """What the list shows beside each roll call: a state's choice, a bloc's choices."""
    from dragoman.render.rollcall import LETTER, bloc_vote, broke_words  # noqa: PLC0415

    columns: Columns = {}
    if seat and found:
        chosen = {v.roll_call: v.choice for v in store.history_of(seat, start=found[0].held)}
        columns[seat] = lambda h: LETTER[chosen[h.id]] if h.id in chosen else ""
    if bloc and found:
        calls = {call.id: call for call in store.roll_calls(start=found[0].held, end=found[-1].held)}
        votes = {h.id: bloc_vote(calls[h.id], bloc) for h in found if h.id in calls}

        def counts(heading: Heading) -> str:
            vote = votes.get(heading.id)
            return " ".join(f"{n}{LETTER[c]}" for c, n in vote.counts.items()) if vote else ""

        def broke(heading: Heading) -> str:
            vote = votes.get(heading.id)
            return broke_words(vote, 5) if vote else ""

        columns |= {bloc: counts, "Broke ranks": broke}
    return columns


def _show_list(found: tuple[Heading, ...], limit: int, columns: Columns, *, as_json: bool) -> None:
    shown = found[-limit:] if limit > 0 else ()
    if as_json:
        from dragoman.render.contract import render_heading  # noqa: PLC0415

        for heading in shown:
            more: dict[str, Any] = {name: write(heading) for name, write in columns.items()}
            print_json(render_heading(heading) | more)
        return
    from dragoman.render.rollcall import render_list  # noqa: PLC0415

    if not found:
        show(
            "No roll call at hand fits. `dragoman doctor` says what the ledger holds; `load` or `fetch` adds to it."
        )
        return
    show(render_list(shown, columns))
    if len(found) > len(shown):
        show(f"the latest {len(shown)} of {len(found):,}; --limit shows more, --from and --to narrow it")
