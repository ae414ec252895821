"""A break of two parties: how far alike they voted, vote by vote or year by year, with the mean of each stretch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from dragoman.domain.relations import Period
from dragoman.web.drawing.base import QUIET
from dragoman.web.drawing.lines import BOTTOM, COLOURS, HEIGHT, LEFT, TOP, WIDTH, grid_of

RIGHT = 150.0
MANY = 120
"""Votes from which single ones are no longer told apart: each year becomes one dot."""
LETTER = 7.4
"""Pixels that a letter of a label takes."""
At = Callable[[date, float], tuple[float, float]]


def parting(
    series: Sequence[Mapping[str, Any]],
    stretches: Sequence[Period],
    turns: Sequence[date],
    span: tuple[date, date],
) -> Markup:
    """Dots are votes or years; lines the means with their 95% interval; dashed the days of the turns; grey when it began.

    `series` has `day` and `share` of each vote; `span` is the 90% interval of the first turn.
    """
    first, last = stretches[0].start, stretches[-1].end
    days = max((last - first).days, 1)

    def at(day: date, share: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - RIGHT) * (min(max(day, first), last) - first).days / days
        return x, TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)

    def year_at(year: float, share: float) -> tuple[float, float]:
        return at(date(int(year), 1, 1), share)

    parts = [
        *grid_of(
            first.year + (first > date(first.year, 1, 1)), last.year, 0.0, 1.0, year_at, "percent", RIGHT
        ),
        _began(span, at),
        *(_dot(day, share, n, at) for day, share, n in _dots(series)),
        *(_dashed(day, at) for day in turns),
    ]
    for i, period in enumerate(stretches):
        parts += _stretch(period, at, stretches[i + 1].start if i + 1 < len(stretches) else None)
    return Markup("").join(parts)


def _dots(series: Sequence[Mapping[str, Any]]) -> Iterator[tuple[date, float, int]]:
    if len(series) <= MANY:
        yield from ((row["day"], float(row["share"]), 1) for row in series)
        return
    years: dict[int, list[float]] = {}
    for row in series:
        years.setdefault(row["day"].year, []).append(float(row["share"]))
    yield from ((date(year, 7, 1), sum(own) / len(own), len(own)) for year, own in years.items())


def _dot(day: date, share: float, n: int, at: At) -> Markup:
    x, y = at(day, share)
    return Markup(
        '<circle class="dot l-0" cx="{:.1f}" cy="{:.1f}" r="{:g}" fill="{}" opacity=".55"/>'
    ).format(x, y, 5 if n == 1 else 3.5 + min(n, 120) / 40, COLOURS[0])


def _began(span: tuple[date, date], at: At) -> Markup:
    (left, top), (right, bottom) = at(span[0], 1.0), at(span[1], 0.0)
    return Markup(
        '<rect class="began" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}" opacity=".14"/>'
    ).format(left, top, max(right - left, 1.0), bottom - top, QUIET)


def _dashed(day: date, at: At) -> Markup:
    (x, top), (_, bottom) = at(day, 1.0), at(day, 0.0)
    return Markup(
        '<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}" stroke="{3}" stroke-dasharray="4 3"/>'
    ).format(x, top, bottom, QUIET)


def _stretch(period: Period, at: At, then: date | None) -> Iterator[Markup]:
    (left, y), (right, _) = at(period.start, period.value), at(period.end, period.value)
    (_, high), (_, low) = at(period.start, period.high), at(period.start, period.low)
    yield Markup(
        '<rect class="band l-1" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}" opacity=".16"/>'
    ).format(left, high, max(right - left, 3.0), low - high, COLOURS[1])
    yield Markup(
        '<line class="line l-1" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="3"/>'
    ).format(left, max(right, left + 3), y, y, COLOURS[1])
    told = f"{period.value:.0%} in {period.n:,} vote{'' if period.n == 1 else 's'}"
    room = at(then - timedelta(days=1), 0.0)[0] - left if then else right - left
    fits = LETTER * len(told) + 14 < room
    side = (left + 6, "start") if fits else (right + 8, "start") if then is None else (left - 8, "end")
    under = y + (18 if y < HEIGHT / 2 else -9) if fits or then else y + 5
    yield Markup(
        '<text class="name l-1" x="{:.1f}" y="{:.1f}" font-size="14" font-weight="700" text-anchor="{}" fill="{}">{}</text>'
    ).format(side[0], under, side[1], COLOURS[1], told)
