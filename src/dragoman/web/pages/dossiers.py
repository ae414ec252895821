"""Rival texts side by side: what stood under the same item on the same day, and who voted what on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dragoman import world
from dragoman.claims.wording import day_of
from dragoman.domain.measures import MeasureKind
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.ledger import Heading, browse
from dragoman.render.contract import render_heading
from dragoman.web.page import Answer, Json, Moved, NotFound, Page, Sheet
from dragoman.web.pages.vote import _embedded, neighbours
from dragoman.web.pages.votes import row_of
from dragoman.web.pages.wording import finding_of, name_of
from dragoman.web.rendering import body_name, item_of
from dragoman.web.site import Site

MOST = 8
"""Texts side by side."""
LISTED = 40


def dossiers_page(site: Site, _: Mapping[str, str]) -> Page:
    """The latest days on which several divided texts stood under one item."""
    groups: list[Json] = [
        {
            "slug": site.shelf.directory.slug(group[0].id),
            "day": day_of(group[0].held),
            "held": group[0].held.isoformat(),
            "item": item_of(group[0].agenda[0]) if group[0].agenda else "",
            "votes": [row_of(site, h) for h in group],
        }
        for group in browse.same_item(site.ledger, limit=LISTED)
    ]
    return Page(
        template="dossiers.html.j2",
        title="Rival and companion texts",
        description="Texts on the same item voted on the same day, side by side.",
        data={
            "dossiers": [
                {
                    "slug": g["slug"],
                    "held": g["held"],
                    "item": g["item"],
                    "votes": [v["name"] for v in g["votes"]],
                }
                for g in groups
            ]
        },
        sheet=Sheet(
            columns=("dossier", "held", "item", "slug", "symbol", "title", "yes", "no", "abstain"),
            rows=[
                (
                    g["slug"],
                    g["held"],
                    g["item"],
                    v["slug"],
                    v["name"],
                    v["title"],
                    *(v["tally"] or [None] * 3),
                )
                for g in groups
                for v in g["votes"]
            ],
        ),
        more={"groups": groups},
        of_votes=True,
    )


def dossier_page(site: Site, _: Mapping[str, str], *, slug: str) -> Answer:
    """All texts around this vote; the first of them names the dossier."""
    id_ = site.shelf.directory.find(slug)
    call = site.roll_call(id_) if id_ else _embedded(site, slug)
    if call is None:
        raise NotFound(f"no vote is known as “{slug}”", "search for words of its title or its symbol")
    near = neighbours(site, call)
    calls = _calls(site, call, [h.id for h in (*near["rivals"], *near["parts"])])
    own = site.shelf.directory.slug(calls[0].id)
    if own != slug:
        return Moved(to=f"/dossiers/{own}", permanent=False)
    told = [c for c in calls if c.choices][:MOST]
    patterns = _patterns(told)
    return Page(
        template="dossier.html.j2",
        title=f"{len(calls)} texts on {day_of(call.held)}: who voted what on each",
        description="; ".join(f"{name_of(c)} {c.tally}" for c in calls),
        data={
            "slug": own,
            "held": call.held.isoformat(),
            "texts": [
                {"slug": site.shelf.directory.slug(c.id), **render_heading(_heading(site, c))} for c in calls
            ],
            "patterns": patterns,
            "members": _rows(told),
        },
        sheet=Sheet(
            columns=("seat", "name", *(name_of(c) for c in told)),
            rows=[(r["seat"], r["name"], *r["choices"]) for r in _rows(told)],
        ),
        more={
            "calls": calls,
            "told": told,
            "day": call.held,
            "name_of": name_of,
            "finding_of": finding_of,
            "body_of": body_name,
            "slug_of": site.shelf.directory.slug,
            "rows": _rows(told),
        },
        of_votes=True,
    )


def _calls(site: Site, call: RollCall, others: list[str]) -> list[RollCall]:
    """The votes in full, in the order in which they were taken as far as it is known."""
    found = [call]
    for id_ in others:
        other = site.roll_call(id_)
        if other is None and site.shelf.beside:
            other = site.shelf.beside.roll_call(id_)
        if other:
            found.append(other)
    rank = {MeasureKind.AMENDMENT: 1, MeasureKind.PARAGRAPH: 1}
    return sorted(
        found, key=lambda c: (rank.get(c.kind, 0), c.body != call.body, c.order or 99, c.symbol or c.title)
    )


def _heading(site: Site, call: RollCall) -> Heading:
    for ledger in (site.ledger, site.shelf.beside):
        if ledger and (found := browse.headings_by_id(ledger, [call.id])):
            return found[0]
    raise NotFound(f"{call.id} is not in the ledger")


def _rows(calls: list[RollCall]) -> list[Json]:
    """Each member and its choice on each text; None where it had no vote."""
    seats = {seat for c in calls for seat in c.choices}
    rows = [
        {
            "seat": seat,
            "name": world.name_of(seat, calls[0].held),
            "choices": [c.choices[seat].value if seat in c.choices else None for c in calls],
        }
        for seat in seats
    ]
    return sorted(rows, key=lambda r: str(r["name"]))


def _patterns(calls: list[RollCall]) -> list[Json]:
    """How many members chose each combination on the texts that all could vote on, the most frequent first."""
    if len(calls) < 2:
        return []
    most = max((c.body for c in calls), key=lambda body: sum(c.body == body for c in calls))
    same = [c for c in calls if c.body == most]
    seats = set.intersection(*(set(c.choices) for c in same))
    groups: dict[tuple[Choice, ...], list[str]] = {}
    for seat in sorted(seats, key=world.name_of):
        groups.setdefault(tuple(c.choices[seat] for c in same), []).append(seat)
    counted = Counter({pattern: len(found) for pattern, found in groups.items()})
    return [
        {
            "texts": [name_of(c) for c in same],
            "choices": [choice.value for choice in pattern],
            "n": n,
            "seats": groups[pattern],
        }
        for pattern, n in counted.most_common()
    ]
