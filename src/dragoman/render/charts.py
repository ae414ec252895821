"""Charts of alignment: positions over time, agreement of all pairs and year by year; `break_charts` has the breaks.

Altair (extra `charts`) draws them, server-side; nothing is loaded from outside. Every title states what is found; under it
stand the number of votes, the days and how sure it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import ModuleType
from typing import Any

import numpy as np

from dragoman.alignment.agreement import AgreementMatrix
from dragoman.alignment.comparing import Compared
from dragoman.alignment.ideal import Points
from dragoman.claims.wording import day_of
from dragoman.render.picture import (
    COLOURS,
    HEIGHT,
    altair,
    finished,
    name_of,
    render_chart,
    require,
    signed,
    spread_apart,
    values,
)

__all__ = [
    "agreement_chart",
    "map_chart",
    "points_chart",
    "render_chart",
    "years_chart",
]

FIRST_YEAR = 1945
"""Session n of the General Assembly opens in 1945 + n."""


def points_chart(
    points: Points, seats: Sequence[str], *, level: float = 0.9, first_year: int = FIRST_YEAR
) -> Any:
    """Lines of ideal points with bands of their intervals, the seats named at the end of their lines.

    `first_year` is the year of period 0; with 0 the axis shows the periods' own numbers.
    """
    alt = altair()
    table = points.table(level)
    rows = [
        {**row, "name": name_of(row["seat"]), "year": row["period"] + first_year}
        for row in table.take(np.isin(table["seat"], list(seats))).rows()
    ]
    require(rows, "none of these seats has an ideal point")
    names = list(dict.fromkeys(row["name"] for row in rows))
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=_colours(len(names))), legend=None)
    years = [row["year"] for row in rows]
    across = alt.Scale(domain=[min(years), max(years)], nice=False)
    base = alt.Chart(values(alt, rows)).encode(
        x=alt.X("year:Q", title=None, scale=across, axis=alt.Axis(format="d", grid=False)), color=colour
    )
    band = base.mark_area(opacity=0.15).encode(y=alt.Y("low:Q", title="ideal point"), y2="high:Q")
    line = base.mark_line(strokeWidth=2).encode(y="point:Q")
    labels = alt.Chart(values(alt, _labels(rows))).mark_text(
        align="left", dx=7, fontSize=12, fontWeight="bold"
    )
    labels = labels.encode(x=alt.X("year:Q", scale=across), y="place:Q", text="name:N", color=colour)
    votes = sum(row["votes"] for row in rows)
    subtitle = (
        f"Ideal points with {level:.0%} intervals, the drift between sessions included; one unit is the spread of all states.",
        f"{votes:,} choices of {len(names)} states, {min(years)} to {max(years)}.",
    )
    return finished(alt.layer(band, line, labels), _moved_most(rows), subtitle)


def map_chart(points: Points, seats: Sequence[str], period: int, *, first_year: int = FIRST_YEAR) -> Any:
    """All states of one period in the first two dimensions, some of them named, with the crosses of their 90 % intervals."""
    alt = altair()
    rows = [
        {**row, "name": name_of(row["seat"]), "told": row["seat"] in seats}
        for row in points.table().rows()
        if row["period"] == period
    ]
    require([row for row in rows if row["told"]], "none of these seats has an ideal point in that period")
    require([row for row in rows if "point_2" in row], "a map needs points in two dimensions")
    axes = {
        "x": alt.X("point:Q", title="first dimension", scale=alt.Scale(zero=False)),
        "y": alt.Y("point_2:Q", title="second dimension", scale=alt.Scale(zero=False)),
    }
    every = alt.Chart(values(alt, rows)).mark_circle(size=36, opacity=0.45, color=COLOURS[0])
    named = alt.Chart(values(alt, [row for row in rows if row["told"]]))
    across = named.mark_rule(color=COLOURS[1], opacity=0.5).encode(
        **axes | {"x": alt.X("low:Q"), "x2": "high:Q"}
    )
    up = named.mark_rule(color=COLOURS[1], opacity=0.5).encode(
        **axes | {"y": alt.Y("low_2:Q"), "y2": "high_2:Q"}
    )
    label = named.mark_text(align="left", dx=8, dy=-7, fontSize=12, fontWeight="bold", color=COLOURS[1])
    layers = (
        every.encode(**axes, tooltip=["name:N", "votes:Q"]),
        across,
        up,
        named.mark_circle(size=70, color=COLOURS[1], opacity=1).encode(**axes),
        label.encode(**axes, text="name:N"),
    )
    ends = (min(rows, key=lambda row: row["point"]), max(rows, key=lambda row: row["point"]))
    title = f"Session {period} ({first_year + period}): from {ends[0]['name']} to {ends[1]['name']}"
    subtitle = (
        f"Ideal points of {len(rows)} states in two dimensions, {sum(row['votes'] for row in rows):,} choices; crosses: 90% intervals.",
        "How the axes lie together is arbitrary: what counts is who stands near whom.",
    )
    return finished(alt.layer(*layers), title, subtitle, height=HEIGHT + 80)


def agreement_chart(
    agreement: AgreementMatrix, seats: Sequence[str], *, days: tuple[date, date] | None = None
) -> Any:
    """A heat map of agreement among some seats, ordered so that those who vote alike stand together."""
    alt = altair()
    order = _ordered(agreement, [seat for seat in seats if seat in agreement.seats])
    rows = _pairs(agreement, order)
    require(rows, "no two of these seats ever voted together")
    size = max(HEIGHT, 17 * len(order))
    side: dict[str, Any] = {"sort": order, "title": None}
    cells = (
        alt.Chart(values(alt, rows))
        .mark_rect()
        .encode(
            x=alt.X("a:N", **side, axis=alt.Axis(labelAngle=-90 if len(order) > 8 else 0)),
            y=alt.Y("b:N", **side),
            color=alt.Color("value:Q", title="agreement", scale=alt.Scale(scheme="viridis")),
            tooltip=["a:N", "b:N", alt.Tooltip("value:Q", format=".2f"), "n:Q"],
        )
    )
    close, far = max(rows, key=lambda r: r["value"]), min(rows, key=lambda r: r["value"])
    title = (
        f"Closest: {name_of(close['a'])} and {name_of(close['b'])}, {close['value']:.2f}; "
        f"furthest: {name_of(far['a'])} and {name_of(far['b'])}, {far['value']:.2f}"
    )
    votes = f"{min(r['n'] for r in rows):,} to {max(r['n'] for r in rows):,} votes a pair"
    when = f", {day_of(days[0])} to {day_of(days[1])}" if days else ""
    subtitle = (f"{_METHODS[agreement.method]}; {votes}{when}.", "Those who vote alike stand together.")
    return finished(cells, title, subtitle, width=size, height=size)


def years_chart(found: Compared, *, topic: str | None = None) -> Any:
    """Agreement of two parties year by year with its interval."""
    alt = altair()
    rows = list(found.years.rows())
    require(rows, "they never voted together")
    base = alt.Chart(values(alt, rows)).encode(
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(nice=False),
            axis=alt.Axis(format="d", grid=False, tickMinStep=1),
        )
    )
    band = base.mark_area(opacity=0.15, color=COLOURS[0]).encode(y=_share(alt, found.method), y2="high:Q")
    line = base.mark_line(color=COLOURS[0], strokeWidth=2, point={"size": 30, "color": COLOURS[0]}).encode(
        y="value:Q"
    )
    on = f" on {topic}" if topic else ""
    first, last = rows[0], rows[-1]
    title = f"{name_of(found.a)} – {name_of(found.b)}{on}: {first['value']:.2f} in {first['year']}, {last['value']:.2f} in {last['year']}"
    subtitle = (
        f"Agreement by year ({found.method}) with 95 % intervals; {found.value:.2f} over all {found.n:,} votes,",
        f"{day_of(found.start)} to {day_of(found.end)}.",
    )
    return finished(alt.layer(band, line), title, subtitle)


_METHODS = {
    "equal": "Share of equal choices",
    "lijphart": "Lijphart's index, abstention half way",
    "s": "S score",
    "kappa": "Kappa, corrected for chance",
}


def _colours(n: int) -> list[str]:
    return [COLOURS[i % len(COLOURS)] for i in range(n)]


def _labels(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each name at the end of its line, none upon another."""
    last = list({row["name"]: row for row in rows}.values())
    height = max(row["high"] for row in rows) - min(row["low"] for row in rows)
    places = spread_apart([row["point"] for row in last], 0.045 * height)
    return [{**row, "place": place} for row, place in zip(last, places, strict=True)]


def _moved_most(rows: Sequence[dict[str, Any]]) -> str:
    """Who moved furthest from its first period to its last; of one period only, who stands at the ends."""
    own_rows: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        own_rows.setdefault(row["name"], []).append(row)
    name, own = max(own_rows.items(), key=lambda item: abs(item[1][-1]["point"] - item[1][0]["point"]))
    first, last = own[0], own[-1]
    if first is last:
        low, high = min(rows, key=lambda r: r["point"]), max(rows, key=lambda r: r["point"])
        return f"{low['name']} at {signed(low['point'])}, {high['name']} at {signed(high['point'])}"
    only = "moved" if len(own_rows) == 1 else "moved furthest"
    ends = (f"{signed(row['point'])} in {row['year']}" for row in (first, last))
    return f"{name} {only}: {', '.join(ends)}"


def _pairs(agreement: AgreementMatrix, order: Sequence[str]) -> list[dict[str, Any]]:
    place = {seat: agreement.seats.index(seat) for seat in order}
    return [
        {
            "a": a,
            "b": b,
            "value": float(agreement.value[place[a], place[b]]),
            "n": int(agreement.n[place[a], place[b]]),
        }
        for a in order
        for b in order
        if a != b and not np.isnan(agreement.value[place[a], place[b]])
    ]


def _ordered(agreement: AgreementMatrix, seats: Sequence[str]) -> list[str]:
    """Seats along the first axis of their agreement (the leading eigenvector, centred)."""
    require(seats, "none of these seats voted")
    place = [agreement.seats.index(seat) for seat in seats]
    value = agreement.value[np.ix_(place, place)]
    value = np.where(np.isnan(value), np.nanmean(value), value)
    centred = value - value.mean(0) - value.mean(1)[:, None] + value.mean()
    axis = np.linalg.eigh(centred)[1][:, -1]
    return [seats[i] for i in np.argsort(axis)]


def _share(alt: ModuleType, method: str) -> Any:
    if method in ("s", "kappa"):
        return alt.Y("low:Q", title="agreement", scale=alt.Scale(domain=[-1, 1]))
    return alt.Y("low:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%"))
