"""The world by choice: shapes with dots for the smallest states, or a tile for every member.

Shapes: Natural Earth (public domain), thinned by tools/world_map.py. They express no opinion on the status of any territory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from markupsafe import Markup, escape

from dragoman.domain.rollcalls import Choice
from dragoman.render.rollcall import LETTER
from dragoman.web.drawing.base import FILL, NO_SEAT, ON_FILL, ORDER, PAPER

DOT = 3.1
TILE = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Outlines on a plane of this size."""

    width: float
    height: float
    shapes: Mapping[str, str]
    """Code → SVG path; what has no seat of its own stands under the empty code."""
    dots: Mapping[str, tuple[float, float]]


@cache
def world_shapes() -> World:
    told = json.loads(resources.files("dragoman.web.drawing").joinpath("world.json").read_text("utf-8"))
    return World(**told)


@cache
def tile_places() -> dict[str, tuple[int, int]]:
    """Code → column and row."""
    text = resources.files("dragoman.web.drawing").joinpath("tiles.txt").read_text("utf-8")
    return {
        code: (column, row)
        for row, line in enumerate(text.splitlines())
        for column, code in enumerate(line.split())
        if code != "..."
    }


def map_of(choices: Mapping[str, Choice], names: Mapping[str, str]) -> Markup:
    """The map's shapes, grouped by choice; `names` are told when a state is pointed at."""
    shapes = world_shapes()
    titles = {
        seat: f"<title>{escape(names[seat])}: {LETTER[choice]}</title>" for seat, choice in choices.items()
    }
    rest = "".join(f'<path d="{path}"/>' for code, path in shapes.shapes.items() if code not in choices)
    layers = [f'<g class="v-none" fill="{NO_SEAT}">{rest}</g>']
    for drawn in (_paths, _dots):
        for choice in ORDER:
            seats = [seat for seat, chosen in choices.items() if chosen is choice]
            inside = "".join(drawn(shapes, seats, titles))
            layers.append(f'<g class="v-{choice.value}" fill="{FILL[choice]}">{inside}</g>')
    return Markup(  # noqa: S704 — our own shapes; names are escaped above
        f'<g class="map" stroke="{PAPER}" stroke-width=".5" stroke-linejoin="round">{"".join(layers)}</g>'
    )


def _paths(shapes: World, seats: Sequence[str], titles: Mapping[str, str]) -> Iterator[str]:
    for seat in seats:
        if seat in shapes.shapes:
            yield f'<path d="{shapes.shapes[seat]}">{titles[seat]}</path>'


def _dots(shapes: World, seats: Sequence[str], titles: Mapping[str, str]) -> Iterator[str]:
    for seat in seats:
        if seat in shapes.dots:
            x, y = shapes.dots[seat]
            yield f'<circle cx="{x}" cy="{y}" r="{DOT}">{titles[seat]}</circle>'


def map_size() -> tuple[float, float]:
    shapes = world_shapes()
    return shapes.width, shapes.height


def tiles_of(choices: Mapping[str, Choice], names: Mapping[str, str]) -> Markup:
    """A tile for each seat, with its code and the letter of its choice; those without a place stand in a last row."""
    places = dict(tile_places())
    loose = sorted(choices.keys() - places.keys())
    rows = 1 + max(row for _, row in places.values())
    places |= {seat: (i, rows) for i, seat in enumerate(loose)}
    return Markup("").join(_tile(seat, *places[seat], choices[seat], names[seat]) for seat in sorted(choices))


def tiles_size(choices: Mapping[str, Choice]) -> tuple[float, float]:
    places = tile_places()
    rows = 1 + max(row for _, row in places.values()) + bool(choices.keys() - places.keys())
    return TILE * (1 + max(column for column, _ in places.values())), TILE * rows


def _tile(seat: str, column: int, row: int, choice: Choice, name: str) -> Markup:
    x, y = column * TILE, row * TILE
    return Markup(
        '<g class="v-{}"><title>{}: {}</title><rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="3" fill="{}"/>'
        '<text class="on" x="{:g}" y="{:g}" text-anchor="middle" font-size="10.5" fill="{}">{}</text>'
        '<text class="on" x="{:g}" y="{:g}" text-anchor="middle" font-size="12" font-weight="700" fill="{}">{}</text></g>'
    ).format(
        choice.value,
        name,
        LETTER[choice],
        x + 1,
        y + 1,
        TILE - 2,
        TILE - 2,
        FILL[choice],
        x + TILE / 2,
        y + 15,
        ON_FILL[choice],
        seat,
        x + TILE / 2,
        y + 29,
        ON_FILL[choice],
        LETTER[choice],
    )
