"""How it works, what the ledger covers, and where it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.ledger import browse
from dragoman.web.page import Answer, Json, NotFound, Page, Sheet
from dragoman.web.site import Site


def about_page(site: Site, query: Mapping[str, str], *, name: str) -> Answer:
    """One of the pages about Dragoman itself."""
    if name not in PAGES:
        raise NotFound("nothing stands at this address", f"there are: {', '.join(PAGES)}")
    return PAGES[name](site, query)


def method(_: Site, __: Mapping[str, str]) -> Page:
    return Page(
        template="method.html.j2",
        title="Method",
        description="How a report is read, how a claim is held against the record, and what the numbers mean.",
        data={"verdicts": VERDICTS, "measures": MEASURES},
        more={"verdicts": VERDICTS, "measures": MEASURES},
    )


def coverage(site: Site, _: Mapping[str, str]) -> Page:
    found = browse.by_year(site.ledger)
    rows = [{"body": body, "year": year, "votes": n, "by_country": known} for body, year, n, known in found]
    bodies = [
        {
            "body": c.body,
            "first": c.first.isoformat(),
            "last": c.last.isoformat(),
            "votes": c.n,
            "by_country": c.with_choices,
        }
        for c in site.ledger.coverage()
    ]
    return Page(
        template="coverage.html.j2",
        title="Coverage",
        description="Which votes of which body and year this ledger holds.",
        data={"bodies": bodies, "years": rows},
        sheet=Sheet(columns=("body", "year", "votes", "by_country"), rows=[tuple(r.values()) for r in rows]),
        more={"decades": _decades(rows)},
    )


def _decades(rows: list[Json]) -> list[Json]:
    """Votes by decade and body, for a table that fits on a page."""
    told: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        found = told.setdefault((row["body"], row["year"] // 10 * 10), [0, 0])
        found[0] += row["votes"]
        found[1] += row["by_country"]
    return [{"body": b, "decade": d, "votes": n, "by_country": k} for (b, d), (n, k) in sorted(told.items())]


def limits(_: Site, __: Mapping[str, str]) -> Page:
    return Page(
        template="limits.html.j2",
        title="Limits",
        description="What Dragoman does not know, and where it fails.",
        data={"limits": [list(limit) for limit in LIMITS]},
        more={"limits": LIMITS},
    )


PAGES: dict[str, Callable[[Site, Mapping[str, str]], Page]] = {
    "method": method,
    "coverage": coverage,
    "limits": limits,
}

VERDICTS = {
    "matches": "the roll call says the same",
    "conflicts": "the roll call says otherwise, and only one roll call can be meant",
    "partly": "a part of the claim is as the roll call says and a part is not",
    "several records fit": "more than one roll call can be meant, and they answer differently",
    "record silent": "no roll call at hand answers; that is no contradiction",
    "not checkable": "no roll call could answer: a motive, a forecast, someone's opinion of another",
}
MEASURES = {
    "agreement": "the share of equal choices among the votes in which both took a side, with Wilson's 95% interval; beside a bloc the mean share of its members of that day with the same choice",
    "cohesion": "the mean over votes of (largest − half the rest) ÷ all, over yes, abstain and no: 1 united, 0 split in three (Hix, Noury and Roland 2005)",
    "ideal point": "the place on one line that best explains a state's choices in a session (Bailey, Strezhnev and Voeten 2017); mean 0 and variance 1 over all states and sessions, the United States on the positive side; intervals of 90%",
    "surprise": "a choice with a chance below 10% from the state's point of that session",
    "shift": "a state whose choices of some sessions do not fit its own former position; its score is compared with simulated histories in which nobody moves",
    "ranks of a bloc": "what at least two thirds of the members who voted chose; who is absent breaks none",
}
LIMITS = (
    (
        "Adopted texts",
        "Releases of the Digital Library hold adopted texts only: rejected drafts, most amendments, votes on paragraphs and sponsors are not in them. What is missing is told as missing.",
    ),
    (
        "Silence",
        "Where the record at hand does not answer, the verdict is “record silent”. It never means that a report is wrong.",
    ),
    (
        "Reading",
        "Rules and a small language model read English news. They miss claims, and they can take a sentence for a claim that it is not. Open the words behind each finding before you quote it.",
    ),
    (
        "Linking",
        "A report seldom names a resolution. Dragoman finds the vote by day, totals, body and words, and says “several records fit” where it cannot tell.",
    ),
    (
        "Rivals",
        "The record does not say which texts compete. Pages show what stood under the same item on the same day.",
    ),
    (
        "Intentions",
        "Members that later tell the Secretariat how they had meant to vote are shown so and never counted so.",
    ),
    ("One line", "An ideal point puts all questions on one line. It says who votes alike, not why."),
    (
        "Membership",
        "Blocs are taken as they stood on the day of the vote; the registry names its source row by row, and some rows are marked as recalled and not checked.",
    ),
    ("Maps", "Shapes are simplified. They express no opinion on the status of any territory."),
)
