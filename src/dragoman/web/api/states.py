"""States and blocs: who they are, and how a state voted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse

from dragoman import workflows, world
from dragoman.errors import ParseError
from dragoman.web.api import schemas
from dragoman.web.api.paging import Cursor, Limit, piece
from dragoman.web.api.routing import BodyCode, Day, From, TheSite, To, VersionedRoute, Words, json_of
from dragoman.web.refusals import Refusal

router = APIRouter(route_class=VersionedRoute, tags=["states and blocs"])

On = Annotated[Day | None, Query(description="As of this day; without it today.")]
Code = Annotated[str, Path(max_length=100, description="Code or name of a state: FRA, France.")]


@router.get("/states", response_model=schemas.States)
def states(on: On = None) -> JSONResponse:
    """Every state of the registry, or those that existed on the day."""
    return json_of({"items": [_state(state) for state in world.states(on)]})


@router.get("/states/{code}", response_model=schemas.StateInFull)
def state(site: TheSite, code: Code, on: On = None) -> JSONResponse:
    """One state: the blocs it belongs to, and how often it chose what."""
    seat = _seat(code)
    history = site.ledger.history_of(seat)
    chosen = Counter(vote.choice.value for vote in history)
    return json_of(
        _state(world.state(seat))
        | {
            "blocs": list(world.blocs_of(seat, on or _today())),
            "votes": len(history),
            "choices": dict(chosen),
            "first": history[0].held.isoformat() if history else None,
            "last": history[-1].held.isoformat() if history else None,
        }
    )


@router.get("/states/{code}/votes", response_model=schemas.StateVotes)
def votes_of(
    site: TheSite,
    code: Code,
    q: Words = None,
    body: BodyCode | None = None,
    start: From = None,
    to: To = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> JSONResponse:
    """A state's choices, the latest first."""
    history = site.ledger.history_of(_seat(code), body=body, start=start, end=to, words=q)[::-1]
    shown, after = piece(history, lambda vote: vote.roll_call, limit, cursor)
    directory = site.shelf.directory
    items = [
        {
            "roll_call": vote.roll_call,
            "slug": directory.slug(vote.roll_call),
            "body": vote.body,
            "held": vote.held.isoformat(),
            "symbol": vote.symbol,
            "title": vote.title,
            "choice": vote.choice.value,
        }
        for vote in shown
    ]
    return json_of({"items": items, "total": len(history), "next": after})


@router.get("/blocs", response_model=schemas.Blocs)
def blocs(on: On = None) -> JSONResponse:
    """The blocs and organisations that have members."""
    return json_of({"items": [{"code": code, "name": world.name_of(code)} for code in world.blocs(on)]})


@router.get("/blocs/{slug}", response_model=schemas.Bloc)
def bloc(
    slug: Annotated[str, Path(max_length=100, description="Code or name: EU, NATO.")], on: On = None
) -> JSONResponse:
    """Who belonged to a bloc on a day."""
    day = on or _today()
    try:
        code = workflows.bloc_named(slug, on=day)
    except ParseError as error:
        raise Refusal(404, "not_found", error.what, hint="see /blocs") from None
    found = world.members(code, day)
    return json_of(
        {
            "code": found.bloc,
            "name": world.name_of(found.bloc, day),
            "on": day.isoformat(),
            "members": sorted(found.members),
            "disputed": sorted(found.disputed),
            "suspended": sorted(found.suspended),
            "bodies": sorted(found.bodies),
            "vague": found.vague,
            "basis": found.basis,
        }
    )


def _seat(code: str) -> str:
    try:
        return workflows.seat_named(code)
    except ParseError as error:
        raise Refusal(404, "not_found", error.what, hint=error.hint) from None


def _state(state: world.State) -> dict[str, Any]:
    return {
        "code": state.code,
        "seat": state.seat,
        "name": state.name,
        "official": state.official,
        "start": state.start.isoformat() if state.start else None,
        "end": state.end.isoformat() if state.end else None,
    }


def _today() -> date:
    return datetime.now(UTC).date()
