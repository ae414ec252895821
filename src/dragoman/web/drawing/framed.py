"""Values over years in every form that a page has them in: within it, alone, and to be read off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from dragoman.claims.wording import day_of
from dragoman.web.drawing.base import Figure, alone, inline
from dragoman.web.drawing.explore import lines_spec
from dragoman.web.drawing.lines import HEIGHT, WIDTH, Scale, Series, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Lines in the forms that a page has them in."""

    chart: Markup
    """For the page."""
    figure: Callable[[], Figure]
    """Alone, with title, source and the day of drawing."""
    vega: Callable[[], dict[str, Any]]
    """To be read off year by year."""


def framed(
    series: Sequence[Series],
    *,
    low: float | None = None,
    high: float | None = None,
    scale: Scale = "signed",
    title: str,
    subtitle: str,
    source: str,
    drawn: date,
) -> Drawn:
    """The lines in all their forms; the axis of values goes from `low` to `high`, else as far as the intervals."""
    bottom = min(p[2] for s in series for p in s.points) if low is None else low
    top = max(p[3] for s in series for p in s.points) if high is None else high
    body = lines(series, bottom, top, scale)
    return Drawn(
        chart=inline(body, width=WIDTH, height=HEIGHT, label=f"{title}. {subtitle}.", css="lines"),
        figure=partial(
            alone,
            body,
            width=WIDTH,
            height=HEIGHT,
            title=title,
            subtitle=subtitle,
            source=f"{source} Drawn by Dragoman, {day_of(drawn)}.",
        ),
        vega=partial(lines_spec, series, low=bottom, high=top, scale=scale, title=title, subtitle=subtitle),
    )
