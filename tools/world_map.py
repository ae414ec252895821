"""Write the map's shapes again: `python -m tools.world_map countries-50m.json` makes src/dragoman/web/drawing/world.json.

The input is that of the npm package world-atlas: Natural Earth's 1:50m countries (public domain) as TopoJSON (packaging: ISC).
Shapes are keyed by the codes of our registry, projected (Equal Earth) and thinned. Where the General Assembly has spoken the
shapes follow it and not Natural Earth's view of who holds what: Crimea is drawn with Ukraine (A/RES/68/262), Western Sahara
apart from Morocco (A/RES/34/37). Areas without a seat of their own are drawn without a key.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman import world

OUT = Path(__file__).parent.parent / "src/dragoman/web/drawing/world.json"
WIDTH = 1000.0
NORTH, SOUTH = 83.7, -56.5
MIDDLE = 11.0
"""Longitude in the middle: the map is cut in the Bering Strait, where no state is cut in two."""
TOLERANCE = 0.45
"""Thinning in units of a map 1000 wide."""
SMALLEST_ISLAND = 0.5
"""Square units under which an island is left out, unless it is its state's largest."""
SMALL_STATE = 14.0
"""Square units under which a state gets a dot."""
DOTS_APART = 7.0
"""Between the centres of two dots."""
CRIMEA = (32.3, 44.3, 36.8, 46.3)
"""West, south, east, north of the polygon that Natural Earth keeps with Russia."""
SAHARA = 27 + 2 / 3
"""Parallel south of which Natural Earth draws with Morocco what the United Nations lists as Western Sahara."""
JOINED = {
    "Somaliland": "SOM",
    "N. Cyprus": "CYP",
    "Åland": "FIN",
    "Hong Kong": "CHN",
    "Macao": "CHN",
}
MISSING = {"TUV": (179.2, -8.5)}
"""Longitude and latitude of members that the file lacks."""
LEFT_OUT = {"Antarctica"}

Point = tuple[float, float]
Ring = tuple[int, ...]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson & Jenny 2018), in units of a map from −180° to 180°."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    lam, phi = math.radians(longitude - MIDDLE), math.radians(latitude)
    t = math.asin(math.sqrt(3) / 2 * math.sin(phi))
    t2, t6 = t * t, t**6
    x = 2 * math.sqrt(3) * lam * math.cos(t) / (3 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    return x, -(t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2)))


EDGE = project(180 + MIDDLE, 0)[0]
SCALE = WIDTH / (2 * EDGE)
TOP = project(0, NORTH)[1]
HEIGHT = (project(0, SOUTH)[1] - TOP) * SCALE


def placed(longitude: float, latitude: float) -> Point:
    x, y = project(longitude, latitude)
    return (x + EDGE) * SCALE, (y - TOP) * SCALE


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def polygons_of(geometry: dict[str, Any]) -> list[list[Ring]]:
    if geometry["type"] == "Polygon":
        return [[tuple(ring) for ring in geometry["arcs"]]]
    return [[tuple(ring) for ring in polygon] for polygon in geometry.get("arcs", [])]


def key_of(geometry: dict[str, Any], by_m49: dict[str, str]) -> str:
    name = geometry["properties"]["name"]
    return JOINED.get(name) or by_m49.get(geometry.get("id", ""), "")


def lies_in(ring: Ring, arcs: list[list[Point]], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    points = [p for a in ring for p in arcs[a if a >= 0 else ~a]]
    return all(west <= x <= east and south <= y <= north for x, y in points)


def join(rings: Iterable[Ring]) -> list[Ring]:
    """The rings around all of them: borders that two of them share fall away."""
    used = {arc for ring in rings for arc in ring}
    kept = [arc for ring in rings for arc in ring if ~arc not in used]
    if len(kept) == sum(len(ring) for ring in rings):
        return list(rings)
    return _stitched(kept)


def _stitched(kept: list[int]) -> list[Ring]:
    done: list[Ring] = []
    starts: dict[Point, list[int]] = defaultdict(list)
    for arc in kept:
        starts[end_of(arc, 0)].append(arc)
    while any(starts.values()):
        first = next(arcs for arcs in starts.values() if arcs).pop()
        ring = [first]
        while (here := end_of(ring[-1], -1)) != end_of(first, 0):
            ring.append(starts[here].pop())
        done.append(tuple(ring))
    return done


ARCS: list[list[Point]] = []


def end_of(arc: int, place: int) -> Point:
    points = ARCS[arc] if arc >= 0 else ARCS[~arc][::-1]
    return points[place]


def unwrapped(degrees: Iterable[Point]) -> list[Point]:
    """The same points with longitudes that never jump by a whole turn."""
    points: list[Point] = []
    for x, y in degrees:
        near = points[-1][0] if points else MIDDLE
        points.append((x - 360 * round((x - near) / 360), y))
    return points


def thinned(degrees: Sequence[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's line on the map, without recursion; still in degrees."""
    degrees = unwrapped(degrees)
    points = [placed(*p) for p in degrees]
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, place = 0.0, 0
        for i in range(first + 1, last):
            if (d := _distance(points[i], points[first], points[last])) > far:
                far, place = d, i
        if far > tolerance:
            keep.add(place)
            stack += [(first, place), (place, last)]
    return [degrees[i] for i in sorted(keep)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if dx == dy == 0:
        return math.dist(p, a)
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return math.dist(p, (a[0] + t * dx, a[1] + t * dy))


def area(points: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)) / 2


def centre(points: Sequence[Point]) -> Point:
    if abs(area(points)) < 1e-9:
        return points[0]
    pairs = list(zip(points, [*points[1:], points[0]], strict=True))
    whole = 3 * sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / whole
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / whole
    return x, y


def path_of(ring: Sequence[Point]) -> str:
    """The ring as a closed SVG path, relative, to a tenth of a unit."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(tenths)]
    words = "".join(f"{_tenth(dx, first=i == 0)}{_tenth(dy)}" for i, (dx, dy) in enumerate(steps) if dx or dy)
    return f"M{_tenth(tenths[0][0], first=True)}{_tenth(tenths[0][1])}l{words}z"


def _tenth(value: int, *, first: bool = False) -> str:
    text = f"{value / 10:g}".replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:g}"
    return text if first or text.startswith("-") else f" {text}"


def main(source: str) -> None:
    topology = json.loads(Path(source).read_text("utf-8"))
    ARCS.extend(decode(topology))
    by_m49 = {s.m49: s.code for s in world.states() if s.m49 and s.seat == s.code and s.end is None}
    shapes: dict[str, list[Ring]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["properties"]["name"] in LEFT_OUT:
            continue
        key = key_of(geometry, by_m49)
        for polygon in polygons_of(geometry):
            owner = "UKR" if key == "RUS" and lies_in(polygon[0], ARCS, CRIMEA) else key
            shapes[owner] += polygon
    thin = [thinned(arc, TOLERANCE) for arc in ARCS]
    drawn_lines = {k: [_line(r, thin) for r in (join(rings) if k else rings)] for k, rings in shapes.items()}
    border = placed(MIDDLE, SAHARA)[1]
    drawn_lines[""] += [cut(line, border, north=False) for line in drawn_lines["MAR"]]
    drawn_lines["MAR"] = [cut(line, border, north=True) for line in drawn_lines["MAR"]]
    paths, dots = {}, {}
    for key, lines in sorted(drawn_lines.items()):
        largest = max(lines, key=lambda line: abs(area(line)))
        kept = [line for line in lines if abs(area(line)) >= SMALLEST_ISLAND or line is largest]
        drawn = [line for line in kept if len(line) > 3]
        if drawn:
            paths[key] = "".join(path_of(line) for line in drawn)
        if key and sum(abs(area(line)) for line in lines) < SMALL_STATE:
            dots[key] = [round(v, 1) for v in centre(largest)]
    dots |= {key: [round(v, 1) for v in placed(*unwrapped([place])[0])] for key, place in MISSING.items()}
    dots = spread(dots)
    told = {"width": WIDTH, "height": round(HEIGHT, 1), "shapes": paths, "dots": dots}
    OUT.write_text(json.dumps(told, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {len(paths)} shapes, {len(dots)} dots")


def cut(line: Sequence[Point], y: float, *, north: bool) -> list[Point]:
    """The part of a ring on one side of a parallel, which is a level line on the map (Sutherland and Hodgman)."""
    kept: list[Point] = []
    for a, b in itertools.pairwise([*line, line[0]]):
        inside = [(p[1] <= y) == north for p in (a, b)]
        if inside[0]:
            kept.append(a)
        if inside[0] != inside[1]:
            kept.append((a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y))
    return kept


def spread(dots: dict[str, list[float]]) -> dict[str, list[float]]:
    """The dots pushed apart until none covers another."""
    for _ in range(200):
        for a, b in itertools.combinations(sorted(dots), 2):
            gap = math.dist(dots[a], dots[b])
            if gap < DOTS_APART:
                push = (DOTS_APART - gap) / 2 / (gap or 1)
                dx, dy = ((dots[b][i] - dots[a][i]) * push for i in (0, 1))
                dots[a] = [dots[a][0] - dx, dots[a][1] - dy]
                dots[b] = [dots[b][0] + dx, dots[b][1] + dy]
    return {key: [round(v, 1) for v in place] for key, place in dots.items()}


def _line(ring: Ring, thin: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        part = thin[arc] if arc >= 0 else thin[~arc][::-1]
        points += part[1:] if points else part
    return [placed(*p) for p in unwrapped(points)]


if __name__ == "__main__":
    main(sys.argv[1])
