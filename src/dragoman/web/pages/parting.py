"""When two parties parted, or a bloc fell apart: the likeliest break, how sure it is, and the votes behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from dragoman import workflows, world
from dragoman.claims.wording import day_of
from dragoman.errors import EstimateError, ParseError
from dragoman.render.alignment import break_json
from dragoman.web.drawing.base import Figure, alone, inline
from dragoman.web.drawing.lines import HEIGHT, WIDTH
from dragoman.web.drawing.parting import MANY, parting
from dragoman.web.page import Json, Page, Sheet
from dragoman.web.site import Site

if TYPE_CHECKING:
    from dragoman.alignment.shifts import Break
    from dragoman.alignment.votes import VoteMatrix

DRIVERS_SHOWN = 20
COLUMNS_OF_DRIVERS = ("id", "day", "symbol", "choice", "same", "voted", "share")


def parting_page(site: Site, query: Mapping[str, str], *, since: int) -> Page:
    """The likeliest break of a state or bloc with another."""
    asked = {name: query.get(name, "").strip()[:80] for name in ("state", "with", "topic")}
    topic = asked["topic"] or None
    try:
        matrix = site.votes("UNGA", start=date(max(1, since), 1, 1), topic=topic)
        a, b, found = workflows.find_shift(matrix, asked["state"] or asked["with"], asked["with"])
    except (ParseError, EstimateError) as error:
        told = error.what if isinstance(error, ParseError) else str(error)
        return _no_parting(asked, told[:1].upper() + told[1:])
    data = break_json(a, b, found, topic=topic)
    title = _parting_words(world.name_of(a), None if a == b else world.name_of(b), data)
    drawn = _drawn(a, b, found, matrix, title)
    drivers = [{**row, "slug": site.shelf.directory.slug(row["id"])} for row in data["drivers"]]
    return Page(
        template="parting.html.j2",
        title=title,
        description=f"{title}: before, after, n and intervals, and the votes behind it.",
        data=data,
        sheet=Sheet(
            columns=COLUMNS_OF_DRIVERS, rows=[tuple(r[c] for c in COLUMNS_OF_DRIVERS) for r in drivers]
        ),
        figure=drawn[1],
        more={
            "asked": asked,
            "problem": None,
            "chart": drawn[0],
            "names": (world.name_of(a), world.name_of(b)),
            "drivers": drivers[:DRIVERS_SHOWN],
        },
        of_votes=True,
    )


def _parting_words(name: str, other: str | None, data: Json) -> str:
    """The finding; a break that may as well be none is not told as one."""
    who = f"{name} with {other}" if other else f"The unity of {name}"
    on = f" on {data['topic']}" if data["topic"] else ""
    if data["steady"] > max(data["lasting"], data["passing"]):
        return f"{who}{on}: no break that the votes make likely"
    until = f", and back on {_day(data['until'])}" if data["until"] else ""
    before, after = data["before"]["value"], data["after"]["value"]
    return f"{who}{on}: from {before:.0%} alike to {after:.0%} on {_day(data['at'])}{until}"


def _day(iso: str) -> str:
    return day_of(date.fromisoformat(iso))


def _no_parting(asked: Json, problem: str) -> Page:
    return Page(
        template="parting.html.j2",
        title="When two parties parted",
        description="The likeliest break of a state or bloc with another, with n and intervals.",
        data={"error": problem},
        more={"asked": asked, "problem": problem},
        status=422,
        keep=False,
    )


def _drawn(
    a: str, b: str, found: Break, matrix: VoteMatrix, title: str
) -> tuple[Markup, Callable[[], Figure]]:
    """The course of the two: for the page, and alone."""
    series = workflows.votes_beside(matrix, a, b)
    stretches = [period for period in (found.before, found.after, found.since) if period]
    body = parting(
        series,
        stretches,
        [day for day in (found.at, found.until) if day],
        (found.earliest, found.latest),
    )
    n = sum(period.n for period in stretches)
    subtitle = (
        f"Share that chose alike ({'years' if len(series) > MANY else 'votes'} as dots), its mean in each stretch with 95% interval; "
        f"grey: when it began (90%) · n = {n:,} votes, {day_of(stretches[0].start)} to {day_of(stretches[-1].end)}"
    )
    source = f"Source: roll calls in this ledger. Drawn by Dragoman, {day_of(date.today())}."  # noqa: DTZ011
    figure = partial(alone, body, width=WIDTH, height=HEIGHT, title=title, subtitle=subtitle, source=source)
    return inline(body, width=WIDTH, height=HEIGHT, label=f"{title}. {subtitle}.", css="lines"), figure
