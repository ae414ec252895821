"""Reports: paste one, the list of those kept, and one with its words marked beside the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from dragoman.claims.wording import day_of
from dragoman.domain.readings import Reading
from dragoman.errors import DragomanError, ParseError
from dragoman.ledger import browse
from dragoman.render.annotation import render_annotations
from dragoman.render.claimreview import render_claim_reviews
from dragoman.render.contract import render_reading
from dragoman.render.page import URGENCY
from dragoman.render.plover import render_plover
from dragoman.web import jobs
from dragoman.web.drawing.base import INK, LINE, alone, words
from dragoman.web.page import Answer, Figure, Json, NotFound, Page, Sheet
from dragoman.web.pages.home import report_json
from dragoman.web.pages.marks import marked
from dragoman.web.pages.votes import _number
from dragoman.web.refusals import Told, told_of
from dragoman.web.rendering import render
from dragoman.web.safety import check_may_write
from dragoman.web.site import Site
from dragoman.web.workers import Workers

A_PAGE = 30
FIELDS = ("text", "url", "published", "title", "keep", "token")
LARGEST_PART = 5_000_000
"""Bytes of one field of the form."""
SECONDS = 30.0
"""For reading one report."""
VERDICT_FILL = {
    "matches": "#1b7a53",
    "conflicts": "#b3261e",
    "partly": "#9a6200",
    "several records fit": "#6a4aa5",
    "record silent": "#2c6687",
    "not checkable": "#6b7178",
}
EXPORTS: dict[str, tuple[str, Callable[[Reading], str]]] = {
    "claimreview": ("application/ld+json", lambda r: render_claim_reviews([r])),
    "annotations": ("application/ld+json", lambda r: render_annotations([r], "findings")),
    "plover": ("application/jsonl", lambda r: render_plover([r])),
}


def reports_page(site: Site, query: Mapping[str, str]) -> Page:
    """The list of kept reports under a field to paste one."""
    number = _number(query.get("page"))
    found, total = browse.reports(site.ledger, limit=A_PAGE, offset=(max(1, number) - 1) * A_PAGE)
    return Page(
        template="reports.html.j2",
        title="Reports",
        description="Reports checked against the official record, and a field to check one.",
        data={"total": total, "page": number, "reports": [report_json(r) for r in found]},
        sheet=Sheet(
            columns=("id", "title", "publisher", "published", "chars", *(v.value for v in URGENCY)),
            rows=[
                (
                    r.id,
                    r.title,
                    r.publisher,
                    r.published,
                    r.chars,
                    *(r.verdicts.get(v.value, 0) for v in URGENCY),
                )
                for r in found
            ],
        ),
        more={"number": number, "pages": -(-total // A_PAGE), "problem": None, "given": {}},
    )


def report_page(site: Site, query: Mapping[str, str], *, source: str) -> Answer:
    """One report with its words marked."""
    reading = site.reading(source)
    if reading is None:
        raise NotFound(
            "no report is known under this address",
            "a report that was pasted and not kept is forgotten after a while; paste it again",
        )
    counts = Counter(f.verdict for f in reading.findings)
    title = reading.source.title or _first_words(reading.source.text)
    told = (
        ", ".join(f"{n} {verdict.value}" for verdict in URGENCY if (n := counts[verdict])) or "no vote claim"
    )
    wanted = {"verdict": query.get("verdict", ""), "kind": query.get("kind", "")}
    data = render_reading(reading)
    return Page(
        template="report.html.j2",
        title=title,
        description=f"Claims about votes, held against the record: {told}.",
        data=data,
        sheet=Sheet(
            columns=("words", "claim", "verdict", "symbol", "held", "record", "reason"),
            rows=[
                (
                    f.claim.evidence.text,
                    f.claim.text,
                    f.verdict.value,
                    f.symbol,
                    f.held,
                    str(f.tally) if f.tally else None,
                    f.reason,
                )
                for f in reading.findings
            ],
        ),
        figure=lambda: _figure(title, reading),
        more={
            "reading": reading,
            "text": marked(reading),
            "counts": [(v.value, counts[v]) for v in URGENCY if counts[v]],
            "wanted": wanted,
            "slugs": _slugs(site, reading),
            "kept": site.is_kept(reading.source.id),
            "exports": list(EXPORTS),
            "quotable": [_quotable(data["source"], f) for f in data["findings"]],
        },
        keep=False,
    )


def _first_words(text: str, most: int = 70) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def _slugs(site: Site, reading: Reading) -> dict[str, str]:
    """Symbol → slug of the votes that findings name."""
    found = {f.symbol: site.shelf.directory.find(f.symbol) for f in reading.findings if f.symbol}
    beside = {s: site.shelf.embedded.find(s) for s in found if found[s] is None and site.shelf.beside}
    return {
        symbol: site.shelf.directory.slug(id_) for symbol, id_ in (found | beside).items() if id_ is not None
    }


def _quotable(source: Json, finding: Json) -> str:
    """The words with where they stand and what the record says, to be copied."""
    by = source["title"] or source["publisher"] or "report"
    return f"“{finding['claim']['evidence']['text']}” ({by}): {finding['verdict']}. {finding['reason']}"


def _figure(title: str, reading: Reading) -> Figure:
    """How many claims fared how, as bars."""
    counts = Counter(f.verdict for f in reading.findings)
    rows = [(v, counts[v]) for v in URGENCY if counts[v]]
    most = max((n for _, n in rows), default=1)
    parts = []
    for i, (verdict, n) in enumerate(rows):
        y = 46 * i
        parts.append(
            Markup('<rect x="230" y="{:g}" width="{:g}" height="30" fill="{}"/>').format(
                y, 560 * n / most, VERDICT_FILL[verdict.value]
            )
        )
        parts.append(words(218, y + 21, verdict.value, size=17, anchor="end"))
        parts.append(words(240 + 560 * n / most, y + 21, str(n), size=17, weight="700"))
    parts.append(
        Markup('<line x1="230" x2="230" y1="-8" y2="{:g}" stroke="{}"/>').format(46 * len(rows), LINE or INK)
    )
    n = len(reading.findings)
    published = f", {day_of(reading.source.published)}" if reading.source.published else ""
    return alone(
        Markup("").join(parts),
        width=900,
        height=max(46.0 * len(rows), 60),
        title=f"{n} claim{'s' if n != 1 else ''} about votes, {counts[URGENCY[0]]} in conflict with the record",
        subtitle=f"{title} · {reading.source.publisher or 'pasted report'}{published} · n = {n} claims",
        source=f"Source: the report’s words and the roll calls named. Drawn by Dragoman, {day_of(date.today())}.",  # noqa: DTZ011
    )


router = APIRouter()


@router.post("/reports", include_in_schema=False)
async def paste_report(request: Request) -> Response:
    """Read the words, the file or the address sent; the answer stands at an address of its own."""
    form = await request.form(max_files=1, max_fields=8, max_part_size=LARGEST_PART)
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


@router.get("/reports/{source}/{form}", include_in_schema=False)
def export_report(request: Request, source: str, form: str) -> Response:
    """The report's findings or events in a format of others."""
    reading = request.app.state.site.reading(source)
    if reading is None or form not in EXPORTS:
        raise NotFound("no such export", f"a report can be had as: {', '.join(EXPORTS)}")
    media, write = EXPORTS[form]
    name = f"{source}-{form}.{'jsonl' if form == 'plover' else 'jsonld'}"
    return Response(
        write(reading), media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
