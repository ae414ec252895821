"""Charts of alignment: positions over time, agreement of all pairs, a break and the votes behind it.

Altair (extra `charts`) draws them, server-side; nothing is loaded from outside. Every title states what is found, on how many
votes; `description` says the same in words for those who do not see the picture. Colours are Okabe & Ito's.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any, Literal

import numpy as np

from dragoman.alignment.agreement import AgreementMatrix
from dragoman.alignment.ideal import Points
from dragoman.alignment.realignment import Realignments
from dragoman.alignment.shifts import Break
from dragoman.errors import DragomanError

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
WIDTH, HEIGHT = 640, 320


def points_chart(points: Points, seats: Sequence[str], *, level: float = 0.9) -> Any:
    """Lines of ideal points with bands of their intervals, the seats named at the end of their lines."""
    alt = _altair()
    table = points.table(level)
    rows = list(table.take(np.isin(table["seat"], list(seats))).rows())
    _require(rows, "none of these seats has an ideal point")
    last = [max((r for r in rows if r["seat"] == seat), key=lambda r: r["period"]) for seat in _present(rows)]
    base = alt.Chart(_values(alt, rows)).encode(
        x=alt.X("period:Q", title="session", axis=alt.Axis(format="d")), color=_colour(alt, _present(rows))
    )
    band = base.mark_area(opacity=0.15).encode(y=alt.Y("low:Q", title="ideal point"), y2="high:Q")
    line = base.mark_line().encode(y="point:Q")
    names = (
        alt.Chart(_values(alt, last))
        .mark_text(align="left", dx=5)
        .encode(x="period:Q", y="point:Q", text="seat:N", color=_colour(alt, _present(rows)))
    )
    title = _apart_title(last, sum(r["votes"] for r in rows))
    return _finished(
        alt.layer(band, line, names), title, f"{level:.0%} intervals, drift between periods included"
    )


def agreement_chart(agreement: AgreementMatrix, seats: Sequence[str]) -> Any:
    """A heat map of agreement among some seats, ordered so that those who vote alike stand together."""
    alt = _altair()
    order = _ordered(agreement, [seat for seat in seats if seat in agreement.seats])
    place = {seat: agreement.seats.index(seat) for seat in order}
    rows: list[dict[str, Any]] = [
        {
            "a": a,
            "b": b,
            "value": float(agreement.value[place[a], place[b]]),
            "n": int(agreement.n[place[a], place[b]]),
        }
        for a in order
        for b in order
        if a != b and agreement.n[place[a], place[b]]
    ]
    _require(rows, "no two of these seats ever voted together")
    chart = (
        alt.Chart(_values(alt, rows))
        .mark_rect()
        .encode(
            x=alt.X("a:N", sort=order, title=None),
            y=alt.Y("b:N", sort=order, title=None),
            color=alt.Color("value:Q", title="agreement", scale=alt.Scale(scheme="viridis")),
            tooltip=["a:N", "b:N", alt.Tooltip("value:Q", format=".2f"), "n:Q"],
        )
    )
    close, far = max(rows, key=lambda r: r["value"]), min(rows, key=lambda r: r["value"])
    title = f"Closest: {close['a']}–{close['b']} {close['value']:.2f}; furthest: {far['a']}–{far['b']} {far['value']:.2f}"
    votes = (
        f"{min(r['n'] for r in rows)} to {max(r['n'] for r in rows)} votes a pair, method {agreement.method}"
    )
    return _finished(chart, title, votes, width=HEIGHT, height=HEIGHT)


def break_chart(found: Break, series: Sequence[dict[str, Any]]) -> Any:
    """Votes of a state beside a bloc over time, its mean before and after a break, and the interval of the break.

    `series` are the rows of `agreement_with_bloc(...).votes`.
    """
    alt = _altair()
    rows = [{**row, "day": row["day"].isoformat()} for row in series]
    dots = (
        alt.Chart(_values(alt, rows))
        .mark_circle(size=45, opacity=0.5, color=COLOURS[0])
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("share:Q", title="share of members with the same choice", scale=alt.Scale(domain=[0, 1])),
            tooltip=["symbol:N", "day:T", "choice:N", "same:Q", "voted:Q"],
        )
    )
    means = [
        {
            "start": p.start.isoformat(),
            "end": p.end.isoformat(),
            "value": p.value,
            "low": p.low,
            "high": p.high,
        }
        for p in (found.before, found.after)
    ]
    level = alt.Chart(_values(alt, means)).encode(x="start:T", x2="end:T")
    band = level.mark_rect(opacity=0.15, color=COLOURS[1]).encode(y="low:Q", y2="high:Q")
    mean = level.mark_rule(size=3, color=COLOURS[1]).encode(y="value:Q")
    when = [
        {"start": found.earliest.isoformat(), "end": found.latest.isoformat(), "at": found.at.isoformat()}
    ]
    span = (
        alt.Chart(_values(alt, when)).mark_rect(opacity=0.1, color="#000000").encode(x="start:T", x2="end:T")
    )
    cut = alt.Chart(_values(alt, when)).mark_rule(strokeDash=[4, 3]).encode(x="at:T")
    title = f"{found.state}: {found.before.value:.2f} before {found.at.isoformat()}, {found.after.value:.2f} from then on"
    subtitle = (
        f"{found.before.n} and {found.after.n} votes; day between {found.earliest} and {found.latest} (90 %); "
        f"{found.false_alarms:.1%} of shuffled series break as clearly"
    )
    return _finished(alt.layer(span, band, dots, mean, cut), title, subtitle)


def scores_chart(found: Realignments, seat: str) -> Any:
    """A seat's realignment score by period, with the score one in twenty of all seats and periods reaches."""
    alt = _altair()
    rows = list(found.of(seat).rows())
    _require(rows, f"{seat} has no scores")
    usual = float(np.nanquantile(found.score, 0.95))
    bars = (
        alt.Chart(_values(alt, rows))
        .mark_bar(color=COLOURS[0])
        .encode(
            x=alt.X("period:O", title="session", axis=alt.Axis(labelOverlap=True)),
            y=alt.Y("score:Q", title="score of a break"),
            tooltip=["period:O", alt.Tooltip("score:Q", format=".1f"), alt.Tooltip("rank:Q", format=".4f")],
        )
    )
    line = (
        alt.Chart(_values(alt, [{"y": usual}])).mark_rule(strokeDash=[4, 3], color=COLOURS[1]).encode(y="y:Q")
    )
    top = max(rows, key=lambda row: row["score"])
    title = f"{seat}: clearest break in session {top['period']}, score {top['score']:.1f}"
    subtitle = f"{top['rank']:.2%} of all seats and sessions score as high; dashed: one in twenty"
    return _finished(alt.layer(bars, line), title, subtitle)


def render_chart(chart: Any, form: Literal["svg", "png", "html", "json"]) -> str | bytes:
    """The chart as SVG, PNG, a page that carries its scripts along, or its Vega-Lite specification."""
    import vl_convert  # noqa: PLC0415 (an extra)

    if form == "json":
        text: str = chart.to_json()
        return text
    specification = chart.to_dict()
    if form == "svg":
        drawn: str | bytes = vl_convert.vegalite_to_svg(specification)
    elif form == "png":
        drawn = vl_convert.vegalite_to_png(specification, scale=2)
    else:
        drawn = vl_convert.vegalite_to_html(specification, bundle=True)
    return drawn


def _altair() -> ModuleType:
    try:
        import altair  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise DragomanError('charts need altair: pip install "dragoman[charts]"') from error
    return altair


def _values(alt: ModuleType, rows: Sequence[dict[str, Any]]) -> Any:
    return alt.Data(values=list(rows))


def _colour(alt: ModuleType, seats: Sequence[str]) -> Any:
    colours = [COLOURS[i % len(COLOURS)] for i in range(len(seats))]
    return alt.Color("seat:N", scale=alt.Scale(domain=list(seats), range=colours), legend=None)


def _present(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["seat"] for row in rows))


def _apart_title(last: Sequence[dict[str, Any]], n: int) -> str:
    """Who stands where at the end, from low to high."""
    places = sorted(last, key=lambda row: row["point"])
    where = ", ".join(f"{row['seat']} {row['point']:+.2f}" for row in places)
    return f"Session {max(row['period'] for row in last)}: {where} ({n} choices)"


def _ordered(agreement: AgreementMatrix, seats: Sequence[str]) -> list[str]:
    """Seats along the first axis of their agreement (the leading eigenvector, centred)."""
    _require(seats, "none of these seats voted")
    place = [agreement.seats.index(seat) for seat in seats]
    value = agreement.value[np.ix_(place, place)]
    value = np.where(np.isnan(value), np.nanmean(value), value)
    centred = value - value.mean(0) - value.mean(1)[:, None] + value.mean()
    axis = np.linalg.eigh(centred)[1][:, -1]
    return [seats[i] for i in np.argsort(axis)]


def _finished(chart: Any, title: str, subtitle: str, *, width: int = WIDTH, height: int = HEIGHT) -> Any:
    heading = {"text": title, "subtitle": subtitle, "anchor": "start"}
    described = f"{title}. {subtitle}."
    return chart.properties(title=heading, description=described, width=width, height=height)


def _require(rows: Sequence[Any], what: str) -> None:
    if not rows:
        raise DragomanError(what)
