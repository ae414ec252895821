"""`compare`, `points` and `shifts`: who stands with whom, and when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.terminal import (
    AsJson,
    AsOf,
    From,
    LedgerOption,
    To,
    Topic,
    choose,
    parse_day,
    print_json,
    say,
    show,
    working,
    write_out,
)
from dragoman.errors import ParseError

if TYPE_CHECKING:
    from dragoman.alignment.votes import VoteMatrix

Body = Annotated[str, typer.Option("--body", metavar="CODE", help="Whose votes: UNGA, UNSC, C1 … C6.")]
Chart = Annotated[
    str | None,
    typer.Option(
        "--chart", metavar="FILE", help="Draw it: .svg, .png, .html or .json; needs the extra charts."
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Of the random numbers behind the false-alarm rate.")]


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A state or bloc: FRA, France.")],
    b: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]", help="A state or bloc: USA, EU. Left out: a state's partners, a bloc's unity."
        ),
    ] = None,
    topic: Topic = None,
    start: From = None,
    end: To = None,
    method: Annotated[
        str, typer.Option("--method", help="equal, lijphart, s or kappa; with a bloc equal or majority.")
    ] = "equal",
    body: Body = "UNGA",
    chart: Chart = None,
    as_json: AsJson = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """How far two states or blocs agree.

    Over all votes, by year, and where they last differed; always with n and an interval. Of one state alone its partners, the
    closest first; of one bloc how united it votes, who breaks ranks, how often, on what.
    """
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.alignment import compared_json, render_compared  # noqa: PLC0415

    votes = _votes(ledger, as_of, body, start, end, topic)
    if b is None:
        _alone(votes, a, method, topic, chart, as_json)
        return
    found = workflows.compare_parties(votes, a, b, method=method)
    if chart:
        from dragoman.render.charts import years_chart  # noqa: PLC0415

        _draw(years_chart(found, topic=topic), chart)
    if as_json:
        print_json(compared_json(found, topic=topic))
    else:
        show(render_compared(found, topic=topic))


def _alone(
    votes: VoteMatrix, party: str, method: str, topic: str | None, chart: str | None, as_json: bool
) -> None:
    """A state's partners, or a bloc's unity; the chart is the heat map of all pairs among them."""
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render import blocs  # noqa: PLC0415

    code, is_bloc = workflows.party_named(party)
    if chart:
        from dragoman.render.charts import agreement_chart  # noqa: PLC0415

        pairs, seats = workflows.agreement_among(votes, code, is_bloc=is_bloc, method=method)
        _draw(agreement_chart(pairs, seats, days=(votes.dates[0], votes.dates[-1])), chart)
    if is_bloc:
        unity, ranks = workflows.unity_of(votes, code)
        if as_json:
            print_json(blocs.unity_json(code, unity, ranks, topic=topic))
        else:
            show(blocs.render_unity(code, unity, ranks, topic=topic))
        return
    partners = workflows.partners_of(votes, code, method=method)
    if as_json:
        for row in partners.rows():
            print_json(row)
    else:
        show(blocs.render_partners(code, partners, method, len(votes), topic=topic))


def points(
    state: Annotated[
        list[str] | None, typer.Option("--state", help="All sessions of this state; repeatable.")
    ] = None,
    session: Annotated[
        int | None, typer.Option("--session", help="All states in this session; else the last.")
    ] = None,
    topic: Topic = None,
    start: From = None,
    end: To = None,
    scale: Annotated[str, typer.Option("--scale", help="published (comparable) or coherent.")] = "published",
    dimensions: Annotated[
        int, typer.Option("--dimensions", min=1, max=12, help="More than 1 only on the coherent scale.")
    ] = 1,
    body: Body = "UNGA",
    chart: Chart = None,
    as_json: AsJson = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """Place states on a line by their votes alone.

    Session by session, with 90 % intervals.
    """
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.alignment import render_points, rows_json  # noqa: PLC0415

    seats = tuple(workflows.seat_named(words) for words in state or ())
    votes = _votes(ledger, as_of, body, start, end, topic)
    with working("fitting"):
        found = workflows.fit_points(votes, scale=scale, dimensions=dimensions)
    last = int(found.periods.max())
    if session is not None and session not in found.periods:
        raise ParseError(f"session {session} has no points", hint=f"the last is {last}")
    if chart:
        from dragoman.render.charts import map_chart, points_chart  # noqa: PLC0415

        told = seats or ("USA", "CHN", "RUS", "GBR", "FRA")
        drawn = map_chart(found, told, session or last) if dimensions > 1 else points_chart(found, told)
        _draw(drawn, chart)
    if as_json:
        for row in rows_json(found.table()):
            if (not seats or row["seat"] in seats) and session in (None, row["period"]):
                print_json(row)
    else:
        show(render_points(found, session or last, seats))


def shifts(
    state: Annotated[str | None, typer.Option("--state", help="When this state's course changed …")] = None,
    bloc: Annotated[
        list[str] | None,
        typer.Option(
            "--bloc", help="… towards this bloc or other state; alone, its unity; twice, of two blocs."
        ),
    ] = None,
    topic: Topic = None,
    start: From = None,
    end: To = None,
    among: Annotated[
        str,
        typer.Option(
            "--among", help="What the ranked list is of: states (each with its own past), pairs or blocs."
        ),
    ] = "states",
    at_once: Annotated[
        bool,
        typer.Option(
            "--at-once", help="Rank states by each session's votes alone: what passed, what is new."
        ),
    ] = False,
    limit: Annotated[int, typer.Option("--limit", help="Rows of the ranked list.")] = 25,
    seed: Seed = 0,
    body: Body = "UNGA",
    chart: Chart = None,
    as_json: AsJson = False,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """When an alignment broke, and how sure that is.

    Of two states or blocs, or of a bloc's unity; without either, a ranked list of all states, of all pairs of them, or of
    blocs (with each other, among their members, and with each state).
    """
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.alignment import break_json, render_break, render_ranked, rows_json  # noqa: PLC0415

    choose(among, ("states", "pairs", "blocs"), "--among")

    seat = workflows.seat_named(state) if state else None
    votes = _votes(ledger, as_of, body, start, end, topic)
    if bloc:
        a, b, found = workflows.find_shift(votes, *_two(seat, bloc), seed=seed)
        if chart:
            from dragoman.render.break_charts import break_chart  # noqa: PLC0415

            series = workflows.votes_beside(votes, a, b)
            _draw(break_chart(found, series, other=b, topic=topic), chart)
        if as_json:
            print_json(break_json(a, b, found, topic=topic))
        else:
            show(render_break(a, b, found, topic=topic))
        return
    if among != "states":
        _pairs(votes, among, limit, seed, chart, as_json)
        return
    with working("comparing every state with its own past"):
        ranked = workflows.rank_shifts(votes, seed=seed)
    if chart:
        from dragoman.render.break_charts import scores_chart  # noqa: PLC0415

        _draw(scores_chart(ranked, seat or str(ranked.ranked()["seat"][0])), chart)
    if as_json:
        found_rows = ranked.of(seat) if seat else ranked.ranked(by="alarm" if at_once else "score")
        for row in rows_json(found_rows)[: None if seat else limit]:
            print_json(row)
    else:
        show(render_ranked(ranked, limit, seat, at_once=at_once))


def _pairs(votes: VoteMatrix, among: str, limit: int, seed: int, chart: str | None, as_json: bool) -> None:
    """The ranked list of pairs of states, or of blocs."""
    from dragoman import workflows  # noqa: PLC0415
    from dragoman.render.alignment import render_pairs, rows_json  # noqa: PLC0415

    with working("comparing all pairs"):
        found = workflows.rank_pairs(votes, among=among, seed=seed)
    if chart:
        from dragoman.render.break_charts import pairs_chart  # noqa: PLC0415

        _draw(pairs_chart(found, limit), chart)
    if as_json:
        for row in rows_json(found.ranked())[:limit]:
            print_json(row)
    else:
        show(render_pairs(found, limit))


COMMANDS = (compare, points, shifts)


def _two(seat: str | None, blocs: list[str]) -> tuple[str, str]:
    """Whose agreement is asked for; one bloc alone is set beside itself."""
    parties = [seat, *blocs] if seat else blocs
    if len(parties) > 2:
        raise ParseError("more than two parties", hint="name a state and a bloc, one bloc, or two")
    return parties[0], parties[-1]


def _draw(chart: Any, path: str) -> None:
    from dragoman.render.picture import render_chart  # noqa: PLC0415

    form = choose(path.rpartition(".")[2].lower(), ("svg", "png", "html", "json"), "--chart")
    write_out(render_chart(chart, form), path)  # type: ignore[arg-type]
    say(path)


def _votes(
    ledger: str | None, as_of: int | None, body: str, start: str | None, end: str | None, topic: str | None
) -> VoteMatrix:
    from dragoman import workflows  # noqa: PLC0415

    return workflows.vote_matrix(
        workflows.open_ledger(ledger, as_of_version=as_of),
        body=body,
        start=parse_day(start, "--from"),
        end=parse_day(end, "--to"),
        topic=topic,
    )
