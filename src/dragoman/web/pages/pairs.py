"""The clearest break of every pair: of states, or of blocs with each other, among their members, and with each state."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman import workflows, world
from dragoman.errors import DragomanError
from dragoman.web.page import Json, Page, Sheet
from dragoman.web.pages.wording import rarity, year_of
from dragoman.workflows.rankings import COLUMNS, Ranking

SHOWN = 60
AMONG = {"states": "States", "pairs": "Pairs of states", "blocs": "Blocs"}
"""What a ranked list is of, and how pages call it."""


def pairs_page(query: Mapping[str, str], found: Ranking, *, among: str, since: int) -> Page:
    """The pairs that parted or came together, the clearest first."""
    party, problem = None, None
    if words := query.get("state", "").strip()[:80]:
        try:
            party = workflows.party_named(words)[0]
        except DragomanError as error:
            problem = str(error).splitlines()[0]
    rows = [_told(row) for row in found.rows(party=party, since=max(0, since - year_of(0)))]
    last = rows[min(len(rows), SHOWN) - 1] if rows else None
    return Page(
        template="pairs.html.j2",
        title=_title(rows[0], found.looked_at) if rows else "No break fits",
        description=f"{len(rows):,} pairs by their clearest break: how far alike before and after, with n, and how often chance gives as much.",
        data={"among": among, "looked_at": found.looked_at, "shuffled": found.null, "pairs": rows},
        sheet=Sheet(columns=COLUMNS, rows=[tuple(row[c] for c in COLUMNS) for row in rows]),
        more={
            "among": among,
            "kinds": AMONG,
            "rows": rows[:SHOWN],
            "problem": problem,
            "null": found.null,
            "by_chance": last["false_alarms"] * found.looked_at if last else None,
            "rarity": rarity,
        },
        of_votes=True,
    )


def _told(row: Json) -> Json:
    return {
        **row,
        "year": year_of(row["period"]),
        "names": [world.name_of(row["a"]), world.name_of(row["b"])],
    }


def _title(row: Json, looked_at: int) -> str:
    """The clearest break as a finding, where chance alone would hardly give it."""
    if row["false_alarms"] * looked_at >= 1:
        return "No break of a pair stands out from chance"
    a, b = row["names"]
    who = f"{a} and {b}" if a != b else f"{a}, among its members"
    return f"{who}: {row['before']:.0%} alike before {row['year']}, {row['after']:.0%} from then on"
