"""The same lines to be read off year by year: a Vega specification that follows the pointer.

The page shows the finished picture to everyone; a reader with scripts may ask for this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.render.picture import spread_apart
from dragoman.web.drawing.base import INK, LINE, QUIET
from dragoman.web.drawing.lines import (
    BOTTOM,
    COLOURS,
    HEIGHT,
    LEFT,
    NAMES_APART,
    RIGHT,
    TOP,
    WIDTH,
    Scale,
    Series,
    runs_of,
)

FORMATS: dict[Scale, str] = {"signed": "+.1f", "plain": ".1f", "percent": ".0%"}


def lines_spec(
    series: Sequence[Series], *, low: float, high: float, scale: Scale, title: str, subtitle: str
) -> dict[str, Any]:
    """The lines as Vega: the signal `year` follows the pointer, `tones`, `ink`, `quiet` and `line` are its colours."""
    rows = list(_rows(series))
    years = [row["year"] for row in rows]
    first, last = min(years), max(years)
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "description": f"{title}. {subtitle}",
        "usermeta": {"scale": scale},
        "autosize": "none",
        "width": WIDTH - LEFT - RIGHT,
        "height": HEIGHT - TOP - BOTTOM,
        "padding": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        "signals": [
            {"name": "tones", "value": list(COLOURS)},
            *({"name": name, "value": colour} for name, colour in (("ink", INK), ("quiet", QUIET), ("line", LINE))),
            {
                "name": "year",
                "value": last,
                "on": [
                    {
                        "events": "pointermove, pointerdown",
                        "update": f"clamp(round(invert('x', x())), {first:g}, {last:g})",
                    }
                ],
            },
        ],
        "data": [
            {"name": "rows", "values": rows},
            {"name": "ends", "values": _ends(series, low, high)},
            {
                "name": "now",
                "source": "rows",
                "transform": [{"type": "filter", "expr": "datum.year === year"}],
            },
        ],
        "scales": [
            {"name": "x", "domain": [first, max(last, first + 1)], "range": "width", "zero": False},
            {"name": "y", "domain": [low, high], "range": "height", "zero": False},
            {"name": "tone", "type": "ordinal", "domain": [s.name for s in series], "range": {"signal": "tones"}},
        ],
        "axes": [
            {"orient": "bottom", "scale": "x", "format": "d", "tickCount": 8, **_axis("x")},
            {"orient": "left", "scale": "y", "format": FORMATS[scale], "tickCount": 6, **_axis("y")},
        ],
        "marks": [_per_run(), _rule(), _spots(), _names()],
    }  # fmt: skip


def _rows(series: Sequence[Series]) -> Iterator[dict[str, Any]]:
    for one in series:
        counts = dict(zip((p[0] for p in one.points), one.n, strict=False))
        for i, run in enumerate(runs_of(one.points)):
            for year, value, low, high in run:
                row = {"name": one.name, "run": f"{one.name} {i}", "year": year, "value": value}
                yield {**row, "low": low, "high": high, "n": counts.get(year)}


def _axis(name: str) -> dict[str, Any]:
    return {
        "grid": name == "y",
        "domain": False,
        "gridColor": {"signal": "line"},
        "tickColor": {"signal": "quiet"},
        "labelColor": {"signal": "quiet"},
        "labelFontSize": 12,
    }


def _per_run() -> dict[str, Any]:
    """A line with its band for every stretch without a gap."""
    tone = {"scale": "tone", "field": "name"}
    x = {"scale": "x", "field": "year"}
    band = {"x": x, "y": _y("low"), "y2": _y("high"), "fill": tone, "fillOpacity": {"value": 0.16}}
    line = {"x": x, "y": _y("value"), "stroke": tone, "strokeWidth": {"value": 2.4}}
    return {
        "type": "group",
        "from": {"facet": {"name": "run", "data": "rows", "groupby": "run"}},
        "marks": [
            {
                "type": mark,
                "from": {"data": "run"},
                "encode": {"update": channels},
            }
            for mark, channels in (("area", band), ("line", line))
        ],
    }


def _y(field: str) -> dict[str, Any]:
    return {"scale": "y", "field": field}


def _rule() -> dict[str, Any]:
    """The year that is read off."""
    at = {"x": {"scale": "x", "signal": "year"}, "y": {"value": 0}, "y2": {"signal": "height"}}
    how = {"stroke": {"signal": "quiet"}, "strokeDash": {"value": [3, 3]}}
    return {"type": "rule", "encode": {"update": {**at, **how}}}


def _spots() -> dict[str, Any]:
    """A dot on each line at that year."""
    at = {"x": {"scale": "x", "field": "year"}, "y": _y("value"), "size": {"value": 70}}
    return {
        "type": "symbol",
        "from": {"data": "now"},
        "encode": {"update": {**at, "fill": {"scale": "tone", "field": "name"}}},
    }


def _names() -> dict[str, Any]:
    """The name at the end of each line."""
    at = {"x": {"scale": "x", "field": "year", "offset": 7}, "y": {"scale": "y", "field": "place"}}
    how = {"fontSize": {"value": 14}, "fontWeight": {"value": "bold"}, "baseline": {"value": "middle"}}
    return {
        "type": "text",
        "from": {"data": "ends"},
        "encode": {
            "update": {**at, **how, "text": {"field": "name"}, "fill": {"scale": "tone", "field": "name"}}
        },
    }


def _ends(series: Sequence[Series], low: float, high: float) -> list[dict[str, Any]]:
    places = spread_apart([s.points[-1][1] for s in series], NAMES_APART * (high - low) / HEIGHT)
    return [
        {"name": s.name, "year": s.points[-1][0], "place": place}
        for s, place in zip(series, places, strict=True)
    ]
