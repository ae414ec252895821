"""The pages: each module builds what some addresses answer."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.page import Build, add_page

WAIT = ("/sql", "/analysis/points", "/analysis/shifts")
"""Pages that wait for another process."""


def add_all(router: APIRouter) -> None:
    """Serve every page under its address."""
    from dragoman.web.pages import (  # noqa: PLC0415
        about,
        analysis,
        blocs,
        compare,
        data,
        dossiers,
        home,
        reports,
        states,
        vote,
        votes,
    )

    router.include_router(reports.router)
    pages: dict[str, Build] = {
        "/": home.home_page,
        "/votes": votes.votes_page,
        "/votes/{slug}": vote.vote_page,
        "/reports": reports.reports_page,
        "/reports/{source}": reports.report_page,
        "/dossiers": dossiers.dossiers_page,
        "/dossiers/{slug}": dossiers.dossier_page,
        "/states": states.states_page,
        "/states/{code}": states.state_page,
        "/blocs": blocs.blocs_page,
        "/blocs/{slug}": blocs.bloc_page,
        "/compare": compare.compare_page,
        "/analysis/points": analysis.points_page,
        "/analysis/shifts": analysis.shifts_page,
        "/data": data.data_page,
        "/sql": data.sql_page,
        "/about/{name}": about.about_page,
    }
    for path, build in pages.items():
        add_page(router, path, build, waits=path in WAIT)
