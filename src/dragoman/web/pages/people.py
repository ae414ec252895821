"""People: who held which office when, and what the reports of this ledger say that one of them said or did.

A state's votes stand beside its leader's tenure as the state's; nothing that a state did is told of a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dragoman import workflows, world
from dragoman.domain.actors import ActorKind
from dragoman.domain.claims import Verdict
from dragoman.errors import DragomanError
from dragoman.ledger.people import readings_of
from dragoman.render.people import Statement, render_statement, statements_of
from dragoman.web.page import Answer, Json, Moved, NotFound, Page, Sheet
from dragoman.web.pages.votes import _day, _number
from dragoman.web.persons import Person, Persons
from dragoman.web.site import Site

A_PAGE = 60
REPORTS = 50
"""Latest reports that one page tells of."""
PARTS = {"speaker": "said", "actor": "did", "recipient": "was met with"}
COLUMNS = (
    *("report", "published", "publisher", "part", "kind", "what", "status", "date"),
    *("said_by", "symbol", "text", "words", "start", "end", "verdicts"),
)
OFFICE_COLUMNS = ("id", "name", "office", "of", "since", "until", "leads", "basis")


def people_page(site: Site, query: Mapping[str, str]) -> Page:
    """Whoever held an office on a day, or fits the words; and whom reports name."""
    persons = site.shelf.persons
    problems: list[str] = []
    on = _day(query.get("on"), problems)
    words, of = query.get("q", "").strip()[:80], _code(query.get("of", "").strip()[:80], problems)
    if not (on or words or of):
        on = date.today()  # noqa: DTZ011 — who holds office now
    found = people_found(persons, words, of, on)
    number = max(1, _number(query.get("page")))
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    told = sorted((p for p in persons.by_id.values() if p.reports), key=lambda p: (-p.reports, p.name))
    return Page(
        template="people.html.j2",
        title="People in office and in reports",
        description=f"{len(found):,} people fit: their offices with the days, and what reports say that they said or did.",
        data={
            "on": on.isoformat() if on else None,
            "total": len(found),
            "page": number,
            "people": [line_of(p) for p in shown],
            "in_reports": [line_of(p) for p in told],
        },
        sheet=Sheet(
            columns=OFFICE_COLUMNS,
            rows=[(p.id, p.name, *(office_json(h)[c] for c in OFFICE_COLUMNS[2:])) for p in found for h in p.tenures],
        ),
        more={
            "shown": [(p, _held(p, of, on)) for p in shown],
            "told": told,
            "on": on,
            "of": query.get("of", ""),
            "of_name": world.name_of(of) if of else None,
            "words": words,
            "problems": problems,
            "number": number,
            "pages": -(-len(found) // A_PAGE),
        },
        keep=not words,
    )  # fmt: skip


def _code(words: str, problems: list[str]) -> str | None:
    """The state or body asked for."""
    if not words:
        return None
    try:
        return workflows.party_named(words)[0]
    except DragomanError:
        problems.append(f"“{words[:40]}” is no state or body known here")
        return None


def _held(person: Person, of: str | None, on: date | None) -> list[world.Holder]:
    """The offices that a list shows: those asked for, else all."""
    return [h for h in person.tenures if of in (None, h.code) and (on is None or h.holds_on(on))]


def people_found(persons: Persons, words: str, of: str | None, on: date | None) -> list[Person]:
    """Those of this name, in an office of this state or body, in office on this day; by state, its leader first."""
    wanted = words.casefold()
    by_name = persons.find(words) if words else ()
    fits = [
        p
        for p in persons.by_id.values()
        if (not words or p in by_name or wanted in p.name.casefold())
        and (not (of or on) or _held(p, of, on) or (not on and of == p.code))
    ]
    return sorted(fits, key=lambda p: _place(p, of, on))


def _place(person: Person, of: str | None, on: date | None) -> tuple[str, bool, int, str]:
    """By the name of the state, its leaders first, the latest before those before them."""
    held = _held(person, of, on)
    where = world.name_of(held[0].code) if held else ""
    latest = max((h.since.toordinal() for h in held), default=0)
    return where, not any(h.leads for h in held), -latest, person.name


def line_of(person: Person) -> Json:
    """A person with offices, JSON-ready."""
    return {
        "id": person.id,
        "name": person.name,
        "reports": person.reports,
        "offices": [office_json(h) for h in person.tenures],
    }


def office_json(holder: world.Holder) -> Json:
    """A tenure as the registry has it, JSON-ready; `until` is the first day no longer."""
    return {
        "office": holder.role,
        "of": holder.code,
        "since": holder.since.isoformat(),
        "until": holder.until.isoformat() if holder.until else None,
        "leads": holder.leads,
        "basis": holder.basis,
    }


def person_page(site: Site, query: Mapping[str, str], *, person: str) -> Answer:
    """One person; a name or a surname that only one has leads there."""
    known = site.shelf.persons
    who = known.by_id.get(person)
    if who is None:
        return Moved(to=f"/people/{only(known, person).id}")
    statements = statements_in(site, who)
    about = {"part": query.get("part", ""), "text": query.get("text", "")}
    shown = [s for s in statements if _fits(s, about)]
    data: Json = {
        "id": who.id,
        "name": who.name,
        "speaks_for": who.code,
        "offices": [office_json(h) for h in who.tenures],
        "reports": who.reports,
        "statements": [render_statement(s) for s in shown],
    }
    return Page(
        template="person.html.j2",
        title=who.name,
        description=_described(who, len(statements)),
        data=data,
        sheet=Sheet(columns=COLUMNS, rows=[_row(s) for s in data["statements"]]),
        more={
            "offices": [(h, _votes_in(site, h)) for h in who.tenures],
            "headline": _headline(statements),
            "shown": list(zip(shown, data["statements"], strict=True)),
            "all": len(statements),
            "part_words": PARTS,
            "people": _linked(known, statements, but=who.name),
            "parts_told": [
                (part, words, n) for part, words in PARTS.items() if (n := _count(statements, part))
            ],
            "texts": _texts(statements),
            "about": about,
            "slug": lambda symbol: _slug(site, symbol),
            "most": REPORTS,
            "page_of": lambda m: known.id_of(m) if m.actor.kind is ActorKind.PERSON else None,
        },
    )


def only(known: Persons, words: str) -> Person:
    """The one whom these words name; NotFound, with those who may be meant, where it is nobody or several."""
    found = known.find(words.replace("-", " ")) or known.find(words)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"/people/{p.id}" for p in found[:6])
        raise NotFound(f"“{words[:60]}” can be several people", f"say which: {names}")
    raise NotFound(
        f"nobody is known here as “{words[:60]}”",
        "only people in the registry of offices, or named in full by a report of this ledger, have a page; see /people",
    )


def statements_in(site: Site, who: Person) -> list[Statement]:
    """What the latest reports of the ledger say of a person, the latest first."""
    if not who.reports:
        return []
    readings = readings_of(site.ledger, who.sources[:REPORTS])
    return [s for reading in readings for s in statements_of(reading, who.name, who.code)]


def _linked(known: Persons, statements: Sequence[Statement], *, but: str) -> dict[str, str]:
    """Name → page of all others who say so."""
    links = [link.actor for s in statements for link in s.told.attribution if link.actor.actor.name != but]
    return {m.actor.name: id_ for m in links if m.actor.kind is ActorKind.PERSON and (id_ := known.id_of(m))}


def _fits(statement: Statement, about: Mapping[str, str]) -> bool:
    return about["part"] in ("", statement.part) and about["text"] in ("", _text_of(statement))


def _text_of(statement: Statement) -> str:
    """What it is about: an official text, else the words for it; empty where it is about none."""
    title = statement.measure.title if statement.measure else None
    return statement.symbol or " ".join((title or "").split())[:80]


def _texts(statements: Sequence[Statement]) -> list[tuple[str, int]]:
    """The texts that the statements are about, the most frequent first."""
    found: dict[str, int] = {}
    for text in filter(None, map(_text_of, statements)):
        found[text] = found.get(text, 0) + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _count(statements: Sequence[Statement], part: str) -> int:
    return sum(s.part == part for s in statements)


def _slug(site: Site, symbol: str | None) -> str | None:
    """Where the vote on this text stands."""
    id_ = site.shelf.directory.find(symbol) if symbol else None
    return site.shelf.directory.slug(id_) if id_ else None


def _votes_in(site: Site, holder: world.Holder) -> Json | None:
    """How many votes the state cast while this person led it, and where they are listed; None for other offices."""
    matrix = site.shelf.matrix("UNGA")
    if not holder.leads or holder.code not in matrix.seats:
        return None
    last = holder.until - timedelta(days=1) if holder.until else None
    own = matrix.of_seat(holder.code)
    n = sum(
        bool(choice) and holder.since <= day and (last is None or day <= last)
        for choice, day in zip(own.tolist(), matrix.dates, strict=True)
    )
    until = f"&to={last.isoformat()}" if last else ""
    return {"n": n, "href": f"/votes?state={holder.code}&body=UNGA&from={holder.since.isoformat()}{until}"}


def _headline(statements: Sequence[Statement]) -> str:
    """What the reports say of the person, counted."""
    said, did = _count(statements, "speaker"), _count(statements, "actor")
    if not statements:
        return "No report of this ledger names this person"
    told = f"Reports tell of {said} saying{'s' if said != 1 else ''} and {did} act{'s' if did != 1 else ''}"
    found = [f.verdict for s in statements if s.part == "speaker" for f in s.findings]
    checked = [v for v in found if v is not Verdict.NOT_CHECKABLE]
    wrong = checked.count(Verdict.CONFLICTS)
    of = f"{len(checked)} claim{'s' if len(checked) != 1 else ''}"
    return (
        f"{told}; {wrong or 'none'} of {of} about votes conflict{'s' if wrong == 1 else ''} with the record"
        if checked
        else told
    )


def _described(who: Person, n: int) -> str:
    held = [f"{h.role} of {world.name_of(h.code)}" for h in who.tenures]
    offices = ", ".join(dict.fromkeys(held)) or "named in reports"
    return f"{who.name}: {offices}. {n} statements in {who.reports} reports of this ledger."


def _row(s: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        s["report"]["id"],
        s["report"]["published"],
        s["report"]["publisher"],
        *(s[name] for name in ("part", "kind", "what", "status", "date")),
        " > ".join(link["actor"]["name"] for link in s["attribution"]),
        s["symbol"],
        s["measure"]["title"] if s["measure"] else None,
        *(s["evidence"][name] for name in ("text", "start", "end")),
        "; ".join(f["verdict"] for f in s["findings"]),
    )
