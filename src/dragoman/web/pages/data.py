"""The data and its licences, and read-only SQL over it."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.errors import DragomanError
from dragoman.ledger import browse
from dragoman.ledger.export import COLUMNS, VIEWS
from dragoman.ledger.schema import ROLL_CALLS
from dragoman.web import jobs
from dragoman.web.page import Json, Page, Sheet
from dragoman.web.pages.wording import IMPORTERS
from dragoman.web.refusals import told_of
from dragoman.web.site import Site

ROWS = 500
SECONDS = 5.0
EXAMPLES = (
    (
        "The closest votes of the Assembly",
        "SELECT symbol, held, yes, no, abstain, title FROM headings WHERE body = 'UNGA' AND yes IS NOT NULL ORDER BY abs(yes - no), held DESC LIMIT 20",
    ),
    (
        "Alone against all",
        "SELECT seat, count(*) AS n FROM choices JOIN headings ON headings.id = choices.roll_call WHERE choice = 'N' AND no = 1 GROUP BY seat ORDER BY n DESC LIMIT 20",
    ),
    ("Which views there are", "SHOW TABLES"),
)


def data_page(site: Site, _: Mapping[str, str]) -> Page:
    """What the ledger holds, from whom, under which terms, and what its columns mean."""
    coverage = [
        {
            "body": c.body,
            "first": c.first.isoformat(),
            "last": c.last.isoformat(),
            "votes": c.n,
            "by_country": c.with_choices,
        }
        for c in site.ledger.coverage()
    ]
    importers = [{"importer": name, "n": n} for name, n in browse.importers(site.ledger)]
    meanings = {c.name: c.meaning for c in ROLL_CALLS} | COLUMNS["events"]
    views: Json = {
        view: {
            **{c: meanings[c] for c in meanings if view in ("roll_calls", "headings", "records")},
            **COLUMNS.get(view, {}),
        }
        for view in VIEWS
    }
    return Page(
        template="data.html.j2",
        title="Data and licences",
        description="What this ledger holds, from which source, under which terms, and what each column means.",
        data={
            "coverage": coverage,
            "importers": importers,
            "terms": {name: list(IMPORTERS.get(name, ("", ""))) for name in IMPORTERS},
            "views": views,
        },
        sheet=Sheet(
            columns=("body", "first", "last", "votes", "by_country"),
            rows=[tuple(c.values()) for c in coverage],
        ),
        more={"terms": IMPORTERS, "history": list(site.ledger.history())[::-1][:20]},
    )


def sql_page(site: Site, query: Mapping[str, str]) -> Page:
    """One SELECT and its answer; run by a worker that sees no file and can change nothing."""
    text = query.get("q", "").strip()
    found: jobs.Rows | None = None
    problem = None
    if text:
        try:
            found = _asked(site, text)
        except DragomanError as error:
            problem = told_of(error)
    data: Json = {
        "query": text or None,
        "columns": list(found.columns) if found else [],
        "rows": [list(row) for row in found.rows] if found else [],
        "truncated": bool(found and found.truncated),
        "error": problem.message if problem else None,
    }
    return Page(
        template="sql.html.j2",
        title="SQL over the record",
        description="One SELECT over the ledger's views, answered as a table, JSON or CSV.",
        data=data,
        sheet=Sheet(columns=found.columns, rows=found.rows) if found else None,
        more={
            "text": text,
            "found": found,
            "problem": problem,
            "examples": EXAMPLES,
            "rows": ROWS,
            "seconds": SECONDS,
        },
        status=problem.status if problem else 200,
        keep=False,
    )


def _asked(site: Site, text: str) -> jobs.Rows:
    answer: jobs.Rows = site.askers.run(
        jobs.run_sql, seconds=3 * SECONDS, query=text[:20_000], limit=ROWS, time=SECONDS
    )
    return answer
