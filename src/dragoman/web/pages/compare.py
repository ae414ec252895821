"""Two states or blocs beside each other: agreement by year, and where they last differed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from dragoman import world
from dragoman.claims.wording import day_of
from dragoman.errors import EstimateError, ParseError
from dragoman.render.alignment import compared_json
from dragoman.web.drawing.framed import Drawn, framed
from dragoman.web.drawing.lines import Series
from dragoman.web.page import Json, Page, Sheet
from dragoman.web.pages.votes import _day
from dragoman.web.rendering import BODIES, body_name
from dragoman.web.site import Site
from dragoman.workflows import compare_parties

if TYPE_CHECKING:
    from dragoman.alignment.comparing import Compared


def compare_page(site: Site, query: Mapping[str, str]) -> Page:
    """The comparison asked for, or the form to ask for one."""
    a, b = (query.get(name, "").strip()[:80] for name in ("a", "b"))
    asked = {name: query.get(name, "") for name in ("a", "b", "topic", "from", "to", "body", "method")}
    if not a or not b:
        return _form(site, asked, None)
    try:
        found = _compared(site, a, b, query)
    except (ParseError, EstimateError) as error:
        what = error.what if isinstance(error, ParseError) else str(error)
        return _form(site, asked, what[:1].upper() + what[1:])
    topic = query.get("topic", "").strip() or None
    names = [_name(found.a), _name(found.b)]
    title = _words(names, found, topic)
    drawn = _figure(names, found, topic, query) if len(found.years) > 1 else None
    data = compared_json(found, topic=topic)
    rows = [{**row, "slug": site.shelf.directory.slug(row["roll_call"])} for row in data["differences"]]
    return Page(
        template="compare.html.j2",
        title=title,
        description=f"{title}. n = {found.n:,} votes, {day_of(found.start)} to {day_of(found.end)}.",
        data=data,
        sheet=Sheet(
            columns=("year", "value", "low", "high", "n"),
            rows=[tuple(y[k] for k in ("year", "value", "low", "high", "n")) for y in data["years"]],
        ),
        figure=drawn.figure if drawn else None,
        vega=drawn.vega if drawn else None,
        more={
            **_choices(site),
            "asked": asked,
            "problem": None,
            "found": found,
            "names": names,
            "chart": drawn and drawn.chart,
            "rows": rows,
        },
        of_votes=True,
    )


def _compared(site: Site, a: str, b: str, query: Mapping[str, str]) -> Compared:
    body = query.get("body") or "UNGA"
    if body not in BODIES:
        raise ParseError(f"no votes of “{body[:12]}” are known", hint="UNGA or UNSC")
    problems: list[str] = []
    start = _day(query.get("from"), problems)
    end = _day(query.get("to"), problems, last=True)
    if problems:
        raise ParseError(problems[0])
    matrix = site.votes(body, start=start, end=end, topic=query.get("topic", "").strip()[:200] or None)
    return compare_parties(matrix, a, b, method=query.get("method") or "equal")


def _form(site: Site, asked: Mapping[str, str], problem: str | None) -> Page:
    return Page(
        template="compare.html.j2",
        title="Compare two states or blocs",
        description="How often two states, or a state and a bloc, chose alike: by year, with n and intervals.",
        data={"a": asked["a"] or None, "b": asked["b"] or None, "error": problem},
        more={**_choices(site), "asked": asked, "problem": problem, "found": None},
        status=422 if problem else 200,
        keep=not problem,
        of_votes=True,
    )


def _choices(site: Site) -> Json:
    """What the fields suggest."""

    def make() -> list[str]:
        seats = [world.name_of(seat) for seat in site.shelf.matrix("UNGA").seats]
        return [
            *sorted(seats),
            "EU",
            "NATO",
            "BRICS",
            "G7",
            "G77",
            "Non-Aligned Movement",
            "African Group",
            "ASEAN",
        ]

    return {
        "suggested": site.shelf.votes.once("suggested", make),
        "bodies": {k: BODIES[k] for k in ("UNGA", "UNSC")},
    }


def _name(code: str) -> str:
    return world.name_of(code)


def _words(names: list[str], found: Compared, topic: str | None) -> str:
    """The finding: over all votes, and in the last year where that is another."""
    on = f" on {topic}" if topic else ""
    last = list(found.years.rows())[-1]
    lately = f", {_told(found, last['value'])} in {last['year']}" if len(found.years) > 1 else ""
    what = {"equal": " of choices alike", "majority": " of majorities alike"}.get(found.method, "")
    whose = "" if what else f"{found.method} "
    return f"{names[0]} and {names[1]}{on}: {whose}{_told(found, found.value)}{what}{lately}"


def _told(found: Compared, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0%}" if found.method in ("equal", "majority") else f"{value:.2f}"


def _measure(found: Compared) -> str:
    if found.method == "equal":
        return "mean share of equal choices"
    return {"majority": "share of equal majorities", "kappa": "kappa", "s": "S"}.get(
        found.method, found.method
    )


def _figure(names: list[str], found: Compared, topic: str | None, query: Mapping[str, str]) -> Drawn:
    years = [y for y in found.years.rows() if y["value"] is not None]
    title = _words(names, found, topic)
    subtitle = (
        f"{_measure(found).capitalize()} by year with 95% intervals · n = {found.n:,} votes of the "
        f"{body_name(query.get('body') or 'UNGA')}, {day_of(found.start)} to {day_of(found.end)}"
    )
    line = Series(
        name=f"{found.a}–{found.b}",
        points=[(y["year"], y["value"], y["low"], y["high"]) for y in years],
        n=[y["n"] for y in years],
    )
    return framed(
        [line],
        low=min(0.0, *(y["value"] for y in years)),
        high=1.0,
        scale="percent" if found.method in ("equal", "majority") else "plain",
        title=title,
        subtitle=subtitle,
        source="Source: roll calls in this ledger.",
        drawn=date.today(),  # noqa: DTZ011
    )
