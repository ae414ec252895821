"""The pages: each module builds what some addresses answer, and is loaded when the first of them is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from starlette.routing import Route

from dragoman.web.page import Answer, Build, routes_of
from dragoman.web.site import Site

PAGES = {
    "/": "home.home_page",
    "/votes": "votes.votes_page",
    "/votes/{slug}": "vote.vote_page",
    "/drafts/{slug}": "vote.draft_page",
    "/reports": "reports.reports_page",
    "/reports/{source}": "reports.report_page",
    "/dossiers": "dossiers.dossiers_page",
    "/dossiers/{slug}": "dossiers.dossier_page",
    "/states": "states.states_page",
    "/states/{code}": "states.state_page",
    "/people": "people.people_page",
    "/people/{person}": "people.person_page",
    "/blocs": "blocs.blocs_page",
    "/blocs/{slug}": "blocs.bloc_page",
    "/compare": "compare.compare_page",
    "/analysis/points": "analysis.points_page",
    "/analysis/shifts": "analysis.shifts_page",
    "/data": "data.data_page",
    "/sql": "data.sql_page",
    "/about/{name}": "about.about_page",
}
"""Address → the function that builds its page, by module."""
WAIT = ("/sql", "/analysis/points", "/analysis/shifts")
"""Pages that wait for another process."""


def page_routes() -> Iterator[Route]:
    """Every page under its address, and what is sent to one."""
    yield Route("/reports", _later("pasting.paste_report"), methods=["POST"])
    yield Route("/reports/{source}/{form}", _later("pasting.export_report"))
    for path, name in PAGES.items():
        yield from routes_of(path, _building(name), waits=path in WAIT)


def load_pages() -> None:
    """Load all modules of pages."""
    for name in PAGES.values():
        _named(name)


@cache
def _named(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"dragoman.web.pages.{module}"), function)
    return found


def _building(name: str) -> Build:
    """The function of this name, loaded at the first request."""

    def build(site: Site, query: Mapping[str, str], **parts: str) -> Answer:
        answer: Answer = _named(name)(site, query, **parts)
        return answer

    return build


def _later(name: str) -> Callable[[Any], Any]:
    """The endpoint of this name, loaded at its first request."""

    async def endpoint(request: Any) -> Any:
        return await _named(name)(request)

    return endpoint
