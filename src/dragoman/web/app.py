"""The application: one site shared by the pages and the API, wrapped in the safety middleware."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from fastapi import FastAPI

from dragoman.web.site import Site


def create_app(*, ledger: str | None = None, writable: bool = False, token: str | None = None) -> FastAPI:
    """The pages and the API over the ledger at this address, the user's own, or the embedded record."""
    app = FastAPI(title="Dragoman", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = Site.open(ledger, writable=writable)
    app.state.token = token
    if find_spec("dragoman.web.api"):
        app.include_router(import_module("dragoman.web.api").router)
    if find_spec("dragoman.web.safety"):
        import_module("dragoman.web.safety").protect(app, token=token)
    return app
