"""Every failure in one shape: `{"error": {"code", "message", "hint"}}`."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dragoman.errors import DragomanError
from dragoman.web.refusals import Told, told_of

CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def answer_of(told: Told) -> JSONResponse:
    return JSONResponse(told.json, told.status, headers=told.headers)


def handle_failures(app: FastAPI) -> None:
    """Let the app answer every error in that shape."""

    @app.exception_handler(DragomanError)
    async def ours(_: Request, error: DragomanError) -> JSONResponse:
        return answer_of(told_of(error))

    @app.exception_handler(HTTPException)
    async def of_http(_: Request, error: HTTPException) -> JSONResponse:
        code = CODES.get(error.status_code, "refused")
        told = Told(status=error.status_code, code=code, message=str(error.detail), hint="see /api/docs")
        answer = answer_of(told)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def of_form(_: Request, error: RequestValidationError) -> JSONResponse:
        told = Told(status=422, code="invalid", message=_words(error), hint="see /api/docs")
        return answer_of(told)

    @app.exception_handler(Exception)
    async def of_ours(_: Request, __: Exception) -> JSONResponse:
        told = Told(
            status=500, code="failed", message="the server failed", hint="please report what you asked"
        )
        return answer_of(told)


def _words(error: RequestValidationError) -> str:
    """What is wrong with which parameter; never what was given."""
    problems = error.errors()
    told = [
        f"{'.'.join(map(str, p['loc'][1:])) or p['loc'][0]}: {p['msg'].removeprefix('Value error, ')}"
        for p in problems[:3]
    ]
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    return "; ".join(told)[:500] + more
