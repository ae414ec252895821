"""People: the offices they held, and what the reports of the ledger say that they said or did."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from typing_extensions import TypedDict

from dragoman import workflows
from dragoman.render.people import render_statement
from dragoman.web.api.paging import Cursor, Limit, piece
from dragoman.web.api.routing import Day, MaybeName, TheSite, VersionedRoute, Words, json_of
from dragoman.web.api.schemas import Actor, Evidence, Finding, Link, Measure
from dragoman.web.pages.people import line_of, only, people_found, statements_in

router = APIRouter(route_class=VersionedRoute, tags=["people"])


class Office(TypedDict):
    office: str
    of: str
    since: str
    until: str | None
    leads: bool
    basis: str


class PersonLine(TypedDict):
    id: str
    name: str
    reports: int
    offices: list[Office]


class People(TypedDict):
    items: list[PersonLine]
    total: int
    next: str | None


class ReportOf(TypedDict):
    id: str
    title: str | None
    publisher: str | None
    published: str | None


class Statement(TypedDict):
    report: ReportOf
    part: str
    kind: str
    what: str
    status: str | None
    date: str | None
    actors: list[Actor]
    recipients: list[Actor]
    attribution: list[Link]
    measure: Measure | None
    symbol: str | None
    evidence: Evidence
    anchor: str
    findings: list[Finding]


class Person(PersonLine):
    speaks_for: str | None
    statements: list[Statement]


@router.get("/people", response_model=People)
def people(
    site: TheSite,
    q: Words = None,
    of: MaybeName = None,
    on: Annotated[Day | None, Query(description="Only those in office on this day.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> JSONResponse:
    """Those in the registry of offices or named in full by a report: of a state or body, by name, in office on a day."""
    code = workflows.party_named(of)[0] if of else None
    found = people_found(site.shelf.persons, (q or "").strip(), code, on)
    shown, after = piece(found, lambda person: person.id, limit, cursor)
    return json_of({"items": [line_of(p) for p in shown], "total": len(found), "next": after})


@router.get("/people/{person}", response_model=Person)
def person(
    site: TheSite,
    person: Annotated[str, Path(max_length=200, description="Id as in addresses, or a name only one has.")],
) -> JSONResponse:
    """One person: offices with the days, and statements of the latest reports with words, chain and verdicts."""
    who = only(site.shelf.persons, person)
    statements: list[dict[str, Any]] = [render_statement(s) for s in statements_in(site, who)]
    return json_of(line_of(who) | {"speaks_for": who.code, "statements": statements})
