"""What all routes of the API share: the site, the ledger's version as an entity tag, and the parameters of many."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BeforeValidator

from dragoman.web.api.schemas import Failed
from dragoman.web.site import Site

BodyCode = Literal["UNGA", "UNSC", "C1", "C2", "C3", "C4", "C5", "C6", "HRC"]


def _iso(value: Any) -> Any:
    """Only YYYY-MM-DD: what else can be read as a day is more often a mistake."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("write it as 2025-02-24")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
From = Annotated[Day | None, Query(alias="from", description="Only votes from this day on.")]
To = Annotated[Day | None, Query(description="Only votes up to this day.")]
Words = Annotated[str | None, Query(min_length=1, max_length=200)]
Topic = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        description="Only votes whose title, agenda or subjects have these words.",
    ),
]
Name = Annotated[
    str, Query(min_length=1, max_length=100, description="Code, name or nationality: FRA, France.")
]
MaybeName = Annotated[
    str | None, Query(min_length=1, max_length=100, description="Code, name or nationality: FRA, France.")
]


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


TheSite = Annotated[Site, Depends(site_of)]

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Failed, "description": told}
    for status, told in {
        400: "The request cannot be understood",
        403: "Not allowed",
        404: "There is none",
        405: "Not this method",
        408: "The request came too slowly",
        413: "The request is too large",
        421: "Another host was meant",
        422: "What was given cannot be read, or takes too long",
        429: "Too many requests",
        502: "A source outside failed",
        503: "Busy, or not ready yet",
    }.items()
}
"""What every route can answer besides its own."""


@cache
def _program() -> str:
    return version("dragoman")


def tag_of(site: Site) -> str:
    """The entity tag of everything that the ledger answers now."""
    return f'W/"{_program()}-{site.shelf.version}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client says that it has this version already."""
    known = request.headers.get("if-none-match", "")
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in known.split(",")}


class VersionedRoute(APIRoute):
    """A route whose answers change only with the ledger: tagged with its version, 304 to whoever has that version."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method != "GET":
                return await handle(request)
            tag = tag_of(site_of(request))
            headers = {"ETag": tag, "Cache-Control": "no-cache"}
            if is_known(request, tag):
                return Response(status_code=304, headers=headers)
            response = await handle(request)
            if response.status_code == 200:
                response.headers.update(headers)
            return response

        return answer


def json_of(value: Any) -> JSONResponse:
    """The answer as it is: the contract is JSON-ready."""
    return JSONResponse(value)
