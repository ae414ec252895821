"""Blocs: the list, and one as it stood on a day, with its unity over the years and who leaves its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from dragoman import world
from dragoman.alignment.cohesion import Cohesion, cohesion, dissenters
from dragoman.alignment.intervals import wilson
from dragoman.claims.wording import day_of
from dragoman.errors import EstimateError, ParseError
from dragoman.render.rollcall import SHOWN_BLOCS
from dragoman.web.drawing.framed import Drawn, framed
from dragoman.web.drawing.lines import Series
from dragoman.web.page import Answer, Json, Moved, NotFound, Page, Sheet
from dragoman.web.pages.states import holders_of
from dragoman.web.site import Site
from dragoman.workflows import bloc_named
from dragoman.workflows.places import members_on

YEARS = 5
RECENT_BREAKS = 15


def blocs_page(_: Site, query: Mapping[str, str]) -> Page:
    """Every bloc of the registry, as of a day."""
    on = day_in(query)
    rows = [
        {"code": code, "name": world.name_of(code), "members": len(found.members), "vague": found.vague}
        for code in world.blocs(on)
        if (found := world.members(code, on))
    ]
    order = {code: i for i, code in enumerate(SHOWN_BLOCS)}
    rows.sort(key=lambda r: (order.get(str(r["code"]), 99), str(r["name"])))
    return Page(
        template="blocs.html.j2",
        title=f"Blocs on {day_of(on)}",
        description=f"{len(rows)} blocs, groups and organisations with members on {day_of(on)}.",
        data={"on": on.isoformat(), "blocs": rows},
        sheet=Sheet(
            columns=("code", "name", "members", "vague"),
            rows=[tuple(r[k] for k in ("code", "name", "members", "vague")) for r in rows],
        ),
        more={"on": on},
        of_votes=True,
    )


def day_in(query: Mapping[str, str]) -> date:
    """The day asked for; today where none is."""
    text = query.get("on", "")
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 — as of now
    except ValueError as error:
        raise ParseError(f"“{text[:20]}” is no day", hint="write it as 2025-02-24") from error


def bloc_page(site: Site, query: Mapping[str, str], *, slug: str) -> Answer:
    """One bloc on a day."""
    try:
        code = bloc_named(slug)
    except ParseError as error:
        raise NotFound(error.what, error.hint) from error
    if code != slug:
        return Moved(to=f"/blocs/{code}")
    on = day_in(query)
    membership = world.members(code, on)
    unity = None if membership.vague else site.shelf.votes.once(f"unity {code}", lambda: unity_of(site, code))
    positions = site.fitted.of(site.shelf)
    points = _points_on(positions, on)
    members = [
        {
            "seat": seat,
            "name": world.name_of(seat, on),
            "point": points.get(seat),
            "suspended": seat in membership.suspended,
            **(unity["left"].get(seat, {"broke": None, "n": None, "rate": None}) if unity else {}),
        }
        for seat in membership.members
    ]
    members.sort(key=lambda r: str(r["name"]))
    name = world.name_of(code)
    drawn = _figure(name, unity) if unity and len(unity["years"]) > 1 else None
    return Page(
        template="bloc.html.j2",
        title=f"{name} on {day_of(on)}",
        description=f"{name}: {len(members)} members on {day_of(on)}, and how united they vote.",
        data={
            "code": code,
            "name": name,
            "on": on.isoformat(),
            "vague": membership.vague,
            "members": members,
            "disputed": sorted(membership.disputed),
            "bodies": sorted(membership.bodies),
            "basis": membership.basis,
            "cohesion": unity["years"] if unity else [],
            "whole": unity["whole"] if unity else None,
        },
        sheet=Sheet(
            columns=("seat", "name", "point", "suspended", "broke", "n", "rate"),
            rows=[
                tuple(r.get(k) for k in ("seat", "name", "point", "suspended", "broke", "n", "rate"))
                for r in members
            ],
        ),
        figure=drawn.figure if drawn else None,
        vega=drawn.vega if drawn else None,
        more={
            "on": on,
            "holders": holders_of(code, on),
            "chart": drawn and drawn.chart,
            "headline": _words(name, unity) if drawn and unity else None,
            "since": unity["since"] if unity else None,
            "rebels": sorted((m for m in members if m.get("broke")), key=lambda m: -float(str(m["rate"])))[
                :RECENT_BREAKS
            ],
        },
        of_votes=True,
    )


def _points_on(positions: Any, on: date) -> dict[str, float]:
    if positions is None:
        return {}
    from dragoman.alignment.ballots import sessions_of  # noqa: PLC0415

    period = int(sessions_of(np.array([on], "datetime64[D]"))[0])
    last = max((r["period"] for r in positions.rows), default=0)
    return {seat: row["point"] for seat, row in positions.of_period(min(period, last)).items()}


def unity_of(site: Site, code: str) -> Json | None:
    """Cohesion year by year by the membership of each day, and who left the majority in the last years."""
    matrix = site.shelf.matrix("UNGA")
    if not len(matrix):
        return None
    try:
        found = cohesion(matrix, matrix.members(members_on(code)))
    except EstimateError:
        return None
    since = date(matrix.dates[-1].year - YEARS + 1, 1, 1)
    recent = matrix.between(since)
    try:
        table = dissenters(recent, recent.members(members_on(code)))
        left = {
            r["seat"]: {"broke": r["broke"], "n": r["n"], "rate": round(r["rate"], 4)} for r in table.rows()
        }
    except EstimateError:
        left = {}
    whole = {
        "value": round(found.value, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "n": found.n,
        "unanimous": found.unanimous,
    }
    return {"years": _by_year(found), "whole": whole, "left": left, "since": since}


def _by_year(found: Cohesion) -> list[Json]:
    years, year = np.unique(
        found.votes["day"].astype("datetime64[Y]").astype(int) + 1970, return_inverse=True
    )
    n = np.bincount(year)
    value = np.bincount(year, found.votes["index"]) / n
    low, high = wilson(np.clip(value, 0, 1), n)
    return [
        {
            "year": int(y),
            "value": round(float(v), 4),
            "low": round(float(a), 4),
            "high": round(float(b), 4),
            "n": int(k),
        }
        for y, v, a, b, k in zip(years, value, low, high, n, strict=True)
    ]


def _words(name: str, unity: Json) -> str:
    last, whole = unity["years"][-1], unity["whole"]
    return (
        f"{name}: cohesion {last['value']:.2f} in {last['year']}, {whole['value']:.2f} over all years; "
        f"unanimous in {whole['unanimous'] / whole['n']:.0%} of {whole['n']:,} votes"
    )


def _figure(name: str, unity: Json) -> Drawn:
    years = unity["years"]
    title = _words(name, unity)
    subtitle = (
        f"Mean agreement index by year (1 united, 0 split in three), {years[0]['year']}–{years[-1]['year']} · "
        f"n = {unity['whole']['n']:,} votes of the General Assembly · members as of each vote · 95% intervals"
    )
    line = Series(
        name="cohesion",
        points=[(y["year"], y["value"], y["low"], y["high"]) for y in years],
        n=[y["n"] for y in years],
    )
    return framed(
        [line],
        low=min(0.0, *(y["value"] for y in years)),
        high=1.0,
        scale="plain",
        title=title,
        subtitle=subtitle,
        source="Source: roll calls in this ledger; index after Hix, Noury and Roland (2005).",
        drawn=date.today(),  # noqa: DTZ011
    )
