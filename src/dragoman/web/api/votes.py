"""Roll calls: a search with facets, and one in full."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse

from dragoman import workflows
from dragoman.ledger import Heading, browse, paging
from dragoman.render.contract import render_heading, render_roll_call
from dragoman.render.rollcall import BlocVote, bloc_vote, bloc_votes, result_sentence
from dragoman.web.api import schemas
from dragoman.web.api.paging import Cursor, Limit, cursor_of, last_of, no_such_cursor
from dragoman.web.api.routing import (
    BodyCode,
    From,
    MaybeName,
    TheSite,
    To,
    Topic,
    VersionedRoute,
    Words,
    json_of,
)
from dragoman.web.refusals import Refusal
from dragoman.web.site import Site

router = APIRouter(route_class=VersionedRoute, tags=["votes"])


@router.get("/votes", response_model=schemas.Votes)
def votes(
    site: TheSite,
    q: Words = None,
    topic: Topic = None,
    body: BodyCode | None = None,
    start: From = None,
    to: To = None,
    state: MaybeName = None,
    choice: Annotated[
        Literal["Y", "N", "A", "X"] | None, Query(description="Only votes in which `state` chose so.")
    ] = None,
    bloc: MaybeName = None,
    kind: Words = None,
    outcome: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> JSONResponse:
    """Roll calls, the latest first, with how many there are of each body, decade, outcome, kind and division.

    With `state` each has that state's choice, with `bloc` how its members of that day chose and who broke ranks.
    """
    seat = workflows.seat_named(state) if state else None
    if choice and not seat:
        raise Refusal(422, "invalid", "choice needs a state", hint="name the state whose choice is meant")
    asked = browse.Search(
        words=" ".join(filter(None, (q, topic))) or None,
        body=body,
        start=start,
        end=to,
        seat=seat,
        choice=choice,
        facets=tuple((name, value) for name, value in (("kind", kind), ("outcome", outcome)) if value),
    )
    offset = _offset(site, asked, cursor)
    found = browse.search(site.ledger, asked, limit=limit, offset=offset)
    more = offset + len(found.headings) < found.total and found.headings
    items = _items(site, found.headings, seat, workflows.bloc_named(bloc) if bloc else None)
    return json_of(
        {
            "items": items,
            "total": found.total,
            "facets": found.counts,
            "next": cursor_of(found.headings[-1].id) if more else None,
        }
    )


@router.get("/votes/{slug}", response_model=schemas.RollCall)
def vote(
    site: TheSite,
    slug: Annotated[str, Path(max_length=200, description="Symbol with dashes, as in addresses, or an id.")],
) -> JSONResponse:
    """One roll call: every member's choice, the result in a sentence, and how blocs voted."""
    id_ = site.shelf.directory.find(slug) or slug
    call = site.roll_call(id_)
    if call is None:
        raise Refusal(404, "not_found", "no roll call has this symbol or id", hint="search with /votes?q=")
    return json_of(
        render_roll_call(call)
        | {
            "slug": site.shelf.directory.slug(call.id),
            "sentence": result_sentence(call),
            "blocs": [render_bloc_vote(one) for one in bloc_votes(call)],
        }
    )


def render_bloc_vote(vote: BlocVote) -> dict[str, Any]:
    """How a bloc voted, JSON-ready."""
    return {
        "bloc": vote.bloc,
        "counts": {choice.value: n for choice, n in vote.counts.items()},
        "majority": vote.majority.value if vote.majority else None,
        "broke": {seat: choice.value for seat, choice in vote.broke.items()},
    }


def _offset(site: Site, asked: browse.Search, cursor: str | None) -> int:
    if cursor is None:
        return 0
    place = paging.place_after(site.ledger, asked, last_of(cursor))
    if place is None:
        raise no_such_cursor()
    return place


def _items(
    site: Site, headings: tuple[Heading, ...], seat: str | None, bloc: str | None
) -> list[dict[str, Any]]:
    """Each heading with its slug, and the state's and the bloc's choices where these are asked for."""
    calls = paging.roll_calls_by_id(site.ledger, [h.id for h in headings]) if seat or bloc else {}
    items = []
    for heading in headings:
        call = calls.get(heading.id)
        choice = call.choices.get(seat) if call and seat else None
        vote = bloc_vote(call, bloc) if call and bloc else None
        items.append(
            render_heading(heading)
            | {
                "slug": site.shelf.directory.slug(heading.id),
                "choice": choice.value if choice else None,
                "bloc": render_bloc_vote(vote) if vote else None,
            }
        )
    return items
