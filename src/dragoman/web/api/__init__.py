"""The API for programs: `/api/v1`, described at `/api/v1/openapi.json`, for people at `/api/docs`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI

from dragoman.web.api import alignment, lookup, people, readings, states, votes
from dragoman.web.api.failing import handle_failures
from dragoman.web.api.routing import PROBLEMS
from dragoman.web.later import PREFIX

__all__ = ["make_api", "router"]

DESCRIPTION = (
    "Reads diplomatic reports, checks every vote claim against the official roll call, and answers who voted how. "
    "Every answer but a reading's carries the ledger's version as its ETag. Lists go on at `next`, given as `cursor`. "
    'Failures have one shape: {"error": {"code", "message", "hint"}}. '
    "Saving needs a server that allows it and, where it has one, its token (Authorization: Bearer)."
)

router = APIRouter(responses=PROBLEMS)
"""All routes, without their prefix."""
for part in (readings, votes, states, people, alignment, lookup):
    router.include_router(part.router)


def make_api(state: Any) -> FastAPI:
    """The API as an application of its own, over the server's state: its site and its workers."""
    api = FastAPI(
        title="Dragoman",
        version=version("dragoman"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
    )
    api.state = state
    handle_failures(api)
    api.include_router(router)
    return api
