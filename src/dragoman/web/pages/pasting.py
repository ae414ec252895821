"""What is sent to a page: a report to be read, in words, as a file or by its address; and a reading in formats of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from dragoman.domain.readings import Reading
from dragoman.errors import DragomanError, ParseError
from dragoman.web import jobs
from dragoman.web.page import NotFound
from dragoman.web.pages.reports import EXPORTS, reports_page
from dragoman.web.refusals import Told, told_of
from dragoman.web.rendering import render
from dragoman.web.safety import check_may_write
from dragoman.web.site import Site
from dragoman.web.workers import Workers

FIELDS = ("text", "url", "published", "title", "keep", "token")
LARGEST_PART = 5_000_000
"""Bytes of one field of the form."""
SECONDS = 30.0
"""For reading one report."""


async def paste_report(request: Request) -> Response:
    """Read the words, the file or the address sent; the answer stands at an address of its own."""
    async with request.form(max_files=1, max_fields=8, max_part_size=LARGEST_PART) as form:
        file = form.get("file")
        data = await file.read() if isinstance(file, UploadFile) else b""
        given = {name: str(form.get(name) or "").strip() for name in FIELDS}
    return await run_in_threadpool(_answer, request, given, data)


def _answer(request: Request, given: Mapping[str, str], data: bytes) -> Response:
    site: Site = request.app.state.site
    try:
        if given["keep"]:
            check_may_write(request, given["token"])
        reading = _read(request, given, data)
    except DragomanError as error:
        return _again(request, given, told_of(error))
    site.remember(reading)
    if given["keep"]:
        site.keep(reading)
    return Response(status_code=303, headers={"Location": f"/reports/{reading.source.id}"})


def _read(request: Request, given: Mapping[str, str], data: bytes) -> Reading:
    """The reading, made by a worker while this process goes on."""
    workers: Workers = request.app.state.workers
    published = _published(given["published"])
    if data:
        return workers.run(
            jobs.read_document, seconds=SECONDS, data=data, name="the file", published=published
        )
    if given["url"]:
        return workers.run(jobs.read_address, seconds=SECONDS, url=given["url"][:2000], published=published)
    title = given["title"][:300] or None
    return workers.run(jobs.read_text, seconds=SECONDS, text=given["text"], published=published, title=title)


def _published(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ParseError(f"“{text[:20]}” is no day", hint="write it as 2025-02-24") from error


def _again(request: Request, given: Mapping[str, str], told: Told) -> Response:
    """The same form with what was wrong."""
    page = reports_page(request.app.state.site, {})
    page = replace(page, more={**page.more, "problem": told, "given": given}, sheet=None)
    return Response(render(page, request), told.status, told.headers, media_type="text/html")


async def export_report(request: Request) -> Response:
    """The report's findings or events in a format of others."""
    return await run_in_threadpool(_exported, request, **request.path_params)


def _exported(request: Request, source: str, form: str) -> Response:
    reading = request.app.state.site.reading(source)
    if reading is None or form not in EXPORTS:
        raise NotFound("no such export", f"a report can be had as: {', '.join(EXPORTS)}")
    media, write = EXPORTS[form]
    name = f"{source}-{form}.{'jsonl' if form == 'plover' else 'jsonld'}"
    return Response(
        write(reading), media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
