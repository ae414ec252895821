"""Every error as a page that says what, where and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.errors import DragomanError
from dragoman.web.page import FORMS, Page
from dragoman.web.refusals import Told, told_of
from dragoman.web.rendering import render


def failed(request: Request, error: Exception) -> Response:
    """The answer to an error of ours."""
    assert isinstance(error, DragomanError)
    return shown(request, told_of(error))


def of_http(request: Request, error: Exception) -> Response:
    """The answer where no route fits, or the request is none that it takes."""
    assert isinstance(error, HTTPException)
    code, what = WORDS.get(error.status_code, ("bad_request", str(error.detail)))
    answer = shown(request, Told(status=error.status_code, code=code, message=what))
    answer.headers.update(error.headers or {})
    return answer


WORDS = {
    404: ("not_found", "nothing stands at this address"),
    405: ("method_not_allowed", "nothing can be sent to this address"),
}
PROBLEMS: dict[Any, Callable[[Request, Exception], Response]] = {
    DragomanError: failed,
    HTTPException: of_http,
}
"""The errors of pages and what answers them; the API answers its own."""


def shown(request: Request, told: Told) -> Response:
    """The error as HTML, or as JSON where another form was asked for."""
    if request.url.path.rpartition(".")[2] in FORMS:
        return JSONResponse(told.json, told.status, told.headers)
    page = Page(
        template="problem.html.j2",
        title=told.message[:1].upper() + told.message[1:],
        description=told.message,
        data=told.json,
        more={"hint": told.hint},
        status=told.status,
    )
    return Response(render(page, request), told.status, told.headers, media_type="text/html")
