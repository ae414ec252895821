"""Charts of alignment: positions over time, agreement of all pairs, a break and the votes behind it.

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
from dragoman.alignment.realignment import Realignments
from dragoman.alignment.shifts import Break
from dragoman.claims.wording import day_of
from dragoman.domain.relations import Period
from dragoman.render.picture import (
    COLOURS,
    HEIGHT,
    QUIET,
    altair,
    finished,
    name_of,
    render_chart,
    require,
    spread_apart,
    values,
)

__all__ = [
    "agreement_chart",
    "break_chart",
    "points_chart",
    "render_chart",
    "scores_chart",
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


def break_chart(
    found: Break, series: Sequence[dict[str, Any]], *, other: str | None = None, topic: str | None = None
) -> Any:
    """Votes of a state beside a bloc over time, its mean before and after a break, and the interval of the break.

    `series` are the rows of `side_by_side` or of `agreement_with_bloc(...).votes`.
    """
    alt = altair()
    span = [
        {"start": found.earliest.isoformat(), "end": found.latest.isoformat(), "at": found.at.isoformat()}
    ]
    when = alt.Chart(values(alt, span))
    likely = when.mark_rect(opacity=0.08, color="#000000").encode(x="start:T", x2="end:T")
    cut = when.mark_rule(strokeDash=[4, 3], color=QUIET).encode(x="at:T")
    level = alt.Chart(values(alt, [_level(p) for p in (found.before, found.after, found.since) if p]))
    across = level.encode(x="start:T", x2="end:T")
    band = across.mark_rect(opacity=0.15, color=COLOURS[1]).encode(y="low:Q", y2="high:Q")
    mean = across.mark_rule(size=3, color=COLOURS[1]).encode(y="value:Q")
    label = level.mark_text(align="left", dx=5, dy=14, fontWeight="bold", color=COLOURS[1]).encode(
        x="start:T", y="value:Q", text="label:N"
    )
    title, subtitle = _break_words(found, other, topic)
    return finished(alt.layer(likely, band, _dots(alt, series), mean, cut, label), title, subtitle)


def scores_chart(found: Realignments, seat: str, *, first_year: int = FIRST_YEAR) -> Any:
    """A seat's realignment score by period, with the score one in twenty of all seats and periods reaches."""
    alt = altair()
    rows = [{**row, "year": row["period"] + first_year} for row in found.of(seat).rows()]
    require(rows, f"{seat} has no scores")
    usual = float(np.nanquantile(found.score, 0.95))
    top = max(rows, key=lambda row: row["score"])
    shown = [{**row, "score": max(row["score"], 0.0), "top": row is top} for row in rows]
    bars = (
        alt.Chart(values(alt, shown))
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelOverlap=True, labelAngle=0, ticks=False)),
            y=alt.Y("score:Q", title="score of a break"),
            color=alt.condition("datum.top", alt.value(COLOURS[1]), alt.value(COLOURS[0])),
            tooltip=["year:O", alt.Tooltip("score:Q", format=".1f"), alt.Tooltip("rank:Q", format=".4f")],
        )
    )
    line = alt.Chart(values(alt, [{"y": usual}])).mark_rule(strokeDash=[4, 3], color=QUIET).encode(y="y:Q")
    title = (
        f"{name_of(seat)} left its former position most clearly in {top['year']} (session {top['period']})"
    )
    n = int((~np.isnan(found.score)).sum())
    subtitle = (
        f"Score {top['score']:.1f}: of {n:,} states and sessions {top['rank']:.2%} score as high; "
        f"of simulated histories without a break {_rate(top['false_alarms'])}.",
        f"{len(rows)} sessions, {rows[0]['year']} to {rows[-1]['year']}; dashed: one state and session in twenty.",
    )
    return finished(alt.layer(bars, line), title, subtitle)


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
    ends: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        ends.setdefault(row["name"], []).append(row)
    name, own = max(ends.items(), key=lambda item: abs(item[1][-1]["point"] - item[1][0]["point"]))
    first, last = own[0], own[-1]
    if first is last:
        low, high = min(rows, key=lambda r: r["point"]), max(rows, key=lambda r: r["point"])
        return f"{low['name']} at {low['point']:+.2f}, {high['name']} at {high['point']:+.2f}"
    only = "moved" if len(ends) == 1 else "moved furthest"
    return f"{name} {only}: {first['point']:+.2f} in {first['year']}, {last['point']:+.2f} in {last['year']}"


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


def _dots(alt: ModuleType, series: Sequence[dict[str, Any]]) -> Any:
    rows = [{**row, "day": row["day"].isoformat()} for row in series]
    dots = alt.Chart(values(alt, rows)).mark_circle(size=70, opacity=0.5, color=COLOURS[0])
    return dots.encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(grid=False)),
        y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        tooltip=["symbol:N", "day:T", "choice:N", "same:Q", "voted:Q"],
    )


def _level(period: Period) -> dict[str, Any]:
    label = f"{period.value:.0%} in {period.n:,} vote{'' if period.n == 1 else 's'}"
    days = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    return {**days, "value": period.value, "low": period.low, "high": period.high, "label": label}


def _break_words(found: Break, other: str | None, topic: str | None) -> tuple[str, tuple[str, ...]]:
    whom = f" – {name_of(other)}" if other and other != found.state else ""
    on = f" on {topic}" if topic else ""
    turn = f"{found.before.value:.0%} alike before {day_of(found.at)}, {found.after.value:.0%}"
    back = f" until {day_of(found.until)}" if found.until else " since"
    votes = [f"{period.n:,}" for period in (found.before, found.after, found.since) if period]
    last = found.since or found.after
    how = "votes shuffled" if found.until else "days shuffled"
    return f"{name_of(found.state)}{whom}{on}: {turn}{back}", (
        "Share that chose alike, vote by vote (dots), and its mean with 95 % interval;",
        f"{', '.join(votes[:-1])} and {votes[-1]} votes, {day_of(found.before.start)} to {day_of(last.end)}.",
        f"Grey: when it began, {day_of(found.earliest)} to {day_of(found.latest)} (90 %). How likely: a steady course "
        f"{found.steady:.0%}, a new one {found.lasting:.0%}, a departure {found.passing:.0%}.",
        f"As clear a break shows in {found.false_alarms:.1%} of series with their {how}.",
    )


def _rate(rate: float | None) -> str:
    if rate is None:
        return "no rate is known"
    return f"{rate:.2%}" if rate else "none"
