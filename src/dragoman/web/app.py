"""The application: one site shared by the pages and the API, wrapped in the safety middleware.

Pages need no more than Starlette, on which FastAPI stands; the API with its models is loaded when it is first asked for, and
each page's module likewise, so that a server answers soon after its start.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.web.later import LaterApi, api_routes
from dragoman.web.page import NotFound
from dragoman.web.pages import load_pages, page_routes
from dragoman.web.problems import PROBLEMS
from dragoman.web.rendering import STATIC, static_name
from dragoman.web.safety import Limits, protect
from dragoman.web.site import Site
from dragoman.web.vega import script, script_name
from dragoman.web.workers import WAITING, Workers

LOG = logging.getLogger("dragoman.web")
KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
FILES = {static_name(name): name for name in ("site.css", "site.js", "explore.js", "icon.svg")}

READERS = 2
"""Reports read at the same time; each takes a processor."""
WARM_AFTER = 0.5
"""Seconds from the first answer until what most pages need is prepared: whoever waits for that answer goes before."""
FIRST_ANSWER = 5.0
"""Seconds after which that is prepared although nobody has asked for a page."""
LOOK_EVERY = 1.0
"""Seconds between two looks for a newer version."""
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
) -> Starlette:
    """The pages and the API over the ledger at this address, the user's own, or the embedded record.

    `background` False fits positions when a page asks for them; `cache` is the folder they are kept in; `hosts` are the
    names by which the server may be asked besides those of this machine.
    """
    site = Site.open(ledger, writable=writable, background=background, cache=cache)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        stopped = threading.Event()
        if background:
            sys.setswitchinterval(SWITCH)
            threading.Thread(target=_tend, args=(site, api, stopped), daemon=True).start()
        yield
        stopped.set()
        site.close()
        app.state.workers.close()
        app.state.askers.close()

    app = Starlette(exception_handlers=PROBLEMS, lifespan=lifespan)
    app.state.site = site
    app.state.workers = Workers(site.address, processes=READERS, reads=True)
    app.state.askers = site.askers = Workers(site.address, processes=1)
    app.state.readers = CapacityLimiter(2 * (WAITING + READERS))
    api = LaterApi(app.state)
    app.router.routes += [Route("/static/{name}", _static), *api_routes(api), *page_routes()]
    protect(app, token=token, hosts=hosts, limits=limits)
    return app


def _tend(site: Site, api: LaterApi, stopped: threading.Event) -> None:
    """Prepare what most pages need once the first one is out, then look for newer versions until the server stops."""
    site.answered.wait(FIRST_ANSWER)
    if not stopped.wait(WARM_AFTER):
        _tried(lambda: _warm(site, api))
    while not stopped.wait(LOOK_EVERY):
        _tried(site.look)


def _warm(site: Site, api: LaterApi) -> None:
    site.warm()
    load_pages()
    _ = api.made
    gc.freeze()  # what is made by now stays; nobody waits while it is searched for garbage


def _tried(work: Callable[[], None]) -> None:
    """Do it; whatever fails, what is at hand goes on being served, and it is tried again at the next look."""
    try:
        work()
    except Exception:
        LOG.exception("the ledger could not be looked at")


def _static(request: Request) -> Response:
    """The style sheet, a script or the icon, under a name that changes with its content."""
    name = request.path_params["name"]
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if name == script_name():
        plain, packed = script()
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(packed, media_type=KINDS["js"], headers=headers | {"Content-Encoding": "gzip"})
        return Response(plain, media_type=KINDS["js"], headers=headers)
    if name not in FILES:
        raise NotFound("no such file")
    return Response(
        STATIC.joinpath(FILES[name]).read_bytes(), media_type=KINDS[name.rpartition(".")[2]], headers=headers
    )
