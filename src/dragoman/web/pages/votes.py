"""The search for votes, with facets; every filter stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dragoman import workflows
from dragoman.claims.wording import day_of
from dragoman.domain.rollcalls import Choice
from dragoman.errors import ParseError
from dragoman.ledger import Heading, browse
from dragoman.render.contract import render_heading
from dragoman.web.page import Answer, Json, Moved, Page, Sheet
from dragoman.web.pages.wording import name_of
from dragoman.web.rendering import BODIES
from dragoman.web.site import Site

A_PAGE = 30
FACETS = ("decade", "outcome", "kind", "division")
FACET_WORDS = {
    "body": "Body",
    "decade": "Decade",
    "outcome": "Outcome",
    "kind": "Kind of vote",
    "division": "How divided",
}
ORDER_WORDS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "closest": "closest first",
    "contested": "largest minority first",
}


def votes_page(site: Site, query: Mapping[str, str]) -> Answer:
    """The votes that fit; the symbol of one leads straight to it."""
    words = query.get("q", "").strip()[:200]
    if words and any(map(str.isdigit, words)) and (known := _by_symbol(site, words)):
        return Moved(to=f"/votes/{known}", permanent=False)
    problems: list[str] = []
    asked = _asked(query, words, problems)
    number = max(1, _number(query.get("page")))
    found = browse.search(site.ledger, asked, limit=A_PAGE, offset=(number - 1) * A_PAGE)
    rows = [row_of(site, h) for h in found.headings]
    told = f"“{words}”" if words else "all votes"
    data = {
        "query": {k: v for k, v in query.items() if k in KNOWN and v},
        "total": found.total,
        "page": number,
        "votes": [{"slug": site.shelf.directory.slug(h.id), **render_heading(h)} for h in found.headings],
        "facets": found.counts,
    }
    return Page(
        template="votes.html.j2",
        title=f"Votes: {told}",
        description=f"{found.total:,} recorded votes fit {told}: day, result, and who chose what.",
        data=data,
        sheet=Sheet(
            columns=("slug", "held", "body", "symbol", "title", "yes", "no", "abstain", "outcome"),
            rows=[
                (
                    r["slug"],
                    r["held"],
                    r["body"],
                    r["name"],
                    r["title"],
                    *(r["tally"] or [None] * 3),
                    r["outcome"],
                )
                for r in rows
            ],
        ),
        more={
            "rows": rows,
            "asked": asked,
            "words": words,
            "number": number,
            "pages": -(-found.total // A_PAGE),
            "facets": _facets(found.counts, query),
            "orders": ORDER_WORDS,
            "bodies": BODIES,
            "problems": problems,
            "seat": asked.seat,
        },
        keep=not words,
        of_votes=True,
    )


KNOWN = ("q", "body", "from", "to", "state", "choice", "order", *FACETS)


def _by_symbol(site: Site, words: str) -> str | None:
    """The slug of the vote whose symbol or draft the words are."""
    if id_ := site.shelf.directory.find(words):
        return site.shelf.directory.slug(id_)
    call = workflows.roll_call_named(site.ledger, words) if "/" in words or words[:3].isdigit() else None
    return site.shelf.directory.slug(call.id) if call else None


def _asked(query: Mapping[str, str], words: str, problems: list[str]) -> browse.Search:
    seat = None
    if state := query.get("state", "").strip():
        try:
            seat = workflows.seat_named(state[:80])
        except ParseError as error:
            problems.append(error.what)
    choice = query.get("choice", "")
    order = query.get("order", "newest")
    return browse.Search(
        words=words or None,
        body=query.get("body") or None,
        start=_day(query.get("from"), problems),
        end=_day(query.get("to"), problems, last=True),
        seat=seat,
        choice=choice if choice in set(Choice) else None,
        facets=tuple((name, query[name]) for name in FACETS if query.get(name)),
        order=order if order in ORDER_WORDS else "newest",
    )


def _day(text: str | None, problems: list[str], *, last: bool = False) -> date | None:
    """A day, or the first or last day of a year."""
    if not text:
        return None
    try:
        if len(text) == 4:
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"“{text[:20]}” is no day; write it as 2025-02-24 or 2025")
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 1


def _facets(counts: dict[str, dict[str, int]], query: Mapping[str, str]) -> list[Json]:
    """Each facet with its values, the most frequent first; decades in their order."""
    facets = []
    for name, values in counts.items():
        items = sorted(
            values.items(), key=lambda v: v[0] if name == "decade" else -v[1], reverse=name == "decade"
        )
        chosen = query.get(name, "")
        if len(items) > 1 or chosen:
            facets.append(
                {
                    "name": name,
                    "words": FACET_WORDS[name],
                    "values": [
                        {
                            "value": value,
                            "words": f"{value}s"
                            if name == "decade"
                            else BODIES.get(value, value)
                            if name == "body"
                            else value,
                            "n": n,
                            "chosen": value == chosen,
                        }
                        for value, n in items
                    ],
                }
            )
    return facets


def row_of(site: Site, heading: Heading, choice: str | None = None) -> Json:
    """A vote as lists show it."""
    tally = heading.tally
    return {
        "slug": site.shelf.directory.slug(heading.id),
        "name": name_of(heading),
        "title": heading.title,
        "held": heading.held.isoformat(),
        "day": day_of(heading.held),
        "body": heading.body,
        "kind": heading.kind.value,
        "tally": None if tally.yes is None else [tally.yes, tally.no, tally.abstain],
        "outcome": heading.outcome.value if heading.outcome else None,
        "choice": choice,
    }
