"""The API for programs: `/api/v1`, described at `/api/v1/openapi.json`, for people at `/api/docs`."""

from __future__ import annotations

from importlib.metadata import version

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, Response

from dragoman.web.api import alignment, docs, lookup, readings, states, votes
from dragoman.web.api.failing import handle_failures
from dragoman.web.api.routing import PROBLEMS
from dragoman.web.workers import WAITING, Workers

__all__ = ["mount_api", "router"]

PREFIX = "/api/v1"
READERS = 2
"""Reports read at the same time; each takes a processor."""
DESCRIPTION = (
    "Reads diplomatic reports, checks every vote claim against the official roll call, and answers who voted how. "
    "Every answer but a reading's carries the ledger's version as its ETag. Lists go on at `next`, given as `cursor`. "
    'Failures have one shape: {"error": {"code", "message", "hint"}}. '
    "Saving needs a server that allows it and, where it has one, its token (Authorization: Bearer)."
)

router = APIRouter(responses=PROBLEMS)
"""All routes, without their prefix."""
for part in (readings, votes, states, alignment, lookup):
    router.include_router(part.router)


def mount_api(app: FastAPI) -> FastAPI:
    """Put the API under its prefix in an application that has a `site`; gives the API as an application of its own."""
    api = FastAPI(
        title="Dragoman",
        version=version("dragoman"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
    )
    api.state = app.state
    app.state.workers = Workers(app.state.site.address, processes=READERS)
    app.state.askers = Workers(app.state.site.address, processes=1)
    app.state.readers = CapacityLimiter(2 * (WAITING + READERS))
    handle_failures(api)
    api.include_router(router)
    app.mount(PREFIX, api)

    @app.get("/api/docs", include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(docs.render_docs(api.openapi(), prefix=PREFIX))

    @app.get("/api/docs.css", include_in_schema=False)
    def style() -> Response:
        return Response(docs.STYLE, media_type="text/css")

    return api
