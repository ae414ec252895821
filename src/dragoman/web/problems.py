"""Every error as a page that says what, where and what to do."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from dragoman.errors import DragomanError
from dragoman.web.page import FORMS, Page
from dragoman.web.refusals import Refusal, Told, told_of
from dragoman.web.rendering import render


def add_problems(app: FastAPI) -> None:
    """Answer the errors of pages; the API answers its own."""

    @app.exception_handler(DragomanError)
    def failed(request: Request, error: DragomanError) -> Response:
        return shown(request, told_of(error))

    @app.exception_handler(404)
    def unknown(request: Request, _: HTTPException) -> Response:
        return shown(request, told_of(Refusal(404, "not_found", "nothing stands at this address")))


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
