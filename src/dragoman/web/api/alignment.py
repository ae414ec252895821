"""Who stands with whom: comparisons, ideal points, breaks."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from typing_extensions import TypedDict

from dragoman import workflows
from dragoman.errors import EstimateError
from dragoman.render.alignment import break_json, compared_json
from dragoman.web.api.routing import (
    BodyCode,
    From,
    MaybeName,
    Name,
    TheSite,
    To,
    Topic,
    VersionedRoute,
    json_of,
)
from dragoman.web.api.schemas import Period
from dragoman.web.refusals import Refusal
from dragoman.web.site import Site
from dragoman.workflows.positions import Positions

router = APIRouter(route_class=VersionedRoute, tags=["alignment"])


Compared = TypedDict(
    "Compared",
    {
        "a": str,
        "b": str,
        "topic": str | None,
        "method": str,
        "value": float | None,
        "n": int,
        "low": float | None,
        "high": float | None,
        "from": str,
        "to": str,
        "years": list[dict[str, Any]],
        "differences": list[dict[str, Any]],
    },
)


class Point(TypedDict):
    seat: str
    period: int
    votes: int
    point: float
    low: float
    high: float
    within: float


class Points(TypedDict):
    items: list[Point]


class Break(TypedDict):
    a: str
    b: str
    topic: str | None
    kind: Literal["lasting", "passing"]
    at: str
    until: str | None
    earliest: str
    latest: str
    before: Period
    after: Period
    since: Period | None
    steady: float
    lasting: float
    passing: float
    others: int | None
    others_of: int | None
    false_alarms: float | None
    chance: float | None
    n: int
    drivers: list[dict[str, Any]]


class Course(TypedDict):
    seat: str
    period: int
    score: float | None
    moved: float | None
    false_alarms: float | None


class PairBreak(TypedDict):
    a: str
    b: str
    period: int
    score: float
    before: float
    n_before: int
    after: float
    n_after: int
    false_alarms: float


class Shifts(TypedDict):
    items: list[Course]
    breaks: list[Break]
    pairs: list[PairBreak]


@router.get("/compare", response_model=Compared)
def compare(
    site: TheSite,
    a: Name,
    b: Name,
    topic: Topic = None,
    start: From = None,
    to: To = None,
    method: Literal["equal", "lijphart", "s", "kappa"] = "equal",
    body: BodyCode = "UNGA",
) -> JSONResponse:
    """How far two states or blocs agree: over all votes, by year, and where they last differed."""
    matrix = site.votes(body, start=start, end=to, topic=topic)
    return json_of(compared_json(workflows.compare_parties(matrix, a, b, method=method), topic=topic))


@router.get("/points", response_model=Points)
def points(
    site: TheSite,
    state: Annotated[
        list[str] | None, Query(max_length=20, description="All sessions of these states.")
    ] = None,
    session: Annotated[
        int | None, Query(ge=1, le=1000, description="All states in this session; else the last.")
    ] = None,
    body: BodyCode = "UNGA",
) -> JSONResponse:
    """Where states stand by their votes alone, session by session, with 90 % intervals."""
    seats = {workflows.seat_named(words) for words in state or ()}
    rows = fitted(site, body).rows
    wanted = session if session or seats else max((row["period"] for row in rows), default=None)
    return json_of(
        {
            "items": [
                row for row in rows if (not seats or row["seat"] in seats) and wanted in (None, row["period"])
            ]
        }
    )


@router.get("/shifts", response_model=Shifts)
def shifts(
    site: TheSite,
    state: MaybeName = None,
    other: MaybeName = None,
    topic: Topic = None,
    start: From = None,
    to: To = None,
    body: BodyCode = "UNGA",
    among: Annotated[
        Literal["states", "pairs", "blocs"],
        Query(description="What a ranked list is of: states with their own past, pairs of states, or blocs."),
    ] = "states",
    limit: Annotated[int, Query(ge=1, le=500)] = 25,
) -> JSONResponse:
    """When an alignment broke: of `state` with `other` (a state or bloc), or the clearest breaks of all states or pairs."""
    if other and not state:
        raise Refusal(422, "invalid", "other needs a state", hint="name the state whose course you ask about")
    if state and other:
        matrix = site.votes(body, start=start, end=to, topic=topic)
        a, b, found = workflows.find_shift(matrix, state, other)
        return json_of({"items": [], "breaks": [break_json(a, b, found, topic=topic)], "pairs": []})
    if topic or start or to:
        raise Refusal(422, "invalid", "a topic or days need both parties", hint="name state and other")
    if among != "states":
        return json_of({"items": [], "breaks": [], "pairs": _pairs(site, among, body, state, limit)})
    seat = workflows.seat_named(state) if state else None
    courses = fitted(site, body).shifts
    if courses is None:
        raise _not_ready("the breaks")
    ranked = [row for row in courses if seat in (None, row["seat"])]
    return json_of({"items": ranked[:limit], "breaks": [], "pairs": []})


def _pairs(site: Site, among: str, body: str, party: str | None, limit: int) -> list[dict[str, Any]]:
    """The clearest breaks of pairs, of one state or bloc where it is named."""
    if body != "UNGA":
        raise Refusal(422, "invalid", "pairs are ranked in the General Assembly alone", hint="leave body out")
    found = site.ranked.of(site.shelf, among)
    if found is None:
        if site.ranked.is_working():
            raise _not_ready("the breaks")
        raise EstimateError("the votes at hand do not determine breaks")
    return list(islice(found.rows(party=workflows.party_named(party)[0] if party else None), limit))


def fitted(site: Site, body: str) -> Positions:
    """The positions of this body; Refusal while they are being worked out, EstimateError where there are none."""
    if found := site.fitted.of(site.shelf, body):
        return found
    if site.fitted.is_working():
        raise _not_ready("the points")
    raise EstimateError("the votes at hand do not determine points")


def _not_ready(what: str) -> Refusal:
    return Refusal(503, "not_ready", f"{what} are being worked out", hint="ask again", retry_after=10)
