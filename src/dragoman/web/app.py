"""The application: one site shared by the pages and the API, wrapped in the safety middleware."""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import Response

from dragoman.web.api import mount_api
from dragoman.web.page import NotFound
from dragoman.web.pages import add_all
from dragoman.web.problems import add_problems
from dragoman.web.rendering import STATIC, static_name
from dragoman.web.safety import Limits, protect
from dragoman.web.site import Site

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}

WARM_AFTER = 1.5
"""Seconds from the start until what most pages need is prepared: the very first page goes before."""
SWITCH = 0.002
"""Seconds after which a thread that builds a page lets others go on: the loop that sends pages waits for nothing else."""


def create_app(
    *,
    ledger: str | None = None,
    writable: bool = False,
    token: str | None = None,
    background: bool = True,
    cache: Path | None = None,
    hosts: Sequence[str] = (),
    limits: Limits | None = None,
) -> FastAPI:
    """The pages and the API over the ledger at this address, the user's own, or the embedded record.

    `background` False fits positions when a page asks for them; `cache` is the folder they are kept in; `hosts` are the
    names by which the server may be asked besides those of this machine.
    """
    site = Site.open(ledger, writable=writable, background=background, cache=cache)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if background:
            sys.setswitchinterval(SWITCH)
            warming = threading.Timer(WARM_AFTER, site.warm)
            warming.daemon = True
            warming.start()
        yield
        site.close()
        app.state.workers.close()
        app.state.askers.close()

    app = FastAPI(title="Dragoman", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.site = site
    add_problems(app)
    app.include_router(_static())
    mount_api(app)
    site.askers = app.state.askers
    pages = APIRouter()
    add_all(pages)
    app.include_router(pages)
    protect(app, token=token, hosts=hosts, limits=limits)
    return app


def _static() -> APIRouter:
    """The style sheet, the script and the icon, under names that change with their content."""
    router = APIRouter()
    files = {static_name(name): name for name in ("site.css", "site.js", "icon.svg")}

    @router.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        if name not in files:
            raise NotFound("no such file")
        data = STATIC.joinpath(files[name]).read_bytes()
        return Response(
            data,
            media_type=KINDS[name.rpartition(".")[2]],
            headers={"Cache-Control": "public, max-age=31536000, immutable"},
        )

    return router
