"""Reports: paste one, the list of those kept, and one with its words marked beside the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from markupsafe import Markup

from dragoman.claims.wording import day_of
from dragoman.domain.readings import Reading
from dragoman.ledger import browse
from dragoman.render.annotation import render_annotations
from dragoman.render.claimreview import render_claim_reviews
from dragoman.render.contract import URGENCY, render_reading
from dragoman.render.plover import render_plover
from dragoman.web.drawing.base import INK, LINE, Figure, alone, words
from dragoman.web.page import Answer, Json, NotFound, Page, Sheet
from dragoman.web.pages.home import report_json
from dragoman.web.pages.marks import marked
from dragoman.web.pages.votes import _number
from dragoman.web.rendering import begins
from dragoman.web.site import Site

A_PAGE = 30
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
    title = reading.source.title or begins(reading.source.text)
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
            "people": site.shelf.persons.ids_in(reading),
            "texts": {m.id: m.symbol or m.title or m.kind.value for m in reading.measures},
            "kept": site.is_kept(reading.source.id),
            "exports": list(EXPORTS),
            "quotable": [_quotable(data["source"], f) for f in data["findings"]],
        },
        keep=False,
    )


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
