"""The first page: search, paste a report, the latest votes and checked reports, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman import world
from dragoman.ledger import browse
from dragoman.render.contract import URGENCY, render_heading
from dragoman.web.page import Json, Page
from dragoman.web.pages.votes import row_of
from dragoman.web.pages.wording import year_of
from dragoman.web.rendering import begins
from dragoman.web.site import Site

LATEST = 6
RARE = 0.001
"""Of histories without a break, how many may score as high as one that is told: some six hundred are looked at."""
SESSIONS_BACK = 3
"""What changed shows breaks that begin at most so many sessions before the last."""


def home_page(site: Site, _: Mapping[str, str]) -> Page:
    votes = {
        body: browse.search(site.ledger, browse.Search(body=body), limit=LATEST).headings
        for body in ("UNGA", "UNSC")
    }
    reports, _n = browse.reports(site.ledger, limit=5)
    coverage = site.ledger.coverage()
    changes = changes_of(site)
    data: Json = {
        "coverage": [
            {"body": c.body, "first": c.first.isoformat(), "last": c.last.isoformat(), "votes": c.n}
            for c in coverage
        ],
        "votes": {body: [render_heading(h) for h in found] for body, found in votes.items()},
        "reports": [report_json(r) for r in reports],
        "changes": changes,
    }
    return Page(
        template="home.html.j2",
        title="What reports say of votes, held against the record",
        description="Paste a news report and see each claim about a vote beside the official roll call.",
        data=data,
        more={
            "votes": {body: [row_of(site, h) for h in found] for body, found in votes.items()},
            "coverage": coverage,
            "working": not site.is_warm or site.fitted.is_working(),
            "loads": loads_of(site),
        },
    )


def loads_of(site: Site, most: int = 5) -> list[Json]:
    """What was loaded or saved last, the newest first; readings saved on one day are told together."""
    told: list[Json] = []
    for entry in reversed(list(site.ledger.history())):
        day, is_load = entry.at[:10], entry.what == "load"
        if entry.what not in ("load", "save"):
            continue
        if told and not is_load and told[-1]["what"] == "save" and told[-1]["day"] == day:
            told[-1]["added"] += entry.added or 0
        elif len(told) < most:
            told.append({"day": day, "what": entry.what, "name": entry.name, "added": entry.added or 0})
        else:
            break
    return told


def report_json(report: browse.Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "title": report.title,
        "begins": begins(report.begins),
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "chars": report.chars,
        "verdicts": {v.value: report.verdicts[v.value] for v in URGENCY if v.value in report.verdicts},
    }


def changes_of(site: Site, most: int = 6) -> list[Json]:
    """The clearest breaks of the last sessions, as far as they are worked out."""
    positions = site.fitted.of(site.shelf) if site.is_warm else None
    if positions is None or not positions.shifts:
        return []
    last = max(row["period"] for row in positions.rows)
    recent = [
        row
        for row in positions.shifts
        if row["period"] > last - SESSIONS_BACK and (row["false_alarms"] or 0) <= RARE
    ]
    return [
        {**row, "name": world.name_of(row["seat"]), "year": year_of(row["period"])} for row in recent[:most]
    ]
