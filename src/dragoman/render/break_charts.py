"""Charts of breaks: one break with the votes behind it, a state's scores over time, the clearest breaks of all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby, islice
from types import ModuleType
from typing import Any

import numpy as np

from dragoman.alignment.pairs import PairBreaks
from dragoman.alignment.realignment import Realignments
from dragoman.alignment.shifts import Break
from dragoman.claims.wording import day_of
from dragoman.domain.relations import Period
from dragoman.render.charts import FIRST_YEAR
from dragoman.render.picture import (
    COLOURS,
    HEIGHT,
    QUIET,
    WIDTH,
    altair,
    finished,
    name_of,
    require,
    spread_apart,
    values,
)

MANY = 120
"""Votes from which single ones are no longer told apart: each year becomes one dot."""
LETTER = 6.2
"""Pixels that a letter of a label takes."""
ASIDE = 6
"""Pixels between a label and its day."""
NAMED = 3
"""Driving votes that are named in the picture."""


def break_chart(
    found: Break, series: Sequence[dict[str, Any]], *, other: str | None = None, topic: str | None = None
) -> Any:
    """Votes of a state beside a bloc over time, its mean before and after a break, and the votes that drive it by name.

    `series` are the rows of `side_by_side` or of `agreement_with_bloc(...).votes`.
    """
    alt = altair()
    title, subtitle = _break_words(found, other, topic)
    labels = _labels(found)
    layers = [
        *_when(alt, found),
        _dots(alt, series),
        *_levels(alt, found),
        *_drivers(alt, found, [label["place"] for label in labels if label["side"] == "right"]),
        *(
            _told(alt, [row for row in labels if row["side"] == side], side)
            for side in {row["side"]: 0 for row in labels}
        ),
    ]
    return finished(alt.layer(*layers).resolve_scale(size="independent"), title, subtitle)


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


def pairs_chart(found: PairBreaks, most: int, *, first_year: int = FIRST_YEAR) -> Any:
    """The clearest break of each pair: its share alike before (hollow) and after (full), the clearest on top."""
    alt = altair()
    rows = [
        {**row, "label": f"{_pair(row)}, {first_year + row['period']}", "place": place}
        for place, row in enumerate(islice(found.ranked().rows(), most))
    ]
    require(rows, "no pair has a score")
    base = alt.Chart(values(alt, rows)).encode(
        y=alt.Y("label:N", sort=[row["label"] for row in rows], title=None, axis=alt.Axis(labelLimit=420))
    )
    share = {"scale": alt.Scale(domain=[0, 1]), "axis": alt.Axis(format="%"), "title": "chose alike"}
    line = base.mark_rule(color=QUIET, strokeWidth=2).encode(x=alt.X("before:Q", **share), x2="after:Q")
    before = base.mark_circle(size=90, fill="#ffffff", stroke=QUIET, strokeWidth=2, opacity=1)
    after = base.mark_circle(size=110, color=COLOURS[1], opacity=1)
    tip = ["label:N", alt.Tooltip("score:Q", format=".1f"), "n_before:Q", "n_after:Q"]
    layers = (line, before.encode(x=alt.X("before:Q", **share)), after.encode(x="after:Q", tooltip=tip))
    first = rows[0]
    title = f"{_pair(first)}: {first['before']:.0%} alike before {first_year + first['period']}, {first['after']:.0%} from then on"
    subtitle = (
        f"The {len(rows)} clearest of {len(found.a):,} pairs; hollow: mean of eight sessions before, full: of three from then on.",
        f"Score of the last {rows[-1]['score']:.1f}: {_rate(rows[-1]['false_alarms'])} of pairs and sessions score as high where "
        "sessions are shuffled.",
    )
    return finished(alt.layer(*layers), title, subtitle, height=max(HEIGHT // 2, 24 * len(rows)))


def _pair(row: dict[str, Any]) -> str:
    return (
        f"{name_of(row['a'])}, among its members"
        if row["a"] == row["b"]
        else f"{name_of(row['a'])} – {name_of(row['b'])}"
    )


def _when(alt: ModuleType, found: Break) -> tuple[Any, ...]:
    """Grey: the days on which it may have begun; dashed: the likeliest, and the first day back."""
    span = [{"start": found.earliest.isoformat(), "end": found.latest.isoformat()}]
    ends = [{"at": day.isoformat()} for day in (found.at, found.until) if day]
    likely = alt.Chart(values(alt, span)).mark_rect(opacity=0.08, color="#000000")
    cut = alt.Chart(values(alt, ends)).mark_rule(strokeDash=[4, 3], color=QUIET)
    return likely.encode(x="start:T", x2="end:T"), cut.encode(x="at:T")


def _dots(alt: ModuleType, series: Sequence[dict[str, Any]]) -> Any:
    """Every vote, or every year where there are many."""
    rows = [{**row, "day": row["day"].isoformat(), "votes": 1} for row in series]
    if len(rows) > MANY:
        rows = [
            {
                "day": f"{year}-07-01",
                "share": float(np.mean([row["share"] for row in own])),
                "votes": len(own),
            }
            for year, own in (
                (year, list(group)) for year, group in groupby(rows, lambda row: row["day"][:4])
            )
        ]
    dots = alt.Chart(values(alt, rows)).mark_circle(opacity=0.5, color=COLOURS[0])
    return dots.encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(grid=False)),
        y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        size=alt.Size("votes:Q", scale=alt.Scale(range=[30, 160]), legend=None)
        if len(series) > MANY
        else alt.value(70),
        tooltip=["day:T", alt.Tooltip("share:Q", format=".2f"), "votes:Q"],
    )


def _levels(alt: ModuleType, found: Break) -> tuple[Any, ...]:
    """The mean of each stretch with its interval."""
    rows = [
        {
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "value": period.value,
            "low": period.low,
            "high": period.high,
        }
        for period in _stretches(found)
    ]
    across = alt.Chart(values(alt, rows)).encode(x="start:T", x2="end:T")
    band = across.mark_rect(opacity=0.15, color=COLOURS[1]).encode(y="low:Q", y2="high:Q")
    mean = across.mark_rule(size=3, color=COLOURS[1]).encode(y="value:Q")
    return band, mean


def _stretches(found: Break) -> list[Period]:
    return [period for period in (found.before, found.after, found.since) if period]


def _labels(found: Break) -> list[dict[str, Any]]:
    """The mean of each stretch in words, where no dashed line crosses them.

    Within the stretch where they fit; else the last one stands beyond the end, any other before its own beginning.
    """
    stretches = _stretches(found)
    first, last = stretches[0].start, stretches[-1].end
    rows = []
    for i, period in enumerate(stretches):
        words = f"{period.value:.0%} in {period.n:,} vote{'' if period.n == 1 else 's'}"
        is_last = period is stretches[-1]
        room = ((last if is_last else stretches[i + 1].start) - period.start) / max(
            last - first, timedelta(days=1)
        )
        fits = LETTER * len(words) + 2 * ASIDE < WIDTH * room
        day = period.end if is_last and not fits else period.start
        low = 0.045 if period.value < 0.1 else -0.045
        rows.append(
            {
                "day": day.isoformat(),
                "side": "left" if fits or is_last else "right",
                "place": period.value + (0 if is_last and not fits else low),
                "label": words,
            }
        )
    return rows


def _told(alt: ModuleType, rows: list[dict[str, Any]], side: str) -> Any:
    """Labels that begin (left) or end (right) at their day, on paper of their own so that dots behind them do not blur them."""
    base = alt.Chart(values(alt, rows)).encode(x="day:T", y="place:Q", text="label:N")
    how = {"align": side, "dx": ASIDE if side == "left" else -ASIDE, "fontWeight": "bold"}
    paper = base.mark_text(
        **how, color="#ffffff", stroke="#ffffff", strokeWidth=4, strokeJoin="round", opacity=0.65
    )
    return paper + base.mark_text(**how, color=COLOURS[1])


def _drivers(alt: ModuleType, found: Break, taken: Sequence[float]) -> tuple[Any, ...]:
    """The votes furthest from the others, ringed and named; the names keep off the places that are taken beside them."""
    rows = [
        {"day": row["day"].isoformat(), "share": row["share"], "name": row["symbol"] or row["id"]}
        for row in islice(found.drivers.rows(), NAMED)
    ]
    middle = [0.5 + 0.8 * (row["share"] - 0.5) for row in rows]
    places = spread_apart([*middle, *taken], 0.05)
    moved = max((was - now for was, now in zip(taken, places[len(rows) :], strict=True)), default=0.0)
    for row, place in zip(rows, places, strict=False):
        row["place"] = place + moved
    base = alt.Chart(values(alt, rows)).encode(x="day:T")
    ring = base.mark_point(size=130, color=COLOURS[1], strokeWidth=2, opacity=1).encode(y="share:Q")
    name = base.mark_text(align="right", dx=-9, fontSize=11, color=COLOURS[1]).encode(
        y="place:Q", text="name:N"
    )
    return ring, name


def _break_words(found: Break, other: str | None, topic: str | None) -> tuple[str, tuple[str, ...]]:
    whom = f" – {name_of(other)}" if other and other != found.state else ""
    on = f" on {topic}" if topic else ""
    turn = f"{found.before.value:.0%} alike before {day_of(found.at)}, {found.after.value:.0%}"
    back = f" from then to {day_of(found.until)}" if found.until else " since"
    votes = [f"{period.n:,}" for period in (found.before, found.after, found.since) if period]
    last, how = found.since or found.after, "votes shuffled" if found.until else "days shuffled"
    return f"{name_of(found.state)}{whom}{on}: {turn}{back}", (
        f"Share that chose alike (dots: {'years' if found.n > MANY else 'votes'}) and its mean with 95 % interval; "
        f"{', '.join(votes[:-1])} and {votes[-1]} votes, {day_of(found.before.start)} to {day_of(last.end)}.",
        f"Grey: when it began, {day_of(found.earliest)} to {day_of(found.latest)} (90 %); ringed: the votes furthest from the others.",
        f"How likely: a steady course {found.steady:.0%}, a new one {found.lasting:.0%}, a departure {found.passing:.0%}; "
        f"as clear a break in {found.false_alarms:.1%} of series with their {how}.",
    )


def _rate(rate: float | None) -> str:
    if rate is None:
        return "no rate is known"
    return f"{rate:.2%}" if rate >= 5e-5 else "fewer than 0.01%"
