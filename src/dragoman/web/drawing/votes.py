"""One vote drawn: the result as a bar, and the strip of ideal points with those that surprise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from dragoman.domain.rollcalls import Choice, Tally
from dragoman.render.rollcall import LETTER
from dragoman.web.drawing.base import FILL, LINE, ON_FILL, QUIET, words

BAR_WIDTH, BAR_HEIGHT = 960.0, 52.0
STRIP_WIDTH, LANE = 960.0, 92.0
RADIUS = 4.0
STEPS = tuple(
    step
    for k in range(int(LANE / 2 / RADIUS))
    for step in ((k * RADIUS, -k * RADIUS) if k else (0.0,))
    if abs(step) < LANE / 2 - RADIUS
)
"""Heights that a dot may have in its lane, the nearest to the middle first."""


def result_bar(tally: Tally, *, width: float = BAR_WIDTH, height: float = BAR_HEIGHT) -> Markup:
    """The totals side by side, each with its letter."""
    counts = [
        (Choice.YES, tally.yes or 0),
        (Choice.ABSTAIN, tally.abstain or 0),
        (Choice.NO, tally.no or 0),
        (Choice.ABSENT, tally.absent or 0),
    ]
    shown = [(choice, n) for choice, n in counts if n]
    whole, x, parts = sum(n for _, n in shown) or 1, 0.0, []
    room = width - 2 * max(0, len(shown) - 1)
    for choice, n in shown:
        wide = room * n / whole
        parts.append(_piece(choice, n, x, wide, height))
        x += wide + 2
    return Markup("").join(parts)


def _piece(choice: Choice, n: int, x: float, wide: float, height: float) -> Markup:
    told = f"{LETTER[choice]} {n}"
    label = (
        Markup(
            '<text class="on" x="{:.1f}" y="{:.1f}" font-size="22" font-weight="700" text-anchor="middle" fill="{}">{}</text>'
        ).format(x + wide / 2, height / 2 + 8, ON_FILL[choice], told if wide > 76 else LETTER[choice])
        if wide > 22
        else Markup("")
    )
    return Markup(
        '<g class="v-{}"><rect x="{:.1f}" width="{:.1f}" height="{:g}" fill="{}"><title>{}</title></rect>{}</g>'
    ).format(choice.value, x, wide, height, FILL[choice], told, label)


def strip(rows: Sequence[Mapping[str, Any]], surprises: Sequence[str]) -> tuple[Markup, float, float]:
    """Each seat at its ideal point, in the lane of its choice; the surprising ones are named. Body, width, height.

    `rows` have seat, name, point and choice (Y, A or N).
    """
    lanes = [c for c in (Choice.YES, Choice.ABSTAIN, Choice.NO) if any(r["choice"] == c for r in rows)]
    points = [float(r["point"]) for r in rows]
    low, high = min(points), max(points)
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return 46 + (STRIP_WIDTH - 76) * (value - low) / span

    parts = []
    for i, choice in enumerate(lanes):
        middle = LANE * (i + 0.5)
        own = [r for r in rows if r["choice"] == choice]
        parts.append(
            Markup('<line x1="40" x2="{:g}" y1="{:g}" y2="{:g}" stroke="{}" class="rule"/>').format(
                STRIP_WIDTH, middle, middle, LINE
            )
        )
        parts.append(_letter(choice, middle))
        parts += _dots(own, choice, middle, place, surprises)
    height = LANE * len(lanes)
    parts.append(_axis(low, high, height, place))
    return Markup("").join(parts), STRIP_WIDTH, height + 30


def _letter(choice: Choice, middle: float) -> Markup:
    return Markup(
        '<g class="v-{}"><rect x="0" y="{:g}" width="28" height="28" rx="3" fill="{}"/><text class="on" x="14" y="{:g}" '
        'font-size="16" font-weight="700" text-anchor="middle" fill="{}">{}</text></g>'
    ).format(choice.value, middle - 14, FILL[choice], middle + 6, ON_FILL[choice], LETTER[choice])


def _dots(
    rows: Sequence[Mapping[str, Any]], choice: Choice, middle: float, place: Any, surprises: Sequence[str]
) -> list[Markup]:
    """A swarm: each dot as near to the middle of its lane as the others leave it room."""
    taken: dict[int, list[tuple[float, float]]] = {}
    parts = []
    for row in sorted(rows, key=lambda r: (r["seat"] not in surprises, r["point"])):
        x = place(row["point"])
        cell = int(x / (2 * RADIUS))
        y = _free_height(x, [dot for c in (cell - 1, cell, cell + 1) for dot in taken.get(c, ())])
        taken.setdefault(cell, []).append((x, y))
        parts.append(
            f'<circle cx="{x:.1f}" cy="{middle + y:.1f}" r="{RADIUS:g}"><title>{escape(row["name"])}</title></circle>'
        )
    named = _names([r for r in rows if r["seat"] in surprises], middle, place)
    return [
        Markup(f'<g class="v-{choice.value}" fill="{FILL[choice]}">{"".join(parts)}</g>'),  # noqa: S704 — names are escaped
        *named,
    ]


def _free_height(x: float, near: Sequence[tuple[float, float]]) -> float:
    """The height nearest to the middle at which a dot touches none of those near; the middle where there is none."""
    bans = []
    for other, y in near:
        left = 4 * RADIUS * RADIUS - (x - other) ** 2
        if left > 0:
            reach = left**0.5
            bans.append((y - reach, y + reach))
    for step in STEPS:
        for low, high in bans:
            if low < step < high:
                break
        else:
            return step
    return 0.0


def _names(rows: Sequence[Mapping[str, Any]], middle: float, place: Any) -> list[Markup]:
    """Codes under the dots that surprise, lower where two would touch."""
    ends = [0.0, 0.0, 0.0]
    parts = []
    for row in sorted(rows, key=lambda r: r["point"]):
        x = place(row["point"])
        level = next((i for i, end in enumerate(ends) if x - 15 > end), 2)
        ends[level] = x + 15
        parts.append(
            words(x, middle + 17 + 12 * level, row["seat"], size=11.5, anchor="middle", weight="700")
        )
    return parts


def _axis(low: float, high: float, height: float, place: Any) -> Markup:
    ticks = [t / 2 for t in range(-8, 9) if low <= t / 2 <= high]
    marks = [
        Markup(  # noqa: S704 — numbers
            f'<line x1="{place(t):.1f}" x2="{place(t):.1f}" y1="{height:g}" y2="{height + 5:g}" stroke="{QUIET}" class="tick"/>'
        )
        + words(
            place(t),
            height + 20,
            f"{t:+g}".replace("-", "−") if t else "0",
            size=11,
            anchor="middle",
            css="quiet",
        )
        for t in ticks
    ]
    return Markup("").join(marks)
