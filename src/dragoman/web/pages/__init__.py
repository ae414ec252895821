"""The pages: each module builds what some addresses answer."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.page import add_page


def add_all(router: APIRouter) -> None:
    """Serve every page under its address."""
    from dragoman.web.pages import home, reports, vote, votes  # noqa: PLC0415

    router.include_router(reports.router)
    for path, build in {
        "/": home.home_page,
        "/votes": votes.votes_page,
        "/votes/{slug}": vote.vote_page,
        "/reports": reports.reports_page,
        "/reports/{source}": reports.report_page,
    }.items():
        add_page(router, path, build)
