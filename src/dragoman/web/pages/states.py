"""States: the list, and one with its position over time, whom it votes with, what it chose lately, and its breaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from dragoman import world
from dragoman.alignment.intervals import wilson
from dragoman.alignment.votes import VoteMatrix
from dragoman.errors import ParseError
from dragoman.web.drawing.framed import Drawn, framed
from dragoman.web.drawing.lines import Series
from dragoman.web.page import Answer, Json, Moved, NotFound, Page, Sheet
from dragoman.web.pages.votes import row_of
from dragoman.web.pages.wording import rarity, year_of
from dragoman.web.rendering import body_name, signed
from dragoman.web.site import Site
from dragoman.workflows import seat_named

LATEST = 15
GROUPS = ("AFRICAN-GROUP", "ASIA-PACIFIC", "EEG", "GRULAC", "WEOG")
RARE = 0.05
"""Of histories without a break, how many may score as high as one that is told."""
YEARS = 5
"""Calendar years of votes over which companions are counted."""
NEAREST = 10
LEAST = 5
"""Common votes from which two states are ranked."""
LETTERS = {1: "Y", 2: "A", 3: "N"}
SOURCE = "Source: roll calls in this ledger; ideal points after Bailey, Strezhnev and Voeten (2017)."


def states_page(site: Site, query: Mapping[str, str]) -> Page:
    """All seats with what is known of each."""
    matrix, wanted = site.shelf.matrix("UNGA"), query.get("q", "").casefold()
    positions = site.fitted.of(site.shelf)
    last = max((r["period"] for r in positions.rows), default=0) if positions else 0
    points = positions.of_period(last) if positions else {}
    cast = (matrix.choices > 0).sum(0)
    today = date.today()  # noqa: DTZ011 — who is a member now
    members = world.members("UN", today).members
    rows = [
        {
            "code": seat,
            "name": world.name_of(seat),
            "votes": int(n),
            "member": seat in members,
            "point": points.get(seat, {}).get("point"),
            "group": ", ".join(world.name_of(g) for g in GROUPS if seat in world.members(g, today).members),
        }
        for seat, n in zip(matrix.seats, cast, strict=True)
        if wanted in f"{world.name_of(seat).casefold()} {seat.casefold()}"
    ]
    rows.sort(key=lambda r: str(r["name"]))
    return Page(
        template="states.html.j2",
        title="States",
        description=f"{len(rows)} seats of the General Assembly: votes cast, position, regional group.",
        data={"states": rows, "session": last or None},
        sheet=Sheet(
            columns=("code", "name", "member", "votes", "point", "group"),
            rows=[(r["code"], r["name"], r["member"], r["votes"], r["point"], r["group"]) for r in rows],
        ),
        keep=not wanted,
        of_votes=True,
    )


def state_page(site: Site, query: Mapping[str, str], *, code: str) -> Answer:
    """One seat; a name or another code leads to it."""
    seat = _seat(code)
    if seat != code:
        return Moved(to=f"/states/{seat}")
    body = "UNSC" if query.get("body") == "UNSC" else "UNGA"
    matrix = site.shelf.matrix(body)
    if not _votes_in(matrix, seat):
        return _without_votes(site, seat, body)
    positions = site.fitted.of(site.shelf)
    points = positions.of_seat(seat) if positions else ()
    shifts = [
        r
        for r in (positions and positions.shifts) or ()
        if r["seat"] == seat and (r["false_alarms"] or 0) <= RARE
    ][:5]
    shares, latest = shares_of(matrix, seat), latest_of(site, matrix, seat)
    near, since = companions_of(matrix, seat)
    name = world.name_of(seat)
    data: Json = {
        "code": seat,
        "name": name,
        "body": body,
        "blocs": list(world.blocs_of(seat, date.today())),  # noqa: DTZ011 — as of now
        "choices": shares,
        "points": [{k: r[k] for k in ("period", "point", "low", "high", "votes")} for r in points],
        "companions": near,
        "companions_since": since.isoformat(),
        "shifts": shifts,
        "latest": [
            {k: r[k] for k in ("slug", "held", "name", "title", "choice", "tally", "outcome")} for r in latest
        ],
    }
    drawn = points_drawn(name, points) if len(points) > 1 else None
    return Page(
        template="state.html.j2",
        title=f"{name} in the {body_name(body)}",
        description=_described(name, data),
        data=data,
        sheet=Sheet(
            columns=("seat", "name", "value", "low", "high", "n"),
            rows=[tuple(r[k] for k in ("seat", "name", "value", "low", "high", "n")) for r in near],
        ),
        figure=drawn.figure if drawn else None,
        vega=drawn.vega if drawn else None,
        more={
            "chart": drawn and drawn.chart,
            "headline": drawn and _point_words(name, points),
            "nearest": near[:NEAREST],
            "furthest": near[-NEAREST:][::-1] if len(near) > NEAREST else [],
            "latest": latest,
            "holders": holders_of(seat, date.today()),  # noqa: DTZ011 — who holds office now
            "since": since,
            "year_of": year_of,
            "rarity": lambda share: rarity(share, positions.null if positions else 0),
            "waits": positions is None,
            "seated": [b for b in ("UNGA", "UNSC") if b == body or _votes_in(site.shelf.matrix(b), seat)],
        },
        of_votes=True,
    )


def holders_of(code: str, on: date) -> list[world.Holder]:
    """Who holds an office of a state or body on a day, the leader first."""
    return sorted(world.office_holders(code=code, on=on), key=lambda h: (not h.leads, h.since))


def _seat(code: str) -> str:
    try:
        return seat_named(code.replace("-", " ") if len(code) > 3 else code)
    except ParseError as error:
        if any(state.code == code for state in world.states()):
            return code  # a state without a seat
        raise NotFound(error.what, error.hint) from error


def _votes_in(matrix: VoteMatrix, seat: str) -> bool:
    return seat in matrix.seats and bool((matrix.of_seat(seat) > 0).any())


def _without_votes(site: Site, seat: str, body: str) -> Answer:
    other = "UNSC" if body == "UNGA" else "UNGA"
    if body == "UNGA" and _votes_in(site.shelf.matrix(other), seat):
        return Moved(to=f"/states/{seat}?body={other}", permanent=False)
    name, blocs = world.name_of(seat), list(world.blocs_of(seat, date.today()))  # noqa: DTZ011 — as of now
    return Page(
        template="state_silent.html.j2",
        title=name,
        description=f"{name} cast no vote of the {body_name(body)} in this ledger.",
        data={"code": seat, "name": name, "body": body, "blocs": blocs, "choices": None},
        more={"holders": holders_of(seat, date.today())},  # noqa: DTZ011 — who holds office now
    )


def shares_of(matrix: VoteMatrix, seat: str) -> Json:
    """How often it chose what, of the votes it cast."""
    own = matrix.of_seat(seat)
    n = int((own > 0).sum())
    days = matrix.days[own > 0]
    return {
        "n": n,
        "first": str(days[0]) if n else None,
        "last": str(days[-1]) if n else None,
        **{LETTERS[code]: int((own == code).sum()) for code in LETTERS},
    }


def latest_of(site: Site, matrix: VoteMatrix, seat: str) -> list[Json]:
    """Its last votes, newest first, each with its choice."""
    rows = np.flatnonzero(matrix.of_seat(seat) > 0)[-LATEST:][::-1]
    chosen = {matrix.ids[i]: LETTERS[int(matrix.of_seat(seat)[i])] for i in rows}
    known = site.shelf.headings
    return [row_of(site, known[id_], choice) for id_, choice in chosen.items() if id_ in known]


def companions_of(matrix: VoteMatrix, seat: str) -> tuple[list[Json], date]:
    """All other seats by the share of equal choices in the last years, the closest first; and the first day counted."""
    last = matrix.dates[-1]
    since = date(last.year - YEARS + 1, 1, 1)
    recent = matrix.choices[matrix.days >= np.datetime64(since)]
    own = recent[:, matrix.seat(seat)]
    both = (own > 0)[:, None] & (recent > 0)
    n = both.sum(0)
    same = (both & (recent == own[:, None])).sum(0)
    value = np.where(n > 0, same / np.maximum(n, 1), np.nan)
    low, high = wilson(value, np.maximum(n, 1))
    rows = [
        {
            "seat": other,
            "name": world.name_of(other),
            "value": round(float(value[i]), 4),
            "low": round(float(low[i]), 4),
            "high": round(float(high[i]), 4),
            "n": int(n[i]),
        }
        for i, other in enumerate(matrix.seats)
        if other != seat and n[i] >= LEAST
    ]
    return sorted(rows, key=lambda r: (-r["value"], r["name"])), since


def points_drawn(name: str, points: Any) -> Drawn:
    """The state's position over the sessions."""
    line = Series(
        name=points[-1]["seat"],
        points=[(year_of(r["period"]), r["point"], r["low"], r["high"]) for r in points],
        n=[r["votes"] for r in points],
    )
    told = _point_words(name, points)
    n = sum(r["votes"] for r in points)
    first, last = points[0]["period"], points[-1]["period"]
    subtitle = (
        f"Ideal point by session with its 90% interval, sessions {first}–{last} · n = {n:,} choices · "
        "the United States on the positive side"
    )
    return framed([line], title=told, subtitle=subtitle, source=SOURCE, drawn=date.today())  # noqa: DTZ011


def _point_words(name: str, points: Any) -> str:
    """What the line shows: where it began and where it stands."""
    first, last = points[0], points[-1]
    if last["low"] > first["high"] or last["high"] < first["low"]:
        way = "up" if last["point"] > first["point"] else "down"
        return (
            f"{name} moved {way} from {signed(first['point'])} in {year_of(first['period'])} "
            f"to {signed(last['point'])} in {year_of(last['period'])}"
        )
    return f"{name} stands at {signed(last['point'])}, where it stood in {year_of(first['period'])} within the intervals"


def _described(name: str, data: Json) -> str:
    c = data["choices"]
    near = data["companions"][0]["name"] if data["companions"] else None
    told = f"{name}: {c['n']:,} votes cast, {c['Y']:,} yes, {c['A']:,} abstentions, {c['N']:,} no."
    return f"{told} Votes most like {near}." if near else told
