"""Reports in, readings out: one at a time, or many with news of how far it is."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, ClassVar

import anyio
from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import ConfigDict, Field

from dragoman.domain.readings import Reading
from dragoman.errors import DragomanError
from dragoman.ledger import browse
from dragoman.render.contract import render_reading
from dragoman.web import jobs
from dragoman.web.api import schemas
from dragoman.web.api.paging import Cursor, Limit, cursor_of, last_of, no_such_cursor
from dragoman.web.api.routing import Day, TheSite, VersionedRoute, json_of
from dragoman.web.refusals import Refusal, told_of
from dragoman.web.safety import check_may_write
from dragoman.web.workers import Workers

router = APIRouter(route_class=VersionedRoute, tags=["readings"])

LONGEST_TEXT = 100_000
LARGEST_FILE = 7_000_000
"""Characters of base64."""
SECONDS = 30.0
"""For reading one report; a long one takes six on a slow core. What is fetched has its own limit within these."""
MOST = 50
"""Reports in one batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report to be read: exactly one of `text`, `url` and `document`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    text: Annotated[str | None, Field(max_length=LONGEST_TEXT, description="The words of the report.")] = None
    url: Annotated[
        str | None,
        Field(max_length=2000, description="The address of a public page; fetched because you ask for it."),
    ] = None
    document: Annotated[
        str | None, Field(max_length=LARGEST_FILE, description="A file (text, HTML, PDF) in base64.")
    ] = None
    published: Annotated[Day | None, Field(description="The day of publication.")] = None
    title: Annotated[str | None, Field(max_length=300)] = None
    save: Annotated[
        bool, Field(description="Keep the reading in the ledger; off unless the server allows it.")
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Reports to be read one after the other."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    items: Annotated[list[Report], Field(min_length=1, max_length=MOST)]


@router.post("/readings", response_model=schemas.Reading)
async def read(request: Request, site: TheSite, report: Report) -> JSONResponse:
    """Read a report and check every vote claim: the same object as `dragoman read --json`."""
    if report.save:
        check_may_write(request)
    reading = await _read(request, report)
    if report.save:
        await anyio.to_thread.run_sync(site.keep, reading)
    return json_of(render_reading(reading))


@router.post(
    "/readings/batch",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "Server-sent events"}},
)
async def read_many(request: Request, batch: Batch) -> StreamingResponse:
    """Read many reports; answers server-sent events.

    `reading` (`index`, `reading`) or `failure` (`index`, `error`) for each report, `progress` (`done`, `of`) after each, `end`.
    """
    if any(report.save for report in batch.items):
        check_may_write(request)
    return StreamingResponse(_events(request, batch.items), media_type="text/event-stream")


@router.get("/readings", response_model=schemas.Reports)
def readings(site: TheSite, limit: Limit = 50, cursor: Cursor = None) -> JSONResponse:
    """The reports kept in the ledger, the latest first, with the number of each verdict."""
    offset = 0
    if cursor:
        place = browse.place_of_report(site.ledger, last_of(cursor))
        if place is None:
            raise no_such_cursor()
        offset = place
    shown, total = browse.reports(site.ledger, limit=limit, offset=offset)
    items = [
        {
            "id": report.id,
            "title": report.title,
            "publisher": report.publisher,
            "published": report.published.isoformat() if report.published else None,
            "chars": report.chars,
            "verdicts": report.verdicts,
        }
        for report in shown
    ]
    more = shown and offset + len(shown) < total
    return json_of({"items": items, "total": total, "next": cursor_of(shown[-1].id) if more else None})


@router.get("/readings/{id}", response_model=schemas.Reading)
def reading(site: TheSite, id: Annotated[str, Path(max_length=100)]) -> JSONResponse:  # noqa: A002 — its name in the address
    """A reading that is kept in the ledger."""
    found = site.ledger.reading(id)
    if found is None:
        raise Refusal(404, "not_found", "no reading with this id is kept", hint="see /readings")
    return json_of(render_reading(found))


async def _read(request: Request, report: Report) -> Reading:
    """The reading, made by a worker while this process goes on."""
    workers: Workers = request.app.state.workers
    job, arguments = _job(report)
    call = partial(workers.run, job, seconds=SECONDS, **arguments)
    found: Reading = await anyio.to_thread.run_sync(
        call, limiter=request.app.state.readers, abandon_on_cancel=True
    )
    return found


def _job(report: Report) -> tuple[Any, dict[str, Any]]:
    if sum(part is not None for part in (report.text, report.url, report.document)) != 1:
        raise Refusal(422, "invalid", "give exactly one of text, url and document", hint="see /api/docs")
    if report.text is not None:
        return jobs.read_text, {"text": report.text, "published": report.published, "title": report.title}
    if report.url is not None:
        return jobs.read_address, {"url": report.url, "published": report.published}
    try:
        data = base64.b64decode(report.document or "", validate=True)
    except ValueError:
        raise Refusal(422, "invalid", "document: it is no base64") from None
    return jobs.read_document, {
        "data": data,
        "name": report.title or "the document",
        "published": report.published,
    }


async def _events(request: Request, reports: list[Report]) -> AsyncIterator[str]:
    site = request.app.state.site
    for index, report in enumerate(reports):
        try:
            found = await _read(request, report)
            if report.save:
                await anyio.to_thread.run_sync(site.keep, found)
            yield _event("reading", {"index": index, "reading": render_reading(found)})
        except DragomanError as error:
            yield _event("failure", {"index": index, **told_of(error).json})
        yield _event("progress", {"done": index + 1, "of": len(reports)})
    yield _event("end", {"of": len(reports)})


def _event(kind: str, value: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
