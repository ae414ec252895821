"""A page and its other forms: one value, shown as HTML, JSON, CSV, SVG or PNG at the same address with a suffix."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.web.refusals import Refusal
from dragoman.web.rendering import render
from dragoman.web.shelf import Shelf
from dragoman.web.site import Site

if TYPE_CHECKING:
    from dragoman.web.drawing.base import Figure

Json = dict[str, Any]
FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "vega": "application/json",
}
"""What a page can be had as; `vega` is a chart as a specification in Vega's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table for machines."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def as_csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([["" if v is None else v for v in row] for row in self.rows])
        return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answers."""

    template: str
    title: str
    description: str
    data: Json
    """What the JSON form gives."""
    sheet: Sheet | None = None
    figure: Callable[[], Figure] | None = None
    vega: Callable[[], Json] | None = None
    """A chart to be read off value by value, for Vega."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What only the template needs."""
    status: int = 200
    keep: bool = True
    """Whether the finished page may be kept for this version of the ledger."""
    of_votes: bool = False
    """Whether readings have no part in it: then it is kept for as long as the roll calls are the same."""

    @property
    def forms(self) -> tuple[str, ...]:
        drawn = ["svg", "png"] if self.figure else []
        return ("json", *(["csv"] if self.sheet else []), *drawn, *(["vega"] if self.vega else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The page stands at another address."""

    to: str
    permanent: bool = True
    form: str | None = None
    """The form that was asked for, at the other address too."""

    def response(self, _: Request) -> Response:
        path, mark, query = self.to.partition("?")
        suffix = f".{self.form}" if self.form else ""
        status = 308 if self.permanent else 303
        return Response(status_code=status, headers={"Location": f"{path}{suffix}{mark}{query}"})


PNG_SCALE = 1.25
BUILDERS = 2
"""Pages built at the same time: threads share one interpreter, and more of them only make each other wait."""
Answer = Page | Moved
Build = Callable[..., Answer]


class NotFound(Refusal):
    """Nothing stands at this address; says what to do."""

    def __init__(self, what: str, hint: str | None = None) -> None:
        super().__init__(404, "not_found", what, hint=hint)


def routes_of(path: str, build: Build, *, waits: bool = False) -> Iterator[Route]:
    """`build(site, query, **path parameters)` at the path and, by suffix, in its other forms.

    The last part of a path with a parameter may carry the suffix: `/votes/A-RES-ES-11-7.json`. `waits` is for pages that wait
    for another process: they take no place among the builders.
    """
    yield Route(path, _endpoint(build, None, waits))
    if not path.endswith("}"):
        home = "/index" if path == "/" else path
        yield from (Route(f"{home}.{form}", _endpoint(build, form, waits)) for form in FORMS)


def _endpoint(build: Build, form: str | None, waits: bool) -> Callable[[Request], Awaitable[Response]]:
    """What answers: a page that is finished at once, one that is being built when it is, whoever asked for it first."""

    async def serve(request: Request) -> Response:
        site: Site = request.app.state.site
        shelf, key = site.shelf, _key(request)
        finished: Finished | Moved | None = shelf.page(key)
        if finished is None:
            work = partial(_built, build, form, shelf, request)
            limiter = None if waits else _builders()
            finished = await shelf.flights.join(key, lambda: to_thread.run_sync(work, limiter=limiter))
        site.answered.set()
        return finished.response(request)

    return serve


@cache
def _builders() -> CapacityLimiter:
    return CapacityLimiter(BUILDERS)


def _key(request: Request) -> Any:
    """The address, the state of what is worked out beside the pages, and the day, which citations name."""
    site: Site = request.app.state.site
    worked_out = site.fitted.changes, site.ranked.changes
    return str(request.url), site.is_warm, worked_out, date.today()  # noqa: DTZ011


def _built(build: Build, form: str | None, shelf: Shelf, request: Request) -> Finished | Moved:
    parts = dict(request.path_params)
    if form is None and parts:
        last = list(parts)[-1]
        parts[last], form = _without_suffix(parts[last])
    answer = build(request.app.state.site, request.query_params, **parts)
    if isinstance(answer, Moved):
        return replace(answer, form=form)
    finished = _finished(answer, form, request)
    if answer.keep and answer.status == 200:
        (shelf.votes if answer.of_votes else shelf.all).keep_page(_key(request), finished, finished.size)
    return finished


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A page as it is sent, whole and packed."""

    status: int
    media: str
    content: bytes
    packed: bytes | None
    """The same under gzip; None where that saves nothing."""
    tag: str

    @property
    def size(self) -> int:
        return len(self.content) + len(self.packed or b"")

    def response(self, request: Request) -> Response:
        """Nothing but the tag where the reader has it already."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if self.media != "text/html":
            headers["Access-Control-Allow-Origin"] = "*"
        if self.status == 200 and self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if self.packed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(self.packed, self.status, headers, self.media)
        return Response(self.content, self.status, headers, self.media)


def _finished(page: Page, form: str | None, request: Request) -> Finished:
    if form is None:
        media, content = "text/html", render(page, request).encode()
    elif form in page.forms:
        media, content = FORMS[form], _content(page, form)
    elif form == "png":
        from dragoman.web.drawing.card import card  # noqa: PLC0415 — what the first page does without

        address = f"{request.url.netloc}{request.url.path.removesuffix('.png').removesuffix('/index')}"
        media, content = FORMS[form], png_of(card(page.title, page.description, address).svg, scale=1.0)
    else:
        raise NotFound(f"this page has no .{form}", f"it can be had as: {', '.join(page.forms)}")
    packed = gzip.compress(content, 1, mtime=0) if form != "png" and len(content) > 1000 else None
    tag = f'"{sha256(content).hexdigest()[:20]}"'
    return Finished(status=page.status, media=media, content=content, packed=packed, tag=tag)


def _without_suffix(part: str) -> tuple[str, str | None]:
    stem, dot, suffix = part.rpartition(".")
    return (stem, suffix) if dot and suffix in FORMS else (part, None)


def _content(page: Page, form: str) -> bytes:
    if form == "json":
        return (json.dumps(page.data, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "vega" and page.vega:
        return json.dumps(page.vega(), ensure_ascii=False).encode()
    if form == "csv" and page.sheet:
        return page.sheet.as_csv().encode()
    assert page.figure
    figure = page.figure()
    return figure.svg.encode() if form == "svg" else png_of(figure.svg)


def png_of(svg: str, scale: float = PNG_SCALE) -> bytes:
    """The picture as PNG."""
    try:
        import vl_convert  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise NotFound("pictures as PNG need vl-convert", 'pip install "dragoman[charts]"') from error
    picture: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return picture
