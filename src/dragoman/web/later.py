"""The API behind its address, loaded when it is first asked for: its models take longer to make than a page."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from dragoman.web.page import Page, routes_of
from dragoman.web.site import Site

if TYPE_CHECKING:
    from fastapi import FastAPI

PREFIX = "/api/v1"


class LaterApi:
    """An ASGI application that makes the API at its first request; its state is that of the whole server."""

    def __init__(self, state: Any) -> None:
        self._state = state
        self._making = threading.Lock()
        self._made: FastAPI | None = None

    @property
    def made(self) -> FastAPI:
        """The API, made by the first who asks."""
        with self._making:
            if self._made is None:
                from dragoman.web.api import make_api  # noqa: PLC0415 — a third of a second

                self._made = make_api(self._state)
            return self._made

    @property
    def routes(self) -> list[BaseRoute]:
        return self.made.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._made is None:
            await to_thread.run_sync(lambda: self.made)
        await self.made(scope, receive, send)


def api_routes(api: LaterApi) -> list[BaseRoute]:
    """The API under its prefix, and its description for people."""

    def page(_: Site, __: Mapping[str, str]) -> Page:
        description = api.made.openapi()
        from dragoman.web.api.docs import docs_page  # noqa: PLC0415

        return docs_page(description, prefix=PREFIX)

    return [Mount(PREFIX, api), *routes_of("/api/docs", page)]
