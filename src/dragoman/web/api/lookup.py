"""Names, SQL, and how the server is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from typing import Annotated, ClassVar

import anyio
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from dragoman.render.naming import render_named
from dragoman.web import jobs
from dragoman.web.api import schemas
from dragoman.web.api.routing import Day, TheSite, VersionedRoute, json_of
from dragoman.web.workers import Workers

router = APIRouter(route_class=VersionedRoute, tags=["looking up"])

SQL_SECONDS = 5.0
"""For the question itself; the process that runs it is killed twice that long after."""
LONGEST_QUERY = 10_000
MOST_ROWS = 5_000

SqlText = Annotated[str, Query(min_length=1, max_length=LONGEST_QUERY, description="Exactly one SELECT.")]
Rows = Annotated[int, Query(ge=1, le=MOST_ROWS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """SQL over the ledger's views."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    query: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_QUERY,
            description="Exactly one SELECT.",
            examples=["SHOW TABLES"],
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 1000


@router.get("/sql", response_model=schemas.Answer)
async def ask(request: Request, query: SqlText, limit: Rows = 1000) -> JSONResponse:
    """What one SELECT over the ledger answers; it can change nothing and reach no file. SHOW TABLES lists the views."""
    return await _answer(request, query, limit)


@router.post("/sql", response_model=schemas.Answer)
async def ask_at_length(request: Request, question: Question) -> JSONResponse:
    """The same, for a question too long for an address."""
    return await _answer(request, question.query, question.limit)


async def _answer(request: Request, query: str, limit: int) -> JSONResponse:
    workers: Workers = request.app.state.askers
    call = partial(
        workers.run, jobs.run_sql, seconds=3 * SQL_SECONDS, query=query, limit=limit, time=SQL_SECONDS
    )
    return json_of(asdict(await anyio.to_thread.run_sync(call, limiter=request.app.state.readers)))


@router.get("/names", response_model=schemas.Named)
def names(
    q: Annotated[
        str, Query(min_length=1, max_length=200, description="A name as a report has it: the Kremlin.")
    ],
    on: Annotated[Day | None, Query(description="As of this day.")] = None,
) -> JSONResponse:
    """Whom a name stands for; several where it can mean several."""
    return json_of(render_named(q, on))


@router.get("/health", response_model=schemas.Health)
def health(site: TheSite) -> JSONResponse:
    """That the server answers, and what its ledger holds."""
    bodies = [
        {
            "body": c.body,
            "first": c.first.isoformat(),
            "last": c.last.isoformat(),
            "n": c.n,
            "with_choices": c.with_choices,
        }
        for c in site.ledger.coverage()
    ]
    return json_of(
        {
            "status": "ok",
            "version": version("dragoman"),
            "ledger": site.shelf.version,
            "writable": site.writable,
            "bodies": bodies,
        }
    )
