"""Values over years with their intervals: agreement, positions, cohesion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from dragoman.render.picture import spread_apart
from dragoman.web.drawing.base import LINE, QUIET, words

COLOURS = ("#0b62a4", "#c2410c", "#00785a", "#9c4f86", "#8a6100", "#3b7f9c")
Point = tuple[float, float]
WIDTH, HEIGHT = 960.0, 300.0
NAMES_APART = 15.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 76.0, 10.0, 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line: name, and x, value, low, high of each point."""

    name: str
    points: Sequence[tuple[float, float, float, float]]
    n: Sequence[int] = ()
    """On how many votes each point rests."""


Scale = Literal["signed", "plain", "percent"]
"""How the values of an axis are written: positions with their sign, measures from 0 to 1 without, shares in percent."""


def lines(series: Sequence[Series], bottom: float, top: float, scale: Scale) -> Markup:
    """The lines with bands of their intervals, each named at its end."""
    years = [p[0] for s in series for p in s.points]
    first, last = min(years), max(years)
    span_x, span_y = (last - first) or 1, (top - bottom) or 1

    def at(x: float, y: float) -> tuple[float, float]:
        y = min(max(y, bottom), top)
        return (
            LEFT + (WIDTH - LEFT - RIGHT) * (x - first) / span_x,
            TOP + (HEIGHT - TOP - BOTTOM) * (top - y) / span_y,
        )

    parts = [*grid_of(first, last, bottom, top, at, scale)]
    ends = [at(*one.points[-1][:2])[1] for one in series]
    for i, (one, end) in enumerate(zip(series, spread_apart(ends, NAMES_APART), strict=True)):
        parts += _line(one, i % len(COLOURS), at, end)
    return Markup("").join(parts)


At = Callable[[float, float], Point]
"""Where a value of a year stands in the picture."""


def _line(one: Series, i: int, at: At, end: float) -> list[Markup]:
    parts = []
    for run in runs_of(one.points):
        upper = [at(x, high) for x, _, _, high in run]
        lower = [at(x, low) for x, _, low, _ in reversed(run)]
        band = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *lower])
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(x, v) for x, v, _, _ in run))
        parts.append(
            Markup('<polygon class="band l-{}" points="{}" fill="{}" opacity=".16"/>').format(
                i, band, COLOURS[i]
            )
        )
        parts.append(
            Markup(
                '<polyline class="line l-{}" points="{}" fill="none" stroke="{}" stroke-width="2.4" stroke-linejoin="round"/>'
            ).format(i, line, COLOURS[i])
            if len(run) > 1
            else Markup('<circle class="dot l-{}" cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>').format(
                i, *at(run[0][0], run[0][1]), COLOURS[i]
            )
        )
    x, _ = at(one.points[-1][0], one.points[-1][1])
    parts.append(
        Markup(
            '<text class="name l-{}" x="{:.1f}" y="{:.1f}" font-size="14" font-weight="700" fill="{}">{}</text>'
        ).format(i, x + 7, end + 5, COLOURS[i], one.name)
    )
    return parts


def runs_of(
    points: Sequence[tuple[float, float, float, float]],
) -> list[list[tuple[float, float, float, float]]]:
    """The points cut where years are missing."""
    runs: list[list[tuple[float, float, float, float]]] = []
    for point in points:
        if runs and point[0] - runs[-1][-1][0] <= 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def grid_of(
    first: float, last: float, bottom: float, top: float, at: At, scale: Scale, right: float = RIGHT
) -> Iterator[Markup]:
    """Lines of values with what they are, and the years at the foot."""
    step = _step(top - bottom)
    value = step * -(-bottom // step)
    while value <= top + 1e-9:
        _, y = at(first, value)
        told = _written(value, scale)
        yield Markup(  # noqa: S704 — numbers
            f'<line class="rule" x1="{LEFT}" x2="{WIDTH - right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LINE}"/>'
        )
        yield words(LEFT - 6, y + 4, told, size=12, anchor="end", css="quiet")
        value += step
    wide = max(1, round((last - first) / 8))
    wide = next(w for w in (1, 2, 5, 10, 20, 50, 100) if w >= wide)
    year = int(-(-first // wide) * wide)
    while year <= last:
        x, _ = at(year, bottom)
        foot = HEIGHT - BOTTOM
        yield Markup(  # noqa: S704 — numbers
            f'<line class="tick" x1="{x:.1f}" x2="{x:.1f}" y1="{foot}" y2="{foot + 5}" stroke="{QUIET}"/>'
        )
        yield words(x, HEIGHT - BOTTOM + 20, str(year), size=12, anchor="middle", css="quiet")
        year += wide


def _written(value: float, scale: Scale) -> str:
    if scale == "percent":
        return f"{value:.0%}"
    if abs(value) < 1e-9:
        return "0"
    return f"{value:{'+' if scale == 'signed' else ''}.1f}".replace("-", "−")


def _step(span: float) -> float:
    return next((s for s in (0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0) if span / s <= 6), 5.0)
