"""A bloc's unity and a state's partners, in a terminal and JSON-ready; every value with its n and interval."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman import world
from dragoman.alignment.cohesion import Cohesion
from dragoman.alignment.tables import Table
from dragoman.claims.wording import day_of
from dragoman.render.tables import render_grid

ENDS = 10
"""Partners shown from either end of the list."""


def render_unity(code: str, found: Cohesion, ranks: Table, *, topic: str | None = None) -> RenderableType:
    """How united the bloc is, and its members by how often they left the majority."""
    days = found.votes["day"].tolist()
    head = Text.assemble(
        (f"{code}{_on(topic)}: unity {found.value:.3f}", "bold"),
        f"  [{found.low:.3f}–{found.high:.3f}], mean agreement index, n = {found.n:,}, "
        f"{day_of(days[0])} to {day_of(days[-1])}; unanimous in {found.unanimous:,}",
    )
    rows = [
        (
            row["seat"],
            world.name_of(row["seat"]),
            f"{row['rate']:.1%}",
            f"{row['low']:.1%}–{row['high']:.1%}",
            f"{row['broke']} of {row['n']}",
            row["topics"].replace(";", "; "),
        )
        for row in ranks.rows()
    ]
    return Group(
        head,
        Text("\nWho left the majority, how often, on what", style="bold"),
        render_grid(("", "member", "rate", "95 %", "votes", "mostly on"), rows, most=len(rows)),
    )


def unity_json(code: str, found: Cohesion, ranks: Table, *, topic: str | None = None) -> dict[str, Any]:
    days = found.votes["day"].tolist()
    return {
        "bloc": code,
        "topic": topic,
        "value": round(found.value, 4),
        "n": found.n,
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "unanimous": found.unanimous,
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "members": [
            {
                **row,
                "votes": row["votes"].split(";") if row["votes"] else [],
                "topics": row["topics"].split(";") if row["topics"] else [],
            }
            for row in ranks.rows()
        ],
    }


def render_partners(
    code: str, partners: Table, method: str, votes: int, *, topic: str | None = None
) -> RenderableType:
    """The closest and the furthest of all states."""
    told = [
        (
            row["seat"],
            world.name_of(row["seat"]),
            row["value"],
            f"{row['low']:.3f}–{row['high']:.3f}",
            row["n"],
        )
        for row in partners.rows()
        if row["value"] is not None
    ]
    ends = told if len(told) <= 2 * ENDS else [*told[:ENDS], ("…", "", "", "", ""), *told[-ENDS:]]
    return Group(
        Text(
            f"{code}{_on(topic)}: closest and furthest of {len(told)} states ({method}; {votes:,} votes)",
            style="bold",
        ),
        render_grid(("", "state", "agreement", "95 %", "n"), ends, most=len(ends)),
    )


def _on(topic: str | None) -> str:
    return f" on {topic}" if topic else ""
