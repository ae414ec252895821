"""Agreement, points and breaks, in a terminal and JSON-ready; every value with its n and interval."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from math import isnan
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman import world
from dragoman.alignment.comparing import Compared
from dragoman.alignment.ideal import Points
from dragoman.alignment.pairs import PairBreaks
from dragoman.alignment.realignment import Realignments
from dragoman.alignment.shifts import Break
from dragoman.alignment.tables import Table
from dragoman.claims.wording import day_of
from dragoman.domain.relations import Period
from dragoman.domain.rollcalls import Choice
from dragoman.render.rollcall import LETTER, short
from dragoman.render.tables import render_grid

BAR = 30
"""Characters of a full bar."""

LEAST = 1e-4
"""Smallest rate that is printed as a number."""


def render_compared(found: Compared, *, topic: str | None = None) -> RenderableType:
    """The whole, the years and the latest differences."""
    what = _measure_of(found)
    on = f" on {topic}" if topic else ""
    head = Text.assemble(
        (f"{found.a} with {found.b}{on}: {_number(found.value)}", "bold"),
        f"  [{_between(found.low, found.high)}], {what}, n = {found.n:,}, {_span(found)}",
    )
    years = [
        (y["year"], y["value"], _between(y["low"], y["high"]), y["n"], _bar(y["value"]))
        for y in found.years.rows()
    ]
    return Group(
        head,
        Text(),
        render_grid(("year", "value", "95 %", "n", ""), years, most=len(years)),
        *_differences(found),
    )


def _measure_of(found: Compared) -> str:
    if not (found.is_bloc or found.a_is_bloc):
        return found.method
    if found.method == "majority":
        return "share of votes in which both majorities made the same choice"
    alike = "mean share of pairs of members" if found.a_is_bloc else "mean share of members"
    return f"{alike} with the same choice"


def _span(found: Compared) -> str:
    return f"{day_of(found.start)} to {day_of(found.end)}"


def _bar(value: float | None) -> str:
    return "█" * round(BAR * max(0.0, value or 0.0))


def _known(value: float | None) -> float | None:
    """The value; None where it does not exist, as with kappa where each side made one choice only."""
    return None if value is None or isnan(value) else round(value, 4)


def _number(value: float | None) -> str:
    return "–" if _known(value) is None else f"{value:.3f}"


def _between(low: float | None, high: float | None) -> str:
    return f"{_number(low)}–{_number(high)}" if _known(low) is not None else "–"


def _differences(found: Compared) -> list[RenderableType]:
    rows = [
        (d.held, d.symbol or d.roll_call, _counts(d.own), _counts(d.others), short(d.title))
        for d in found.differences
    ]
    if not rows:
        return []
    return [
        Text("\nLatest votes in which they differed", style="bold"),
        render_grid(("day", "text", found.a, found.b, "title"), rows),
    ]


def _counts(side: tuple[tuple[Choice, int], ...]) -> str:
    return " ".join(f"{n}{LETTER[choice]}" if n > 1 else LETTER[choice] for choice, n in side)


def compared_json(found: Compared, *, topic: str | None = None) -> dict[str, Any]:
    return {
        "a": found.a,
        "b": found.b,
        "topic": topic,
        "method": found.method,
        "value": _known(found.value),
        "n": found.n,
        "low": _known(found.low),
        "high": _known(found.high),
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "years": rows_json(found.years),
        "differences": [
            {
                "roll_call": d.roll_call,
                "held": d.held.isoformat(),
                "symbol": d.symbol,
                "title": d.title,
                "choice": d.choice.value,
                "own": {choice.value: n for choice, n in d.own},
                "others": {choice.value: n for choice, n in d.others},
            }
            for d in found.differences
        ],
    }


def render_break(a: str, b: str, found: Break, *, topic: str | None = None) -> RenderableType:
    """The break in a sentence, how sure it is, and the votes that drive it."""
    on = f" on {topic}" if topic else ""
    whom = "its members among themselves" if a == b else f"with {b}"
    rows = [
        (row["day"], row["symbol"] or row["id"], row["choice"], f"{row['same']} of {row['voted']}")
        for row in found.drivers.rows()
    ]
    votes = "Votes until the return" if found.since else "Votes since"
    return Group(
        Text(f"{a} {whom}{on}: {_headline(found)}", style="bold"),
        Text("\n".join((*_stretches(found), *_doubts(found)))),
        Text(f"\n{votes}, the furthest from the others first", style="bold"),
        render_grid(("day", "text", a, "pairs alike" if a == b else f"{b} alike"), rows, most=15),
    )


def _headline(found: Break) -> str:
    if found.steady > max(found.lasting, found.passing):
        return f"a steady course is likelier than any break ({found.steady:.0%}); the likeliest one:"
    if found.until:
        return f"{found.size:+.2f} from {day_of(found.at)}, and back on {day_of(found.until)}"
    return f"{found.size:+.2f} from {day_of(found.at)} on"


def _stretches(found: Break) -> list[str]:
    told = [f"before: {_period(found.before)}"]
    if found.since is None:
        return [*told, f"after:  {_period(found.after)}"]
    return [*told, f"away:   {_period(found.after)}", f"since:  {_period(found.since)}"]


def _doubts(found: Break) -> list[str]:
    """How sure the break and its day are."""
    what = "departure" if found.until else "new course"
    how = "votes shuffled among the days" if found.until else "days shuffled"
    lines = [
        f"first day of the {what}: {day_of(found.earliest)} to {day_of(found.latest)} (90 %)",
        f"how likely: a steady course {found.steady:.0%}, a new one that lasts {found.lasting:.0%}, "
        f"a departure that ends {found.passing:.0%}",
        f"a {what} as clear in {found.false_alarms:.1%} of series with their {how}; chance of these votes had the "
        f"former course held: {found.chance:.2g}",
    ]
    if found.others is not None:
        lines.append(f"as clear in {found.others} of {found.others_of} other states in the same votes")
    return lines


def _period(period: Period) -> str:
    return (
        f"{period.value:.3f} [{period.low:.3f}–{period.high:.3f}], n = {period.n:,}, "
        f"{day_of(period.start)} to {day_of(period.end)}"
    )


def break_json(a: str, b: str, found: Break, *, topic: str | None = None) -> dict[str, Any]:
    return {
        "a": a,
        "b": b,
        "topic": topic,
        "kind": found.kind,
        "at": found.at.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "earliest": found.earliest.isoformat(),
        "latest": found.latest.isoformat(),
        "before": _period_json(found.before),
        "after": _period_json(found.after),
        "since": _period_json(found.since) if found.since else None,
        "steady": round(found.steady, 4),
        "lasting": round(found.lasting, 4),
        "passing": round(found.passing, 4),
        "others": found.others,
        "others_of": found.others_of,
        "false_alarms": found.false_alarms,
        "chance": found.chance,
        "n": found.n,
        "drivers": list(map(_plain, found.drivers.rows())),
    }


def _period_json(period: Period) -> dict[str, Any]:
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "value": round(period.value, 4),
        "n": period.n,
        "low": round(period.low, 4),
        "high": round(period.high, 4),
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def render_ranked(
    found: Realignments, most: int, seat: str | None = None, *, at_once: bool = False
) -> RenderableType:
    """The clearest breaks of all states, or of one, each with the session in which it begins.

    `at_once` ranks by the votes of each session alone.
    """
    ranked = found.ranked(by="alarm" if at_once else "score").rows()
    first = list(islice((row for row in ranked if seat in (None, row["seat"])), most))
    rows = [
        (
            row["seat"],
            world.name_of(row["seat"]),
            row["period"],
            1945 + row["period"],
            row["alarm"] if at_once else row["score"],
            row["moved"],
            _alarms(row["false_alarms"], len(found.null)),
            _alarms(row["at_once"], len(found.null_at_once)),
        )
        for row in first
    ]
    score = "score at once" if at_once else "score"
    names = ("", "state", "session", "from", score, "moved (SD)", "false alarms", "at once")
    by = ", by the votes of each session alone" if at_once else ""
    return Group(
        Text(f"States that left their own former position{by}, the clearest first", style="bold"),
        render_grid(names, rows, most=most),
        Text(
            "false alarms: share of states and sessions with so high a score in simulated histories without breaks; at once: "
            f"the same, judged by the votes of that session alone. {_by_chance(first, len(found.table()), 'at_once' if at_once else 'false_alarms')}",
            style="dim",
        ),
    )


def render_pairs(found: PairBreaks, most: int) -> RenderableType:
    """The clearest break of every pair, the clearest of all first; a bloc beside itself is its unity."""
    first = list(islice(found.ranked().rows(), most))
    rows = [
        (
            row["a"],
            "among its members" if row["a"] == row["b"] else row["b"],
            row["period"],
            1945 + row["period"],
            row["score"],
            f"{row['before']:.2f} ({row['n_before']:,})",
            f"{row['after']:.2f} ({row['n_after']:,})",
            _alarms(row["false_alarms"], len(found.null)),
            _alarms(row["rank"], len(found.score)),
        )
        for row in first
    ]
    names = ("", "with", "session", "from", "score", "before (n)", "after (n)", "false alarms", "rank")
    return Group(
        Text("Who parted or came together, the clearest first", style="bold"),
        render_grid(names, rows, most=most),
        Text(
            "before and after: mean share alike in eight sessions before and three from then on; false alarms: share of pairs and "
            "sessions with so high a score where sessions are shuffled; rank: share of all pairs and sessions that score as high. "
            f"{_by_chance(first, len(found.table()))}",
            style="dim",
        ),
    )


def _by_chance(shown: list[dict[str, Any]], n: int, rate_of: str = "false_alarms") -> str:
    """How many of all that were looked at would stand above the end of the list without any break."""
    rate = shown[-1][rate_of] if shown else None
    if rate is None:
        return ""
    expected = rate * n
    told = f"{expected:.0f}" if expected >= 1 else "none"
    return f"Of {n:,} looked at, {told} would be expected to score by chance as high as the last one shown."


def _alarms(rate: float | None, n: int) -> str:
    if rate is None:
        return "–"
    return f"{rate:.2%}" if rate >= LEAST else f"< {max(1 / n, LEAST):.2%}"


def render_points(points: Points, session: int, seats: tuple[str, ...]) -> RenderableType:
    """Where the states stand in a session; of the states named all their sessions."""
    table = points.table()
    if seats:
        rows = [row for row in table.rows() if row["seat"] in seats]
        told = [
            (r["seat"], r["period"], r["point"], f"{r['low']:.2f}–{r['high']:.2f}", r["votes"]) for r in rows
        ]
        return render_grid(("state", "session", "point", "90 %", "votes"), told, most=len(told))
    rows = sorted((r for r in table.rows() if r["period"] == session), key=lambda r: -r["point"])
    told = [
        (r["seat"], world.name_of(r["seat"]), r["point"], f"{r['low']:.2f}–{r['high']:.2f}", r["votes"])
        for r in rows
    ]
    return Group(
        Text(f"Ideal points, session {session} ({1945 + session}–{1946 + session})", style="bold"),
        render_grid(("", "state", "point", "90 %", "votes"), told, most=len(told)),
        Text(
            "mean 0, variance 1 over all states and sessions; the United States on the positive side",
            style="dim",
        ),
    )


def rows_json(table: Table) -> list[dict[str, Any]]:
    """The rows of a table, JSON-ready."""
    return list(map(_plain, table.rows()))
