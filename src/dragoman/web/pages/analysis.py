"""Positions of all states and their shifts, as far as they are worked out for this version of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dragoman import workflows, world
from dragoman.errors import DragomanError, ParseError
from dragoman.web.beside import Beside
from dragoman.web.drawing.framed import Drawn, framed
from dragoman.web.drawing.lines import Series
from dragoman.web.page import Json, Page, Sheet
from dragoman.web.pages.pairs import AMONG, pairs_page
from dragoman.web.pages.parting import parting_page
from dragoman.web.pages.states import SOURCE
from dragoman.web.pages.votes import _number
from dragoman.web.pages.wording import rarity, year_of
from dragoman.web.site import Site
from dragoman.workflows.positions import Positions

WAIT = 8.0
"""Seconds these pages wait for positions that are being worked out."""
SHOWN = ("USA", "GBR", "FRA", "CHN", "RUS")
MOST_LINES = 6
SHIFTS_SHOWN = 60


def points_page(site: Site, query: Mapping[str, str]) -> Page:
    """Where the states stand in a session, and some of them over time."""
    positions = site.fitted.of(site.shelf, wait=WAIT)
    if positions is None or not positions.rows:
        return _not_yet(site.fitted, "Positions")
    periods = sorted({r["period"] for r in positions.rows})
    session = _number(query.get("session")) if query.get("session") else periods[-1]
    if session not in periods:
        session = periods[-1]
    seats, problems = _seats(query.get("states", ""), positions)
    rows = sorted(positions.of_period(session).values(), key=lambda r: -r["point"])
    table = [
        {
            "rank": i,
            **{k: r[k] for k in ("seat", "point", "low", "high", "votes")},
            "name": world.name_of(r["seat"]),
        }
        for i, r in enumerate(rows, 1)
    ]
    drawn = _figure(positions, seats, session)
    return Page(
        template="points.html.j2",
        title=f"Where states stand, session {session}",
        description=f"Ideal points of {len(table)} states in session {session} ({year_of(session)}–{year_of(session + 1)}), with 90% intervals.",
        data={"session": session, "points": table, "over_time": _over_time(positions, seats)},
        sheet=Sheet(
            columns=("rank", "seat", "name", "point", "low", "high", "votes"),
            rows=[
                tuple(r[k] for k in ("rank", "seat", "name", "point", "low", "high", "votes")) for r in table
            ],
        ),
        figure=drawn[0].figure if drawn else None,
        vega=drawn[0].vega if drawn else None,
        more={
            "chart": drawn and drawn[0].chart,
            "headline": drawn and drawn[1],
            "session": session,
            "year_of": year_of,
            "periods": periods[::-1],
            "states": query.get("states", ""),
            "seats": seats,
            "problems": problems,
            "span": _span([r["point"] for r in rows]),
        },
    )


def _span(points: list[float]) -> tuple[float, float]:
    return min(points), max(points)


def _seats(text: str, positions: Positions) -> tuple[list[str], list[str]]:
    """The seats named, as far as they are known; the permanent members where none is."""
    known = {r["seat"] for r in positions.rows}
    seats: list[str] = []
    problems: list[str] = []
    for words in filter(None, (part.strip() for part in text[:300].split(","))):
        try:
            seat = workflows.seat_named(words)
        except DragomanError:
            problems.append(f"“{words[:40]}” is no state known here")
            continue
        if seat in known and seat not in seats:
            seats.append(seat)
    return (seats or [s for s in SHOWN if s in known])[:MOST_LINES], problems


def _over_time(positions: Positions, seats: list[str]) -> Json:
    return {
        seat: [
            {k: r[k] for k in ("period", "point", "low", "high", "votes")} for r in positions.of_seat(seat)
        ]
        for seat in seats
    }


def _figure(positions: Positions, seats: list[str], session: int) -> tuple[Drawn, str] | None:
    series = [
        Series(
            name=seat,
            points=[(year_of(r["period"]), r["point"], r["low"], r["high"]) for r in positions.of_seat(seat)],
            n=[r["votes"] for r in positions.of_seat(seat)],
        )
        for seat in seats
    ]
    if not series:
        return None
    last = {s: p["point"] for s in seats if (p := positions.of_period(session).get(s))}
    ends = sorted(last, key=lambda s: last[s])
    title = (
        f"Session {session}: {world.name_of(ends[-1])} and {world.name_of(ends[0])} "
        f"stand {last[ends[-1]] - last[ends[0]]:.1f} standard deviations apart"
        if len(ends) > 1
        else f"{world.name_of(seats[0])} over {len(series[0].points)} sessions"
    )
    n = sum(r["votes"] for s in seats for r in positions.of_seat(s))
    subtitle = (
        f"Ideal points by session, {int(series[0].points[0][0])}–{year_of(session)}, with 90% intervals · n = {n:,} choices · "
        "mean 0, variance 1 over all states and sessions; the United States on the positive side"
    )
    return framed(series, title=title, subtitle=subtitle, source=SOURCE, drawn=date.today()), title  # noqa: DTZ011


def shifts_page(site: Site, query: Mapping[str, str]) -> Page:
    """When two parties parted; without a second one, states that left their own former position, the clearest first."""
    if query.get("with", "").strip():
        return parting_page(site, query, since=_since(query))
    return _ranked(site, query)


def _ranked(site: Site, query: Mapping[str, str]) -> Page:
    """States that left their own former position, or pairs that parted or came together, the clearest first."""
    among = query.get("among") or "states"
    if among not in AMONG:
        raise ParseError(f"nothing is ranked among “{among[:20]}”", hint=f"there are: {', '.join(AMONG)}")
    if among != "states":
        found = site.ranked.of(site.shelf, among, wait=WAIT)
        if found is None:
            return _not_yet(site.ranked, "Shifts")
        return pairs_page(query, found, among=among, since=_since(query))
    positions = site.fitted.of(site.shelf, wait=WAIT)
    if positions is None or positions.shifts is None:
        return _not_yet(site.fitted, "Shifts")
    seat, problem = None, None
    if words := query.get("state", "").strip()[:80]:
        try:
            seat = workflows.seat_named(words)
        except DragomanError as error:
            problem = str(error).splitlines()[0]
    since = _since(query)
    rows = [
        {**r, "name": world.name_of(r["seat"]), "year": year_of(r["period"])}
        for r in positions.shifts
        if seat in (None, r["seat"]) and year_of(r["period"]) >= since
    ]
    return Page(
        template="shifts.html.j2",
        title="States that left their own former position",
        description=f"{len(rows)} breaks with how far each moved and how often histories without breaks score as high.",
        data={"simulated": positions.null, "shifts": rows},
        sheet=Sheet(
            columns=("seat", "name", "session", "year", "score", "moved", "false_alarms"),
            rows=[
                (r["seat"], r["name"], r["period"], r["year"], r["score"], r["moved"], r["false_alarms"])
                for r in rows
            ],
        ),
        more={
            "rows": rows[:SHIFTS_SHOWN],
            "stands_out": rows and (rows[0]["false_alarms"] or 0) * len(positions.shifts) < 1,
            "kinds": AMONG,
            "seat": seat,
            "problem": problem,
            "since": since or "",
            "null": positions.null,
            "rarity": rarity,
        },
    )


def _since(query: Mapping[str, str]) -> int:
    """The year asked for; 0 where none is."""
    text = query.get("since", "").strip()
    if text and not (text.isdecimal() and len(text) == len("1946")):
        raise ParseError(f"“{text[:20]}” is no year", hint="write it as 1990")
    return int(text or 0)


def _not_yet(work: Beside[Any], what: str) -> Page:
    working = work.is_working()
    return Page(
        template="not_yet.html.j2",
        title=f"{what} are being worked out" if working else f"{what} cannot be worked out",
        description=f"{what} of this ledger are not there yet.",
        data={"working": working},
        status=503 if working else 200,
        more={"working": working},
        keep=False,
    )
